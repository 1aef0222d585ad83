"""A supplement holds everything behind a theory's matrix, describes itself, and is the same each time."""

import csv
import io
import json
import zipfile
from typing import Any

import httpx
import pytest
from docx import Document

from demireg.domain.errors import BadParameter, NotFound
from demireg.services.publishing.reports import Report, bibtex
from demireg.services.publishing.supplement import supplement
from demireg.services.references.reading import read_references
from demireg.services.repository import Repository
from tests.conftest import serving

CRATE = "ro-crate-metadata.json"


@pytest.fixture(scope="module")
def packed(toy: Repository) -> bytes:
    return supplement(toy, "toy")


@pytest.fixture(scope="module")
def held(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_it_holds_tables_figures_evidence_checklist_and_references(held: dict[str, bytes]) -> None:
    assert held.keys() >= {
        CRATE,
        "README.md",
        "configurations/configurations.csv",
        "configurations/configurations.docx",
        "configurations/parts.csv",
        "evidence/judgements.csv",
        "evidence/evidence-appendix.docx",
        "tables/matrix.xlsx",
        "tables/support.docx",
        "tables/support.tex",
        "data/matrix.json",
        "data/support.ttl",
        "figures/matrix.svg",
        "figures/support.png",
        "figures/descent.svg",
        "reporting/rameses.csv",
        "references.bib",
    }


def test_every_configuration_behind_the_matrix_is_in_the_table(held: dict[str, bytes]) -> None:
    found = {row["configuration"]: row for row in rows(held["configurations/configurations.csv"])}
    cells = json.loads(held["data/matrix.json"])["cells"]
    kinds = ("basis", "matches", "counter", "partly")
    assert set(found) == {each for cell in cells for kind in kinds for each in cell[kind]}
    unfired = found["toy-s3/k3"]
    assert unfired["mechanism"].startswith("did not fire: ")
    assert unfired["label"] == "Example 2020"
    assert "P1 (stance)" in unfired["bears_on"]


def test_every_part_says_who_put_it_into_its_role(held: dict[str, bytes]) -> None:
    found = rows(held["configurations/parts.csv"])
    assert all(row["basis"] for row in found)
    assert {row["role"] for row in found} <= {"context", "intervention", "mechanism", "outcome"}


def test_every_judgement_is_in_the_evidence(held: dict[str, bytes]) -> None:
    found = {(row["proposition"], row["study"]): row for row in rows(held["evidence/judgements.csv"])}
    stances = {
        (cell["proposition"], cell["study"]): cell["stance"]
        for cell in json.loads(held["data/matrix.json"])["cells"]
        if cell["stance"] != "not_assessed"
    }
    assert {place: row["stance"] for place, row in found.items()} == stances
    assert all(row["agent"] and row["date"] and row["review"] for row in found.values())
    text = "\n".join(
        paragraph.text for paragraph in Document(io.BytesIO(held["evidence/evidence-appendix.docx"])).paragraphs
    )
    assert "P1 Where people are isolated" in text
    assert "contested: 4 of 5 independent programmes that take a side support it, 1 contradict it" in text


def test_the_checklist_has_every_item_of_every_study(held: dict[str, bytes]) -> None:
    found = rows(held["reporting/rameses.csv"])
    assert {row["study"] for row in found} == {f"toy-s{number}" for number in range(1, 7)}
    assert {row["answer"] for row in found} <= {"met", "partly met", "not met", "not seen", "not applicable"}


def test_the_references_are_read_by_a_reader_of_bibtex(held: dict[str, bytes]) -> None:
    found = read_references(held["references.bib"], "references.bib").references
    told = rows(held["references.csv"])
    assert [each.title for each in found] == [row["title"] for row in told]
    assert [str(each.year) for each in found] == [row["year"] for row in told]


def test_names_and_marks_come_back_from_bibtex() -> None:
    authors = ("O'Brien J-P", "van der Berg A", "World Health Organization")
    report = Report("x-2020", authors, "2020", "A & B: 5% {of} $x_y#", "J", "10.1/x")
    [found] = read_references(bibtex([report]).encode(), "x.bib").references
    assert found.authors == ("O'Brien JP", "van der Berg A", "World Health Organization")
    assert found.title == "A & B: 5% (of) $x_y#"
    assert (found.year, found.journal) == (2020, "J")


def test_the_crate_describes_every_file_and_its_root(held: dict[str, bytes]) -> None:
    crate = json.loads(held[CRATE])
    assert crate["@context"] == "https://w3id.org/ro/crate/1.2/context"
    entities: dict[str, dict[str, Any]] = {each["@id"]: each for each in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    assert entities[CRATE]["about"] == {"@id": "./"}
    assert entities[CRATE]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    root = entities["./"]
    assert root["@type"] == "Dataset"
    assert root["name"]
    assert root["description"]
    assert root["datePublished"][:2] == "20"
    assert root["license"]["@id"] in entities
    parts = {each["@id"] for each in root["hasPart"]}
    assert parts == held.keys() - {CRATE}
    for name in parts:
        assert entities[name]["@type"] == "File"
        assert entities[name]["contentSize"] == str(len(held[name]))
        assert entities[name]["encodingFormat"]
        assert entities[name]["description"]


def test_nothing_in_the_crate_is_named_that_is_not_described(held: dict[str, bytes]) -> None:
    graph = json.loads(held[CRATE])["@graph"]
    described = {each["@id"] for each in graph} | {"https://w3id.org/ro/crate/1.2"}
    named = {
        link["@id"]
        for each in graph
        for value in each.values()
        for link in (value if isinstance(value, list) else [value])
        if isinstance(link, dict)
    }
    assert named <= described


def test_the_readme_says_what_is_in_it_and_how_far_it_goes(held: dict[str, bytes]) -> None:
    text = held["README.md"].decode()
    assert all(f"`{name}`" in text for name in held.keys() - {"README.md"})
    assert "A draft was checked by nobody else yet." in text
    assert "never counted as no" in text


def test_filters_choose_its_studies(toy: Repository) -> None:
    with zipfile.ZipFile(io.BytesIO(supplement(toy, "toy", {"until": "2019"}))) as archive:
        assert {row["study"] for row in rows(archive.read("evidence/judgements.csv"))} == {"toy-s1", "toy-s2"}


def test_a_theory_that_is_not_here_or_that_nothing_bears_on_is_refused(toy: Repository) -> None:
    with pytest.raises(NotFound, match="no theory 'nonsense'"):
        supplement(toy, "nonsense")
    with pytest.raises(BadParameter, match="No study bears on"):
        supplement(toy, "com-b")


def test_it_is_sent_as_a_file_of_the_same_bytes(toy: Repository, packed: bytes) -> None:
    with serving(toy) as address:
        answer = httpx.get(f"{address}/api/supplement.zip", params={"theory": "toy"}, timeout=60)
        wrong = httpx.get(f"{address}/api/supplement.zip", params={"theory": "toy", "colour": "red"}, timeout=60)
    assert answer.headers["content-type"] == "application/zip"
    assert answer.content == packed
    assert wrong.status_code == 400
    assert "does not take 'colour'" in wrong.text


def test_a_theory_with_a_line_has_what_was_kept_dropped_and_added(seeded: Repository) -> None:
    with zipfile.ZipFile(io.BytesIO(supplement(seeded, "wood-2021-modified"))) as archive:
        table = archive.read("tables/lineage.csv").decode()
        assert {"tables/lineage.docx", "tables/lineage.xlsx"} <= set(archive.namelist())
    assert "collaborative-care,wood-2021-modified," in table
    assert "added" in table
