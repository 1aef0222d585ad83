"""Draw how theories descend from each other: layered left to right, readable without a pointer.

An arrow that passes a layer gets a place of its own in it, and one between theories of a layer that have others between
them goes round these, so that no arrow runs through a theory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from demireg.services.catalogue.theories import Edge, TheorySummary

BOX_WIDTH, BOX_HEIGHT = 196, 72
_PASSAGE, _GAP_X, _GAP_Y, _MARGIN = 20, 104, 26, 8
#: Relations that carry time or abstraction, so that their target stands to the left of their source.
_LAYERED = ("revises", "abstracts", "draws-on")
_PORT = 14
#: How far an arrow swings out to go round theories of its own layer.
_BOW = 56

Place = tuple[int, int]
Columns = list[list[str]]


@dataclass(frozen=True, slots=True)
class Box:
    """One theory as drawn. slug, lines: its name; stage: in words; x, y: its place; here: the page is its own."""

    slug: str
    lines: tuple[str, ...]
    stage: str
    x: int
    y: int
    here: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """One relation as drawn. relation: its token; path: the line; x, y: where its word stands; dashed: how."""

    relation: str
    path: str
    x: int
    y: int
    dashed: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A lineage as drawn. width, height: its size; box_width, box_height: of each of its boxes; arrows: relations."""

    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(edges: tuple[Edge, ...], theories: Iterable[TheorySummary], here: str, stages: Mapping[str, str]) -> Drawing:
    """Lay out a family of theories; ``stages`` gives the words for a stage's token."""
    summaries = {theory.slug: theory for theory in theories}
    slugs = {end for edge in edges for end in (edge.source, edge.target)} or {here}
    layers = _layers(slugs, edges)
    ways = [_way(edge, layers) for edge in edges]
    places, size = _places(_columns(slugs, layers, ways), ways)
    boxes = tuple(_box(summaries[slug], places[slug], here, stages) for slug in sorted(slugs))
    arrows = _arrows(edges, ways, places)
    return Drawing(*size, BOX_WIDTH, BOX_HEIGHT, boxes, arrows)


def _layers(slugs: set[str], edges: tuple[Edge, ...]) -> dict[str, int]:
    """Return each theory's layer: after all it descends from; one with rivals only stands beside its rival."""
    steps = {(edge.target, edge.source) for edge in edges if edge.relation in _LAYERED}
    layers = dict.fromkeys(sorted(slugs), 0)
    for _ in slugs:
        for earlier, later in steps:
            if (later, earlier) not in steps:
                layers[later] = min(max(layers[later], layers[earlier] + 1), len(slugs) - 1)
    placed = {end for step in steps for end in step}
    for edge in edges:
        for loose, rival in ((edge.source, edge.target), (edge.target, edge.source)):
            if loose not in placed:
                layers[loose] = layers[rival]
    used = {layer: at for at, layer in enumerate(sorted(set(layers.values())))}
    return {slug: used[layer] for slug, layer in layers.items()}


def _way(edge: Edge, layers: Mapping[str, int]) -> list[str]:
    """Return what an arrow passes from left to right: theories at its ends, passages between."""
    left, right = sorted((edge.target, edge.source), key=lambda slug: layers[slug])
    between = [f"{left}>{right}@{layer}" for layer in range(layers[left] + 1, layers[right])]
    return [left, *between, right]


def _chained(slugs: set[str], beside: list[list[str]]) -> list[str]:
    """Return theories in an order that brings together those of one layer that an arrow joins."""
    joined = {slug: sorted({end for way in beside if slug in way for end in way} - {slug}) for slug in slugs}
    order: list[str] = []
    for start in sorted(slugs, key=lambda slug: (len(joined[slug]), slug)):
        waiting = [start]
        while waiting:
            slug = waiting.pop()
            if slug not in order:
                order.append(slug)
                waiting += reversed(joined[slug])
    return order


def _columns(slugs: set[str], layers: Mapping[str, int], ways: list[list[str]]) -> Columns:
    columns: Columns = [[] for _ in range(max(layers.values()) + 1)]
    for slug in _chained(slugs, [way for way in ways if layers[way[0]] == layers[way[-1]]]):
        columns[layers[slug]].append(slug)
    for way in ways:
        for passage in way[1:-1]:
            columns[int(passage.rpartition("@")[2])].append(passage)
    before: dict[str, list[str]] = {}
    for way in ways:
        for left, right in pairwise(way):
            before.setdefault(right, []).append(left)
            before.setdefault(left, [])
    for column, ahead in zip(columns[1:], columns, strict=False):
        at = {name: index for index, name in enumerate(ahead)}

        def weight(name: str, at: Mapping[str, int] = at) -> tuple[float, str]:
            known = [at[left] for left in before.get(name, []) if left in at]
            return (sum(known) / len(known) if known else len(at), name)

        column.sort(key=weight)
    return columns


