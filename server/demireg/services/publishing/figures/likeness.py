"""Theory diff as a figure: the propositions of two theories side by side, and how near each comes to the other."""

from collections.abc import Mapping
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, axis, named, sentences
from demireg.services.publishing.figures.marks import AGAINST, FOR, INK, LINE, MUTE, NONE

_MOST: Final = 30
_STEP, _TEXT, _BAND = 62, 240, 220
#: Roles that count in the likeness, with the letter that stands on the line.
_LETTERS: Final = {"context": "C", "mechanism": "M", "outcome": "O"}
_KEY: Final = (
    "Light disc: matched, alike by tau ({tau:g}, the dashed line) or more; dark disc: matched, but a role moved; ring: "
    "too far, and its nearest stands in brackets. Letters: how alike the contexts, mechanisms and outcomes of both are."
)
_CUT: Final = "The first {} of {} rows; the table holds all."


def diff(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw a line for each matched pair, then for each proposition that is in one theory only."""
    body = answer.body
    every = sorted(body["propositions"], key=lambda each: (each["first"] is None, each["second"] is None))
    shown = every[:_MOST]
    rows = [str(place) for place in range(len(shown))]
    texts = {str(each[side]): each[f"{side}_text"] for each in every for side in ("first", "second") if each[side]}
    sides = {
        side: [(row, _sentence(each, side, texts)) for row, each in zip(rows, shown, strict=True)]
        for side in ("first", "second")
    }
    dots = [
        {"row": row, "similarity": each["similarity"], "status": _status(each)}
        for row, each in zip(rows, shown, strict=True)
    ]
    letters = [
        {"row": row, "similarity": each["similarity"], "letters": each["letters"], "from": each["from"]}
        for row, line in zip(rows, shown, strict=True)
        for each in _roles(line)
    ]
    main = {
        "hconcat": [
            sentences(sides["first"], _STEP, _TEXT),
            _view(dots, letters, rows, body["tau"]),
            sentences(sides["second"], _STEP, _TEXT),
        ],
        "spacing": 14,
    }
    key = [f"Left: {body['theory']}. Right: {body['other']}.", _KEY.format(tau=body["tau"])]
    key += [_CUT.format(_MOST, len(every))] if len(every) > _MOST else []
    said = " ".join(_said(each) for each in shown)
    return Figure(main, said, 2 * _TEXT + _BAND + 28, key)


def _status(each: Mapping[str, Any]) -> str:
    return str(each["status"]).partition(" ")[0]


def _sentence(each: Mapping[str, Any], side: str, texts: Mapping[str, Any]) -> str:
    """Return the proposition of a side; in brackets the nearest one where none is matched."""
    if each[side]:
        return f"{_bare(each[side])}  {each[f'{side}_text'] or ''}"
    return f"[ {_bare(each['nearest'])}  {texts.get(each['nearest']) or ''} ]" if each["nearest"] else ""


def _bare(proposition: str) -> str:
    return proposition.rpartition("/")[2]


def _roles(each: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the letters of roles by how alike they are, those as alike as each other together."""
    found: dict[float, list[str]] = {}
    for role in each["roles"]:
        if role["role"] in _LETTERS:
            found.setdefault(role["similarity"], []).append(_LETTERS[role["role"]])
    return [
        {"similarity": alike, "letters": " ".join(letters), "from": each["similarity"]}
        for alike, letters in found.items()
    ]


def _said(each: Mapping[str, Any]) -> str:
    ends = [_bare(each[side]) for side in ("first", "second") if each[side]]
    moved = f", {each['moved']}" if each["moved"] else ""
    return f"{' and '.join(ends)}: {each['status']}, {each['similarity']:.2f} alike{moved}."


def _view(dots: list[dict[str, Any]], letters: list[dict[str, Any]], rows: list[str], tau: float) -> Spec:
    title = axis("how alike", orient="top", values=[0, 0.5, 1], grid=True, gridColor=LINE)
    x: Spec = {"field": "similarity", "type": "quantitative", "scale": {"domain": [0, 1], "nice": False}, "axis": title}
    y = named("row", rows)
    colours = {"domain": ["matched", "changed", "only"], "range": [FOR, AGAINST, NONE]}
    colour = {"field": "status", "type": "nominal", "legend": None, "scale": colours}
    point = {"type": "point", "size": 120, "opacity": 1, "strokeWidth": 1.8}
    there = {"data": {"values": dots}, "encoding": {"x": x, "y": y, "color": colour}}
    return {
        "width": _BAND,
        "height": {"step": _STEP},
        "layer": [
            {
                "data": {"values": letters},
                "mark": {"type": "rule", "color": MUTE, "strokeWidth": 1},
                "encoding": {"x": x, "x2": {"field": "from"}, "y": y},
            },
            {
                "data": {"values": [{}]},
                "mark": {"type": "rule", "strokeDash": [4, 3], "color": INK},
                "encoding": {"x": {"datum": tau, "type": "quantitative"}},
            },
            {**there, "transform": [{"filter": "datum.status !== 'only'"}], "mark": {**point, "filled": True}},
            {
                **there,
                "transform": [{"filter": "datum.status === 'only'"}],
                "mark": {**point, "filled": False, "fill": "white"},
            },
            {
                "data": {"values": dots},
                "mark": {"type": "text", "dy": -14, "fontSize": 9.5, "fontWeight": "bold"},
                "encoding": {"x": x, "y": y, "text": {"field": "similarity", "type": "quantitative", "format": ".2f"}},
            },
            {
                "data": {"values": letters},
                "mark": {"type": "text", "dy": 14, "fontSize": 9, "color": MUTE},
                "encoding": {"x": x, "y": y, "text": {"field": "letters", "type": "nominal"}},
            },
        ],
    }
