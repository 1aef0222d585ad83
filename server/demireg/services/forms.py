"""The web form and the other doors: a form from any file that is read, and the draft that a form makes."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from demireg.domain.errors import NotFound, Unreadable
from demireg.services import versions
from demireg.services.importing.characters import shortened
from demireg.services.importing.draft import Draft
from demireg.services.importing.form import Form, from_plain, from_rows, to_rows
from demireg.services.importing.places import Plain
from demireg.services.importing.read import read_bytes
from demireg.services.importing.sheet_file import composed
from demireg.services.importing.tabling.drafting import draft_of
from demireg.services.importing.tabling.layout import layout
from demireg.services.importing.tabling.spread import spread
from demireg.services.repository import Repository
from demireg.services.unfolding.study import sheet_of

#: What a form is called in reports.
NAME: Final = "form"
_SHEETS: Final = frozenset((".yaml", ".yml", ".json"))


def form_draft(form: Form) -> Draft:
    """Return the draft of the study that was typed; each finding stands at the name of a field."""
    tops = {table.name: table.name for table in layout().tables if not table.fields}
    return draft_of(to_rows(form), NAME, tops)


def form_of(repository: Repository, content: bytes, name: str) -> Form:
    """Return a form filled with the study of a file, whatever is wrong with it.

    Raises Unreadable for a file in which no study can be seen.
    """
    if PurePath(name).suffix.lower() in _SHEETS:
        return _from_sheet(content.decode("utf-8-sig", "replace"), name)
    return form_of_draft(repository, read_bytes(content, name))


def form_of_draft(repository: Repository, draft: Draft) -> Form:
    """Return a form filled with a draft. Raises Unreadable for one in which no study can be seen."""
    if draft.rows is not None:
        return from_rows(draft.rows)
    if draft.graph is not None:
        return from_plain(spread(sheet_of(draft.graph, repository.names, repository.background.codes)))
    if PurePath(draft.kept_as or draft.name).suffix.lower() in _SHEETS and draft.source:
        return _from_sheet(draft.source, draft.kept_as or draft.name)
    message = "No study can be seen in this file. Mend it where it was made, or begin with an empty form."
    raise Unreadable(message, draft.name)


def form_of_study(repository: Repository, study: str) -> Form:
    """Return a form filled with a study that is held. Raises NotFound when it is not."""
    held = versions.current(repository.store, repository.names, study)
    if held is None:
        raise NotFound(f"The repository holds no study '{shortened(study)}'.")
    return form_of(repository, held.text.encode(), held.name)


def _from_sheet(text: str, name: str) -> Form:
    tree = composed(text, name).data
    if not isinstance(tree, Mapping):
        raise Unreadable("The file holds no sheet that a form could show. Begin with an empty form.", name)
    return from_plain(spread(dict[str, Plain](tree)))
