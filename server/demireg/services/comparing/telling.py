"""Which contexts can tell configurations apart, and which two sets of them do (measure 8.7 of the method).

The signature of a configuration is the set of its contexts that have an opposite, or are said to be absent anywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.codings import Codings
    from demireg.services.comparing.numbered import Numbers

    Table = NDArray[np.bool_]

Oppositions = frozenset[tuple[int, int]]
#: So many bits are compared at once.
_WORD = 64


@dataclass(frozen=True, slots=True)
class Contexts:
    """What tells configurations apart. signature: of each configuration that was asked for.

    there, coded, absent: for a signature, each of ``concepts`` as a bit; explains: for two signatures, whether some
    context of one opposes one of the other or is said to be absent there.
    """

    signature: "Numbers"
    concepts: "Numbers"
    there: "Table"
    coded: "Table"
    absent: "Table"
    explains: "Table"
    oppositions: Oppositions

    def reasons(self, one: int, other: int) -> Iterator[tuple[int | None, int | None]]:
        """Yield the contexts by which two signatures are told apart; None stands for the absence of the other's."""
        index = {int(concept): place for place, concept in enumerate(self.concepts)}
        for first, second in {*self.oppositions, *((b, a) for a, b in self.oppositions)}:
            if first in index and second in index:
                a, b = index[first], index[second]
                coded = self.coded[one, a] or self.coded[other, b]
                if coded and self.there[one, a] and self.there[other, b]:
                    yield first, second
        for concept, place in index.items():
            if self.there[one, place] and self.absent[other, place]:
                yield concept, None
            if self.absent[one, place] and self.there[other, place]:
                yield None, concept


def contexts(said: "Codings", line: "Numbers", many: int, oppositions: Oppositions) -> Contexts:
    """Return the signatures of so many configurations; ``line`` has the number of each coding's, -1 for any other.

    Two contexts tell apart where at least one is coded as such: what both only are kinds of says nothing of either.
    """
    absent = ~said.fired & ~said.ancestor
    tells = np.zeros(int(said.concept.max(initial=0)) + 1, dtype=np.bool_)
    opposable = np.array(sorted({each for pair in oppositions for each in pair}), dtype=np.int64)
    tells[opposable[opposable < len(tells)]] = True
    tells[said.concept[absent]] = True
    kept = np.flatnonzero(tells[said.concept] & (line >= 0))
    lines, concept, coded = line[kept], said.concept[kept], said.fired[kept] & ~said.ancestor[kept]
    concepts = np.flatnonzero(np.bincount(concept, minlength=len(tells)))
    width = len(concepts)
    columns = np.zeros(len(tells), dtype=np.int64)
    columns[concepts] = np.arange(width)
    column = columns[concept]
    bits = np.zeros((many, 3 * width), dtype=np.bool_)
    for place, true in enumerate((said.fired[kept], coded, absent[kept])):
        bits[lines[true], column[true] + place * width] = True
    first, signature = ranked(bits)
    there, itself, gone = np.split(bits[first], 3, axis=1)
    explains = _explains(there, itself, gone, opposing(concepts, oppositions))
    return Contexts(signature, concepts, there, itself, gone, explains, oppositions)


def _explains(there: "Table", coded: "Table", absent: "Table", opposed: "Table") -> "Table":
    told = coded.astype(np.float32) @ opposed.astype(np.float32) + absent
    one_way = there.astype(np.float32) @ told.T
    found: Table = (one_way + one_way.T) > 0
    return found


def opposing(concepts: "Numbers", oppositions: Oppositions) -> "Table":
    """Return which of some concepts, each once and in order, oppose each other."""
    index = {concept: place for place, concept in enumerate(concepts.tolist())}
    found = np.zeros((len(index), len(index)), dtype=np.bool_)
    for one, other in oppositions:
        if one in index and other in index:
            found[index[one], index[other]] = found[index[other], index[one]] = True
    return found


def ranked(bits: "Table") -> "tuple[Numbers, Numbers]":
    """Return, of the distinct lines of a table, where each stands first, and for each line which of them it is."""
    packed = np.packbits(bits, axis=1)
    words = np.zeros((len(bits), -(-bits.shape[1] // _WORD) * (_WORD // 8)), dtype=np.uint8)
    words[:, : packed.shape[1]] = packed
    columns = [np.ascontiguousarray(column) for column in words.view(np.uint64).T]
    if not columns or not len(bits):
        return np.zeros(min(len(bits), 1), dtype=np.int64), np.zeros(len(bits), dtype=np.int64)
    order = np.lexsort(columns)
    changed = np.ones(len(order), dtype=np.bool_)
    changed[1:] = False
    for column in columns:
        changed[1:] |= column[order][1:] != column[order][:-1]
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.cumsum(changed) - 1
    return order[changed], place
