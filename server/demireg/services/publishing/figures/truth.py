"""The truth table as a figure: one line a combination, filled where a condition is present, hollow where absent."""

from typing import Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, axis, short
from demireg.services.publishing.figures.marks import AGAINST, FAINT, FOR, INK, NONE
from demireg.services.tables import figure

_MOST: Final = 40
_STEP, _CELL, _BARS = 24, 34, 150


def truth_table(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw the rows that were observed, with the share of units that have the outcome."""
    body = answer.body
    labels = {each["concept"]: str(each["label"] or each["concept"]) for each in body["conditions"]}
    found = body["rows"][:_MOST]
    names = [f"row {number}" for number in range(1, len(found) + 1)]
    cells = [
        {"row": name, "condition": labels[concept], "value": int(value)}
        for name, row in zip(names, found, strict=True)
        for concept, value in row["values"].items()
    ]
    bars = [
        {
            "row": name,
            "consistency": row["consistency"],
            "positive": bool(row["positive"]),
            "told": f"{row['with_outcome']} of {row['n']}{' · contradictory' if row['contradictory'] else ''}",
        }
        for name, row in zip(names, found, strict=True)
    ]
    y: Spec = {"field": "row", "type": "nominal", "sort": names, "scale": {"domain": names}, "axis": None}
    outcome = short(str(body["outcome"]["label"] or body["outcome"]["concept"]), 40)
    main = {"hconcat": [_marks(cells, y, list(labels.values())), _bars(bars, y, outcome)], "spacing": 14}
    key = [
        "Filled: present; hollow: absent. Only units in which everything is known are here; unknown is not absent.",
        *(_solution(each, labels) for each in body["solutions"]),
        f"{body['remainders']} combinations were observed in no unit.",
    ]
    told = [
        f"{_row(row['values'], labels)}: {bar['told']} with {outcome}" for row, bar in zip(found, bars, strict=True)
    ]
    return Figure(main, "; ".join(told) + ".", max(len(labels) * _CELL + _BARS + 160, 520), key)


def _marks(cells: list[Spec], y: Spec, columns: list[str]) -> Spec:
    across = axis(orient="top", labelAngle=-50, labelAlign="left", labelBaseline="middle", labelLimit=240)
    x: Spec = {"field": "condition", "type": "nominal", "sort": columns, "scale": {"domain": columns}, "axis": across}
    return {
        "data": {"values": cells},
        "width": {"step": _CELL},
        "height": {"step": _STEP},
        "encoding": {"x": x, "y": y},
        "layer": [
            _dot("datum.value === 1", {"filled": True, "color": INK}),
            _dot("datum.value === 0", {"filled": False, "color": NONE, "strokeWidth": 1.4}),
        ],
    }


def _bars(bars: list[Spec], y: Spec, outcome: str) -> Spec:
    title = axis(f"consistency with {outcome}", values=[0, 0.5, 1], orient="top", grid=True, gridColor=FAINT)
    x = {"field": "consistency", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": title}
    colour = {"condition": {"test": "datum.positive", "value": FOR}, "value": AGAINST}
    return {
        "data": {"values": bars},
        "width": _BARS,
        "height": {"step": _STEP},
        "encoding": {"y": y},
        "layer": [
            {"mark": {"type": "bar", "height": 9}, "encoding": {"x": x, "color": colour}},
            {
                "mark": {"type": "text", "align": "left", "dx": 8},
                "encoding": {
                    "x": {"datum": 1, "type": "quantitative"},
                    "text": {"field": "told", "type": "nominal"},
                },
            },
        ],
    }


def _dot(test: str, mark: Spec) -> Spec:
    return {
        "transform": [{"filter": test}],
        "mark": {"type": "point", "shape": "circle", "size": 110, "opacity": 1, **mark},
    }


def _solution(each: Spec, labels: dict[str, str]) -> str:
    words = " or ".join(_term(term["term"], labels) for term in each["terms"])
    return (
        f"Conservative solution: {words} (consistency {each['consistency']:.2f}, coverage {figure(each['coverage'])})."
    )


def _term(term: str, labels: dict[str, str]) -> str:
    parts = [(part.startswith("~"), part.removeprefix("~")) for part in term.split("*")]
    return " and ".join(f"{'no ' if absent else ''}{labels.get(name, name)}" for absent, name in parts)


def _row(values: Spec, labels: dict[str, str]) -> str:
    return ", ".join(f"{labels[name]} {'yes' if value else 'no'}" for name, value in values.items())
