"""The arithmetic of context contrast (measure 8.5 of the method), from the comparison table or by SPARQL.

Presence of a context is three-valued for each unit and side: yes where it, or a kind of it, is coded; no where its
opposite is coded or it is said to be absent; else unknown. Yes in one configuration outweighs no in another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.domain.names import ALL_ACCEPTED
from demireg.services import queries
from demireg.services.comparing import contrast_sides, numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.contrast_sides import NO, SAID, UNKNOWN, YES
from demireg.services.comparing.later import Later
from demireg.services.comparing.rows import Readings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.contrast_sides import Told
    from demireg.services.comparing.numbered import Named, Numbers

#: So many known on each side, at least, make a context that discriminates.
ENOUGH: Final = 2
_REFERENCE: Final = "compare/context-contrast"
_WORDS: Final = ("yes", "no", "unknown")
_NONE: Final[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a context: the units in which it was there, was not, or is unknown, with the configurations."""

    yes: Sequence[str] = _NONE
    no: Sequence[str] = _NONE
    unknown: Sequence[str] = _NONE
    configurations: Sequence[str] = _NONE

    @property
    def known(self) -> int:
        """How many units say anything."""
        return len(self.yes) + len(self.no)

    @property
    def share(self) -> float | None:
        """The share of yes among the known, None where nothing is known."""
        return len(self.yes) / self.known if self.known else None


@dataclass(frozen=True, slots=True)
class Contrast:
    """One context. delta: from -1 to 1, None where undefined; discriminates: 1 or -1 with two known on each side.

    turns_on: the units each of which alone, left out, makes ``discriminates`` another; all else counts as it does.
    """

    context: str
    label: str
    reached: Side
    opposed: Side
    turns_on: Sequence[str]

    @property
    def delta(self) -> float | None:
        """The difference of the shares."""
        one, other = self.reached.share, self.opposed.share
        return None if one is None or other is None else one - other

    @property
    def discriminates(self) -> bool:
        """Whether the context separates the two sides in all that is known, with enough known."""
        one, other = self.reached, self.opposed
        return bool(_separates(len(one.yes), len(one.no), len(other.yes), len(other.no)))


@dataclass(frozen=True, slots=True)
class Found:
    """All units on each side, and the contrast of every context of which anything is known, the clearest first."""

    reached_by: Sequence[str]
    opposed_by: Sequence[str]
    contrasts: tuple[Contrast, ...]


def turning(reached: Side, opposed: Side) -> tuple[str, ...]:
    """Return the units each of which alone, left out, makes a verdict on what is known of two sides another."""
    saying = [
        {unit: said for said, names in ((YES, side.yes), (NO, side.no)) for unit in names}
        for side in (reached, opposed)
    ]
    turns = _turning(*(np.array(len(names)) for each in (reached, opposed) for names in (each.yes, each.no)))
    units = sorted({*saying[0], *saying[1]})
    return tuple(unit for unit in units if turns[saying[0].get(unit, UNKNOWN), saying[1].get(unit, UNKNOWN)])


def _turning(yes: "Numbers", no: "Numbers", opposed_yes: "Numbers", opposed_no: "Numbers") -> "NDArray[np.bool_]":
    """Return whether a verdict turns without a unit, by what that says on the one side, on the other, and by verdict.

    Verdicts rest on counts alone, so all units that say the same weigh the same.
    """
    now = _separates(yes, no, opposed_yes, opposed_no)

    def left(said: int, opposed: int) -> "NDArray[np.bool_]":
        one, other = (
            (yes - (said == YES), no - (said == NO)),
            (opposed_yes - (opposed == YES), opposed_no - (opposed == NO)),
        )
        return np.asarray(_separates(*one, *other) != now)

    return np.array([[left(said, opposed) for opposed in SAID] for said in SAID])


