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
_AT_ONCE: Final = 512
#: To so many places the mean is given, so that what is .3 by reckoning on paper is not a trifle less here.
_PLACES: Final = 12


def diversity(units: "Numbers", concepts: "Numbers") -> float | None:
    """Return the mean over all pairs of units, None where fewer than two have a concept.

    ``units`` and ``concepts`` name one pair a place; pairs may come again and in any order. Units with equal sets are
    compared once and weighed, so that many units with few different sets are quick.
    """
    who, row = np.unique(units, return_inverse=True)
    if len(who) < 2:  # noqa: PLR2004 - a pair
        return None
    what, column = np.unique(concepts, return_inverse=True)
    held = np.zeros((len(who), len(what)), dtype=np.uint8)
    held[row, column] = 1
    packed, weights = np.unique(np.packbits(held, axis=1), axis=0, return_counts=True)
    alike = _alike(np.unpackbits(packed, axis=1, count=len(what)), weights.astype(np.float64))
    count = len(who)
    return round(1 - (alike - count) / (count * (count - 1)), _PLACES)


def _alike(sets: "NDArray[np.uint8]", weights: "NDArray[np.float64]") -> float:
    """Return the sum of the likeness of all ordered pairs, each with itself too; ``sets`` are distinct rows of bits."""
    sizes = sets.sum(axis=1, dtype=np.float64)
    bits = sets.astype(np.float32)  # whole numbers this small are exact, and products of them quick
    total = 0.0
    for start in range(0, len(bits), _AT_ONCE):
        end = min(start + _AT_ONCE, len(bits))
        shared = (bits[start:end] @ bits[start:].T).astype(np.float64)
        union = sizes[start:end, None] + sizes[None, start:]
        union -= shared
        np.divide(shared, union, out=shared)
        weighed = (weights[start:end] @ shared) * weights[start:]
        total += 2 * float(weighed.sum()) - float(weighed[: end - start].sum())
    return total
