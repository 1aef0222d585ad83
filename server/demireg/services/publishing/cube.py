"""Answers as RDF Data Cubes (W3C Recommendation, 16 January 2014): one data set for each measured column.

The columns that tell rows apart are dimensions, numbers are measures, other words and what is known and unknown are
attributes. A figure that is undefined is no observation, so that every observation has its measure (IC-14).
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, QB, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from demireg.domain.names import VOCAB, Names
from demireg.services.comparing.ask import Answer
from demireg.services.comparing.later import LISTS
from demireg.services.comparing.statements import statement
from demireg.services.publishing.about import about
from demireg.services.publishing.called import Called
from demireg.services.tables import Value
from demireg.services.turtle import canonical

_ROW: Final = "row"
_LABEL: Final = re.compile(r"[\w.-]+")
_STANCE: Final = "stance"
_CRISP: Final = "truth-table"
_KNOWN: Final = ("known", "unknown")


@dataclass(frozen=True, slots=True)
class Cells:
    """A table as a cube sees it. dimensions, measures, attributes: places of columns; known: of each row, if told."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    dimensions: tuple[int, ...]
    measures: tuple[int, ...]
    attributes: tuple[int, ...]
    known: tuple[Mapping[str, int], ...]


def turtle(answer: Answer) -> bytes:
    """Return the cubes of an answer as Turtle in UTF-8, with what they were made from."""
    return canonical(cube(answer)).encode()


def cube(answer: Answer) -> Graph:
    """Return the cubes of an answer as a graph."""
    called, names = Called.of(answer.asked.repository.table), answer.asked.repository.names
    broad = answer.measure.name == "matrix" and _STANCE not in answer.found.columns
    cells = _matrix(answer, called) if broad else _cells(answer)
    return _Writer(answer, called, names, cells).graph()


def _matrix(answer: Answer, called: Called) -> Cells:
    columns, rows = answer.found.columns, answer.found.rows
    places = [(place, name) for place, name in enumerate(columns) if name in called.labels]
    long = tuple((str(row[0]), name, row[place]) for row in rows for place, name in places)
    known = tuple({"known": int(row[2] != "not_assessed"), "unknown": int(row[2] == "not_assessed")} for row in long)
    return Cells(("proposition", "study", _STANCE), long, (0, 1), (2,), (), known)


def _cells(answer: Answer) -> Cells:
    columns, rows = answer.found.columns, answer.found.rows
    places = range(len(columns))
    numbers = tuple(place for place in places if _measured([row[place] for row in rows]))
    words = [place for place in places if place not in numbers]
    dimensions = _conditions(answer) or _key(rows, words)
    numbers = tuple(place for place in numbers if place not in (dimensions or ()))
    known = _known(answer, len(rows))
    if dimensions is None:  # the rows are told apart by their place alone
        columns, rows = (*columns, _ROW), tuple((*row, number) for number, row in enumerate(rows, 1))
        dimensions = (len(columns) - 1,)
    rest = tuple(place for place in words if place not in dimensions)
    if not numbers:  # a table of words: its last column is what was found
        found = next((place for place in rest if columns[place] == _STANCE), rest[-1] if rest else dimensions[-1])
        numbers, rest = (found,), tuple(place for place in rest if place != found)
    return Cells(columns, rows, dimensions, numbers, rest, known)


def _measured(cells: Sequence[Value]) -> bool:
    held = [cell for cell in cells if cell is not None]
    return bool(held) and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in held)


def _conditions(answer: Answer) -> tuple[int, ...]:
    """Return the columns of a truth table's conditions, whose numbers tell its rows apart; none of other tables."""
    named = [each["concept"] for each in answer.body.get("conditions", ())] if answer.measure.name == _CRISP else []
    return tuple(place for place, column in enumerate(answer.found.columns) if column in named)


def _key(rows: Sequence[Sequence[Value]], words: Sequence[int]) -> tuple[int, ...] | None:
    """Return the first columns of words that tell all rows apart, None where they do not or leave one empty."""
    for size in range(1, len(words) + 1):
        key = tuple(words[:size])
        if any(row[key[-1]] in (None, "") for row in rows):
            return None
        if len({tuple(row[place] for place in key) for row in rows}) == len(rows):
            return key
    return None


def _known(answer: Answer, count: int) -> tuple[Mapping[str, int], ...]:
    """Return what is known and unknown of each row, where the body has one object for each with these figures."""
    for value in answer.body.values():
        if count and isinstance(value, LISTS) and len(value) == count:
            found = [_counts(each) for each in value]
            if all(found):
                return tuple(found)
    return ()


def _counts(node: object) -> dict[str, int]:
    if not isinstance(node, Mapping):
        return {}
    return {name: node[name] for name in _KNOWN if isinstance(node.get(name), int)}


