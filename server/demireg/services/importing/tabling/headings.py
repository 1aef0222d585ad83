"""From grids of cells to the rows of our tables: which sheet is which table, and which column is which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from demireg.domain.findings import Severity
from demireg.services.importing.characters import shortened
from demireg.services.importing.nearest import either
from demireg.services.importing.tabling.cells import Cell, Row
from demireg.services.importing.tabling.gather import letters
from demireg.services.importing.tabling.gathered import MOST_FAULTS, CellFault
from demireg.services.importing.tabling.grids import Grid, Raw
from demireg.services.importing.tabling.layout import Column, Table, by_heading, layout, plainly
from demireg.services.importing.tabling.numbers import PLAUSIBLE, day_of
from demireg.services.importing.tabling.similar import alike

#: How far down the row of headings is looked for.
_DEEPEST: Final = 20
_MOST_MERGED: Final = 20
_MARKS: Final = (" required", " optional")
_BLANK: Final = Raw("")


@dataclass(slots=True)
class Tabled:
    """The rows of our tables, the address of each table's headings, and what was wrong on the way."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    tops: dict[str, str] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)

    def fault(self, at: str, rule: str, message: str, mend: str, severity: Severity = Severity.VIOLATION) -> None:
        """Note what is wrong with a cell, while a report holds more."""
        if len(self.faults) <= MOST_FAULTS:
            self.faults.append(CellFault(at, rule, message, mend, severity))


def tabled(grids: Sequence[Grid]) -> Tabled:
    """Return the rows of the grids that are tables of ours; names and headings say which."""
    out = Tabled()
    for grid in grids:
        table = layout().called(grid.name)
        if table is None:
            continue
        if table.name in out.tops:
            message = (
                f"The table '{table.title}' is there twice: as '{shortened(grid.name)}' and at {out.tops[table.name]}."
            )
            out.fault(f"{grid.name}!A1", "table-is-given-once", message, "Keep one of the two.")
            continue
        out.tops[table.name] = f"{grid.name}!A1"
        if grid.rows:
            _read(out, grid, table)
    for table in layout().tables:
        if table.needed and table.name not in out.tops:
            message = f"The table '{table.title}' is missing."
            mend = f"Add it, with the headings {either([each.heading for each in table.columns if each.required])}."
            out.fault("", "table-is-there", message, mend)
    return out


def _read(out: Tabled, grid: Grid, table: Table) -> None:
    known = by_heading(table.columns)
    top = _top(grid, known)
    if not top:
        headings = ", ".join(each.heading for each in table.columns)
        message = f"The table '{table.title}' has no row of headings that are known here."
        out.fault(f"{grid.name}!A1", "headings-are-there", message, f"Its headings are {headings}.")
        return
    out.tops[table.name] = f"{grid.name}!A{top}"
    data = sorted(number for number in grid.rows if number > top)
    columns = _columns(out, grid, table, top, known)
    if data:
        _missing(out, grid, table, top, columns)
    _merged(out, grid, top)
    _strays(out, grid, top, data)
    rows = out.rows.setdefault(table.name, [])
    for number in data:
        raws = grid.rows[number]
        if any(index in raws for index in columns):
            asked = next((raws.get(index, _BLANK).text for index, each in columns.items() if each.key == "field"), "")
            rows.append(
                {
                    column.key: _cell(out, raws.get(index, _BLANK), f"{grid.name}!{letters(index)}{number}", meant)
                    for index, column in columns.items()
                    for meant in (_meant(table, column, asked),)
                }
            )


def _top(grid: Grid, known: Mapping[str, Column]) -> int:
    """Return the row of headings: the first of those with the most known ones, 0 when none has any."""
    counts = {
        number: len({known[name].key for raw in grid.rows[number].values() if (name := _plain(raw.text)) in known})
        for number in sorted(grid.rows)[:_DEEPEST]
    }
    most = max(counts.values(), default=0)
    return next((number for number, count in counts.items() if count == most), 0) if most else 0


def _plain(heading: str) -> str:
    text = plainly(heading)
    for mark in _MARKS:
        text = text.removesuffix(mark)
    return text


def _columns(out: Tabled, grid: Grid, table: Table, top: int, known: Mapping[str, Column]) -> dict[int, Column]:
    """Return which column of the grid is which of the table, and report the others."""
    columns: dict[int, Column] = {}
    places: dict[str, str] = {}
    unknown: list[tuple[int, str]] = []
    for index, raw in sorted(grid.rows[top].items()):
        at = f"{grid.name}!{letters(index)}{top}"
        column = known.get(_plain(raw.text))
        if column is None:
            unknown += [(index, raw.text)] if plainly(raw.text) not in layout().ignored else []
        elif column.key in places:
            message = f"The heading '{column.heading}' stands twice, here and at {places[column.key]}."
            mend = "Keep one of the two columns, or give the other its own heading. It is not read as it is."
            out.fault(at, "heading-is-given-once", message, mend)
        else:
            places[column.key] = at
            columns[index] = column
    for index, text in unknown:
        _unknown(out, grid, (top, index, text), [each for each in table.columns if each.key not in places])
    return columns


