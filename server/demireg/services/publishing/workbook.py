"""Answers as a workbook: the table, the evidence behind every figure in long form, and what it is about."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from demireg.services.comparing.ask import Answer
from demireg.services.publishing import evidence
from demireg.services.publishing.about import About, about
from demireg.services.publishing.called import Called
from demireg.services.publishing.packing import steady
from demireg.services.publishing.printed import printed
from demireg.services.tables import Value

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: What a sheet holds at most, by the format; the rest is left out with a sentence.
MOST_ROWS: Final = 1_048_575
_MOST_LETTERS: Final = 32_767
_FORMULA: Final = ("=", "+", "-", "@")
_WIDEST, _NARROWEST = 60, 8
#: So many rows tell how broad a column should be.
_LOOKED_AT: Final = 200


def workbook(answer: Answer) -> bytes:
    """Return an XLSX file with the sheets table, evidence and about; every text is text, never a formula."""
    from openpyxl import Workbook

    called = Called.of(answer.asked.repository.table)
    table, lines = printed(answer, called, identifiers=True), evidence.as_rows(evidence.evidence(answer, called))
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "table", table.columns, table.rows)
    _sheet(book, "evidence", evidence.COLUMNS, lines)
    cut = len(lines) - MOST_ROWS
    more = (f"The evidence is {cut} rows longer than a sheet can be; the JSON holds all of it.",) if cut > 0 else ()
    _sheet(book, "about", ("what", "value"), _about(about(answer), table.key, more))
    return saved(book)


def saved(book: "Workbook") -> bytes:
    """Return a workbook as bytes, the same for the same content."""
    book.properties.creator = "demireg"
    out = io.BytesIO()
    book.save(out)
    return steady(out.getvalue())


def _about(said: About, key: Iterable[tuple[str, str]], more: Iterable[str]) -> list[tuple[str, str]]:
    return [
        ("question", said.title),
        ("how", said.how),
        *said.values,
        *((f"filter {name}", value) for name, value in said.filters),
        *key,
        *(("note", note) for note in (*said.notes, *more)),
        *((f"version {name}", value) for name, value in said.versions),
        ("address", said.address),
        ("cite as", said.cite),
    ]


def _sheet(book: "Workbook", title: str, columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet: Worksheet = book.create_sheet(title)
    for place, column in enumerate(columns, 1):
        _put(sheet, 1, place, column)
        sheet.cell(1, place).font = Font(bold=True)
        longest = max((len(str(row[place - 1] or "")) for row in rows[:_LOOKED_AT]), default=0)
        width = min(max(longest, len(column), _NARROWEST) + 1, _WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(rows[:MOST_ROWS], 2):
        for place, value in enumerate(row, 1):
            _put(sheet, number, place, value)
    sheet.freeze_panes = "B2"


def _put(sheet: "Worksheet", row: int, column: int, value: Value) -> None:
    """Set a cell; a text that begins like a formula is marked as text, and letters that XML has not are spaces."""
    cell = sheet.cell(row, column)
    if not isinstance(value, str):
        cell.value = value
        return
    text = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in value)[:_MOST_LETTERS]
    cell.value = text
    if text.startswith(_FORMULA):
        cell.data_type, cell.quotePrefix = "s", True
