"""The workbooks in the real LibreOffice: it opens and saves them, and what helps the reviewer is still there."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from demireg.domain.findings import Report
from demireg.services.background import Background
from demireg.services.importing.concept_names import with_concepts
from demireg.services.importing.read import read_bytes
from demireg.services.importing.sheet_file import composed
from demireg.services.templating.annotate import annotate
from demireg.services.templating.example import example_tree
from tests.templating.libreoffice import LibreOffice

MACRO = Path(__file__).with_name("drop-downs.bas")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    return LibreOffice(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def marked(empty_bytes: bytes) -> bytes:
    return annotate(empty_bytes, Report.of(read_bytes(empty_bytes, "study.xlsx").findings))


@pytest.fixture(scope="module")
def saved(office: LibreOffice, example_bytes: bytes, marked: bytes) -> dict[str, bytes]:
    """Give the example, the same with a formula in it, and a marked workbook, each as it was opened and saved."""
    workbook = load_workbook(io.BytesIO(example_bytes))
    year = next(row[1] for row in workbook["Study"].iter_rows() if row[0].value == "Year")
    year.value = "=2000+21"
    target = io.BytesIO()
    workbook.save(target)
    return office.converted(
        {"hanlon-2021.xlsx": example_bytes, "formula.xlsx": target.getvalue(), "marked.xlsx": marked}
    )


def kept(workbook: Workbook) -> dict[str, list[object]]:
    """Return what a workbook offers and says, sheet by sheet."""
    return {
        sheet.title: [
            sheet.sheet_state,
            sheet.protection.sheet,
            sorted(
                (str(rule.sqref).partition(":")[0], str(rule.formula1).lstrip("="), rule.errorStyle, rule.prompt)
                for rule in sheet.data_validations.dataValidation
            ),
            {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment},
            sorted(rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules),
        ]
        for sheet in workbook.worksheets
    }


def test_drop_downs_comments_colours_names_and_locks_survive(example: Workbook, saved: dict[str, bytes]) -> None:
    after = load_workbook(io.BytesIO(saved["hanlon-2021.xlsx"]))
    assert set(after.defined_names) == set(example.defined_names)
    before = kept(example)
    assert kept(after) == before
    assert sum(len(each[3]) for each in before.values() if isinstance(each[3], dict)) > 80


def test_what_was_saved_by_it_is_read_as_the_same_study(saved: dict[str, bytes], background: Background) -> None:
    draft = with_concepts(read_bytes(saved["hanlon-2021.xlsx"], "hanlon-2021.xlsx"), background.codes)
    assert draft.findings == ()
    assert composed(draft.source, "sheet.yaml").data == example_tree()


def test_a_formula_is_recalculated_by_it_and_its_value_read(saved: dict[str, bytes]) -> None:
    draft = read_bytes(saved["formula.xlsx"], "hanlon-2021.xlsx")
    assert draft.sheet is not None
    assert draft.sheet.citation.year == 2021


def test_the_list_of_concepts_follows_the_role_and_labels_follow_the_configurations(
    office: LibreOffice, example_bytes: bytes
) -> None:
    assert office.told(example_bytes, MACRO.read_text()) == [
        "as it is: 0",
        "heading locked: True",
        "empty row locked: False",
        "an intervention's concept for a context: 1",
        "the same for an intervention: 0",
        "the same where no role is chosen: 0",
        "a label that is nowhere: 1",
        "a label that was typed among the configurations: 0",
        "a choice that there is not: 1",
    ]


def test_a_marked_workbook_keeps_its_marks(marked: bytes, saved: dict[str, bytes]) -> None:
    after = load_workbook(io.BytesIO(saved["marked.xlsx"]))
    assert kept(after) == kept(load_workbook(io.BytesIO(marked)))
    assert after["Findings"]["B5"].hyperlink is not None
