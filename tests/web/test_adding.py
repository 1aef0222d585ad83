"""A study is brought in with a browser alone: uploaded, typed, mended; with a script and without one."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.settings import Settings
from tests.conftest import serving
from tests.shipping import background
from tests.toy_sheets import sheet
from tests.web.conftest import Opens

SOUND = (
    sheet("browser-2024", concepts=("c.area-deprivation",))
    .replace("toy.TRUST", "m.trust")
    .replace("toy.ENG-plus", "o.engagement")
)

#: Field of the form → what is typed into it.
TYPED = {
    "study.id": "typed-2024",
    "study.title": "Walking groups, made up",
    "study.authors": "Example A; Example B",
    "study.year": "2024",
    "study.journal": "Worked examples",
    "study.doi": "10.1000/typed.2024",
    "study.agent": "demireg-curators",
    "study.coded_on": "2026-11-22",
    "study.design": "realist evaluation",
    "study.programme": "typed-2024",
    "study.programme_basis": "stands alone",
    "study.country": "Nowhere",
    "study.site": "a park",
    "study.organisation_type": "club",
    "study.service_model": "walks once a week",
    "study.population": "adults",
    "configurations.0.title": "People who feel safe walk on",
    "configurations.0.section": "Results",
    "configurations.0.perspective": "researcher",
    "configurations.0.parts.0.text": "the area is deprived",
    "configurations.0.parts.0.concept": "c.area-deprivation",
    "configurations.0.parts.2.text": "they trust the leader",
    "configurations.0.parts.3.text": "they walk on",
}
CHOSEN = {
    "study.extent": "full_text",
    "configurations.0.confidence": "explicit",
    "configurations.0.parts.2.kind": "reasoning",
    "configurations.0.parts.3.valence": "positive",
}


@pytest.fixture(scope="module")
def held() -> Iterator[Repository]:
    opened = open_repository(Settings(store="memory:"), background())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def here(held: Repository) -> Iterator[str]:
    with serving(held) as address:
        yield address


def fill(page: Page, **other: str) -> None:
    for name, value in {**TYPED, **{key.replace("__", "."): value for key, value in other.items()}}.items():
        page.locator(f"[id='{name}']").fill(value)
    for name, value in CHOSEN.items():
        page.locator(f"[id='{name}']").select_option(value)


def check(page: Page) -> None:
    page.get_by_role("button", name="Check").first.click()
    page.wait_for_selector("#summary")


def upload(page: Page, here: str, name: str, content: bytes) -> None:
    page.goto(f"{here}/add")
    page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url("**/add/checked/**")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_upload_leads_to_its_report(here: str, opens: Opens, *, scripts: bool) -> None:
    visit = opens(f"{here}/add", scripts=scripts)
    upload(visit.page, here, "browser-2024.yaml", SOUND.replace("positive", "good").encode())
    expect(visit.page.locator("h1")).to_have_text("browser-2024.yaml")
    expect(visit.page.locator(".weight.violation .said")).to_contain_text("'valence' is 'good'")
    expect(visit.page.locator(".weight.violation .at")).to_contain_text("line ")
    upload(visit.page, here, "browser-2024.yaml", SOUND.encode())
    expect(visit.page.locator(".verdict-line")).to_contain_text("Nothing keeps this study out")
    expect(visit.page.locator("#effects")).to_contain_text("a new study, browser-2024")
    assert visit.complaints == []


def test_a_file_can_be_dropped_on_the_field(here: str, opens: Opens) -> None:
    page = opens(f"{here}/add").page
    dropped = page.evaluate_handle(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], 'browser-2024.yaml'));
          return data;
        }""",
        SOUND,
    )
    page.dispatch_event(".drop", "drop", {"dataTransfer": dropped})
    page.wait_for_url("**/add/checked/**")
    expect(page.locator("h1")).to_have_text("browser-2024.yaml")


def test_a_file_that_belongs_elsewhere_is_sent_there(here: str, opens: Opens) -> None:
    page = opens(f"{here}/add").page
    upload(page, here, "mine.ris", b"TY  - JOUR\nER  - \n")
    expect(page.locator("main")).to_contain_text("could not be read")
    expect(page.get_by_role("link", name="Bring it in here.")).to_have_attribute("href", "/add/references")


