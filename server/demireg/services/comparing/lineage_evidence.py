"""Read what the lineage of a theory rests on out of the store: steps, verdicts, stances and their reasons, stars."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from rdflib import URIRef

from demireg.services import queries
from demireg.services.comparing.rows import Readings, spoken
from demireg.services.comparing.tracing import Element
from demireg.services.generations import generation
from demireg.services.repository import Repository
from demireg.store.base import Row, Term

T = TypeVar("T")

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


def plain(each: Event | Star) -> dict[str, Any]:
    """Return what it says by name; quicker than ``asdict``, since nothing in it is to be copied."""
    return {name: getattr(each, name) for name in each.__slots__}


def steps(repository: Repository) -> list[Step]:
    """Return all steps from one theory to the next that the theories state."""

    def read(of: Readings) -> list[Step]:
        found: dict[tuple[str, str, str], Step] = {}
        for row in _rows(of, "steps"):
            names = [of.text(row.get(name)) for name in ("earlier", "later", "relation")]
            stages = [spoken(of.text(row.get(name))) for name in ("earlier_stage", "later_stage")]
            found.setdefault((names[0], names[1], names[2]), Step(*names, *stages))
        return list(found.values())

    return _kept(repository, "steps", read)


def users(repository: Repository, theory: str) -> frozenset[str]:
    """Return the studies that use a theory."""

    def read(of: Readings) -> frozenset[str]:
        return frozenset(of.text(row["study"]) for row in _rows(of, "users", theory=of.names.theory(theory)))

    return _kept(repository, ("users", theory), read)


def events(repository: Repository, earlier: str, later: str, studies: Sequence[str]) -> list[Event]:
    """Return what some studies make of two theories, then their stances on the propositions, with their reasons."""

    def read(of: Readings) -> list[Event]:
        made: list[Event] = []
        stances: list[Event] = []
        for study in studies:
            given = {"study": of.names.study(study), "earlier": of.names.theory(earlier)}
            given["later"] = of.names.theory(later)
            rows = _rows(of, "events", **given)
            made += [_event(of, row, study, of.text(row["event"]), row["said"]) for row in rows]
            stances += _stances(of, study, _rows(of, "stances", **given))
        return made + stances

    return _kept(repository, ("events", earlier, later, tuple(studies)), read)


def stars(repository: Repository, studies: Sequence[str]) -> list[Star]:
    """Return the tags that authors of studies mark as of the modified theory only, or of both, in the study's order."""

    def read(of: Readings) -> list[Star]:
        return [
            star for study in studies for star in _stars(of, study, _rows(of, "stars", study=of.names.study(study)))
        ]

    return _kept(repository, ("stars", tuple(studies)), read)


def _stars(read: Readings, study: str, rows: Sequence[Row]) -> Iterable[Star]:
    found: dict[str, Star] = {}
    for row in rows:
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
    return found.values()


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


def _rows(read: Readings, name: str, **given: str) -> list[Row]:
    """Return the rows of a query below ``queries/lineage``, with identifiers by its parameters."""
    terms = {each: URIRef(iri) for each, iri in given.items()}
    return read.store.select(queries.load(f"lineage/{name}").bind(terms))


def _kept(repository: Repository, key: Hashable, make: Callable[[Readings], T]) -> T:
    """Return what is made of the store, kept for as long as store and table are of the same state."""
    store, names = repository.store, repository.names
    of = ("lineage", generation(store, names), key)
    return repository.table.kept(of, lambda: make(Readings(store, names)))