class _Writer:
    """Puts cells into a graph, its identifiers below one address that the question and its versions make."""

    def __init__(self, answer: Answer, called: Called, names: Names, cells: Cells) -> None:
        self._answer, self._called, self._names, self._cells = answer, called, names, cells
        said = about(answer)
        digest = hashlib.sha256(f"{said.address} {said.made}".encode()).hexdigest()[:16]
        self._base = f"{names.base}cube/{answer.measure.name}/{digest}"
        self._graph = Graph(bind_namespaces="none")
        self._graph.bind("qb", QB)
        self._graph.bind("column", f"{self._base}/property/")
        self._concepts = {str(name) for (name,) in answer.asked.repository.table.rows(statement("publishing/concepts"))}

    def graph(self) -> Graph:
        """Return everything."""
        names = [self._cells.columns[place] for place in self._cells.dimensions]
        ranges = [self._property(name, place) for name, place in zip(names, self._cells.dimensions, strict=True)]
        self._attributes()
        for measure in self._cells.measures:
            self._set(measure, ranges)
        return self._graph

    def _iri(self, *path: str) -> URIRef:
        return URIRef(f"{self._base}/{'/'.join(quote(step, safe='') for step in path)}")

    def _property(self, name: str, place: int) -> bool:
        """Describe a dimension; tell whether its values are things (True) or literals."""
        values = [row[place] for row in self._cells.rows]
        things = bool(values) and all(isinstance(value, str) and self._thing(name, value) for value in values)
        number = bool(values) and all(isinstance(value, int) and not isinstance(value, bool) for value in values)
        kind = RDFS.Resource if things else XSD.integer if number else XSD.string
        self._describe(name, QB.DimensionProperty, kind)
        return things

    def _describe(self, name: str, kind: URIRef, values: URIRef) -> None:
        node = self._iri("property", name)
        self._put(node, RDF.type, RDF.Property)
        self._put(node, RDF.type, kind)
        self._put(node, RDFS.range, values)
        self._put(node, RDFS.label, Literal(name.replace("_", " "), lang="en"))

    def _attributes(self) -> None:
        for place in self._cells.attributes:
            self._describe(self._cells.columns[place], QB.AttributeProperty, XSD.string)
        for name in _KNOWN if self._cells.known else ():
            self._describe(f"{name}_units", QB.AttributeProperty, XSD.integer)

    def _set(self, measure: int, things: Sequence[bool]) -> None:
        """Write the data set of one measure: structure, what it is, and an observation for each defined figure."""
        name, cells = self._cells.columns[measure], self._cells
        self._describe(f"measured_{name}", QB.MeasureProperty, _kind([row[measure] for row in cells.rows]))
        structure, held = self._iri("structure", name), self._iri("data", name)
        self._put(structure, RDF.type, QB.DataStructureDefinition)
        for kind, part, required in self._components(name):
            component = BNode()
            self._put(structure, QB.component, component)
            self._put(component, RDF.type, QB.ComponentSpecification)
            self._put(component, kind, self._iri("property", part))
            if not required:
                self._put(component, QB.componentRequired, Literal("false", datatype=XSD.boolean))
        self._put(held, RDF.type, QB.DataSet)
        self._put(held, QB.structure, structure)
        self._account(held, name)
        kind = _kind([row[measure] for row in cells.rows])
        for number, row in enumerate(cells.rows, 1):
            if row[measure] not in (None, ""):
                node = self._iri("data", name, str(number))
                self._put(node, self._iri("property", f"measured_{name}"), Literal(_plain(row[measure]), datatype=kind))
                self._observe(node, held, number - 1, things)

    def _components(self, measure: str) -> Iterator[tuple[URIRef, str, bool]]:
        columns = self._cells.columns
        for place in self._cells.dimensions:
            yield QB.dimension, columns[place], True
        yield QB.measure, f"measured_{measure}", True
        for place in self._cells.attributes:
            yield QB.attribute, columns[place], False
        for name in _KNOWN if self._cells.known else ():
            yield QB.attribute, f"{name}_units", False

    def _account(self, held: URIRef, name: str) -> None:
        said = about(self._answer)
        self._put(held, DCTERMS.title, Literal(f"{said.title} – {name.replace('_', ' ')}", lang="en"))
        self._put(held, DCTERMS.description, Literal(said.how, lang="en"))
        self._put(held, DCTERMS.bibliographicCitation, Literal(said.cite))
        self._put(held, OWL.versionInfo, Literal(said.made))
        self._put(held, DCTERMS.identifier, Literal(said.address))
        for note in said.notes:
            self._put(held, SKOS.note, Literal(note, lang="en"))

    def _observe(self, node: URIRef, held: URIRef, number: int, things: Sequence[bool]) -> None:
        row, columns = self._cells.rows[number], self._cells.columns
        self._put(node, RDF.type, QB.Observation)
        self._put(node, QB.dataSet, held)
        for place, thing in zip(self._cells.dimensions, things, strict=True):
            named = self._thing(columns[place], str(row[place])) if thing else None
            self._put(node, self._iri("property", columns[place]), URIRef(named) if named else _literal(row[place]))
        for place in self._cells.attributes:
            if row[place] not in (None, ""):
                self._put(node, self._iri("property", columns[place]), Literal(_plain(row[place])))
        for name, count in self._cells.known[number].items() if self._cells.known else ():
            self._put(node, self._iri("property", f"{name}_units"), Literal(count))

    def _thing(self, column: str, value: str) -> str:
        """Return the identifier of what a value names, empty where it names nothing that is held."""
        names, theory = self._names, self._answer.asked.values.get("theory", "")
        if value in self._called.labels:
            return names.study(value)
        if column == "programme" and value in self._called.programmes:
            return names.programme(value)
        if column == "proposition" and (theory or "/" in value):
            return names.proposition(value if "/" in value else f"{theory}/{value}")
        if value in self._concepts:
            return str(VOCAB[value])
        study, slash, label = value.partition("/")
        known = slash and study in self._called.labels and _LABEL.fullmatch(label)
        return names.configuration(study, label) if known else ""

    def _put(self, subject: Node, predicate: URIRef, value: Node) -> None:
        self._graph.add((subject, predicate, value))


def _kind(cells: Sequence[Value]) -> URIRef:
    """Return the datatype that holds all values of a column."""
    if not _measured(cells):
        return XSD.string
    return XSD.double if any(isinstance(cell, float) for cell in cells) else XSD.integer


def _literal(value: Value) -> Literal:
    return Literal(_plain(value), datatype=XSD.string) if isinstance(value, bool | str | None) else Literal(value)


def _plain(value: Value) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
