"""Keep what was read of the store for as long as the repository is of the same generation.

Every writing raises the generation, and an answer is kept under the one that held before it was read; so what is kept
is never older than what a reader may see.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

from demireg.store.base import Row

#: So many rows are kept at most; those that were asked for longest ago go first.
MOST: Final = 60_000


class Kept:
    """Rows of queries by their text, all of one generation; may be shared between threads."""

    def __init__(self, most: int = MOST) -> None:
        """Begin with nothing; ``most`` is how many rows are kept."""
        self._most = most
        self._lock = Lock()
        self._generation = -1
        self._held: OrderedDict[str, list[Row]] = OrderedDict()
        self._size = 0

    def rows(self, generation: int, query: str, read: Callable[[], list[Row]]) -> list[Row]:
        """Return the rows of a query at a generation, read if they are not kept; the list is the caller's own.

        Raises what reading raises, and then keeps nothing.
        """
        with self._lock:
            if generation == self._generation and query in self._held:
                self._held.move_to_end(query)
                return list(self._held[query])
        found = read()
        with self._lock:
            self._keep(generation, query, found)
        return list(found)

    def _keep(self, generation: int, query: str, found: list[Row]) -> None:
        if generation < self._generation:
            return
        if generation > self._generation:
            self._held.clear()
            self._size = 0
            self._generation = generation
        if query not in self._held and len(found) <= self._most:
            self._held[query] = found
            self._size += len(found) + 1
        while self._size > self._most:
            _, gone = self._held.popitem(last=False)
            self._size -= len(gone) + 1
