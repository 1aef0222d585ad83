"""Ripples as a figure: paths from configuration to configuration, a line each; dashed where studies were joined."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any, Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.publishing.figures.boxes import arrow, arrows, boxes, scales
from demireg.services.publishing.figures.frame import Figure, Spec, short
from demireg.services.publishing.figures.marks import MUTE

_MOST: Final = 16
_BROAD, _HIGH, _STEP_X, _STEP_Y, _TOP = 168, 40, 300, 76, 22
_KEY: Final = (
    "From left to right: an outcome of one configuration is a context or mechanism of the next, as the concept on the "
    "arrow, or as the study states. Dashed: a splice, which no single study reports as a whole."
)
_CUT: Final = "The first {} of {} paths, those that a study reports as a whole first; the table holds more."


def ripples(answer: Answer, called: Called) -> Figure:
    """Draw the first paths under each other, with who reports each as a whole."""
    body = answer.body
    shown = body["listed"][:_MOST]
    size = (max(len(path["steps"]) for path in shown) * _STEP_X - _STEP_X + _BROAD, len(shown) * _STEP_Y)
    drawn = [_box(step, (at, row), called) for row, path in enumerate(shown) for at, step in enumerate(path["steps"])]
    lines = [line for row, path in enumerate(shown) for line in _lines(path, row)]
    heads = [
        {"x": 0, "y": row * _STEP_Y + _TOP - 7, "text": short(_head(path, called), int(size[0] / 4.8))}
        for row, path in enumerate(shown)
    ]
    layers = [*arrows(lines, size), *boxes(drawn, size)]
    layers[-1]["mark"] |= {"dy": 25}
    main: Spec = {"width": size[0], "height": size[1], "layer": [*layers, _heads(heads, size)]}
    key = [_KEY] + ([_CUT.format(len(shown), body["paths"])] if body["paths"] > len(shown) else [])
    said = " ".join(f"{_path(path, called)}." for path in shown)
    return Figure(main, said, max(size[0], 460), key)


def _box(step: Mapping[str, Any], place: tuple[int, int], called: Called) -> Spec:
    x, y = place[0] * _STEP_X, place[1] * _STEP_Y + _TOP
    study, _, label = step["behind"][0].partition("/")
    named = called.labels.get(study, study)
    words = (named, f"configuration {label}")
    if step["configurations"] > 1:
        words = (f"{step['configurations']:,} configurations", f"{step['studies']:,} studies, such as {named}")
    text, stage = short(words[0], 25), short(words[1], 32)
    return {"x": x, "y": y, "x2": x + _BROAD, "y2": y + _HIGH, "text": text, "stage": stage, "heavy": 1.0}


def _cited(step: Mapping[str, Any], called: Called) -> str:
    return called.cite(step["behind"][0])


def _lines(path: Mapping[str, Any], row: int) -> Iterator[Spec]:
    """Yield the arrows of a path, each from box to box."""
    middle = row * _STEP_Y + _TOP + _HIGH // 2
    for at, link in enumerate(path["links"][: len(path["steps"]) - 1]):
        begin = at * _STEP_X + _BROAD
        said = "\n".join(wrap(_link(link), 27)[:2])
        yield arrow((begin, middle), (begin + _STEP_X - _BROAD - 4, middle), said, dashed=bool(path["splice"]))


def _link(link: Mapping[str, Any]) -> str:
    return str(link["label"]) if link["kind"] == "concept" else f"as {link['as']}, stated"


def _head(path: Mapping[str, Any], called: Called) -> str:
    loop = "Loop, the last leads to the first. " if path["loop"] else ""
    if path["splice"]:
        return f"{loop}Splice of {path['studies']} studies"
    names = [called.cite(study) for study in path["reported_by_named"][:3]]
    more = path["reported_by"] - len(names)
    return f"{loop}Reported whole by {', '.join(names)}{f' and {more} more' if more else ''}"


def _path(path: Mapping[str, Any], called: Called) -> str:
    steps = [
        _cited(step, called) if step["configurations"] == 1 else f"{step['configurations']} configurations"
        for step in path["steps"]
    ]
    return f"{' to '.join(steps)} by {', '.join(_link(link) for link in path['links'])}: {_head(path, called)}"


def _heads(heads: Sequence[Spec], size: tuple[int, int]) -> Spec:
    return {
        "data": {"values": list(heads)},
        "mark": {"type": "text", "align": "left", "fontSize": 9, "color": MUTE},
        "encoding": {**scales(size), "text": {"field": "text", "type": "nominal"}},
    }
