"""The guides say what the sheets say, and their links lead on, in the repository and as pages."""

import re
from pathlib import Path

import httpx
import pytest
import yaml

from tests.web.conftest import Opens

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
ADDRESS = re.compile(r"\(http://127\.0\.0\.1:8000([^)#]*)")
COLUMNS = ("contexts", "interventions", "mechanisms", "outcomes")


@pytest.fixture(scope="module")
def sheet() -> dict[str, dict[str, list[dict[str, object]]]]:
    read = yaml.safe_load((ROOT / "data" / "studies" / "wood-2021.yaml").read_text(encoding="utf-8"))
    return {each["label"]: each for each in read["cmo_configurations"]}


def test_what_the_first_guide_shows_of_a_sheet_is_in_the_sheet(
    sheet: dict[str, dict[str, list[dict[str, object]]]],
) -> None:
    (shown,) = yaml.safe_load(YAML.findall((ROOT / "docs/guides/reading-a-cmo.md").read_text(encoding="utf-8"))[0])
    held = sheet["w12"]
    for column in COLUMNS:
        for part in shown[column]:
            assert any(part.items() <= other.items() for other in held[column]), part
    assert shown["evidence"] == held["evidence"]


def test_what_the_second_guide_shows_of_a_sheet_is_in_the_sheet(
    sheet: dict[str, dict[str, list[dict[str, object]]]],
) -> None:
    context, link = map(yaml.safe_load, YAML.findall((ROOT / "docs/guides/unclear-c-or-m.md").read_text("utf-8")))
    assert all(any(part.items() <= other.items() for other in sheet["w07"]["contexts"]) for part in context["contexts"])
    assert all(each in sheet["w12"]["links"] for each in link["links"])


def test_the_tags_of_the_second_guide_are_those_that_the_sheet_holds(
    sheet: dict[str, dict[str, list[dict[str, object]]]],
) -> None:
    text = (ROOT / "docs/guides/unclear-c-or-m.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| \[(w\d\d)\]\([^)]*\) \| [^|]+ \| ([CIMO]/[CIMO]) \|", text, re.MULTILINE)
    printed = {
        (label, str(part["role_as_printed"]))
        for label, each in sheet.items()
        for column in COLUMNS
        for part in each[column]
        if "/" in str(part.get("role_as_printed", ""))
    }
    assert set(told) == printed


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_address_in_a_guide_answers(server: str, guide: Path) -> None:
    addresses = sorted(set(ADDRESS.findall(guide.read_text(encoding="utf-8"))))
    found = {each: httpx.get(server + each, trust_env=False, timeout=60).status_code for each in addresses}
    assert {each: status for each, status in found.items() if status != 200} == {}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_a_guide_is_a_page_whose_links_stay_with_the_service_that_shows_it(
    server: str, opens: Opens, guide: Path
) -> None:
    page = opens(f"{server}/guides/{guide.stem}").page
    assert page.inner_text("h1") == guide.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    links = page.locator(".prose a").evaluate_all("all => all.map(e => e.getAttribute('href'))")
    assert links
    assert [link for link in links if "127.0.0.1" in link or link.endswith(".md") or link.startswith("..")] == []
    assert page.locator(".onpage a").count() == page.locator(".prose h2").count()


@pytest.mark.parametrize("address", ["/", "/about", "/add", "/ns/core.html"])
def test_a_newcomer_meets_the_first_guide(server: str, opens: Opens, address: str) -> None:
    assert opens(server + address).page.locator("main a[href='/guides/reading-a-cmo']").count() > 0
