"""Gather what a matrix is made of, from the store by SPARQL (the reference) or from the comparison table."""

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef

from demireg.domain.errors import NotFound
from demireg.domain.names import PROFILES
from demireg.services import queries
from demireg.services.comparing.rows import Readings, StudyRow, gather_study
from demireg.services.comparing.statements import statement
from demireg.services.comparing.table import ComparisonTable
from demireg.store.base import Row

Place = tuple[str, str]  # proposition, study


@dataclass(frozen=True, slots=True)
class Said:
    """What a study says on a proposition: its one stance, the distinct assessed ones, and their configurations."""

    stance: str
    stances: frozenset[str]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything a matrix is made of; ``matches`` holds configurations by place and kind of match."""

    label: str
    propositions: list[tuple[str, str]]
    studies: list[StudyRow]
    cells: Mapping[Place, Said]
    matches: Mapping[Place, Mapping[str, tuple[str, ...]]]


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
        if (place := (read.text(row["proposition"]), read.text(row["study"])))
    }
    matches: dict[Place, dict[str, tuple[str, ...]]] = {}
    for (proposition, study, kind), found in _grouped(
        read, rows("matrix/matches"), "proposition", "study", "kind"
    ).items():
        matches.setdefault((proposition, study), {})[kind] = found
    propositions = {read.text(row["proposition"]): read.text(row.get("text")) for row in heads if "proposition" in row}
    studies = _studies(read, rows("matrix/studies"))
    return Gathered(read.text(heads[0].get("label")), list(propositions.items()), studies, cells, matches)


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


def from_table(table: ComparisonTable, theory: str, profile: str) -> Gathered:
    """Gather from the comparison table. Raises NotFound when the table does not hold the theory."""
    about = {"theory": theory}
    heads = table.rows(statement("matrix-propositions"), about)
    if not heads:
        raise unknown_theory(theory)
    cells = {
        (proposition, study): Said(stance, frozenset(stances), tuple(basis))
        for proposition, study, stance, stances, basis in table.rows(statement("matrix-cells"), about)
    }
    matches: dict[Place, dict[str, tuple[str, ...]]] = {}
    for proposition, study, kind, found in table.rows(statement("matrix-matches"), about | {"profile": profile}):
        matches.setdefault((proposition, study), {})[kind] = tuple(found)
    return Gathered(
        label=heads[0][0],
        propositions=[(proposition, text or "") for _, proposition, text in heads if proposition is not None],
        studies=[StudyRow(*row) for row in table.rows(statement("studies"))],
        cells=cells,
        matches=matches,
    )
