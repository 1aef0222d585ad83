"""Read what the lineage of a theory rests on out of the store: steps, verdicts, stances and their reasons, stars."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import URIRef

from demireg.services import queries
from demireg.services.comparing.rows import Readings, spoken
from demireg.services.comparing.tracing import Element
from demireg.services.generations import generation
from demireg.services.repository import Repository
from demireg.store.base import Row, Term

#: Verdicts and stances that refute a proposition.
REFUTING: Final = frozenset({"refuted", "not_supported", "contradicted", "contradicts"})


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a lineage. relation: revises or abstracts; stages are empty where the theory names none."""

    earlier: str
    later: str
    relation: str
    earlier_stage: str
    later_stage: str


@dataclass(frozen=True, slots=True)
class Event:
    """What a study makes of a theory.

    event: use (of the theory as a whole), verdict (on an element), evidence (a configuration brought for or against the
    theory) or stance (on a proposition); said: the relation, verdict or stance; element: as the study words it;
    configurations: what it rests on; basis: whose judgement it is; who: the agent, where one is named.
    """

    study: str
    theory: str
    event: str
    said: str
    element: str
    proposition: str
    configurations: tuple[str, ...]
    basis: str
    who: str
    rationale: str

    @property
    def refutes(self) -> bool:
        """Whether it refutes the proposition that it is about."""
        return bool(self.proposition) and self.said in REFUTING


@dataclass(frozen=True, slots=True)
class Star:
    """A printed tag that the authors mark.

    only: whether as belonging to the modified theory only, else to both; coded: what its phrase is coded as.
    """

    study: str
    configuration: str
    letters: str
    only: bool
    phrase: str
    coded: tuple[Element, ...]


def steps(repository: Repository) -> list[Step]:
    """Return all steps from one theory to the next that the theories state."""
    read = Readings(repository.store, repository.names)
    found: dict[tuple[str, str, str], Step] = {}
    for row in _rows(repository, "steps", {}):
        names = [read.text(row.get(name)) for name in ("earlier", "later", "relation")]
        stages = [spoken(read.text(row.get(name))) for name in ("earlier_stage", "later_stage")]
        found.setdefault((names[0], names[1], names[2]), Step(*names, *stages))
    return list(found.values())


def uses(repository: Repository, earlier: str, later: str) -> list[Event]:
    """Return what the studies that use both theories make of either, their stances aside."""
    read = Readings(repository.store, repository.names)
    rows = [(row, read.text(row["study"])) for row in _rows(repository, "events", _both(repository, earlier, later))]
    return [_event(read, row, study, read.text(row["event"]), row.get("said")) for row, study in rows]


def stances(repository: Repository, earlier: str, later: str, studies: Iterable[str]) -> list[Event]:
    """Return the stances of some studies on the propositions of two theories, with their reasons."""
    read = Readings(repository.store, repository.names)
    both = _both(repository, earlier, later)
    found: list[Event] = []
    for study in studies:
        given = both | {"study": repository.names.study(study)}
        found += _stances(read, study, _rows(repository, "stances", given))
    return found


def _both(repository: Repository, earlier: str, later: str) -> dict[str, str]:
    return {name: repository.names.theory(theory) for name, theory in (("earlier", earlier), ("later", later))}


def stars(repository: Repository, study: str) -> list[Star]:
    """Return the tags that a study's authors mark as of the modified theory only, or of both, in its order."""
    read = Readings(repository.store, repository.names)
    found: dict[str, Star] = {}
    for row in _rows(repository, "stars", {"study": repository.names.study(study)}):
        tag, concept = read.text(row["tag"]), read.text(row.get("concept"))
        coded = ((read.text(row["role"]), concept),) if concept else ()
        former = found.get(tag)
        known = former.coded if former else ()
        found[tag] = Star(
            study,
            read.text(row["configuration"]),
            read.text(row["letters"]),
            read.text(row["starred"]) == "ModifiedOnly",
            former.phrase if former else read.text(row["phrase"]),
            (*known, *(each for each in coded if each not in known)),
        )
    return list(found.values())


def _stances(read: Readings, study: str, rows: Sequence[Row]) -> list[Event]:
    """Return one event per assessment, with all configurations that it rests on."""
    held: dict[str, Row] = {}
    basis: dict[str, list[str]] = {}
    for row in rows:
        key = read.text(row["assessment"])
        held.setdefault(key, row)
        name = read.text(row.get("configuration"))
        basis.setdefault(key, []).extend([name] if name and name not in basis[key] else [])
    return [_event(read, row, study, "stance", row["stance"], tuple(basis[key])) for key, row in held.items()]


def _event(
    read: Readings, row: Row, study: str, event: str, said: Term | None, configurations: tuple[str, ...] = ()
) -> Event:
    text = {name: read.text(row.get(name)) for name in ("theory", "element", "proposition", "rationale", "agent")}
    own = read.text(row.get("configuration"))
    return Event(
        study=study,
        theory=text["theory"],
        event=event,
        said=spoken(read.text(said)).removesuffix("_theory"),
        element=text["element"],
        proposition=text["proposition"],
        configurations=configurations or ((own,) if own else ()),
        basis=spoken(read.text(row.get("basis"))),
        who=text["agent"].removeprefix("agent/"),
        rationale=text["rationale"],
    )


def _rows(repository: Repository, name: str, given: Mapping[str, str]) -> list[Row]:
    """Return the rows of a query, kept for as long as the repository is of the same generation."""
    store = repository.store
    bound = queries.load(f"lineage/{name}").bind({each: URIRef(iri) for each, iri in given.items()})
    return repository.kept.rows(generation(store, repository.names), bound, lambda: store.select(bound))
