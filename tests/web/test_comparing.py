"""Pages of comparison: forms, filters, tables that sort without a script, drawings, files, faults."""

import re
from collections.abc import Iterator

import httpx
import pytest

from demireg.services.comparing.measures import MEASURES
from demireg.services.repository import Repository
from demireg.web.measuring import VIEWS
from demireg.web.measuring.page import card
from tests.conftest import serving
from tests.web.conftest import Opens

MOST_BYTES = 100_000
CONTRAST = "/compare/contrast?mechanism=toy-TRUST&outcome=toy-ENG-plus"
TABLE = "/compare/truth-table?conditions=toy-TRUST,toy-LOCAL,toy-TIMEOPEN&outcome=toy-ENG-plus"
DRAWN = {
    "contrast": CONTRAST,
    "truth-table": TABLE,
    "patterns": "/compare/patterns",
    "gaps": "/compare/gaps?reported=1",
    "contradictions": "/compare/contradictions",
    "diff": "/compare/diff?theory=salutogenesis&other=social-capital",
}


@pytest.fixture(scope="module")
def site(toy: Repository) -> Iterator[str]:
    """Give the address of a server over the worked example."""
    with serving(toy) as address:
        yield address


def read(address: str, follow: bool = False) -> httpx.Response:
    """Ask as a browser does."""
    return httpx.get(address, headers={"Accept": "text/html"}, timeout=60, trust_env=False, follow_redirects=follow)


