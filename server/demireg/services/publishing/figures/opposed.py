"""Contradictions as a figure: for each mechanism and pair of opposed outcomes, how many pairs a context explains."""

from collections.abc import Mapping
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, counting, named, sentences
from demireg.services.publishing.figures.marks import AGAINST, FOR

_MOST: Final = 30
_STEP, _NAMES, _BARS, _TOLD = 40, 250, 240, 200
_SIDES: Final = ("unexplained", "explained")
_KEY: Final = (
    "Dark, from the left: pairs of configurations that no context explains; light: pairs that a context explains. "
    "To the right: how many units there are on either side."
)
_CUT: Final = "The {} of {} oppositions that are explained least; the table lists pairs."


def contradictions(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw a bar for each mechanism and opposition: what is unexplained first, then what is explained."""
    body = answer.body
    shown = body["counts"][:_MOST]
    rows = {str(place): _named(each) for place, each in enumerate(shown)}
    told = {str(place): _told(each) for place, each in enumerate(shown)}
    data = [
        {"row": str(place), "side": side, "count": each[side], "begin": begin, "end": begin + each[side]}
        for place, each in enumerate(shown)
        for side, begin in zip(_SIDES, (0, each["unexplained"]), strict=True)
    ]
    main = {
        "hconcat": [
            sentences(rows.items(), _STEP, _NAMES),
            _view(data, list(rows)),
            sentences(told.items(), _STEP, _TOLD),
        ],
        "spacing": 8,
    }
    key = [_KEY] + ([_CUT.format(_MOST, len(body["counts"]))] if len(body["counts"]) > _MOST else [])
    said = " ".join(f"{rows[row]}: {told[row]}." for row in rows)
    return Figure(main, said, _NAMES + _BARS + _TOLD + 16, key)


def _named(each: Mapping[str, Any]) -> str:
    return f"{each['label']}: {' against '.join(str(side['label']) for side in each['sides'])}"


def _told(each: Mapping[str, Any]) -> str:
    sides = " against ".join(f"{side['units']:,}" for side in each["sides"])
    return f"{each['unexplained']:,} of {each['pairs']:,} pairs unexplained; units: {sides}"


def _view(data: list[dict[str, Any]], rows: list[str]) -> Spec:
    most = max((each["end"] for each in data), default=1) or 1
    title = counting("pairs of configurations", most)
    x = {"field": "begin", "type": "quantitative", "axis": title, "scale": {"domain": [0, most], "nice": False}}
    colour = {"domain": list(_SIDES), "range": [AGAINST, FOR]}
    return {
        "data": {"values": data},
        "width": _BARS,
        "height": {"step": _STEP},
        "transform": [{"filter": "datum.count > 0"}],
        "mark": {"type": "bar", "height": 15},
        "encoding": {
            "y": named("row", rows),
            "x": x,
            "x2": {"field": "end"},
            "color": {"field": "side", "type": "nominal", "legend": None, "scale": colour},
        },
    }
