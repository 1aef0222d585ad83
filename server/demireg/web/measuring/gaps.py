"""The gap map: contexts down, mechanisms across, counts where both stand together, a sign of its own for each gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.comparing.lines import CodedLine, lines
from demireg.web import urls
from demireg.web.contexts_comparing import Piece
from demireg.web.measuring.linking import Linker
from demireg.web.measuring.view import View

#: Kind of a cell → its sign and its words. What is reported shows its number.
SIGNS: Final = {
    "reported": ("n", "reported together, by so many"),
    "not_studied": ("·", "not studied: nobody reports both anywhere"),
    "studied_not_reported": ("○", "studied and not reported: both, but never in one configuration"),
    "sought_not_found": ("⊘", "sought and not found"),
    "refuted": ("☒", "refuted: what asks for both is contradicted"),
    "implausible": ("–", "implausible: somebody recorded that the two cannot stand together"),
}
_SHORT: Final = {
    "not_studied": "not studied",
    "studied_not_reported": "studied, not reported",
    "sought_not_found": "sought, not found",
    "refuted": "refuted",
    "implausible": "implausible",
}
#: So much of the map is drawn, most reported first; of one context or one mechanism, a longer list.
ROWS: Final = 18
COLUMNS: Final = 14
_LONG: Final = 60
#: So many configurations of one pair are written out.
_WRITTEN: Final = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. kind: of ``SIGNS``; shown: its number or sign; said: in words; href: the map of this pair alone."""

    kind: str
    shown: str
    said: str
    href: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A concept at the edge of the map. concept: as a link; n: how many units report it; href: the map of it alone."""

    concept: Piece
    n: int
    href: str


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a pair. heading: in words; n: how many units; names: the first; lines: configurations."""

    heading: str
    n: int
    names: tuple[Piece, ...]
    lines: tuple[CodedLine, ...]


@dataclass(frozen=True, slots=True)
class GapsView:
    """The gap map (``_view_gaps.html``).

    down, across: the letters of the roles at the edges; columns: across; rows: each with its cells, None for a pair of
    which nothing was worked out; contexts, mechanisms: how many there are; legend: sign, meaning and number of cells;
    behind: of one pair; proposals: sentences on what to study next; narrowed: whether one kind
    alone is shown; unit: what is counted.
    """

    down: str
    across: str
    columns: tuple[Axis, ...]
    rows: tuple[tuple[Axis, tuple[Cell | None, ...]], ...]
    contexts: int
    mechanisms: int
    legend: tuple[tuple[str, str, str, int], ...]
    behind: tuple[Behind, ...]
    proposals: tuple[str, ...]
    narrowed: bool
    unit: str


def draw(answer: Answer, linker: Linker) -> GapsView:
    """Return the part of the map that fits, its legend, and what to study next."""
    body = answer.found.body
    alone = len(body["contexts"]) == 1
    down, across = ("mechanism", "context") if alone else ("context", "mechanism")
    side = body[f"{across}s"][:COLUMNS]
    edge = body[f"{down}s"][: _LONG if len(body[f"{across}s"]) == 1 else ROWS]
    linker.learn(each["concept"] for each in (*edge, *side))
    cells = {(each[down], each[across]): each for each in body["cells"]}
    return GapsView(
        down="M" if alone else "C",
        across="C" if alone else "M",
        columns=tuple(_axis(each, across, answer, linker) for each in side),
        rows=tuple(
            (
                _axis(one, down, answer, linker),
                tuple(_cell(cells.get((one["concept"], other["concept"])), answer) for other in side),
            )
            for one in edge
        ),
        contexts=len(body["contexts"]),
        mechanisms=len(body["mechanisms"]),
        legend=tuple((kind, *SIGNS[kind], held["cells"]) for kind, held in body["kinds"].items()),
        behind=_behind(answer, linker),
        proposals=tuple(each["sentence"] for each in body["next_studies"]),
        narrowed=answer.asked.values["kind"] != "any",
        unit=answer.asked.filters.unit,
    )


def _axis(each: Mapping[str, Any], role: str, answer: Answer, linker: Linker) -> Axis:
    href = urls.comparison("gaps", answer.query | {role: each["concept"]})
    return Axis(linker.piece(each["concept"]), each["n"], href)


def _cell(each: Mapping[str, Any] | None, answer: Answer) -> Cell | None:
    if each is None:
        return None
    kind = each["kind"]
    pair = {"context": each["context"], "mechanism": each["mechanism"]}
    shown = str(each["together"]) if kind == "reported" else SIGNS[kind][0]
    return Cell(kind, shown, _SHORT.get(kind, "together"), urls.comparison("gaps", _kept(answer) | pair))


def _kept(answer: Answer) -> dict[str, str]:
    """Return the filters and no value that only narrows the map, so that addresses stay short."""
    return answer.asked.filters.query()


def _behind(answer: Answer, linker: Linker) -> tuple[Behind, ...]:
    held: Mapping[str, Mapping[str, Sequence[str]]] = answer.found.body["behind"]
    headings = {
        "both": "In one configuration",
        "context": "Configurations with the context",
        "mechanism": "Configurations with the mechanism",
    }
    linker.learn(name for each in held.values() for name in each["units"][:_LONG])
    found = []
    for what, heading in headings.items():
        if what in held:
            names = list(held[what]["configurations"][:_WRITTEN])
            written = lines(answer.asked.repository.table, names)
            units = held[what]["units"]
            shown = tuple(written[name] for name in names if name in written)
            found.append(Behind(heading, len(units), linker.pieces(units[:_LONG]), shown))
    return tuple(found)


VIEW = View("_view_gaps.html", draw, whole=False)
