"""Find which configurations contradict each other by counting groups of like ones (measure 8.7 of the method).

Configurations of one mechanism and one opposition, which are a case, fall into groups: which of the two outcomes came,
what of that is coded and what only follows from a kind, and the signature of their contexts. Two groups contradict each
other in all their pairs or in none, and all those pairs are explained or none is, so that sizes of groups are
multiplied and pairs of one study taken away. The counts are exact for any number of studies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.services.comparing.telling import Contexts, Oppositions, contexts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.codings import Codings
    from demireg.services.comparing.numbered import Numbers
    from demireg.services.comparing.telling import Table

#: How an outcome came: not, as a kind of what is coded, as coded itself; the mechanism adds a third state below them.
CAME: Final = 3
STATES: Final = 2 * CAME * CAME
#: So many groups at most are told apart by a place for each that there could be; sorting tells more of them.
_PLACES: Final = 1 << 23


@dataclass(frozen=True, slots=True)
class Held:
    """Configurations in which a mechanism worked and an outcome came that has an opposite, by unit and study.

    worked: 1 or 2, where its kind or itself is coded, configurations down and ``mechanisms`` across; came: the same of
    ``outcomes``; sides: which two of these oppose each other, in order; stands: how the outcomes of each stand there.
    """

    configuration: "Numbers"
    study: "Numbers"
    unit: "Numbers"
    mechanisms: "Numbers"
    worked: "NDArray[np.uint8]"
    outcomes: "Numbers"
    came: "NDArray[np.uint8]"
    sides: tuple[tuple[int, int], ...]
    stands: "NDArray[np.uint8]"
    known: Contexts


def held(worked: "Codings", came: "Codings", around: "Codings", oppositions: Oppositions) -> Held:
    """Return what can contradict, of mechanisms, outcomes and contexts and of the concepts that oppose each other."""
    mine, theirs = worked.only(np.flatnonzero(worked.fired)), came.only(np.flatnonzero(came.fired))
    theirs = theirs.only(np.flatnonzero(_opposed(theirs, oppositions)[theirs.concept]))
    size = max(int(each.place.max(initial=-1)) for each in (mine, theirs, around)) + 1
    both = np.bincount(mine.place, minlength=size) * np.bincount(theirs.place, minlength=size) > 0
    first = np.zeros(size, dtype=np.int64)
    first[mine.place] = np.arange(len(mine.place))
    places = np.flatnonzero(both)
    places = places[np.lexsort((mine.study[first[places]], mine.unit[first[places]]))]
    line = np.full(size, -1, dtype=np.int64)
    line[places] = np.arange(len(places))
    at = first[places]
    mechanisms, table = _table(mine, line, len(places))
    outcomes, other = _table(theirs, line, len(places))
    index = {concept: place for place, concept in enumerate(outcomes.tolist())}
    sides = tuple((index[one], index[two]) for one, two in sorted(oppositions) if one in index and two in index)
    stands = np.zeros((len(places), len(sides)), dtype=np.uint8)
    for column, (one, two) in enumerate(sides):
        stands[:, column] = other[:, one] * np.uint8(CAME) + other[:, two]
    known = contexts(around, line[around.place], len(places), oppositions)
    about = mine.configuration[at], mine.study[at], mine.unit[at]
    return Held(*about, mechanisms, table, outcomes, other, sides, stands, known)


def _opposed(said: "Codings", oppositions: Oppositions) -> "Table":
    """Return which numbers are of concepts that are coded, and the opposite too."""
    there = np.bincount(said.concept, minlength=max((each for pair in oppositions for each in pair), default=0) + 1) > 0
    found = np.zeros(len(there), dtype=np.bool_)
    for one, other in oppositions:
        found[[one, other]] |= there[one] and there[other]
    return found


def _table(said: "Codings", line: "Numbers", many: int) -> "tuple[Numbers, NDArray[np.uint8]]":
    """Return the concepts of codings, and how each of so many lines has them: 2 as coded itself, 1 as a kind of it."""
    kept = np.flatnonzero(line[said.place] >= 0)
    lines, concept, itself = line[said.place[kept]], said.concept[kept], ~said.ancestor[kept]
    concepts = np.flatnonzero(np.bincount(concept))
    columns = np.zeros(int(concept.max(initial=0)) + 1, dtype=np.int64)
    columns[concepts] = np.arange(len(concepts))
    found = np.zeros((many, len(concepts)), dtype=np.uint8)
    cell = lines * len(concepts) + columns[concept]
    found.ravel()[cell] = 1
    found.ravel()[cell[itself]] = 2
    return concepts, found


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases, a mechanism and an opposition each, by the mechanism and then by the sides.

    mechanism, side: of each, by its column in ``Held``; starts: where its lines begin, one more than there are cases;
    line: of which configuration each is, in the order of cases and then of these; group: in which; state, signature: of
    a group; able: which groups are in any pair, in one that nothing explains, and in one that is explained; pairs,
    explained, across: counts by case, the last of pairs of different units.
    """

    mechanism: "Numbers"
    side: "Numbers"
    starts: "Numbers"
    line: "NDArray[np.int32]"
    group: "NDArray[np.int32]"
    state: "Numbers"
    signature: "Numbers"
    able: "Table"
    pairs: "Numbers"
    explained: "Numbers"
    across: "Numbers"

    def lines(self, case: int) -> slice:
        """Return where the lines of a case stand."""
        return slice(int(self.starts[case]), int(self.starts[case + 1]))

    def of_line(self) -> "Numbers":
        """Return the case of each line."""
        return np.repeat(np.arange(len(self.mechanism)), np.diff(self.starts))


