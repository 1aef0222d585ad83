"""The drawing of a lineage: no word and no straight line falls on a theory, however many rivals stand together."""

from itertools import pairwise

import pytest

from demireg.services.catalogue.theories import Edge, TheorySummary
from demireg.web.citing import linked
from demireg.web.lineage import Box, Drawing, draw


def drawn(*edges: tuple[str, str, str]) -> Drawing:
    """Draw theories named by letters, with steps such as ``("b", "revises", "a")``."""
    slugs = sorted({end for one, _, other in edges for end in (one, other)})
    theories = [TheorySummary(slug, slug.upper(), "", "", formal=True, propositions=3) for slug in slugs]
    steps = tuple(Edge(one, one.upper(), how, other, other.upper()) for one, how, other in edges)
    return draw(steps, theories, "", {})


def covers(box: Box, drawing: Drawing, x: int, y: int) -> bool:
    return box.x < x < box.x + drawing.box_width and box.y < y < box.y + drawing.box_height


CHAIN = [("a", "rival-of", "d"), ("d", "rival-of", "b"), ("b", "rival-of", "e"), ("c", "rival-of", "f")]
STAR = [("a", "rival-of", each) for each in "bcde"]


@pytest.mark.parametrize("edges", [CHAIN, STAR, [*CHAIN, ("g", "revises", "a"), ("g", "rival-of", "b")]])
def test_no_word_stands_on_a_theory(edges: list[tuple[str, str, str]]) -> None:
    drawing = drawn(*edges)
    on = [(arrow, box) for arrow in drawing.arrows for box in drawing.boxes if covers(box, drawing, arrow.x, arrow.y)]
    assert on == []
    assert all(0 <= arrow.x <= drawing.width and 0 <= arrow.y <= drawing.height for arrow in drawing.arrows)


def test_rivals_that_can_stand_together_do() -> None:
    drawing = drawn(*CHAIN)
    order = "".join(box.slug for box in sorted(drawing.boxes, key=lambda box: box.y))
    neighbours = {frozenset(pair) for pair in pairwise(order)}
    assert all({one, other} in neighbours for one, _, other in CHAIN)
    assert all("C" not in arrow.path for arrow in drawing.arrows)


def test_a_rival_of_many_is_joined_with_those_further_off_round_those_between() -> None:
    paths = [arrow.path for arrow in drawn(*STAR).arrows]
    assert sum("C" in path for path in paths) == 2
    assert sum("V" in path for path in paths) == 2


def test_a_source_on_the_web_is_a_link_and_so_is_a_doi() -> None:
    text = "doi:10.1111/hsc.12839. https://bmjopen.bmj.com/content/9/11/e033137."
    assert [href for _, href in linked(text) if href] == [
        "https://doi.org/10.1111/hsc.12839",
        "https://bmjopen.bmj.com/content/9/11/e033137",
    ]
    assert "".join(piece for piece, _ in linked(text)) == text
