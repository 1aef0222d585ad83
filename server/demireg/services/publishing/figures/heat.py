"""Heat maps: contexts by mechanisms with their gaps, and the overlap of theories; each cell has its number."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, Spec, axis, short
from demireg.services.publishing.figures.marks import AGAINST, BOUNDARY, FAINT, INK, LINE, NONE, RAMP
from demireg.services.tables import figure

#: So many rows and columns fit a page.
_MOST: Final = 30
_CELL: Final = 26
#: Kinds of an empty cell → sign, colour and words.
_EMPTY: Final = {
    "studied_not_reported": ("circle", NONE, "circle: both studied, never reported in one configuration"),
    "sought_not_found": ("diamond", BOUNDARY, "diamond: sought and not found"),
    "refuted": ("cross", AGAINST, "cross: refuted"),
    "implausible": ("square", INK, "square: recorded as impossible"),
}


def gaps(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw how many units report each context with each mechanism, and a sign for each kind of empty cell."""
    body = answer.body
    contexts, mechanisms = (_named(body[name]) for name in ("contexts", "mechanisms"))
    rows, columns = (list(names.values())[:_MOST] for names in (contexts, mechanisms))
    data = [
        {
            "row": contexts[each["context"]],
            "column": mechanisms[each["mechanism"]],
            "count": each["together"] if each["kind"] == "reported" else None,
            "kind": each["kind"],
        }
        for each in body["cells"]
        if each["context"] in contexts and each["mechanism"] in mechanisms
    ]
    shown = [row for row in data if row["row"] in rows and row["column"] in columns]
    drawn = {(row["row"], row["column"]) for row in shown}
    hidden = [{"row": row, "column": column} for row in rows for column in columns if (row, column) not in drawn]
    view = heat_map(shown, rows, columns, counts([row["count"] for row in shown]))
    if hidden:
        mark = {"type": "rect", "fill": FAINT, "stroke": "white", "strokeWidth": 0.6}
        view["layer"].insert(0, {"data": {"values": hidden}, "mark": mark})
    view["layer"].append(_signs())
    view["resolve"] = {"scale": {"color": "independent"}}
    key = ["Numbers: units that report both in one configuration. Empty: not studied, no unit reports both anywhere."]
    key += ["Grey: of another kind than the one that is asked for, and not shown."] if hidden else []
    there = {row["kind"] for row in shown}
    key += ["; ".join(words for name, (_, _, words) in _EMPTY.items() if name in there)] if there & set(_EMPTY) else []
    if max(len(contexts), len(mechanisms)) > _MOST:
        key.append(f"The {_MOST} contexts and {_MOST} mechanisms reported most; the table holds all.")
    said = "; ".join(
        f"{row['row']} with {row['column']}: {row['count'] if row['count'] is not None else row['kind']}"
        for row in shown
        if row["kind"] != "not_studied"
    ).replace("_", " ")
    return Figure(view, said or "Every cell is empty: not studied.", len(columns) * _CELL + 240, key)


def _signs() -> dict[str, Any]:
    """Return the layer that draws a sign for each kind of empty cell."""
    names = list(_EMPTY)
    return {
        "transform": [{"filter": {"field": "kind", "oneOf": names}}],
        "mark": {"type": "point", "size": 46, "filled": False, "strokeWidth": 1.4, "opacity": 1},
        "encoding": {
            "shape": _scale("kind", names, [_EMPTY[name][0] for name in names]),
            "color": _scale("kind", names, [_EMPTY[name][1] for name in names]),
        },
    }


def overlap(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw the overlap of each pair of theories, from 0 to 1."""
    pairs = answer.body["pairs"]
    names = {each[end]: each[f"{label}label"] for each in pairs for end, label in (("theory", ""), ("other", "other_"))}
    labels = {
        slug: short(str(label or slug), 34) for slug, label in sorted(names.items(), key=lambda each: str(each[1]))
    }
    data = [
        {"row": labels[one], "column": labels[two], "count": each["overlap"], "kind": "reported"}
        for each in pairs
        for one, two in ((each["theory"], each["other"]), (each["other"], each["theory"]))
    ]
    first = {labels[each["theory"]] for each in pairs}
    if len(first) == 1:  # one theory against all: a single row of cells would need no map
        data = [row for row in data if row["column"] in first and row["row"] not in first]
        data.sort(key=lambda row: -(row["count"] or 0))
        rows, columns = [row["row"] for row in data], sorted(first)
    else:
        rows = columns = list(labels.values())[:_MOST]
        data = [row for row in data if row["row"] in rows and row["column"] in columns]
    view = heat_map(data, rows, columns, {"domain": [0, 1], "range": list(RAMP)}, form=".2f")
    said = "; ".join(f"{each['label']} and {each['other_label']}: {figure(each['overlap'])}" for each in pairs)
    key = ["1: the same patterns; 0: none alike. Empty: a theory and itself, or undefined, for one has no pattern."]
    return Figure(view, said, max(len(columns) * _CELL + 260, 420), key)


def _named(items: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the label of each concept, followed by its name where another one has that label too."""
    plain = {str(each["concept"]): short(str(each.get("label") or each["concept"]), 36) for each in items}
    often = Counter(plain.values())
    return {name: label if often[label] == 1 else f"{label} ({name})" for name, label in plain.items()}


def counts(values: Iterable[int | None]) -> Spec:
    """Return a scale of counts, light where there are few."""
    return {"domain": [0, max((value for value in values if value is not None), default=1) or 1], "range": list(RAMP)}


def _scale(field: str, names: Sequence[str], values: Sequence[str]) -> Spec:
    scale = {"domain": list(names), "range": list(values)}
    return {"field": field, "type": "nominal", "legend": None, "scale": scale}


def heat_map(data: Sequence[Spec], rows: Sequence[str], columns: Sequence[str], scale: Spec, form: str = "d") -> Spec:
    """Return a map of cells, each with its number in ink or white, whichever is seen on it."""
    middle = sum(scale["domain"]) * 0.55
    across = axis(orient="top", labelAngle=-55, labelAlign="left", labelBaseline="middle", labelLimit=240)
    place = {
        "x": {"field": "column", "type": "nominal", "sort": list(columns), "axis": across},
        "y": {"field": "row", "type": "nominal", "sort": list(rows), "axis": axis()},
    }
    place["x"]["scale"], place["y"]["scale"] = {"domain": list(columns)}, {"domain": list(rows)}
    ink = {"condition": {"test": f"datum.count > {middle}", "value": "white"}, "value": INK}
    return {
        "data": {"values": list(data)},
        "width": {"step": _CELL if form == "d" else _CELL + 8},
        "height": {"step": _CELL},
        "encoding": place,
        "layer": [
            {"mark": {"type": "rect", "fill": "white", "stroke": LINE, "strokeWidth": 0.6}},
            {
                "transform": [{"filter": "isValid(datum.count)"}],
                "mark": {"type": "rect", "stroke": "white", "strokeWidth": 1},
                "encoding": {"color": {"field": "count", "type": "quantitative", "legend": None, "scale": scale}},
            },
            {
                "transform": [{"filter": "isValid(datum.count)"}],
                "mark": {"type": "text", "fontSize": 9.5},
                "encoding": {
                    "text": {"field": "count", "type": "quantitative", "format": form},
                    "color": ink,
                },
            },
        ],
    }
