"""A workbook is read as people fill it in: every mistake of theirs is found, at its cell, with what to do about it."""

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from demireg.domain.errors import Unreadable
from demireg.domain.findings import Severity
from demireg.services.importing.places import compose
from demireg.services.importing.tabling.spread import spread
from tests.importing.books import (
    SHEETS,
    book,
    cells,
    found,
    full_book,
    full_rows,
    read,
    repacked,
    replaced,
    saved,
    tree_of,
)
from tests.importing.test_tables import alike

SAMPLE = [path for path in SHEETS if path.stem in ("wood-2021", "hanlon-2021", "brown-2021", "full")]

Change = Callable[[Workbook], object]


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_the_workbook_of_a_sheet_is_read_as_that_sheet(path: Path) -> None:
    tree = tree_of(path)
    draft = read(saved(book(spread(tree))))
    assert draft.findings == ()
    assert draft.sheet is not None
    assert draft.kept_as == f"{draft.sheet.id}.yaml"
    assert alike(compose(draft.source, draft.kept_as).data, tree)
    again = read(draft.source.encode(), draft.kept_as)
    assert again.sheet == draft.sheet


def test_headings_may_be_other_words_in_other_places_and_letters() -> None:
    def change(made: Workbook) -> None:
        sheet = made["Parts"]
        for index, heading in {1: "  CMO id ", 4: "DESCRIPTION*", 5: "concept_code", 2: "Role (required)"}.items():
            sheet.cell(1, index, heading)
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Parts of the study"
        sheet.move_range("D3:D30", cols=40)
        made["Stances"].title = "2. BEARING on theory "

    draft = read(full_book(change))
    assert draft.findings == ()
    assert draft.sheet == read(full_book()).sheet
    assert draft.cells["cmo_configurations", 0, "contexts", 0, "text"] == "Parts!AR4"
    assert draft.cells["stances", 0, "stance"] == "2. BEARING on theory !B2"


