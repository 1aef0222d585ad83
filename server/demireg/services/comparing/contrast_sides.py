"""The two sides of a contrast in numbers: which units stand on each, and what each unit says of each context."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.services.comparing import against_theory, contrast_index, numbered
from demireg.services.comparing.asking import Asked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers

#: What a unit says of a context.
UNKNOWN, NO, YES = 0, 1, 2
SAID: Final = (UNKNOWN, NO, YES)


@dataclass(frozen=True, slots=True)
class Told:
    """One side. there: which units stand on it; said: what each unit, a column, says of each context, a row.

    configurations: how many of the side's configurations say something of each context.
    """

    there: "NDArray[np.bool_]"
    said: "NDArray[np.int8]"
    configurations: "Numbers"
    _row: "Numbers"
    _number: "Numbers"

    def saying(self, row: int) -> "Numbers":
        """Return the configurations that say something of a context."""
        found: Numbers = self._number[self._row == row]
        return found


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides. contexts: of which anything is known; units: of either side, as places of their names, in order."""

    contexts: "Numbers"
    units: "Numbers"
    reached: Told
    opposed: Told


@dataclass(frozen=True, slots=True)
class _Standing:
    """The configurations on one side, as places and by number, each with its study and with the place of its unit."""

    place: "NDArray[np.intp]"
    number: "Numbers"
    study: "Numbers"
    unit: "Numbers"

    def only(self, kept: "NDArray[np.bool_]") -> "_Standing":
        """Return some of them."""
        return _Standing(self.place[kept], self.number[kept], self.study[kept], self.unit[kept])


def counted(asked: Asked) -> Sides:
    """Return what both sides of the mechanism and the outcome that are asked for say of contexts."""
    standing = contrast_index.standing(asked)
    names = asked.repository.table.kept("numbers of concepts", lambda: _numbers(asked))
    outcome, mechanism = (names.get(asked.values[name], -1) for name in ("outcome", "mechanism"))
    opposites = numbered.opposites(asked).follow(np.array([outcome], dtype=np.int64))[1]
    named = bool(asked.values["mechanism"])
    worked, coded = (each.of(mechanism) if named else each.members for each in (standing.worked, standing.coded))
    with_outcome = standing.came.of(outcome)
    against = np.concatenate([standing.came.of(each) for each in opposites.tolist()] or [with_outcome[:0]])
    sides = [_standing(asked, standing.number, *own) for own in ((with_outcome, worked), (against, coded))]
    reached, opposed = _without_repeated(asked, *sides)
    units = _distinct(reached.unit, opposed.unit)
    said = contrast_index.said(asked)
    both = [(side, *said.follow(side.place)) for side in (reached, opposed)]
    contexts = _distinct(both[0][2] >> 1, both[1][2] >> 1)
    return Sides(contexts, units, *(_told(side, at, marks, contexts, units) for side, at, marks in both))


def _numbers(asked: Asked) -> dict[str, int]:
    return {name: number for number, (name, _) in numbered.concepts(asked).items()}


def _standing(
    asked: Asked, number: "Numbers", outcome: "NDArray[np.int32]", mechanism: "NDArray[np.int32]"
) -> _Standing:
    """Return the chosen configurations with some outcomes and some mechanisms, given by the places of each."""
    counts = _counting(asked, number)
    came, has = np.zeros(len(number), dtype=bool), np.zeros(len(number), dtype=bool)
    came[outcome], has[mechanism] = True, True
    place = np.flatnonzero(came & has & (counts >= 0))
    return _Standing(place, number[place], number[place] >> numbered.PLACES, counts[place])


def _counting(asked: Asked, number: "Numbers") -> "Numbers":
    """Return for each configuration the place of its unit's name, -1 where it is not chosen."""

    def read() -> "Numbers":
        study = number >> numbered.PLACES
        unit = against_theory.units_of(against_theory.chosen_units(asked), study)
        found = np.full(len(number), -1, dtype=np.int64)
        kept = unit >= 0
        if asked.filters.stage:
            kept &= np.isin(number, numbered.plain(asked.arrays("configurations-of-stages")["configuration"]))
        found[kept] = numbered.units(asked).places(unit[kept])
        return found

    return asked.repository.table.kept(("contrast, units", asked.filters), read)


def _without_repeated(asked: Asked, reached: _Standing, opposed: _Standing) -> tuple[_Standing, _Standing]:
    """Leave out each synthesis of which a study that it synthesises stands on a side itself."""
    rows = asked.arrays("syntheses")
    synthesis, source = numbered.plain(rows["study"]), numbered.plain(rows["source"])
    there = np.zeros(
        max(int(each.max(initial=0)) for each in (synthesis, source, reached.study, opposed.study)) + 1, bool
    )
    there[reached.study], there[opposed.study] = True, True
    repeated = synthesis[there[synthesis] & there[source]]
    if not len(repeated):
        return reached, opposed
    there[repeated] = False
    return reached.only(there[reached.study]), opposed.only(there[opposed.study])


def _distinct(one: "NDArray[Any]", other: "NDArray[Any]") -> "Numbers":
    """Return the distinct numbers of two columns of small ones, in order."""
    there = np.zeros(int(max(one.max(initial=-1), other.max(initial=-1))) + 1, dtype=bool)
    there[one], there[other] = True, True
    return np.flatnonzero(there)


def _told(side: _Standing, at: "Numbers", marks: "NDArray[np.int32]", contexts: "Numbers", units: "Numbers") -> Told:
    """Return one side, given for each thing that it says the configuration and the mark of the index."""
    column = np.searchsorted(units, side.unit)
    there = np.zeros(len(units), dtype=bool)
    there[column] = True
    row_of = np.zeros(int(contexts.max(initial=0)) + 1, dtype=np.int64)
    row_of[contexts] = np.arange(len(contexts))
    rows = row_of[marks >> 1]
    yes = (marks & 1).astype(bool)
    cells = rows * len(units) + column[at]
    said = np.zeros(len(contexts) * len(units), dtype=np.int8)
    said[cells] = NO
    said[cells[yes]] = YES
    many = np.bincount(rows, minlength=len(contexts))
    return Told(there, said.reshape(len(contexts), len(units)), many, rows, side.number[at])
