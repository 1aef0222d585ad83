"""Alignments with other ontologies: one table in SSSOM form, and the module of annotations generated from it.

The module says that a term of ours is close or related to a term elsewhere, and nothing that a reasoner could use:
following an alignment into another ontology is the reader's choice.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import yaml
from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.errors import Unreadable
from demireg.domain.names import PREFIXES
from demireg.services.turtle import canonical, parse

MODULE: Final = URIRef("https://w3id.org/realist/core/alignments")
COLUMNS: Final = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("mapping_justification", "comment"),
)
#: What may be said of a term of ours and a term elsewhere. Identity, equivalence and membership are not among it.
PREDICATES: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
_LICENCE: Final = URIRef("https://creativecommons.org/licenses/by/4.0/")
_MAY_BE_EMPTY: Final = "comment"


@dataclass(frozen=True, slots=True)
class Alignment:
    """One row of the table: a term of ours, what the other is to it, and the other term."""

    subject: URIRef
    predicate: URIRef
    other: URIRef


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the table something stands, for messages."""

    file: str
    line: int
    column: str = ""

    def fault(self, message: str) -> Unreadable:
        column = f", column {self.column}" if self.column else ""
        return Unreadable(message, f"{self.file} line {self.line}{column}")


def write(root: Path) -> Path:
    """Generate ``ontology/generated/alignments.ttl`` from ``ontology/alignments.sssom.tsv`` and return it.

    Raises Unreadable, with line and column, when the table is damaged or names a term that nothing declares.
    """
    ontology = root / "ontology"
    table = ontology / "alignments.sssom.tsv"
    declared = set(_declared(ontology))
    target = ontology / "generated" / "alignments.ttl"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(canonical(generate(read(table, declared))), encoding="utf-8")
    return target


def generate(alignments: Sequence[Alignment]) -> Graph:
    """Return the module: a header, and one annotation for each alignment."""
    graph = Graph(bind_namespaces="none")
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    words = "Terms of other ontologies that ours are close or related to, as annotations: nothing follows from them."
    graph.add((MODULE, RDF.type, OWL.Ontology))
    graph.add((MODULE, DCTERMS.title, Literal("Generated from the table of alignments", lang="en")))
    graph.add((MODULE, DCTERMS.description, Literal(f"{words} Generated; do not edit by hand.", lang="en")))
    graph.add((MODULE, DCTERMS.license, _LICENCE))
    for each in alignments:
        graph.add((each.subject, each.predicate, each.other))
    return graph


def read(path: Path, declared: AbstractSet[URIRef]) -> list[Alignment]:
    """Return the rows of a table in SSSOM form whose subjects are among the declared terms.

    Raises Unreadable, with line and column, for anything else.
    """
    file = f"{path.parent.name}/{path.name}"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as fault:
        raise Unreadable(
            "The table of alignments is not there. Put it back, or work in a whole checkout.", file
        ) from fault
    except UnicodeDecodeError as fault:
        damaged = fault.object.count(b"\n", 0, fault.start) + 1
        raise _Place(file, damaged).fault("The table of alignments is not UTF-8 text. Save it as UTF-8.") from fault
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise Unreadable(f"The table of alignments cannot be read: {reason}.", file) from fault
    comments = [line for line in lines if line.startswith("#")]
    spaces = _spaces(file, comments)
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    columns = _columns(_Place(file, start + 1), lines[start].split("\t") if start < len(lines) else [])
    seen: dict[tuple[URIRef, URIRef], int] = {}
    found = []
    for number, line in enumerate(lines[start + 1 :], start + 2):
        alignment = _row(_Place(file, number), columns, line, _Reader(spaces, declared))
        first = seen.setdefault((alignment.subject, alignment.other), number)
        if first != number:
            raise _Place(file, number, "object_id").fault(
                f"Line {first} already aligns these two terms. Keep one of the two rows."
            )
        found.append(alignment)
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the cells of a row into terms."""

    spaces: Mapping[str, str]
    declared: AbstractSet[URIRef]

    def term(self, place: _Place, cell: str) -> URIRef:
        prefix, colon, name = cell.partition(":")
        if not colon or not name or " " in cell:
            raise place.fault(f"'{cell}' is no identifier. Write prefix:name, as in prov:Activity.")
        if prefix not in self.spaces:
            known = ", ".join(sorted(self.spaces))
            raise place.fault(f"The prefix '{prefix}' is not in the curie_map. Add it there, or use one of {known}.")
        return URIRef(f"{self.spaces[prefix]}{name}")

    def subject(self, place: _Place, cell: str) -> URIRef:
        term = self.term(place, cell)
        if term not in self.declared:
            near = get_close_matches(str(term), map(str, self.declared), 1, 0.8)
            hint = f" Did you mean {near[0]}?" if near else " Use a term of the ontology or of a vocabulary."
            raise place.fault(f"Nothing declares '{cell}'.{hint}")
        return term

    def predicate(self, place: _Place, cell: str) -> URIRef:
        term = self.term(place, cell)
        if term not in PREDICATES:
            known = ", ".join(f"skos:{each.fragment}" for each in PREDICATES)
            raise place.fault(f"'{cell}' is more than an alignment may say. Use one of {known}.")
        return term


def _row(place: _Place, columns: Sequence[str], line: str, reader: _Reader) -> Alignment:
    cells = line.split("\t")
    if len(cells) != len(columns):
        raise place.fault(f"This row has {len(cells)} cells and the table {len(columns)} columns. Mend the tabs.")
    row = dict(zip(columns, cells, strict=True))
    for column, cell in row.items():
        if not cell.strip() and column != _MAY_BE_EMPTY:
            raise _Place(place.file, place.line, column).fault("This cell is empty. Only a comment may be left out.")
    reading: dict[str, Callable[[_Place, str], URIRef]] = {
        "subject_id": reader.subject,
        "predicate_id": reader.predicate,
        "object_id": reader.term,
        "mapping_justification": reader.term,
    }
    terms = {column: read(_Place(place.file, place.line, column), row[column]) for column, read in reading.items()}
    return Alignment(terms["subject_id"], terms["predicate_id"], terms["object_id"])


def _columns(place: _Place, given: Sequence[str]) -> Sequence[str]:
    if missing := [each for each in COLUMNS if each not in given]:
        raise place.fault(f"The table lacks the column {', '.join(missing)}. Its columns are {', '.join(COLUMNS)}.")
    if odd := [each for each in given if each not in COLUMNS or given.count(each) > 1]:
        raise place.fault(f"'{odd[0]}' is no column of this table, or is there twice. Take it out.")
    return given


def _spaces(file: str, comments: Sequence[str]) -> Mapping[str, str]:
    """Return prefix → namespace from the lines of metadata above the table."""
    try:
        metadata = yaml.safe_load("\n".join(line.removeprefix("#") for line in comments))
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise _Place(file, line).fault(f"The metadata above the table are not YAML: {fault.problem}.") from fault
    spaces = metadata.get("curie_map") if isinstance(metadata, dict) else None
    if not isinstance(spaces, dict) or not all(isinstance(each, str) for pair in spaces.items() for each in pair):
        raise _Place(file, 1).fault(
            "The metadata above the table lack a curie_map, which gives each prefix its namespace. Put it back."
        )
    return spaces


def _declared(ontology: Path) -> Iterator[URIRef]:
    """Yield the terms that modules and vocabularies declare."""
    for folder in ("modules", "vocabularies"):
        for path in sorted((ontology / folder).glob("*.ttl")):
            yield from (each for each in parse(path).subjects(RDF.type) if isinstance(each, URIRef))
