"""The sheets that are filled in: one a table, as the layout describes it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl.cell import Cell
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from demireg.services.importing.tabling.layout import Column, Table
from demireg.services.templating import look
from demireg.services.templating.dropdowns import LAST, Dropdowns
from demireg.services.templating.offers import Offers

#: The third column of the table of the study, which says what to write; it is not read.
HELP_HEADING: Final = "What to write"
_VALUE_WIDTH: Final = 70
_HELP_WIDTH: Final = 80
_FORMATS: Final = {"number": "0", "date": "yyyy-mm-dd"}
_HEAD_HEIGHT: Final = 34
_FROZEN: Final = {"parts": "C2"}
#: Excel counts days from here.
_FIRST_YEAR: Final = 1900
#: The narrowest column, and what a cell for a concept takes, which shows its name and its code.
_LEAST: Final = 10
_CONCEPT: Final = 42

Rows = Sequence[Mapping[str, str]]


class Tables:
    """Writes tables into sheets; ``offers`` gives codes the words that drop-downs show for them."""

    def __init__(self, offers: Offers, dropdowns: Dropdowns) -> None:
        self._offers, self._dropdowns = offers, dropdowns

    def write(self, sheet: Worksheet, table: Table, rows: Rows, *, held: bool) -> None:
        """Write a table with its rows. ``held`` locks what identifies a study that is held already."""
        look.print_setup(sheet, heads=True)
        if table.fields:
            self._fields(sheet, table, rows, held=held)
        else:
            self._columns(sheet, table, rows)
        look.protect(sheet)

    def _columns(self, sheet: Worksheet, table: Table, rows: Rows) -> None:
        usual_columns = sum(self._dropdowns.is_usual(table, each) for each in table.columns)
        for number, column in enumerate(table.columns, start=1):
            letter = get_column_letter(number)
            _head(sheet[f"{letter}1"], column, rare=number > usual_columns)
            _free_column(sheet, letter, column, _width(column))
            self._dropdowns.offer(sheet, table, column, f"{letter}2:{letter}{LAST}")
            for row, values in enumerate(rows, start=2):
                self._fill(sheet[f"{letter}{row}"], column, values.get(column.key, ""))
        self._dropdowns.colour(sheet, table)
        for row in range(2, len(rows) + 2):
            look.fit(sheet, row)
        sheet.row_dimensions[1].height = _HEAD_HEIGHT
        sheet.freeze_panes = _FROZEN.get(table.name, "B2")
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{LAST}"
        look.print_in_two(sheet, usual_columns)

    def _fields(self, sheet: Worksheet, table: Table, rows: Rows, *, held: bool) -> None:
        first, second = table.columns[:2]
        heads = {first.heading: first.width, second.heading: _VALUE_WIDTH, HELP_HEADING: _HELP_WIDTH}
        for letter, (heading, width) in zip("ABC", heads.items(), strict=True):
            cell = look.put(sheet[f"{letter}1"], heading)
            cell.font, cell.fill, cell.alignment = look.font(bold=True), look.fill(look.OPTIONAL), look.wrapped()
            sheet.column_dimensions[letter].width = width
        values = {row[first.key]: row.get(second.key, "") for row in rows}
        group = ""
        for row, field in enumerate(table.fields, start=2):
            cells = [sheet[f"{letter}{row}"] for letter in "ABC"]
            look.put(cells[0], field.heading)
            self._fill(cells[1], field, values.get(field.heading) or field.default)
            look.put(cells[2], field.help)
            _field_look(cells, field, first_of_group=field.group != group)
            if field.default or (held and field.key == "id"):
                cells[1].protection = look.locked()
            look.fit(sheet, row)
            group = field.group
            self._dropdowns.offer(sheet, table, field, f"B{row}")
        self._dropdowns.wanted_fields(sheet, table)
        sheet.freeze_panes = "B2"

    def _fill(self, cell: Cell, column: Column, text: str) -> None:
        """Write one value, as a number or a date where it is one, so that a sheet can sort it."""
        cell.font, cell.alignment, cell.protection = look.font(), look.wrapped(), look.free()
        cell.number_format = _FORMATS.get(column.kind, look.TEXT)
        if not text:
            return
        if column.kind == "number" and text.isascii() and text.isdigit() and str(int(text)) == text:
            look.put(cell, int(text))
        elif column.kind == "date" and _day(text):
            cell.value = _day(text)
            cell.number_format = _FORMATS["date"]
        else:
            look.put(cell, self._shown(column, text))

    def _shown(self, column: Column, text: str) -> str:
        if column.kind == "concept":
            return self._offers.shown(text)
        if column.kind == "proposition":
            return self._offers.sentence(text)
        if column.concepts and "\n" not in text:
            return "; ".join(self._offers.shown(each.strip()) for each in text.split(";"))
        return text


def _field_look(cells: Sequence[Cell], field: Column, *, first_of_group: bool) -> None:
    line = Side(style="thin", color=look.MUTE) if first_of_group else Side(style="hair", color=look.LINE)
    for cell in cells:
        cell.border, cell.alignment = Border(top=line), look.wrapped()
    cells[0].fill = look.fill(look.NEEDED if field.required else look.OPTIONAL)
    cells[0].font = look.font(bold=field.required)
    cells[2].font = look.font(10, look.MUTE)


def _width(column: Column) -> float:
    """Return a width that shows the heading in two lines, with room for the arrow of the filter."""
    words = column.heading.split()
    heading = max(*map(len, words), len(column.heading) / 2) + 5
    return max(column.width, _CONCEPT if column.kind == "concept" and column.key == "concept" else _LEAST, heading)


def _head(cell: Cell, column: Column, *, rare: bool) -> None:
    look.put(cell, column.heading)
    cell.alignment = look.wrapped(vertical="center")
    cell.font = look.font(bold=not rare, colour=look.MUTE if rare else look.INK)
    cell.fill = look.fill(look.NEEDED if column.required else look.PAPER if rare else look.OPTIONAL)
    cell.border = Border(bottom=Side(style="thin", color=look.MUTE), right=Side(style="hair", color=look.LINE))
    cell.comment = look.note(_told(column))


def _told(column: Column) -> str:
    """Return what the comment on a heading says."""
    lines = [column.help]
    if column.choices:
        lines.append(f"Choose: {', '.join(each.label for each in column.choices)}.")
    if column.kind == "date":
        lines.append("A date, as in 2026-11-22.")
    lines.append("Must be filled in." if column.required else "Leave it empty where the report does not say.")
    return "\n".join(lines)


def _free_column(sheet: Worksheet, letter: str, column: Column, width: float) -> None:
    """Give all cells below a heading the look that those filled in have."""
    whole = sheet.column_dimensions[letter]
    whole.width = width
    whole.font, whole.alignment, whole.protection = look.font(), look.wrapped(), look.free()
    whole.number_format = _FORMATS.get(column.kind, look.TEXT)


def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text and day.year > _FIRST_YEAR else None
