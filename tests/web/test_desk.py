"""The review desk in a browser, at both widths: handed in, returned with a remark, mended, accepted, retracted."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from demireg.services import studies
from demireg.services.reviewing.accounts import Role
from demireg.services.reviewing.desk import Desk
from tests.conftest import serving
from tests.reviewing import made
from tests.web.conftest import Opens, Visit

#: So high must be what a finger is to meet, in pixels.
LEAST = 24
WORDS = "<script>alert('x')</script> & \"quoted\" " + "unbroken" * 30


@dataclass
class Site:
    """A service over one study, with tokens of a contributor and a curator."""

    address: str
    anna: str
    cora: str


@pytest.fixture
def site() -> Iterator[Site]:
    held, desk = made.repository("memory:", made.background()), Desk.open(None)
    studies.accept(held, made.draft())
    anna, cora = desk.accounts.add("anna", Role.CONTRIBUTOR), desk.accounts.add("cora", Role.CURATOR)
    with serving(held, desk) as address:
        yield Site(address, anna, cora)
    held.close()


def looked_at(visit: Visit) -> None:
    """Hold that a page is no wider than its window at both widths and runs nothing that somebody wrote."""
    page = visit.page
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 860})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        buttons = page.locator("main button:visible, main .button:visible").all()
        assert [
            button.inner_text() for button in buttons if (button.bounding_box() or {"height": 0})["height"] < LEAST
        ] == []
    assert [each for each in visit.complaints if "410" not in each] == []


def hand_in(page: Page, site: Site, file: Path) -> None:
    page.goto(f"{site.address}/add")
    page.set_input_files("input[type=file]", file)
    if "/checked/" not in page.url:
        page.locator("form[action='/add/check'] button").first.click()
    page.wait_for_url("**/add/checked/**")
    page.click("#hand-in .main")
    if "/sign-in" in page.url:
        page.fill("#token", site.anna)
        page.click("main button")


def signed_in(visit: Visit, token: str) -> Page:
    visit.page.fill("#token", token)
    visit.page.click("main button")
    return visit.page


def returned(visit: Visit, site: Site) -> Page:
    """Sign a curator in, put a remark on the first submission and return it to its author."""
    decide = signed_in(visit, site.cora)
    assert decide.url.endswith("/desk/1")
    decide.click("text=Write a remark")
    decide.fill("#place", "Configuration k1")
    decide.fill("#text", WORDS)
    decide.click("text=Add the remark")
    looked_at(visit)
    decide.fill("#reason", "Say which place.")
    decide.click("text=Return to be mended")
    assert "returned" in decide.inner_text("main")
    looked_at(visit)
    return decide


def handed_in(visit: Visit, site: Site, file: Path) -> Page:
    """Hand a study in with a note, as somebody who may not decide."""
    looked_at(visit)
    page = visit.page
    hand_in(page, site, file)
    assert "the place is near" in page.inner_text("main")
    looked_at(visit)
    page.fill("#note", WORDS)
    page.click("button.main")
    assert page.url.endswith("/desk/1")
    assert page.locator("#decide").count() == 0
    looked_at(visit)
    return page


def test_a_study_goes_from_an_upload_to_being_accepted_and_taken_out_again(
    site: Site, opens: Opens, tmp_path: Path
) -> None:
    file = tmp_path / "toy-s1.yaml"
    file.write_text(made.draft("the place is local", "the place is near").source)
    page = handed_in(opens(f"{site.address}/desk", scripts=False), site, file)
    curator = opens(f"{site.address}/desk/1")
    decide = returned(curator, site)
    file.write_text(made.draft("the place is local", "the place is next door").source)
    hand_in(page, site, file)
    page.click("button.main")
    assert page.url.endswith("/desk/1")
    assert WORDS in page.inner_text("#remarks")
    decide.reload()
    decide.fill("#reason", "Now it is plain.")
    decide.click("#decide .main")
    assert "version 2" in decide.inner_text("main")
    looked_at(curator)
    for path in ("/desk", "/studies/toy-s1/history", "/studies/toy-s1/history/2", "/desk/retract/toy-s1"):
        decide.goto(f"{site.address}{path}")
        looked_at(curator)
    decide.fill("#reason", WORDS)
    decide.click("text=Retract the study")
    assert WORDS in decide.inner_text("main")
    looked_at(curator)
