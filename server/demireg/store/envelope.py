"""The one update text that every store sends: some graphs replaced, all or none."""

from collections.abc import Iterable, Iterator, Mapping

from demireg.domain.errors import Unreadable
from demireg.store.base import Triple
from demireg.store.terms import iri, written


def replacement(graphs: Mapping[str, Iterable[Triple]]) -> str:
    """Return the SPARQL update that puts each graph in the place of what had its name; empty for no graph.

    The text is complete before anything is sent, so one bad triple stops the whole replacement.
    Raises Unreadable, with the graph as its place, for a term that cannot be stored.
    """
    if not graphs:
        return ""
    drops = [f"DROP SILENT GRAPH <{iri(graph)}> ;" for graph in graphs]
    blocks = [block for graph, triples in graphs.items() if (block := _block(graph, triples))]
    insert = ["INSERT DATA {", *blocks, "}"] if blocks else []
    return "\n".join([*drops, *insert])


def _block(graph: str, triples: Iterable[Triple]) -> str:
    try:
        lines = [f"{written(s)} {written(p)} {written(o)} ." for s, p, o in triples]
    except Unreadable as error:
        raise Unreadable(str(error), place=graph) from error
    return "\n".join([f"GRAPH <{graph}> {{", *lines, "}"]) if lines else ""


def lines(graph: str, triples: Iterable[Triple]) -> Iterator[bytes]:
    """Yield the triples of a graph as lines of N-Quads. Raises Unreadable for a term that cannot be stored."""
    tail = f"<{iri(graph)}> .\n"
    for s, p, o in triples:
        yield f"{written(s)} {written(p)} {written(o)} {tail}".encode()
