"""Every page, as a browser meets it: ours alone, quiet, light, and no wider than a phone."""

import httpx
import pytest
from playwright.sync_api import Page

from tests.web.conftest import Opens

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
#: Pages of a kind that another address shows, left to the long proofs.
AGAIN = (
    "/studies/wood-2021/w-ipt",
    "/guides/from-nvivo",
    "/guides/reading-a-cmo",
    "/sparql?question=theories",
    "/search",
)
ADDRESSES = [
    "/",
    "/?cell=P1.wood-2021",
    "/drawer?cell=P1.wood-2021",
    "/theories",
    "/theories/salutogenesis",
    "/studies",
    "/studies/wood-2021",
    "/studies/wood-2021/w12",
    "/vocabulary",
    "/vocabulary/SocialConnection",
    "/vocabulary/salutogenesis",
    "/ns/core.html",
    "/ns/core/Configuration.html",
    "/diagrams",
    "/diagrams/core",
    "/diagrams/configuration/wood-2021/w12",
    "/compare",
    "/guides",
    "/guides/add-your-study",
    "/questions",
    "/questions/evidence-base",
    "/sparql",
    "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
    "/search?q=isolation",
    "/add",
    "/add/form",
    "/comparisons",
    "/agreement",
    "/agreement?study=wood-2021",
    "/rules",
    "/about",
    "/docs",
    *(pytest.param(address, marks=pytest.mark.proof) for address in AGAIN),
]
MOST_BYTES = 100_000


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_whole_asks_no_other_host_draws_no_complaint_and_never_scrolls_sideways(
    server: str, opens: Opens, address: str
) -> None:
    visit = opens(server + address, settled=True)  # once, for settling is half a second of waiting
    for width in (1280, 390):
        visit.page.set_viewport_size({"width": width, "height": 860})
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.foreign(server) == []
    assert visit.complaints == []
    if not address.startswith("/drawer"):
        is_a_whole_page(visit.page)


def is_a_whole_page(page: Page) -> None:
    """Hold that a page has one heading, a title and a language, and gives no name twice."""
    assert page.locator("main h1").count() == 1
    assert "demireg" in page.title()
    assert page.get_attribute("html", "lang") == "en"
    names = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_under_a_hundred_kilobytes_and_under_a_strict_policy(server: str, address: str) -> None:
    answer = httpx.get(server + address, headers={"Accept": BROWSER}, timeout=60, trust_env=False)
    assert answer.status_code == 200
    assert len(answer.content) < MOST_BYTES
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("address", ["/", "/studies/wood-2021/w12", "/ns/core.html", "/diagrams/core"])
def test_a_page_has_a_dark_scheme_of_its_own(server: str, opens: Opens, address: str) -> None:
    shades = {
        opens(server + address, dark=dark).page.evaluate("getComputedStyle(document.body).backgroundColor")
        for dark in (False, True)
    }
    assert len(shades) == 2


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/theories/none", 404, "There is no theory 'none' here"),
        ("/studies/wood-2021/w99", 404, "has no configuration 'w99'"),
        ("/vocabulary/None", 404, "no concept 'None'"),
        ("/?cell=P99.none", 400, "A cell is named by proposition and study"),
        ("/?profile=none", 400, "all-accepted"),
        ("/questions/none", 404, "There is no question 'none'"),
        ("/questions/evidence-base?study=%3Cx%3E", 422, "takes the identifier of a study"),
        ("/sparql?question=none", 404, "There is no question 'none'"),
        ("/sparql?question=evidence-base&study=%3Cx%3E", 400, "takes the identifier of a study"),
        ("/sparql?query=SELEKT", 400, "SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("/nowhere", 404, "There is nothing at /nowhere"),
    ],
)
def test_a_fault_is_a_page_that_says_what_and_how_to_mend_it(
    server: str, opens: Opens, address: str, status: int, says: str
) -> None:
    assert httpx.get(server + address, headers={"Accept": BROWSER}, trust_env=False).status_code == status
    assert says in opens(server + address).page.inner_text("main")


def test_a_study_that_is_not_held_is_named_and_not_linked(server: str, opens: Opens) -> None:
    page = opens(f"{server}/studies/gorenberg-2023").page
    assert page.locator("a[href='/studies/tierney-2022']").count() == 0
    assert "tierney-2022 (not in the repository)" in page.inner_text("main")
    page.goto(f"{server}/studies/wood-2021")
    assert page.locator("a[href='/studies/husk-2020']").count() > 0


@pytest.mark.parametrize("address", ["/studies/wood-2021", "/studies/wood-2021/w12", "/theories/salutogenesis"])
def test_a_page_gives_a_whole_line_to_cite_it_by(server: str, opens: Opens, address: str) -> None:
    cite = opens(server + address).page.locator(".cite span").inner_text()
    assert "demireg 0." in cite
    assert ", generation " in cite
    assert cite.rpartition(" ")[2].startswith("https://w3id.org/realist/")


def test_the_sources_of_a_theory_are_links_to_their_reports(server: str, opens: Opens) -> None:
    page = opens(f"{server}/theories/salutogenesis").page
    assert page.get_by_role("link", name="doi:10.1007/978-3-030-79515-3_13").get_attribute("href") == (
        "https://doi.org/10.1007/978-3-030-79515-3_13"
    )


