"""The pattern explorer: triples of context, mechanism and outcome with how many report them; each part narrows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.web import urls
from demireg.web.contexts_comparing import Piece
from demireg.web.measuring.linking import Linker
from demireg.web.measuring.view import View

_ROLES: Final = {"context": "C", "mechanism": "M", "outcome": "O"}
#: So many patterns are drawn, and so many units and configurations named beside each.
MOST: Final = 40
_NAMED: Final = 5
#: The length of the longest bar, in units of the drawing.
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a pattern. letter: of its role; concept: its label, leading to the patterns with it alone."""

    letter: str
    concept: Piece


@dataclass(frozen=True, slots=True)
class PatternView:
    """One pattern.

    slots: its parts in reading order; count: of units; width: of its bar; units, configurations: the first behind it,
    as links; more: how many configurations are not named.
    """

    slots: tuple[Slot, ...]
    count: int
    width: int
    units: tuple[Piece, ...]
    configurations: tuple[Piece, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """A part that every pattern has. letter; label: of the concept; href: the patterns without that condition."""

    letter: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class PatternsView:
    """The pattern explorer (``_view_patterns.html``).

    chosen: what is held fixed; patterns: those drawn; there: how many there are; longest: width of the drawing; unit:
    what is counted.
    """

    chosen: tuple[Chosen, ...]
    patterns: tuple[PatternView, ...]
    there: int
    longest: int
    unit: str


def draw(answer: Answer, linker: Linker) -> PatternsView:
    """Return the patterns, those that most units report first."""
    shown = answer.found.body["patterns"][:MOST]
    values = answer.asked.values
    linker.learn(name for each in shown for kind in ("units", "configurations") for name in each[kind][:_NAMED])
    linker.learn(values[role] for role in _ROLES if values[role])
    most = max((each["count"] for each in shown), default=1)
    return PatternsView(
        chosen=tuple(
            Chosen(letter, linker.label(values[role]), urls.comparison("patterns", answer.query | {role: ""}))
            for role, letter in _ROLES.items()
            if values[role]
        ),
        patterns=tuple(_pattern(each, answer, linker, most) for each in shown),
        there=answer.found.body["there"],
        longest=_LONGEST,
        unit=answer.asked.filters.unit,
    )


def _pattern(each: Mapping[str, Any], answer: Answer, linker: Linker, most: int) -> PatternView:
    return PatternView(
        slots=tuple(
            Slot(
                letter,
                Piece(
                    each[f"{role}_label"] or each[role], urls.comparison("patterns", answer.query | {role: each[role]})
                ),
            )
            for role, letter in _ROLES.items()
        ),
        count=each["count"],
        width=max(2, round(_LONGEST * each["count"] / most)),
        units=linker.pieces(each["units"][:_NAMED]),
        configurations=linker.pieces(each["configurations"][:_NAMED]),
        more=len(each["configurations"][_NAMED:]),
    )


VIEW = View("_view_patterns.html", draw)
