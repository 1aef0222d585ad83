"""Write Turtle in one canonical form, so that a change in a file is a change in meaning."""

from pathlib import Path

from rdflib import Graph

from demireg.domain.errors import Unreadable
from demireg.domain.names import PREFIXES


def canonical(graph: Graph) -> str:
    """Return a graph as Turtle whose bytes depend on its triples alone, never on the order they came in."""
    fresh = Graph(bind_namespaces="none")
    for prefix, space in sorted({**dict(_bound(graph)), **PREFIXES}.items()):
        fresh.bind(prefix, space, override=True, replace=True)
    for triple in graph:
        fresh.add(triple)
    return f"{fresh.serialize(format='longturtle', canon=True).strip()}\n"


def _bound(graph: Graph) -> list[tuple[str, str]]:
    return [(prefix, str(space)) for prefix, space in graph.namespaces() if prefix]


def parse(path: Path) -> Graph:
    """Read one Turtle file.

    Raises Unreadable, with the file's name and the parser's place, when it is not Turtle.
    """
    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(path, format="turtle")
    except (SyntaxError, UnicodeDecodeError) as fault:
        raise Unreadable(f"This is not Turtle: {fault}", str(path)) from fault
    return graph


def tidy(path: Path) -> bool:
    """Rewrite one Turtle file in canonical form and tell whether that changed it. Raises Unreadable."""
    text = canonical(parse(path))
    if path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8")
    return True
