"""A study that was typed into the workbook is mended, handed in and accepted, and the person needs a browser alone."""

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from playwright.sync_api import Page, expect

from demireg.services.importing.tabling.layout import layout
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.reviewing.accounts import Role
from demireg.services.reviewing.desk import Desk
from demireg.services.templating.workbook import write_workbook
from demireg.settings import Settings
from tests.conftest import serving
from tests.shipping import background
from tests.toy_sheets import sheet
from tests.web.conftest import Opens

#: A made-up study as it stands on a printed sheet, with five slips: year, how much was read, day, stance, label.
STUDY = {
    "id": "lee-2024",
    "title": "Gardening groups and loneliness, made up",
    "authors": "Lee A; Ng B",
    "year": "2o24",
    "journal": "Worked examples",
    "urls_seen": "https://example.org/lee",
    "extent": "everything",
    "agent": "anna",
    "coded_on": "22/11/2026",
    "design": "realist evaluation",
    "programme": "lee-2024",
    "programme_basis": "stands alone",
    "country": "Nowhere",
    "site": "Two gardens",
    "organisation_type": "charity",
    "service_model": "weekly gardening with a link worker",
    "population": "adults who live alone",
}
CLAIM = {"label": "c1", "title": "Working side by side makes it easy to talk", "section": "Results"}
MECHANISM = {"role": "mechanism", "text": "talking while working feels safe", "kind": "reasoning", "concept": "trust"}
OUTCOME = {"role": "outcome", "text": "less lonely", "valence": "positive"}
STANCE = {"proposition": "salutogenesis/P1", "stance": "agrees", "configurations": "c1", "rationale": "Made up"}
ROWS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "configurations": (CLAIM | {"confidence": "explicit", "perspective": "participants"},),
    "parts": (
        {"configuration": "c1", "role": "context", "text": "people live alone", "concept": "social isolation"},
        {"configuration": "c1"} | MECHANISM,
        {"configuration": "c9"} | OUTCOME,
    ),
    "stances": (STANCE | {"basis": "curator inferred", "agent": "anna", "date": "2026-11-22"},),
}
SOUND = (
    sheet("mend-2024", concepts=("c.area-deprivation",))
    .replace("toy.TRUST", "m.trust")
    .replace("toy.ENG-plus", "o.engagement")
)
#: Cell of a slip → what the sheet should say there, as somebody reads it out of the message.
MENDED = {"Year": "2024", "How much was read": "full text", "Coded on": "2026-11-22", "Stance": "corroborates"}


@pytest.fixture(scope="module")
def held() -> Iterator[Repository]:
    opened = open_repository(Settings(store="memory:"), background())
    yield opened
    opened.close()


def typed(held: Repository) -> bytes:
    """Return the empty template with the printed sheet typed into it, slips and all."""
    book = load_workbook(io.BytesIO(write_workbook(None, held.background)))
    sheets = {each.title.casefold(): each for each in book}
    study = layout().table("study")
    for row in sheets["study"].iter_rows(min_row=2):
        key = next((each.key for each in study.fields if each.heading == row[0].value), "")
        if key in STUDY:
            row[1].value = STUDY[key]
    for name, rows in ROWS.items():
        table, sheet = layout().table(name), sheets[layout().table(name).title.casefold()]
        columns = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
        for place, values in enumerate(rows, 2):
            for key, value in values.items():
                sheet.cell(place, columns[table.column(key).heading]).value = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def upload(page: Page, here: str, content: bytes) -> None:
    page.goto(f"{here}/add")
    page.set_input_files("#file", {"name": "lee-2024.xlsx", "mimeType": "application/zip", "buffer": content})
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url("**/add/checked/**")


def sign_in(page: Page, token: str) -> None:
    page.get_by_label("Token").fill(token)
    page.get_by_role("button", name="Sign in").click()


