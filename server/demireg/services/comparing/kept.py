"""What readers of the comparison table keep in memory while no row of it changes: words, names, who counts.

It holds what follows from the table and the filters alone, never the answer to a question; it is bounded, and is
dropped with the next change to any row.
"""

from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")

#: So many things are kept; one more, and all are made anew. Most are small, and few filters are in use at a time.
MOST: Final = 200


class Kept:
    """Things by key, of one state of the table. Safe from any thread: each works on the things of its own state."""

    def __init__(self) -> None:
        self._held: tuple[int, dict[Hashable, Any]] = (-1, {})

    def get(self, change: int, key: Hashable, make: Callable[[], T]) -> T:
        """Return what stands under a key since the change of this number; made at first, and not to be altered."""
        held = self._held
        if held[0] != change or len(held[1]) >= MOST:
            held = self._held = (change, {})
        things = held[1]
        if key not in things:
            things[key] = make()
        return cast("T", things[key])

    def drop(self) -> None:
        """Forget everything, as when another file takes the place of the table's."""
        self._held = (-1, {})
