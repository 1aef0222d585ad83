"""A small pen for triples: skips what is not there, so that the writers read like the sheet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import XSD

from demireg.domain.names import REALIST

Value = str | int | bool | date | URIRef | None


@dataclass(slots=True)
class Pen:
    """Collects the triples of one study."""

    graph: Graph = field(default_factory=Graph)

    def node(self, iri: str, *kinds: str) -> URIRef:
        """Begin a node of the given ontology classes and return its identifier."""
        subject = URIRef(iri)
        for kind in kinds:
            self.graph.add((subject, RDF.type, REALIST[kind]))
        return subject

    def put(self, subject: URIRef, predicate: URIRef, value: Value) -> None:
        """Add one triple, or nothing for a missing or empty value. Dates become xsd:dateTime at midnight UTC."""
        if value is None or value == "":
            return
        if isinstance(value, URIRef):
            self.graph.add((subject, predicate, value))
        elif isinstance(value, date):
            moment = f"{value.isoformat()}T00:00:00Z"  # kept as it is written, for so a store gives it back
            self.graph.add((subject, predicate, Literal(moment, datatype=XSD.dateTime, normalize=False)))
        else:
            self.graph.add((subject, predicate, Literal(value)))

    def each(self, subject: URIRef, predicate: URIRef, values: Iterable[Value]) -> None:
        """Add one triple for each value."""
        for value in values:
            self.put(subject, predicate, value)


def camel(snake: str) -> str:
    """Return ``author_stated`` as ``AuthorStated``, the form of individuals in the ontology."""
    return "".join(word.capitalize() for word in re.split(r"[_ -]+", snake))