#: A change of the workbook → the rule that it breaks, the cell, and a piece of what is said of it.
MISTAKES: dict[str, tuple[Change, str, str, str]] = {
    "a heading renamed": (lambda w: _put(w, "Parts", "E1", "Conceptt"), "heading-is-known", "Parts!E1", "'Concept'"),
    "a heading of one's own": (lambda w: _put(w, "Parts", "AZ1", "Zebra"), "heading-is-known", "Parts!AZ1", "Zebra"),
    "a heading twice": (lambda w: _put(w, "Parts", "F1", "Concept"), "heading-is-given-once", "Parts!F1", "Parts!E1"),
    "a heading missing": (lambda w: _put(w, "Stances", "E1", None), "heading-is-there", "Stances!A1", "'Why'"),
    "a column without heading": (lambda w: _put(w, "Parts", "AX4", "x"), "value-has-a-heading", "Parts!AX4", "heading"),
    "headings merged": (lambda w: w["Parts"].merge_cells("D1:E1"), "headings-are-apart", "Parts!D1", "D1:E1"),
    "cells merged": (lambda w: w["Parts"].merge_cells("A2:A3"), "cells-are-apart", "Parts!A2", "A2:A3"),
    "a label below a merge": (lambda w: w["Parts"].merge_cells("A2:A3"), "row-has-its-label", "Parts!A3", "each row"),
    "no headings": (lambda w: w["Links"].delete_rows(1), "headings-are-there", "Links!A1", "From part"),
    "a hidden sheet": (lambda w: setattr(w["More"], "sheet_state", "hidden"), "sheet-is-seen", "More!A1", "hidden"),
    "a sheet of one's own": (lambda w: w.create_sheet("Zoo"), "sheet-is-known", "Zoo!A1", "'Zoo'"),
    "a table twice": (lambda w: w.create_sheet("Components"), "table-is-given-once", "Components!A1", "'Parts'"),
    "a formula": (lambda w: _put(w, "Parts", "D3", "=1+1"), "formula-has-a-result", "Parts!D3", "save it again"),
    "a day that was none": (lambda w: _day(w, "Study", "B12"), "text-is-no-day", "Study!B12", "2021-03-12"),
    "a label twice": (lambda w: _put(w, "Configurations", "A3", "w1"), "label-is-known", "Parts!A11", "'w2'"),
    "a part of nothing": (
        lambda w: _put(w, "Parts", "A4", "w9"),
        "label-is-known",
        "Parts!A4",
        "Labels here are w1",
    ),
    "a part of no role": (lambda w: _put(w, "Parts", "B4", "medium"), "value-is-a-choice", "Parts!B4", "'mechanism'"),
    "a number twice": (lambda w: _put(w, "Parts", "C5", "1"), "number-is-in-a-row", "Parts!C5", "have the number 1"),
    "a number left out": (lambda w: _put(w, "Parts", "C5", "9"), "number-is-in-a-row", "Parts!C6", "without a 2"),
    "a number in words": (lambda w: _put(w, "Parts", "C5", "two"), "number-is-whole", "Parts!C5", "'two'"),
    "no choice": (lambda w: _put(w, "Parts", "G8", "good"), "value-is-a-choice", "Parts!G8", "none of its choices"),
    "the wrong role": (lambda w: _put(w, "Parts", "G4", "mixed"), "cell-fits-its-row", "Parts!G4", "for outcomes"),
    "a needed cell empty": (
        lambda w: _put(w, "Configurations", "B2", None),
        "key-is-there",
        "Configurations!B2",
        "Title",
    ),
    "no date": (lambda w: _put(w, "Stances", "H2", "soon"), "date-is-well-formed", "Stances!H2", "'Judged on'"),
    "a link to nowhere": (lambda w: _put(w, "Links", "C2", "a b"), "identifier-is-well-formed", "Links!C2", "a b"),
    "a field twice": (lambda w: _put(w, "Study", "A4", "Identifier"), "field-is-given-once", "Study!B4", "Study!B3"),
    "an unknown field": (lambda w: _put(w, "Study", "A4", "Titel"), "field-is-known", "Study!A4", "'Title'"),
    "none, and yet some": (lambda w: _without(w, "contexts"), "none-is-none", "Configurations!", "no contexts"),
    "none of nothing": (lambda w: _without(w, "zebras"), "value-is-a-choice", "Configurations!", "zebras"),
}


def _put(made: Workbook, sheet: str, at: str, value: object) -> None:
    made[sheet][at].value = value


def _day(made: Workbook, sheet: str, at: str) -> None:
    made[sheet][at].value = datetime(2021, 3, 12)
    assert made[sheet][at].is_date


def _without(made: Workbook, text: str) -> None:
    sheet = made["Configurations"]
    at = next(cell.coordinate for cell in sheet[1] if cell.value == "None given of")
    sheet[at.replace("1", "2")].value = text


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_found_at_its_cell_with_a_mend(case: str) -> None:
    change, rule, cell, said = MISTAKES[case]
    findings = found(read(full_book(change)), rule)
    assert any(each.startswith(cell) for each in cells(findings)), (cells(findings), findings)
    assert said in " ".join(each.sentence() for each in findings)
    assert all(each.mend for each in findings)


def test_what_is_not_read_does_not_hide_what_is() -> None:
    draft = read(full_book(lambda w: _put(w, "Parts", "AZ1", "Zebra")))
    (finding,) = draft.findings
    assert finding.severity is Severity.INFO
    assert draft.sheet is not None


def test_the_result_of_a_formula_is_read_and_the_formula_is_not_run() -> None:
    content = full_book(lambda w: _put(w, "Parts", "D3", "=HYPERLINK(A1)"))
    part = next(name for name, title in _parts(content) if title == "Parts")
    content = replaced(content, part, b"<f>HYPERLINK(A1)</f><v />", b"<f>HYPERLINK(A1)</f><v>12</v>")
    draft = read(content)
    assert draft.findings == ()
    assert draft.sheet is not None
    assert draft.sheet.cmo_configurations[0].interventions[0].text == "12"


def test_an_error_of_a_formula_is_found() -> None:
    content = full_book(lambda w: _put(w, "Parts", "D3", "#REF!"))
    (finding,) = found(read(content), "cell-is-no-error")
    assert finding.sentence().startswith("study.xlsx Parts!D3: violation: 'Wording' holds the error #REF!")


