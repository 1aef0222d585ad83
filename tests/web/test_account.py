"""Pages that give an account: the proof of a match as a tree, reached from where the match is met."""

import httpx
import pytest

from tests.web.conftest import Opens

PROOF = "/studies/wood-2021/w12/explain/salutogenesis/P1"
ADDRESSES = [
    PROOF,
    f"{PROOF}?profile=authors-only",
    "/studies/wood-2021/w26/explain/salutogenesis/P1",
    "/studies/wood-2021/rameses",
    "/studies/tierney-2020/rameses",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_quiet_ours_alone_and_no_wider_than_the_window(
    server: str, opens: Opens, address: str, width: int
) -> None:
    visit = opens(server + address, width, settled=True)
    assert visit.foreign(server) == []
    assert visit.complaints == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.page.locator("main h1").count() == 1


def test_the_proof_is_a_nested_list_with_links_to_concepts_parts_and_source(server: str, opens: Opens) -> None:
    page = opens(server + PROOF, scripts=False).page
    assert page.inner_text("h1") == "Why w12 matches P1 of Salutogenesis"
    slot = page.locator("ul.proof > li ul > li.slot").nth(1)
    assert slot.locator("a[href='/vocabulary/BeingListenedTo']").count() == 1
    assert slot.locator("a[href='/vocabulary/ResistanceResource']").count() > 0
    assert "m.being-listened-to" in slot.inner_text()
    assert "tagged by the authors; coded by demireg curators, 2026-11-22" in slot.inner_text()
    assert page.locator("a[href='/studies/wood-2021/w12#m2']").count() > 0
    assert page.locator("a[href='https://doi.org/10.1186/s12875-021-01407-x']").count() == 1


def test_a_near_miss_says_which_slot_is_not_met_and_why(server: str, opens: Opens) -> None:
    page = opens(f"{server}{PROOF}?profile=authors-only").page
    assert "in part" in page.inner_text("h1")
    assert "rests on the curator’s reading" in page.locator("li.slot.C").first.inner_text()
    assert "not met" in page.locator("li.slot.C .answer").first.inner_text()


@pytest.mark.parametrize("address", ["/studies/wood-2021/w12", "/?cell=P1.wood-2021"])
def test_a_match_leads_to_its_proof(server: str, opens: Opens, address: str) -> None:
    page = opens(server + address).page
    assert page.locator(f"a[href='{PROOF}']").count() > 0


def test_any_proposition_can_be_chosen_without_a_script(server: str, opens: Opens) -> None:
    page = opens(f"{server}/studies/wood-2021/w26", scripts=False).page
    page.select_option("select[name=proposition]", "salutogenesis/P4")
    page.click("button:has-text('Explain')")
    assert page.url.endswith("/studies/wood-2021/w26/explain/salutogenesis/P4")
    assert "does not match P4 of Salutogenesis" in page.inner_text("h1")


def test_a_study_leads_to_its_reporting_items_and_each_has_an_answer(server: str, opens: Opens) -> None:
    page = opens(f"{server}/studies/wood-2021", scripts=False).page
    page.click("a:has-text('Reporting items')")
    assert page.inner_text("h1") == "Wood 2021 and RAMESES II"
    assert page.locator("ol.items > li").count() == 20
    assert page.locator("ol.items > li h3 .answer").count() == 20
    assert "14 of 35 interviews" in page.inner_text("#item-13")
    assert "Worded by us; not checked against the published text." in page.inner_text("#item-13")
    assert page.get_by_role("link", name="As a table for a supplement (CSV)").count() == 1


def test_what_was_not_read_is_not_seen_and_never_not_met(server: str, opens: Opens) -> None:
    page = opens(f"{server}/studies/husk-2020/rameses").page
    answers = page.locator("ol.items h3 .answer").all_inner_texts()
    assert "not seen" in answers
    assert "not met" not in answers
    assert "The text was not read whole" in page.inner_text("main")


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/studies/wood-2021/w99/explain/salutogenesis/P1", 404, "Did you mean wood-2021/w"),
        ("/studies/wood-2021/w12/explain/salutogenesis/P99", 404, "holds no proposition"),
        (f"{PROOF}?profile=mine", 400, "authors-only"),
        ("/studies/wod-2021/rameses", 404, "Did you mean wood-2021"),
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(server: str, address: str, status: int, says: str) -> None:
    answer = httpx.get(server + address, headers={"Accept": "text/html"}, trust_env=False)
    assert answer.status_code == status
    assert says in answer.text
