"""What is thin: the lists agree with the figures of the comparison, and each row leads to where it can be mended."""

import csv
import io
import re

import httpx

from demireg.services.catalogue.thin import thin
from demireg.services.comparing.matrix import matrix
from demireg.services.questions import ask
from demireg.services.repository import Repository
from tests.conftest import serving
from tests.web.conftest import Opens


def test_the_propositions_with_few_programmes_are_those_that_the_matrix_counts_so(toy: Repository) -> None:
    rows = {row[1]: row[2] for row in ask(toy, "thin-propositions", {"most": "9"}).rows if row[0] == "toy"}
    assert rows == {f"toy/{each.proposition}": each.supporting for each in matrix(toy, "toy").support}


def test_the_shipped_propositions_are_thin_just_where_the_matrix_says_so(seeded: Repository) -> None:
    held = thin(seeded)
    for theory in held.theories:
        counted = {each.proposition: each.supporting for each in matrix(seeded, theory.slug).support}
        assert {each.id: len(each.behind) for each in theory.propositions} == {
            name: count for name, count in counted.items() if count <= 1
        }


def test_a_share_never_exceeds_its_whole_and_each_item_names_its_study(seeded: Repository) -> None:
    held = thin(seeded)
    assert 0 < len(held.abstract_only) < held.studies
    assert 0 < held.unsupported < held.thin_propositions < held.propositions
    assert 0 < len(held.without_mechanism) < held.configurations
    assert 0 < len(held.uncoded) < held.parts
    assert all(item.study.text_seen == "abstract_only" for item in held.abstract_only)
    assert all(item.configuration and item.wording for item in (*held.without_mechanism, *held.uncoded))
    assert {item.role for item in held.uncoded} <= set("CIMO")
    assert all(item.wording for item in held.unseen)


def test_the_page_links_each_row_to_its_study_and_to_the_form_and_offers_the_data(toy: Repository) -> None:
    with serving(toy) as address, httpx.Client(base_url=address) as client:
        page = client.get("/thin").text
        assert "Propositions with one programme behind them, or none" in page
        for href in set(re.findall(r'href="(/(?:studies|theories|api/questions)[^"#]*)', page)):
            assert client.get(href.replace("&amp;", "&")).status_code == 200, href
        answered = client.get("/api/questions/thin-propositions", params={"format": "csv"})
    assert next(csv.reader(io.StringIO(answered.text)))[:3] == ["theory", "proposition", "programmes"]


def test_the_page_fits_a_screen_and_a_phone_and_is_found_from_the_first_page(server: str, opens: Opens) -> None:
    for width in (1280, 390):
        visit = opens(f"{server}/", width)
        visit.page.get_by_role("link", name="What is thin").click()
        assert visit.page.url.endswith("/thin")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        assert visit.complaints == []
        mend = visit.page.locator("a.mend").first
        assert "/add/form?study=" in (mend.get_attribute("href") or "")


def test_the_list_of_studies_can_be_narrowed_by_what_was_read(server: str) -> None:
    page = httpx.get(f"{server}/studies", params={"seen": "full_text", "order": "year"}).text
    assert "Wood 2021" in page
    assert "1 of " in page
    assert "abstract only ·" not in page
    assert len(httpx.get(f"{server}/?theory=salutogenesis&show=all").content) < 100_000