def cases(of: Held) -> Cases:
    """Return every mechanism and opposition that has configurations on both sides."""
    many = max(len(of.sides), 1)
    line, mechanism = np.nonzero(of.worked > 0)
    itself = (of.worked[line, mechanism] > 1) * (CAME * CAME)
    other, side = np.nonzero(of.stands > 0)
    stood = of.stands[other, side].astype(np.int64)
    counts = np.bincount(other, minlength=len(of.configuration))
    starts, more = np.cumsum(counts) - counts, counts[line]
    mine = np.repeat(np.arange(len(line)), more)
    theirs = np.arange(len(mine)) + (starts[line] - np.cumsum(more) + more)[mine]
    key, state = (mechanism * many)[mine] + side[theirs], itself[mine] + stood[theirs]
    size = many * len(of.mechanisms)
    numbers = np.arange(STATES)
    both = [
        np.bincount(key[came[state]], minlength=size) > 0 for came in (numbers // CAME % CAME > 0, numbers % CAME > 0)
    ]
    there = np.flatnonzero(both[0] & both[1])
    label = np.full(size, -1, dtype=np.int16 if len(there) < 1 << 15 else np.int64)  # short ones are sorted quickly
    label[there] = np.arange(len(there))
    case = label[key]
    kept = np.flatnonzero(case >= 0)
    kept = kept[np.argsort(case[kept], kind="stable")]
    rows = case[kept].astype(np.int64), line[mine[kept]], state[kept]
    return _counted(of, there // many, there % many, rows)


def _counted(of: Held, mechanism: "Numbers", side: "Numbers", rows: "tuple[Numbers, Numbers, Numbers]") -> Cases:
    case, line, state = rows
    signatures = len(of.known.there)
    kinds, group = _dense((case * STATES + state) * signatures + of.known.signature[line], len(mechanism) * signatures)
    of_state, of_signature = kinds // signatures % STATES, kinds % signatures
    sizes = np.bincount(group, minlength=len(kinds)).astype(np.int64)
    edges = np.searchsorted(kinds // signatures // STATES, np.arange(len(mechanism) + 1))
    every, explained = (np.zeros(len(mechanism), dtype=np.int64) for _ in range(2))
    able = np.zeros((3, len(kinds)), dtype=np.bool_)
    for each, part in enumerate(slice(*edges[[each, each + 1]]) for each in range(len(mechanism))):
        against = CONTRADICTS[of_state[part]][:, of_state[part]]
        told = against & of.known.explains[of_signature[part]][:, of_signature[part]]
        able[:, part] = [np.any(table, axis=1) for table in (against, against & ~told, told)]
        every[each], explained[each] = (_halved(table, sizes[part]) for table in (against, told))
    of_one_study, of_one_unit = _of_one(of, (case, line, state), len(mechanism))
    starts = np.searchsorted(case, np.arange(len(mechanism) + 1))
    counts = every - of_one_study[0], explained - of_one_study[1], every - of_one_unit
    about = starts, line.astype(np.int32), group.astype(np.int32), of_state, of_signature, able
    return Cases(mechanism, side, *about, *counts)


def _dense(keys: "Numbers", most: int) -> "tuple[Numbers, Numbers]":
    """Return the distinct keys in order, and for each key which of them it is."""
    if most * STATES > _PLACES:
        found, place = np.unique(keys, return_inverse=True)
        return found, place
    there = np.zeros(int(keys.max(initial=0)) + 1, dtype=np.int32)
    there[keys] = 1
    places: Numbers = np.cumsum(there, dtype=np.int64) - 1
    return np.flatnonzero(there), places[keys]


def _halved(table: "Table", sizes: "Numbers") -> int:
    """Return how many pairs of different ones groups of these sizes have, where a table says which go together."""
    own = int(sizes[np.diagonal(table)].sum())
    return (int(sizes @ table.astype(np.int64) @ sizes) - own) // 2


def _of_one(of: Held, rows: "tuple[Numbers, Numbers, Numbers]", many: int) -> "tuple[list[Numbers], Numbers]":
    """Return by case how many pairs are of one study, in all and explained, and how many of one unit."""
    case, line, state = rows
    study, signature = of.study[line], of.known.signature[line]
    own = [np.zeros(many, dtype=np.int64) for _ in range(3)]
    for one, other in beside(case * (int(of.unit.max(initial=0)) + 1) + of.unit[line]):
        kept = np.flatnonzero(CONTRADICTS[state[one], state[other]])
        one, other = one[kept], other[kept]  # noqa: PLW2901 (the rest contradicts nothing)
        same = study[one] == study[other]
        told = same & of.known.explains[signature[one], signature[other]]
        for place, these in enumerate((one[same], one[told], one)):
            own[place] += np.bincount(case[these], minlength=many)
    return own[:2], own[2]


def beside(keys: "Numbers") -> "Iterator[tuple[Numbers, Numbers]]":
    """Yield the places of every two of the same key, many at once; equal keys stand beside each other."""
    step, places = 1, np.arange(len(keys))
    while len(places):
        places = places[places + step < len(keys)]
        places = places[keys[places] == keys[places + step]]
        yield places, places + step
        step += 1


def _contradicts(one: int, other: int) -> bool:
    """Tell whether two states contradict: the mechanism, and each outcome, is coded as such in one of the two."""
    if not (one // (CAME * CAME) or other // (CAME * CAME)):
        return False
    first, second = (one // CAME % CAME, one % CAME), (other // CAME % CAME, other % CAME)
    return any(
        here and there and max(here, there) == CAME - 1
        for here, there in ((first[0], second[1]), (first[1], second[0]))
    )


#: Which state, as one number, contradicts which.
CONTRADICTS: "Final[NDArray[Any]]" = np.array([[_contradicts(a, b) for b in range(STATES)] for a in range(STATES)])
