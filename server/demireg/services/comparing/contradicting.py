"""Answer about pairs of configurations that contradict each other: how many there are, and the first of them.

All numbers are places in the order of names, so that what comes first does so by name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from demireg.services.comparing import codings, numbered
from demireg.services.comparing.codings import CONTEXT, MECHANISM, OUTCOME
from demireg.services.comparing.in_order import in_order
from demireg.services.comparing.opposing import CAME, CONTRADICTS, Cases, Held, beside, cases, held
from demireg.services.comparing.telling import Oppositions, opposing, ranked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.asking import Asked
    from demireg.services.comparing.codings import Codings
    from demireg.services.comparing.numbered import Numbers
    from demireg.services.comparing.telling import Table

#: So many groups are laid side by side at most to count pairs over all mechanisms, so many at once.
MOST_GROUPS: Final = 8000
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """Two configurations, by their lines, that contradict each other under a mechanism, by place, in some cases."""

    one: int
    other: int
    mechanism: int
    explained: bool
    cases: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Types:
    """Configurations of the same mechanisms, outcomes and contexts, of which one stands for all.

    worked, came: the distinct lines of the tables of ``Held``; mechanisms, outcomes, signature: of each type, by place
    among these; size: how many are of it; of: the type of each configuration.
    """

    worked: "NDArray[np.uint8]"
    came: "NDArray[np.uint8]"
    mechanisms: "Numbers"
    outcomes: "Numbers"
    signature: "Numbers"
    size: "Numbers"
    of: "Numbers"


@dataclass(frozen=True, slots=True)
class Contradicting:
    """What contradicts under some filters, whatever is asked of it. units: the distinct ones of a case and side.

    units_from: where those of each case and side begin, the two sides of a case beside each other; taking_part: how
    many configurations of a case contradict any.
    """

    held: Held
    cases: Cases
    types: Types
    units: "Numbers"
    units_from: "Numbers"
    taking_part: "Numbers"


def contradicting(asked: "Asked", oppositions: Oppositions) -> Contradicting:
    """Return what contradicts under the filters of a question, kept in memory."""

    def make() -> Contradicting:
        worked, came, around = (_placed(asked, role) for role in (MECHANISM, OUTCOME, CONTEXT))
        return made(held(_about(asked, worked), came, around, oppositions))

    return asked.repository.table.kept(("contradicting", asked.filters), make)


def _placed(asked: "Asked", role: int) -> "Codings":
    """Return the codings of a role, their concepts as places."""
    said = codings.of_role(asked, role)
    return replace(said, concept=in_order(asked).concepts(said.concept))


def _about(asked: "Asked", said: "Codings") -> "Codings":
    """Return codings with their configurations, studies and units as places."""
    places, units = in_order(asked), numbered.units(asked)
    study, configuration = places.studies(said.study), places.configurations(said.configuration)
    return replace(said, study=study, unit=units.places(said.unit), configuration=configuration)


def made(of: Held) -> Contradicting:
    """Return what contradicts among configurations."""
    every = cases(of)
    case = every.of_line()
    many = len(every.mechanism)
    stood = every.state[every.group] % (CAME * CAME)
    takes_part = every.able[0][every.group]
    units, keys = [], []
    for side, came in enumerate((stood // CAME, stood % CAME)):
        rows = np.flatnonzero(takes_part & (came > 0))
        unit, key = of.unit[every.line[rows]], case[rows] * 2 + side
        first = np.ones(len(rows), dtype=np.bool_)
        first[1:] = (unit[1:] != unit[:-1]) | (key[1:] != key[:-1])
        units.append(unit[first])
        keys.append(key[first])
    key = np.concatenate(keys)
    order = np.argsort(key, kind="stable")
    begin = np.searchsorted(key[order], np.arange(2 * many + 1))
    return Contradicting(
        of, every, _types(of, every), np.concatenate(units)[order], begin, np.bincount(case[takes_part], minlength=many)
    )


def _types(of: Held, every: Cases) -> Types:
    """Return the types of configurations, apart from the mechanisms that are in no case."""
    worked = of.worked * np.isin(np.arange(len(of.mechanisms)), every.mechanism).astype(np.uint8)
    (line, mechanisms), (other, outcomes) = (
        ranked(np.concatenate((table > 0, table > 1), axis=1)) for table in (worked, of.came)
    )
    key = (mechanisms * max(len(other), 1) + outcomes) * max(len(of.known.there), 1) + of.known.signature
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    size = np.bincount(place, minlength=len(first))
    own = mechanisms[first], outcomes[first], of.known.signature[first]
    return Types(worked[line], of.came[other], *own, size, place)


def chosen(found: Contradicting, mechanism: int, outcome: int) -> "Table":
    """Return which cases are asked for: of one mechanism, and of one outcome with its opposites, by place; 0 is any.

    A case of which no two configurations contradict is in none.
    """
    wanted: Table = found.cases.pairs > 0
    if mechanism:
        wanted &= found.held.mechanisms[found.cases.mechanism] == mechanism
    if outcome:
        outcomes = found.held.outcomes.tolist()
        sides = [outcome in {outcomes[one], outcomes[other]} for one, other in found.held.sides]
        wanted &= np.array(sides, dtype=np.bool_)[found.cases.side]
    return wanted


def total(found: Contradicting, wanted: "Table") -> tuple[int, int] | None:
    """Return how many pairs there are over some cases, each once, and how many are explained.

    Configurations that stand alike everywhere are one type. None where there are too many to lay side by side.
    """
    types, of = found.types, found.held
    columns = numbers_in(found.cases.mechanism[wanted])
    sides = {of.sides[side] for side in numbers_in(found.cases.side[wanted]).tolist()}
    share = _share(types.worked[:, columns], np.eye(len(columns), dtype=np.bool_))
    oppose = _share(types.came, opposing(np.arange(len(of.outcomes)), frozenset(sides)))
    shares, opposes = (np.flatnonzero(np.any(table, axis=1)) for table in (share, oppose))
    there = np.flatnonzero(np.isin(types.mechanisms, shares) & np.isin(types.outcomes, opposes))
    if len(there) > MOST_GROUPS:
        return None
    counts = np.zeros(2, dtype=np.int64)
    size = types.size[there].astype(np.float64)
    for begin in range(0, len(there), _AT_ONCE):
        own = there[begin : begin + _AT_ONCE]
        tables = _side_by_side(types, of, (share, oppose), (own, there))
        counts += [round(float(size[begin : begin + _AT_ONCE] @ table.astype(np.float64) @ size)) for table in tables]
        counts -= [int(types.size[own][table].sum()) for table in _apart(types, of, (share, oppose), (own, own))]
    counts //= 2
    rows = np.flatnonzero(np.isin(types.of, there))
    for one, other in beside(of.study[rows]):
        both = types.of[rows[one]], types.of[rows[other]]
        counts -= [np.count_nonzero(table) for table in _apart(types, of, (share, oppose), both)]
    return int(counts[0]), int(counts[1])


def numbers_in(numbers: "Numbers") -> "Numbers":
    """Return the distinct ones of small numbers, in order."""
    return np.flatnonzero(np.bincount(numbers))


def _share(table: "NDArray[np.uint8]", opposed: "Table") -> "Table":
    """Tell which two lines have opposed columns, one of the two as coded itself."""
    kind, itself = (table > 0).astype(np.float32), (table > 1).astype(np.float32)
    one_way = itself @ opposed.astype(np.float32) @ kind.T
    found: Table = (one_way + one_way.T) > 0
    return found


def _apart(
    types: Types, of: Held, tables: "tuple[Table, Table]", both: "tuple[Numbers, Numbers]"
) -> "tuple[Table, Table]":
    """Return which types contradict which, and which of these pairs are explained."""
    one, other = both
    against = tables[0][types.mechanisms[one], types.mechanisms[other]]
    against = against & tables[1][types.outcomes[one], types.outcomes[other]]
    return against, against & of.known.explains[types.signature[one], types.signature[other]]


def _side_by_side(
    types: Types, of: Held, tables: "tuple[Table, Table]", both: "tuple[Numbers, Numbers]"
) -> "tuple[Table, Table]":
    """Return the same of each of some types with each of others."""
    own, there = both
    against, more, told = (
        np.take(table[place[own]], place[there], axis=1)
        for table, place in (
            (tables[0], types.mechanisms),
            (tables[1], types.outcomes),
            (of.known.explains, types.signature),
        )
    )
    against &= more
    return against, against & told


def first(found: Contradicting, wanted: "Table", explained: bool, top: int) -> list[Pair]:
    """Return so many pairs at most, in the order of their configurations, of some cases."""
    able = found.cases.able[2 if explained else 1][found.cases.group]
    flags = np.zeros(len(found.held.configuration), dtype=np.bool_)
    flags[found.cases.line[able & wanted[found.cases.of_line()]]] = True
    lines = np.flatnonzero(flags)
    pairs: list[Pair] = []
    for line in lines[np.argsort(found.held.configuration[lines])].tolist():
        if len(pairs) >= top:
            break
        pairs += _of_one(found, wanted, explained, line, top - len(pairs))
    return pairs


def _of_one(found: Contradicting, wanted: "Table", explained: bool, line: int, top: int) -> list[Pair]:
    """Return so many pairs of one configuration with those after it, in order."""
    of, every = found.held, found.cases
    works = of.worked[line][every.mechanism] > 0
    pairs: dict[tuple[int, int, int], list[int]] = {}
    for case in np.flatnonzero(wanted & works & (of.stands[line][every.side] > 0)).tolist():
        part = every.lines(case)
        others, group = every.line[part], every.group[part]
        against = CONTRADICTS[state(found, case, line)][every.state[group]]
        told = of.known.explains[of.known.signature[line]][every.signature[group]]
        kept = others[against & (told == explained)]
        numbers = of.configuration[kept]
        kept = kept[(of.study[kept] != of.study[line]) & (numbers > of.configuration[line])]
        mechanism = int(of.mechanisms[every.mechanism[case]])
        for other in kept[np.argsort(of.configuration[kept])[:top]].tolist():
            pairs.setdefault((int(of.configuration[other]), mechanism, other), []).append(case)
    return [
        Pair(line, other, mechanism, explained, tuple(within))
        for (_, mechanism, other), within in sorted(pairs.items())[:top]
    ]


def state(found: Contradicting, case: int, line: int) -> int:
    """Return how the mechanism and the outcomes of a case stand in a configuration, as one number."""
    itself = int(found.held.worked[line, found.cases.mechanism[case]] > 1)
    return itself * CAME * CAME + int(found.held.stands[line, found.cases.side[case]])


def results(found: Contradicting, case: int, one: int, other: int) -> Iterator[tuple[int, int]]:
    """Yield which outcome of a configuration stands against which of another in a case, by their numbers."""
    here, there = (state(found, case, line) for line in (one, other))
    first, second = found.held.sides[int(found.cases.side[case])]
    for mine, theirs, came in (
        (first, second, (here // CAME % CAME, there % CAME)),
        (second, first, (here % CAME, there // CAME % CAME)),
    ):
        if min(came) and max(came) == CAME - 1:
            yield int(found.held.outcomes[mine]), int(found.held.outcomes[theirs])


def reasons(found: Contradicting, one: int, other: int) -> Iterator[tuple[int | None, int | None]]:
    """Yield the contexts by which two configurations are told apart; None stands for the absence of the other's."""
    known = found.held.known
    yield from known.reasons(int(known.signature[one]), int(known.signature[other]))
