"""The documentation says what is there: reference pages match the code, names are documented, links lead somewhere."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from demireg import __version__
from demireg.domain.names import PROFILES
from demireg.services.comparing.measures import MEASURES
from demireg.services.comparing.support import Support
from demireg.services.importing.schema import meaning
from demireg.services.importing.sheet_words import MEANINGS
from demireg.settings import Settings
from docs import sheet_reference, write_reference

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "ontology").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("name", write_reference.PAGES)
def test_a_reference_page_says_what_the_code_says(name: str) -> None:
    fresh = (REFERENCE / name).read_text(encoding="utf-8") == write_reference.page(name)
    assert fresh, f"docs/reference/{name} does not say what the code says: run `make docs` and read the difference"


def test_every_key_of_a_sheet_is_explained_and_nothing_else_is() -> None:
    known = list(sheet_reference.keys())
    assert [(block.__name__, key) for block, key in known if not meaning(block, key)] == []
    said = {f"{each.__name__}.{key}" for block, key in known for each in block.__mro__} | {key for _, key in known}
    assert sorted(MEANINGS.keys() - said) == []


def test_every_setting_has_a_description() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_coding_profiles_are_explained() -> None:
    text = (REFERENCE / "measures.md").read_text(encoding="utf-8")
    assert [profile for profile in PROFILES if f"`{profile}`" not in text] == []


def test_every_measure_and_every_figure_of_support_is_explained() -> None:
    listed = (REFERENCE / "compare.md").read_text(encoding="utf-8")
    assert [name for name in MEASURES if f"## {name}\n" not in listed] == []
    text = (REFERENCE / "measures.md").read_text(encoding="utf-8")
    figures = {field.name for field in fields(Support)} - {"proposition"}
    assert [name for name in sorted(figures) if f"`{name}`" not in text] == []


def test_each_way_to_add_something_has_a_page_and_each_page_is_listed() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs" / "how-to").glob("*.md")}
    assert set(re.findall(r"docs/how-to/([\w-]+\.md)", table)) == pages


def test_decisions_are_numbered_in_one_row_and_say_what_follows() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for heading in ("Status: ", "## Context", "## Decision", "## Consequences"):
            assert heading in text, f"{page.name} lacks '{heading}'"


def test_the_release_is_the_same_in_the_software_the_changes_and_the_citation() -> None:
    (number, day), *_ = re.findall(
        r"^## (\S+) – (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert number == __version__
    assert f"\nversion: {number}\n" in citation
    assert f"\ndate-released: {day}\n" in citation


def test_pages_promise_calmly() -> None:
    """No exclamation marks in prose; code and pictures may have them."""
    loud = []
    for page in PAGES:
        prose = re.sub(r"```.*?```|`[^`]*`|!\[", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        if "!" in prose:
            loud.append(page.name)
    assert loud == []