def words(html: str) -> str:
    """Return what a page says in its main part, tags left out."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


def test_every_measure_is_in_the_overview_with_its_question_and_an_example_that_leads_on(server: str) -> None:
    page = read(f"{server}/compare").text
    for name, measure in MEASURES.items():
        assert f'href="/compare/{name}"' in page
        if card(measure).answered:
            assert f'href="{card(measure).answered.replace("&", "&amp;")}"' in page


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_has_a_page_whose_example_is_answered_in_less_than_a_hundred_kilobytes(
    server: str, name: str
) -> None:
    example = card(MEASURES[name])
    answer = read(server + (example.answered or example.href), follow=True)
    assert answer.status_code == 200
    assert 'id="answer"' in answer.text
    assert len(answer.content) < MOST_BYTES
    assert f"demireg compare {name}" in words(answer.text)
    assert "generation" in words(answer.text)


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_asks_no_other_host_draws_no_complaint_and_never_scrolls_the_page_sideways(
    server: str, site: str, opens: Opens, name: str
) -> None:
    assert name in VIEWS
    base = server if name == "diff" else site
    visit = opens(base + DRAWN[name])
    for width in (1280, 390):
        visit.page.set_viewport_size({"width": width, "height": 860})
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.foreign(base) == []
    assert visit.complaints == []
    assert visit.page.locator("main h1").count() == 1
    assert visit.page.locator("#answer table th[scope=col]").count() > 0


def test_the_contrast_of_the_worked_example_shows_what_separates_and_who_stands_behind_it(
    site: str, opens: Opens
) -> None:
    page = opens(site + CONTRAST, scripts=False).page
    row = page.locator("table.plot tr.separates", has_text="+1.00")
    assert row.count() == 1
    assert row.locator("svg[role=img]").get_attribute("aria-label") is not None
    row.locator("summary", has_text="3").first.click()
    links = row.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert {"/studies/toy-s1", "/studies/toy-s2", "/studies/toy-s4"} <= set(links)
    undefined = page.locator("table.plot tr", has_text="undefined")
    assert undefined.count() == 1, "what nobody knows is undefined, not 0"


def test_a_table_sorts_by_the_address_of_its_heads_and_what_is_undefined_comes_last(site: str, opens: Opens) -> None:
    page = opens(f"{site}{CONTRAST}&sort=delta", scripts=False).page
    column = page.locator("table.measured th[aria-sort=ascending]")
    assert "difference" in column.inner_text()
    at = page.locator("table.measured thead th").evaluate_all(
        "all => all.findIndex(one => one.hasAttribute('aria-sort'))"
    )
    shown = page.locator(f"table.measured tbody tr > :nth-child({at + 1})").all_inner_texts()
    known = [float(text) for text in shown if text != "–"]
    assert known == sorted(known)
    assert shown[-1] == "–"
    column.locator("a").click()
    assert "sort=-delta" in page.url
    assert page.locator("th[aria-sort=descending]").count() == 1


def test_filters_are_chips_that_take_themselves_away_and_the_form_keeps_them(site: str, opens: Opens) -> None:
    page = opens(f"{site}{CONTRAST}&without=toy-s5&since=2019", scripts=False).page
    chips = page.get_by_label("Filters that are set").locator("a.chip")
    assert [text.partition(" ×")[0] for text in chips.all_inner_texts()] == [
        "Without these studies: toy-s5",
        "Published since: 2019",
    ]
    assert page.locator("input[name=without]").input_value() == "toy-s5"
    chips.first.click()
    assert "without" not in page.url
    assert "since=2019" in page.url
    assert page.get_by_label("Filters that are set").locator("a.chip").count() == 1


def test_an_address_says_only_what_was_chosen(site: str) -> None:
    sent = f"{CONTRAST}&site=no&profile=all-accepted&unit=programme&country=&seen=&since="
    answer = read(site + sent)
    assert answer.status_code == 303
    assert answer.headers["location"] == CONTRAST
    joined = read(f"{site}{CONTRAST}&study=toy-s1&study=toy-s5")
    assert joined.headers["location"] == f"{CONTRAST}&study=toy-s1%2Ctoy-s5"
    assert read(site + joined.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/compare/contrst", 404, "Did you mean contrast?"),
        ("/compare/contrast?mechanism=toy-TRUT&outcome=toy-ENG-plus", 404, "Did you mean toy-TRUST"),
        (f"{CONTRAST}&country=Nowhre", 400, "Did you mean Nowhere?"),
        (f"{CONTRAST}&since=2022&until=2019", 400, "swap the two"),
        (f"{CONTRAST}&color=red", 400, "does not take"),
        ("/compare/contrast.xyz?mechanism=toy-TRUST&outcome=toy-ENG-plus", 400, "csv"),
        ("/compare/contrast?mechanism=%3Cscript%3E&outcome=toy-ENG-plus", 404, "&lt;script&gt;"),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_is_nearest(site: str, address: str, status: int, says: str) -> None:
    answer = read(site + address)
    assert answer.status_code == status
    assert says in answer.text
    assert "<script>" not in answer.text


def test_a_form_that_is_not_filled_in_yet_offers_an_example_and_names_what_there_is(site: str) -> None:
    page = read(f"{site}/compare/contrast").text
    assert 'id="answer"' not in page
    assert "begin with an example" in words(page)
    assert '<option value="toy-TRUST">' in page
    mechanisms = page.partition('id="offers-concept-mechanism"')[2].partition("</datalist>")[0]
    assert "toy-TRUST" in mechanisms
    assert "toy-LOCAL" not in mechanisms, "a context is no mechanism"


def test_an_answer_goes_out_as_files_of_its_own(site: str) -> None:
    page = read(site + CONTRAST).text
    links = re.findall(r'href="(/compare/contrast\.\w+\?[^"]+)"', page)
    assert len(links) > 3
    csv = next(link for link in links if ".csv" in link).replace("&amp;", "&")
    answer = httpx.get(site + csv, trust_env=False)
    assert answer.headers["content-type"].startswith("text/csv")
    assert 'filename="contrast.csv"' in answer.headers["content-disposition"]
    assert "toy-LOCAL" in answer.text
    data = re.search(r'href="(/api/compare/contrast\?[^"]+)"', page)
    assert data
    body = httpx.get(site + data[1].replace("&amp;", "&"), trust_env=False).json()
    assert body["reached_by"] == ["toy-s1", "toy-s2", "toy-s4", "toy-s6"]


def test_contradictions_stand_side_by_side_those_that_nothing_explains_first(site: str, opens: Opens) -> None:
    page = opens(site + DRAWN["contradictions"], scripts=False).page
    pairs = page.locator("article.pair").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert pairs[:2] == ["toy-s2/k7 against toy-s5/k9", "toy-s4/k8 against toy-s5/k9"]
    assert len(pairs) == 6
    assert page.locator("h2").all_inner_texts()[:2] == ["Not explained by any coded context", "Explained by a context"]
    assert "a question for research" in page.locator("article.pair").first.inner_text()


def test_a_truth_table_shows_its_solution_its_rows_and_what_is_left_out_and_why(site: str) -> None:
    said = words(read(site + TABLE, follow=True).text)
    assert "toy-TRUST · toy-LOCAL" in said
    assert "4 combinations nobody observed" in said
    assert "Left out, and why" in said
    assert "without the generative process" in said


def test_every_gap_has_its_sign_and_its_words_and_a_pair_leads_to_what_stands_behind_it(
    site: str, opens: Opens
) -> None:
    page = opens(site + DRAWN["gaps"], scripts=False).page
    legend = page.get_by_label("What the signs mean").inner_text()
    for said in ("not studied", "studied and not reported", "sought and not found", "refuted", "implausible"):
        assert said in legend
    empty = page.locator("table.gapmap td.not_studied, table.gapmap td.studied_not_reported")
    assert "studied" in (empty.first.text_content() or "")
    page.locator("table.gapmap td.reported a").first.click()
    assert page.locator("h2", has_text="In one configuration").count() == 1
    assert page.locator(".pair a.tag").count() > 0


def test_a_part_of_a_pattern_leads_to_all_patterns_that_have_it_and_can_be_let_go_again(
    site: str, opens: Opens
) -> None:
    page = opens(site + DRAWN["patterns"], scripts=False).page
    before = page.locator("table.patterns tbody tr").count()
    page.locator("table.patterns tbody tr b.M + a", has_text="PEER").first.click()
    held = page.get_by_label("Held fixed").locator("a")
    assert held.count() == 1
    assert page.locator("table.patterns tbody tr").count() < before
    held.click()
    assert page.locator("table.patterns tbody tr").count() == before


def test_the_matrix_counts_the_studies_that_its_filters_choose(site: str, opens: Opens) -> None:
    page = opens(f"{site}/?theory=toy&without=toy-s5&order=year", scripts=False).page
    assert page.locator("thead th.study .name").all_inner_texts()[0] == "Example 2023"
    assert page.locator("thead th.study").count() == 5
    support = page.locator("tbody tr").first.locator("td.support").inner_text()
    assert "supported" in support
    assert "4 of 4 programmes" in support
    data = page.get_by_role("link", name="Data (JSON)").get_attribute("href")
    assert data is not None
    assert "without=toy-s5" in data
    page.get_by_label("Filters that are set").locator("a").first.click()
    assert page.locator("thead th.study").count() == 6
    assert read(f"{site}/?theory=toy&country=Nowhre").status_code == 400


def test_a_matrix_to_which_no_study_fits_says_so_and_how_to_clear_it(site: str) -> None:
    said = words(read(f"{site}/?theory=toy&until=1999").text)
    assert "No study fits this choice" in said
    assert "Clear it" in said


def test_figures_known_and_unknown_say_of_what_and_a_contrast_of_any_mechanism_reads_on(site: str) -> None:
    said = words(read(f"{site}/compare/contrast?outcome=toy-ENG-plus").text)
    assert "Where any coded mechanism worked and" in said
    assert "whether the mechanism worked or not:" in said
    assert re.search(r"\d+ contexts are known of on either side: \d+ have a difference, of \d+ it is undefined", said)
    assert not re.search(r"[+−]0\.00", said)
    assert "cases are coded in everything asked for" in words(read(site + TABLE).text)


def test_the_matrix_page_has_studies_down_the_side_and_says_how_many_are_left_out(server: str) -> None:
    page = read(f"{server}/compare/matrix?theory=wood-2021-modified").text
    assert re.findall(r'sort=-?(\w+)#answer"', page)[:2] == ["study", "P1"]
    assert re.search(r"\d+ of \d+ studies are left out of the table", words(page))
    assert "aggar-2021" not in page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_each_answer_leads_to_what_changes_when_one_is_left_out_and_back(site: str) -> None:
    address = "/compare/support?theory=toy"
    there = f"{address}&leave_out=each".replace("&", "&amp;")
    plain = read(site + address).text
    assert f'href="{there}"' in plain
    left = read(f"{site}{address}&leave_out=each").text
    assert "what changes when one is left out?" in words(left)
    assert f'href="{address}"' in left
    assert "demireg compare support --theory toy --leave-one-out" in words(left)
    assert "programmes were left out in turn" in words(left)
    table = read(f"{site}/compare/support.csv?theory=toy&leave_out=each").text
    assert table.startswith("of,figure,before,after")
    assert "leave_out" not in read(f"{site}/compare/matrix?theory=toy").text
