"""Write a table of plain values as text for people or for other programs. ``WRITERS`` names the formats."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from shutil import get_terminal_size
from typing import Final, Literal

Value = str | int | float | bool | None
Columns = Sequence[str]
Rows = Sequence[Sequence[Value]]

#: A cell of a CSV file that begins so would be taken for a formula by a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
#: What Markdown would take for a mark of its own, in a cell.
_MARKS: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\|`[]()"} | {"<": "&lt;"})
#: What a person sees where a value is unknown or undefined; other formats leave it empty or null.
UNKNOWN: Final = "–"
#: Where no terminal says how wide it is, as in a pipe.
_PIPE: Final = (200, 24)
#: Words up to this length are never broken; the table is then wider than the terminal.
_WORD: Final = 60
_GAP: Final = 2


def as_table(columns: Columns, rows: Rows) -> str:
    """Return a table for reading, as wide as the terminal where no word has to be broken for that."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[shown(value) for value in row] for row in rows]
    widths = _widths([list(columns), *cells], get_terminal_size(_PIPE).columns)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
    for position, column in enumerate(columns):
        numbers = any(isinstance(row[position], int | float) for row in rows)
        justify: Literal["left", "right"] = "right" if numbers else "left"
        table.add_column(Text(column), width=widths[position], justify=justify, overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    out = io.StringIO()
    Console(file=out, width=sum(widths) + _GAP * len(widths), markup=False, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _widths(lines: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the width of each column: the widest give way until all fit, but none becomes narrower than a word."""
    from rich.cells import cell_len

    columns = list(zip(*lines, strict=True))
    least = [min(max(cell_len(word) for cell in cells for word in cell.split() or [""]), _WORD) for cells in columns]
    longest = [max(cell_len(line) for cell in cells for line in cell.split("\n")) for cells in columns]
    widths = [max(min(width, room), need) for width, need in zip(longest, least, strict=True)]
    for _ in range(sum(widths) + _GAP * (len(widths) - 1) - room):
        spare = [at for at, width in enumerate(widths) if width > least[at]]
        if spare:
            widths[max(spare, key=widths.__getitem__)] -= 1
    return widths


def as_json(columns: Columns, rows: Rows) -> str:
    """Return a JSON array with one object per row; what is undefined is null."""
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def as_csv(columns: Columns, rows: Rows) -> str:
    """Return CSV in which no text can be run as a formula; what is undefined is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(head_of_csv, columns))
    writer.writerows([[_safe(value) for value in row] for row in rows])
    return out.getvalue()


def head_of_csv(column: str) -> str:
    """Return the head of a column as it stands in the first row of CSV."""
    return str(_safe(column))


def as_markdown(columns: Columns, rows: Rows) -> str:
    """Return a Markdown table in which no text is a mark of its own."""
    head = [_line([_cell(column) for column in columns]), _line(["---"] * len(columns))]
    return "\n".join([*head, *(_line([_cell(value) for value in row]) for row in rows)]) + "\n"


#: Formats of tables: name on the command line and in addresses → writer.
WRITERS: Final[dict[str, Callable[[Columns, Rows], str]]] = {
    "table": as_table,
    "json": as_json,
    "csv": as_csv,
    "markdown": as_markdown,
}


def shown(value: Value) -> str:
    """Return a value as a person reads it, without control characters that a terminal would obey."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in str(value))


def figure(value: float | None) -> str:
    """Return a share or another figure to two places, as a sentence or a drawing says it; undefined where None."""
    return "undefined" if value is None else f"{value:.2f}"


def are_numbers(values: Sequence[object]) -> bool:
    """Tell whether a column holds numbers: at least one, and nothing else where there is anything."""
    there = [value for value in values if value is not None]
    return bool(there) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in there)


def _safe(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _cell(value: Value) -> str:
    return " ".join(shown(value).split()).translate(_MARKS)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
