"""Read the comparison table's rows of studies, many by few queries, or of all theories, out of the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rdflib import URIRef

from demireg.domain.errors import NotFound
from demireg.domain.names import PROFILES, Names
from demireg.services import queries
from demireg.store.base import Row, Store, Term

Value = str | int | float | bool | None
Column = Sequence[object]
Columns = Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class StudyRow:
    """What the table keeps of a study as a whole; ``country`` joins the ``countries``, None where none is known."""

    study: str
    label: str
    year: int | None
    programme: str
    country: str | None
    text_seen: str | None
    synthesises: list[str]
    countries: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    designs: list[str] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    site_contexts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Block:
    """All rows of one study; lists hold one column each, in the order of the table's columns, mappings one by name."""

    study: StudyRow
    configurations: Columns
    ripples: Columns
    parts: Columns
    stances: list[Column]
    matches: list[Column]


@dataclass(frozen=True, slots=True)
class Known:
    """The rows that are no study's: theories, propositions, patterns, concepts, their kinds and what they oppose."""

    theories: list[Column]
    propositions: list[Column]
    patterns: list[Column]
    labels: Columns
    aliases: Columns
    kinds: Columns
    opposites: Columns


_OF_CONFIGURATION: Final = (
    "configuration",
    "title",
    "locator",
    "confidence",
    "stage",
    "voice",
    "ripples",
    "ripples_as",
)
#: By which variables the rows of a study are put in order; those of the study itself are gathered into one.
_ORDER: Final[Mapping[str, Sequence[str]]] = {
    "table/configurations": _OF_CONFIGURATION,
    "table/matches": ("profile", "configuration", "kind", "proposition"),
    "table/parts": ("configuration", "part", "role", "fired", "concept", "valence", "basis"),
    "table/stances": ("assessment", "configuration", "basis", "review", "agent", "at"),
}


class Readings:
    """Reads short identifiers and plain values from one store."""

    def __init__(self, store: Store, names: Names) -> None:
        self.store = store
        self.names = names

    def rows(self, query: str) -> list[Row]:
        """Return the rows of a query below ``queries/`` that takes no value."""
        return self.store.select(queries.load(query).bind({}))

    def by_study(self, query: str, studies: Sequence[str]) -> dict[str, list[Row]]:
        """Return the rows of a query below ``queries/`` for each of some studies, in order, empty where it has none."""
        of = {self.names.study(study): study for study in studies}
        found: dict[str, list[Row]] = {study: [] for study in studies}
        for row in self.store.select(queries.load(query).bind({"studies": tuple(map(URIRef, of))})):
            found[of[str(row["study"])]].append(row)
        order = _ORDER.get(query, ())
        for rows in found.values():
            rows.sort(key=lambda row: [str(row.get(name, "")) for name in order])
        return found

    def value(self, term: Term | None) -> Value:
        """Return a short identifier, a plain value, or None for what was not bound."""
        if term is None:
            return None
        if isinstance(term, URIRef):
            return self.names.local(str(term))
        python = term.toPython()
        return python if isinstance(python, bool | int | float) else str(term)

    def text(self, term: Term | None) -> str:
        """Return a short identifier or a text, empty for what was not bound."""
        value = self.value(term)
        return "" if value is None else str(value)

    def columns(self, rows: list[Row], *names: str) -> list[Column]:
        """Return one list per named variable."""
        return [[self.value(row.get(name)) for row in rows] for name in names]


