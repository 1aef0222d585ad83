"""Lists that are made when somebody reads them: an answer over many studies has its figures before its names."""

from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import Final, TypeVar, overload

T = TypeVar("T")


class Later(Sequence[T]):
    """A list of known length whose items are made, all at once, when the first of them is read.

    ``make`` must rest on nothing that changes, so never on the comparison table or the store: by the time it is called
    both may be of another state. It equals each list or tuple of the same items. Safe from any thread.
    """

    __slots__ = ("_items", "_lock", "_make", "_size")

    def __init__(self, size: int, make: Callable[[], Sequence[T]]) -> None:
        self._size = size
        self._make: Callable[[], Sequence[T]] | None = make
        self._items: Sequence[T] = ()
        self._lock = Lock()

    def _all(self) -> Sequence[T]:
        with self._lock:
            if self._make is not None:
                self._items, self._make = self._make(), None
        return self._items

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        return self._all()[place]

    def __iter__(self) -> Iterator[T]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, list | tuple | Later) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self._all())


#: What stands as a list in an answer.
LISTS: Final = (list, tuple, Later)
