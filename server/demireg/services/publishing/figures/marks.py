"""The marks of figures: one glyph language with the pages, and colours that hold in print and for every eye.

Colour never stands alone: each stance has a shape of its own, each side a place, each cell of a heat map its number.
The colours are apart by at least 12 (CIE76) under each of the three colour blindnesses and in full sight.
"""

from typing import Any, Final

INK: Final = "#1d2430"
MUTE: Final = "#5d6675"
LINE: Final = "#d5d9e0"
FAINT: Final = "#edeff3"
FOR: Final = "#1c8f9c"
AGAINST: Final = "#7a1420"
BOUNDARY: Final = "#ad7a10"
NONE: Final = "#5b6270"
#: From nothing to most, each darker than the one before.
RAMP: Final = ("#f1f4f9", "#cfd9ea", "#9db2d6", "#6785bb", "#3b5998", "#1b2c56")
#: Roles with the colour of the pages; a letter stands beside each.
ROLES: Final = {"context": "#2f5d9b", "intervention": "#5d4a8a", "mechanism": "#9a5b12", "outcome": "#1b6e53"}
FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"

_CIRCLE: Final = "M-0.7,0A0.7,0.7 0 1,1 0.7,0A0.7,0.7 0 1,1 -0.7,0Z"
_DISC: Final = "M-0.8,0A0.8,0.8 0 1,1 0.8,0A0.8,0.8 0 1,1 -0.8,0Z"
_DOT: Final = "M-0.34,0A0.34,0.34 0 1,1 0.34,0A0.34,0.34 0 1,1 -0.34,0Z"
_SPECK: Final = "M-0.18,0A0.18,0.18 0 1,1 0.18,0A0.18,0.18 0 1,1 -0.18,0Z"
_SQUARE: Final = "M-0.7,-0.7H0.7V0.7H-0.7Z"
_SMALL: Final = "M-0.5,-0.5H0.5V0.5H-0.5Z"
_BRACKETS: Final = "M-0.5,-0.75H-0.8V0.75H-0.5M0.5,-0.75H0.8V0.75H0.5"
_CROSS: Final = "M-0.36,-0.36L0.36,0.36M0.36,-0.36L-0.36,0.36"
_WAVE: Final = "M-0.8,0.2C-0.55,-0.3 -0.3,-0.35 0,0S0.55,0.25 0.8,-0.2"

#: Filled parts of glyphs, by stance or kind of text read.
FILLED: Final = {
    "corroborates": _DISC,
    "refines": "M0,-0.7A0.7,0.7 0 0,1 0,0.7Z",
    "qualifies": _DOT,
    "contradicts": "M-0.78,-0.78H0.78V0.78H-0.78Z",
    "mixed": "M-0.7,-0.7H0.7L-0.7,0.7Z",
    "not_assessed": _SPECK,
    "full_text": _SMALL,
    "abstract_and_more": "M-0.5,0H0.5V0.5H-0.5Z",
}
#: Drawn parts of glyphs.
DRAWN: Final = {
    "refines": _CIRCLE,
    "extends": f"{_CIRCLE}M0,-0.42V0.42M-0.42,0H0.42",
    "qualifies": _BRACKETS,
    "mixed": _SQUARE,
    "inconclusive": _WAVE,
    "silent": _CIRCLE,
    "abstract_and_more": _SMALL,
    "abstract_only": _SMALL,
    "instantiates": "M-0.8,0H0.8",
    "partly": "M-0.8,0H-0.4M-0.2,0H0.2M0.4,0H0.8",
    "counter": "M-0.8,-0.18H0.8M-0.8,0.18H0.8",
}
#: What is drawn in white over a filled glyph.
OVER: Final = {"contradicts": _CROSS}

COLOURS: Final = {
    "corroborates": FOR,
    "refines": FOR,
    "extends": FOR,
    "qualifies": BOUNDARY,
    "contradicts": AGAINST,
    "mixed": BOUNDARY,
    "inconclusive": NONE,
    "silent": NONE,
    "not_assessed": NONE,
    "full_text": NONE,
    "abstract_and_more": NONE,
    "abstract_only": NONE,
    "instantiates": INK,
    "partly": INK,
    "counter": INK,
}
#: What the glyphs mean, as a legend says it.
SPOKEN: Final = {
    "corroborates": "corroborates",
    "refines": "refines",
    "extends": "extends",
    "qualifies": "qualifies",
    "contradicts": "contradicts",
    "mixed": "mixed",
    "inconclusive": "inconclusive",
    "silent": "silent",
    "not_assessed": "not assessed",
    "instantiates": "pattern matches",
    "partly": "pattern matches in part",
    "counter": "meets with opposed outcome",
    "full_text": "read whole",
    "abstract_and_more": "abstract and more read",
    "abstract_only": "abstract only read",
}
_SIZE: Final = 150
#: What a view that holds glyphs needs, for each of their layers has shapes of its own.
APART: Final = {"scale": {"shape": "independent"}}


def glyphs(encoding: dict[str, Any], size: int = _SIZE) -> list[dict[str, Any]]:
    """Return the layers that draw the field ``glyph`` of the data as glyphs where ``encoding`` places them."""
    return [
        _layer(FILLED, encoding, {"filled": True, "opacity": 1, "size": size}),
        _layer(DRAWN, encoding, {"filled": False, "opacity": 1, "strokeWidth": 1.3, "size": size}),
        _layer(OVER, encoding, {"filled": False, "opacity": 1, "strokeWidth": 1.6, "size": size, "color": "white"}),
    ]


def _layer(paths: dict[str, str], encoding: dict[str, Any], mark: dict[str, Any]) -> dict[str, Any]:
    names = sorted(paths)
    shape = {"field": "glyph", "type": "nominal", "legend": None}
    placed = {**encoding, "shape": {**shape, "scale": {"domain": names, "range": [paths[name] for name in names]}}}
    if "color" not in mark:
        scale = {"domain": sorted(COLOURS), "range": [COLOURS[name] for name in sorted(COLOURS)]}
        placed["color"] = {"field": "glyph", "type": "nominal", "legend": None, "scale": scale}
    return {
        "transform": [{"filter": {"field": "glyph", "oneOf": names}}],
        "mark": {"type": "point", "tooltip": None, **mark},
        "encoding": placed,
    }