def _parts(content: bytes) -> list[tuple[str, str]]:
    titles = load_workbook(io.BytesIO(content)).sheetnames
    return [(f"xl/worksheets/sheet{number}.xml", title) for number, title in enumerate(titles, 1)]


def test_numbers_days_and_truths_are_read_as_people_see_them() -> None:
    def change(made: Workbook) -> None:
        _put(made, "Participants", "B2", 15.0)
        _put(made, "Participants", "F2", True)
        _put(made, "Stances", "H2", datetime(2026, 11, 20))
        for row in made["Study"].iter_rows():
            if row[0].value == "Coded on":
                row[1].value = 46347
            if row[0].value == "PubMed number":
                row[1].value = 31053038

    draft = read(full_book(change))
    (finding,) = draft.findings
    assert "it is read as the day 2026-11-21" in finding.message
    sheet = draft.sheet
    assert sheet is not None
    assert (sheet.participants[0].n, sheet.participants[0].total) == (15, True)
    assert (str(sheet.stances[0].date), str(sheet.coded_by.date)) == ("2026-11-20", "2026-11-21")
    assert sheet.citation.pmid == "31053038"


def test_a_workbook_that_counts_days_from_1904_is_read_alike() -> None:
    def change(made: Workbook) -> None:
        made.epoch = datetime(1904, 1, 1)
        _put(made, "Stances", "H2", datetime(2026, 11, 20))

    sheet = read(full_book(change)).sheet
    assert sheet is not None
    assert str(sheet.stances[0].date) == "2026-11-20"


def test_a_label_that_stands_twice_is_named_when_nothing_else_is_wrong() -> None:
    def change(made: Workbook) -> None:
        _put(made, "Configurations", "A3", "w1")
        _put(made, "Configurations", "B3", None)

    findings = found(read(full_book(change)), "label-is-unique")
    assert cells(findings) == ["Configurations!A3"]


def test_somebody_elses_template_is_told_which_tables_are_wanted() -> None:
    made = Workbook()
    made.worksheets[0].title = "Extraction 1"
    made.worksheets[0].append(["Author", "Year"])
    draft = read(saved(made))
    (finding,) = draft.findings
    assert draft.sheet is None
    assert "'Extraction 1'" in finding.message
    assert "'Configurations'" in finding.mend
    made.worksheets[0].title = "Study"
    (missing,) = found(read(saved(made)), "table-is-there")
    assert "'Configurations' is missing" in missing.message


def test_a_workbook_with_macros_is_read_without_them() -> None:
    content = repacked(full_book(), lambda _, text: text, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"})
    for name in ("study.xlsm", "study.xlsx"):
        draft = read(content, name)
        (finding,) = draft.findings
        assert finding.rule == "macros-are-not-run"
        assert draft.sheet is not None


def test_text_that_reads_otherwise_stays_text() -> None:
    rows = full_rows()
    for row in rows["study"]:
        row["value"] = {"Title": "2021", "Site": "yes", "Ethics approval": "007", "DOI": ""}.get(
            row["field"], row["value"]
        )
    sheet = read(saved(book(rows))).sheet
    assert sheet is not None
    assert (sheet.citation.title, sheet.setting.site, sheet.design.ethics) == ("2021", "yes", "007")


def test_a_workbook_that_is_none_says_what_it_is() -> None:
    cases = {
        b"": "empty",
        b"label,title\nw1,x\n": "text and no workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"): "password",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook": "old kind",
        b"\x89PNG\r\n\x1a\n\x00\x00": "no workbook",
        repacked(full_book(), lambda name, text: None if name == "xl/workbook.xml" else text): "no workbook",
        repacked(full_book(), lambda *_: None, {"content.xml": b"<a/>"}): "OpenDocument",
        repacked(full_book(), lambda *_: None, {"xl/workbook.bin": b"x"}): "binary",
    }
    for content, said in cases.items():
        with pytest.raises(Unreadable, match=said):
            read(content)