def hand_in_and_accept(page: Page, curator: Page, here: str, tokens: Mapping[Role, str]) -> None:
    page.get_by_role("link", name="Submit for review").click()
    sign_in(page, tokens[Role.CONTRIBUTOR])
    page.get_by_label("A word to the curator").fill("From the printed sheet.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("main")).to_contain_text("waits for a curator")
    assert page.goto(f"{here}/studies/lee-2024").status == 404  # type: ignore[union-attr]
    curator.goto(f"{here}/sign-in")
    sign_in(curator, tokens[Role.CURATOR])
    curator.get_by_role("link", name="lee-2024").first.click()
    expect(curator.locator("#effects")).to_contain_text("a new study, lee-2024")
    curator.get_by_role("button", name="Accept").click()
    page.goto(f"{here}/studies/lee-2024")
    expect(page.locator("main")).to_contain_text("Working side by side makes it easy to talk")


def mend_marked(page: Page, tmp_path: Path) -> bytes:
    """Mend the marked-up copy by what its comments and the page say, and return it."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the workbook, marked").click()
    download.value.save_as(tmp_path / "marked.xlsx")
    book = load_workbook(tmp_path / "marked.xlsx")
    places = page.locator(".weight.violation .found > li")
    for each in range(places.count()):
        sheet, _, cell = places.nth(each).locator("code").inner_text().partition(",")[0].partition("!")
        said = places.nth(each).locator(".said").inner_text()
        assert said in (book[sheet][cell].comment.text if book[sheet][cell].comment else "")
        wanted = next((value for name, value in MENDED.items() if said.startswith(f"'{name}'")), "c1")
        book[sheet][cell].value = wanted
    return saved(book)


@pytest.mark.parametrize("way", ["in the marked copy", "in the form"])
def test_five_slips_are_mended_from_the_messages_and_the_study_is_accepted(
    way: str, own: Repository, opens: Opens, tmp_path: Path
) -> None:
    desk = Desk.open(None)
    tokens = {role: desk.accounts.add(role.value, role) for role in (Role.CONTRIBUTOR, Role.CURATOR)}
    with serving(own, desk) as here:
        page = opens(f"{here}/add").page
        upload(page, here, typed(own))
        expect(page.locator(".verdict-line")).to_contain_text("5 things to mend")
        if way == "in the marked copy":
            upload(page, here, mend_marked(page, tmp_path))
        else:
            mend_in_form(page)
        expect(page.locator(".verdict-line")).to_contain_text("Nothing keeps this study out")
        hand_in_and_accept(page, opens(f"{here}/").page, here, tokens)
    desk.close()


def mend_in_form(page: Page) -> None:
    page.get_by_role("link", name="Mend it in the browser").click()
    page.locator("[id='configurations.1.parts.0.configuration']").select_option("c1")
    page.get_by_role("button", name="More fields of Outcome").click()
    page.get_by_role("button", name="Remove Configuration c9").click()
    expect(page.locator("[id='configurations.1']")).to_have_count(0)
    page.locator("[id='study.year']").fill("2024")
    page.locator("[id='study.extent']").select_option("full_text")
    page.locator("[id='study.coded_on']").fill("2026-11-22")
    page.locator("[id='stances.0.stance']").select_option("corroborates")
    page.get_by_role("button", name="Check").first.click()
    page.get_by_role("link", name="See what it would change").click()


@pytest.fixture
def own(held: Repository) -> Iterator[Repository]:
    """Give a repository without studies, whose background was read before."""
    opened = open_repository(Settings(store="memory:"), held.background)
    yield opened
    opened.close()


def test_what_was_handed_in_is_opened_in_the_form_by_its_author_alone(own: Repository) -> None:
    desk = Desk.open(None)
    tokens = [desk.accounts.add(name, Role.CONTRIBUTOR) for name in ("anna", "ben")]
    with serving(own, desk) as here:
        clients = [httpx.Client(base_url=here, trust_env=False, timeout=60) for _ in tokens]
        for client, token in zip(clients, tokens, strict=True):
            client.post("/sign-in", data={"token": token})
        anna, ben = clients
        sent = anna.post("/add/check", files={"file": ("mend-2024.yaml", SOUND.encode())}).headers["location"]
        way = sent.replace("/add/checked/", "/desk/from/")
        csrf = re.findall(r'name="csrf" value="(\w+)"', anna.get(way).text)[-1]
        number = anna.post(way, data={"csrf": csrf}).headers["location"]
        form = anna.get(f"{number}/mend").headers["location"]
        assert "Worked example, study 2024" in anna.get(form).text
        assert ben.get(f"{number}/mend").status_code == httpx.codes.NOT_FOUND
        assert httpx.get(f"{here}{number}/mend", trust_env=False).headers["location"].startswith("/sign-in")
        for client in clients:
            client.close()
    desk.close()
