"""Mark a workbook with what a check found: cells coloured and commented, and a sheet of findings at the front.

What the user made stays as it is: colours are laid over it as conditional formats, which go when the cell is changed,
and comments are added below those that are there. A copy that is marked again loses its earlier marks first. Pictures
and charts are not carried over, and the first sheet says so.
"""

import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice
from typing import Final

from defusedxml import DefusedXmlException
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import MAX_COLUMN, MAX_ROW

from demireg.domain.errors import TooLarge, Unreadable
from demireg.domain.findings import Finding, Place, Report, Severity
from demireg.services.importing.tabling.markup import walk
from demireg.services.importing.tabling.packed import Packed
from demireg.services.importing.tabling.sheets import open_workbook
from demireg.services.templating import look
from demireg.services.templating.findings_sheet import FINDINGS, GROUND, MOST, is_ours, write_findings

#: A workbook of 30 configurations unpacks to 1 MB; what is held while one is marked is fifty times as much.
MAX_UNPACKED: Final = 8_000_000
#: What the library says of a file that it cannot take.
UNMARKABLE: Final = (
    zipfile.BadZipFile,
    InvalidFileException,
    DefusedXmlException,
    SyntaxError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
)
HEAD: Final = "demireg found:"
#: Tells our conditional formats from the user's; it is always true.
_MARK: Final = '"demireg"<>""'
_CELL: Final = re.compile(r"(?P<sheet>.+)!(?P<cell>\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6})")
_WIDTH: Final = 340
#: Where a workbook keeps what is not carried over.
_LOST: Final = ("xl/media/", "xl/charts/", "xl/chartsheets/", "xl/diagrams/")
#: Elements of a sheet for whose area the library makes every cell, and how many cells they may come to together.
_AREAS: Final = frozenset(("mergeCell", "hyperlink", "table", "f"))
MAX_AREA: Final = 200_000

_Found = dict[str, list[Finding]]


def annotate(content: bytes, report: Report, name: str = "the workbook") -> bytes:
    """Return a copy of a workbook that shows each finding where it is, and all of them on a first sheet.

    Raises Unreadable when the bytes are no workbook that could be read, and TooLarge when it would take too long.
    """
    packed = Packed(content, name)  # looks for what leads out of it or unfolds without end
    workbook = _opened(content, packed)
    _clean(workbook)
    sheets: dict[str, _Found] = defaultdict(lambda: defaultdict(list))
    for finding in islice(report.findings, MOST):
        where = located(workbook, finding)
        if where:
            sheets[where[0]][where[1]].append(finding)
    for title, found in sheets.items():
        _mark(workbook[title], found)
    lost = any(each.startswith(_LOST) for each in packed.names)
    write_findings(workbook, report, located, "Pictures and charts are not in this copy." if lost else "")
    marked = io.BytesIO()
    workbook.save(marked)
    return marked.getvalue()


def located(workbook: Workbook, finding: Finding) -> tuple[str, str] | None:
    """Return title and cell of the place of a finding, None where it has no cell of this workbook."""
    place = finding.place
    match = _CELL.fullmatch(place.cell) if isinstance(place, Place) else None
    if match is None:
        return None
    title = match["sheet"].strip("'").replace("''", "'")
    titles = {sheet.title.casefold(): sheet.title for sheet in workbook.worksheets}
    held = titles.get(title.casefold(), "")
    return (held, _top_left(workbook[held], match["cell"].replace("$", ""))) if held else None


def _opened(content: bytes, packed: Packed) -> Workbook:
    name = packed.name
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            size = sum(entry.file_size for entry in held.infolist())
        if size > MAX_UNPACKED:
            raise TooLarge(
                f"{name} unpacks to {size / 1e6:.0f} MB, and up to {MAX_UNPACKED / 1e6:.0f} MB can be marked. "
                "The report itself is complete; mend the workbook by that."
            )
        _look_over(packed, {each.part for each in open_workbook(content, name).sheets})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is not carried over
            return load_workbook(io.BytesIO(content), keep_links=False)
    except UNMARKABLE as error:
        raise Unreadable("This is no workbook that could be marked. Save it as .xlsx and try again.", name) from error


