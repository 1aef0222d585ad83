"""Voices as a figure: links by stakeholder groups, how many units each speaks in, and where one group alone does."""

from collections.abc import Mapping
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.frame import Figure, apart, short
from demireg.services.publishing.figures.heat import counts, heat_map
from demireg.services.publishing.figures.marks import AGAINST, BOUNDARY, INK

_MOST, _CELL, _NAMES, _TOLD = 32, 26, 300, 150
_WORDS: Final = {"single voice": "one group alone", "no stakeholder": "no stakeholder"}
_KEY: Final = (
    "Numbers: {} in which the group speaks for the link. Ring: the group speaks elsewhere in a study of the link but "
    "not for it; silence is not disagreement. Triangle: one group alone speaks, hollow where no stakeholder does."
)
_CUT: Final = "The first {} of {} links; the table holds all."


def voices(answer: Answer, called: Called) -> Figure:  # noqa: ARG001 - every figure takes both
    """Draw a cell for each link and group, a ring where a group is missing, and a sign where no two groups speak."""
    body = answer.body
    shown = body["links"][:_MOST]
    rows = apart(_named(each) for each in shown)
    groups = [name for name in body["groups"] if any(_speaks(each, name) for each in shown)]
    spoken = {
        (row, each["group"]): each["units"] for row, link in zip(rows, shown, strict=True) for each in link["voices"]
    }
    data = [{"row": row, "column": group, "count": spoken.get((row, group))} for row in rows for group in groups]
    rings = [
        {"row": row, "column": each["group"], "beside": (row, each["group"]) in spoken}
        for row, link in zip(rows, shown, strict=True)
        for each in link["missing"]
        if each["group"] in groups
    ]
    told = [
        {"row": row, "warning": link["warning"], "told": _told(link, answer.asked.filters.unit)}
        for row, link in zip(rows, shown, strict=True)
    ]
    view = heat_map(data, rows, groups, counts([row["count"] for row in data]))
    view["layer"] += [*_rings(rings), *_warnings(told)]
    for part in view["layer"]:
        part.get("encoding", {}).setdefault("y", view["encoding"]["y"])
    view["encoding"]["y"]["axis"] |= {"labelLimit": _NAMES}
    unit = "studies" if answer.asked.filters.unit == "study" else "programmes"
    key = [_KEY.format(unit)] + ([_CUT.format(_MOST, len(body["links"]))] if len(body["links"]) > _MOST else [])
    said = " ".join(f"{row}: {_said(link)}." for row, link in zip(rows, shown, strict=True))
    return Figure(view, said, _NAMES + len(groups) * _CELL + _TOLD, key)


def _named(each: Mapping[str, Any]) -> str:
    return f"{each['link']}  {short(str(each['source_label']), 28)} → {short(str(each['target_label']), 28)}"


def _speaks(link: Mapping[str, Any], group: str) -> bool:
    return any(each["group"] == group for name in ("voices", "missing") for each in link[name])


def _told(link: Mapping[str, Any], unit: str) -> str:
    words = f"of {link['units']} {unit}{'' if link['units'] == 1 else 's'}".replace("studys", "studies")
    return f"{words}, {_WORDS[link['warning']]}" if link["warning"] else words


def _said(link: Mapping[str, Any]) -> str:
    spoken = ", ".join(f"{each['group']} in {each['units']}" for each in link["voices"])
    missing = ", ".join(each["group"] for each in link["missing"])
    words = f"{spoken or 'nobody'} of {link['units']}"
    return f"{words}; missing {missing}" if missing else words


def _rings(rings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rings: in the corner of a cell that has a number, else in the middle of it."""
    mark = {"type": "point", "shape": "circle", "stroke": BOUNDARY, "fill": "white", "size": 28, "opacity": 1}
    return [
        {
            "data": {"values": [each for each in rings if each["beside"] is beside]},
            "mark": {**mark, "strokeWidth": 1.6, "xOffset": at, "yOffset": -at},
        }
        for beside, at in ((True, 8), (False, 0))
    ]


def _warnings(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the signs and words to the right of the cells."""
    point: dict[str, Any] = {
        "type": "point",
        "shape": "triangle-up",
        "size": 45,
        "opacity": 1,
        "color": AGAINST,
        "xOffset": 12,
    }
    at = {"x": {"value": "width"}}
    signs: list[dict[str, Any]] = [
        {
            "data": {"values": told},
            "transform": [{"filter": f"datum.warning === '{name}'"}],
            "mark": {**point, "filled": filled, "strokeWidth": 1.4},
            "encoding": at,
        }
        for name, filled in (("single voice", True), ("no stakeholder", False))
    ]
    words = {"type": "text", "align": "left", "fontSize": 9.5, "xOffset": 22, "color": INK}
    encoding = {**at, "text": {"field": "told", "type": "nominal"}}
    return [*signs, {"data": {"values": told}, "mark": words, "encoding": encoding}]
