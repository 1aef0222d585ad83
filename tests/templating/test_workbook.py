"""The workbook as a reviewer opens it: what it shows, what it offers, what it guards and what it never does."""

import io
import re
from collections.abc import Iterator

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from demireg.services.background import Background
from demireg.services.importing.concept_names import with_concepts
from demireg.services.importing.places import Plain
from demireg.services.importing.read import read_bytes
from demireg.services.importing.sheet_file import composed
from demireg.services.importing.tabling.layout import layout
from demireg.services.templating import look
from demireg.services.templating.example import example_tree
from demireg.services.templating.workbook import write_workbook

TABLES = [each.title for each in layout().tables]
_LIST = re.compile(r"list_[a-z_]+")


def tables(workbook: Workbook) -> Iterator[Worksheet]:
    """Yield the sheets that are filled in row by row."""
    return (workbook[each.title] for each in layout().tables if not each.fields)


def letters(sheet: Worksheet) -> dict[str, str]:
    """Return the letter of each column by its heading."""
    return {str(cell.value): get_column_letter(number) for number, cell in enumerate(sheet[1], start=1)}


def test_a_guide_comes_first_then_the_tables_in_order_and_the_lists_are_hidden(empty: Workbook) -> None:
    assert empty.sheetnames == ["Guide", *TABLES, "Concepts", "Propositions", "Lists"]
    assert empty.active is empty["Guide"]
    assert {each.title for each in empty.worksheets if each.sheet_state != "visible"} == {"Lists"}


def test_the_guide_names_and_opens_every_other_sheet_and_leaves_no_gap_in_its_sentences(empty: Workbook) -> None:
    guide = empty["Guide"]
    cells = [cell for row in guide.iter_rows() for cell in row if cell.value]
    links = {cell.hyperlink.location: cell.value for cell in cells if cell.hyperlink}
    assert links == {f"'{title}'!A1": title for title in empty.sheetnames[1:-1]}
    text = " ".join(str(cell.value) for cell in cells)
    assert not re.search(r"[{}]|“”|None\b(?! given)", text)
    for said in ("in your own words", "Leave the cell empty", "not seen", "silent", "from memory", "--annotate"):
        assert said in text
    for role in ("Context", "Intervention", "Mechanism: resource", "Mechanism: reasoning", "Outcome"):
        assert role in text


def test_every_heading_is_frozen_locked_explained_and_gold_where_it_must_be_filled_in(empty: Workbook) -> None:
    for table in layout().tables:
        sheet = empty[table.title]
        assert str(sheet.freeze_panes).endswith("2")
        assert sheet.protection.sheet
        if table.fields:
            continue
        assert {cell.value for cell in sheet[1]} == {column.heading for column in table.columns}
        for cell in sheet[1]:
            column = next(each for each in table.columns if each.heading == cell.value)
            assert cell.protection.locked
            assert cell.comment
            assert column.help in cell.comment.text
            assert (cell.fill.start_color.rgb[2:] == look.NEEDED) == column.required


def test_the_cells_below_the_headings_are_free_wrapped_and_text(empty: Workbook) -> None:
    for sheet in tables(empty):
        for letter, column in sheet.column_dimensions.items():
            assert not column.protection.locked, f"{sheet.title}!{letter}"
            assert column.alignment.wrap_text
            assert column.number_format in {look.TEXT, "0", "yyyy-mm-dd"}


def test_the_table_of_the_study_says_beside_each_field_what_to_write(empty: Workbook) -> None:
    table = layout().table("study")
    rows = list(empty[table.title].iter_rows(min_row=2))
    assert [(row[0].value, row[2].value) for row in rows] == [(each.heading, each.help) for each in table.fields]
    assert all(row[0].protection.locked for row in rows)
    assert [row[0].value for row in rows if row[1].protection.locked] == ["Template version"]


def test_the_identifier_of_a_study_that_is_held_is_locked(example: Workbook) -> None:
    rows = list(example["Study"].iter_rows(min_row=2))
    assert [row[0].value for row in rows if row[1].protection.locked] == ["Template version", "Identifier"]


def test_columns_are_wide_enough_for_their_headings_and_usual_ones_come_first(empty: Workbook) -> None:
    for sheet in tables(empty):
        widths = {heading: sheet.column_dimensions[letter].width for heading, letter in letters(sheet).items()}
        for heading, width in widths.items():
            assert width >= max(len(word) for word in str(heading).split()) + 2, f"{sheet.title}: {heading}"
        grounds = [cell.fill.start_color.rgb[2:] for cell in sheet[1]]
        assert grounds == sorted(grounds, key=lambda each: each == look.PAPER)


