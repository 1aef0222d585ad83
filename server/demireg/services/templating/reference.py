"""Sheets that are only read: concepts, propositions, and the hidden lists that feed the drop-downs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from demireg.services.templating import look
from demireg.services.templating.offers import Offer, Offers

CONCEPTS: Final = "Concepts"
PROPOSITIONS: Final = "Propositions"
LISTS: Final = "Lists"
_FIRST, _OTHERS = "demireg name", "demireg text"
#: Styles by name, which are set far faster than font, alignment and border of each cell; and whether they are bold.
_STYLES: Final = {_FIRST: True, _OTHERS: False}
_ROLES: Final = {"c": "context", "i": "intervention", "m": "mechanism", "o": "outcome"}


def write_reference(workbook: Workbook, offers: Offers) -> None:
    """Add the sheets of every concept and of every proposition."""
    for name, bold in _STYLES.items():
        style = NamedStyle(name)
        style.font, style.alignment, style.border = look.font(bold=bold), look.wrapped(), look.hairline()
        workbook.add_named_style(style)
    _concepts(workbook, offers)
    _propositions(workbook, offers)


def _concepts(workbook: Workbook, offers: Offers) -> None:
    sheet = workbook.create_sheet(CONCEPTS)
    heads = {
        "concept": 34,
        "what it means": 78,
        "mostly used as": 24,
        "also understood": 40,
        "vocabulary": 30,
        "code": 32,
    }
    _heads(sheet, heads)
    for each in offers.parts:
        _row(sheet, (each.label, each.definition, _roles(each), "; ".join(each.others), each.title, each.code()))
    _reading(sheet, len(heads))


def _propositions(workbook: Workbook, offers: Offers) -> None:
    sheet = workbook.create_sheet(PROPOSITIONS)
    heads = {"Theory": 44, "Proposition": 110, "Written as": 40}
    _heads(sheet, heads)
    for each in offers.propositions:
        _row(sheet, (each.theory, each.text, each.reference))
    _reading(sheet, len(heads))


def write_lists(workbook: Workbook, lists: Mapping[str, Sequence[str]]) -> None:
    """Add the hidden sheet of lists, one a column; each is also a name of the workbook, ``list_`` and its own."""
    sheet = workbook.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    for column, (name, values) in enumerate(lists.items(), start=1):
        letter = get_column_letter(column)
        for row, value in enumerate((name, *values), start=1):
            look.put(sheet[f"{letter}{row}"], value)
        span = f"{LISTS}!${letter}$2:${letter}${max(len(values), 1) + 1}"
        workbook.defined_names[f"list_{name}"] = DefinedName(f"list_{name}", attr_text=span)
    look.protect(sheet)


def _roles(offer: Offer) -> str:
    letters = dict.fromkeys(code[0] for code in offer.codes if code[1:2] == ".")
    return ", ".join(_ROLES[letter] for letter in letters if letter in _ROLES)


def _heads(sheet: Worksheet, heads: Mapping[str, float]) -> None:
    for column, (name, width) in enumerate(heads.items(), start=1):
        cell = look.put(sheet[f"{get_column_letter(column)}1"], name)
        cell.font, cell.fill, cell.alignment = look.font(bold=True), look.fill(look.OPTIONAL), look.wrapped()
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"


def _row(sheet: Worksheet, texts: Iterable[str]) -> None:
    row = sheet.max_row + 1
    for column, text in enumerate(texts, start=1):
        cell = look.put(sheet[f"{get_column_letter(column)}{row}"], text or None)
        cell.style = _FIRST if column == 1 else _OTHERS
    look.fit(sheet, row)


def _reading(sheet: Worksheet, columns: int) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{sheet.max_row}"
    sheet.sheet_properties.tabColor = look.LINE
    look.print_setup(sheet, heads=True)
    look.protect(sheet)
