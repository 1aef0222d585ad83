"""A truth table as its readers know it: conditions, cases, consistency, solutions, and what is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.tables import figure
from demireg.web.contexts_comparing import Piece
from demireg.web.measuring.linking import Linker
from demireg.web.measuring.view import View

#: So many rows are drawn, and so many units named in one place; the table below and the files have all.
MOST: Final = 40
_NAMED: Final = 12
_KINDS: Final = ("reached_by", "missed_by", "joined", "configurations")


@dataclass(frozen=True, slots=True)
class Cases:
    """Units. n: how many; names: the first of them, as links."""

    n: int
    names: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One row.

    present: for each condition whether it is; n: how many cases; reached, missed: those with the outcome and without;
    joined: those put together from several configurations; consistency: in words; positive: whether it counts as one;
    contradictory: whether its cases differ; configurations: those behind it.
    """

    present: tuple[bool, ...]
    n: int
    reached: Cases
    missed: Cases
    joined: Cases
    consistency: str
    positive: bool
    contradictory: bool
    configurations: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A condition alone. concept: as a link; present, absent, unknown: in how many units; consistency, coverage."""

    concept: Piece
    present: int
    absent: int
    unknown: int
    consistency: str
    coverage: str


@dataclass(frozen=True, slots=True)
class SolutionView:
    """A solution. expression: as the field writes it; n: cases in which it holds; consistency, coverage: in words."""

    expression: str
    n: int
    consistency: str
    coverage: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Units left out for one reason. unknown: what is unknown in them, as links; cases: the units."""

    unknown: tuple[Piece, ...]
    cases: Cases


@dataclass(frozen=True, slots=True)
class TruthView:
    """A truth table (``_view_truth_table.html``).

    conditions; outcome: as a link; rows: observed; of: how many there are; remainders: combinations nobody observed;
    solutions; unsolved: why there is none; left_out: units that are not in the table and why; calibration: how presence
    was read; least: from which consistency a row is positive.
    """

    conditions: tuple[ConditionView, ...]
    outcome: Piece
    rows: tuple[RowView, ...]
    of: int
    remainders: int
    solutions: tuple[SolutionView, ...]
    unsolved: str
    left_out: tuple[LeftOut, ...]
    calibration: str
    least: str


def draw(answer: Answer, linker: Linker) -> TruthView:
    """Return the rows, the solutions and what is left out."""
    body = answer.found.body
    shown = body["rows"][:MOST]
    linker.learn(name for row in shown for kind in _KINDS for name in row[kind][:_NAMED])
    linker.learn(name for each in body["left_out"] for name in (*each["unknown"], *each["units"][:_NAMED]))
    linker.learn([body["outcome"]["concept"], *(each["concept"] for each in body["conditions"])])
    return TruthView(
        conditions=tuple(_condition(each, linker) for each in body["conditions"]),
        outcome=linker.piece(body["outcome"]["concept"]),
        rows=tuple(_row(row, linker) for row in shown),
        of=len(body["rows"]),
        remainders=body["remainders"],
        solutions=tuple(_solution(each) for each in body["solutions"]),
        unsolved="" if body["solutions"] or not body["rows"] else answer.found.notes[0],
        left_out=tuple(
            LeftOut(linker.pieces(each["unknown"]), _cases(each["units"], linker)) for each in body["left_out"]
        ),
        calibration=body["calibration"],
        least=f"{body['least']:g}",
    )


def _cases(units: Sequence[str], linker: Linker) -> Cases:
    return Cases(len(units), linker.pieces(units[:_NAMED]))


def _row(row: Mapping[str, Any], linker: Linker) -> RowView:
    return RowView(
        present=tuple(bool(value) for value in row["values"].values()),
        n=row["n"],
        reached=_cases(row["reached_by"], linker),
        missed=_cases(row["missed_by"], linker),
        joined=_cases(row["joined"], linker),
        consistency=figure(row["consistency"]),
        positive=row["positive"],
        contradictory=row["contradictory"],
        configurations=linker.pieces(row["configurations"][:_NAMED]),
    )


def _condition(each: Mapping[str, Any], linker: Linker) -> ConditionView:
    return ConditionView(
        concept=linker.piece(each["concept"]),
        present=each["present"],
        absent=each["absent"],
        unknown=each["unknown"],
        consistency=figure(each["consistency"]),
        coverage=figure(each["coverage"]),
    )


def _solution(each: Mapping[str, Any]) -> SolutionView:
    return SolutionView(each["expression"], each["n"], figure(each["consistency"]), figure(each["coverage"]))


VIEW = View("_view_truth_table.html", draw)
