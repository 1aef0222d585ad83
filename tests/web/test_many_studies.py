"""The matrix with as many studies as there are sheets to come: still light, and it scrolls within itself."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from demireg.domain.errors import BadParameter
from demireg.services.comparing.matrix import Cell, Matrix, PropositionHead, StudyHead
from demireg.services.comparing.rows import StudyRow
from demireg.services.comparing.support import support
from demireg.services.generations import Versions
from demireg.web import choosing, figure, matrix_view
from demireg.web.choosing import Choice
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
        counted=len(studies),
        versions=Versions("0", 1, "b", "d", dict.fromkeys(studies, "1")),
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


def test_a_wide_matrix_shows_that_it_goes_on_and_on_a_phone_its_hidden_head_takes_no_room(
    browser: Browser, html: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.set_content(html)
    for sheet in ("tokens", "base", "parts", "matrix"):
        page.add_style_tag(path=STATIC / "css" / f"{sheet}.css")
    shadow = "getComputedStyle(document.querySelector('tbody .support'), '::before').opacity"
    assert page.get_by_text("scroll the table sideways").is_visible()
    page.wait_for_function(f"{shadow} === '1'")
    page.locator(".sheet .scroll").evaluate("one => { one.scrollLeft = one.scrollWidth }")
    page.wait_for_function(f"{shadow} === '0'")
    page.set_viewport_size({"width": 390, "height": 860})
    assert page.locator("table thead").evaluate("one => one.getBoundingClientRect().height") <= 1
    first, sheet_box = page.locator("tbody tr").first.bounding_box(), page.locator(".sheet").bounding_box()
    assert first
    assert sheet_box
    assert first["y"] - sheet_box["y"] < 20
    assert not page.get_by_text("scroll the table sideways").is_visible()
    page.close()


def test_the_heads_of_a_wide_matrix_stay_in_sight_when_it_is_scrolled_down(browser: Browser, html: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 480})
    page.set_content(html)
    for sheet in ("tokens", "base", "parts", "matrix"):
        page.add_style_tag(path=STATIC / "css" / f"{sheet}.css")
    inner = page.locator(".sheet .scroll")
    before = page.locator("thead th.study").first.bounding_box()
    inner.evaluate("one => { one.scrollTop = 150 }")
    assert inner.evaluate("one => one.scrollTop") == 150
    assert page.locator("thead th.study").first.bounding_box() == before
    page.close()


def test_studies_on_which_there_is_nothing_are_left_out_unasked_and_counted() -> None:
    matrix = wide()
    alone = {"study-03", "study-04"}
    cells = tuple(
        replace(cell, stance="not_assessed", matches=()) if cell.study not in alone else cell for cell in matrix.cells
    )
    shown = matrix_view.view(replace(matrix, cells=cells))
    assert {study.id for study in shown.columns} == alone
    assert (shown.left_out, shown.of) == (STUDIES - 2, STUDIES)
    every = matrix_view.view(replace(matrix, cells=cells), choice=Choice(show="all"))
    assert (len(every.columns), every.left_out) == (STUDIES, 0)
    assert [row.numbers for row in every.rows] == [row.numbers for row in shown.rows], "the bars count every programme"


def test_studies_of_one_programme_stand_together_under_its_name() -> None:
    matrix = wide()
    studies = tuple(
        replace(study, programme="shared") if study.id in {"study-01", "study-40"} else study
        for study in matrix.studies
    )
    shown = matrix_view.view(replace(matrix, studies=studies), choice=Choice(order="programme"))
    assert ("shared", 2) in shown.groups
    assert sum(count for _, count in shown.groups) == STUDIES
    at = sum(count for _, count in shown.groups[: shown.groups.index(("shared", 2))])
    assert [study.id for study in shown.columns[at : at + 2]] == ["study-01", "study-40"]
    one = matrix_view.view(replace(matrix, studies=studies), choice=Choice(programme="shared"))
    assert [study.id for study in one.columns] == ["study-01", "study-40"]


def test_studies_of_one_name_are_called_by_their_identifiers() -> None:
    matrix = wide()
    same = tuple(replace(study, label="Same 2020") if study.id < "study-02" else study for study in matrix.studies)
    names = [study.label for study in matrix_view.view(replace(matrix, studies=same)).columns]
    assert "Same 2020" not in names
    assert {"study-00", "study-01"} <= set(names)


def test_a_choice_stays_in_every_address_of_the_page_and_an_unknown_order_is_refused() -> None:
    shown = matrix_view.view(wide(), choice=Choice(seen="abstract_only", order="judged"))
    hrefs = [cell.href for row in shown.rows for cell in row.cells if cell.href]
    assert hrefs
    assert all("seen=abstract_only&order=judged" in href for href in hrefs)
    assert not matrix_view.view(wide(), choice=Choice(seen="full_text")).columns
    with pytest.raises(BadParameter, match="year, programme, read, judged"):
        choosing.asked(order="luck")


def test_the_figure_of_a_wide_matrix_has_room_for_every_study() -> None:
    page = figure.lay_out(wide(), "0")
    assert page.left + STUDIES * page.step < page.right < page.width
