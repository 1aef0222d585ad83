"""Figures: drawn whole and alike each time, told in words, for every eye and for print, and with nothing fetched."""

import math
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

import altair as alt
import pytest
from defusedxml.ElementTree import fromstring

from demireg.domain.errors import BadParameter
from demireg.services.comparing.later import Later
from demireg.services.publishing import FORMATS, publish
from demireg.services.publishing.about import about
from demireg.services.publishing.figures import FIGURES, drawn, marks
from demireg.services.publishing.figures.frame import spec, svg
from demireg.services.repository import Repository
from tests.publishing.answers import SHIPPED, answered

SVG = "{http://www.w3.org/2000/svg}"
Colour = tuple[float, float, float]
#: What each colour blindness makes of linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1).
BLIND: dict[str, tuple[Colour, Colour, Colour]] = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
#: CIE76 distance that is seen at once between areas of colour.
APART = 12


def linear(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return (_straight(red), _straight(green), _straight(blue))


def _straight(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def seen(colour: str, kind: str) -> Colour:
    """Return CIELAB of a colour as an eye of some kind sees it."""
    light = linear(colour)
    red, green, blue = (
        min(max(sum(part * share for part, share in zip(row, light, strict=True)), 0), 1) for row in BLIND[kind]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    a, b, c = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return (116 * b - 16, 500 * (a - b), 200 * (b - c))


def distance(one: str, other: str, kind: str) -> float:
    return math.dist(seen(one, kind), seen(other, kind))


def text_of(node: Element | None) -> str:
    return "" if node is None or node.text is None else node.text


def strings(node: object) -> Iterator[tuple[str, object]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield (str(key), value)
            yield from strings(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from strings(value)


@pytest.mark.parametrize("kind", BLIND)
def test_the_sides_are_apart_for_every_kind_of_eye(kind: str) -> None:
    colours = (marks.FOR, marks.AGAINST, marks.BOUNDARY, marks.NONE)
    assert min(distance(one, other, kind) for one, other in combinations(colours, 2)) >= APART


def test_for_and_against_are_apart_in_grey() -> None:
    one, other = seen(marks.FOR, "none")[0], seen(marks.AGAINST, "none")[0]
    assert abs(one - other) >= 20


def test_every_colour_of_a_mark_is_seen_on_paper() -> None:
    colours = (marks.FOR, marks.AGAINST, marks.BOUNDARY, marks.NONE, marks.INK, marks.MUTE)
    assert all(1.05 / (luminance(colour) + 0.05) >= 3 for colour in colours)


def test_the_steps_of_a_heat_map_grow_darker() -> None:
    lights = [seen(colour, kind)[0] for kind in BLIND for colour in marks.RAMP]
    steps = [lights[at : at + len(marks.RAMP)] for at in range(0, len(lights), len(marks.RAMP))]
    assert all(one - other >= 6 for step in steps for one, other in pairwise(step))


def test_every_stance_has_a_shape_and_words_of_its_own() -> None:
    shapes = {name: (marks.FILLED.get(name), marks.DRAWN.get(name), marks.OVER.get(name)) for name in marks.COLOURS}
    assert len(set(shapes.values())) == len(shapes)
    assert len(set(marks.SPOKEN.values())) == len(marks.COLOURS)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_a_vector_drawing_that_says_what_it_shows(toy: Repository, seeded: Repository, name: str) -> None:
    answer = answered(seeded if name in SHIPPED else toy, name)
    page = fromstring(publish(answer, "svg"))
    assert text_of(page.find(f"{SVG}title")) == answer.measure.title
    assert len(text_of(page.find(f"{SVG}desc"))) > 20
    assert page.get("role") == "img"
    words = " ".join(" ".join(page.itertext()).split())
    assert f"generation {answer.versions.generation}" in words
    assert answer.versions.digest in words
    links = [value for each in page.iter() for key, value in each.attrib.items() if key.endswith(("href", "src"))]
    assert [link for link in links if not link.startswith("#")] == []
    assert not list(page.iter(f"{SVG}script"))
    assert not list(page.iter(f"{SVG}image"))


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_vega_lite_with_all_its_data_inside(toy: Repository, seeded: Repository, name: str) -> None:
    answer = answered(seeded if name in SHIPPED else toy, name)
    made = spec(about(answer), drawn(answer))
    alt.Chart.from_dict(made, validate=True)
    assert [key for key, value in strings(made) if key in {"url", "href"}] == []


def test_a_figure_is_dense_enough_for_print(toy: Repository) -> None:
    content = publish(answered(toy, "support"), "png")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    assert width > 2000
    assert height > 800
    assert content == publish(answered(toy, "support"), "png")


def test_the_same_answer_gives_the_same_drawing(toy: Repository) -> None:
    assert publish(answered(toy, "matrix"), "svg") == publish(answered(toy, "matrix"), "svg")


def test_the_matrix_in_words_names_every_stance(toy: Repository) -> None:
    said = drawn(answered(toy, "matrix")).said
    assert "corroborates: Example 2018, Example 2019, Example 2021" in said
    assert "refines: Example 2020; contradicts: Example 2022; not assessed: 1 studies" in said


def test_studies_that_nobody_judged_are_left_out_of_the_matrix_and_counted(toy: Repository) -> None:
    answer = answered(toy, "matrix")
    body = dict(answer.found.body)
    silent = {"stance": "not_assessed", "basis": (), "matches": (), "counter": (), "partly": ()}
    body["cells"] = [cell | silent if cell["study"] == "toy-s6" else cell for cell in body["cells"]]
    figure = drawn(replace(answer, found=replace(answer.found, body=body)))
    assert figure.key[-1] == "1 of 6 studies are not shown: nobody has judged them on this theory."
    assert "Example 2023" not in figure.said


def test_too_many_studies_for_a_page_are_refused_with_what_to_do(toy: Repository) -> None:
    answer = answered(toy, "matrix")
    body = dict(answer.found.body)
    [cell, *_], [study, *_] = body["cells"], body["studies"]
    body["cells"] = [{**cell, "study": f"s{number}"} for number in range(200)]
    body["studies"] = [{**study, "id": f"s{number}"} for number in range(200)]
    with pytest.raises(BadParameter, match=r"at most 150 studies.*and 200 have one here.*Choose studies by a filter"):
        drawn(replace(answer, found=replace(answer.found, body=body)))


@pytest.mark.parametrize(
    ("name", "listed", "said"),
    [
        ("contradictions", "counts", "The 30 of 60 oppositions that are explained least"),
        ("voices", "links", "The first 32 of 60 links"),
        ("transfer", "sentences", "The first 50 of 60 sentences"),
        ("diversity", "propositions", "The first 40 of 60 propositions"),
        ("diff", "propositions", "The first 30 of 60 rows"),
    ],
)
def test_a_long_list_is_cut_with_a_sentence(toy: Repository, name: str, listed: str, said: str) -> None:
    answer = answered(toy, name)
    first = answer.found.body[listed][0]
    body = {**answer.found.body, listed: Later(60, lambda: [first] * 60)}
    figure = drawn(replace(answer, found=replace(answer.found, body=body)))
    assert [line for line in figure.key if line.startswith(said)]
    assert svg(about(answer), figure)


def test_theories_beside_each_other_are_counted_by_what_explains_the_configurations(toy: Repository) -> None:
    answer = answered(toy, "rivals")
    explained = {side: len(answer.body["explained"][side]["ids"]) for side in ("first", "second", "both", "neither")}
    [first, *_] = drawn(answer).said.split(". ")
    assert first.startswith(f"All units: {explained['first']} toy")
    assert first.endswith(f"neither: {explained['neither']}")


def test_a_measure_without_a_figure_and_an_empty_answer_say_so(toy: Repository) -> None:
    assert FORMATS["svg"].of == frozenset(FIGURES)
    answer = answered(toy, "support")
    with pytest.raises(BadParameter, match="There is nothing to draw"):
        drawn(replace(answer, found=replace(answer.found, rows=())))
    with pytest.raises(BadParameter, match="The measure agreement has no figure"):
        drawn(replace(answer, measure=replace(answer.measure, name="agreement")))


#: Draws a figure whose texts hold letters at which the drawing program stops, in a process that it may end.
UNPRINTABLE = """
import sys
from demireg.services.publishing.about import About
from demireg.services.publishing.figures.frame import Figure, png, svg

text = "one\\u2028two\\u2029three\\x01four\\ud800five\\u202esix"
view = {"data": {"values": [{text: text}]}, "mark": "text", "encoding": {"text": {"field": text, "type": "nominal"}}}
pairs = ((text, text),)
said, figure = About(text, text, pairs, pairs, (text,), pairs, text, text), Figure(view, text, 200, (text,))
sys.stdout.buffer.write(svg(said, figure))
sys.exit(not png(said, figure).startswith(b"\\x89PNG"))
"""


def test_letters_that_nobody_sees_do_not_keep_a_figure_from_being_drawn() -> None:
    made = subprocess.run([sys.executable, "-c", UNPRINTABLE], capture_output=True, check=False)
    assert made.returncode == 0, made.stderr.decode()[-400:]
    assert "one two threefourfivesix" in str(fromstring(made.stdout).findtext(f"{SVG}title")).replace("  ", " ")


def test_what_cannot_be_drawn_is_a_fault_that_is_explained(toy: Repository) -> None:
    answer = answered(toy, "support")
    with pytest.raises(BadParameter, match="could not be drawn"):
        svg(about(answer), replace(drawn(answer), main={"mark": "nonsense"}))
