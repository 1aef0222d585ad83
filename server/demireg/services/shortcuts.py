"""Shapes and data made ready for the validator, so that it does the same in less time.

Each choice among plain properties becomes one property. pySHACL walks the list of an ``sh:alternativePath`` anew for
every node it looks at, and that was most of its time. Such a choice means the same as one property that stands for all
of them, so the shapes name that one and the data carry it beside the chosen. Rules written as queries are parsed once
and not at every run. The files in ``shapes/`` stay standard SHACL.
"""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH as SHACL
from rdflib.query import Result
from rdflib.term import Node

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query

#: Property of the data → the properties that stand for choices it is part of.
Shortcuts = Mapping[Node, frozenset[URIRef]]

_SPACE: Final = "https://w3id.org/realist/shapes/choice/"


def shorten(shapes: Graph) -> tuple[Graph, Shortcuts]:
    """Return a copy of the shapes without choices among plain properties, and what the data must carry for it.

    Choices that hold an inverse or a sequence stay as they are.
    """
    short, standing = bare_graph(), dict[Node, set[URIRef]]()
    short += shapes
    for path, first in list(shapes.subject_objects(SHACL.alternativePath)):
        chosen = list(Collection(shapes, first))
        if not all(isinstance(each, URIRef) for each in chosen):
            continue
        choice = URIRef(_SPACE + sha256(" ".join(sorted(map(str, chosen))).encode()).hexdigest()[:16])
        for each in chosen:
            standing.setdefault(each, set()).add(choice)
        for user, predicate in list(short.subject_predicates(path)):
            short.remove((user, predicate, path))
            short.add((user, predicate, choice))
    return short, {each: frozenset(choices) for each, choices in standing.items()}


def lengthen(data: Graph, shortcuts: Shortcuts) -> None:
    """Add to the data, in place, a triple for each choice that one of its properties is part of."""
    for subject, predicate, value in list(data):
        for choice in shortcuts.get(predicate, ()):
            data.add((subject, choice, value))


def bare_graph() -> Graph:
    """Return an empty graph without contexts, which nobody asks for in one graph: it is filled and read faster."""
    return Graph(store="SimpleMemory", bind_namespaces="none")


class ReadyGraph(Graph):
    """A graph that parses each query once, for rules that are written as queries; the engine wants its contexts."""

    def query(self, query_object: "str | Query", *rest: Any, **named: Any) -> Result:  # noqa: ANN401
        """Answer a query as any graph does."""
        return super().query(_parsed(query_object) if isinstance(query_object, str) else query_object, *rest, **named)


@lru_cache(maxsize=256)
def _parsed(query: str) -> "Query":
    # Loaded here, because it takes long and most commands never check anything.
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(query)
