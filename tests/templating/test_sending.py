"""The workbook by its addresses: the template, its filled example, and what was sent coming back marked."""

import io
from collections.abc import Iterator

import httpx
import pytest
from openpyxl import Workbook, load_workbook

from demireg.services.repository import Repository
from demireg.services.templating.workbook import WORKBOOK
from tests.conftest import serving


@pytest.fixture(scope="module")
def client(toy: Repository) -> Iterator[httpx.Client]:
    with serving(toy) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


def opened(answer: httpx.Response) -> Workbook:
    assert answer.headers["content-type"] == WORKBOOK
    assert "attachment" in answer.headers["content-disposition"]
    return load_workbook(io.BytesIO(answer.content))


def check(client: httpx.Client, content: bytes, media_type: str = WORKBOOK, **asked: str) -> httpx.Response:
    return client.post("/api/check", params=asked, content=content, headers={"content-type": media_type})


def test_the_template_is_sent_as_a_file_and_kept_as_long_as_nothing_changes(client: httpx.Client) -> None:
    answer = client.get("/api/template.xlsx")
    assert opened(answer).sheetnames[0] == "Guide"
    again = client.get("/api/template.xlsx", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_an_example_is_a_study_that_ships(client: httpx.Client) -> None:
    book = opened(client.get("/api/template.xlsx", params={"example": "hanlon-2021"}))
    assert book["Study"]["B3"].value == "hanlon-2021"
    for unknown in ("nobody-1999", "../theories/x", "*"):
        assert client.get("/api/template.xlsx", params={"example": unknown}).status_code == 404


def test_a_workbook_that_is_sent_comes_back_marked(client: httpx.Client, empty_bytes: bytes) -> None:
    told = check(client, empty_bytes, name="mine.xlsx")
    marked = check(client, empty_bytes, name="mine.xlsx", annotate="true")
    assert (told.status_code, marked.status_code) == (422, 200)
    sheet = opened(marked)["Findings"]
    rows = [(row[2].value, row[1].value) for row in sheet.iter_rows(min_row=5)]
    assert [message for message, _ in rows] == [each["message"] for each in told.json()["findings"]]
    assert all("!" in str(place) for _, place in rows)


def test_only_a_workbook_can_be_marked(client: httpx.Client) -> None:
    answer = check(client, b"id: x", "application/yaml", annotate="true")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert check(client, b"PK", annotate="true").status_code == 400


def test_the_page_of_a_report_gives_the_upload_back_marked(client: httpx.Client, empty_bytes: bytes) -> None:
    sent = client.post("/add/check", files={"file": ("mine.xlsx", empty_bytes, WORKBOOK)})
    page = sent.headers["location"]
    assert f"{page}/marked.xlsx" in client.get(page).text
    assert opened(client.get(f"{page}/marked.xlsx")).sheetnames[0] == "Findings"
    torn = client.post("/add/check", files={"file": ("torn.xlsx", empty_bytes[:999], WORKBOOK)})
    assert client.get(f"{torn.headers['location']}/marked.xlsx").status_code == 400
