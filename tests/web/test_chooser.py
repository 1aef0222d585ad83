"""Choosing the theory of the comparison: compact, by kind, without a script, with the theory's family in sight."""

import pytest

from demireg.services.catalogue.theories import theory_list
from demireg.services.repository import Repository
from tests.web.conftest import Opens


@pytest.mark.parametrize("width", [390, 1280])
def test_the_choice_of_a_theory_takes_one_line_until_it_is_opened(server: str, opens: Opens, width: int) -> None:
    chooser = opens(f"{server}/", width).page.locator("details.chooser")
    assert chooser.evaluate("one => one.offsetHeight") < 40
    assert not chooser.locator("nav").is_visible()


def test_a_theory_is_chosen_by_the_keyboard_without_a_script(server: str, opens: Opens) -> None:
    page = opens(f"{server}/?profile=authors-only", scripts=False).page
    page.locator("details.chooser summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Social capital", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?theory=social-capital&profile=authors-only")
    assert page.inner_text("h1").startswith("Social capital across")


def test_every_theory_stands_once_under_its_kind(server: str, opens: Opens, seeded: Repository) -> None:
    page = opens(f"{server}/?theory=holding", scripts=False).page
    page.locator("details.chooser summary").click()
    links = page.locator("details.chooser a").all_inner_texts()
    assert sorted(links) == sorted(theory.label for theory in theory_list(seeded))
    formal = page.locator("details.chooser section", has_text="Formal theory").first
    assert "Social cure" in formal.inner_text()
    assert page.locator("details.chooser a[aria-current]").all_inner_texts() == ["Holding"]


def test_the_family_of_the_theory_is_in_sight_from_its_own_end(server: str, opens: Opens) -> None:
    said = opens(f"{server}/?theory=wood-2021-modified").page.inner_text("main")
    assert "This theory was abstracted to Salutogenesis; it is a revision of Collaborative care." in said
    said = opens(f"{server}/?theory=collaborative-care").page.inner_text("main")
    assert "was revised into Modified programme theory (Wood 2021)" in said
