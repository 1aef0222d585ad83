"""What stands behind the numbers of the comparison table: names of units, configurations and concepts.

Measures reckon with numbers, which are quick, and name only what they answer with.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from demireg.services.comparing.asking import Asked
from demireg.services.comparing.later import Later

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

T = TypeVar("T")
#: Numbers lie close where the largest is at most so many times as large as there are numbers.
_CLOSE: Final = 4
#: A configuration's number is its study's times two to this power, and its place among that study's.
PLACES: Final = 16
_STATEMENTS: Final = {"unit": "names-of-units", "configuration": "names-of-configurations"}


class Named:
    """The names of all numbers of a kind. Made with ``units`` or ``configurations``, and kept between questions."""

    def __init__(self, numbers: "Numbers", names: "NDArray[np.object_]") -> None:
        self._names = names  # in order, so that to sort places is to sort names
        self._place = np.argsort(numbers)
        self._numbers = numbers[self._place]
        self._direct: Numbers | None = None  # the place of each number, where they lie close: quicker than to search
        if len(numbers) and self._numbers[-1] < _CLOSE * len(numbers):
            self._direct = np.full(self._numbers[-1] + 1, -1, dtype=np.int64)
            self._direct[numbers] = np.arange(len(numbers))

    def __call__(self, numbers: "Numbers") -> tuple[str, ...]:
        """Return the names of these numbers, sorted."""
        return tuple(self._names[np.sort(self.places(numbers))].tolist())

    def later(self, numbers: "Numbers") -> Later[str]:
        """Return the names of these numbers, sorted, looked up when somebody reads them."""
        return Later(len(numbers), lambda: self(numbers))

    def later_at(self, places: "Numbers") -> Later[str]:
        """Return the names at some places, in that order, looked up when somebody reads them."""
        return Later(len(places), lambda: self.at(places))

    def one(self, number: int) -> str:
        """Return the name of one number."""
        return str(self._names[self._place[np.searchsorted(self._numbers, number)]])

    def places(self, numbers: "Numbers") -> "Numbers":
        """Return the place of each number's name among all names in order."""
        if self._direct is not None:
            return self._direct[numbers]
        found: Numbers = self._place[np.searchsorted(self._numbers, numbers)]
        return found

    def at(self, places: "Numbers") -> list[str]:
        """Return the names at some places, in that order."""
        found: list[str] = self._names[places].tolist()
        return found

    def by(self, groups: "Numbers", numbers: "Numbers") -> dict[int, list[str]]:
        """Return the distinct names of each group, sorted; ``groups`` has the group of each number."""
        many = len(self._names) + 1
        keys = distinct(groups * many + self.places(numbers))
        return parted(keys // many, self.at(keys % many))


def units(asked: Asked) -> Named:
    """Return the names of units: programmes, or studies where those are counted."""
    return _named(asked, "unit")


def configurations(asked: Asked) -> Named:
    """Return the names of configurations, such as ``wood-2021/w12``."""
    return _named(asked, "configuration")


def concepts(asked: Asked) -> Mapping[int, tuple[str, str]]:
    """Return the local name and the label of each concept by its number; without a label the name stands for it."""

    def read() -> Mapping[int, tuple[str, str]]:
        rows = asked.rows("names-of-concepts")
        return {row["id"]: (str(row["name"]), str(row["label"] or row["name"])) for row in rows}

    return asked.repository.table.kept("concepts by number", read)


def _named(asked: Asked, kind: str) -> Named:
    def read() -> Named:
        found = asked.arrays(_STATEMENTS[kind])
        first = "unit" if kind == "unit" else "number"
        return Named(found[first].astype(np.int64), found["name"].astype(object))

    return asked.repository.table.kept(("names", kind, asked.filters.unit), read)


def plain(column: "NDArray[Any]", missing: int = -1) -> "Numbers":
    """Return a column of numbers in which NULL is ``missing``."""
    return np.ma.filled(column, missing).astype(np.int64)


def flags(column: "NDArray[Any]") -> "NDArray[np.bool_]":
    """Return a column of truth values in which NULL is false."""
    return np.ma.filled(column, fill_value=False).astype(bool)


def distinct(numbers: "Numbers") -> "Numbers":
    """Return the distinct numbers in order; sorting is quicker for them than the hashing of ``np.unique``."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]]


def ranked(words: list[str]) -> "tuple[NDArray[np.object_], Numbers]":
    """Return the distinct words in order, and the place of each word among them."""
    ordered = sorted({*words})
    places = {word: place for place, word in enumerate(ordered)}
    found = np.fromiter(map(places.__getitem__, words), dtype=np.int64, count=len(words))
    return np.array(ordered, dtype=object), found


def without(numbers: "Numbers", others: "Numbers") -> "Numbers":
    """Return the distinct numbers that are not among others, which are distinct and in order."""
    own = distinct(numbers)
    if not len(others):
        return own
    place = np.minimum(np.searchsorted(others, own), len(others) - 1)
    left: Numbers = own[others[place] != own]
    return left


def parted(keys: "Numbers", values: list[T]) -> dict[int, list[T]]:
    """Return the values of each key; ``keys``, in order, has the key of each value."""
    if not len(keys):
        return {}
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    ends = [*starts[1:].tolist(), len(keys)]
    pairs = zip(keys[starts].tolist(), starts.tolist(), ends, strict=True)
    return {key: values[start:end] for key, start, end in pairs}


def held(size: int, places: "Numbers", values: list[T]) -> list[list[T]]:
    """Return the values at each of so many places; ``places``, in order, has the place of each value.

    What has none shares one empty list, which is not to be altered: thousands of them would cost more than the rest.
    """
    ends = np.cumsum(np.bincount(places, minlength=size)).tolist()
    nothing: list[T] = []
    return [values[start:end] if start < end else nothing for start, end in zip([0, *ends], ends, strict=False)]


class Pairs:
    """A relation between concepts, for following it from many numbers at once."""

    def __init__(self, sources: "Numbers", targets: "Numbers") -> None:
        order = np.argsort(sources, kind="stable")
        self._sources, self._targets = sources[order], targets[order]

    def follow(self, numbers: "Numbers") -> tuple["Numbers", "Numbers"]:
        """Return places in ``numbers`` and what the number there leads to, one of each per pair."""
        first = np.searchsorted(self._sources, numbers, "left")
        counts = np.searchsorted(self._sources, numbers, "right") - first
        places = np.repeat(np.arange(len(numbers)), counts)
        within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        return places, self._targets[first[places] + within]


def opposites(asked: Asked) -> Pairs:
    """Return which concept opposes which."""
    return _kept_pairs(asked, "opposed-concepts", "concept", "opposed")


def narrower(asked: Asked) -> Pairs:
    """Return which concepts are kinds of each concept, itself too."""
    return _kept_pairs(asked, "kinds-of-concepts", "ancestor", "concept")


def broader(asked: Asked) -> Pairs:
    """Return what each concept is a kind of, itself too."""
    return _kept_pairs(asked, "kinds-of-concepts", "concept", "ancestor")


def contexts(asked: Asked) -> Pairs:
    """Return which contexts are coded of each configuration, without what they are kinds of."""
    return _kept_pairs(asked, "contexts-coded", "configuration", "concept")


def _kept_pairs(asked: Asked, name: str, source: str, target: str) -> Pairs:
    """Return the pairs of a statement that depends on the profile at most, in order already."""

    def read() -> Pairs:
        found = asked.arrays(name)
        return Pairs(plain(found[source]), plain(found[target]))

    return asked.repository.table.kept(("pairs", name, source, asked.filters.profile), read)


def runs(*keys: "Numbers") -> Iterable[tuple[tuple[int, ...], slice]]:
    """Yield each distinct combination in columns sorted by them, with the rows in which it stands."""
    if not len(keys[0]):
        return
    changed = np.any([np.diff(key) != 0 for key in keys], axis=0)
    starts = np.concatenate(([0], np.flatnonzero(changed) + 1))
    ends = np.concatenate((starts[1:], [len(keys[0])]))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield tuple(int(key[start]) for key in keys), slice(start, end)
