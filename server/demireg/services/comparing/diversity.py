"""How far the contexts of units differ: the mean pairwise Jaccard distance of their sets (measure 8.3 of the method).

Of two sets it is the share of their concepts that they do not have in common: 0 the same, 1 nothing shared. Units
without a coded context are in no pair, for nothing is known of them; without a pair the mean is undefined.
"""

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

#: So many distinct sets are compared with all others at once, which bounds the memory.
_AT_ONCE: Final = 64
#: So many concepts are compared at once where equal sets are looked for.
_WORD: Final = 64
#: With numbers up to so many times as large as there are of them, a table of all is quicker than sorting.
_CLOSE: Final = 16
#: To so many places the mean is given, so that what is .3 by reckoning on paper is not a trifle less here.
_PLACES: Final = 12


def diversity(units: "Numbers", concepts: "Numbers") -> float | None:
    """Return the mean over all pairs of units, None where fewer than two have a concept.

    ``units`` and ``concepts`` name one pair a place; pairs may come again and in any order. Units with equal sets are
    compared once and weighed, so that many units with few different sets are quick.
    """
    count, row = _compact(units)
    if count < 2:  # noqa: PLR2004 - a pair
        return None
    wide, column = _compact(concepts)
    held = np.zeros((count, -(-wide // _WORD) * _WORD), dtype=np.bool_)
    held[row, column] = True
    words = np.packbits(held, axis=1).view(np.uint64)
    words = words[np.lexsort(words.T)]
    first = np.flatnonzero(np.concatenate(([True], (words[1:] != words[:-1]).any(axis=1))))
    alike = _alike(words[first].T.copy(), np.diff(first, append=count).astype(np.float64))
    return round(1 - (alike - count) / (count * (count - 1)), _PLACES)


def _compact(numbers: "Numbers") -> "tuple[int, Numbers]":
    """Return how many distinct numbers there are, and the place of each number among them in order."""
    high = int(numbers.max(initial=-1)) + 1
    if high > _CLOSE * len(numbers):
        found, places = np.unique(numbers, return_inverse=True)
        return len(found), places
    there = np.zeros(high, dtype=np.bool_)
    there[numbers] = True
    place = np.cumsum(there)
    return int(np.count_nonzero(there)), place[numbers] - 1


def _alike(sets: "NDArray[np.uint64]", weights: "NDArray[np.float64]") -> float:
    """Return the sum of the likeness of all ordered pairs, each with itself too; ``sets`` are distinct columns of bits.

    Bits are counted word by word, which is exact, and quicker here than a product of matrices.
    """
    sizes = np.bitwise_count(sets).sum(axis=0, dtype=np.float64)
    total = 0.0
    for start in range(0, len(weights), _AT_ONCE):
        end = min(start + _AT_ONCE, len(weights))
        shared = np.zeros((end - start, len(weights) - start), dtype=np.uint16)
        for word in sets:
            shared += np.bitwise_count(word[start:end, None] & word[None, start:])
        union = sizes[start:end, None] + sizes[None, start:]
        union -= shared
        weighed = (weights[start:end] @ (shared / union)) * weights[start:]
        total += 2 * float(weighed.sum()) - float(weighed[: end - start].sum())
    return total
