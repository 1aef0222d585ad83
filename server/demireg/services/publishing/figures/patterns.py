"""The patterns reported most as a figure: context, mechanism and outcome in words, and by how many units."""

from typing import Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, axis, short
from demireg.services.publishing.figures.marks import FAINT, FOR, ROLES

_MOST: Final = 40
_STEP, _WORDS, _BARS = 19, 178, 150
#: Roles as they stand above their columns, with the letter that stands beside their colour.
_ROLES: Final = {name: f"{name[0].upper()}  {name}" for name in ("context", "mechanism", "outcome")}


def patterns(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw a line for each pattern, those that most units report first."""
    found = answer.body["patterns"]
    data = [
        {
            "row": str(number),
            "count": each["count"],
            **{role: short(str(each[f"{role}_label"] or each[role]), 30) for role in _ROLES},
        }
        for number, each in enumerate(found[:_MOST], 1)
    ]
    rows = [row["row"] for row in data]
    y: Spec = {"field": "row", "type": "nominal", "sort": rows, "scale": {"domain": rows}, "axis": None}
    columns = [_column(data, y, role) for role in _ROLES]
    unit = "studies" if answer.asked.filters.unit == "study" else "programmes"
    key = [f"Bars: {unit} that report all three in one configuration; kinds of a concept are not counted together."]
    if len(found) > _MOST:
        key.append(f"The first {_MOST} of {len(found)}; the table holds all.")
    said = "; ".join(f"{row['context']}, {row['mechanism']}, {row['outcome']}: {row['count']} {unit}" for row in data)
    main = {"hconcat": [*columns, _bars(data, y, unit)], "spacing": 4}
    return Figure(main, f"{said}.", 3 * _WORDS + _BARS + 30, key)


def _column(data: list[Spec], y: Spec, role: str) -> Spec:
    return {
        "title": {"text": _ROLES[role], "anchor": "start", "fontSize": 10, "color": ROLES[role], "offset": 4},
        "data": {"values": data},
        "width": _WORDS,
        "height": {"step": _STEP},
        "mark": {"type": "text", "align": "left", "x": 0, "fontSize": 10},
        "encoding": {"y": y, "text": {"field": role, "type": "nominal"}},
    }


def _bars(data: list[Spec], y: Spec, unit: str) -> Spec:
    most = max(row["count"] for row in data)
    x = {
        "field": "count",
        "type": "quantitative",
        "axis": axis(unit, orient="top", grid=True, gridColor=FAINT, tickMinStep=1, tickCount=4),
        "scale": {"domain": [0, most + 0.6], "nice": False},
    }
    number = {"type": "text", "align": "left", "dx": 4, "fontSize": 9.5}
    return {
        "data": {"values": data},
        "width": _BARS,
        "height": {"step": _STEP},
        "encoding": {"y": y, "x": x},
        "layer": [
            {"mark": {"type": "bar", "color": FOR, "height": 10}},
            {"mark": number, "encoding": {"text": {"field": "count", "type": "quantitative"}}},
        ],
    }
