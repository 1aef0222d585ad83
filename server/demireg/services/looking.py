"""Look at a file that somebody sent: what is wrong with it, and what it would change. Nothing is kept.

The command line, the API and the pages look at files through here, so that they find the same.
"""

from dataclasses import asdict, dataclass
from typing import Any

from demireg.domain.errors import DemiregError, StoreDown
from demireg.domain.findings import Report
from demireg.services.effects import Effects, effects_of
from demireg.services.importing.draft import Draft
from demireg.services.importing.read import read_bytes, read_named
from demireg.services.report_forms.plain import report_as_dict, unread
from demireg.services.repository import Repository
from demireg.services.studies import examine


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a file gave.

    name: of the file; draft: what was read, None where nothing could be; report: everything found; effects: what
    accepting would change, None where something keeps the study out; study: its identifier, empty where none was read;
    fault: why the file could not be read, else None.
    """

    name: str
    draft: Draft | None
    report: Report
    effects: Effects | None = None
    study: str = ""
    fault: DemiregError | None = None


def look(repository: Repository, content: bytes, name: str, *, named: bool = True) -> Looked:
    """Read the bytes of a file and look at the study in it; ``named`` says that the name is the file's own.

    What cannot be read gives a report that says why. Raises StoreDown when the store does not answer.
    """
    try:
        draft = read_named(content, name) if named else read_bytes(content, name)
    except StoreDown:
        raise
    except DemiregError as fault:
        return Looked(name, None, unread(fault, name), fault=fault)
    return look_at(repository, draft)


def look_at(repository: Repository, draft: Draft, *, effects: bool = True) -> Looked:
    """Look at a draft, at what it would change only when asked. Raises StoreDown when the store does not answer."""
    read = examine(repository, draft)
    return Looked(draft.name, draft, read.report, effects_of(repository, read) if effects else None, read.study)


def as_dict(looked: Looked) -> dict[str, Any]:
    """Return the JSON object of a look: the report, and what the study would change."""
    effects = None if looked.effects is None else asdict(looked.effects)
    return {**report_as_dict(looked.report), "study": looked.study, "effects": effects}
