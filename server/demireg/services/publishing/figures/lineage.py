"""Lineage as a figure: the elements of each theory of a line in a column, and what became of each in the next one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from demireg.services.comparing import numbered
from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.boxes import scales
from demireg.services.publishing.figures.frame import Figure, Spec, short
from demireg.services.publishing.figures.marks import AGAINST, BOUNDARY, FOR, INK, LINE, ROLES

Element = tuple[str, str]
#: An element of the earlier theory, that theory, one of the later theory, that theory, and the change.
Link = tuple[Element, str, Element, str, str]
#: So many elements of a theory stand in its column, those with a line before others.
_MOST: Final = 40
_BROAD, _HIGH, _STEP_X, _STEP_Y, _TOP, _BETWEEN = 226, 16, 330, 19, 26, 8
_ORDER: Final = tuple(ROLES)
#: Changes that draw a line, each with its dashes and colour.
_LINES: Final = {
    "kept": ([1, 0], INK),
    "narrowed": ([2, 3], BOUNDARY),
    "broadened": ([7, 3], FOR),
    "re-roled": ([9, 3, 2, 3], AGAINST),
}
#: Signs in the box of an element: to the right where it ends or authors mark it, to the left where it begins.
_SIGNS: Final = {
    "dropped": ("M-0.6,-0.6L0.6,0.6M0.6,-0.6L-0.6,0.6", False, INK),
    "refuted": ("M-0.8,-0.8H0.8V0.8H-0.8Z", True, AGAINST),
    "added": ("M-0.7,0H0.7M0,-0.7V0.7", False, INK),
    "starred": (
        "M0,-1L0.29,-0.4L0.95,-0.31L0.48,0.15L0.59,0.81L0,0.5L-0.59,0.81L-0.48,0.15L-0.95,-0.31L-0.29,-0.4Z",
        True,
        BOUNDARY,
    ),
}
_SAID: Final = {
    "kept": "kept",
    "narrowed": "narrowed",
    "broadened": "broadened",
    "re-roled": "in another role",
    "dropped": "dropped",
    "refuted": "refuted",
    "added": "added",
    "starred": "marked by the authors",
}
_KEY: Final = "C context, I intervention, M mechanism, O outcome."
_CUT: Final = "The first {} of {} elements of {}; the table holds all."


@dataclass(slots=True)
class _Column:
    """A theory of the line. elements: each with whether a line touches it; signs: sign and element."""

    theory: str
    elements: dict[Element, bool] = field(default_factory=dict)
    signs: set[tuple[str, Element]] = field(default_factory=set)
    places: dict[Element, int] = field(default_factory=dict)


def lineage(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw each theory of the line as a column; theories beside each other are joined by what became of elements."""
    labels = dict(numbered.concepts(answer.asked).values())
    columns, links = _columns(answer.body)
    order = list(columns)
    size = (len(order) * _STEP_X - _STEP_X + _BROAD, _height(columns.values()))
    lines = [
        {"change": change, **_line(columns[one].places[before], columns[other].places[after], at)}
        for before, one, after, other, change in links
        if before in columns[one].places and after in columns[other].places
        for at in ((order.index(one), order.index(other)),)
    ]
    boxes, signs = [], []
    for at, column in enumerate(columns.values()):
        boxes += [_box(element, at, place, labels) for element, place in column.places.items()]
        there = [(sign, element) for sign, element in sorted(column.signs) if element in column.places]
        signs += [_sign(sign, at, column.places[element]) for sign, element in there]
    heads = [{"x": at * _STEP_X, "y": 8, "text": short(name, 34)} for at, name in enumerate(order)]
    layers = [*_lines(lines, size), *_boxes(boxes, heads, size), *_signs(signs, size)]
    main: Spec = {"width": size[0], "height": size[1], "layer": layers}
    shown = {each["change"] for each in lines} | {each["sign"] for each in signs}
    key = [_KEY]
    for column in columns.values():
        key += [_CUT.format(_MOST, len(column.elements), column.theory)] if len(column.elements) > _MOST else []
    whole = {"vconcat": [main, _legend([name for name in _SAID if name in shown])], "spacing": 14}
    return Figure(whole, _words(answer.body["steps"], labels), max(size[0], 460), key)


def _columns(body: Mapping[str, Any]) -> tuple[Mapping[str, _Column], list[Link]]:
    """Return the theories of a line with their elements in place, and the lines between elements."""
    columns = {name: _Column(name) for name in body["line"]}
    links: set[Link] = set()
    for step in body["steps"]:
        for each in step["elements"]:
            links.update(_taken(each, columns[step["earlier"]], columns[step["later"]]))
    for column in columns.values():
        _place(column, sorted(links), columns)
    return columns, sorted(links)


def _taken(each: Mapping[str, Any], earlier: _Column, later: _Column) -> list[Link]:
    """Put an element of a step into its columns, with its signs, and return its lines."""
    before, after = ([(role, concept) for role, concept in each[side]] for side in ("before", "after"))
    change = str(each["change"])
    joined = bool(before and after)
    for column, elements in ((earlier, before), (later, after)):
        for element in elements:
            column.elements[element] = column.elements.get(element, False) or joined
    for element in before if not after else ():
        earlier.signs.add((change, element))
    for element in after if not before else ():
        later.signs.add(("added", element))
    if each["stars"]:
        later.signs.update(("starred", element) for element in after)
    return [(one, earlier.theory, other, later.theory, change) for one in before for other in after]


