"""Context contrast as a diverging plot of dots: the outcome right of the middle, its opposite left."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.web import words
from demireg.web.contexts_comparing import Piece
from demireg.web.measuring.linking import Linker
from demireg.web.measuring.view import View

#: The width of one side of the drawing, in its units.
SIDE: Final = 150
#: So many contexts are drawn; the table below holds all.
MOST: Final = 30
#: So many units, and configurations, are named in one place.
_NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class Units:
    """Units that say one thing of a context. said: yes, no or unknown; n: how many; names: which, as links."""

    said: str
    n: int
    names: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a context.

    share: of yes among the known, from 0 to 1, None where nothing is known; known: how many; of: how many units there
    are; x: where its mark stands; groups: yes, no and unknown; configurations: those behind them.
    """

    share: float | None
    known: int
    of: int
    x: int
    groups: tuple[Units, ...]
    configurations: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One context.

    context: as a link; reached, opposed: its sides; delta: the difference in words; discriminates: whether it separates
    the sides wholly with enough known; said: the line in words.
    """

    context: Piece
    reached: SideView
    opposed: SideView
    delta: str
    discriminates: bool
    said: str


@dataclass(frozen=True, slots=True)
class ContrastView:
    """The contrast (``_view_contrast.html``).

    mechanism (without text where any counts), outcome, opposites: as links; reached, opposed: units of each side;
    lines: the contexts; of: how many there are; unit: what is counted, in words; side: the width of one side of the
    drawing.
    """

    mechanism: Piece
    outcome: Piece
    opposites: tuple[Piece, ...]
    reached: tuple[Piece, ...]
    opposed: tuple[Piece, ...]
    lines: tuple[Line, ...]
    of: int
    unit: str
    side: int


def draw(answer: Answer, linker: Linker) -> ContrastView:
    """Return the contexts of a contrast with both sides, those that separate most first."""
    body = answer.found.body
    shown = body["contexts"][:MOST]
    linker.learn([body["mechanism"], body["outcome"], *body["opposites"], *body["reached_by"], *body["opposed_by"]])
    for each in shown:
        sides = (each["reached"], each["opposed"])
        linker.learn([each["context"], *(name for side in sides for name in side["configurations"][:_NAMED])])
    return ContrastView(
        mechanism=linker.piece(body["mechanism"]),
        outcome=linker.piece(body["outcome"]),
        opposites=linker.pieces(body["opposites"]),
        reached=linker.pieces(body["reached_by"]),
        opposed=linker.pieces(body["opposed_by"]),
        lines=tuple(_line(each, linker) for each in shown),
        of=len(body["contexts"]),
        unit=answer.asked.filters.unit,
        side=SIDE,
    )


def _line(each: Mapping[str, Any], linker: Linker) -> Line:
    reached, opposed = _side(each["reached"], linker), _side(each["opposed"], linker)
    context = linker.piece(each["context"])
    delta = _signed(each["delta"])
    return Line(
        context=context,
        reached=reached,
        opposed=opposed,
        delta=delta,
        discriminates=bool(each["discriminates"]),
        said=f"{context.text}: {_told(reached)} where the outcome came, {_told(opposed)} where its opposite came",
    )


def _signed(delta: float | None) -> str:
    """Return a difference in words: with its sign, and none at nought."""
    if delta is None:
        return "undefined"
    said = f"{delta:+.2f}".replace("-", "−")
    return "0" if said in {"+0.00", "−0.00"} else said


def _told(side: SideView) -> str:
    yes = side.groups[0].n
    return f"{yes} of {side.known} known" if side.known else f"none known of {words.count(side.of, 'unit')}"


def _side(side: Mapping[str, Any], linker: Linker) -> SideView:
    counts = [len(side[name]) for name in ("yes", "no", "unknown")]
    known = counts[0] + counts[1]
    share = counts[0] / known if known else None
    return SideView(
        share=share,
        known=known,
        of=sum(counts),
        x=round((share or 0) * SIDE),
        groups=tuple(
            Units(name, len(side[name]), linker.pieces(side[name][:_NAMED])) for name in ("yes", "no", "unknown")
        ),
        configurations=linker.pieces(side["configurations"][:_NAMED]),
    )


VIEW = View(
    "_view_contrast.html",
    draw,
    {
        "context": "context",
        "delta": "difference",
        "yes": "yes, outcome came",
        "no": "no, outcome came",
        "unknown": "unknown, outcome came",
        "opposed_yes": "yes, opposite came",
        "opposed_no": "no, opposite came",
        "opposed_unknown": "unknown, opposite came",
    },
)
