"""The frame of every figure: the question above, words and versions below; drawn as SVG or PNG, nothing fetched."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Final
from xml.sax.saxutils import escape

from demireg.domain.errors import BadParameter
from demireg.services.comparing.later import LISTS
from demireg.services.importing.characters import plain
from demireg.services.publishing.about import About
from demireg.services.publishing.figures.marks import APART, COLOURS, FAINT, FONT, INK, LINE, MUTE, SPOKEN, glyphs

Spec = dict[str, Any]
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
_VERSION: Final = "6.1"
#: Dots per inch of a PNG, as printers ask for; a figure that is very broad gets fewer.
_DENSE, _PLAIN, _BROAD = 300, 150, 1200
#: Room of a letter in the small print, in pixels.
_LETTER: Final = 4.6
#: An axis up to this number has each number.
_FEW: Final = 5
#: Ends of lines and of paragraphs that JavaScript takes for ends of its own lines.
_SEPARATORS: Final = re.compile("[\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. main: its Vega-Lite view; said: what it shows in words; width: in pixels; key: lines below it."""

    main: Spec
    said: str
    width: int
    key: Sequence[str] = ()
    legend: Sequence[str] = field(default_factory=tuple)


def spec(said: About, figure: Figure) -> Spec:
    """Return the whole of a figure in Vega-Lite: title, view, legend, key, versions."""
    letters = max(int(figure.width / _LETTER), 60)
    below = [line for text in figure.key for line in wrap(text, letters)]
    below += [*wrap(f"Made from {said.made}. {said.address}", letters)]
    parts = [figure.main, *([_legend(figure.legend, figure.width)] if figure.legend else [])]
    inner = {
        "vconcat": parts,
        "spacing": 14,
        "title": {
            "text": wrap(said.title, int(letters * 0.68)),
            "subtitle": wrap(said.asked, letters),
            "anchor": "start",
            "frame": "bounds",
            "offset": 12,
        },
    }
    return {
        "$schema": _SCHEMA,
        "description": figure.said,
        "background": "white",
        "padding": 12,
        "vconcat": [inner],
        "title": {
            "text": below,
            "orient": "bottom",
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 9,
            "fontWeight": "normal",
            "color": MUTE,
            "lineHeight": 12,
            "offset": 10,
        },
        "config": _CONFIG,
    }


def svg(said: About, figure: Figure) -> bytes:
    """Return a figure as SVG in UTF-8 that says what it shows in its title and description.

    Raises BadParameter for an answer that cannot be drawn.
    """
    import vl_convert

    drawing = _text(said, figure)
    with _drawing():
        drawn: str = vl_convert.vegalite_to_svg(drawing, vl_version=_VERSION, allowed_base_urls=[])
    title, shows = (escape(_clean(text)) for text in (said.title, figure.said))
    words = f"<title>{title}</title><desc>{shows}</desc>"
    head, end, rest = drawn.partition(">")
    return f'{head} role="img"{end}{words}{rest}'.encode()


def png(said: About, figure: Figure) -> bytes:
    """Return a figure as PNG, dense enough to be printed. Raises BadParameter for an answer that cannot be drawn."""
    import vl_convert

    dense = _DENSE if figure.width <= _BROAD else _PLAIN
    drawing = _text(said, figure)
    with _drawing():
        made: bytes = vl_convert.vegalite_to_png(drawing, vl_version=_VERSION, ppi=dense, scale=1, allowed_base_urls=[])
    return made


def _text(said: About, figure: Figure) -> str:
    """Return a figure for the drawing program, without letters at which it stops or ends the whole process."""
    return json.dumps(_cleaned(spec(said, figure)))


def _cleaned(value: Any) -> Any:  # noqa: ANN401 (any JSON)
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, Mapping):
        return {_clean(name): _cleaned(each) for name, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, LISTS) else value


def _clean(text: str) -> str:
    return _SEPARATORS.sub(" ", plain(text))


@contextmanager
def _drawing() -> Iterator[None]:
    try:
        yield
    except ValueError as fault:
        raise BadParameter("This answer could not be drawn. Narrow it by filters, or take it as a table.") from fault


