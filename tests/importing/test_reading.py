"""Files that are broken in every usual way get a sentence with a place and a mend."""

from pathlib import Path

import pytest

from demireg.domain.errors import TooLarge, Unreadable
from demireg.services.importing.read import read_bytes, read_file

STUDIES = Path(__file__).parents[2] / "data" / "studies"
WOOD = (STUDIES / "wood-2021.yaml").read_text(encoding="utf-8")


def spoiled(old: str, new: str) -> bytes:
    assert old in WOOD
    return WOOD.replace(old, new, 1).encode()


@pytest.mark.parametrize("path", sorted(STUDIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_sheet_is_read_without_a_finding(path: Path) -> None:
    draft = read_file(path)
    assert draft.findings == ()
    assert draft.sheet is not None
    assert draft.sheet.id == path.stem


def test_broken_yaml_names_file_and_line() -> None:
    with pytest.raises(Unreadable, match=r"bad\.yaml line 3: This is not valid YAML"):
        read_bytes(b"id: x\ncitation:\n  title: 'open\n", "bad.yaml")


def test_an_unknown_key_gets_its_line_and_the_nearest_known_key() -> None:
    draft = read_bytes(spoiled("cmo_configurations:", "cmo_configuration:"), "wood.yaml")
    line = next(number for number, text in enumerate(WOOD.splitlines(), 1) if text == "cmo_configurations:")
    unknown = [finding for finding in draft.findings if finding.rule == "key-is-known"]
    assert [finding.place for finding in unknown] == [f"wood.yaml line {line} (cmo_configuration)"]
    assert unknown[0].mend == "Did you mean 'cmo_configurations'?"


def test_an_unknown_key_of_a_part_is_found_at_its_depth() -> None:
    draft = read_bytes(
        spoiled("        role_as_printed: Intervention", "        role_as_prnted: Intervention"), "w.yaml"
    )
    (finding,) = draft.findings
    assert "'role_as_prnted'" in finding.message
    assert finding.mend == "Did you mean 'role_as_printed'?"
    assert "interventions[0].role_as_prnted" in finding.place


def test_a_value_outside_its_list_is_offered_the_nearest() -> None:
    draft = read_bytes(spoiled("valence: positive", "valence: postive"), "w.yaml")
    (finding,) = draft.findings
    assert finding.mend == "Did you mean 'positive'?"


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"w\.yaml line 2: The key 'id' stands twice"):
        read_bytes(b"id: a\nid: b\n", "w.yaml")


def test_anchors_and_aliases_are_refused() -> None:
    with pytest.raises(Unreadable, match="Anchors and aliases"):
        read_bytes(b"a: &x [1]\nb: *x\n", "w.yaml")


def test_yaml_nested_without_end_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_bytes(b"[" * 5000, "w.yaml")


def test_a_file_that_is_not_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="not UTF-8 text"):
        read_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe", "w.yaml")
    with pytest.raises(Unreadable, match="zero bytes"):
        read_bytes(b"id: \x00", "w.yaml")


def test_an_ending_that_no_reader_takes_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Unreadable, match=r"\.docx.*\.yaml"):
        read_bytes(b"id: x", "study.docx")


def test_a_file_over_the_limit_is_refused_unopened(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    with big.open("wb") as target:
        target.truncate(50_000_000)
    with pytest.raises(TooLarge, match="50 MB, and the limit for such a file is 2 MB"):
        read_file(big)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"nowhere\.yaml"):
        read_file(tmp_path / "nowhere.yaml")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "42"])
def test_a_text_that_is_no_sheet_says_where_to_start(text: str) -> None:
    (finding,) = read_bytes(text.encode(), "w.yaml").findings
    assert finding.rule == "sheet-is-a-mapping"


def test_every_missing_key_is_named_at_once() -> None:
    findings = read_bytes(b"schema: cmo-extraction-sheet/1\nid: x-2020\n", "w.yaml").findings
    missing = {finding.message for finding in findings if finding.rule == "key-is-there"}
    assert "The key 'citation' is missing." in missing
    assert "The key 'cmo_configurations' is missing." in missing


def test_words_that_yaml_takes_for_something_else_are_explained() -> None:
    draft = read_bytes(spoiled("  country: England", "  country: no"), "w.yaml")
    (finding,) = draft.findings
    assert "should be text, and is yes or no" in finding.message


def test_rdf_with_entities_is_not_read() -> None:
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read_bytes(b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>', "w.rdf")


def test_rdf_that_names_graphs_of_its_own_is_not_read() -> None:
    text = b"<https://example.org/g> { <https://example.org/a> <https://example.org/b> <https://example.org/c> }"
    with pytest.raises(Unreadable, match="no graph names of its own"):
        read_bytes(text, "w.trig")


def test_rdf_without_a_study_is_not_read() -> None:
    with pytest.raises(Unreadable, match="describes 0 studies"):
        read_bytes(b"<https://example.org/a> <https://example.org/b> 'c' .", "w.ttl")