def spoken(local: str) -> str:
    """Return an individual's local name as a word of the comparison: ``FullText`` becomes ``full_text``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in local).removeprefix("_")


def profile_name(iri: str) -> str:
    """Return the name of a coding profile as used on the command line and in addresses."""
    return next((name for name, individual in PROFILES.items() if individual == iri), iri)


def study_block(store: Store, names: Names, study: str) -> Block:
    """Read everything the table keeps of one study. Raises NotFound when the store does not hold it."""
    return study_blocks(store, names, [study])[0]


def study_blocks(store: Store, names: Names, studies: Sequence[str]) -> list[Block]:
    """Read the same of several studies by as many queries as of one. Raises NotFound for one that is not held."""
    read = Readings(store, names)
    own, matches, configurations, parts, stances = (
        read.by_study(f"table/{what}", studies) for what in ("study", "matches", "configurations", "parts", "stances")
    )
    blocks = []
    for study in studies:
        if not own[study]:
            raise NotFound(f"The repository holds no study '{study}'.")
        row = gather_study(read, study, own[study])
        told = _configurations(read, configurations[study])
        blocks.append(
            Block(
                row, *told, _parts(read, parts[study]), _stances(read, stances[study]), _matches(read, matches[study])
            )
        )
    return blocks


def _matches(read: Readings, rows: list[Row]) -> list[Column]:
    columns = read.columns(rows, "proposition", "configuration", "kind")
    columns.insert(2, [profile_name(str(row["profile"])) for row in rows])
    return columns


#: Columns of the parts, by the variable that holds them.
_PARTS = {
    "configurations": "configuration",
    "parts": "part",
    "roles": "role",
    "fired": "fired",
    "concepts": "concept",
    "valences": "valence",
    "bases": "basis",
}


def _parts(read: Readings, rows: list[Row]) -> Columns:
    columns: dict[str, Column] = dict(zip(_PARTS, read.columns(rows, *_PARTS.values()), strict=True))
    columns["ancestors"] = [None if "coded" not in row else not read.value(row["coded"]) for row in rows]
    return columns


def _configurations(read: Readings, rows: list[Row]) -> tuple[Columns, Columns]:
    """Return the columns of the configurations, and those of the ripples between them."""
    gathered: dict[str, dict[str, set[str]]] = {}
    ripples: list[tuple[str, str, str]] = []
    for row in rows:
        own = gathered.setdefault(read.text(row["configuration"]), {})
        for name in ("title", "locator", "confidence", "stage", "voice"):
            own.setdefault(name, set()).update({read.text(row[name])} if name in row else ())
        if "ripples" in row:
            ripples.append((read.text(row["configuration"]), read.text(row["ripples"]), read.text(row["ripples_as"])))
    columns: dict[str, Column] = {"configurations": list(gathered)}
    for name in ("title", "locator", "confidence"):
        columns[f"{name}s"] = ["; ".join(sorted(own[name])) or None for own in gathered.values()]
    for name in ("stage", "voice"):
        columns[f"{name}s"] = [sorted(own[name]) for own in gathered.values()]
    said = zip(*ripples, strict=True) if ripples else ((), (), ())
    return columns, dict(zip(("sources", "targets", "kinds"), map(list, said), strict=True))


_ONCE = ("label", "year", "programme", "country", "text_seen")


def gather_study(read: Readings, study: str, rows: list[Row]) -> StudyRow:
    """Make one row of several: countries are joined, and a study of no programme is its own programme."""
    found = {
        name: sorted({read.text(row[name]) for row in rows if name in row})
        for name in (*_ONCE, "synthesised", "model", "design", "site", "site_context")
    }
    return StudyRow(
        study=study,
        label=next(iter(found["label"]), study),
        year=int(found["year"][0]) if found["year"] else None,
        programme=next(iter(found["programme"]), study),
        country="; ".join(found["country"]) or None,
        text_seen=next(map(spoken, found["text_seen"]), None),
        synthesises=found["synthesised"],
        countries=found["country"],
        models=found["model"],
        designs=found["design"],
        sites=found["site"],
        site_contexts=found["site_context"],
    )


def _stances(read: Readings, rows: list[Row]) -> list[Column]:
    assessments: dict[str, Row] = {}
    bases: dict[str, set[str]] = {}
    for row in rows:
        key = read.text(row["assessment"])
        assessments.setdefault(key, row)
        bases.setdefault(key, set())
        if "configuration" in row:
            bases[key].add(read.text(row["configuration"]))
    columns = read.columns(
        [*assessments.values()], "assessment", "proposition", "stance", "basis", "review", "agent", "at"
    )
    columns[2] = [spoken(read.text(row["stance"])) for row in assessments.values()]
    columns.insert(3, [sorted(bases[key]) for key in assessments])
    return columns


def known(store: Store, names: Names) -> Known:
    """Read all theories and their propositions, and all concepts."""
    read = Readings(store, names)
    rows = read.rows("table/theories")
    theories = {read.text(row["theory"]): read.text(row.get("label")) for row in rows}
    propositions = list({read.text(row["proposition"]): row for row in reversed(rows)}.values())
    propositions.reverse()
    concepts = read.rows("table/concepts")
    return Known(
        [list(theories), list(theories.values())],
        read.columns(propositions, "theory", "proposition", "text", "place"),
        read.columns(read.rows("table/patterns"), "theory", "proposition", "pattern", "role", "concept"),
        _pairs(read, concepts, label="labels"),
        _pairs(read, concepts, alias="aliases"),
        _pairs(read, concepts, kind="ancestors"),
        _pairs(read, concepts, opposed="opposed"),
    )


def _pairs(read: Readings, rows: list[Row], **names: str) -> Columns:
    """Return the concepts of the rows in which a variable is bound, and its values under another name."""
    [(variable, column)] = names.items()
    bound = [row for row in rows if variable in row]
    return dict(zip(("concepts", column), read.columns(bound, "concept", variable), strict=True))