def sentences(rows: Iterable[tuple[str, str]], step: int, width: int) -> Spec:
    """Return a view with the sentence of each named row, to stand to the left of what is drawn of them."""
    letters, most = int(width / 5.3), max(step // 13, 1)
    data = [
        {"row": name, "text": "\n".join(wrap(text, letters, max_lines=most, placeholder=" …"))} for name, text in rows
    ]
    return {
        "data": {"values": data},
        "width": width,
        "height": {"step": step},
        "mark": {"type": "text", "align": "left", "lineBreak": "\n", "lineHeight": 12, "fontSize": 10, "x": 0},
        "encoding": {
            "y": {"field": "row", "type": "nominal", "sort": None, "axis": None},
            "text": {"field": "text", "type": "nominal"},
        },
    }


def axis(title: str | None = None, **more: object) -> Spec:
    """Return a quiet axis."""
    return {"title": title, "domain": False, "ticks": False, "labelLimit": 260, "labelPadding": 6, **more}


def named(field: str, names: Sequence[str], shown: Spec | None = None) -> Spec:
    """Return the encoding of a field by names that keep their order, without an axis unless one is given."""
    order = list(names)
    return {"field": field, "type": "nominal", "sort": order, "scale": {"domain": order}, "axis": shown}


def short(text: str, room: int) -> str:
    """Return a text cut to so many letters, with an ellipsis where it is longer."""
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def counting(title: str, most: int) -> Spec:
    """Return a quiet axis above for whole numbers up to ``most``."""
    few = {"values": list(range(most + 1))} if most <= _FEW else {"tickCount": 3, "tickMinStep": 1}
    return axis(title, orient="top", grid=True, gridColor=FAINT, format=",d", **few)


def apart(names: Iterable[str]) -> list[str]:
    """Return names of which no two are alike: a number stands behind each that was there before."""
    often: Counter[str] = Counter()
    found = []
    for name in names:
        often[name] += 1
        found.append(name if often[name] == 1 else f"{name} ({often[name]})")
    return found


def _legend(names: Sequence[str], width: int) -> Spec:
    """Return a row or more of glyphs with what they mean."""
    room = 26 + int(5.6 * max(len(SPOKEN[name]) for name in names))
    across = max(width // room, 1)
    data = [
        {"glyph": name, "x": place % across * room + 8, "y": place // across * 18 + 8, "text": SPOKEN[name]}
        for place, name in enumerate(names)
        if name in COLOURS
    ]
    height = 18 * (-(-len(names) // across)) + 4
    down: Spec = {"domain": [0, height], "nice": False}
    encoding: Spec = {
        "x": {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [0, width], "nice": False}},
        "y": {"field": "y", "type": "quantitative", "axis": None, "scale": {**down, "reverse": True}},
    }
    words = {"type": "text", "align": "left", "dx": 12, "fontSize": 9.5, "color": INK}
    return {
        "data": {"values": data},
        "width": width,
        "height": height,
        "resolve": APART,
        "layer": [
            *glyphs(encoding, 120),
            {"mark": words, "encoding": {**encoding, "text": {"field": "text", "type": "nominal"}}},
        ],
    }


_CONFIG: Final[Spec] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": MUTE,
        "labelFontSize": 10,
        "titleFontSize": 10,
        "titleFontWeight": "normal",
        "gridColor": LINE,
        "domainColor": MUTE,
        "tickColor": MUTE,
    },
    "title": {
        "fontSize": 13,
        "color": INK,
        "subtitleFontSize": 9.5,
        "subtitleColor": MUTE,
        "fontWeight": "bold",
        "subtitlePadding": 5,
        "subtitleLineHeight": 12,
    },
    "text": {"fontSize": 10, "color": INK},
    "header": {"labelColor": INK, "labelFontSize": 10},
    "legend": {"labelFontSize": 9.5, "titleFontSize": 9.5, "labelColor": INK, "titleColor": MUTE},
    "concat": {"spacing": 10},
}
