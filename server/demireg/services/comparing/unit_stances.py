"""Which side each unit takes on the propositions of a theory, by the rule of the method, in columns of numbers.

Companions are one unit; a synthesis does not count beside a study that it synthesises and that addresses the same
proposition. The columns of a theory are kept in memory while no row of the comparison table changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.services.comparing.filters import Filters
from demireg.services.comparing.numbered import Named, Pairs, flags, plain, runs
from demireg.services.comparing.stances import NOT_ASSESSED
from demireg.services.comparing.table import ComparisonTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers

#: Of a unit of which nothing is left to count.
EMPTIED: Final = "emptied"
_SUPPORTING: Final = 4
_STANCES: Final = (
    *("", "refines", "extends", "qualifies", "corroborates", "inconclusive", "silent", "contradicts", "mixed"),
    *(NOT_ASSESSED, EMPTIED),
)
_CONTRADICTS, _MIXED, _UNASSESSED, _EMPTIED = range(7, 11)


@dataclass(frozen=True, slots=True)
class _Said:
    """What chosen studies say: a proposition and study a place. strongest: 1 to 6, 0 for none; own: keys in order."""

    proposition: "Numbers"
    study: "Numbers"
    unit: "Numbers"
    strongest: "Numbers"
    against: "NDArray[np.bool_]"
    wide: int

    @property
    def for_it(self) -> "NDArray[np.bool_]":
        """Whether it supports."""
        supports: NDArray[np.bool_] = (self.strongest > 0) & (self.strongest <= _SUPPORTING)
        return supports


@dataclass(frozen=True, slots=True)
class Counted:
    """What chosen studies say on a theory, and which of it does not count: the syntheses of what addresses it too.

    Rows are in the order of propositions and studies; members: how many chosen studies each unit has, by its number.
    """

    said: _Said
    repeats: "NDArray[np.bool_]"
    members: "Numbers"


@dataclass(frozen=True, slots=True)
class _Sides:
    """The units by proposition, stance and name; ``key`` is the number of proposition and stance, in order."""

    key: "Numbers"
    place: "Numbers"


def unit_stances(
    table: ComparisonTable, theory: str, filters: Filters
) -> tuple[dict[str, dict[str, Sequence[str]]], dict[str, tuple[str, ...]]]:
    """Return the names of the units by proposition and stance, and of the syntheses left out by proposition."""
    names = [str(name) for (name,) in table.named("measures/theory-names", {"theory": theory})]
    counts = counting(table, theory, filters)
    units = _named(table, filters.unit)
    sides = table.kept(("sides of units", theory, filters), lambda: _sides(counts, units))
    found: dict[str, dict[str, Sequence[str]]] = {}
    for (key,), part in runs(sides.key):
        proposition, stance = divmod(key, len(_STANCES))
        found.setdefault(names[proposition], {})[_STANCES[stance]] = units.later_at(sides.place[part])
    said, repeats, studies = counts.said, counts.repeats, _named(table, "study")
    out = {
        names[each]: studies(said.study[repeats & (said.proposition == each)])
        for each in np.unique(said.proposition[repeats]).tolist()
    }
    return found, out


def counting(table: ComparisonTable, theory: str, filters: Filters) -> Counted:
    """Return what the chosen studies say on a theory, kept while no row of the table changes."""

    def read() -> Counted:
        values: dict[str, Any] = {**filters.values, "theory": theory}
        said, members = _said(table, values)
        return Counted(said, _repeats(said, table.named_arrays("measures/syntheses", values)), members)

    return table.kept(("what counts of a theory", theory, filters), read)


def _sides(counts: Counted, units: Named) -> _Sides:
    """Return which stance each unit takes, by the rule of the method."""
    said, wide = counts.said, len(counts.members)
    keys, line = np.unique(said.proposition * wide + said.unit, return_inverse=True)
    stance = _stance(said, counts.repeats, line, counts.members[keys % wide])
    key, place = keys // wide * len(_STANCES) + stance, units.places(keys % wide)
    order = np.lexsort((place, key))
    return _Sides(key[order], place[order])


def _said(table: ComparisonTable, values: dict[str, Any]) -> "tuple[_Said, Numbers]":
    """Return what chosen studies say, and how many chosen studies each unit has, by its number."""
    rows = table.named_arrays("measures/theory-said", values)
    chosen = table.named_arrays("measures/units-chosen", values)
    numbers, units = plain(chosen["study"]), plain(chosen["unit"])
    study = plain(rows["study"])
    wide = int(max(numbers.max(initial=0), study.max(initial=0))) + 1
    of = np.full(wide, -1, dtype=np.int64)
    of[numbers] = units
    kept = of[study] >= 0
    columns = (plain(rows["proposition"])[kept], study[kept], of[study][kept], plain(rows["strongest"])[kept])
    return _Said(*columns, flags(rows["against"])[kept], wide), np.bincount(units, minlength=1)


def _repeats(said: _Said, syntheses: dict[str, Any]) -> "NDArray[np.bool_]":
    """Return which syntheses a study that they synthesise makes superfluous: both address the proposition."""
    found = np.zeros(len(said.study), dtype=np.bool_)
    addressing = np.flatnonzero(said.against | said.for_it)
    proposition, study = said.proposition[addressing], said.study[addressing]
    if not len(syntheses["study"]):
        return found
    places, sources = Pairs(plain(syntheses["study"]), plain(syntheses["source"])).follow(study)
    there = np.isin(proposition[places] * said.wide + sources, proposition * said.wide + study)
    found[addressing[places[there & (sources != study[places])]]] = True
    return found


def _stance(said: _Said, repeats: "NDArray[np.bool_]", line: "Numbers", members: "Numbers") -> "Numbers":
    """Return the number of the stance of each unit on each proposition; ``line`` is the place of each study's."""
    size, kept = len(members), ~repeats

    def any_of(flag: "NDArray[np.bool_]") -> "NDArray[np.bool_]":
        some: NDArray[np.bool_] = np.bincount(line[flag & kept], minlength=size) > 0
        return some

    strongest = np.full(size, len(_STANCES), dtype=np.int64)
    says = kept & (said.strongest > 0)
    np.minimum.at(strongest, line[says], said.strongest[says])
    emptied = np.bincount(line[kept], minlength=size) == 0
    silent_too = np.bincount(line, minlength=size) < members
    against, for_it = any_of(said.against), any_of(said.for_it)
    conditions = [emptied & silent_too, emptied, against & for_it, against]
    return np.select(conditions, [_UNASSESSED, _EMPTIED, _MIXED, _CONTRADICTS], strongest)


def _named(table: ComparisonTable, unit: str) -> Named:
    def read() -> Named:
        found = table.named_arrays("measures/names-of-units", {"unit": unit})
        return Named(found["unit"].astype(np.int64), found["name"].astype(object))

    return table.kept(("names of units", unit), read)
