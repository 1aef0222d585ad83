"""Context contrast as a figure: one dot a context between -1 and 1, and the counts that it rests on."""

from collections.abc import Mapping
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, axis
from demireg.services.publishing.figures.marks import AGAINST, FOR, LINE, NONE

#: So many contexts stand in a figure, those that separate the sides most.
_MOST: Final = 40
_STEP, _WIDE, _RIGHT = 18, 300, 190
_DASH: Final = "undefined"


def contrast(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw the contexts in their order; hollow dots do not discriminate, and what is undefined has none."""
    body = answer.body
    data = [_dot(each) for each in body["contexts"][:_MOST]]
    order = [row["context"] for row in data]
    y: Spec = {"field": "context", "type": "nominal", "sort": order, "axis": axis(grid=True, gridColor=LINE)}
    y["scale"] = {"domain": order}
    x = {
        "field": "delta",
        "type": "quantitative",
        "scale": {"domain": [-1.05, 1.05], "nice": False},
        "axis": axis("Δ: share of yes with the outcome less that with its opposite", values=[-1, -0.5, 0, 0.5, 1]),
    }
    colour = {"condition": {"test": "datum.delta < 0", "value": AGAINST}, "value": FOR}
    dots = {
        "data": {"values": data},
        "width": _WIDE,
        "height": {"step": _STEP},
        "layer": [
            {"mark": {"type": "rule", "color": NONE}, "encoding": {"x": {"datum": 0, "type": "quantitative"}}},
            _points({"y": y, "x": x, "color": colour}, "datum.discriminates", filled=True),
            _points({"y": y, "x": x, "color": colour}, "!datum.discriminates", filled=False),
        ],
    }
    counts = {
        "data": {"values": data},
        "width": _RIGHT,
        "height": {"step": _STEP},
        "mark": {"type": "text", "align": "left", "fontSize": 9.5, "x": 0},
        "encoding": {"y": {**y, "axis": None}, "text": {"field": "counts", "type": "nominal"}},
    }
    said = " ".join(f"{row['context']}: {_number(row['delta'])}, {row['counts']}." for row in data)
    key = ["Filled: discriminates (Δ of 1 or −1, two known on each side). No dot: undefined, one side has none known."]
    key.append("Counts are yes/no/unknown units with the outcome | with its opposite.")
    if len(body["contexts"]) > _MOST:
        key.append(f"The first {_MOST} of {len(body['contexts'])} contexts; the table holds all.")
    return Figure({"hconcat": [dots, counts], "spacing": 10}, said or "No context is known.", 260 + _WIDE, key)


def _points(encoding: Spec, test: str, *, filled: bool) -> Spec:
    return {
        "transform": [{"filter": f"isValid(datum.delta) && {test}"}],
        "mark": {"type": "point", "filled": filled, "size": 80, "opacity": 1, "strokeWidth": 1.6},
        "encoding": encoding,
    }


def _dot(each: Mapping[str, Any]) -> Spec:
    sides = " | ".join(
        "/".join(str(len(each[side][name])) for name in ("yes", "no", "unknown")) for side in ("reached", "opposed")
    )
    return {
        "context": str(each["label"] or each["context"]),
        "delta": each["delta"],
        "discriminates": bool(each["discriminates"]),
        "counts": sides if each["delta"] is not None else f"{sides}  {_DASH}",
    }


def _number(delta: float | None) -> str:
    return _DASH if delta is None else f"{delta:+.2f}"
