"""What a store promises; the contract suite in ``tests/store`` proves it for every backend.

* The default graph of a query is the union of all named graphs. A triple that stands in two graphs may be met twice
  there (Oxigraph does not merge them): count with DISTINCT, or inside ``GRAPH``.
* ``replace`` writes all its graphs in one transaction or none; an empty graph is removed.
* No blank node is ever stored: callers skolemise first, so a dump of unchanged data is the same bytes.
* Rows hold rdflib terms; an unbound variable is absent from its row; order only where the query orders.
* Faults of the library underneath come out as ``demireg.domain.errors``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast

from rdflib import Graph, Literal, URIRef

Term = URIRef | Literal
Triple = tuple[URIRef, URIRef, Term]


def triples(graph: Graph) -> Iterator[Triple]:
    """Yield the triples of a graph that has no blank nodes, as a store takes them."""
    return cast("Iterator[Triple]", iter(graph))


Row = dict[str, Term]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The protocol dataset of a query: which graphs form its default graph and which it may name.

    ``None`` for both means the whole repository: the union as default graph, every graph nameable.
    """

    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Serialised:
    """An answer in the bytes of a media type, ready to be sent."""

    body: bytes
    media_type: str


class Reader(Protocol):
    """Answers foreign SPARQL text in a media type: in-process today, a pool of killable processes later."""

    def answer(self, query: str, accept: Sequence[str], dataset: Dataset) -> Serialised:
        """Evaluate any read-only query form and serialise the result.

        ``accept`` lists acceptable media types, best first; the first that suits the query's form is used.
        Raises BadQuery for text that is not a query, an update included, TooLarge for an answer over the cap, and
        StoreDown when evaluation fails. Callers screen foreign text first (``services.sparql``).
        """
        ...


class Store(Reader, Protocol):
    """Where the repository's triples live."""

    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT query."""
        ...

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK query."""
        ...

    def construct(self, query: str) -> Graph:
        """Return the graph of a CONSTRUCT or DESCRIBE query."""
        ...

    def replace(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Put each graph in the place of what had its name, all in one transaction.

        Raises Unreadable for a term that cannot be stored, and then nothing has changed.
        """
        ...

    def get(self, graph: str) -> Graph:
        """Return a copy of one named graph, empty when there is none."""
        ...

    def graphs(self) -> list[str]:
        """Return the names of all graphs, sorted."""
        ...

    def size(self) -> int:
        """Return the number of triples in all graphs."""
        ...

    def dump(self, target: BinaryIO) -> None:
        """Write all graphs as sorted N-Quads: the same data gives the same bytes."""
        ...

    def close(self) -> None:
        """Let go of files and connections; safe to call twice."""
        ...
