"""Group things that hold the same sets of numbers, exactly, in arrays."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def sets(keys: Numbers, members: Numbers) -> tuple[Numbers, Numbers]:
    """Return the distinct keys, sorted, and for each a group: two keys of one group have the same set of members.

    Neither is negative, and both together take less than 63 bits.
    """
    bits = max(int(members.max(initial=0)).bit_length(), 1)
    both_in_one = distinct(np.sort(keys << bits | members))
    key, member = both_in_one >> bits, both_in_one & ((1 << bits) - 1)
    begins = np.flatnonzero(np.diff(key, prepend=-1))
    line = np.cumsum(np.diff(key, prepend=-1) != 0) - 1
    place = np.arange(len(key)) - begins[line] if len(key) else key
    ranks = np.unique(member, return_inverse=True)[1].astype(np.int64) + 1
    group = np.zeros(len(begins), dtype=np.int64)
    width = int(ranks.max(initial=0)) + 1
    for column in range(int(place.max(initial=-1)) + 1):
        at = place == column
        held = np.zeros(len(begins), dtype=np.int64)
        held[line[at]] = ranks[at]
        group = np.unique(group * width + held, return_inverse=True)[1].astype(np.int64)
    return key[begins], group


def among(values: Numbers, wanted: Numbers) -> NDArray[np.bool_]:
    """Return which values are among the wanted ones, which are sorted."""
    if not len(wanted):
        return np.zeros(len(values), dtype=np.bool_)
    place = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    return np.asarray(wanted[place] == values)


def both(one: Numbers, other: Numbers) -> Numbers:
    """Return what two sorted arrays without duplicates have in common, sorted."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return few[among(few, many)]


def distinct(values: Numbers) -> Numbers:
    """Return the values of a sorted array, each once."""
    kept = np.ones(len(values), dtype=np.bool_)
    kept[1:] = values[1:] != values[:-1]
    return values[kept]
