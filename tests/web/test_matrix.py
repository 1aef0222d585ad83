"""The comparison matrix by hand, by keyboard, on a phone and without any script."""

from xml.etree import ElementTree as ET

import httpx

from tests.web.conftest import Opens

P1, KEY = "td.cell a[href*='cell=P1.wood-2021']", "cell=P1.wood-2021"


def test_the_matrix_is_a_real_table_with_headers_for_rows_and_columns(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    table = page.locator("table.matrix")
    assert table.locator("thead th[scope=col]").count() == 6 + 2
    assert table.locator("tbody th[scope=row]").count() == 6
    said = table.locator("tbody tr").first.locator("td.cell").all_inner_texts()
    assert [text.partition(":")[0].strip() for text in said][-1] == "Wood 2021"


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
    assert "Tierney 2020" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("End")
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


def test_numbers_come_with_their_unknowns(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    numbers = page.locator("td.support small.num").all_inner_texts()
    assert len(numbers) == 6
    assert all("not assessed" in text for text in numbers)
    assert numbers[0] == "1 of 1 programme · 2 others looked · 3 not assessed"


def test_a_match_without_a_stance_shows_as_an_underline_with_no_glyph_of_judgement(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    cell = page.locator("td.cell.s-not_assessed:has(i.mark)").first
    assert "Hanlon 2021: not assessed; matches the pattern (ha-1)" in (cell.text_content() or "")


def test_the_profile_is_a_chip_in_the_address_and_changes_matches_only(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis").page
    stances = page.locator("td.cell svg").evaluate_all("all => all.map(one => one.classList.value)")
    page.get_by_role("link", name="Authors’ codes only").click()
    page.wait_for_url("**profile=authors-only")
    assert page.locator("td.cell svg").evaluate_all("all => all.map(one => one.classList.value)") == stances


def test_on_a_phone_each_proposition_is_a_card_with_its_studies_by_stance(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?theory=salutogenesis", 390).page
    first = page.locator("table.matrix tbody tr").first
    assert first.evaluate("row => getComputedStyle(row).display") == "flex"
    shown = [cell for cell in first.locator("td.cell").all() if cell.is_visible()]
    tops = {
        cell.inner_text().partition(":")[0]: cell.evaluate("one => one.getBoundingClientRect().top") for cell in shown
    }
    assert min(tops, key=lambda study: tops[study]) == "Wood 2021"
    assert all(cell.locator("a").evaluate("one => one.getBoundingClientRect().height") >= 24 for cell in shown)


def test_the_figure_is_one_drawing_with_legend_versions_and_every_cell(server: str) -> None:
    answer = httpx.get(f"{server}/figures/matrix.svg?theory=salutogenesis", trust_env=False)
    assert answer.headers["content-type"].startswith("image/svg+xml")
    drawing = ET.fromstring(answer.text)  # noqa: S314  it is our own
    space = "{http://www.w3.org/2000/svg}"
    titles = [title.text or "" for title in drawing.iter(f"{space}title")]
    assert sum(text.startswith("Wood 2021:") for text in titles) == 6
    written = " ".join("".join(text.itertext()) for text in drawing.iter(f"{space}text"))
    for expected in ("not assessed", "matches the pattern", "read whole", "demireg", "wood-2021"):
        assert expected in written
    assert "style=" not in answer.text
