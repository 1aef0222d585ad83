"""Each fault of a sheet is told in the words of the person who wrote it, once, with its place and what to do."""

from pathlib import Path

import pytest

from demireg.domain.errors import Unreadable
from demireg.domain.findings import Severity
from demireg.domain.names import REALIST, Names
from demireg.services.importing.codes import Codes
from demireg.services.importing.read import read_bytes
from demireg.services.importing.sheet_values import EXTENTS, RESERVED
from demireg.services.importing.triples import study_graph

STUDIES = Path(__file__).parents[2] / "data" / "studies"
WOOD = (STUDIES / "wood-2021.yaml").read_text(encoding="utf-8")
HUSK = (STUDIES / "husk-2020.yaml").read_text(encoding="utf-8")

#: YAML that does not parse → line and what to do.
BROKEN: dict[str, tuple[str, int, str]] = {
    "a colon in text": ("a: b\ntitle: Wood: a study\n", 2, "Put text that holds ': ' in quotes"),
    "a tab": ("a:\n\tb: c\n", 2, "Use spaces for indentation"),
    "a tab further down": ("a:\n  - b: c\n\t- d: e\n", 3, "Use spaces for indentation"),
    "curly quotes": ("a: “x: y”\n", 1, "Use straight ones"),
    "a column off": ("a:\n  b: c\n d: e\n", 3, "in the same column"),
    "a hyphen off": ("a:\n  - b\n - c\n", 3, "in the same column"),
    "an open quote": ("a: 'open\nb: c\n", 1, "not closed"),
    "an apostrophe": ("a: 'it's'\n", 1, "an apostrophe is written twice"),
    "an open bracket": ("a: [b, c\nd: e\n", 2, "A bracket is opened and not closed"),
    "no colon": ("a: b\njust words\nc: d\n", 2, "Write a colon and a space after the key"),
    "an at sign": ("a: @home\n", 1, "Text cannot begin with '@'"),
    "a backslash": ('a: "C:\\Users"\n', 1, "Use single quotes"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_yaml_is_explained_to_the_writer(case: str) -> None:
    text, line, mend = BROKEN[case]
    with pytest.raises(Unreadable) as refused:
        read_bytes(text.encode(), "f.yaml")
    assert refused.value.place == f"f.yaml line {line}"
    assert mend in str(refused.value)


#: Old and new text of a shipped sheet → rule, place and a piece of message or mend.
WRONG: dict[str, tuple[str, str, str, str, str]] = {
    "a link in words": ("to: h20-2", "to: 'Wood 2021: w12'", "identifier-is-well-formed", "links[0].to", "study:label"),
    "a link to no label": ("to: h20-2", "to: 'a:'", "identifier-is-well-formed", "links[0].to", "study:label"),
    "a text with a mark of direction": (
        "title: What",
        "title: \u202eWhat",
        "text-is-plain",
        "citation.title",
        "U+202E",
    ),
    "a text with a bell": ("id: husk-2020", 'id: husk-2020\nnote: "a\\x07b"', "text-is-plain", "(note)", "U+0007"),
    "a long number": ("  year: 2020", f"  year: {'9' * 30}", "number-is-of-use", "citation.year", "more than 20"),
    "yes for a year": ("  year: 2020", "  year: yes", "number-is-whole", "citation.year", "whole number"),
    "a number for a date": ("date: 2026-11-22", "date: 20261122", "date-is-well-formed", "coded_by.date", "2026-11-22"),
    "a day that is none": ("date: 2026-11-22", "date: 2026-02-30", "date-is-well-formed", "coded_by.date", "a date"),
    "an address of a script": (
        "- https://pubmed",
        "- javascript:alert(1)//pubmed",
        "address-is-of-the-web",
        "urls_seen[0]",
        "'https://'",
    ),
    "words for an extent": (
        "extent: abstract",
        "extent: I read the whole paper, abstract",
        "value-is-a-choice",
        "text_seen.extent",
        "'full_text', 'abstract_and_more' or 'abstract_only'",
    ),
    "a DOI that is none": ("doi: 10.", "doi: see 10.", "doi-is-well-formed", "citation.doi", "10.1186/"),
    "a missing choice": ("    confidence: explicit\n", "", "key-is-there", "confidence", "'explicit' or 'inferred'"),
    "a printed role that is none": (
        "        concept: c.trusted-referrer\n",
        "        concept: c.trusted-referrer\n        role_as_printed: banana\n",
        "printed-role-is-known",
        "contexts[0].role_as_printed",
        "'C/M' or 'O then M'",
    ),
    "an address of a page": ("label: h20-1", "label: w1.ttl", "label-is-free", "[0].label", "taken"),
    "an identifier like a file": ("id: husk-2020", "id: husk.ttl", "identifier-is-addressable", "(id)", "ending"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_value_that_does_not_fit_is_told_once(case: str) -> None:
    old, new, rule, place, said = WRONG[case]
    assert old in HUSK, f"the sheet no longer holds {old!r}"
    findings = read_bytes(HUSK.replace(old, new, 1).encode(), "f.yaml").findings
    found = next(each for each in findings if each.rule == rule)
    assert found.severity is Severity.VIOLATION
    assert place in found.place
    assert said in f"{found.message} {found.mend}"
    assert len({each.place for each in findings}) == 1


@pytest.mark.parametrize("label", sorted(RESERVED))
def test_a_label_that_names_another_node_of_the_study_is_refused(label: str) -> None:
    findings = read_bytes(HUSK.replace("label: h20-1", f"label: {label}", 1).encode(), "f.yaml").findings
    assert [each.rule for each in findings] == ["label-is-free"]


def test_a_list_whose_entries_are_at_fault_is_not_called_too_short() -> None:
    head, _, tail = HUSK.partition("cmo_configurations:\n")
    rest = tail[tail.index("programme_cluster:") :].partition("stances:")[0]
    findings = read_bytes(f"{head}cmo_configurations:\n  - label: w1\n{rest}".encode(), "f.yaml").findings
    assert {each.rule for each in findings} == {"key-is-there"}
    empty = read_bytes(f"{head}cmo_configurations: []\n{rest}".encode(), "f.yaml").findings
    assert [each.rule for each in empty] == ["list-is-long-enough"]


@pytest.mark.parametrize("printed", ["C", "M", "C/M", "M/O", "O then M", "CM", "Intervention", "Context", "outcome"])
def test_roles_are_taken_as_studies_print_them(printed: str) -> None:
    text = HUSK.replace(
        "concept: c.trusted-referrer\n", f"concept: c.trusted-referrer\n        role_as_printed: {printed}\n"
    )
    assert read_bytes(text.encode(), "f.yaml").findings == ()


@pytest.mark.parametrize("written", ["https://doi.org/", "http://dx.doi.org/", "doi:", "DOI: ", "https://www.doi.org/"])
def test_a_doi_is_kept_without_the_address_around_it(written: str) -> None:
    sheet = read_bytes(
        HUSK.replace("doi: 10.", f'doi: "{written}10.').replace("12839\n", '12839"\n').encode(), "f.yaml"
    ).sheet
    assert sheet is not None
    assert sheet.citation.doi == "10.1111/hsc.12839"


@pytest.mark.parametrize("extent", sorted(EXTENTS))
def test_how_much_was_read_is_never_guessed(extent: str) -> None:
    old = next(line for line in HUSK.splitlines() if line.startswith("  extent:"))
    sheet = read_bytes(HUSK.replace(old, f"  extent: {extent}").encode(), "f.yaml").sheet
    assert sheet is not None
    graph = study_graph(sheet, (), Codes(), Names())
    meant = "FullText" if extent == "full_text" else "AbstractOnly"
    meant = "AbstractAndMore" if "plus" in extent or "more" in extent else meant
    assert list(graph.objects(None, REALIST.textSeen)) == [REALIST[meant]]


def test_numbers_that_are_text_are_kept_as_they_are_written() -> None:
    old = next(line for line in WOOD.splitlines() if line.startswith("  volume:"))
    for written in ("22.10", "010", "1:30", "0x1f", "1e3", "2021-03"):
        sheet = read_bytes(WOOD.replace(old, f"  volume: {written}").encode(), "f.yaml").sheet
        assert sheet is not None
        assert sheet.citation.volume == written


def test_json_with_tabs_and_escapes_is_read_like_yaml() -> None:
    text = b'{\n\t"id": "x",\n\t"note": "caf\\u00e9 \\ud83d\\ude00 \\\\ud83d a\\/b",\n\t"\\u202e": 1}'
    findings = read_bytes(text, "f.json").findings
    assert "f.json line 4" in next(each.place for each in findings if each.rule == "text-is-plain")