def _look_over(packed: Packed, sheets: set[str]) -> None:
    """Raise TooLarge for a workbook whose merged cells, links and tables span more cells than can be made."""
    spanned = 0

    def begin(element: str, attributes: Mapping[str, str]) -> None:
        nonlocal spanned
        if element in _AREAS and ":" in attributes.get("ref", ""):
            spanned += _span(attributes["ref"])

    for part in packed.names:
        if part.endswith(".xml") or part in sheets:
            walk(packed.read(part), f"{packed.name} {part}", lambda *_: None, begin)
    if spanned > MAX_AREA:
        raise TooLarge(
            f"{packed.name} has merged cells, links or tables that span {spanned:,} cells, and {MAX_AREA:,} can be "
            "marked. Merge only the cells that are filled in, or mend the workbook by the report itself."
        )


def _span(area: str) -> int:
    """Return how many cells an area has; a whole row or column counts in full."""
    left, top, right, bottom = range_boundaries(area)
    columns = range(left or 1, (right or MAX_COLUMN) + 1)
    return len(columns) * len(range(top or 1, (bottom or MAX_ROW) + 1))


def _top_left(sheet: Worksheet, coordinate: str) -> str:
    """Return the cell that shows what a cell holds: of merged cells, the first."""
    for area in sheet.merged_cells.ranges:
        if coordinate in area:
            return str(area.start_cell.coordinate)
    return coordinate


def _mark(sheet: Worksheet, found: Mapping[str, list[Finding]]) -> None:
    """Colour and comment cells; the colours come first, so that they lie over the user's own."""
    theirs = _rules(sheet)
    sheet.conditional_formatting = ConditionalFormattingList()
    for coordinate, findings in found.items():
        cell = sheet[coordinate]
        heaviest = min((each.severity for each in findings), key=list(Severity).index)
        sheet.conditional_formatting.add(coordinate, look.rule(f"AND({_unchanged(cell)},{_MARK})", GROUND[heaviest]))
        _comment(cell, "\n\n".join(f"{each.message}\n{each.mend}".strip() for each in findings))
    _add(sheet, theirs)


def _unchanged(cell: Cell) -> str:
    """Return a formula that holds as long as the cell has the content that was found fault with."""
    value = cell.value
    if value is None or (isinstance(value, str) and cell.data_type == "s"):
        return f"LEN({cell.coordinate})={len(value or '')}"
    return f"{cell.coordinate}={value}" if isinstance(value, int) and not isinstance(value, bool) else "TRUE"


def _comment(cell: Cell, text: str) -> None:
    before = cell.comment
    made = look.note(f"{before.text if before else ''}\n\n{HEAD}\n{text}".strip(), _WIDTH)
    made.author = before.author if before else "demireg"
    cell.comment = made


def _clean(workbook: Workbook) -> None:
    """Take away what an earlier marking left, and sheets that are a chart, which cannot be carried over."""
    for chart in workbook.chartsheets:
        workbook.remove(chart)
    for sheet in [each for each in workbook.worksheets if each.title.startswith(FINDINGS) and is_ours(each)]:
        workbook.remove(sheet)
    for sheet in workbook.worksheets:
        kept = [(area, rule) for area, rule in _rules(sheet) if not any(_MARK in str(each) for each in rule.formula)]
        sheet.conditional_formatting = ConditionalFormattingList()
        _add(sheet, kept)
        for cell in tuple(sheet._cells.values()):
            if isinstance(cell, Cell) and cell.comment and HEAD in cell.comment.text:
                before, author = cell.comment.text.partition(HEAD)[0].rstrip(), cell.comment.author
                cell.comment = Comment(before, author) if before else None


def _rules(sheet: Worksheet) -> list[tuple[str, Rule]]:
    """Return the conditional formats of a sheet with their areas, the first to apply first."""
    found = [(str(area.sqref), rule) for area in sheet.conditional_formatting for rule in area.rules]
    return sorted(found, key=lambda each: each[1].priority)


def _add(sheet: Worksheet, rules: list[tuple[str, Rule]]) -> None:
    for area, rule in rules:
        rule.priority = 0  # it gets the next one
        sheet.conditional_formatting.add(area, rule)
