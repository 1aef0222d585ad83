"""The first sheet of a marked workbook: every finding, what must be mended first, with a link to its cell."""

from collections.abc import Callable
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from demireg.domain.findings import Finding, Place, Report, Severity
from demireg.services.importing.tabling.layout import layout
from demireg.services.templating import look

FINDINGS: Final = "Findings"
#: Weights in words, and the ground of a cell by the heaviest finding in it.
WORDS: Final = {Severity.VIOLATION: "must be mended", Severity.WARNING: "please look", Severity.INFO: "for information"}
GROUND: Final = {Severity.VIOLATION: "F4B6B0", Severity.WARNING: "FCE08A", Severity.INFO: "C9DCF3"}
_HEADS: Final = {"Weight": 18, "Where": 34, "What is wrong": 66, "How to mend it": 66, "Rule": 30}
_TITLE: Final = "What the check found"
_FIRST: Final = 4
#: A workbook of more findings has one fault that was made many times; the rest is counted.
MOST: Final = 500

#: Says in which cell of a workbook a finding stands, None where in none.
Located = Callable[[Workbook, Finding], tuple[str, str] | None]


def is_ours(sheet: Worksheet) -> bool:
    """Whether a sheet is one that an earlier check wrote."""
    return (sheet["A1"].value, sheet[f"A{_FIRST}"].value) == (_TITLE, next(iter(_HEADS)))


def write_findings(workbook: Workbook, report: Report, located: Located, remark: str = "") -> None:
    """Put the sheet of findings at the front of a workbook and show it first; ``remark`` is about the copy itself."""
    taken = {each.casefold() for each in workbook.sheetnames}
    titles = (FINDINGS, *(f"{FINDINGS} {number}" for number in range(2, len(taken) + 3)))
    sheet = workbook.create_sheet(next(each for each in titles if each.casefold() not in taken), 0)
    look.put(sheet["A1"], _TITLE).font = look.font(20, bold=True)
    look.put(sheet["A2"], f"{_verdict(report)} {remark}".strip()).font = look.font(colour=look.MUTE)
    for number, (name, width) in enumerate(_HEADS.items(), start=1):
        letter = get_column_letter(number)
        cell = look.put(sheet[f"{letter}{_FIRST}"], name)
        cell.font, cell.fill = look.font(bold=True), look.fill(look.OPTIONAL)
        sheet.column_dimensions[letter].width = width
    for row, finding in enumerate(report.findings[:MOST], start=_FIRST + 1):
        _line(sheet, row, finding, located(workbook, finding))
    sheet.freeze_panes = f"A{_FIRST + 1}"
    sheet.auto_filter.ref = f"A{_FIRST}:{get_column_letter(len(_HEADS))}{max(sheet.max_row, _FIRST + 1)}"
    sheet.sheet_properties.tabColor = GROUND[Severity.VIOLATION] if not report.conforms else look.LINE
    look.print_setup(sheet, heads=False)
    sheet.print_title_rows = f"{_FIRST}:{_FIRST}"
    for each in workbook.worksheets:
        each.sheet_view.tabSelected = each is sheet
    workbook.active = 0


def _line(sheet: Worksheet, row: int, finding: Finding, where: tuple[str, str] | None) -> None:
    place = _told(sheet, where) if where else _without_cell(finding)
    texts = (WORDS[finding.severity], place, finding.message, finding.mend, finding.rule)
    for number, text in enumerate(texts, start=1):
        cell = look.put(sheet[f"{get_column_letter(number)}{row}"], text)
        cell.font, cell.alignment, cell.border = look.font(), look.wrapped(), look.hairline()
    sheet[f"A{row}"].fill = look.fill(GROUND[finding.severity])
    sheet[f"E{row}"].font = look.font(9, look.MUTE)
    if where:
        title = where[0].replace("'", "''")
        link = sheet[f"B{row}"]
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!{where[1]}")
        link.font = look.font(colour=look.ACCENT)
    look.fit(sheet, row)


def _told(sheet: Worksheet, where: tuple[str, str]) -> str:
    """Return a cell with what it is about: its heading, or in the table of the study its field."""
    title, coordinate = where
    held = sheet.parent[title] if sheet.parent else None
    letters, row = coordinate_from_string(coordinate)
    table = layout().called(title)
    about = held[f"A{row}" if table and table.fields else f"{letters}1"].value if held and row > 1 else None
    return f"{title}!{coordinate}{f', {about}' if about else ''}"


def _without_cell(finding: Finding) -> str:
    place = finding.place
    return place.cell or str(place) if isinstance(place, Place) else place or "the whole workbook"


def _verdict(report: Report) -> str:
    counts = {severity: report.count(severity) for severity in Severity}
    told = "; ".join(f"{count} {WORDS[severity]}" for severity, count in counts.items() if count)
    more = f" The first {MOST} are listed." if len(report.findings) > MOST else ""
    if not told:
        return "Nothing was found. The study can be handed in."
    last = "The study can be handed in." if report.conforms else "Mend the red cells; a cell loses its colour then."
    return f"{told}. {last}{more} Click on a place to go there."
