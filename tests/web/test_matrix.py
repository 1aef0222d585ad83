"""The comparison matrix by hand, by keyboard, on a phone and without any script."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import httpx
import pytest

from demireg.services.catalogue.stances import reviews
from demireg.services.comparing.matrix import matrix
from demireg.services.repository import Repository
from demireg.web import matrix_view, words
from tests.web.conftest import Opens

P1, KEY = "td.cell a[href*='cell=P1.wood-2021']", "cell=P1.wood-2021"


def test_the_matrix_is_a_real_table_with_headers_for_rows_and_columns(
    server: str, seeded: Repository, opens: Opens
) -> None:
    page = opens(f"{server}/?theory=salutogenesis&show=all").page
    table = page.locator("table.matrix")
    assert table.locator("thead th[scope=col]").count() == len(matrix(seeded, "salutogenesis").studies) + 2
    assert table.locator("tbody th[scope=row]").count() == 6
    said = table.locator("tbody tr").first.locator("td.cell").all_inner_texts()
    assert sum(text.startswith("Wood 2021:") for text in said) == 1


def test_silent_inconclusive_and_not_assessed_are_three_signs_and_three_words(server: str, opens: Opens) -> None:
    page = opens(f"{server}/about").page
    names = ("silent", "inconclusive", "not assessed")
    drawn = {page.locator(f"svg.g-{name.replace(' ', '_')} use").first.get_attribute("href") for name in names}
    assert len(drawn) == 3
    assert all(name in page.inner_text("main") for name in names)


def test_arrow_keys_walk_the_cells_and_enter_opens_the_evidence(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    page.focus(P1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert "Wildman 2019" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{KEY}")
    page.wait_for_selector("#drawer a.close")
    assert "Where people face stressors" in page.inner_text("#drawer h2")
    assert page.locator("td.cell a[aria-current]").count() == 1


def test_only_one_cell_is_a_stop_of_the_tabulator_key(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    assert page.locator("td.cell [tabindex='0']").count() == 1


def test_the_drawer_opens_in_place_and_the_back_button_closes_it(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    page.evaluate("window.stayed = true")
    page.click(P1)
    page.wait_for_selector("#drawer a.close")
    assert KEY in page.url
    page.go_back()
    page.wait_for_selector("#drawer:not(:has(a.close))")
    assert KEY not in page.url
    page.go_forward()
    page.wait_for_selector("#drawer a.close")
    page.keyboard.press("Escape")
    page.wait_for_selector("#drawer:not(:has(a.close))")
    assert page.evaluate("window.stayed") is True
    assert page.evaluate("document.activeElement.href").endswith(f"{KEY}#drawer")


def test_every_view_is_an_address_and_works_without_a_script(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis", scripts=False).page
    page.click(P1)
    assert KEY in page.url
    drawer = page.inner_text("#drawer")
    for expected in ("w12", "curator’s reading", "draft", "read whole", "10.1186/s12875-021-01407-x"):
        assert expected in drawer
    assert page.locator("#drawer .part.C").count() > 0
    page.click("#drawer a.close")
    assert KEY not in page.url


def test_numbers_come_with_their_unknowns(server: str, seeded: Repository, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    numbers = page.locator("td.support small.num").all_inner_texts()
    assert len(numbers) == 6
    assert all("not assessed" in text for text in numbers)
    assert numbers == [matrix_view.numbers(figures) for figures in matrix(seeded, "salutogenesis").support]


def test_a_match_without_a_stance_shows_as_an_underline_with_no_glyph_of_judgement(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    cells = page.locator("td.cell.s-not_assessed:has(i.mark)").all_text_contents()
    assert cells
    assert all(": not assessed; matches" in text or ": not assessed; meets" in text for text in cells)


def test_a_cell_that_names_some_of_its_matches_says_how_many_more_there_are(seeded: Repository) -> None:
    cells = [cell for row in matrix_view.view(matrix(seeded, "salutogenesis")).rows for cell in row.cells]
    several = next(cell for cell in cells if cell.key == "P1.wood-2021")
    assert "; matches (w" in several.also
    assert "; matches in part (mechanism and outcome) (w" in several.also
    held = next(cell for cell in matrix(seeded, "salutogenesis").cells if matrix_view.key_of(cell) == several.key)
    assert f"and {len(held.matches) - 4} more)" in several.also


def test_looking_in_vain_and_not_looking_are_two_verdicts_and_one_programme_is_no_louder(seeded: Repository) -> None:
    table = matrix(seeded, "salutogenesis")
    support = next(figures for figures in table.support if figures.label == "unaddressed")
    assert matrix_view.verdict(support) == "no side taken"
    assert matrix_view.verdict(replace(support, silent=0, inconclusive=0)) == "not addressed"
    against = replace(support, label="disconfirmed", contradicting=1)
    assert matrix_view.verdict(against) == "disconfirmed, single programme"
    assert matrix_view.verdict(replace(against, contradicting=2)) == "disconfirmed"


def test_the_legend_tells_that_stances_are_drafts_and_the_first_lines_lead_to_it(
    server: str, seeded: Repository, opens: Opens
) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    page.get_by_role("link", name="What the signs mean").click()
    assert page.url.endswith("#legend")
    assert words.drafts(reviews(seeded, "salutogenesis")) in page.inner_text("#legend")
    assert page.locator("td.cell svg > title").count() + page.locator("td.bare > span[title]").count() == (
        page.locator("td.cell").count()
    )


def test_the_drawer_says_why_before_it_shows_configurations_and_can_be_cited(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis&{KEY}").page
    order = page.locator("#drawer").inner_text()
    assert order.lower().index("why this cell") < order.index("w05")
    page.click("#drawer summary:has-text('Cite')")
    cite = page.locator("#drawer .cite span").first.inner_text()
    for expected in (
        "Wood 2021 on Salutogenesis P1",
        "corroborates",
        "demireg curators, 2026-11-22, draft",
        "generation",
    ):
        assert expected in cite
    assert cite.endswith("https://w3id.org/realist/id/study/wood-2021/stance/salutogenesis-P1")


def test_on_a_phone_an_opened_cell_brings_its_evidence_into_sight(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis", 390).page
    page.click(P1)
    page.wait_for_selector("#drawer a.close")
    assert abs(page.evaluate("document.querySelector('#drawer').getBoundingClientRect().top")) < 40


def test_the_profile_is_a_chip_in_the_address_and_changes_matches_only(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    judged = "td.cell:not(.bare):not(.s-not_assessed)"
    stances = page.locator(judged).evaluate_all("all => all.map(one => one.className)")
    assert stances
    page.get_by_role("link", name="Authors’ codes only").click()
    page.wait_for_url("**profile=authors-only")
    assert page.locator(judged).evaluate_all("all => all.map(one => one.className)") == stances


def test_on_a_phone_each_proposition_is_a_card_with_its_studies_by_stance(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis", 390).page
    first = page.locator("table.matrix tbody tr").first
    assert first.evaluate("row => getComputedStyle(row).display") == "flex"
    shown = [cell for cell in first.locator("td.cell").all() if cell.is_visible()]
    tops = {cell.inner_text(): cell.evaluate("one => one.getBoundingClientRect().top") for cell in shown}
    assert ": corroborates" in min(tops, key=lambda said: tops[said])
    assert all(cell.locator("a").evaluate("one => one.getBoundingClientRect().height") >= 24 for cell in shown)


def test_the_figure_is_one_drawing_with_legend_versions_and_every_cell(server: str, seeded: Repository) -> None:
    answer = httpx.get(f"{server}/figures/matrix.svg?theory=salutogenesis", trust_env=False)
    assert answer.headers["content-type"].startswith("image/svg+xml")
    drawing = ET.fromstring(answer.text)  # noqa: S314  it is our own
    space = "{http://www.w3.org/2000/svg}"
    titles = [title.text or "" for title in drawing.iter(f"{space}title")]
    assert sum(text.startswith("Wood 2021:") for text in titles) == 6
    written = " ".join("".join(text.itertext()) for text in drawing.iter(f"{space}text"))
    for expected in ("not assessed", "matches", "read whole", "demireg", "wood-2021"):
        assert expected in written
    for expected in ("generation", words.drafts(reviews(seeded, "salutogenesis")), "/?theory=salutogenesis"):
        assert expected in written
    assert "style=" not in answer.text
    assert httpx.get(f"{server}/figures/matrix.svg?theory=salutogenesis", trust_env=False).text == answer.text


@pytest.mark.parametrize("font", ["DejaVu Sans", "DejaVu Serif", "monospace", ""])
@pytest.mark.parametrize("theory", ["salutogenesis", "collaborative-care", "wood-2021-modified"])
def test_no_text_of_the_figure_leaves_it_whatever_the_font(server: str, opens: Opens, font: str, theory: str) -> None:
    page = opens(f"{server}/figures/matrix.svg?theory={theory}").page
    if font:
        page.evaluate(
            "font => document.querySelectorAll('[font-family]').forEach(e => e.setAttribute('font-family', font))", font
        )
    out = page.evaluate(
        """() => {
          const sheet = document.documentElement.getBoundingClientRect();
          return [...document.querySelectorAll("text")].filter((text) => {
            const box = text.getBoundingClientRect();
            return box.left < sheet.left || box.right > sheet.right || box.top < 0 || box.bottom > sheet.bottom;
          }).map((text) => text.textContent);
        }"""
    )
    assert out == []
