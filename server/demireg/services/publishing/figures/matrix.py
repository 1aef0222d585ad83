"""The stance matrix as a figure: a glyph for each study and proposition, an underline where a pattern matches."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, axis, sentences
from demireg.services.publishing.figures.marks import APART, COLOURS, FAINT, SPOKEN, glyphs

#: More studies than this stand down the page, not across it; and more than that do not fit a page at all.
_ACROSS, _MOST = 26, 150
_STEP, _CELL, _LEAST, _READ = 50, 22, 600, "read"
_MATCHES: Final = ("instantiates", "counter", "partly")
_SEEN: Final = ("full_text", "abstract_and_more", "abstract_only")
_TOO_MANY: Final = (
    "A figure holds at most {} studies with a judgement or a match, and {} have one here. "
    "Choose studies by a filter, such as country or since, or take the table (csv, xlsx)."
)


def matrix(answer: Answer, called: Called) -> Figure:
    """Draw the matrix; studies that nobody has judged on any proposition, and that match none, are left out."""
    body = answer.body
    propositions = [(str(each["id"]), str(each["text"])) for each in body["propositions"]]
    said = [cell for cell in body["cells"] if cell["stance"] != "not_assessed" or any(_matched(cell))]
    held = {cell["study"] for cell in said}
    studies = [each for each in body["studies"] if each["id"] in held]
    if len(studies) > _MOST:
        raise BadParameter(_TOO_MANY.format(_MOST, len(studies)))
    cells = [cell for cell in body["cells"] if cell["study"] in held]
    data = [_cell(cell, called) for cell in cells] + [_read(each, called) for each in studies if each["text_seen"]]
    order = [called.labels.get(each["id"], each["id"]) for each in studies]
    across = len(studies) <= _ACROSS
    draw = _across if across else _down
    left = len(body["studies"]) - len(studies)
    key = [] if across else [f"{name}  {text}" for name, text in propositions]
    if left:
        key.append(f"{left} of {len(body['studies'])} studies are not shown: nobody has judged them on this theory.")
    glyphed = {row["glyph"] for row in data} | {row["match"] for row in data if row.get("match")}
    main, width = draw(data, propositions, order)
    return Figure(main, _words(cells, propositions, called), width, key, [name for name in SPOKEN if name in glyphed])


def _matched(cell: Mapping[str, Any]) -> Sequence[str]:
    return [kind for kind, name in zip(_MATCHES, ("matches", "counter", "partly"), strict=True) if cell.get(name)]


def _cell(cell: Mapping[str, Any], called: Called) -> Spec:
    matched = _matched(cell)
    study = called.labels.get(cell["study"], cell["study"])
    stance = cell["stance"]
    row = {"row": cell["proposition"], "study": study, "glyph": stance}
    return row | ({"match": matched[0]} if matched else {})


def _read(study: Mapping[str, Any], called: Called) -> Spec:
    label = called.labels.get(study["id"], study["id"])
    return {"row": _READ, "study": label, "glyph": study["text_seen"] if study["text_seen"] in _SEEN else _SEEN[2]}


def _layers(place: Spec) -> list[Spec]:
    """Return the layers of all cells: glyphs, and below them the lines of matches."""
    under = glyphs(place, 80)[1]
    under["transform"] = [
        {"filter": "isValid(datum.match)"},
        {"calculate": "datum.match", "as": "glyph"},
        *under["transform"],
    ]
    under["mark"] = {**under["mark"], "yOffset": 8.5, "strokeWidth": 1}
    return [*glyphs(place, 110), under]


def _across(data: list[Spec], propositions: Sequence[tuple[str, str]], order: list[str]) -> tuple[Spec, int]:
    rows = [_READ, *(name for name, _ in propositions)]
    named = [(name, f"{name}  {text}") for name, text in propositions]
    width = len(order) * _CELL + 4
    place = {
        "x": {"field": "study", "type": "nominal", "sort": order, "axis": _slanted()},
        "y": {"field": "row", "type": "nominal", "sort": rows, "axis": None, "scale": {"domain": rows}},
    }
    heads = sentences([(_READ, "How much of each study was read"), *named], _STEP, 270)
    heads["encoding"]["y"] = {**heads["encoding"]["y"], "sort": rows}
    grid = {
        "data": {"values": data},
        "width": {"step": _CELL},
        "height": {"step": _STEP},
        "layer": _layers(place),
        "resolve": APART,
    }
    return {"hconcat": [heads, grid], "spacing": 6}, max(270 + width + 60, _LEAST)


def _down(data: list[Spec], propositions: Sequence[tuple[str, str]], order: list[str]) -> tuple[Spec, int]:
    columns = [_READ, *(name for name, _ in propositions)]
    place = {
        "x": {
            "field": "row",
            "type": "nominal",
            "sort": columns,
            "scale": {"domain": columns},
            "axis": axis(orient="top", labelAngle=0),
        },
        "y": {
            "field": "study",
            "type": "nominal",
            "sort": order,
            "axis": axis(grid=True, gridColor=FAINT, labelLimit=300),
        },
    }
    step = 44
    grid = {
        "data": {"values": data},
        "width": {"step": step},
        "height": {"step": _CELL},
        "layer": _layers(place),
        "resolve": APART,
    }
    return grid, max(len(columns) * step + 160, 460)


def _slanted() -> Spec:
    return axis(orient="top", labelAngle=-60, labelAlign="left", labelBaseline="middle", labelLimit=180)


def _words(cells: Sequence[Mapping[str, Any]], propositions: Sequence[tuple[str, str]], called: Called) -> str:
    """Return the matrix in words: for each proposition the studies by stance."""
    parts = []
    for name, text in propositions:
        by_stance: dict[str, list[str]] = {}
        for cell in cells:
            if cell["proposition"] == name and cell["stance"] in COLOURS:
                by_stance.setdefault(cell["stance"], []).append(called.labels.get(cell["study"], cell["study"]))
        told = "; ".join(
            f"{SPOKEN[stance]}: {', '.join(by_stance[stance])}"
            if stance != "not_assessed"
            else f"not assessed: {len(by_stance[stance])} studies"
            for stance in SPOKEN
            if stance in by_stance
        )
        parts.append(f"{name} {text} {told}.")
    return " ".join(parts)