def test_an_upload_at_fault_is_mended_in_the_form(here: str, opens: Opens) -> None:
    page = opens(f"{here}/add").page
    upload(page, here, "browser-2024.yaml", SOUND.replace("positive", "good").replace("explicit", "sure").encode())
    page.get_by_role("link", name="Mend it in the browser").click()
    expect(page.locator("[id='study.title']")).to_have_value("Worked example, study 2024")
    assert page.evaluate("document.activeElement.id") == "configurations.0.confidence"
    page.locator("[id='configurations.0.confidence']").select_option("explicit")
    page.locator("[id='configurations.0.parts.2.valence']").select_option("positive")
    check(page)
    expect(page.locator("#summary")).to_contain_text("Nothing keeps this study out")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_study_typed_with_five_mistakes_is_mended_from_the_messages(
    here: str, opens: Opens, *, scripts: bool
) -> None:
    visit = opens(f"{here}/add/form", scripts=scripts)
    page = visit.page
    fill(
        page,
        study__year="MMXXIV",
        study__doi="doi.org",
        study__coded_on="last week",
        study__title="",
        configurations__0__parts__2__text="",
    )
    check(page)
    wrong = page.locator("[aria-invalid]")
    names = [wrong.nth(each).get_attribute("id") or "" for each in range(wrong.count())]
    assert names == ["study.title", "study.year", "study.doi", "study.coded_on", "configurations.0.parts.2.text"]
    assert page.evaluate("document.activeElement.id") == "study.title"
    for name in names:
        described = (page.locator(f"[id='{name}']").get_attribute("aria-describedby") or "").split()
        assert f"{name}-said" in described
        assert page.locator(f"[id='{name}-said']").inner_text()
    assert page.locator("#summary a").count() == len(names)
    for name in names:
        page.locator(f"[id='{name}']").fill(TYPED[name])
    check(page)
    expect(page.locator("#summary")).to_contain_text("Nothing keeps this study out")
    page.get_by_role("link", name="See what it would change").click()
    expect(page.locator("#effects")).to_contain_text("a new study, typed-2024")
    assert visit.complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_rows_come_and_go_and_nothing_typed_is_lost(here: str, opens: Opens, *, scripts: bool) -> None:
    page = opens(f"{here}/add/form", scripts=scripts).page
    page.locator("[id='study.id']").fill("rows-2024")
    page.get_by_role("button", name="Add a mechanism").click()
    added = page.locator("[id='configurations.0.parts.4.text']")
    expect(added).to_be_focused()
    added.fill("a second mechanism")
    page.get_by_role("button", name="Add a stance").click()
    expect(page.locator("[id='stances.0.proposition']")).to_be_focused()
    page.get_by_role("button", name="Remove Mechanism").first.click()
    expect(page.locator("[id='configurations.0.parts.2']")).to_have_count(0)
    page.get_by_role("button", name="More fields of Outcome").click()
    expect(page.locator("[id='configurations.0.parts.3.horizon']")).to_be_visible()
    expect(added).to_have_value("a second mechanism")
    expect(page.locator("[id='study.id']")).to_have_value("rows-2024")


def test_what_was_typed_outlives_the_page(here: str, opens: Opens) -> None:
    page = opens(f"{here}/add/form").page
    page.locator("[id='study.title']").fill("Half a study")
    page.get_by_role("button", name="Add a context").click()
    page.locator("[id='configurations.0.parts.4.text']").fill("half a context")
    expect(page.locator("[data-saved]")).to_contain_text("Kept in this browser at")
    page.goto(f"{here}/")
    page.goto(f"{here}/add/form")
    expect(page.locator("[data-kept]")).to_contain_text("Half a study")
    page.get_by_role("button", name="Go on with it").click()
    expect(page.locator("[id='configurations.0.parts.4.text']")).to_have_value("half a context")
    expect(page.locator("[id='study.title']")).to_have_value("Half a study")


def test_every_field_has_a_label_a_hint_and_stands_in_a_named_group(here: str, opens: Opens) -> None:
    page = opens(f"{here}/add/form").page
    bare = page.evaluate(
        """() => [...document.querySelectorAll('.field :is(input, select, textarea)')].filter((each) => {
          const labelled = document.querySelector(`label[for="${each.id}"]`);
          const named = each.closest('fieldset')?.querySelector('legend');
          const described = each.getAttribute('aria-describedby').split(' ');
          return !labelled || !named || !described.every((id) => document.getElementById(id));
        }).map((each) => each.id)"""
    )
    assert bare == []
    assert page.locator("#concepts").count() == 1


@pytest.mark.parametrize("path", ["/add", "/add/form", "/rules", "checked"])
def test_pages_for_adding_keep_to_the_width_and_ask_no_other_host(here: str, opens: Opens, path: str) -> None:
    visit = opens(f"{here}/add", settled=True)
    if path == "checked":
        upload(visit.page, here, f"{'long-name-' * 8}.yaml", SOUND.replace("positive", "good" * 60).encode())
    else:
        visit.page.goto(here + path)
    for width in (1280, 390):
        visit.page.set_viewport_size({"width": width, "height": 860})
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.foreign(here) == []
    assert visit.complaints == []


def test_the_form_is_filled_from_a_workbook(here: str, opens: Opens, held: Repository, tmp_path: Path) -> None:
    import yaml

    from demireg.services.templating.workbook import write_workbook

    tree = yaml.load(SOUND, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes text, lists and mappings only
    page = opens(f"{here}/add").page
    upload(page, here, "browser-2024.xlsx", io.BytesIO(write_workbook(tree, held.background)).getvalue())
    marked = page.locator("a", has_text="Download the workbook, marked")
    if marked.count():
        with page.expect_download() as download:
            marked.click()
        download.value.save_as(tmp_path / "marked.xlsx")
    address = page.url.rpartition("/")[2]
    page.goto(f"{here}/add/form?upload={address}")
    expect(page.locator("[id='configurations.0.parts.0.text']")).to_have_value("a context c.area-deprivation")
