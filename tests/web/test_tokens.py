"""The style sheets: contrast of every token in both schemes, and nothing from elsewhere."""

import re

import pytest

from demireg.web.rendering import STATIC

TEXT = ["ink", "mute", "accent", "context", "mechanism", "outcome", "intervention", "against"]
GLYPHS = ["for", "against", "boundary", "none", "context", "mechanism", "outcome", "intervention", "edge"]
GROUNDS = ["paper", "card"]
SCHEMES = ["light", "dark"]


def tokens(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme by name."""
    text = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", light))
    return found if scheme == "light" else found | dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", dark))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", [*GROUNDS, "wash"])
def test_text_stands_out_from_what_it_stands_on(scheme: str, ground: str) -> None:
    colours = tokens(scheme)
    weak = {name: round(contrast(colours[name], colours[ground]), 2) for name in TEXT}
    assert {name: ratio for name, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_glyphs_and_edges_stand_out_from_what_they_stand_on(scheme: str, ground: str) -> None:
    colours = tokens(scheme)
    weak = {name: round(contrast(colours[name], colours[ground]), 2) for name in GLYPHS}
    assert {name: ratio for name, ratio in weak.items() if ratio < 3} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_on_the_accent_and_on_a_chosen_chip_can_be_read(scheme: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["card"], colours["ink"]) >= 4.5


def test_style_sheets_load_nothing_and_name_no_colour_of_their_own() -> None:
    for path in sorted((STATIC / "css").glob("*.css")):
        text = path.read_text(encoding="utf-8")
        assert "url(" not in text, path.name
        assert "@import" not in text, path.name
        if path.name not in {"tokens.css", "docs.css"}:
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s)])", text) == [], path.name
