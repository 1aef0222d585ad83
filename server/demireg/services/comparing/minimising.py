"""Minimise a truth table: the shortest sums of products that hold in the given rows and in no other row.

A row is a number whose bit i is condition i. Prime implicants are those of Quine and McCluskey, found by splitting on
one condition after the other (the primes of f are those of f0·f1, and those of f0 and f1 that are not); covers are
searched exactly, by branching on the row with the fewest primes, as far as ``VISITS`` allow.
Sources: Quine 1952, McCluskey 1956; used for comparison by Ragin 1987.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

#: So many rows are looked at in the search (a tenth of a second), and so many equal solutions are kept, at most.
VISITS: Final = 100_000
SOLUTIONS: Final = 20


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A product: ``mask`` has the bits of the conditions that it names, ``value`` those of them that are present."""

    mask: int
    value: int

    def holds(self, row: int) -> bool:
        """Whether a row is of this term."""
        return row & self.mask == self.value

    @property
    def literals(self) -> int:
        """How many conditions it names."""
        return self.mask.bit_count()


@dataclass(frozen=True, slots=True)
class Minimised:
    """All prime implicants, and the solutions: covers with the fewest terms, of these the fewest conditions named.

    exact: False where the search was stopped, so that a shorter cover may exist; complete: whether all equal solutions
    are listed. No row gives no solution; all rows give the term that names no condition.
    """

    primes: tuple[Term, ...]
    solutions: tuple[tuple[Term, ...], ...]
    exact: bool
    complete: bool


def minimise(rows: Iterable[int], width: int, visits: int = VISITS) -> Minimised:
    """Return the minimal sums for the rows of a table with ``width`` conditions; rows not given count as negative."""
    positive = sorted(set(rows))
    if not positive:
        return Minimised((), (), exact=True, complete=True)
    primes = sorted(_primes(frozenset(positive), width, {}), key=lambda term: (term.literals, term))
    search = _Search(primes, _options(primes, positive), visits)
    search.run()
    solutions = tuple(tuple(sorted(primes[place] for place in found)) for found in search.found)
    return Minimised(tuple(primes), tuple(sorted(solutions)), search.exact, search.exact and not search.more)


def _primes(
    rows: frozenset[int], width: int, seen: dict[tuple[frozenset[int], int], frozenset[Term]]
) -> frozenset[Term]:
    if not rows:
        return frozenset()
    if not width:
        return frozenset({Term(0, 0)})
    if (rows, width) not in seen:
        top = 1 << (width - 1)
        without = frozenset(row for row in rows if not row & top)
        having = frozenset(row ^ top for row in rows if row & top)
        either = _primes(without & having, width - 1, seen)
        absent = {Term(each.mask | top, each.value) for each in _primes(without, width - 1, seen) - either}
        present = {Term(each.mask | top, each.value | top) for each in _primes(having, width - 1, seen) - either}
        seen[rows, width] = either | absent | present
    return seen[rows, width]


def _options(primes: Sequence[Term], rows: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the places of the primes that hold in each row."""
    masks, values = np.array([each.mask for each in primes]), np.array([each.value for each in primes])
    return [tuple(np.flatnonzero((row & masks) == values).tolist()) for row in rows]


@dataclass(slots=True)
class _Search:
    """The search for minimal covers; ``options`` holds the primes of each row, and ``covers`` the reverse, by place.

    ``visits`` is how many rows may still be looked at.
    """

    primes: Sequence[Term]
    options: list[tuple[int, ...]]
    visits: int
    covers: list[frozenset[int]] = field(default_factory=list)
    found: list[tuple[int, ...]] = field(default_factory=list)
    best: tuple[int, int] = (0, 0)
    exact: bool = True
    more: bool = False

    def run(self) -> None:
        covers: list[set[int]] = [set() for _ in self.primes]
        for row, places in enumerate(self.options):
            for place in places:
                covers[place].add(row)
        self.covers = [frozenset(each) for each in covers]
        greedy = self._greedily()
        self.best = self._cost(greedy)
        self._branch(frozenset(range(len(self.options))), (), frozenset())
        self.found = self.found or [greedy]

    def _greedily(self) -> tuple[int, ...]:
        """Return a cover that is short, if not the shortest."""
        left, chosen = set(range(len(self.options))), []
        for row in sorted(left, key=lambda each: len(self.options[each])):
            if row in left:
                place = max(self.options[row], key=lambda each: (len(self.covers[each] & left), -each))
                chosen.append(place)
                left -= self.covers[place]
        return tuple(chosen)

    def _cost(self, chosen: Sequence[int]) -> tuple[int, int]:
        return len(chosen), sum(self.primes[place].literals for place in chosen)

    def _branch(self, left: frozenset[int], chosen: tuple[int, ...], barred: frozenset[int]) -> None:
        """Look at all covers that hold what was chosen and nothing that is barred."""
        free: dict[int, list[int]] = {}
        while left:
            self.visits -= len(left)
            if self.visits < 0:
                self.exact = False
                return
            free = {row: [place for place in self.options[row] if place not in barred] for row in left}
            forced = sorted({places[0] for places in free.values() if len(places) == 1})
            if not forced:
                break
            chosen, left = (*chosen, *forced), left.difference(*(self.covers[place] for place in forced))
        if not left:
            self._keep(chosen)
        elif not self._too_long(free, chosen):
            row = min(free, key=lambda each: (len(free[each]), each))
            for place in free[row]:
                self._branch(left - self.covers[place], (*chosen, place), barred)
                barred |= {place}  # covers with this one are done, so that none is found twice

    def _too_long(self, free: dict[int, list[int]], chosen: tuple[int, ...]) -> bool:
        """Tell whether this becomes no cover as short as the best: rows without a common prime need one each."""
        terms, literals = self._cost(chosen)
        used: set[int] = set()
        for places in sorted(free.values(), key=len):
            if used.isdisjoint(places):
                used.update(places)
                terms += 1
                literals += min((self.primes[place].literals for place in places), default=0)
        return (terms, literals) > self.best

    def _keep(self, chosen: tuple[int, ...]) -> None:
        cost = self._cost(chosen)
        if cost < self.best:
            self.best, self.found, self.more = cost, [], False
        if cost == self.best:
            self.more = self.more or len(self.found) >= SOLUTIONS
            self.found += [] if self.more else [chosen]
