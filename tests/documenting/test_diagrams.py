"""Diagrams are drawn from the ontology: what it gains, they show; boxes never overlap, arrows lead to their boxes."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal

from demireg.domain.names import REALIST
from demireg.services.documenting.terms import Ontology, ontology, read
from demireg.services.repository import Repository
from demireg.web import diagrams
from demireg.web.contexts_ontology import DrawingFile
from demireg.web.drawing import Arrow, Box, Drawing, PlacedBox, draw
from demireg.web.ontology_views import diagram_page, diagrams_page
from demireg.web.rendering import text


@pytest.fixture(scope="module")
def held(seeded: Repository) -> Ontology:
    return ontology(seeded.background)


@pytest.fixture(scope="module")
def all_drawn(seeded: Repository) -> dict[str, diagrams.Diagram]:
    names = [name for _, entries in diagrams_page(seeded).entries for name, _ in entries]
    return {name: diagram_page(seeded, name).held for name in names}


def apart(one: PlacedBox, two: PlacedBox) -> bool:
    beside = one.x + one.width <= two.x or two.x + two.width <= one.x
    return beside or one.y + one.height <= two.y or two.y + two.height <= one.y


def faults(drawing: Drawing) -> list[str]:
    """Return boxes that overlap or stick out, and arrows that do not end at their boxes."""
    found = [f"{one.box.key} on {two.box.key}" for one, two in combinations(drawing.boxes, 2) if not apart(one, two)]
    found += [
        placed.box.key
        for placed in drawing.boxes
        if placed.x + placed.width > drawing.width or placed.y + placed.height > drawing.height
    ]
    by_key = {placed.box.key: placed for placed in drawing.boxes}
    for placed in drawing.arrows:
        left, right = (
            (placed.arrow.target, placed.arrow.source)
            if placed.backward
            else (placed.arrow.source, placed.arrow.target)
        )
        numbers = [int(each) for each in re.findall(r"-?\d+", placed.path)]
        for key, x, y in ((left, numbers[0], numbers[1]), (right, numbers[-2], numbers[-1])):
            box = by_key[key]
            if x not in {box.x, box.x + box.width} or not box.y <= y <= box.y + box.height:
                found.append(f"{placed.arrow.label} misses {key}")
    return found


def test_a_term_that_the_ontology_gains_appears_on_the_drawing(seeded: Repository, held: Ontology) -> None:
    more = Graph()
    more.add((REALIST.Ripple, RDF.type, OWL.Class))
    more.add((REALIST.Ripple, RDFS.label, Literal("ripple node")))
    more.add((REALIST.hasRipple, RDF.type, OWL.ObjectProperty))
    more.add((REALIST.hasRipple, RDFS.label, Literal("has a ripple")))
    more.add((REALIST.hasRipple, REALIST.usedOn, REALIST.Study))
    more.add((REALIST.hasRipple, REALIST.valueIs, REALIST.Ripple))
    before = diagrams.metamodel(held)
    after = diagrams.metamodel(read({**seeded.background.modules, "more": more}))
    keys = {placed.box.key for placed in after.drawing.boxes}
    assert keys - {placed.box.key for placed in before.drawing.boxes} == {"Ripple"}
    drawn = {(each.arrow.source, each.arrow.label, each.arrow.target) for each in after.drawing.arrows}
    assert ("Study", "has a ripple", "Ripple") in drawn
    assert any("has a ripple" in "".join(piece for piece, _ in sentence) for sentence in after.told)


def test_every_class_but_lists_of_values_is_on_the_whole_metamodel(held: Ontology) -> None:
    drawn = {placed.box.key for placed in diagrams.metamodel(held).drawing.boxes}
    classes = {term.name.local for term in held.of("class")} - diagrams.lists(held)
    assert drawn == classes | {"skos:Concept"}


def test_what_is_drawn_neither_overlaps_nor_misses(all_drawn: dict[str, diagrams.Diagram]) -> None:
    assert len(all_drawn) > 20
    assert {name: faults(diagram.drawing) for name, diagram in all_drawn.items() if faults(diagram.drawing)} == {}


def test_every_diagram_is_told_in_words_too(all_drawn: dict[str, diagrams.Diagram]) -> None:
    silent = [name for name, diagram in all_drawn.items() if diagram.drawing.arrows and not diagram.told]
    assert silent == []


def test_a_drawing_alone_is_an_svg_with_a_title_and_a_description(all_drawn: dict[str, diagrams.Diagram]) -> None:
    for name, diagram in all_drawn.items():
        root = ET.fromstring(text("diagram.svg", DrawingFile(diagram)))  # noqa: S314 (our own text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg", name
        assert (root.findtext("{http://www.w3.org/2000/svg}title") or "") == diagram.title
        assert root.findtext("{http://www.w3.org/2000/svg}desc")


def test_the_anatomy_shows_every_part_of_the_configuration_once(seeded: Repository) -> None:
    diagram = diagram_page(seeded, "configuration/wood-2021/w12").held
    keys = [placed.box.key.rpartition("/w12/")[2] for placed in diagram.drawing.boxes]
    for part in ("c1", "c2", "c3", "i1", "m1", "m2", "o1", "o2", "o3", "excerpt", "link/1"):
        assert keys.count(part) == 1, part
    names = {(each.arrow.label, each.arrow.target.rpartition("/")[2]) for each in diagram.drawing.arrows}
    assert ("resource assignment", "m1") in names
    assert ("coded concept", "SocialIsolation") in names
    assert ("link to", "w15") in names


def test_arrows_in_a_circle_and_to_oneself_are_drawn_without_end() -> None:
    boxes = [Box(key, (key,)) for key in "abc"]
    arrows = [Arrow("a", "b"), Arrow("b", "c"), Arrow("c", "a", "back"), Arrow("a", "a"), Arrow("a", "nowhere")]
    drawing = draw(boxes, arrows)
    assert [each.arrow.label for each in drawing.arrows if each.backward] == ["back"]
    assert len(drawing.arrows) == 3
    assert faults(drawing) == []
    assert draw([], []).boxes == ()