def _separates(yes: Any, no: Any, opposed_yes: Any, opposed_no: Any) -> Any:  # noqa: ANN401 - counts, of one or of many
    """Tell whether counts separate two sides: all yes on one and all no on the other, with enough known on each."""
    enough = (yes + no >= ENOUGH) & (opposed_yes + opposed_no >= ENOUGH)
    return enough & ((no + opposed_yes == 0) | (yes + opposed_no == 0))


def by_table(asked: Asked) -> Found:
    """Return the contrasts of a mechanism and an outcome from the comparison table."""
    sides = contrast_sides.counted(asked)
    names = _Names(numbered.units(asked), numbered.configurations(asked), sides.units)
    labels = numbered.concepts(asked)
    both = (sides.reached, sides.opposed)
    counts = [(each.said == word).sum(axis=1) for each in both for word in (YES, NO)]
    turns = _turning(*counts)
    any_turns = np.asarray(turns.any(axis=(0, 1)))
    contrasts = []
    for row, number in enumerate(sides.contexts.tolist()):
        turn_it: Sequence[str] = _NONE
        if any_turns[row]:
            turn_it = names.of(turns[sides.reached.said[row], sides.opposed.said[row], row])
        reached, opposed = (names.side(each, row) for each in both)
        contrasts.append(Contrast(*labels[number], reached, opposed, turn_it))
    return Found(names.of(sides.reached.there), names.of(sides.opposed.there), _sorted(contrasts))


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of units and configurations; columns: the units of both sides, as places of their names."""

    units: "Named"
    configurations: "Named"
    columns: "Numbers"

    def of(self, which: "NDArray[np.bool_]") -> Later[str]:
        """Return the names of some of the units, looked up when they are read."""
        return Later(int(np.count_nonzero(which)), lambda: tuple(self.units.at(self.columns[which])))

    def side(self, told: "Told", row: int) -> Side:
        """Return what one side says of the context of a row."""
        said = told.said[row]
        behind = Later(int(told.configurations[row]), lambda: self.configurations(told.saying(row)))
        return Side(self.of(said == YES), self.of(said == NO), self.of(told.there & (said == UNKNOWN)), behind)


def by_sparql(asked: Asked) -> Found:
    """Return the same from the store by ``queries/compare/context-contrast.rq``, without the configurations.

    Of units on a side it knows those of contexts of which anything is known. It takes no filters: see ``can``.
    """
    read = Readings(asked.repository.store, asked.repository.names)
    query = queries.load(_REFERENCE)
    given = {name: asked.values[name] for name in ("mechanism", "outcome")}
    labels = dict(numbered.concepts(asked).values())
    found = []
    for row in read.store.select(query.bind(query.terms(given, read.names))):
        context = read.text(row["context"])
        reached, opposed = (_marked(read.text(row.get(name))) for name in ("reached_by", "opposed_by"))
        turn_it = turning(reached, opposed)
        found.append(Contrast(context, labels.get(context, context), reached, opposed, turn_it))
    everyone = [
        sorted(
            {unit for each in found for side in (getattr(each, name),) for unit in side.yes + side.no + side.unknown}
        )
        for name in ("reached", "opposed")
    ]
    return Found(tuple(everyone[0]), tuple(everyone[1]), _sorted(found))


def _marked(text: str) -> Side:
    """Read ``wood-2021 yes; husk-2020 unknown``."""
    marks = [mark.rsplit(" ", 1) for mark in text.split("; ") if mark]
    return Side(*(tuple(sorted(unit for unit, word in marks if word == each)) for each in _WORDS))


def can(asked: Asked) -> bool:
    """Tell whether the reference can answer: it counts all programmes under all accepted codings, without sites."""
    plain = asked.filters.everything and asked.filters.profile == ALL_ACCEPTED and asked.filters.unit == "programme"
    return plain and asked.values["site"] == "no"


def _sorted(found: Iterable[Contrast]) -> tuple[Contrast, ...]:
    def place(each: Contrast) -> tuple[float, str]:
        return (1.0 if each.delta is None else -abs(each.delta), each.context)

    return tuple(sorted(found, key=place))
