"""Support of propositions as a figure: programmes against to the left, for to the right, with the label and the n."""

from typing import Any

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, axis, sentences
from demireg.services.publishing.figures.marks import AGAINST, FOR, MUTE

_STEP, _LEFT, _BARS, _RIGHT = 54, 270, 240, 210


def support(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw a bar to each side for each proposition; the unknown stand in words beside it."""
    body = answer.body
    texts = {str(each["id"]): str(each["text"]) for each in body["propositions"]}
    unit = "studies" if answer.asked.filters.unit == "study" else "programmes"
    data: list[dict[str, Any]] = []
    for each in body["support"]:
        common = {"row": each["proposition"], "label": each["label"], "told": _told(each, unit)}
        data.append({**common, "side": "for", "count": each["supporting"]})
        data.append({**common, "side": "against", "count": -each["contradicting"]})
    rows = [str(each["proposition"]) for each in body["support"]]
    y: Spec = {"field": "row", "type": "nominal", "sort": rows, "axis": None}
    told = {
        "data": {"values": [row for row in data if row["side"] == "for"]},
        "width": _RIGHT,
        "height": {"step": _STEP},
        "mark": {"type": "text", "align": "left", "lineBreak": "\n", "lineHeight": 13, "fontSize": 10, "x": 0},
        "encoding": {"y": y, "text": {"field": "told", "type": "nominal"}},
    }
    heads = sentences([(row, f"{row}  {texts.get(row, '')}") for row in rows], _STEP, _LEFT)
    main = {"hconcat": [heads, _bars(data, y, unit), told], "spacing": 8}
    said = " ".join(f"{row['row']}: {row['told']}.".replace("\n", ", ") for row in data if row["side"] == "for")
    return Figure(main, said, _LEFT + _BARS + _RIGHT)


def _bars(data: list[Spec], y: Spec, unit: str) -> Spec:
    """Return the bars to both sides of a line, each with its number."""
    counts = [row["count"] for row in data]
    x = {
        "field": "count",
        "type": "quantitative",
        "axis": axis(f"{unit} against · for", labelExpr="abs(datum.value)", grid=True, tickMinStep=1, tickCount=5),
        "scale": {"domain": [min([*counts, -1]), max(map(abs, counts), default=0) + 1]},
    }
    scale = {"domain": ["against", "for"], "range": [AGAINST, FOR]}
    at = {"y": y, "x": x}
    number = {"type": "text", "dx": {"expr": "datum.count < 0 ? -8 : 8"}, "fontSize": 10}
    return {
        "data": {"values": data},
        "width": _BARS,
        "height": {"step": _STEP},
        "layer": [
            {
                "mark": {"type": "bar", "height": 16},
                "encoding": {**at, "color": {"field": "side", "type": "nominal", "legend": None, "scale": scale}},
            },
            {
                "transform": [{"filter": "datum.count != 0"}, {"calculate": "abs(datum.count)", "as": "shown"}],
                "mark": number,
                "encoding": {**at, "text": {"field": "shown", "type": "quantitative", "format": ".0f"}},
            },
            {"mark": {"type": "rule", "color": MUTE}, "encoding": {"x": {"datum": 0, "type": "quantitative"}}},
        ],
    }


def _told(each: dict[str, Any], unit: str) -> str:
    apart = [f"{each[name]} {name.replace('_', ' ')}" for name in ("silent", "inconclusive") if each[name]]
    apart += [f"{each['unknown']} not assessed"] if each["unknown"] else []
    counted = (
        f"{each['supporting']} of {each['addressed']} {unit} for" if each["addressed"] else f"no {unit} take a side"
    )
    return "\n".join([str(each["label"]), counted, *([" · ".join(apart)] if apart else [])])
