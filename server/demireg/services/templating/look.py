"""How a workbook looks: colours of the pages, fonts, and the only way in which text enters a cell."""

import re
from typing import Final

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

INK: Final = "1D2430"
MUTE: Final = "5D6675"
LINE: Final = "C9CED8"
PAPER: Final = "FBFAF7"
ACCENT: Final = "33508F"
WHITE: Final = "FFFFFF"
#: Roles by the colours of the pages, strong for a letter and pale for the ground behind it.
ROLE_STRONG: Final = {"context": "2F5D9B", "intervention": "6A4C93", "mechanism": "9A5B12", "outcome": "1B6E53"}
ROLE_PALE: Final = {"context": "E3ECF7", "intervention": "ECE5F4", "mechanism": "F7EBDC", "outcome": "DFF0EA"}
#: A heading that must be filled in, one that may, and a cell that is still wanted.
NEEDED: Final = "F6D98B"
OPTIONAL: Final = "E3E6EB"
WANTED: Final = "FDF3D7"
UNKNOWN: Final = "FBE3D3"

#: Text stays text: a number format under which neither Excel nor LibreOffice makes dates or formulas of what is typed.
TEXT: Final = "@"
FONT: Final = "Calibri"
#: What of a sheet can be read when it is printed one page wide, in units of a column's width.
_PAGE_WIDTH: Final = 260
#: What one line of text takes, in points, and how many letters fit into one unit of a column's width.
LINE_HEIGHT: Final = 15.0
_LETTERS: Final = 1.1
_WIDTH: Final = 260
_MOST_COMMENT: Final = 900


def fill(colour: str) -> PatternFill:
    """Return a plain ground of one colour."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def font(size: int = 11, colour: str = INK, *, bold: bool = False, italic: bool = False) -> Font:
    """Return the font of this workbook in one size and colour."""
    return Font(name=FONT, size=size, color=colour, bold=bold, italic=italic)


def wrapped(horizontal: str = "left", vertical: str = "top") -> Alignment:
    """Return an alignment in which long text goes on in the next line."""
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True)


def rule(formula: str, colour: str, letters: str = "", *, line: bool = False) -> Rule:
    """Return a conditional format: the ground where a formula holds, and if wanted bold letters and a line above."""
    ground = PatternFill("solid", start_color=colour, end_color=colour, bgColor=colour)
    above = Border(top=Side(style="thin", color=LINE)) if line else None
    style = DifferentialStyle(fill=ground, font=Font(color=letters, bold=True) if letters else None, border=above)
    return Rule(type="expression", dxf=style, formula=[formula])


def line_above(formula: str) -> Rule:
    """Return a conditional format that draws a line above the rows for which a formula holds."""
    style = DifferentialStyle(border=Border(top=Side(style="thin", color=LINE)))
    return Rule(type="expression", dxf=style, formula=[formula])


def hairline() -> Border:
    """Return a thin line below."""
    return Border(bottom=Side(style="hair", color=LINE))


def free() -> Protection:
    """Return what makes a cell of a protected sheet one to be filled in."""
    return Protection(locked=False)


#: What a workbook would read as the number of a letter; its first sign is written as one.
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put(cell: Cell, text: str | float | None) -> Cell:
    """Write a value that is never a formula, whatever it begins with, and return its cell."""
    if isinstance(text, str):
        cell.value = _ESCAPED.sub("_x005F_", legal(text))
        cell.data_type = "s"
        cell.quotePrefix = text[:1] in {"=", "+", "-", "@", "\t", "\r"}
    else:
        cell.value = text
    return cell


def legal(text: str) -> str:
    """Return a text without the control characters that a workbook cannot hold, cut at what a cell can."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:32_767]


def note(text: str, width: int = _WIDTH) -> Comment:
    """Return a comment of a size that shows its text."""
    text = legal(text)[:_MOST_COMMENT]
    lines = sum(1 + len(line) * 7 // width for line in text.split("\n"))
    return Comment(text, "demireg", height=24 + 17 * lines, width=width)


def print_setup(sheet: Worksheet, *, heads: bool) -> None:
    """Have a sheet printed across, one page wide, its headings on each page and its name below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.8
    sheet.page_margins.footer = 0.4
    footer = HeaderFooterItem()
    footer.left.text, footer.right.text = "&A", "&P / &N"
    sheet.oddFooter = footer
    if heads:
        sheet.print_title_rows = "1:1"


def print_in_two(sheet: Worksheet, columns: int) -> None:
    """Have a sheet that is too wide for one page printed on two, its first column on both, where it can be parted."""
    widths = [sheet.column_dimensions[get_column_letter(number)].width for number in range(1, sheet.max_column + 1)]
    if sum(widths) > _PAGE_WIDTH:
        sheet.page_setup.fitToWidth = 2
        sheet.page_setup.pageOrder = "overThenDown"
        sheet.col_breaks = ColBreak()
        sheet.col_breaks.append(Break(id=columns))
        sheet.print_title_cols = "A:A"


def protect(sheet: Worksheet) -> None:
    """Guard headings and identifiers against slips; rows and columns may be sized, sorted, filtered and added.

    There is no password: whoever means it can lift the protection.
    """
    guard = sheet.protection
    guard.sheet = True
    guard.formatCells = guard.formatColumns = guard.formatRows = False
    guard.insertRows = guard.deleteRows = guard.insertColumns = False
    guard.sort = guard.autoFilter = False


def height_for(text: str, width: float, size: int = 11) -> float:
    """Return the height in points of a row that shows a text in a column (or merged columns) of a width."""
    letters = max(width * _LETTERS * 11 / size, 1)
    lines = sum(1 + int(max(len(line) - 1, 0) // letters) for line in text.split("\n"))
    return lines * LINE_HEIGHT * size / 11 + 2


def fit(sheet: Worksheet, row: int) -> None:
    """Make a row as high as its texts ask for; programs go on fitting it when something else is typed."""
    heights = [LINE_HEIGHT]
    for column, cell in enumerate(sheet[row], start=1):
        width, size = sheet.column_dimensions[get_column_letter(column)].width, int(cell.font.size or LINE_HEIGHT)
        heights.append(height_for(str(cell.value), width, size) if cell.value is not None else 0)
    sheet.row_dimensions[row] = _Fitting(sheet, index=row, ht=max(heights))


def locked() -> Protection:
    """Return what keeps a cell of a protected sheet as it is."""
    return Protection(locked=True)


class _Fitting(RowDimension):
    """A row whose height is a first guess and not what somebody chose."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the name in the file
        return False
