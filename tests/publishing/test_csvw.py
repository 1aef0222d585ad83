"""Beside a table as CSV stand its metadata, as CSV on the Web asks for them; the table itself stays pure."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import httpx
import pytest
from typer.testing import CliRunner

from demireg.cli import app as command_line
from demireg.services.comparing.ask import Answer
from demireg.services.publishing import publish
from demireg.services.repository import Repository
from tests.comparing.repositories import worked_example
from tests.conftest import serving
from tests.publishing.answers import ASKED, answered, hostile

NAME = re.compile(r"(?!_)(?:[A-Za-z0-9_.]|%[0-9A-F]{2})+")
PARSED: dict[str, Callable[[str], object]] = {
    "boolean": ("true", "false").__contains__,
    "integer": int,
    "number": float,
    "string": str,
}


def holds(told: dict[str, Any], table: str, answer: Answer) -> None:
    """Hold metadata against the Recommendation: context, url, and columns that are those of the table."""
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert told["url"]
    rows = list(csv.reader(io.StringIO(table)))
    columns = told["tableSchema"]["columns"]
    assert [each["titles"] for each in columns] == rows[0]
    names = [each["name"] for each in columns]
    assert len(set(names)) == len(names)
    assert all(NAME.fullmatch(name) for name in names)
    assert [unquote(name) for name in names] == list(answer.found.columns)
    for row in rows[1:]:
        for cell, column in zip(row, columns, strict=True):
            assert cell == "" or PARSED[column["datatype"]](cell) is not False
    assert set(answer.found.notes) <= set(told["rdfs:comment"])
    notes = {each["name"]: each["value"] for each in told["notes"]}
    assert notes["versions"]["digest"] == answer.versions.digest
    assert notes["asked"] == {"measure": answer.measure.name, **answer.query}
    assert told["dc:license"]["@id"].startswith("https://creativecommons.org/")


@pytest.mark.parametrize("measure", ASKED)
def test_the_metadata_of_each_measure_are_of_its_table(toy: Repository, measure: str) -> None:
    answer = answered(toy, measure)
    holds(json.loads(publish(answer, "csvw")), publish(answer, "csv").decode(), answer)


def test_no_head_and_no_text_breaks_the_metadata(toy: Repository) -> None:
    answer = hostile(toy)
    holds(json.loads(publish(answer, "csvw")), publish(answer, "csv").decode(), answer)


def test_a_truth_tables_solution_stands_beside_its_table(toy: Repository) -> None:
    answer = answered(toy, "truth-table")
    assert answer.found.notes
    told = json.loads(publish(answer, ".csv-metadata.json"))
    assert set(answer.found.notes) <= set(told["rdfs:comment"])
    assert answer.found.notes[0] not in publish(answer, "csv").decode()


def test_the_command_writes_the_metadata_beside_the_table(tmp_path: Path) -> None:
    store, out = tmp_path / "store", tmp_path / "my table.csv"
    worked_example(store).close()
    words = ["compare", "support", "--theory", "toy", "--out", str(out), "--store", str(store)]
    assert CliRunner().invoke(command_line, words).exit_code == 0
    told = json.loads((tmp_path / "my table.csv-metadata.json").read_text("utf-8"))
    assert unquote(told["url"]) == out.name
    assert out.read_text("utf-8").startswith("proposition,label,")


def test_the_table_links_to_its_metadata_which_name_the_table(toy: Repository) -> None:
    with serving(toy, None) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        for asked in ("support.csv?theory=toy", "support?theory=toy&format=csv"):
            table = client.get(f"/api/compare/{asked}")
            link = re.fullmatch(r'<(.+)>; rel="describedby"; type="application/csvm\+json"', table.headers["link"])
            assert link
            found = client.get(urljoin(str(table.url), link[1]))
            assert found.headers["content-type"].startswith("application/csvm+json")
            assert urljoin(str(found.url), found.json()["url"]) == str(table.url)
            holds(found.json(), table.text, answered(toy, "support"))
        named = client.get("/api/compare/support.csv-metadata.json", params={"theory": "toy"})
        assert named.json()["tableSchema"] == found.json()["tableSchema"]
        assert "link" not in client.get("/api/compare/support", params={"theory": "toy"}).headers
