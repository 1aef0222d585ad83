"""What readers of the comparison table keep in memory while no row of it changes: words, names, who counts.

It holds what follows from the table and the filters alone, never the answer to a question; it is bounded, and is
dropped with the next change to any row.
"""

from collections.abc import Callable, Hashable, Mapping, Sized
from dataclasses import fields, is_dataclass
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")

#: So many things, of so many bytes together, are kept; with more, all are made anew. Few filters are in use at a time.
MOST: Final = 400
MOST_BYTES: Final = 256 * 2**20
#: What a row or a word takes, about.
_EACH: Final = 200


class Kept:
    """Things by key, of one state of the table. Safe from any thread: each works on the things of its own state."""

    def __init__(self) -> None:
        self._held: tuple[int, dict[Hashable, Any]] = (-1, {})
        self._bytes = 0

    def get(self, change: int, key: Hashable, make: Callable[[], T]) -> T:
        """Return what stands under a key since the change of this number; made at first, and not to be altered."""
        held = self._held
        if held[0] != change or len(held[1]) >= MOST or self._bytes > MOST_BYTES:
            held, self._bytes = (change, {}), 0
            self._held = held
        things = held[1]
        if key not in things:
            things[key] = made = make()
            self._bytes += _size(made)
        return cast("T", things[key])

    def drop(self) -> None:
        """Forget everything, as when another file takes the place of the table's."""
        self._held = (-1, {})


def _size(thing: object) -> int:
    """Return about how many bytes a thing takes: columns theirs, everything else by the number of its rows."""
    if is_dataclass(thing):
        return sum(_size(getattr(thing, each.name)) for each in fields(thing))
    if isinstance(thing, tuple):
        return sum(map(_size, thing))
    if hasattr(thing, "nbytes"):
        return int(thing.nbytes)
    if isinstance(thing, Mapping):
        columns = [getattr(column, "nbytes", _EACH) for column in thing.values()]
        return int(sum(columns))
    return _EACH * len(thing) if isinstance(thing, Sized) else _EACH