def test_every_sheet_is_printed_across_and_whole_one_page_wide_or_two(example: Workbook) -> None:
    for sheet in example.worksheets:
        if sheet.sheet_state == "visible":
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.page_setup.fitToWidth in {1, 2}
            assert not sheet.print_area, "rows that are added later are printed too"
            assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)


def test_every_drop_down_draws_on_a_list_that_is_there_and_says_no_more_than_a_box_holds(empty: Workbook) -> None:
    held = set(empty.defined_names)
    seen = 0
    for sheet in empty.worksheets:
        for rule in sheet.data_validations.dataValidation:
            seen += 1
            assert set(_LIST.findall(rule.formula1)) <= held, rule.formula1
            assert len(rule.formula1) <= 255
            for text, most in ((rule.error, 255), (rule.prompt, 255), (rule.errorTitle, 32), (rule.promptTitle, 32)):
                assert len(text or "") <= most
    assert seen > 40
    for name in held - {"list_configurations"}:
        ((title, area),) = empty.defined_names[name].destinations
        assert all(row[0].value for row in empty[title][area]), name


def test_a_concept_may_be_typed_freely_and_a_choice_may_not(empty: Workbook) -> None:
    parts = {str(each.sqref).partition("2:")[0]: each for each in empty["Parts"].data_validations.dataValidation}
    at = letters(empty["Parts"])
    concept, role, owner = (parts[at[each]] for each in ("Concept", "Role", "Configuration"))
    assert (concept.errorStyle, role.errorStyle, owner.errorStyle) == ("warning", "stop", "warning")
    assert at["Role"] in concept.formula1
    assert owner.formula1 == "=list_configurations"


def test_no_text_becomes_a_formula_whatever_it_begins_with(background: Background) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.invalid","y")']
    tree: dict[str, Plain] = {
        "citation": {"title": texts[0], "journal": texts[3]},
        "cmo_configurations": [
            {"label": f"c{n}", "title": text, "evidence": {"section": text}} for n, text in enumerate(texts)
        ],
    }
    workbook = load_workbook(io.BytesIO(write_workbook(tree, background)))
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    live = [cell for cell in cells if isinstance(cell.value, str) and cell.value[:1] in "=+-@\t" and cell.value]
    assert {cell.value for cell in live} >= {"=1+1", "+1", "-1", "@SUM(A1)"}
    assert all(cell.quotePrefix and cell.number_format == look.TEXT for cell in live)


def test_characters_that_no_workbook_holds_are_left_out(background: Background) -> None:
    tree: dict[str, Plain] = {"id": "a\x01b", "note": "x" * 40_000}
    workbook = load_workbook(io.BytesIO(write_workbook(tree, background)))
    values = {row[0].value: row[1].value for row in workbook["Study"].iter_rows()}
    assert values["Identifier"] == "ab"


def test_text_that_looks_like_the_number_of_a_letter_comes_back_as_it_was(background: Background) -> None:
    texts = ["a_x000D_b", "_x0041_", "_x005F_x0041_", "_x_x0009__xD83D_", "_x005f__x12"]
    tree: dict[str, Plain] = {"cmo_configurations": [{"label": f"c{n}", "title": text} for n, text in enumerate(texts)]}
    rows = read_bytes(write_workbook(tree, background), "s.xlsx").rows or {}
    assert [row["title"].text for row in rows["configurations"]] == texts


@pytest.mark.parametrize("study", ["hanlon-2021", "wood-2021", "kiely-2024"])
def test_a_filled_workbook_is_read_as_the_sheet_that_it_was_made_from(study: str, background: Background) -> None:
    tree = example_tree(study)
    draft = with_concepts(read_bytes(write_workbook(tree, background), f"{study}.xlsx"), background.codes)
    assert draft.findings == ()
    assert composed(draft.source, "sheet.yaml").data == tree


def test_the_empty_workbook_is_read_as_a_study_of_which_nothing_is_known(empty_bytes: bytes) -> None:
    draft = read_bytes(empty_bytes, "study.xlsx")
    assert draft.findings
    assert {each.rule for each in draft.findings} == {"key-is-there"}
    assert all(getattr(each.place, "cell", "") for each in draft.findings)


def test_numbers_and_dates_are_numbers_and_dates_so_that_a_sheet_can_sort_them(example: Workbook) -> None:
    values = {str(row[0].value): row[1] for row in example["Study"].iter_rows(min_row=2)}
    assert (values["Year"].value, values["Year"].data_type) == (2021, "n")
    assert (values["Coded on"].data_type, values["Coded on"].number_format) == ("d", "yyyy-mm-dd")
    assert values["PubMed number"].data_type == "s"
