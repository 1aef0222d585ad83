"""Count pairs of configurations that contradict each other by counting groups of like ones (measure 8.7 of the method).

Configurations of one mechanism and one opposition fall into groups: which of the two outcomes came, what of that is
coded and what only follows from a kind, and the signature, the set of contexts that can tell configurations apart.
Two groups contradict each other in all their pairs or in none, and all those pairs are explained or none is, so that
pairs of groups are multiplied and pairs of one study taken away. The counts are exact for any number of studies.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Table = NDArray[np.bool_]

#: How an outcome came: not, as a kind of what is coded, as coded itself; the mechanism adds a third state below them.
_CAME: Final = 3
_STATES: Final = 2 * _CAME * _CAME
#: Signatures that are held in one number take up to this many contexts.
_BITS: Final = 63
#: So many groups are laid side by side at most to count pairs over all mechanisms.
MOST_GROUPS: Final = 4000


@dataclass(frozen=True, slots=True)
class Contexts:
    """What tells configurations apart. numbers: configurations that have any, sorted; signature: of each of them.

    explains: for two signatures, whether some context of one opposes one of the other or is said to be absent there.
    there, coded, absent: for a signature, each of ``concepts`` as a bit. Signature 0 has nothing.
    """

    numbers: Numbers
    signature: Numbers
    concepts: Numbers
    there: Table
    coded: Table
    absent: Table
    explains: Table
    oppositions: frozenset[tuple[int, int]]

    def of(self, configurations: Numbers) -> Numbers:
        """Return the signatures of configurations, 0 for one that has no telling context."""
        if not len(self.numbers):
            return np.zeros(len(configurations), dtype=np.int64)
        place = np.minimum(np.searchsorted(self.numbers, configurations), len(self.numbers) - 1)
        return np.where(self.numbers[place] == configurations, self.signature[place], 0)

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


def contexts(rows: Mapping[str, Any], oppositions: frozenset[tuple[int, int]], needed: Numbers) -> Contexts:
    """Return the signatures of the needed configurations from rows of configuration, concept, there, coded and absent.

    Two contexts tell apart where at least one is coded as such: what both only are kinds of says nothing of either.
    """
    every = np.asarray(rows["configuration"], dtype=np.int64)
    kept = np.isin(every, needed)
    numbers, line = np.unique(every[kept], return_inverse=True)
    concepts, column = np.unique(np.asarray(rows["concept"], dtype=np.int64)[kept], return_inverse=True)
    width = len(concepts)
    said = np.zeros((len(numbers) + 1, 3 * width), dtype=np.bool_)
    for place, name in enumerate(("there", "coded", "absent")):
        true = np.asarray(rows[name], dtype=np.bool_)[kept]
        said[line[true] + 1, column[true] + place * width] = True
    key = _keys(said)
    _, first, signature = np.unique(key, return_index=True, return_inverse=True)
    kinds = said[first]
    there, coded, absent = kinds[:, :width], kinds[:, width : 2 * width], kinds[:, 2 * width :]
    index = {int(concept): place for place, concept in enumerate(concepts)}
    opposed = np.zeros((width, width), dtype=np.float32)
    for one, other in oppositions:
        if one in index and other in index:
            opposed[index[one], index[other]] = opposed[index[other], index[one]] = 1
    one_way = there.astype(np.float32) @ (coded @ opposed + absent).T.astype(np.float32)
    explains = (one_way + one_way.T) > 0
    return Contexts(numbers, signature[1:].astype(np.int64), concepts, there, coded, absent, explains, oppositions)


def _keys(said: Table) -> Numbers:
    """Return a number for each line, the same for equal lines only; the first line, which is empty, has the least."""
    key = np.zeros(len(said), dtype=np.int64)
    for begin in range(0, said.shape[1], _BITS // 2):
        piece = said[:, begin : begin + _BITS // 2].astype(np.int64)
        word = piece @ (np.int64(1) << np.arange(piece.shape[1], dtype=np.int64))
        rank = np.unique(word, return_inverse=True)[1].astype(np.int64)
        key = np.unique(key * (rank.max(initial=0) + 1) + rank, return_inverse=True)[1].astype(np.int64)
    return key


@dataclass(frozen=True, slots=True)
class Opposed:
    """The configurations of one mechanism in which one or the other of two opposed outcomes came, sorted by number.

    state: how mechanism and outcomes stand in each; group, and of each group its state and signature.
    """

    mechanism: int
    outcomes: tuple[int, int]
    configuration: Numbers
    study: Numbers
    unit: Numbers
    state: Numbers
    group: Numbers
    contradicts: Table
    explained: Table

    @property
    def taking_part(self) -> Table:
        """Which configurations have any that they contradict."""
        return np.asarray(np.any(self.contradicts, axis=1)[self.group])

    def side(self, other: bool) -> Table:
        """Return in which configurations the first outcome came, or the other one."""
        came = self.state % _CAME if other else self.state // _CAME % _CAME
        return np.asarray(came > 0) & self.taking_part

    def against(self, here: int, there: int) -> Iterator[tuple[int, int]]:
        """Yield which outcome of a configuration stands against which of another, by their states."""
        one, other = self.outcomes
        for first, second in ((one, other), (other, one)):
            came = [
                state // (_CAME if outcome == one else 1) % _CAME for state, outcome in ((here, first), (there, second))
            ]
            if min(came) and max(came) == _CAME - 1:
                yield first, second


def opposed(rows: Mapping[str, Any], known: Contexts, oppositions: frozenset[tuple[int, int]]) -> Iterator[Opposed]:
    """Yield every mechanism and opposition that has configurations on both sides.

    ``rows`` are configurations by mechanism and outcome, sorted by mechanism, with ``worked`` and ``came`` telling
    whether they are coded with that concept itself.
    """
    mechanism = np.asarray(rows["mechanism"], dtype=np.int64)
    columns = {name: np.asarray(rows[name], dtype=np.int64) for name in ("configuration", "study", "unit", "outcome")}
    worked, came = np.asarray(rows["worked"], dtype=np.int64), np.asarray(rows["came"], dtype=np.int64)
    edges = np.flatnonzero(np.diff(mechanism, prepend=-1, append=-1))
    for begin, end in pairwise(edges):
        outcome = columns["outcome"][begin:end]
        present = set(np.unique(outcome).tolist())
        for one, other in sorted(oppositions):
            if one in present and other in present:
                at = begin + np.flatnonzero((outcome == one) | (outcome == other))
                first = columns["outcome"][at] == one
                state = worked[at] * _CAME * _CAME + (came[at] + 1) * np.where(first, _CAME, 1)
                own = _Rows(columns["configuration"][at], columns["study"][at], columns["unit"][at], state)
                yield _opposed(int(mechanism[begin]), (one, other), own.merged(), known)


@dataclass(frozen=True, slots=True)
class _Rows:
    configuration: Numbers
    study: Numbers
    unit: Numbers
    state: Numbers

    def merged(self) -> "_Rows":
        """Return one row per configuration: what is coded itself counts before what is a kind of it."""
        numbers, first, place = np.unique(self.configuration, return_index=True, return_inverse=True)
        state = np.zeros(len(numbers), dtype=np.int64)
        for weight in (_CAME * _CAME, _CAME, 1):
            best = np.zeros(len(numbers), dtype=np.int64)
            np.maximum.at(best, place, self.state // weight % _CAME)
            state += best * weight
        return _Rows(numbers, self.study[first], self.unit[first], state)


def _opposed(mechanism: int, outcomes: tuple[int, int], own: _Rows, known: Contexts) -> Opposed:
    signature = known.of(own.configuration)
    kinds, group = np.unique(signature * _STATES + own.state, return_inverse=True)
    of_signature, of_state = kinds // _STATES, kinds % _STATES
    contradicts = _CONTRADICTS[of_state][:, of_state]
    explained = known.explains[of_signature][:, of_signature] & contradicts
    return Opposed(
        mechanism, outcomes, own.configuration, own.study, own.unit, own.state, group, contradicts, explained
    )


def _contradicts(one: int, other: int) -> bool:
    """Tell whether two states contradict: the mechanism, and each outcome, is coded as such in one of the two."""
    if not (one // (_CAME * _CAME) or other // (_CAME * _CAME)):
        return False
    first, second = (one // _CAME % _CAME, one % _CAME), (other // _CAME % _CAME, other % _CAME)
    return any(
        here and there and max(here, there) == _CAME - 1
        for here, there in ((first[0], second[1]), (first[1], second[0]))
    )


_CONTRADICTS: Final[Table] = np.array([[_contradicts(a, b) for b in range(_STATES)] for a in range(_STATES)])


def count(held: Opposed, table: Table, keys: Numbers) -> int:
    """Return how many pairs a table of groups allows, of configurations that differ in ``keys`` (study or unit)."""
    return _count(held.group, table, keys)


def _count(group: Numbers, table: Table, keys: Numbers) -> int:
    sizes = np.bincount(group, minlength=len(table)).astype(np.int64)
    every = int(sizes @ table.astype(np.int64) @ sizes)
    own = int(np.count_nonzero(table[group, group]))
    return (every - own) // 2 - _alike(group, table, keys)


def _alike(group: Numbers, table: Table, keys: Numbers) -> int:
    """Return how many of the pairs are of one study or unit: after sorting these stand beside each other."""
    order = np.argsort(keys, kind="stable")
    key, sorted_group = keys[order], group[order]
    found, step = 0, 1
    while step < len(key):
        same = np.flatnonzero(key[step:] == key[:-step])
        if not len(same):
            break
        found += int(np.count_nonzero(table[sorted_group[same], sorted_group[same + step]]))
        step += 1
    return found


def pairs(held: Opposed, table: Table) -> Iterator[tuple[int, int]]:
    """Yield the configurations of each pair that a table of groups allows and that is of two studies, in order."""
    able: Table = np.any(table, axis=1)[held.group]
    for place in np.flatnonzero(able):
        after = slice(int(place) + 1, None)
        allowed = table[held.group[place], held.group[after]] & (held.study[after] != held.study[place])
        for other in held.configuration[after][allowed].tolist():
            yield int(held.configuration[place]), other


def distinct(held: Sequence[Opposed]) -> tuple[int, int] | None:
    """Return how many pairs there are over all mechanisms and oppositions, each once, and how many are explained.

    Configurations that stand alike everywhere are one group. None where there are too many groups to lay side by side.
    """
    numbers, first = np.unique(np.concatenate([each.configuration for each in held]), return_index=True)
    study = np.concatenate([each.study for each in held])[first]
    stands = np.full((len(held), len(numbers)), -1, dtype=np.int64)
    group = np.zeros(len(numbers), dtype=np.int64)
    for line, each in zip(stands, held, strict=True):
        line[np.searchsorted(numbers, each.configuration)] = each.group
        group = np.unique(group * (len(each.contradicts) + 1) + line + 1, return_inverse=True)[1].astype(np.int64)
        if group.max(initial=0) >= MOST_GROUPS:
            return None
    one_of = np.unique(group, return_index=True)[1]
    contradicts = np.zeros((len(one_of), len(one_of)), dtype=np.bool_)
    explained = np.zeros_like(contradicts)
    for line, each in zip(stands[:, one_of], held, strict=True):
        at = np.flatnonzero(line >= 0)
        square, inner = np.ix_(at, at), np.ix_(line[at], line[at])
        contradicts[square] |= each.contradicts[inner]
        explained[square] |= each.explained[inner]
    return _count(group, contradicts, study), _count(group, explained, study)
