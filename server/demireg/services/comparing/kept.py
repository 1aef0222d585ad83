"""What readers of the comparison table keep in memory while no row of it changes: words, names, who counts.

It holds what follows from the table and the filters alone, never the answer to a question; it is bounded, and is
dropped with the next change to any row.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sized
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from threading import Lock, local
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")

#: So many things, of so many bytes together, are kept; with more, those that were asked for longest ago go.
MOST: Final = 400
MOST_BYTES: Final = 256 * 2**20
#: What a row or a word takes, about.
_EACH: Final = 200


class _OfThread(local):
    """What a thread keeps for a while only, by change and key; None where it keeps like all others."""

    passing: dict[tuple[int, Hashable], Any] | None = None


class Kept:
    """Things by key, of one state of the table, the latest. Safe from any thread."""

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        """Begin with nothing; ``most`` is how many things are kept, and ``most_bytes`` how large they are together."""
        self._most, self._most_bytes = most, most_bytes
        self._lock = Lock()
        self._own = _OfThread()
        self._change = -1
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0

    def get(self, change: int, key: Hashable, make: Callable[[], T]) -> T:
        """Return what stands under a key since the change of this number; made at first, and not to be altered.

        What a thread makes of an earlier state than the latest that anybody read is its own, and is not kept.
        """
        with self._lock:
            if change == self._change and key in self._held:
                self._held.move_to_end(key)
                return cast("T", self._held[key][0])
        passing = self._own.passing
        if passing is not None:
            if (change, key) not in passing:
                passing[change, key] = make()
            return cast("T", passing[change, key])
        made = make()
        with self._lock:
            self._keep(change, key, made)
        return made

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Let go at the end of what this thread makes meanwhile, as for a question that nobody will ask again."""
        before, self._own.passing = self._own.passing, {}
        try:
            yield
        finally:
            self._own.passing = before

    def drop(self) -> None:
        """Forget everything, as when another file takes the place of the table's."""
        with self._lock:
            self._forget(-1)

    def _keep(self, change: int, key: Hashable, made: object) -> None:
        if change > self._change:
            self._forget(change)
        if change < self._change or key in self._held:
            return
        size = _size(made)
        self._held[key] = made, size
        self._bytes += size
        while len(self._held) > max(self._most, 1) or (self._bytes > self._most_bytes and len(self._held) > 1):
            _, (_, gone) = self._held.popitem(last=False)
            self._bytes -= gone

    def _forget(self, change: int) -> None:
        self._change, self._bytes = change, 0
        self._held.clear()


def _size(thing: object) -> int:
    """Return about how many bytes a thing takes: columns theirs, everything else by the number of its rows."""
    if hasattr(thing, "nbytes"):
        return int(thing.nbytes)
    if is_dataclass(thing):
        return sum(_size(getattr(thing, each.name)) for each in fields(thing))
    if isinstance(thing, tuple):
        return sum(map(_size, thing))
    if isinstance(thing, Mapping) or hasattr(thing, "__dict__"):
        columns = thing.values() if isinstance(thing, Mapping) else vars(thing).values()
        return int(sum(getattr(column, "nbytes", _EACH) for column in columns))
    return _EACH * len(thing) if isinstance(thing, Sized) else _EACH
