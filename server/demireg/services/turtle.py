"""Write Turtle in one canonical form, so that a change in a file is a change in meaning."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rdflib import BNode, Graph
from rdflib.compare import to_canonical_graph
from rdflib.term import Node

from demireg.domain.errors import Unreadable
from demireg.domain.names import PREFIXES


def canonical(graph: Graph) -> str:
    """Return a graph as Turtle whose bytes depend on its triples alone, never on the order they came in."""
    fresh = Graph(bind_namespaces="none")
    bound = {prefix: str(space) for prefix, space in graph.namespaces() if prefix}
    for prefix, space in sorted({**bound, **PREFIXES}.items()):
        fresh.bind(prefix, space, override=True, replace=True)
    for triple in sorted(steady(graph), key=_text):
        fresh.add(triple)
    return f"{fresh.serialize(format='longturtle').strip()}\n"


def steady(graph: Graph) -> Graph:
    """Return a copy in which each blank node is named after what it says and where it hangs.

    Takes time in proportion to the graph where no blank node is used twice, as in OWL expressions; other graphs go
    the general, slower way.
    """
    names = _Labels(graph).names()
    if names is None:
        return to_canonical_graph(graph)
    copy = Graph(bind_namespaces="none")
    for subject, predicate, value in graph:
        copy.add((names.get(subject, subject), predicate, names.get(value, value)))
    return copy


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


def tidy(path: Path, *, write: bool = True) -> bool:
    """Tell whether a Turtle file departs from the canonical form, and unless told not to, rewrite it.

    Raises Unreadable when it is not Turtle.
    """
    text = canonical(parse(path))
    if path.read_text(encoding="utf-8") == text:
        return False
    if write:
        path.write_text(text, encoding="utf-8")
    return True


class _Labels:
    """Names for the blank nodes of one graph, each from the triples below it and the path that leads to it."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._above: dict[Node, tuple[Node, Node] | None] = {}
        self._shared = False
        for subject, predicate, value in graph:
            if isinstance(subject, BNode):
                self._above.setdefault(subject, None)
            if isinstance(value, BNode):
                self._shared = self._shared or self._above.get(value) is not None
                self._above[value] = (subject, predicate)

    def names(self) -> dict[Node, Node] | None:
        """Return the new name of each blank node, or None when the blank nodes do not form trees."""
        if self._shared:
            return None
        order = self._from_the_top()
        if len(order) < len(self._above):
            return None
        digests: dict[Node, str] = {}
        for node in reversed(order):
            below = (f"{p.n3()} {digests.get(o) or _name(o)}" for p, o in self._graph.predicate_objects(node))
            digests[node] = _hash(sorted(below))
        labels: dict[Node, Node] = {}
        twins: Counter[str] = Counter()
        for node in order:
            above = self._above[node]
            path = f"{_name(labels.get(above[0], above[0]))} {above[1].n3()}" if above else ""
            place = f"{path} {digests[node]}"
            labels[node] = BNode("b" + _hash([place, str(twins[place])])[:32])
            twins[place] += 1
        return labels

    def _from_the_top(self) -> list[Node]:
        """List blank nodes, each after the one it hangs on; those on a cycle are never reached."""
        order = [node for node, above in self._above.items() if above is None or not isinstance(above[0], BNode)]
        for node in order:
            order.extend(value for value in self._graph.objects(node) if isinstance(value, BNode))
        return order


def _name(node: Node) -> str:
    return node.n3()


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _text(triple: tuple[Node, Node, Node]) -> tuple[str, str, str]:
    return triple[0].n3(), triple[1].n3(), triple[2].n3()
