"""Boxes with words and the arrows between them, for figures that are laid out by hand, in pixels from the top left."""

from collections.abc import Sequence
from math import atan2, degrees
from typing import Final

from demireg.services.publishing.figures.frame import Spec
from demireg.services.publishing.figures.marks import INK, MUTE

Place = tuple[int, int]
_TEXT: Final = {"type": "text", "align": "left", "dx": 8, "lineBreak": "\n", "lineHeight": 13, "baseline": "top"}
_WORDS: Final = {
    "type": "text",
    "fontSize": 9,
    "color": MUTE,
    "dy": {"expr": "-6 - 10 * datum.lines"},
    "lineBreak": "\n",
    "lineHeight": 10,
}


def scales(size: Place) -> Spec:
    """Return the encodings of ``x`` and ``y`` of a drawing of so many pixels, downwards from the top."""
    across = {"type": "quantitative", "axis": None, "scale": {"domain": [0, size[0]], "nice": False}}
    down = {**across, "scale": {"domain": [0, size[1]], "nice": False, "reverse": True}}
    return {"x": {"field": "x", **across}, "y": {"field": "y", **down}}


def boxes(data: Sequence[Spec], size: Place) -> list[Spec]:
    """Return boxes from x, y to x2, y2 with ``text``, ``stage`` below it, and an edge as ``heavy`` as said."""
    at, values = scales(size), {"values": list(data)}
    corners = {**at, "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    stroke = {"field": "heavy", "type": "quantitative", "scale": None, "legend": None}
    return [
        {
            "data": values,
            "mark": {"type": "rect", "fill": "white", "stroke": INK, "cornerRadius": 4},
            "encoding": {**corners, "strokeWidth": stroke},
        },
        {
            "data": values,
            "mark": {**_TEXT, "dy": 9, "fontSize": 11, "fontWeight": "bold"},
            "encoding": {**at, "text": {"field": "text", "type": "nominal"}},
        },
        {
            "data": values,
            "mark": {**_TEXT, "dy": 44, "fontSize": 9, "color": MUTE},
            "encoding": {**at, "text": {"field": "stage", "type": "nominal"}},
        },
    ]


def arrow(begin: Place, end: Place, said: str, *, dashed: bool = False) -> Spec:
    """Return an arrow with words at its middle, for ``arrows``."""
    (x, y), (x2, y2) = begin, end
    return {
        "x": x,
        "y": y,
        "x2": x2,
        "y2": y2,
        "middle": x + (x2 - x) * 0.45,
        "height": y + (y2 - y) * 0.45,
        "turn": degrees(atan2(y2 - y, x2 - x)),
        "said": said,
        "lines": said.count("\n"),
        "dashed": dashed,
    }


def arrows(data: Sequence[Spec], size: Place) -> list[Spec]:
    """Return the layers of arrows: a line each, dashed where it says so, a head, and the words in white room."""
    at, values = scales(size), {"values": list(data)}
    middle = {**at, "x": {**at["x"], "field": "middle"}, "y": {**at["y"], "field": "height"}}
    head = {**at, "x": {**at["x"], "field": "x2"}, "y": {**at["y"], "field": "y2"}}
    said = {**middle, "text": {"field": "said", "type": "nominal"}}
    point = {"type": "point", "shape": "triangle-right", "filled": True, "size": 60, "color": MUTE, "opacity": 1}
    dash = {"condition": {"test": "datum.dashed", "value": [4, 3]}, "value": [1, 0]}
    return [
        {
            "data": values,
            "mark": {"type": "rule", "color": MUTE, "strokeWidth": 1.2},
            "encoding": {**at, "x2": {"field": "x2"}, "y2": {"field": "y2"}, "strokeDash": dash},
        },
        {
            "data": values,
            "mark": point,
            "encoding": {**head, "angle": {"field": "turn", "type": "quantitative", "scale": None}},
        },
        {"data": values, "mark": {**_WORDS, "stroke": "white", "strokeWidth": 3}, "encoding": said},
        {"data": values, "mark": _WORDS, "encoding": said},
    ]
