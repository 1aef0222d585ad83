"""The study that the guide *Add your study in an afternoon* types, read out of its tables and typed into the template.

What the guide shows is what its pictures and its tests are made of, so none of them can say anything else.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

GUIDES: Final = Path(__file__).parent / "guides"
GUIDE: Final = GUIDES / "add-your-study.md"
#: The file that the guide speaks of.
NAME: Final = "hanlon-2021.xlsx"
_SHEET: Final = re.compile(r"sheet \*\*(\w+)\*\*[^|]*?\n\n((?:\|[^\n]*\n)+)")
_SLIPS: Final = re.compile(r"\| Cell \|[^\n]*\n((?:\|[^\n]*\n)+)")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip. cell: such as ``Study!B26``; typed; said: what the report says; mended: the value."""

    cell: str
    typed: str
    said: str
    mended: str


def tables() -> dict[str, list[Row]]:
    """Return what the guide types: name of the sheet → its rows by heading."""
    return {name: list(_rows(table.splitlines())) for name, table in _SHEET.findall(GUIDE.read_text(encoding="utf-8"))}


def slips() -> list[Slip]:
    """Return the slips that the guide shows with their messages."""
    (table,) = _SLIPS.findall(GUIDE.read_text(encoding="utf-8"))
    cells = [_cells(line) for line in table.splitlines()[1:]]
    return [Slip(_plain(cell), _plain(typed), said, _plain(mended)) for cell, typed, said, mended in cells]


def typed(template: bytes, wrong: Sequence[Slip] = ()) -> bytes:
    """Type the study into an empty template, with the slips if there are any, and return the workbook."""
    book = load_workbook(io.BytesIO(template))
    for name, rows in tables().items():
        if name == "Study":
            _fields(book, rows)
        else:
            _lines(book, name, rows)
    for slip in wrong:
        sheet, _, cell = slip.cell.partition("!")
        book[sheet][cell].value = slip.typed or None
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fields(book: Workbook, rows: Sequence[Row]) -> None:
    values = {row["Field"]: row["Value"] for row in rows}
    for field, value, *_ in book["Study"].iter_rows(min_row=2):
        if field.value in values:
            value.value = values.pop(str(field.value))
    if values:
        raise ValueError(f"The sheet Study has no {', '.join(values)}.")


def _lines(book: Workbook, name: str, rows: Sequence[Row]) -> None:
    columns = {str(cell.value): cell.column for cell in book[name][1] if cell.value}
    for at, row in enumerate(rows, 2):
        for heading, value in row.items():
            if value:
                book[name].cell(at, columns[heading]).value = value


def _rows(lines: Sequence[str]) -> Iterator[Row]:
    headings = _cells(lines[0])
    for line in lines[2:]:
        yield dict(zip(headings, map(_plain, _cells(line)), strict=True))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _plain(cell: str) -> str:
    """Return what a cell of the guide says to type: nothing where it stands in slanted letters."""
    return "" if cell.startswith("*") else cell.strip("`")