def _places(columns: Columns, ways: list[list[str]]) -> tuple[dict[str, Place], Place]:
    at = {name: index for index, name in enumerate(columns[0])}
    bowed = any(abs(at[way[0]] - at[way[-1]]) > 1 for way in ways if way[0] in at and way[-1] in at)
    margin = _MARGIN + (_BOW if bowed else 0)
    heights = [
        sum(_PASSAGE if "@" in name else BOX_HEIGHT for name in column) + _GAP_Y * (len(column) - 1)
        for column in columns
    ]
    places: dict[str, Place] = {}
    for layer, column in enumerate(columns):
        y = _MARGIN + (max(heights) - heights[layer]) // 2
        for name in column:
            places[name] = (margin + layer * (BOX_WIDTH + _GAP_X), y)
            y += (_PASSAGE if "@" in name else BOX_HEIGHT) + _GAP_Y
    width = margin + _MARGIN + len(columns) * BOX_WIDTH + (len(columns) - 1) * _GAP_X
    return places, (width, 2 * _MARGIN + max(heights))


def _box(theory: TheorySummary, place: Place, here: str, stages: Mapping[str, str]) -> Box:
    kind = "formal theory" if theory.formal else "programme theory"
    lines = tuple(wrap(theory.label, 26, max_lines=2, placeholder=" …"))
    return Box(theory.slug, lines, stages.get(theory.stage, kind), *place, theory.slug == here)


def _arrows(edges: tuple[Edge, ...], ways: list[list[str]], places: Mapping[str, Place]) -> tuple[Arrow, ...]:
    """Draw each arrow, giving those that meet at one side of a theory a port each, from top to bottom."""
    sides: dict[tuple[str, str], list[int]] = {}
    for index, way in enumerate(ways):
        if places[way[0]][0] != places[way[-1]][0]:
            sides.setdefault((way[0], "right"), []).append(index)
            sides.setdefault((way[-1], "left"), []).append(index)
    ports: dict[tuple[int, str], int] = {}
    for (slug, side), meeting in sides.items():
        other = 1 if side == "right" else -2
        meeting.sort(key=lambda index: places[ways[index][other]][1])
        for at, index in enumerate(meeting):
            ports[index, side] = places[slug][1] + BOX_HEIGHT // 2 + round((at - (len(meeting) - 1) / 2) * _PORT)
    return tuple(_arrow(edge, ways[index], places, index, ports) for index, edge in enumerate(edges))


def _arrow(
    edge: Edge, way: list[str], places: Mapping[str, Place], index: int, ports: Mapping[tuple[int, str], int]
) -> Arrow:
    dashed = edge.relation in {"rival-of", "draws-on"}
    if (index, "right") not in ports:
        return _beside(edge.relation, places[way[0]], places[way[-1]], dashed=dashed)
    x, y = places[way[0]][0] + BOX_WIDTH, ports[index, "right"]
    path, word = f"M{x} {y}", (0, 0)
    for name in way[1:]:
        to_x = places[name][0]
        to_y = places[name][1] + _PASSAGE // 2 if "@" in name else ports[index, "left"]
        bend = (x + to_x) // 2
        path += f"C{bend} {y} {bend} {to_y} {to_x} {to_y}"
        word = word if word != (0, 0) else (bend, (y + to_y) // 2 - 7)
        x, y = to_x, to_y
        if "@" in name:
            x += BOX_WIDTH
            path += f"H{x}"
            word = (to_x + BOX_WIDTH // 2, to_y + 4)
    return Arrow(edge.relation, path, *word, dashed)


def _beside(relation: str, one: Place, other: Place, *, dashed: bool) -> Arrow:
    """Draw an arrow between two theories of a layer: straight between neighbours, else round those between."""
    x, upper, lower = one[0], min(one[1], other[1]), max(one[1], other[1])
    middle = (upper + lower + BOX_HEIGHT) // 2 + 4
    if lower - upper == BOX_HEIGHT + _GAP_Y:
        at = x + BOX_WIDTH // 2
        return Arrow(relation, f"M{at} {upper + BOX_HEIGHT}V{lower}", at, middle, dashed)
    upper, lower, bow = upper + BOX_HEIGHT // 2, lower + BOX_HEIGHT // 2, x - _BOW
    return Arrow(relation, f"M{x} {upper}C{bow} {upper} {bow} {lower} {x} {lower}", x - _BOW // 2, middle, dashed)
