"""The workbook of one study, empty or filled: guide, tables, concepts, propositions and hidden lists."""

import io
from collections.abc import Mapping
from typing import Final

from openpyxl import Workbook
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.workbook.defined_name import DefinedName

from demireg.services.background import Background
from demireg.services.importing.places import Plain
from demireg.services.importing.tabling.layout import Layout, Table, layout
from demireg.services.importing.tabling.spread import spread
from demireg.services.templating import look
from demireg.services.templating.dropdowns import LAST, Dropdowns, letter_of
from demireg.services.templating.guide import write_guide
from demireg.services.templating.offers import Offers
from demireg.services.templating.reference import (
    CONCEPTS,
    PROPOSITIONS,
    write_lists,
    write_reference,
)
from demireg.services.templating.steady import steady
from demireg.services.templating.tables import Tables

#: The media type of a workbook.
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GUIDE: Final = "Guide"
#: Which form the workbook has; raised when a sheet or column is renamed or goes.
FORM: Final = "1"
_TABS: Final = {"study": "33508F", "configurations": "1B6E53", "parts": "1B6E53"}


def write_workbook(tree: Mapping[str, Plain] | None, background: Background) -> bytes:
    """Return the workbook of a study given as the tree of its sheet, or for None the empty one to fill in.

    The same tree is read from it again: what drop-downs show for a code is read as that code.
    """
    tables, offers = layout(), Offers.of(background.union)
    dropdowns = Dropdowns(tables, offers)
    workbook = Workbook()
    guide = workbook.worksheets[0]
    guide.title = GUIDE
    writer, rows = Tables(offers, dropdowns), spread(tree or {})
    for table in tables.tables:
        sheet = workbook.create_sheet(table.title)
        sheet.sheet_properties.tabColor = _TABS.get(table.name, look.MUTE)
        writer.write(sheet, dropdowns.arranged(table), rows[table.name], held=tree is not None)
    write_reference(workbook, offers)
    write_lists(workbook, dropdowns.lists)
    _name_labels(workbook, dropdowns.arranged(tables.table("configurations")))
    titles = {each.name: each.title for each in tables.tables}
    titles |= {each.casefold(): each for each in (CONCEPTS, PROPOSITIONS)}
    write_guide(guide, titles, _headings(tables), _called(tree))
    guide.sheet_properties.tabColor = look.ACCENT
    return _saved(workbook, background)


def _name_labels(workbook: Workbook, table: Table) -> None:
    """Name the labels typed so far in the sheet of configurations, so that drop-downs offer them."""
    title, letter = table.title.replace("'", "''"), letter_of(table, table.named_by)
    column = f"'{title}'!${letter}$2:${letter}${LAST}"
    typed = f"OFFSET('{title}'!${letter}$2,0,0,MAX(1,COUNTA({column})),1)"
    workbook.defined_names["list_configurations"] = DefinedName("list_configurations", attr_text=typed)


def _headings(tables: Layout) -> dict[str, str]:
    """Return the headings that the guide speaks of."""
    parts = tables.table("parts")
    headings = {key: parts.column(key).heading for key in ("direction", "hypothetical", "inferred", "concept")}
    without = tables.table("configurations").special("without")
    return headings | {"study": tables.table("study").title, "without": without.heading if without else ""}


def _called(tree: Mapping[str, Plain] | None) -> str:
    """Return how the guide calls the study that the workbook holds."""
    if tree is None:
        return ""
    citation = tree.get("citation")
    title = citation.get("title") if isinstance(citation, dict) else None
    return f"{tree.get('id') or 'a study'}{f', {title}' if title else ''}"


def _saved(workbook: Workbook, background: Background) -> bytes:
    workbook.active = 0
    workbook.properties.creator = "demireg"
    workbook.properties.title = "Study for demireg"
    told: CustomPropertyList[StringProperty] = getattr(workbook, "custom_doc_props")  # noqa: B009 - the stubs lack it
    told.append(StringProperty(name="demireg-form", value=FORM))
    told.append(StringProperty(name="demireg-background", value=background.fingerprint[:16]))
    target = io.BytesIO()
    workbook.save(target)
    return steady(target.getvalue())
