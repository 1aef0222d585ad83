"""Circles of kinds, each told whole."""

from collections.abc import Iterator

from rdflib import Graph, URIRef

from demireg.domain.names import REALIST


def circles(background: Graph) -> Iterator[tuple[str, ...]]:
    """Yield one shortest circle through each concept that is a kind of itself, every circle once.

    A circle begins at its first concept by name and does not repeat it at the end.
    """
    seen: set[frozenset[str]] = set()
    for concept in sorted({each for each in background.subjects(REALIST.kindOf) if isinstance(each, URIRef)}):
        circle = _circle(background, concept)
        if circle and frozenset(circle) not in seen:
            seen.add(frozenset(circle))
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]


def _circle(background: Graph, concept: URIRef) -> tuple[str, ...]:
    """Return the shortest way from a concept up to itself, empty where there is none."""
    came: dict[URIRef, URIRef] = {}
    waiting = [concept]
    for each in waiting:
        for wider in background.objects(each, REALIST.kindOf):
            if wider == concept:
                way = [each]
                while way[-1] != concept:
                    way.append(came[way[-1]])
                return tuple(str(step) for step in reversed(way))
            if isinstance(wider, URIRef) and wider not in came:
                came[wider] = each
                waiting.append(wider)
    return ()
