"""Workbooks for tests, made by openpyxl and then, where no program would make them, by hand."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from demireg.domain.findings import Finding
from demireg.services.importing.draft import Draft
from demireg.services.importing.places import Plain, compose
from demireg.services.importing.read import read_bytes
from demireg.services.importing.tabling.layout import layout
from demireg.services.importing.tabling.spread import PlainRows, spread

ROOT = Path(__file__).parents[2]
STUDIES = sorted((ROOT / "data" / "studies").glob("*.yaml"))
SHEETS = [*STUDIES, Path(__file__).with_name("full.yaml")]
FULL = SHEETS[-1]


def tree_of(path: Path) -> dict[str, Plain]:
    """Return the tree of a sheet."""
    tree = compose(path.read_text(encoding="utf-8"), path.name).data
    assert isinstance(tree, dict)
    return tree


def full_rows() -> PlainRows:
    """Return the rows of the sheet that uses every key."""
    return spread(tree_of(FULL))


def book(rows: PlainRows) -> Workbook:
    """Return rows as a workbook, every cell as text."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for table in layout().tables:
        sheet = made.create_sheet(table.title)
        for index, column in enumerate(table.columns, 1):
            sheet.cell(1, index, column.heading)
            for number, row in enumerate(rows[table.name], 2):
                if row.get(column.key):
                    cell = sheet.cell(number, index)
                    cell.value = row[column.key]
                    cell.data_type = "s"
    return made


def saved(made: Workbook) -> bytes:
    """Return a workbook as bytes."""
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def full_book(change: Callable[[Workbook], object] | None = None) -> bytes:
    """Return the workbook of the sheet that uses every key, changed by a function."""
    made = book(full_rows())
    if change:
        change(made)
    return saved(made)


def read(content: bytes, name: str = "study.xlsx") -> Draft:
    """Return the draft of a workbook or archive."""
    return read_bytes(content, name)


def found(draft: Draft, rule: str) -> list[Finding]:
    """Return the findings of a draft by their rule."""
    return [each for each in draft.findings if each.rule == rule]


def cells(findings: list[Finding]) -> list[str]:
    """Return the cells of findings."""
    return [getattr(each.place, "cell", "") for each in findings]


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None], extra: Mapping[str, bytes] = {}) -> bytes:
    """Return an archive whose entries were changed by a function, or dropped for None, and others added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            new = change(entry.filename, before.read(entry))
            if new is not None:
                after.writestr(entry.filename, new)
        for name, text in extra.items():
            after.writestr(name, text)
    return target.getvalue()


def replaced(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return an archive in whose part something was replaced."""

    def change(name: str, text: bytes) -> bytes:
        if name != part:
            return text
        plain = re.sub(rb"<v\s*/>|<v></v>", b"<v />", text)  # writers of XML differ in how they write nothing
        assert old in plain
        return plain.replace(old, new)

    return repacked(content, change)


def sheet_of(content: bytes, title: str) -> Worksheet:
    """Return a sheet of a workbook as openpyxl reads it."""
    sheet: Any = load_workbook(io.BytesIO(content))[title]
    assert isinstance(sheet, Worksheet)
    return sheet
