"""The arithmetic of the gap map: how many units report each context with each mechanism, and apart from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import codings, numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.codings import CONCEPTS, CONTEXT, MECHANISM, Codings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Named, Numbers

Pair = tuple[int, int]
#: The kinds of cells, in the order of ``KINDS`` of the measure.
REPORTED, NOT_STUDIED, NOT_TOGETHER, SOUGHT, REFUTED = range(5)


@dataclass(frozen=True, slots=True)
class Axis:
    """The concepts at one edge by number, those that enough units report; n: how many do; units: the first of them."""

    concepts: "Numbers"
    n: "Numbers"
    units: tuple[list[str], ...]

    def only(self, places: "Numbers") -> "Axis":
        """Return the concepts at some places."""
        return Axis(self.concepts[places], self.n[places], tuple(self.units[each] for each in places.tolist()))


@dataclass(frozen=True, slots=True)
class GapMap:
    """Counts of units, contexts down and mechanisms across.

    together: with both in one configuration, the mechanism working or not; unfired: of them those in which it works in
    none; within: those that report both anywhere; starts, first: where among ``first`` the first units of a cell stand,
    by the places of their names.
    """

    contexts: Axis
    mechanisms: Axis
    together: "Numbers"
    unfired: "Numbers"
    within: "Numbers"
    starts: "Numbers"
    first: "Numbers"

    def sides(self, places: "Numbers") -> "tuple[Numbers, Numbers]":
        """Return for cells by place which context and which mechanism they are of."""
        many = max(len(self.mechanisms.concepts), 1)
        return places // many, places % many

    def only(self, contexts: "Numbers", mechanisms: "Numbers") -> "GapMap":
        """Return the cells of the concepts at some places; ``first`` is of all still."""
        cells = np.ix_(contexts, mechanisms)
        counts = self.together[cells], self.unfired[cells], self.within[cells], self.starts[cells]
        return GapMap(self.contexts.only(contexts), self.mechanisms.only(mechanisms), *counts, self.first)


@dataclass(frozen=True, slots=True)
class Sought:
    """Pairs whose context is stated to be absent beside the mechanism, with the names behind, by pair of numbers."""

    units: dict[Pair, list[str]]
    configurations: dict[Pair, list[str]]


def gap_map(asked: Asked, only: tuple[int, int], reported: float, shown: int) -> GapMap:
    """Return the map of concepts that ``reported`` units have at least, of one context or mechanism where not 0.

    At most ``shown`` units are named for one count, the first in the order of their names.
    """
    whole = asked.repository.table.kept(("gap map", asked.filters, shown), lambda: _whole(asked, shown))
    places = [
        np.flatnonzero((axis.n >= reported) & ((axis.concepts == one) | (one == 0)))
        for axis, one in zip((whole.contexts, whole.mechanisms), only, strict=True)
    ]
    return whole.only(places[0], places[1])


def _whole(asked: Asked, shown: int) -> GapMap:
    """Return the map of all concepts that any unit reports."""
    contexts, mechanisms = (_said(asked, role) for role in (CONTEXT, MECHANISM))
    names = numbered.units(asked)
    everyone = _distinct(np.concatenate((contexts.unit, mechanisms.unit)))
    everyone = everyone[np.argsort(names.places(everyone))]
    axes, sides = [], []
    for part in (contexts, mechanisms):
        concepts = _distinct(part.concept)
        held = np.zeros((len(concepts), len(everyone)), dtype=np.float32)
        held[_places(concepts, part.concept), _places(everyone, part.unit)] = 1
        n = held.sum(axis=1).astype(np.int64)
        units = names.by(*_first(held, everyone, n, shown))
        axes.append(Axis(concepts, n, tuple(units[place] for place in range(len(concepts)))))
        sides.append(held)
    cell, unit, fired = _together(contexts, mechanisms, axes, everyone)
    shape = len(axes[0].concepts), len(axes[1].concepts)
    together, unfired = (np.bincount(each, minlength=shape[0] * shape[1]) for each in (cell, cell[~fired]))
    kept = np.flatnonzero(np.arange(len(cell)) - (np.cumsum(together) - together)[cell] < shown)
    starts, first = _named(cell[kept], everyone[unit[kept]], names, len(together))
    within = (sides[0] @ sides[1].T).astype(np.int64)
    counts = together.reshape(shape), unfired.reshape(shape), within, starts.reshape(shape)
    return GapMap(axes[0], axes[1], *counts, first)


def _said(asked: Asked, role: int) -> Codings:
    """Return what units report in a role, of concepts that are coded so themselves."""
    said = codings.of_role(asked, role)
    coded = codings.itself(asked, role, fired=role == CONTEXT)
    return said.only(np.flatnonzero(coded[said.concept] & (said.fired | (role != CONTEXT))))


def _together(
    contexts: Codings, mechanisms: Codings, axes: list[Axis], everyone: "Numbers"
) -> "tuple[Numbers, Numbers, NDArray[np.bool_]]":
    """Return each context with each mechanism of one configuration, once for a unit, in order.

    These are the place of the cell, that of the unit among all, and whether the mechanism works in any.
    """
    mine, theirs = contexts.beside(mechanisms)
    down = _places(axes[0].concepts, contexts.concept) * len(axes[1].concepts)
    row = (down * len(everyone) + _places(everyone, contexts.unit)) * 2
    column = _places(axes[1].concepts, mechanisms.concept) * (len(everyone) * 2) + mechanisms.fired
    key = row[mine] + column[theirs]
    key.sort()
    last = key[np.append(key[1:] >> 1 != key[:-1] >> 1, [True])[: len(key)]]  # where it works in any stands last
    many = max(len(everyone), 1)
    return (last >> 1) // many, (last >> 1) % many, (last & 1).astype(bool)


def _named(cell: "Numbers", unit: "Numbers", names: "Named", many: int) -> "tuple[Numbers, Numbers]":
    """Return where the units of each cell begin, and the places of their names, those of one cell in order."""
    places = names.places(unit)
    counts = np.bincount(cell, minlength=many)
    return np.cumsum(counts) - counts, places[np.lexsort((places, cell))]


def _distinct(numbers: "Numbers") -> "Numbers":
    """Return the distinct numbers in order, of few more than there are."""
    there = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=bool)
    there[numbers] = True
    return np.flatnonzero(there)


def _places(everyone: "Numbers", numbers: "Numbers") -> "Numbers":
    """Return the place of each number among some, each once, that have them all."""
    places = np.zeros(int(everyone.max(initial=0)) + 1, dtype=np.int64)
    places[everyone] = np.arange(len(everyone))
    found: Numbers = places[numbers]
    return found


def _first(
    held: "NDArray[np.float32]", everyone: "Numbers", counts: "Numbers", shown: int
) -> "tuple[Numbers, Numbers]":
    """Return the rows of a table, each as often as it has a unit, and those units, the first ``shown`` of each."""
    row, unit = np.nonzero(held)
    named = np.arange(len(row)) - (np.cumsum(counts) - counts)[row] < shown
    return row[named], everyone[unit[named]]


def ordered(held: GapMap, names: Mapping[int, str]) -> "Numbers":
    """Return the places of the cells, those first whose two concepts are reported most, then by their names."""
    numbers = [axis.concepts.tolist() for axis in (held.contexts, held.mechanisms)]
    rank = {number: place for place, number in enumerate(sorted({*numbers[0], *numbers[1]}, key=names.__getitem__))}
    down, across = held.sides(np.arange(held.together.size))
    ranks = [np.array([rank[number] for number in each], dtype=np.int64) for each in numbers]
    return np.lexsort((ranks[1][across], ranks[0][down], -(held.contexts.n[down] + held.mechanisms.n[across])))


def kinds(held: GapMap, refuted: Iterable[Pair], absent: Iterable[Pair]) -> "NDArray[np.int8]":
    """Return the kind of each cell, by place; the first that applies of the order in the measure."""
    found = np.where(held.within > 0, NOT_TOGETHER, NOT_STUDIED).astype(np.int8)
    found[held.unfired > 0] = SOUGHT
    down, across = (
        {number: place for place, number in enumerate(axis.concepts.tolist())}
        for axis in (held.contexts, held.mechanisms)
    )
    for pairs, kind in ((absent, SOUGHT), (refuted, REFUTED)):
        for context, mechanism in pairs:
            if context in down and mechanism in across:
                found[down[context], across[mechanism]] = kind
    found[held.together > held.unfired] = REPORTED
    return found.ravel()


def most_apart(held: GapMap, places: "Numbers", most: int) -> "Numbers":
    """Return which of some cells, so many at most, have the rarer concept reported most; equal ones in their order."""
    down, across = held.sides(places)
    return np.argsort(-np.minimum(held.contexts.n[down], held.mechanisms.n[across]), kind="stable")[:most]


def sought(asked: Asked) -> Sought:
    """Return pairs of which somebody says that the context was absent; what is absent denies its kinds too."""
    return asked.repository.table.kept(("sought", asked.filters), lambda: _sought(asked))


def _sought(asked: Asked) -> Sought:
    contexts, mechanisms = (codings.of_role(asked, role) for role in (CONTEXT, MECHANISM))
    absent = contexts.only(np.flatnonzero(~contexts.fired & ~contexts.ancestor))
    mine, theirs = absent.beside(mechanisms)
    places, kinds = numbered.narrower(asked).follow(absent.concept[mine])
    pair = kinds * CONCEPTS + mechanisms.concept[theirs][places]
    row = mine[places]
    found = (
        named.by(pair, numbers)
        for named, numbers in (
            (numbered.units(asked), absent.unit[row]),
            (numbered.configurations(asked), absent.configuration[row]),
        )
    )
    return Sought(*({(key // CONCEPTS, key % CONCEPTS): names for key, names in each.items()} for each in found))
