"""A workbook that comes back marked: what was found is at its cell, and what the user made is as it was."""

import io
import zipfile
from secrets import token_hex

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from demireg.domain.errors import TooLarge, Unreadable
from demireg.domain.findings import Finding, Place, Report, Severity
from demireg.services.importing.read import read_bytes
from demireg.services.templating.annotate import HEAD, annotate
from demireg.services.templating.findings_sheet import GROUND
from demireg.services.templating.look import fill


def at(cell: str, severity: Severity = Severity.VIOLATION, message: str = "It is wrong.") -> Finding:
    return Finding(severity, "some-rule", message, "Write it anew.", Place(f"mine.xlsx {cell}", cell=cell))


def saved(workbook: Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def marked(workbook: Workbook, *findings: Finding) -> Workbook:
    return load_workbook(io.BytesIO(annotate(saved(workbook), Report.of(findings))))


def grounds(sheet: Worksheet) -> dict[str, str]:
    """Return the colour that our marks lay over cells."""
    return {
        str(area.sqref): rule.dxf.fill.bgColor.rgb[2:]
        for area in sheet.conditional_formatting
        for rule in area.rules
        if '"demireg"' in rule.formula[0]
    }


@pytest.fixture
def mine() -> Workbook:
    """Give somebody's own workbook, with a look, comments, formulas and rules of its own."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Parts"
    sheet.append(["Configuration", "Role", "Wording"])
    sheet.append(["c1", "context", "lonely"])
    sheet.append(["c1", None, "=1+1"])
    sheet["A1"].fill, sheet["A1"].font = fill("00FF00"), Font(name="Arial", bold=True)
    sheet["C2"].fill = fill("0000FF")
    sheet["C2"].comment = Comment("mine", "Ada")
    sheet.column_dimensions["C"].width = 77
    sheet.merge_cells("A5:B6")
    look_of_it = DifferentialStyle(fill=PatternFill(bgColor="ABCDEF"))
    theirs = Rule(type="cellIs", operator="equal", formula=['"context"'], dxf=look_of_it)
    sheet.conditional_formatting.add("B2:B9", theirs)
    workbook.create_sheet("my own notes")["A1"] = "keep me"
    return workbook


def test_a_cell_has_the_colour_of_its_heaviest_finding_and_a_comment_with_all_of_them(mine: Workbook) -> None:
    found = marked(mine, at("Parts!B2", Severity.INFO, "First."), at("Parts!B2", message="Second."))
    sheet = found["Parts"]
    assert grounds(sheet) == {"B2": GROUND[Severity.VIOLATION]}
    assert sheet["B2"].comment is not None
    assert sheet["B2"].comment.text == f"{HEAD}\nSecond.\nWrite it anew.\n\nFirst.\nWrite it anew."


def test_the_colour_goes_when_the_cell_is_mended(mine: Workbook) -> None:
    sheet = marked(mine, at("Parts!B2"), at("Parts!B3"), at("Parts!C3"))["Parts"]
    rules = {str(area.sqref): area.rules[0].formula[0] for area in sheet.conditional_formatting}
    assert rules["B2"].startswith("AND(LEN(B2)=7,")
    assert rules["B3"].startswith("AND(LEN(B3)=0,")
    assert rules["C3"].startswith("AND(TRUE,"), "what a formula shows is not known here"


def test_what_the_user_made_stays_as_it_was(mine: Workbook) -> None:
    found = marked(mine, at("Parts!C2"), at("Parts!B2"))
    sheet = found["Parts"]
    assert sheet["A1"].fill.start_color.rgb == "0000FF00"
    assert (sheet["A1"].font.name, sheet["C2"].fill.start_color.rgb) == ("Arial", "000000FF")
    assert sheet["C2"].comment is not None
    assert (sheet["C2"].comment.author, sheet["C2"].comment.text.partition(HEAD)[0]) == ("Ada", "mine\n\n")
    assert (sheet["C3"].value, sheet.column_dimensions["C"].width) == ("=1+1", 77)
    assert found["my own notes"]["A1"].value == "keep me"
    rules = [(rule.priority, str(area.sqref)) for area in sheet.conditional_formatting for rule in area.rules]
    assert sorted(rules)[-1][1] == "B2:B9", "the user's own rule is still there, below ours"


def test_a_marked_copy_that_is_marked_again_shows_only_the_new_findings(mine: Workbook) -> None:
    once = marked(mine, at("Parts!C2"), at("Parts!B2"))
    twice = marked(once, at("Parts!A2", Severity.WARNING))
    assert grounds(twice["Parts"]) == {"A2": GROUND[Severity.WARNING]}
    assert twice.sheetnames == ["Findings", "Parts", "my own notes"]
    assert (twice["Parts"]["B2"].comment, twice["Findings"].max_row) == (None, 5)
    assert twice["Parts"]["C2"].comment is not None
    assert twice["Parts"]["C2"].comment.text == "mine"


def test_the_first_sheet_lists_every_finding_with_a_link_to_its_cell(mine: Workbook) -> None:
    lost = Finding(Severity.INFO, "another-rule", "Somewhere.", "", "mine.xlsx")
    found = marked(mine, at("Parts!C2", Severity.WARNING), at("Parts!B3"), lost)
    sheet = found.worksheets[0]
    assert (sheet.title, found.active) == ("Findings", sheet)
    rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=5)]
    assert rows == [
        ["must be mended", "Parts!B3, Role", "It is wrong.", "Write it anew."],
        ["please look", "Parts!C2, Wording", "It is wrong.", "Write it anew."],
        ["for information", "mine.xlsx", "Somewhere.", None],
    ]
    links = [sheet[f"B{row}"].hyperlink for row in (5, 6, 7)]
    assert [link.location if link else None for link in links] == ["'Parts'!B3", "'Parts'!C2", None]


def test_a_sheet_of_findings_that_is_the_users_own_is_left_alone(mine: Workbook) -> None:
    mine.create_sheet("Findings")["A1"] = "what we found in the field"
    found = marked(mine, at("Parts!B2"))
    assert found.sheetnames == ["Findings 2", "Parts", "my own notes", "Findings"]
    assert found["Findings"]["A1"].value == "what we found in the field"
    again = read_bytes(saved(found), "mine.xlsx").findings
    assert [each.place for each in again if each.rule == "sheet-is-known"] == ["mine.xlsx my own notes!A1"]


def test_findings_in_merged_cells_unknown_sheets_and_odd_places_lose_nothing(mine: Workbook) -> None:
    odd = (at("parts!B6"), at("Nowhere!A1"), at("'Parts'!$B$2"), at("Parts!ZZZZ9"), at("line 7"), at(""))
    found = marked(mine, *odd)
    assert set(grounds(found["Parts"])) == {"A5", "B2"}
    assert found.worksheets[0].max_row == 4 + len(odd)


def test_what_a_finding_says_is_never_a_formula(mine: Workbook) -> None:
    found = marked(mine, at("Parts!B2", message='=HYPERLINK("http://x.invalid")'), at("Parts!C2", message="+1"))
    cells = [cell for row in found["Findings"].iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_nothing_found_is_said(mine: Workbook) -> None:
    assert marked(mine)["Findings"]["A2"].value == "Nothing was found. The study can be handed in."


def test_what_is_not_carried_over_is_said(mine: Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(mine["Parts"], min_col=3, min_row=1, max_row=3))
    mine.worksheets[0].add_chart(chart, "F2")
    assert str(marked(mine, at("Parts!B2"))["Findings"]["A2"].value).endswith(
        "Pictures and charts are not in this copy."
    )


def test_a_cell_far_away_costs_nothing(mine: Workbook) -> None:
    mine["my own notes"]["XFD1048576"] = "slipped"
    found = marked(mine, at("Parts!B2"))
    assert set(grounds(found["Parts"])) == {"B2"}
    assert found["my own notes"]["XFD1048576"].value == "slipped"


@pytest.mark.parametrize("what", ["merged", "linked", "a column"])
def test_a_span_of_millions_of_cells_is_refused_before_they_are_made(what: str, mine: Workbook) -> None:
    mine["Parts"].merge_cells("J1:K2")
    mine["Parts"]["N1"].hyperlink = "https://example.org/"
    area, span = {
        "merged": (b'"J1:K2"', b'"J1:XFD1048576"'),
        "linked": (b'ref="N1"', b'ref="N1:XFD1048576"'),
        "a column": (b'"J1:K2"', b'"J:J"'),
    }[what]
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(mine))) as before, zipfile.ZipFile(packed, "w") as after:
        for part in before.namelist():
            after.writestr(part, before.read(part).replace(area, span))
    with pytest.raises(TooLarge, match="span"):
        annotate(packed.getvalue(), Report.of([]), "mine.xlsx")


def test_a_sheet_that_is_a_chart_is_left_out_and_that_is_said(mine: Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(mine["Parts"], min_col=3, min_row=1, max_row=3))
    mine.create_chartsheet("Chart").add_chart(chart)
    found = marked(mine, at("Parts!B2"))
    assert found.sheetnames == ["Findings", "Parts", "my own notes"]
    assert "charts are not in this copy" in str(found["Findings"]["A2"].value)


def test_a_marked_template_is_checked_with_the_same_result(empty_bytes: bytes) -> None:
    before = read_bytes(empty_bytes, "study.xlsx").findings
    after = read_bytes(annotate(empty_bytes, Report.of(before)), "study.xlsx").findings
    assert before == after
    assert load_workbook(io.BytesIO(annotate(empty_bytes, Report.of(before))))["Study"].protection.sheet


def test_very_many_findings_are_marked_in_bounded_time(mine: Workbook) -> None:
    found = marked(mine, *(at(f"Parts!A{row}") for row in range(1, 700)))
    assert found["Findings"].max_row == 504
    assert "The first 500 are listed." in str(found["Findings"]["A2"].value)


@pytest.mark.parametrize("how", ["empty", "text", "half", "without its list of sheets"])
def test_what_is_no_workbook_is_refused(how: str, mine: Workbook) -> None:
    whole = saved(mine)
    made = {
        "empty": b"",
        "text": b"no workbook",
        "half": whole[: len(whole) // 2],
        "without its list of sheets": whole.replace(b"xl/workbook.xml", b"xl/workbook.txt"),
    }
    with pytest.raises(Unreadable):
        annotate(made[how], Report.of([at("Parts!B2")]), "mine.xlsx")


def test_a_workbook_that_unfolds_too_far_is_refused_before_it_is_opened() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", token_hex(5_000_000))
    with pytest.raises(TooLarge, match=r"mine\.xlsx unpacks to 10 MB"):
        annotate(packed.getvalue(), Report.of([]), "mine.xlsx")
