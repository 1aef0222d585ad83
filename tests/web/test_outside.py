"""References and a coded project are brought in with a browser alone, and end at the check."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.settings import Settings
from tests.conftest import serving
from tests.qda.projects import archive, three_sources
from tests.shipping import background
from tests.web.conftest import Opens

RIS = "TY  - JOUR\nAU  - Kent, Clara\nPY  - 2020\nTI  - Turning up <b>\nKW  - x\nER  - \n" * 2


@pytest.fixture(scope="module")
def held() -> Iterator[Repository]:
    opened = open_repository(Settings(store="memory:"), background())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(held: Repository) -> Iterator[str]:
    with serving(held) as found:
        yield found


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (False, 390)])
def test_a_project_is_mapped_drafted_and_checked_in_the_browser(
    address: str, opens: Opens, tmp_path: Path, width: int, *, scripts: bool
) -> None:
    file = tmp_path / "Link workers.qdpx"
    file.write_bytes(three_sources().qdpx())
    visit = opens(f"{address}/add/qda", width, scripts=scripts)
    page = visit.page
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Read it").click()
    assert "3 sources, 12 codes, 8 coded passages, 4 memos, 2 cases, 2 links, 1 set" in page.inner_text("main")
    assert page.get_by_label("Role of M- stigma").input_value() == "mechanism"
    page.get_by_label("Role of M- stigma").select_option("reasoning")
    page.get_by_label("Concept of M- stigma").fill("no such thing")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Make the draft").click()
    text = page.inner_text("main")
    assert "3 candidate configurations" in text
    assert "'no such thing' is no concept of the vocabularies" in text
    assert "the words of a source are confidential" not in text  # they are files here, and files are named
    assert "the file of a source is never copied" in text
    assert "[concept-is-known]" not in text
    assert "Contexts, Other, quotable, never used" in text
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Check and go on").click()
    assert "still to be filled in" in page.inner_text("main")
    assert visit.complaints == []
    assert visit.foreign(address) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_references_are_listed_and_one_is_begun(address: str, opens: Opens, tmp_path: Path, width: int) -> None:
    file = tmp_path / "library.ris"
    file.write_text(RIS, "utf-8")
    page = opens(f"{address}/add/references", width).page
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Read it").click()
    text = page.inner_text("main")
    assert "1 of 2 reports is new here" in text
    assert "Turning up <b>" in text
    assert "Not taken over: keywords" in text
    assert "repeated in the file: library.ris line 1" in text
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Begin a sheet for Kent 2020").click()
    assert "kent-2020.yaml" in page.inner_text("h1")


def test_an_earlier_draft_is_added_to(address: str) -> None:
    with httpx.Client(base_url=address, trust_env=False, follow_redirects=True) as client:
        page = client.post("/add/qda", files={"file": ("P.qdpx", three_sources().qdpx())})
        made = client.post(f"{page.url.path}/draft", data={"memos": "on"})
        links = re.findall(r'href="(/add/kept/[^"]+)"', made.text)
        kept = client.get(links[0])
        book = client.get(links[1])
        assert (links[1], book.content[:2]) == (f"{links[0]}?as=xlsx", b"PK")
        assert kept.headers["content-disposition"] == 'attachment; filename="link-workers.yaml"'
        earlier = kept.text.replace("CMO 1", "A title of my own", 1)
        again = client.post(
            f"{page.url.path}/draft", data={"memos": "on"}, files={"before": ("d.yaml", earlier.encode())}
        )
        assert again.text.count(">unchanged<") == 3
        assert "A title of my own" in again.text
        broken = client.post(f"{page.url.path}/draft", files={"before": ("d.yaml", b"- a")})
        assert (broken.status_code, "is no sheet in YAML" in broken.text) == (400, True)


def test_what_cannot_be_read_is_said_on_the_page(address: str) -> None:
    for way, name, content, says in (
        ("qda", "P.qdpx", b"no zip", "is a zip archive"),
        ("qda", "P.qdpx", archive({"project.qde": b"<Project name='x'/>", "../x": b""}), "leads out of it"),
        ("qda", "P.docx", b"x", "Export it as REFI-QDA"),
        ("references", "r.ris", b"hello", "holds no reference"),
        ("references", "r.exe", b"hello", "References are read from"),
    ):
        found = httpx.post(f"{address}/add/{way}", files={"file": (name, content)}, trust_env=False)
        assert (found.status_code, says in found.text) == (400, True)
    assert "No file was chosen" in httpx.post(f"{address}/add/qda", trust_env=False).text


def test_the_mapping_and_the_begun_sheets_can_be_taken_away(address: str) -> None:
    with httpx.Client(base_url=address, trust_env=False, follow_redirects=True) as client:
        page = client.post("/add/qda", files={"file": ("P.qdpx", three_sources().qdpx())})
        table = client.get(f"{page.url.path}/mapping.csv")
        assert table.text.startswith("guid,code,used,role,concept,why")
        listed = client.post("/add/references", files={"file": ("r.ris", RIS.encode())})
        zipped = client.get(f"{listed.url.path}/sheets.zip")
        assert zipped.content[:2] == b"PK"
        assert zipped.headers["cache-control"] == "no-store"
        assert client.post(f"{listed.url.path}/begin", data={"number": "9"}).status_code == 404
        assert client.get("/add/qda/gone").status_code == 404