def test_what_did_not_fire_is_said_in_words_and_never_struck_through(server: str, opens: Opens) -> None:
    page = opens(f"{server}/studies/wood-2021/w26").page
    assert "did not fire" in page.inner_text(".strip")
    lines = page.locator("main *").evaluate_all("all => all.map(one => getComputedStyle(one).textDecorationLine)")
    assert "line-through" not in lines
    assert page.locator("s").count() == 0


def test_on_a_phone_the_printed_letters_are_a_list_that_hides_no_column(server: str, opens: Opens) -> None:
    page = opens(f"{server}/studies/wood-2021/w12", 390).page
    inside = page.locator(".scroll:has(.stacked)")
    assert inside.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert page.locator("td[data-name=Basis]").first.is_visible()


def test_the_page_on_adding_lists_the_values_that_a_sheet_may_hold(server: str, opens: Opens) -> None:
    page = opens(f"{server}/add").page
    page.get_by_text("The sheet as YAML").click()
    text = page.inner_text("main")
    for expected in (
        ".venv/bin/demireg check",
        "stop the running server",
        "stances:",
        "absent_or_deficient",
        "qualifies",
    ):
        assert expected in text


def test_the_vocabulary_shows_the_codes_that_sheets_write(server: str, opens: Opens) -> None:
    assert "m.social-connection" in opens(f"{server}/vocabulary").page.inner_text("main")


def test_search_finds_each_kind_of_thing_from_the_box_on_any_page(server: str, opens: Opens) -> None:
    page = opens(f"{server}/about").page
    page.fill("input[type=search]", "isolation")
    page.press("input[type=search]", "Enter")
    page.wait_for_url("**/search?q=isolation")
    assert page.locator("main h2").all_inner_texts() == ["Propositions", "Concepts", "Studies", "Configurations"]
    assert page.input_value("input[type=search]") == "isolation"


def test_a_question_is_asked_by_its_form_and_answered_with_links(server: str, opens: Opens) -> None:
    page = opens(f"{server}/questions/evidence-base").page
    page.select_option("select[name=study]", "wood-2021")
    page.click("button:has-text('Ask')")
    page.wait_for_url("**study=wood-2021**")
    assert "referrers (interviews)" in page.inner_text("main table")
    assert page.get_by_role("link", name="CSV").get_attribute("href") == (
        "/api/questions/evidence-base?study=wood-2021&format=csv"
    )


def test_the_workbench_declares_our_prefixes_by_itself_and_links_what_it_finds(server: str, opens: Opens) -> None:
    page = opens(f"{server}/sparql").page
    page.fill("textarea", "SELECT ?study WHERE { ?study a realist:Study } ORDER BY ?study")
    page.click("button:has-text('Run')")
    page.wait_for_url("**/sparql?query=**")
    assert page.input_value("textarea").startswith("PREFIX realist:")
    assert page.get_by_role("link", name="wood-2021").get_attribute("href") == "/studies/wood-2021"


def test_a_question_is_loaded_into_the_workbench_by_its_name_and_answered(server: str, opens: Opens) -> None:
    page = opens(f"{server}/sparql").page
    page.get_by_text("Theories (").click()
    page.get_by_role("link", name="Which theories does the repository hold?").click()
    page.wait_for_url("**/sparql?question=theories")
    assert page.input_value("textarea").startswith("#+ title: Which theories")
    assert page.locator("main table a[href='/theories/salutogenesis']").count() > 0


def test_a_question_in_the_workbench_takes_its_values_from_the_address(server: str, opens: Opens) -> None:
    page = opens(f"{server}/sparql?question=evidence-base&study=husk-2020").page
    assert "/study/husk-2020>" in page.input_value("textarea")
    assert page.locator("main table").count() == 1


def test_the_list_of_questions_is_found_through_by_heading_and_by_competency_question(
    server: str, opens: Opens
) -> None:
    page = opens(f"{server}/questions", scripts=False).page
    headings = page.locator("main h2").all_inner_texts()
    assert headings == ["Studies", "Configurations", "Theories", "Vocabulary", "Evidence", "Compare"]
    assert page.locator("ul[aria-label=Headings] a").count() == len(headings)
    shown = page.locator(".asked > li", has_text="What is the evidence base of a study?")
    assert shown.locator(".tag").first.inner_text().startswith("CQ ")
    page.get_by_text("By competency question (").click()
    assert page.get_by_text("CQ 40", exact=True).first.is_visible()
    assert page.locator(".numbered dt").count() == 40


def test_an_identifier_leads_a_browser_to_its_page(server: str, opens: Opens) -> None:
    assert opens(f"{server}/id/study/wood-2021/w12").page.url == f"{server}/studies/wood-2021/w12"


@pytest.mark.parametrize("address", ["/api/compare/matrix?theory=salutogenesis&format=csv", "/id/study/wood-2021.ttl"])
def test_the_data_that_pages_link_to_is_there(server: str, address: str) -> None:
    assert httpx.get(server + address, trust_env=False).status_code == 200
