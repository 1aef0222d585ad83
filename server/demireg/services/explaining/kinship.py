"""How near two concepts are: the nearest concept that both are a kind of, and the steps to it."""

from collections import deque
from dataclasses import dataclass

from demireg.services.catalogue.concepts import Hierarchy
from demireg.services.catalogue.facets import ConceptRef


@dataclass(frozen=True, slots=True)
class Kinship:
    """Two concepts and what they share. common: the nearest kind of both; up, down: steps from each to it."""

    common: ConceptRef
    up: int
    down: int

    @property
    def steps(self) -> int:
        """How many steps lie between the two."""
        return self.up + self.down


def kinship(held: Hierarchy, one: str, two: str) -> Kinship | None:
    """Return what two concepts share, None when nothing is above both."""
    above, beside = _heights(held, one), _heights(held, two)
    shared = sorted(above.keys() & beside.keys(), key=lambda each: (above[each] + beside[each], above[each], each))
    return Kinship(held.ref(shared[0]), above[shared[0]], beside[shared[0]]) if shared else None


def _heights(held: Hierarchy, start: str) -> dict[str, int]:
    """Return all that a concept is a kind of, itself included, with the fewest steps to each."""
    heights = {start: 0}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for above in held.broader.get(here, ()):
            if above not in heights:
                heights[above] = heights[here] + 1
                queue.append(above)
    return heights
