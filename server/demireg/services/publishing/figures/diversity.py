"""Diversity as a figure: one dot a proposition between 0 and 1, with how many units are known and how many not."""

from collections.abc import Mapping
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, axis, named, sentences
from demireg.services.publishing.figures.marks import FOR, LINE
from demireg.services.tables import figure

_MOST: Final = 40
_STEP, _NAMES, _DOTS, _TOLD = 58, 250, 200, 250
_KEY: Final = (
    "0: all supporting units have the same contexts; 1: no two share any. No dot: undefined, since fewer than two of "
    "them have a coded context."
)
_CUT: Final = "The first {} of {} propositions; the table holds all."


def diversity(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw the propositions in their order; what is undefined has no dot."""
    every = answer.body["propositions"]
    shown = every[:_MOST]
    unit = "studies" if answer.asked.filters.unit == "study" else "programmes"
    rows = {str(each["proposition"]): f"{each['proposition']}  {each['text']}" for each in shown}
    told = {str(each["proposition"]): _told(each, unit) for each in shown}
    data = [{"row": str(each["proposition"]), "diversity": each["diversity"]} for each in shown]
    main = {
        "hconcat": [sentences(rows.items(), _STEP, _NAMES), _view(data), sentences(told.items(), _STEP, _TOLD)],
        "spacing": 10,
    }
    key = [_KEY] + ([_CUT.format(_MOST, len(every))] if len(every) > _MOST else [])
    said = " ".join(f"{rows[row]} {told[row]}." for row in rows)
    return Figure(main, said, _NAMES + _DOTS + _TOLD + 20, key)


def _told(each: Mapping[str, Any], unit: str) -> str:
    if not each["supporting"]:
        return f"undefined: no {unit} support it"
    counts = f"{figure(each['diversity']) or 'undefined'}: {each['known']} of {each['supporting']} {unit} known"
    places = (len(each["sites"]), len(each["countries"]), len(each["models"]))
    return f"{counts}; sites {places[0]}, countries {places[1]}, service models {places[2]}"


def _view(data: list[dict[str, Any]]) -> Spec:
    rows = [each["row"] for each in data]
    title = axis("share of contexts not in common", orient="top", values=[0, 0.5, 1], grid=True, gridColor=LINE)
    x = {"field": "diversity", "type": "quantitative", "axis": title, "scale": {"domain": [0, 1], "nice": False}}
    return {
        "data": {"values": data},
        "width": _DOTS,
        "height": {"step": _STEP},
        "encoding": {"y": named("row", rows, axis(labels=False, grid=True, gridColor=LINE))},
        "layer": [
            {
                "transform": [{"filter": "isValid(datum.diversity)"}],
                "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "color": FOR},
                "encoding": {"x": x},
            },
            {
                "transform": [{"filter": "isValid(datum.diversity)"}],
                "mark": {"type": "text", "dy": -12, "fontSize": 9.5},
                "encoding": {"x": x, "text": {"field": "diversity", "type": "quantitative", "format": ".2f"}},
            },
        ],
    }
