"""Gather what a matrix is made of, from the store by SPARQL (the reference) or from the comparison table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from rdflib import Literal, URIRef

from demireg.domain.errors import NotFound
from demireg.domain.names import PROFILES
from demireg.services import queries
from demireg.services.comparing.filters import Filters
from demireg.services.comparing.rows import Readings, StudyRow, gather_study
from demireg.services.comparing.stances import NOT_ASSESSED, study_stance
from demireg.services.comparing.table import ComparisonTable
from demireg.store.base import Row

Place = tuple[str, str]  # proposition, study
#: With more places than this, studies of which nothing is said are counted and not listed.
DENSE: Final = 5_000
_NOTHING: Final = Literal(NOT_ASSESSED)


@dataclass(frozen=True, slots=True)
class Said:
    """What a study says on a proposition: its one stance, the distinct assessed ones, and their configurations."""

    stance: str
    stances: frozenset[str]
    basis: tuple[str, ...]


#: A place on which nobody judged anything.
UNSAID: Final = Said(NOT_ASSESSED, frozenset(), ())


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything a matrix is made of.

    ``cells`` and ``matches`` hold the places of which anything is said or inferred, the latter by kind of match;
    ``studies`` all studies that count, or only those of such places where there are more than fit; ``total`` how many
    studies and how many programmes count in all.
    """

    label: str
    propositions: list[tuple[str, str]]
    studies: list[StudyRow]
    cells: Mapping[Place, Said]
    matches: Mapping[Place, Mapping[str, tuple[str, ...]]]
    total: tuple[int, int]


def unknown_theory(theory: str) -> NotFound:
    """Return the error that says which theory is not there."""
    return NotFound(f"The repository holds no theory '{theory}'. `demireg ask theories` lists what it holds.")


def from_store(read: Readings, theory: str, profile: str) -> Gathered:
    """Gather by SPARQL. Raises NotFound when the store does not hold the theory."""
    given: dict[str, URIRef | Literal] = {
        "theory": URIRef(read.names.theory(theory)),
        "profile": URIRef(PROFILES[profile]),
    }

    def rows(name: str) -> list[Row]:
        return read.store.select(queries.load(name).bind(given))

    heads = rows("matrix/propositions")
    if not heads:
        raise unknown_theory(theory)
    bases = _grouped(read, rows("matrix/bases"), "proposition", "study")
    cells = {
        place: Said(
            read.text(row["stance"]),
            frozenset(read.text(row["stances"]).split()) - {"not_assessed"},
            bases.get(place, ()),
        )
        for row in rows("compare/stance-matrix")
        if (place := (read.text(row["proposition"]), read.text(row["study"]))) and row["stances"] != _NOTHING
    }
    matches: dict[Place, dict[str, tuple[str, ...]]] = {}
    for (proposition, study, kind), found in _grouped(
        read, rows("matrix/matches"), "proposition", "study", "kind"
    ).items():
        matches.setdefault((proposition, study), {})[kind] = found
    propositions = {read.text(row["proposition"]): read.text(row.get("text")) for row in heads if "proposition" in row}
    studies = _studies(read, rows("matrix/studies"))
    total = len(studies), len({row.programme for row in studies})
    return Gathered(read.text(heads[0].get("label")), list(propositions.items()), studies, cells, matches, total)


def _grouped(read: Readings, rows: list[Row], *by: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        groups.setdefault(tuple(read.text(row[name]) for name in by), []).append(read.text(row["configuration"]))
    return {key: tuple(sorted(found)) for key, found in groups.items()}


def _studies(read: Readings, rows: list[Row]) -> list[StudyRow]:
    by_study: dict[str, list[Row]] = {}
    for row in rows:
        by_study.setdefault(read.text(row["study"]), []).append(row)
    return [gather_study(read, study, found) for study, found in sorted(by_study.items())]


def propositions_of(table: ComparisonTable, theory: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a theory's label and its propositions with their sentences. Raises NotFound for an unknown theory."""
    heads = table.named("matrix-propositions", {"theory": theory})
    if not heads:
        raise unknown_theory(theory)
    return heads[0][0], [(proposition, text or "") for _, proposition, text in heads if proposition is not None]


def from_table(table: ComparisonTable, theory: str, filters: Filters) -> Gathered:
    """Gather from the comparison table. Raises NotFound when the table does not hold the theory."""
    values = {**filters.values, "theory": theory}
    label, propositions = propositions_of(table, theory)
    cells = {
        (proposition, study): Said(study_stance(stances), frozenset(stances), tuple(basis))
        for proposition, study, stances, basis in table.named("measures/matrix-cells", values)
    }
    matches: dict[Place, dict[str, tuple[str, ...]]] = {}
    for proposition, study, kind, found in table.named("measures/matrix-matches", values):
        matches.setdefault((proposition, study), {})[kind] = tuple(found)
    [total] = table.named("measures/matrix-size", values)
    dense = total[0] * len(propositions) <= DENSE
    needed = None if dense else sorted({study for _, study in (*cells, *matches)})
    studies = [StudyRow(*row) for row in table.named("measures/matrix-studies", values | {"needed": needed})]
    return Gathered(label, propositions, studies, cells, matches, total)


def narrowed(gathered: Gathered, units: Mapping[str, str]) -> Gathered:
    """Leave out all studies but these, each counted as the unit beside it."""
    studies = [replace(row, programme=units[row.study]) for row in gathered.studies if row.study in units]
    cells = {place: said for place, said in gathered.cells.items() if place[1] in units}
    matches = {place: found for place, found in gathered.matches.items() if place[1] in units}
    total = len(studies), len({row.programme for row in studies})
    return replace(gathered, studies=studies, cells=cells, matches=matches, total=total)
