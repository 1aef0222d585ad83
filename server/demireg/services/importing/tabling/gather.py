"""From the rows of tables, with the address of every cell, to the tree of a sheet; the inverse of ``spread``."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from demireg.services.importing.characters import shortened
from demireg.services.importing.nearest import offered
from demireg.services.importing.places import Path
from demireg.services.importing.tabling.cells import Cell, Row, Rows, decoded
from demireg.services.importing.tabling.gathered import BLANK, Gathered, is_blank, said
from demireg.services.importing.tabling.keys import parsed
from demireg.services.importing.tabling.layout import ANY, Column, Layout, Table, by_heading, layout, plainly
from demireg.services.importing.tabling.placing import place
from demireg.services.importing.tabling.planting import plant
from demireg.services.importing.tabling.spread import PlainRows, held

_FIRST_ROW: Final = 2

#: An entry that says which of its lists are empty, and the cell that says so.
_Denial = tuple[Path, Cell, Column]


def gather(rows: Rows, tops: Mapping[str, str] | None = None) -> Gathered:
    """Return the tree that the rows of tables stand for.

    ``tops`` maps tables to the address of their heading, which is where something stands that no row has. Blank cells
    may be left out; where they are given, what is missing from the tree has a place.
    """
    out = Gathered()
    tables = layout()
    denials: list[_Denial] = []
    for table in tables.tables:
        filled = [row for row in rows.get(table.name, ()) if not is_blank(row)]
        if table.fields:
            _fields(out, table, filled)
        elif table.within:
            place(out, table, tables.table(table.within), filled)
        elif table.lists:
            denials += _entries(out, table, filled)
        else:
            plant(out, tables, table, filled)
    for denial in denials:
        _deny(out, denial)
    _tops(out, tables, tops or {})
    return out


def addressed(rows: PlainRows) -> Rows:
    """Return rows with the addresses that their cells have in a workbook as we write it."""
    return {
        table.name: [
            {
                column.key: Cell(row.get(column.key, ""), f"{table.name}!{letters(index)}{number}")
                for index, column in enumerate(table.columns)
            }
            for number, row in enumerate(rows.get(table.name, ()), _FIRST_ROW)
        ]
        for table in layout().tables
    }


def letters(index: int) -> str:
    """Return the letters of a column of a spreadsheet, counted from 0."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _fields(out: Gathered, table: Table, rows: Sequence[Row]) -> None:
    known = by_heading(table.fields)
    paths = {column.path_in(ANY): column for column in table.fields}
    seen: dict[str, str] = {}
    for row in rows:
        asked, value = row.get("field", BLANK), row.get("value", BLANK)
        filled = bool(value.text.strip())
        column = known.get(plainly(asked.text)) or paths.get(parsed(asked.text))
        if column and filled and column.key in seen:
            message = f"The field '{column.heading}' is filled in twice, here and at {seen[column.key]}."
            out.fault(value.at, "field-is-given-once", message, "Keep one of the two rows.")
        elif column and value.at:
            seen |= {column.key: value.at} if filled else {}
            if filled or column.key not in seen:
                out.put(column.path_in(ANY) or (), value, column)
        elif filled:
            mend = partial(offered, asked.text, [each.heading for each in table.fields], "Fields")
            out.fault(asked.at or value.at, "field-is-known", f"There is no field '{shortened(asked.text)}'.", mend)


def _entries(out: Gathered, table: Table, rows: Sequence[Row]) -> list[_Denial]:
    """Put each row into its list, and return what they deny."""
    choosing, without = table.special("choosing"), table.special("without")
    denials: list[_Denial] = []
    for row in rows:
        chosen = choosing is not None and bool(row.get(choosing.key, BLANK).text.strip())
        key = table.lists[1] if chosen else table.lists[0]
        entries = out.tree.setdefault(key, [])
        if isinstance(entries, list):
            path = (key, len(entries))
            entries.append({})
            out.fill(path, key, row, table.columns)
            if without and row.get(without.key, BLANK).text.strip():
                denials.append((path, row[without.key], without))
    return denials


def _deny(out: Gathered, denial: _Denial) -> None:
    """Write down the lists of which an entry has none, and says so."""
    path, cell, column = denial
    entry, told = held(out.tree, path), decoded(cell.text, column)
    known = {each.value: each.label for each in column.choices}
    for name in told if isinstance(told, list) else []:
        if name not in known:
            mend = partial(offered, str(name), known.values(), "They")
            out.fault(cell.at, "value-is-a-choice", f"'{shortened(name)}' is not what a configuration has.", mend)
        elif isinstance(entry, dict) and name in entry:
            message = f"The configuration is said to have no {said(str(name))}, and rows give some."
            out.fault(cell.at, "none-is-none", message, "Remove those rows, or empty this cell.")
        elif isinstance(entry, dict):
            entry[str(name)] = []


def _tops(out: Gathered, tables: Layout, tops: Mapping[str, str]) -> None:
    for table in tables.tables:
        if table.name in tops and not table.within:
            out.cells.update({(key,): tops[table.name] for key in table.lists})
    first = next((tops[table.name] for table in tables.tables if table.name in tops), "")
    out.cells[()] = first or next(iter(out.cells.values()), "")
