"""Read a workbook (.xlsx) into a draft: every fault at its cell, and nothing in it is run."""

import re
from typing import Final

from demireg.domain.errors import Unreadable
from demireg.domain.findings import Severity
from demireg.services.importing.characters import shortened
from demireg.services.importing.draft import Draft
from demireg.services.importing.nearest import either
from demireg.services.importing.tabling.drafting import draft_of, finding_at
from demireg.services.importing.tabling.gathered import CellFault
from demireg.services.importing.tabling.headings import tabled
from demireg.services.importing.tabling.layout import layout, plainly
from demireg.services.importing.tabling.sheets import Workbook, open_workbook

#: A second sheet of a name, as a marked copy has where the user has a sheet of findings.
_NUMBER: Final = re.compile(r"[ _-]?\d{1,3}$")
_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
_TEMPLATE: Final = "Fill in the template that 'demireg template study.xlsx' writes, or give the sheets these names"


def read_workbook(content: bytes, name: str) -> Draft:
    """Read one study from the bytes of a workbook. Faults of single cells are findings of the draft.

    Raises Unreadable for what is no workbook, TooLarge above the limits.
    """
    _sniff(content, name)
    book = open_workbook(content, name)
    tables = layout()
    known = tuple(each for each in book.sheets if tables.called(each.name) and not _is_ignored(each.name))
    faults = _about_sheets(book)
    if not known:
        there = ", ".join(f"'{shortened(each.name)}'" for each in book.sheets[:8])
        message = f"No sheet of this workbook is a table of a study; there are {there}."
        fault = CellFault("", "table-is-there", message, f"{_TEMPLATE}: {either([t.title for t in tables.tables])}.")
        return Draft(name, "", findings=(finding_at(name, fault),))
    out = tabled(book.grids(known))
    faults += out.faults
    if any(each.rule == "table-is-there" for each in out.faults):
        return Draft(name, "", findings=tuple(finding_at(name, each) for each in faults))
    return draft_of(out.rows, name, out.tops, faults)


def _sniff(content: bytes, name: str) -> None:
    """Refuse what is no workbook, and say what it is. Raises Unreadable."""
    if content.startswith(_ZIP):
        return
    if content.startswith(_COMPOUND):
        if _PROTECTED in content:
            raise Unreadable("The workbook is protected by a password. Save it without one.", name)
        raise Unreadable("This is a workbook of the old kind (.xls). Save it as an Excel workbook (.xlsx).", name)
    if not content:
        raise Unreadable("The file is empty.", name)
    if b"\x00" not in content[:1000]:
        message = "This is text and no workbook, whatever its ending says. Give CSV files the ending .csv and pack them"
        raise Unreadable(f"{message} as .zip, or save the tables as an Excel workbook (.xlsx).", name)
    raise Unreadable("This is no workbook. Save the tables as an Excel workbook (.xlsx).", name)


def _is_ignored(name: str) -> bool:
    return _NUMBER.sub("", plainly(name)) in {plainly(each) for each in layout().ignored}


def _about_sheets(book: Workbook) -> list[CellFault]:
    faults = []
    if book.macros:
        message = "The workbook brings macros. They are not run, and only its cells are read."
        faults.append(CellFault("", "macros-are-not-run", message, "Save it as .xlsx.", Severity.WARNING))
    for sheet in book.sheets:
        table = layout().called(sheet.name)
        if _is_ignored(sheet.name):
            continue
        if table is None:
            message = f"The sheet '{shortened(sheet.name)}' is no table of a study and is not read."
            mend = "Move what it holds into one of the tables, if it should be kept."
            faults.append(CellFault(f"{sheet.name}!A1", "sheet-is-known", message, mend, Severity.WARNING))
        elif sheet.hidden:
            message = f"The sheet '{shortened(sheet.name)}' is hidden, and is read like the others."
            mend = "Show it, so that you see what is handed in, or delete it."
            faults.append(CellFault(f"{sheet.name}!A1", "sheet-is-seen", message, mend, Severity.WARNING))
    return faults
