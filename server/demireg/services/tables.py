"""Write a table of plain values as text for people or for other programs. ``WRITERS`` names the formats."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from shutil import get_terminal_size
from typing import Final

Value = str | int | float | bool | None
Columns = Sequence[str]
Rows = Sequence[Sequence[Value]]

#: A cell of a CSV file that begins so would be taken for a formula by a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
#: What a person sees where a value is unknown or undefined; other formats leave it empty or null.
UNKNOWN: Final = "–"
_NARROW: Final = 40


def as_table(columns: Columns, rows: Rows) -> str:
    """Return a table for reading, as wide as the terminal, with a line under the head."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for position, column in enumerate(columns):
        numbers = any(isinstance(row[position], int | float) for row in rows)
        table.add_column(Text(column), justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(value)) for value in row))
    out = io.StringIO()
    width = max(get_terminal_size((140, 24)).columns, _NARROW)
    Console(file=out, width=width, markup=False, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def as_json(columns: Columns, rows: Rows) -> str:
    """Return a JSON array with one object per row; what is undefined is null."""
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def as_csv(columns: Columns, rows: Rows) -> str:
    """Return CSV in which no text can be run as a formula; what is undefined is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe(column) for column in columns])
    writer.writerows([[_safe(value) for value in row] for row in rows])
    return out.getvalue()


def as_markdown(columns: Columns, rows: Rows) -> str:
    """Return a Markdown table."""
    head = [_line(columns), _line(["---"] * len(columns))]
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


def _safe(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _cell(value: Value) -> str:
    text = " ".join(shown(value).split())
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