def _place(column: _Column, links: Sequence[Link], columns: Mapping[str, _Column]) -> None:
    """Give each shown element of a column its height: by role, then near the elements that it comes from."""
    came: dict[Element, list[int]] = {}
    for before, one, after, other, _ in links:
        if other == column.theory and before in columns[one].places:
            came.setdefault(after, []).append(columns[one].places[before])

    def near(element: Element) -> float:
        return sum(came[element]) / len(came[element]) if element in came else float("inf")

    shown = sorted(column.elements, key=lambda each: (not column.elements[each], each))[:_MOST]
    shown.sort(key=lambda each: (_ORDER.index(each[0]), near(each), each[1]))
    y, role = _TOP, shown[0][0] if shown else ""
    for element in shown:
        y += _BETWEEN if element[0] != role else 0
        role = element[0]
        column.places[element] = y
        y += _STEP_Y


def _height(columns: Iterable[_Column]) -> int:
    return max((max(column.places.values(), default=0) for column in columns), default=0) + _STEP_Y


def _line(earlier: int, later: int, at: tuple[int, int]) -> Spec:
    x, x2 = at[0] * _STEP_X + _BROAD, at[1] * _STEP_X
    return {"x": x, "y": earlier + _HIGH / 2, "x2": x2, "y2": later + _HIGH / 2}


def _box(element: Element, at: int, y: int, labels: Mapping[str, str]) -> Spec:
    role, concept = element
    x = at * _STEP_X
    text = f"{role[0].upper()}  {short(str(labels.get(concept) or concept), 34)}"
    return {"x": x, "y": y, "x2": x + _BROAD, "y2": y + _HIGH, "text": text, "role": role}


def _sign(sign: str, at: int, y: int) -> Spec:
    x = at * _STEP_X + {"added": 10, "starred": _BROAD - 26}.get(sign, _BROAD - 10)
    return {"sign": sign, "x": x, "y": y + _HIGH / 2}


def _lines(data: Sequence[Spec], size: tuple[int, int]) -> list[Spec]:
    """Return a layer of lines for each change, so that each has its dashes and colour."""
    encoding = {**scales(size), "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return [
        {
            "data": {"values": [each for each in data if each["change"] == change]},
            "mark": {"type": "rule", "color": colour, "strokeDash": dash, "strokeWidth": 1.3},
            "encoding": encoding,
        }
        for change, (dash, colour) in _LINES.items()
    ]


def _signs(data: Sequence[Spec], size: tuple[int, int]) -> list[Spec]:
    return [
        {
            "data": {"values": [each for each in data if each["sign"] == sign]},
            "mark": {
                "type": "point",
                "shape": shape,
                "filled": filled,
                "color": colour,
                "size": 55,
                "opacity": 1,
                "strokeWidth": 1.5,
            },
            "encoding": scales(size),
        }
        for sign, (shape, filled, colour) in _SIGNS.items()
    ]


def _boxes(boxes: Sequence[Spec], heads: Sequence[Spec], size: tuple[int, int]) -> list[Spec]:
    at, text = scales(size), {"field": "text", "type": "nominal"}
    colours = {"domain": list(ROLES), "range": list(ROLES.values())}
    return [
        {
            "data": {"values": list(boxes)},
            "mark": {"type": "rect", "fill": "white", "stroke": LINE, "cornerRadius": 3},
            "encoding": {**at, "x2": {"field": "x2"}, "y2": {"field": "y2"}},
        },
        {
            "data": {"values": list(boxes)},
            "mark": {"type": "text", "align": "left", "baseline": "top", "dx": 20, "dy": 3, "fontSize": 10},
            "encoding": {
                **at,
                "text": text,
                "color": {"field": "role", "type": "nominal", "legend": None, "scale": colours},
            },
        },
        {
            "data": {"values": list(heads)},
            "mark": {"type": "text", "align": "left", "fontSize": 11, "fontWeight": "bold"},
            "encoding": {**at, "text": text},
        },
    ]


def _legend(names: Sequence[str]) -> Spec:
    """Return a row with what the lines and signs that are there mean."""
    size = (len(names) * 120 + 20, 18)
    lines = [
        {"change": name, "x": at * 120, "y": 9, "x2": at * 120 + 26, "y2": 9}
        for at, name in enumerate(names)
        if name in _LINES
    ]
    signs = [{"sign": name, "x": at * 120 + 14, "y": 9} for at, name in enumerate(names) if name in _SIGNS]
    words = [{"x": at * 120 + 32, "y": 9, "text": _SAID[name]} for at, name in enumerate(names)]
    mark = {"type": "text", "align": "left", "fontSize": 9.5}
    text = {
        "data": {"values": words},
        "mark": mark,
        "encoding": {**scales(size), "text": {"field": "text", "type": "nominal"}},
    }
    return {"width": size[0], "height": size[1], "layer": [*_lines(lines, size), *_signs(signs, size), text]}


def _words(steps: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> str:
    """Return the steps in words: for each change the elements."""
    parts = []
    for step in steps:
        by: dict[str, list[str]] = {}
        for each in step["elements"]:
            by.setdefault(each["change"], []).append(f"{each['role']} {labels.get(each['concept']) or each['concept']}")
        parts += [
            f"{step['earlier']} to {step['later']}, {change}: {', '.join(names)}." for change, names in by.items()
        ]
    return " ".join(parts)
