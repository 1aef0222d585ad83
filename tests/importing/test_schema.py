"""The JSON Schema of the sheet is valid, takes every shipped sheet, explains each key, and refuses what is wrong."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from demireg import assets
from demireg.services.importing.places import compose
from demireg.services.importing.schema import blocks, schema_text, sheet_schema
from demireg.services.importing.sheet import Sheet

FULL = Path(__file__).with_name("full.yaml")
SHEETS = [*sorted((assets.folder("data") / "studies").glob("*.yaml")), FULL]
SCHEMA = sheet_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def tree(path: Path) -> Any:  # noqa: ANN401 (a sheet in plain values)
    return compose(path.read_text(encoding="utf-8"), path.name).data


def test_it_is_a_schema_of_the_draft_that_it_names() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_its_patterns_are_such_as_editors_know() -> None:
    text = schema_text()
    assert not re.search(r"\(\?[^:!=]|[*+?}]\+|\\\\[AZz]", text), "a pattern is written as only Python reads it"


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_every_sheet_fits(path: Path) -> None:
    assert [f"{each.json_path}: {each.message}" for each in VALIDATOR.iter_errors(tree(path))] == []


def test_every_block_and_key_is_explained() -> None:
    for model in blocks():
        schema = SCHEMA if model is Sheet else SCHEMA["$defs"][model.__name__]
        assert schema["additionalProperties"] is False
        assert schema["description"]
        keys = [info.alias or name for name, info in model.model_fields.items()]
        assert list(schema["properties"]) == keys
        assert [key for key in keys if not schema["properties"][key].get("description")] == []


#: A change to a sheet that uses every key → where it then does not fit.
WRONG: dict[str, tuple[tuple[str | int, ...], object, str]] = {
    "an unknown key": (("citation", "yeer"), 2020, "$.citation"),
    "a choice that is none": (("cmo_configurations", 0, "confidence"), "sure", "$.cmo_configurations[0].confidence"),
    "an extent that is none": (("text_seen", "extent"), "most", "$.text_seen.extent"),
    "a date in words": (("coded_by", "date"), "today", "$.coded_by.date"),
    "a reserved label": (("cmo_configurations", 0, "label"), "site", "$.cmo_configurations[0].label"),
    "a label like a file": (("cmo_configurations", 0, "label"), "w1.xlsx", "$.cmo_configurations[0].label"),
    "a DOI that is none": (("citation", "doi"), "see below", "$.citation.doi"),
    "a printed role that is none": (
        ("cmo_configurations", 0, "mechanisms", 0, "role_as_printed"),
        "banana",
        "$.cmo_configurations[0].mechanisms[0].role_as_printed",
    ),
    "a link in words": (("cmo_configurations", 0, "links", 0, "to"), "to w2", "$.cmo_configurations[0].links[0].to"),
    "an address of a script": (("urls_seen", 0), "javascript:alert(1)", "$.urls_seen[0]"),
    "a number for a DOI": (("citation", "doi"), 10, "$.citation.doi"),
    "a month that is none": (("coded_by", "date"), "2026-13-01", "$.coded_by.date"),
    "a change of direction": (("citation", "title"), "a \u202e b", "$.citation.title"),
    "nothing but spaces": (("citation", "title"), "  ", "$.citation.title"),
    "no configuration": (("cmo_configurations",), [], "$.cmo_configurations"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_marked_where_it_stands(case: str) -> None:
    path, value, place = WRONG[case]
    wrong = copy.deepcopy(tree(FULL))
    block = wrong
    for step in path[:-1]:
        block = block[step]
    block[path[-1]] = value
    assert {each.json_path for each in VALIDATOR.iter_errors(wrong)} == {place}


def test_a_number_stands_for_a_label_as_it_does_for_the_reader() -> None:
    numbered = copy.deepcopy(tree(FULL))
    numbered["cmo_configurations"][0]["label"] = 1
    assert list(VALIDATOR.iter_errors(numbered)) == []


def test_the_published_file_is_current() -> None:
    published = assets.folder("data") / "forms" / "sheet.schema.json"
    assert published.read_text(encoding="utf-8") == schema_text(), "run `make docs` and read the difference"
