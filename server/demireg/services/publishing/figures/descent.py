"""The descent of theories as a figure: layered left to right, from first programme theories to formal ones."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Final

from demireg.services.catalogue.theories import Edge, TheorySummary, family
from demireg.services.publishing.figures.boxes import Place, arrow, arrows, boxes
from demireg.services.publishing.figures.frame import Figure, Spec

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
    drawn = [_box(held[slug], places[slug], slug == here) for slug in slugs if slug in held]
    lines = [_arrow(places[edge.target], places[edge.source], edge.relation) for edge in edges]
    main: Spec = {
        "width": width,
        "height": height,
        "layer": [*arrows(lines, (width, height)), *boxes(drawn, (width, height))],
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


def _arrow(earlier: Place, later: Place, relation: str) -> Spec:
    """Return the arrow from the edge of the earlier theory's box to that of the later one."""
    same = earlier[0] == later[0]
    x = earlier[0] * _STEP_X + (_BROAD // 2 if same else _BROAD)
    y = earlier[1] * _STEP_Y + (_HIGH if same and earlier[1] < later[1] else 0 if same else _HIGH // 2)
    x2 = later[0] * _STEP_X + (_BROAD // 2 if same else -4)
    y2 = later[1] * _STEP_Y + (0 if same and earlier[1] < later[1] else _HIGH if same else _HIGH // 2)
    return arrow((x, y), (x2, y2), _SAID.get(relation, relation))
