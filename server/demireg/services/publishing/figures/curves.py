"""Saturation as a curve, and demi-regularities as dots: what further studies bring, and what tends to follow."""

import json
from collections.abc import Mapping
from typing import Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, axis
from demireg.services.publishing.figures.marks import FAINT, FOR, INK, LINE, MUTE, NONE
from demireg.services.tables import figure

_WIDE, _HIGH, _STEP, _MOST = 480, 240, 20, 40
#: So many studies can be named below a curve.
_NAMED: Final = 60
_MOST_STEPS: Final = 400


def saturation(answer: Answer, called: Called) -> Figure:
    """Draw all concepts seen by each study as a line, and what each brings as bars."""
    steps = answer.body["steps"]
    if len(steps) > _MOST_STEPS:
        raise BadParameter(f"A curve shows at most {_MOST_STEPS} studies, and there are {len(steps)}. Choose some.")
    data = [
        {
            "study": called.labels.get(each["study"], each["study"]),
            "new": each["new"],
            "cumulative": each["cumulative"],
        }
        for each in steps
    ]
    view = _curve(data, [each["year"] for each in steps])
    coverage = answer.body["coverage"]
    told = "undefined" if coverage is None else f"{coverage:.3f}"
    key = [
        "Line: concepts seen by then. Bars: concepts that no earlier study has. No bar: none, or nothing coded.",
        f"Base of the ratio: {answer.body['base']} concepts of the first two studies.",
    ]
    said = "; ".join(f"{row['study']}: {_new(row['new'])} new, {row['cumulative']} in all" for row in data)
    return Figure(view, f"{said}. Coverage {told}.", max(_WIDE, len(data) * 10) + 60, key)


def _curve(data: list[Spec], years: list[int]) -> Spec:
    named = len(data) <= _NAMED
    order = [row["study"] for row in data]
    x: Spec = {
        "field": "study",
        "type": "nominal",
        "sort": order,
        "scale": {"domain": order},
        "axis": _named(order) if named else _years(order, years),
    }
    count = {"type": "quantitative", "axis": axis("distinct concepts", grid=True, tickMinStep=1)}
    return {
        "data": {"values": data},
        "width": max(_WIDE, len(data) * 10 if named else _WIDE),
        "height": _HIGH,
        "encoding": {"x": x},
        "layer": [
            {
                "mark": {"type": "bar", "color": FOR, "width": {"band": 0.7}},
                "encoding": {"y": {"field": "new", **count}},
            },
            {
                "mark": {"type": "line", "color": INK, "strokeWidth": 1.6, "point": {"color": INK, "size": 18}},
                "encoding": {"y": {"field": "cumulative", **count}},
            },
        ],
    }


def _named(order: list[str]) -> Spec:
    return axis(labelAngle=-60, labelFontSize=8.5, labelLimit=170, values=order)


def _years(order: list[str], years: list[int]) -> Spec:
    """Return an axis that names the year where it begins, for there is no room for every study."""
    first: dict[int, str] = {}
    for study, year in zip(order, years, strict=True):
        first.setdefault(year, study)
    words = json.dumps({study: str(year) for year, study in first.items()}, ensure_ascii=False)
    return axis(
        values=list(first.values()), labelExpr=f"({words})[datum.label]", labelAngle=-90, labelFontSize=8, ticks=True
    )


def _new(value: int | None) -> str:
    return "unknown" if value is None else str(value)


def regularities(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw the share of units in which the outcome came where the mechanism worked, with its n and diversity."""
    found = answer.body["regularities"][:_MOST]
    data = [
        {
            "pair": f"{each['mechanism_label']} → {each['outcome_label']}",
            "share": each["share"],
            "holds": bool(each["holds"]),
            "told": _told(each),
        }
        for each in found
    ]
    order = [row["pair"] for row in data]
    y: Spec = {
        "field": "pair",
        "type": "nominal",
        "sort": order,
        "scale": {"domain": order},
        "axis": axis(grid=True, gridColor=LINE, labelLimit=400),
    }
    thresholds = answer.body["thresholds"]
    told = {
        "data": {"values": data},
        "width": 170,
        "height": {"step": _STEP},
        "mark": {"type": "text", "align": "left", "fontSize": 9.5, "x": 0},
        "encoding": {"y": {**y, "axis": None}, "text": {"field": "told", "type": "nominal"}},
    }
    key = [
        f"Filled: holds, with at least {thresholds['least']:g} known, a share of {thresholds['share']:g} (dashed line) "
        f"and a diversity D of contexts of {thresholds['diversity']:g}."
    ]
    if len(answer.body["regularities"]) > _MOST:
        key.append(f"The first {_MOST} of {len(answer.body['regularities'])}; the table holds all.")
    said = "; ".join(f"{row['pair']}: {row['told']}{', holds' if row['holds'] else ''}" for row in data)
    return Figure({"hconcat": [_shares(data, y, thresholds["share"]), told], "spacing": 10}, said, 760, key)


def _shares(data: list[Spec], y: Spec, share: float) -> Spec:
    x = {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": [0, 1.04], "nice": False},
        "axis": axis(
            "share of known units with the outcome", values=[0, 0.2, 0.4, 0.6, 0.8, 1], grid=True, gridColor=FAINT
        ),
    }
    return {
        "data": {"values": data},
        "width": 260,
        "height": {"step": _STEP},
        "layer": [
            {
                "mark": {"type": "rule", "color": MUTE, "strokeDash": [3, 3]},
                "encoding": {"x": {"datum": share, "type": "quantitative"}},
            },
            _dots(x, y, "datum.holds", filled=True),
            _dots(x, y, "!datum.holds", filled=False),
        ],
    }


def _dots(x: Spec, y: Spec, test: str, *, filled: bool) -> Spec:
    return {
        "transform": [{"filter": f"isValid(datum.share) && {test}"}],
        "mark": {
            "type": "point",
            "filled": filled,
            "size": 80,
            "opacity": 1,
            "strokeWidth": 1.6,
            "color": FOR if filled else NONE,
        },
        "encoding": {"x": x, "y": y},
    }


def _told(each: Mapping[str, Any]) -> str:
    return f"{len(each['yes'])} of {each['known']} · {len(each['unknown'])} unknown · D {figure(each['diversity'])}"
