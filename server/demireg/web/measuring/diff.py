"""Two theories side by side: matched propositions joined, the role that moved marked, the others alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.tables import figure
from demireg.web import urls
from demireg.web.contexts_comparing import Piece
from demireg.web.measuring.linking import Linker
from demireg.web.measuring.view import View

_LETTERS: Final = {"context": "C", "intervention": "I", "mechanism": "M", "outcome": "O"}


@dataclass(frozen=True, slots=True)
class RoleView:
    """What one role asks for on one side. letter; concepts: as links; moved: how it differs from the other side."""

    letter: str
    concepts: tuple[Piece, ...]
    moved: str


@dataclass(frozen=True, slots=True)
class SideView:
    """A proposition on one side. name: as a link; text: its sentence; roles: what its pattern asks for."""

    name: Piece
    text: str
    roles: tuple[RoleView, ...]


@dataclass(frozen=True, slots=True)
class JoinView:
    """One row.

    status: matched, changed, only in first or only in second; first, second: its sides, None where there is none;
    moved: what moved, in words; similarity: of the two, in words; nearest: what comes nearest where nothing matches.
    """

    status: str
    first: SideView | None
    second: SideView | None
    moved: tuple[str, ...]
    similarity: str
    nearest: Piece | None


@dataclass(frozen=True, slots=True)
class DiffView:
    """Two theories (``_view_diff.html``).

    first, second: as links; rows: in order, those joined first; counts: how many of each status; overlap: of the two,
    in words; tau: from which likeness propositions are joined.
    """

    first: Piece
    second: Piece
    rows: tuple[JoinView, ...]
    counts: tuple[tuple[str, int], ...]
    overlap: str
    tau: str


def draw(answer: Answer, linker: Linker) -> DiffView:
    """Return the propositions of both theories, joined where they match."""
    body = answer.found.body
    concepts = (name for row in body["propositions"] for role in row["roles"] for name in _names(role))
    nearest = (row["nearest"] for row in body["propositions"] if row["nearest"])
    linker.learn([body["theory"], body["other"], *concepts, *nearest])
    return DiffView(
        first=linker.piece(body["theory"]),
        second=linker.piece(body["other"]),
        rows=tuple(_row(row, linker) for row in body["propositions"]),
        counts=tuple((status, count) for status, count in body["counts"].items() if count),
        overlap=figure(body["overlap"]),
        tau=f"{body['tau']:g}",
    )


def _names(role: Mapping[str, Any]) -> list[str]:
    return [*role["before"], *role["after"]]


def _row(row: Mapping[str, Any], linker: Linker) -> JoinView:
    joined = bool(row["first"] and row["second"])
    return JoinView(
        status=row["status"],
        first=_side(row, "first", "before", linker),
        second=_side(row, "second", "after", linker),
        moved=tuple(f"{role['role']} {role['change']}" for role in row["roles"] if joined and role["change"] != "same"),
        similarity=figure(row["similarity"]),
        nearest=None if joined or not row["nearest"] else linker.piece(row["nearest"]),
    )


def _side(row: Mapping[str, Any], side: str, when: str, linker: Linker) -> SideView | None:
    if not row[side]:
        return None
    joined = bool(row["first"] and row["second"])
    theory, _, own = row[side].partition("/")
    return SideView(
        name=Piece(own, urls.theory(theory, own)),
        text=row[f"{side}_text"] or "",
        roles=tuple(
            RoleView(
                _LETTERS.get(role["role"], ""),
                linker.pieces(role[when]),
                role["change"] if joined and role["change"] != "same" else "",
            )
            for role in row["roles"]
            if role[when]
        ),
    )


VIEW = View("_view_diff.html", draw, {"first_text": "", "second_text": ""})