def _unknown(out: Tabled, grid: Grid, heading: tuple[int, int, str], free: Sequence[Column]) -> None:
    """Report a heading that is not known: a violation where it may be another's with another name."""
    top, index, text = heading
    filled = any(index in grid.rows[number] for number in grid.rows if number > top)
    near = alike(text, [name for each in free for name in (each.heading, *each.synonyms)])
    column = next((each for each in free if near and near[0] in (each.heading, *each.synonyms)), None)
    message = f"The heading '{shortened(text)}' is not known here, so its column is not read."
    at = f"{grid.name}!{letters(index)}{top}"
    if column:
        mend = f"Did you mean '{column.heading}'? Otherwise delete the column, or move what it holds into a note."
        out.fault(at, "heading-is-known", message, mend, Severity.VIOLATION if filled else Severity.WARNING)
    else:
        mend = "Move what it holds into a note, or into the table 'More', if it should be kept."
        out.fault(at, "heading-is-known", message, mend, Severity.WARNING if filled else Severity.INFO)


def _missing(out: Tabled, grid: Grid, table: Table, top: int, columns: Mapping[int, Column]) -> None:
    for column in table.columns:
        if column.required and column not in columns.values():
            message = f"The heading '{column.heading}' is missing from the table '{table.title}'."
            out.fault(f"{grid.name}!A{top}", "heading-is-there", message, f"Add the column. {column.help}")


def _merged(out: Tabled, grid: Grid, top: int) -> None:
    """Report cells that are merged: in the row of headings they hide columns, below it they leave rows without."""
    for merged in [each for each in grid.merged if each.bottom >= top][:_MOST_MERGED]:
        at = f"{grid.name}!{merged.reference.partition(':')[0]}"
        if merged.top <= top:
            message = f"The headings {merged.reference} are merged, so columns below have none."
            out.fault(at, "headings-are-apart", message, "Unmerge them, and give each column a heading.")
        else:
            message = f"The cells {merged.reference} are merged; what they hold is read for the first of them only."
            mend = "Unmerge them, and write into each row what belongs there."
            out.fault(at, "cells-are-apart", message, mend, Severity.WARNING)


def _strays(out: Tabled, grid: Grid, top: int, data: Sequence[int]) -> None:
    """Report columns that hold something and have no heading."""
    seen: set[int] = set()
    for number in data:
        for index in grid.rows[number].keys() - grid.rows[top].keys() - seen:
            seen.add(index)
            message = "The cell holds something, and its column has no heading, so it is not read."
            mend = "Give the column a heading, or move what it holds into a note."
            out.fault(f"{grid.name}!{letters(index)}{number}", "value-has-a-heading", message, mend, Severity.WARNING)


def _meant(table: Table, column: Column, asked: str) -> Column:
    """Return the column that says what a cell takes: for the value of a field, the field."""
    return by_heading(table.fields).get(plainly(asked), column) if column.key == "value" else column


def _cell(out: Tabled, raw: Raw, at: str, column: Column) -> Cell:
    """Return a cell as it is read, and report what a spreadsheet made of it."""
    if raw.sort == "formula":
        message = f"'{column.heading}' holds a formula whose result was not stored, and formulas are not run here."
        out.fault(at, "formula-has-a-result", message, "Open the workbook, save it again, or write the result itself.")
    elif raw.sort == "error":
        message = f"'{column.heading}' holds the error {shortened(raw.text)} of a formula."
        out.fault(at, "cell-is-no-error", message, "Write the value itself.")
        return Cell("", at)
    elif raw.sort == "date" and column.kind not in ("date", "value"):
        message = f"The spreadsheet made a day of what was typed here; it is read as '{raw.text}'."
        mend = "If that is not meant, format the cell as text and write it again."
        out.fault(at, "text-is-no-day", message, mend, Severity.WARNING)
    elif raw.sort == "number" and column.kind == "date" and raw.text.isdecimal() and int(raw.text) in PLAUSIBLE:
        day = day_of(int(raw.text))
        message = f"'{column.heading}' holds the number {raw.text}; it is read as the day {day}."
        out.fault(at, "date-is-well-formed", message, "Write the day as text, if that is not meant.", Severity.WARNING)
        return Cell(day, at)
    return Cell(raw.text, at)
