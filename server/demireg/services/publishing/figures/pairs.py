"""Minimal pairs as a figure: two lines a group, alike but for one condition, each with the outcome that it ends in."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from demireg.services.comparing import numbered
from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, apart, axis, named, sentences, short
from demireg.services.publishing.figures.marks import AGAINST, FAINT, INK, LINE, NONE

_MOST, _COLUMNS = 20, 24
_STEP, _CELL, _NAMES, _TOLD = 22, 26, 250, 290
_KEY: Final = (
    "Filled: the condition is there; ring: stated to be absent, or a mechanism that did not work; question mark: not "
    "mentioned, so unknown. Dark frame: what the two sides differ in."
)
_CUT: Final = "The first {} of {} groups; the table lists more."
_NARROW: Final = "The {} of {} conditions that most groups have; the table holds all."


def minimal_pairs(answer: Answer, called: Called) -> Figure:
    """Draw each group as two lines under each other, strict pairs first."""
    labels = dict(numbered.concepts(answer.asked).values())
    body = answer.body
    shown = body["groups"][:_MOST]
    counted = Counter(_bare(name) for each in shown for name in _conditions(each))
    differing = {_bare(name) for each in shown for name in (each["condition"], each["against"]) if name}
    every = sorted(counted, key=lambda name: (name not in differing, -counted[name], name))
    names = every[:_COLUMNS]
    columns = dict(zip(names, apart(short(str(labels.get(name) or name), 34) for name in names), strict=True))
    lines = [line for place, each in enumerate(shown) for line in _lines(place, each, called)]
    data = [
        {"row": line["row"], "column": columns[name], "value": value, "differs": name in line["differs"]}
        for line in lines
        for name, value in line["values"].items()
        if name in columns
    ]
    told = [(line["row"], _ends(line, labels)) for line in lines]
    main = {
        "hconcat": [
            sentences([(line["row"], line["head"]) for line in lines], _STEP, _NAMES),
            _view(data, [line["row"] for line in lines], list(columns.values())),
            sentences(told, _STEP, _TOLD),
        ],
        "spacing": 8,
    }
    key = [_KEY]
    key += [_CUT.format(len(shown), body["groups_in_all"])] if body["groups_in_all"] > len(shown) else []
    key += [_NARROW.format(_COLUMNS, len(every))] if len(every) > _COLUMNS else []
    return Figure(
        main, " ".join(_said(each, labels) for each in shown), _NAMES + len(columns) * _CELL + _TOLD + 16, key
    )


def _bare(condition: str) -> str:
    return condition.removeprefix("~")


def _conditions(each: Mapping[str, Any]) -> Iterator[str]:
    yield from each["shared"]
    yield each["condition"]
    if each["against"] and _bare(each["against"]) != _bare(each["condition"]):
        yield each["against"]


def _lines(place: int, each: Mapping[str, Any], called: Called) -> Iterator[dict[str, Any]]:
    """Yield the two sides of a group: the first with the condition, the second with what stands against it."""
    outcome = each["outcomes"][0]
    sides = (
        (each["condition"], each["against"], each["configurations"], outcome["outcome"]),
        (each["against"], each["condition"], each["other_configurations"], outcome["opposed"]),
    )
    for side, (own, other, configurations, end) in enumerate(sides):
        values = {_bare(name): _value(name) for name in each["shared"]}
        values |= {_bare(other): "unknown"} if other else {}
        values |= {_bare(own): _value(own)} if own else {}
        first = short(called.cite(configurations[0]), 29)
        more = len(configurations) - 1
        head = f"{place + 1}  {each['kind']}: " if not side else "against "
        yield {
            "row": f"{place}-{side}",
            "head": f"{head}{first} +{more:,}" if more else f"{head}{first}",
            "values": values,
            "differs": {_bare(name) for name in (each["condition"], each["against"]) if name},
            "end": end,
            "pairs": each["pairs"] if not side else None,
        }


def _value(condition: str) -> str:
    return "absent" if condition.startswith("~") else "there"


def _ends(line: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    outcome = short(str(labels.get(line["end"]) or line["end"]), 44)
    return outcome if line["pairs"] is None else f"{outcome}; pairs: {line['pairs']:,}"


def _said(each: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    against = labels.get(each["against"], each["against"]) if each["against"] else "not mentioned"
    ends = each["outcomes"][0]
    return (
        f"{each['kind']}: {labels.get(each['condition'], each['condition'])} against {against}, "
        f"{labels.get(ends['outcome'])} against {labels.get(ends['opposed'])}, {each['pairs']} pairs."
    )


def _view(data: list[dict[str, Any]], rows: Sequence[str], columns: Sequence[str]) -> Spec:
    across = axis(orient="top", labelAngle=-55, labelAlign="left", labelBaseline="middle", labelLimit=220)
    x = named("column", columns, across)
    y = named("row", rows)
    between = [{"row": row} for row in rows if row.endswith("-0")]
    point = {"type": "point", "shape": "circle", "size": 100, "opacity": 1}
    return {
        "data": {"values": data},
        "width": {"step": _CELL},
        "height": {"step": _STEP},
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "data": {"values": between},
                "mark": {"type": "rule", "color": LINE, "yOffset": -_STEP / 2},
                "encoding": {"x": {"value": 0}, "x2": {"value": "width"}, "y": y},
            },
            {
                "transform": [{"filter": "datum.differs"}],
                "mark": {"type": "rect", "fill": FAINT, "stroke": AGAINST, "strokeWidth": 1},
            },
            {
                "transform": [{"filter": "datum.value === 'there'"}],
                "mark": {**point, "filled": True, "color": INK},
            },
            {
                "transform": [{"filter": "datum.value === 'absent'"}],
                "mark": {**point, "filled": False, "color": NONE, "strokeWidth": 1.5},
            },
            {
                "transform": [{"filter": "datum.value === 'unknown'"}],
                "mark": {"type": "text", "text": "?", "fontSize": 11},
            },
        ],
    }
