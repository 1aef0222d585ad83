"""Contradictions as pairs side by side, those that no context explains first, with what tells the two apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.comparing.lines import CodedLine, lines
from demireg.web import urls
from demireg.web.contexts_comparing import Piece
from demireg.web.measuring.linking import Linker
from demireg.web.measuring.view import View

#: So many pairs are drawn and so many mechanisms counted; the table below goes on.
MOST: Final = 20
_COUNTED: Final = 15


@dataclass(frozen=True, slots=True)
class Count:
    """One mechanism with one pair of opposed outcomes.

    mechanism: as a link; outcomes: each side as a link with the units on it; pairs, explained, unexplained: how many;
    only: this page for that mechanism alone.
    """

    mechanism: Piece
    outcomes: tuple[tuple[Piece, int, tuple[Piece, ...]], ...]
    pairs: int
    explained: int
    unexplained: int
    only: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two configurations that contradict each other.

    first, second: as lines; mechanism: what they share, as a link; outcomes: what came against what; contexts: what
    tells the two apart, in words; explained: whether anything does; marked: concepts that
    differ, by the letter of their role.
    """

    first: CodedLine
    second: CodedLine
    mechanism: Piece
    outcomes: tuple[str, ...]
    contexts: tuple[str, ...]
    explained: bool
    marked: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ContradictionsView:
    """Contradictions (``_view_contradictions.html``).

    counts: by mechanism and opposed outcomes; pairs: the first ones; listed: how many the table below has; total,
    explained, unexplained: how many there are, None where that is not counted.
    """

    counts: tuple[Count, ...]
    pairs: tuple[Pair, ...]
    listed: int
    total: int | None
    explained: int | None
    unexplained: int | None


def draw(answer: Answer, linker: Linker) -> ContradictionsView:
    """Return the counts and the first pairs."""
    body = answer.found.body
    shown, counted = body["listed"][:MOST], body["counts"][:_COUNTED]
    linker.learn(name for row in shown for text in (*row["outcomes"], *row["contexts"]) for name in text.split())
    linker.learn(row["mechanism"] for row in (*shown, *counted))
    linker.learn(name for row in counted for side in row["sides"] for name in (side["outcome"], *side["named"][:8]))
    held = lines(answer.asked.repository.table, (row[side] for row in shown for side in ("first", "second")))
    return ContradictionsView(
        counts=tuple(_count(row, answer, linker) for row in counted),
        pairs=tuple(_pair(row, held, linker) for row in shown),
        listed=len(body["listed"]),
        total=body["pairs"],
        explained=body["explained"],
        unexplained=body["unexplained"],
    )


def _count(row: Mapping[str, Any], answer: Answer, linker: Linker) -> Count:
    return Count(
        mechanism=linker.piece(row["mechanism"]),
        outcomes=tuple(
            (linker.piece(side["outcome"]), side["units"], linker.pieces(side["named"][:8])) for side in row["sides"]
        ),
        pairs=row["pairs"],
        explained=row["explained"],
        unexplained=row["unexplained"],
        only=urls.comparison(answer.measure.name, answer.query | {"mechanism": row["mechanism"]}),
    )


def _pair(row: Mapping[str, Any], held: Mapping[str, CodedLine], linker: Linker) -> Pair:
    return Pair(
        first=held[row["first"]],
        second=held[row["second"]],
        mechanism=linker.piece(row["mechanism"]),
        outcomes=tuple(_said(text, linker) for text in row["outcomes"]),
        contexts=tuple(_said(text, linker) for text in row["contexts"]),
        explained=row["explained"],
        marked={"O": _sides(row["outcomes"]), "C": _sides(row["contexts"])},
    )


def _sides(told: Sequence[str]) -> frozenset[str]:
    return frozenset(name for text in told for name in text.split(" against "))


def _said(text: str, linker: Linker) -> str:
    return " against ".join(linker.label(name) for name in text.split(" against "))


VIEW = View("_view_contradictions.html", draw)
