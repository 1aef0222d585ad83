"""Discrimination: which evidence tells two theories apart, and which fits both (measure 8.9 of the method).

A configuration that fits (instantiates) one theory only discriminates; one that fits both tells nothing between them.
What fits neither counts as unknown: its coding does not show a match, which is no judgement against either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.domain.errors import BadParameter
from demireg.services.comparing import against_theory, numbered
from demireg.services.comparing.against_theory import Matches, Once
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.comparing.later import Later
from demireg.services.comparing.numbered import Named
from demireg.services.queries import Param

if TYPE_CHECKING:
    from demireg.services.comparing.against_theory import Table
    from demireg.services.comparing.numbered import Numbers

COLUMNS: Final = ("fits", "discriminates", "unit", "study", "configuration", "first", "second", "opposed")
FITS: Final = ("first only", "second only", "both")
#: The same, as the list stands in order.
_BY_NAME: Final = tuple(sorted(FITS))
_KEYS: Final = ("fits", "unit", "study", "configuration", "first", "second", "opposed")


@dataclass(frozen=True, slots=True)
class _Fitting:
    """The configurations that fit a theory, a place each, by what they fit, then by the names of study and itself.

    numbers: of the configurations; fits: places in ``_BY_NAME``; unit, study, named: the places of their names among
    all; matches, counted: what both theories make of all configurations, and which of that is of those that count.
    """

    numbers: "Numbers"
    fits: "Numbers"
    unit: "Numbers"
    study: "Numbers"
    named: "Numbers"
    matches: Sequence[Matches]
    counted: "Sequence[Table]"
    names: tuple[Named, Named, Named]

    def rows(self) -> list[Row]:
        """Return them for programs."""
        units, studies, configurations = self.names
        first, second = (self._words(side.in_full & at, side) for side, at in self._sides())
        opposed = [self._words(side.counter & at, side) for side, at in self._sides()]
        columns = (
            [_BY_NAME[each] for each in self.fits.tolist()],
            units.at(self.unit),
            studies.at(self.study),
            configurations.at(self.named),
            first,
            second,
            [sorted((*one, *other)) if one or other else [] for one, other in zip(*opposed, strict=True)],
        )
        return [dict(zip(_KEYS, row, strict=True)) for row in zip(*columns, strict=True)]

    def group(self, fits: int) -> dict[str, Any]:
        """Return those that fit the same: how many, in which units, and which."""
        units, _, configurations = self.names
        own = self.fits == fits
        return {
            "configurations": int(np.count_nonzero(own)),
            "units": units.later_at(numbered.distinct(self.unit[own])),
            "ids": configurations.later_at(self.named[own]),
        }

    def _sides(self) -> "Iterable[tuple[Matches, Table]]":
        return zip(self.matches, self.counted, strict=True)

    def _words(self, kept: "Table", side: Matches) -> list[list[str]]:
        """Return the propositions of a theory that each configuration meets, at the kept places."""
        met = side.words(kept)
        return [met.get(each, []) for each in self.numbers.tolist()]


def run(asked: Asked) -> Measured:
    """Return every configuration that fits a theory, by what it fits; units may stand in several groups."""
    one, other = different(asked)
    once = against_theory.once(asked)
    found = _fitting(asked, once, one, other)
    rows = Later(len(found.numbers), found.rows)
    body = {
        "theory": one,
        "other": other,
        "known": len(rows),
        "unknown": len(once.numbers) - len(rows),
        "fits": {fits: found.group(_BY_NAME.index(fits)) for fits in FITS},
        "configurations": rows,
    }
    return Measured(COLUMNS, Later(len(rows), lambda: list(map(_row, rows))), body)


def _fitting(asked: Asked, once: Once, one: str, other: str) -> _Fitting:
    """Return the configurations that count and fit either theory."""
    matches = [against_theory.matches(asked, theory) for theory in (one, other)]
    among = [once.among(side.configuration) for side in matches]
    fitting = np.zeros((2, len(once.numbers)), dtype=np.bool_)
    for own, side, (place, there) in zip(fitting, matches, among, strict=True):
        own[place[side.in_full & there]] = True
    at = np.flatnonzero(fitting[0] | fitting[1])
    fits = np.select([~fitting[0, at], ~fitting[1, at]], [2, 1], 0)
    names = numbered.units(asked), against_theory.studies(asked), numbered.configurations(asked)
    numbers = once.numbers[at]
    of = (once.units[at], numbers >> numbered.PLACES, numbers)
    unit, study, named = (held.places(each) for held, each in zip(names, of, strict=True))
    order = np.lexsort((named, study, fits))
    numbers, fits, unit, study, named = (each[order] for each in (numbers, fits, unit, study, named))
    return _Fitting(numbers, fits, unit, study, named, matches, [there for _, there in among], names)


def different(asked: Asked) -> tuple[str, str]:
    """Return the two theories that are asked for. Raises BadParameter when they are the same one."""
    one, other = asked.values["theory"], asked.values["other"]
    if one == other:
        raise BadParameter(f"'theory' and 'other' are both {one}: nothing tells a theory from itself. Name two.")
    return one, other


def _row(row: Row) -> tuple[Value, ...]:
    own = (row["fits"], row["fits"] != "both", row["unit"], row["study"], row["configuration"])
    return (*own, " ".join(row["first"]), " ".join(row["second"]), " ".join(row["opposed"]))


MEASURE: Final = Measure(
    name="discrimination",
    title="Which evidence tells two theories apart, and which fits both?",
    summary=(
        "Each configuration that fits the first theory only, the second only, or both, with the propositions that it "
        "fits; what fits both tells nothing between them. A proposition that it meets with an opposed outcome stands "
        "under opposed. What fits neither is not judged."
    ),
    run=run,
    params=(
        Param("theory", "theory", "salutogenesis", "the first theory"),
        Param("other", "theory", "self-determination", "the second theory"),
    ),
    empty="No configuration fits either theory. Ask rivals, which shows what they meet in part.",
    example={"theory": "salutogenesis", "other": "self-determination"},
)
