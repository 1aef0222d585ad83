"""The descent of theories as a figure: layered left to right, from first programme theories to formal ones."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Final

from demireg.services.catalogue.theories import Edge, TheorySummary, family
from demireg.services.publishing.figures.frame import Figure, Spec
from demireg.services.publishing.figures.marks import INK, MUTE

_RIVAL: Final = "rival-of"
#: Relations that carry time or abstraction: the target stands to the left of the source.
_LAYERED: Final = ("revises", "abstracts", "draws-on")
_SAID: Final = {"revises": "revised", "abstracts": "abstracted", "draws-on": "drawn on"}
_STAGES: Final = {
    "initial": "initial programme theory",
    "candidate": "candidate programme theory",
    "modified": "modified programme theory",
    "mid_range": "mid-range theory",
    "": "",
}
_BROAD, _HIGH, _STEP_X, _STEP_Y = 200, 62, 280, 84
Place = tuple[int, int]


def descent(edges: Sequence[Edge], theories: Iterable[TheorySummary], here: str) -> Figure:
    """Draw what a theory descends from and what descends from it, its own box with a heavy edge; rivals are named."""
    held = {theory.slug: theory for theory in theories}
    beside = [edge for edge in edges if edge.relation == _RIVAL and here in (edge.source, edge.target)]
    rivals = sorted({_other(edge, here) for edge in beside})
    edges = family(tuple(edge for edge in edges if edge.relation in _LAYERED), here)
    slugs = sorted({end for edge in edges for end in (edge.source, edge.target)} | {here})
    layers = _layers(slugs, edges)
    rows: dict[int, int] = {}
    places: dict[str, Place] = {}
    for slug in sorted(slugs, key=lambda each: (layers[each], each != here, each)):
        places[slug] = (layers[slug], rows.get(layers[slug], 0))
        rows[layers[slug]] = places[slug][1] + 1
    width, height = (max(layers.values()) + 1) * _STEP_X, max(rows.values()) * _STEP_Y
    boxes = [_box(held[slug], places[slug], slug == here) for slug in slugs if slug in held]
    main: Spec = {
        "width": width,
        "height": height,
        "layer": [*_arrows(edges, places, (width, height)), *_boxes(boxes, (width, height))],
    }
    said = ". ".join(f"{edge.source_label} {edge.relation} {edge.target_label}" for edge in edges)
    said = f"{said}." if said else f"{held[here].label} descends from no other theory held."
    key = [f"Rivals of {held[here].label}: {', '.join(rivals)}."] if rivals else []
    return Figure(main, " ".join([said, *key]), max(width, 460), key)


def _other(edge: Edge, here: str) -> str:
    return edge.target_label if edge.source == here else edge.source_label


def _layers(slugs: Sequence[str], edges: Iterable[Edge]) -> Mapping[str, int]:
    """Return each theory's layer: after all that it descends from; a circle ends at as many layers as theories."""
    steps = [(edge.target, edge.source) for edge in edges if edge.relation in _LAYERED]
    layers = dict.fromkeys(slugs, 0)
    for _ in slugs:
        for earlier, later in steps:
            layers[later] = min(max(layers[later], layers[earlier] + 1), len(slugs) - 1)
    return layers


def _box(theory: TheorySummary, place: Place, here: bool) -> Spec:
    words = wrap(theory.label, 29)[:2]
    stage = "formal theory" if theory.formal else _STAGES.get(theory.stage, theory.stage)
    x, y = place[0] * _STEP_X, place[1] * _STEP_Y
    return {
        "x": x,
        "y": y,
        "x2": x + _BROAD,
        "y2": y + _HIGH,
        "text": "\n".join(words),
        "stage": f"{stage}, {theory.propositions} propositions".removeprefix(", "),
        "heavy": 2.0 if here else 1.0,
    }


def _scales(size: Place) -> Spec:
    across = {"type": "quantitative", "axis": None, "scale": {"domain": [0, size[0]], "nice": False}}
    down = {**across, "scale": {"domain": [0, size[1]], "nice": False, "reverse": True}}
    return {"x": {"field": "x", **across}, "y": {"field": "y", **down}}


def _boxes(boxes: Sequence[Spec], size: Place) -> list[Spec]:
    at = _scales(size)
    corners = {**at, "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    stroke = {"field": "heavy", "type": "quantitative", "scale": None, "legend": None}
    text = {"type": "text", "align": "left", "dx": 8, "lineBreak": "\n", "lineHeight": 13, "baseline": "top"}
    return [
        {
            "data": {"values": list(boxes)},
            "mark": {"type": "rect", "fill": "white", "stroke": INK, "cornerRadius": 4},
            "encoding": {**corners, "strokeWidth": stroke},
        },
        {
            "data": {"values": list(boxes)},
            "mark": {**text, "dy": 9, "fontSize": 11, "fontWeight": "bold"},
            "encoding": {**at, "text": {"field": "text", "type": "nominal"}},
        },
        {
            "data": {"values": list(boxes)},
            "mark": {**text, "dy": 44, "fontSize": 9, "color": MUTE},
            "encoding": {**at, "text": {"field": "stage", "type": "nominal"}},
        },
    ]


def _arrows(edges: Iterable[Edge], places: Mapping[str, Place], size: Place) -> list[Spec]:
    """Return lines from the earlier theory's edge to the later one's, with a head and the relation in words."""
    data = [_arrow(places[edge.target], places[edge.source], edge.relation) for edge in edges]
    at = _scales(size)
    middle = {**at, "x": {**at["x"], "field": "middle"}, "y": {**at["y"], "field": "height"}}
    head = {**at, "x": {**at["x"], "field": "x2"}, "y": {**at["y"], "field": "y2"}}
    words = {"type": "text", "fontSize": 9, "color": MUTE, "dy": -6}
    turn = {"field": "turn", "type": "quantitative", "scale": None}
    return [
        {
            "data": {"values": data},
            "mark": {"type": "rule", "color": MUTE, "strokeWidth": 1.2},
            "encoding": {**at, "x2": {"field": "x2"}, "y2": {"field": "y2"}},
        },
        {
            "data": {"values": data},
            "mark": {
                "type": "point",
                "shape": "triangle-right",
                "filled": True,
                "size": 60,
                "color": MUTE,
                "opacity": 1,
            },
            "encoding": {**head, "angle": turn},
        },
        {
            "data": {"values": data},
            "mark": {**words, "stroke": "white", "strokeWidth": 3},
            "encoding": {**middle, "text": {"field": "said", "type": "nominal"}},
        },
        {"data": {"values": data}, "mark": words, "encoding": {**middle, "text": {"field": "said", "type": "nominal"}}},
    ]


def _arrow(earlier: Place, later: Place, relation: str) -> Spec:
    from math import atan2, degrees

    same = earlier[0] == later[0]
    x = earlier[0] * _STEP_X + (_BROAD // 2 if same else _BROAD)
    y = earlier[1] * _STEP_Y + (_HIGH if same and earlier[1] < later[1] else 0 if same else _HIGH // 2)
    x2 = later[0] * _STEP_X + (_BROAD // 2 if same else -4)
    y2 = later[1] * _STEP_Y + (0 if same and earlier[1] < later[1] else _HIGH if same else _HIGH // 2)
    return {
        "x": x,
        "y": y,
        "x2": x2,
        "y2": y2,
        "middle": x + (x2 - x) * 0.45,
        "height": y + (y2 - y) * 0.45,
        "turn": degrees(atan2(y2 - y, x2 - x)),
        "said": _SAID.get(relation, relation),
    }
