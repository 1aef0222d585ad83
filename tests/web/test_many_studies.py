"""The matrix with as many studies as there are sheets to come: still light, and it scrolls within itself."""

import re

import pytest
from playwright.sync_api import Browser

from demireg.services.comparing.matrix import Cell, Matrix, PropositionHead, StudyHead
from demireg.services.comparing.rows import StudyRow
from demireg.services.comparing.support import support
from demireg.services.generations import Versions
from demireg.web import figure, matrix_view
from demireg.web.contexts import ComparePage, Frame
from demireg.web.rendering import STATIC, text

STUDIES, PROPOSITIONS = 69, 6
CYCLE = ("corroborates", "silent", "contradicts", "refines", "inconclusive", "qualifies", "extends")


def wide() -> Matrix:
    """Return a matrix in which a third of the cells is assessed, every stance occurring."""
    studies = [f"study-{number:02}" for number in range(STUDIES)]
    rows = {study: StudyRow(study, study.title(), 2020, study, "England", "abstract_only", []) for study in studies}
    heads = tuple(PropositionHead(f"P{number}", f"Proposition number {number} says this") for number in range(1, 7))
    said = {
        (head.id, study): CYCLE[(at + place) // 3 % 7] if (at + place) % 3 == 0 else "not_assessed"
        for place, head in enumerate(heads)
        for at, study in enumerate(studies)
    }
    sides = {
        head.id: {study: frozenset({said[head.id, study]} - {"not_assessed"}) for study in studies} for head in heads
    }
    cells = tuple(
        Cell(proposition, study, stance, (), (f"{study}/k1",) if stance == "refines" else (), (), ())
        for (proposition, study), stance in said.items()
    )
    return Matrix(
        theory="wide",
        label="A wide theory",
        profile="all-accepted",
        propositions=heads,
        studies=tuple(
            StudyHead(study, study.title(), 2020, study, "England", "abstract_only", []) for study in studies
        ),
        cells=cells,
        support=tuple(support(head.id, sides[head.id], rows) for head in heads),
        known=sum(stance != "not_assessed" for stance in said.values()),
        unknown=sum(stance == "not_assessed" for stance in said.values()),
        versions=Versions("0", 1, "b", dict.fromkeys(studies, "1")),
    )


@pytest.fixture(scope="module")
def html() -> str:
    return text("compare.html", ComparePage(Frame("demireg"), "Many.", (), (), (), matrix_view.view(wide()), None, ""))


def test_sixty_nine_studies_stay_under_a_hundred_kilobytes(html: str) -> None:
    assert len(re.findall(r'<td [^>]*class="cell', html)) == STUDIES * PROPOSITIONS
    assert len(html.encode()) < 100_000


def test_a_wide_matrix_scrolls_within_its_sheet_and_keeps_its_propositions_in_sight(
    browser: Browser, html: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.set_content(html)
    for sheet in ("tokens", "base", "parts", "matrix"):
        page.add_style_tag(path=STATIC / "css" / f"{sheet}.css")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    inner = page.locator(".sheet .scroll")
    assert inner.evaluate("one => one.scrollWidth > one.clientWidth")
    before = page.locator("tbody th.prop").first.bounding_box()
    inner.evaluate("one => { one.scrollLeft = 600 }")
    assert page.locator("tbody th.prop").first.bounding_box() == before
    page.close()


def test_the_figure_of_a_wide_matrix_has_room_for_every_study() -> None:
    page = figure.lay_out(wide(), "0")
    assert page.left + STUDIES * page.step < page.right < page.width
