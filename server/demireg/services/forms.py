"""The web form and the other doors: a form from any file that is read, and the draft that a form makes."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from demireg.domain.errors import Unreadable
from demireg.services.importing.draft import Draft
from demireg.services.importing.form import Form, from_plain, to_rows
from demireg.services.importing.places import Plain
from demireg.services.importing.read import read_bytes
from demireg.services.importing.sheet_file import composed
from demireg.services.importing.tabling.drafting import draft_of
from demireg.services.importing.tabling.layout import layout
from demireg.services.importing.tabling.spread import spread

#: What a form is called in reports.
NAME: Final = "form"
_SHEETS: Final = frozenset((".yaml", ".yml", ".json"))


def form_draft(form: Form) -> Draft:
    """Return the draft of the study that was typed; each finding stands at the name of a field."""
    tops = {table.name: table.name for table in layout().tables if not table.fields}
    return draft_of(to_rows(form), NAME, tops)


def form_of(content: bytes, name: str) -> Form:
    """Return a form filled with the study of a file, whatever is wrong with it.

    Raises Unreadable for a file in which no study can be seen.
    """
    draft = read_bytes(content, name)
    if PurePath(name).suffix.lower() in _SHEETS:
        return filled_from_source(content.decode("utf-8-sig"), name)
    return filled_from_source(draft.source, draft.kept_as or name)


def filled_from_source(text: str, name: str) -> Form:
    """Return a form filled with the text of a sheet. Raises Unreadable for what is no sheet."""
    if PurePath(name).suffix.lower() not in _SHEETS:
        raise Unreadable("Only sheets and workbooks can be mended in the form; mend this file where it was made.", name)
    tree = composed(text, name).data
    if not isinstance(tree, Mapping):
        raise Unreadable("The file holds no sheet that a form could show. Begin with an empty form.", name)
    return from_plain(spread(dict[str, Plain](tree)))
