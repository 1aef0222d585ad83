"""Read and write the tables of a study as CSV files: a folder of them, or the same packed as .zip."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from demireg.domain.errors import TooLarge, Unreadable
from demireg.domain.findings import Severity
from demireg.services.importing.characters import shortened
from demireg.services.importing.draft import Draft
from demireg.services.importing.nearest import either
from demireg.services.importing.tabling.drafting import draft_of, finding_at
from demireg.services.importing.tabling.gathered import CellFault
from demireg.services.importing.tabling.grids import Grid, Raw
from demireg.services.importing.tabling.headings import tabled
from demireg.services.importing.tabling.layout import layout, plainly
from demireg.services.importing.tabling.packed import Packed
from demireg.services.importing.tabling.sheets import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from demireg.services.importing.tabling.spread import PlainRows

ENDING: Final = ".csv"
MAX_CSV_BYTES: Final = 5_000_000
#: Text that a spreadsheet would run as a formula, behind any marks that keep it from doing so.
_LIVE: Final = re.compile(r"'*[=+\-@\t\r]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")
_DIVIDERS: Final = (",", ";", "\t")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: Every file of an archive bears this day, so that one study always gives the same bytes.
_DAY: Final = (1980, 1, 1, 0, 0, 0)


def read_comma_zip(content: bytes, name: str) -> Draft:
    """Read one study from CSV files that are packed as .zip. Raises Unreadable, and TooLarge above the limits."""
    packed = Packed(content, name)
    files = {each: packed.read(each) for each in packed.names if _is_table(each)}
    if not files and "xl/workbook.xml" in packed.names:
        raise Unreadable("This is a workbook. Give it the ending .xlsx.", name)
    return read_comma(files, name)


def read_comma(files: Mapping[str, bytes], name: str) -> Draft:
    """Read one study from the contents of CSV files by their names; ``name`` is that of the folder or archive.

    Raises Unreadable with the file, and for CSV that breaks its own rules the line, and TooLarge above the limits.
    """
    faults: list[CellFault] = []
    grids = []
    for file, content in files.items():
        stem = _table_name(PurePosixPath(file).stem)
        if layout().called(stem) is None:
            message = f"The file '{shortened(file)}' is no table of a study and is not read."
            mend = f"Files are called {either([f'{each.name}.csv' for each in layout().tables])}."
            faults.append(CellFault(f"{stem}!A1", "sheet-is-known", message, mend, Severity.WARNING))
        else:
            grids.append(_grid(content, stem, f"{name} {file}", faults))
    out = tabled(grids)
    faults += out.faults
    if any(each.rule == "table-is-there" for each in out.faults):
        return Draft(name, "", findings=tuple(finding_at(name, each) for each in faults))
    return draft_of(out.rows, name, out.tops, faults)


def comma_files(rows: PlainRows) -> dict[str, str]:
    """Return the rows of a study as the texts of CSV files by their names.

    Cells that a spreadsheet would take for a formula are written with a leading apostrophe, which reading removes.
    """
    files: dict[str, str] = {}
    for table in layout().tables:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow([column.heading for column in table.columns])
        for row in rows.get(table.name, ()):
            writer.writerow([_guarded(row.get(column.key, "")) for column in table.columns])
        files[f"{table.name}{ENDING}"] = text.getvalue()
    return files


def comma_zip(rows: PlainRows) -> bytes:
    """Return the rows of a study as CSV files packed as .zip; equal rows give equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in comma_files(rows).items():
            entry = zipfile.ZipInfo(file, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8-sig"))  # the mark tells spreadsheets that it is UTF-8
    return target.getvalue()


def _is_table(file: str) -> bool:
    """Whether a packed file may be a table: what systems put beside files is none."""
    path = PurePosixPath(file)
    return path.suffix.lower() == ENDING and not any(each.startswith(("__MACOSX", ".")) for each in path.parts)


def _table_name(stem: str) -> str:
    """Return the name of a file, without that of the workbook that some programs put before it."""
    last = stem.rpartition("-")[2].strip()
    return last if layout().called(stem) is None and layout().called(last) else stem


def _guarded(text: str) -> str:
    return f"'{text}" if _LIVE.match(text) else text


def _grid(content: bytes, stem: str, place: str, faults: list[CellFault]) -> Grid:
    if len(content) > MAX_CSV_BYTES:
        raise TooLarge(f"{place} has {len(content) / 1e6:.0f} MB, and the limit is {MAX_CSV_BYTES / 1e6:.0f} MB.")
    text, encoding = _decoded(content, place)
    if encoding == "cp1252":
        message = "The file is not written as UTF-8, and is read as Windows-1252. Look whether its accents are right."
        mend = "Save it as 'CSV UTF-8'."
        faults.append(CellFault(f"{stem}!A1", "text-is-utf-8", message, mend, Severity.WARNING))
    divider = _divider(text, stem)
    grid = Grid(stem)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    cells = 0
    try:
        for number, row in enumerate(reader, 1):
            kept = {index: Raw(_freed(each)) for index, each in enumerate(row[:MAX_COLUMNS]) if each.strip()}
            cells += len(kept)
            if kept:
                grid.rows[number] = kept
            if len(grid.rows) > MAX_ROWS or cells > MAX_CELLS:
                limit = f"{MAX_ROWS:,} rows or {MAX_CELLS:,} cells"
                raise TooLarge(f"{place}: the table has more than {limit}; write one study a file.")
    except csv.Error as error:
        message = f"This is not CSV: {error}. Save the table anew as CSV."
        raise Unreadable(message, f"{place} line {reader.line_num}") from error
    return grid


def _freed(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


def _decoded(content: bytes, place: str) -> tuple[str, str]:
    """Return the text of a file and the encoding in which it was read. Raises Unreadable for what is no text."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, encoding
    raise Unreadable("This is no text, whatever its ending says. Save the table as 'CSV UTF-8'.", place)


def _divider(text: str, stem: str) -> str:
    """Return what divides cells: that by which the first rows hold the most headings that are known."""
    table = layout().called(stem)
    known = {name for column in table.columns for name in column.names} if table else set()
    lines = [line for line in text.splitlines()[:20] if line.strip()]

    def headings(divider: str) -> int:
        return max((_count(line.split(divider), known) for line in lines), default=0)

    return max(_DIVIDERS, key=headings)


def _count(cells: Sequence[str], known: set[str]) -> int:
    return sum(plainly(each) in known for each in cells)
