"""What somebody sees of one submission: the report, the difference to what is there, and what it would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from demireg.domain.errors import DemiregError, StoreDown
from demireg.services import versions
from demireg.services.importing.read import read_bytes
from demireg.services.looking import Looked, look_at
from demireg.services.report_forms.plain import unread
from demireg.services.repository import Repository
from demireg.services.reviewing import deciding
from demireg.services.reviewing.accounts import Person
from demireg.services.reviewing.changes import Difference, difference, tree_of
from demireg.services.reviewing.desk import Desk
from demireg.services.reviewing.submissions import Event, Remark, State, Submission


@dataclass(frozen=True, slots=True)
class Shown:
    """One submission as it is looked at.

    submission; events; remarks: what happened and was said; looked: report and effects, None once it is withdrawn;
    difference: to the version in force, None where there is nothing to hold against each other; base: the version in
    force (``2-4f1c…``), empty for none; moved: whether another version is in force than it was made against; others:
    further submissions of the same study that wait, which only a curator is told; rivalled: whether there are any.
    """

    submission: Submission
    events: tuple[Event, ...]
    remarks: tuple[Remark, ...]
    looked: Looked | None
    difference: Difference | None
    base: str
    moved: bool
    others: tuple[Submission, ...]
    rivalled: bool


def show(repository: Repository, desk: Desk, number: int, person: Person) -> Shown:
    """Return a submission as this person may see it. Raises NotFound for one that is not to be seen."""
    held = desk.one(number, person)
    looked = _looked(repository, desk, held)
    draft = looked.draft if looked else None
    base = deciding.base_of(repository, held.study)
    before = in_force(repository, held.study)
    apart = (
        difference(before, tree_of(repository, draft), repository.background.codes)
        if draft is not None and held.open
        else None
    )
    rivals = tuple(each for each in desk.pending(held.study) if each.number != number) if held.open else ()
    others = rivals if person.curates else ()
    moved = held.state is State.SUBMITTED and base != held.base
    return Shown(held, desk.events(number), desk.remarks(number), looked, apart, base, moved, others, bool(rivals))


def in_force(repository: Repository, study: str) -> Mapping[str, Any]:
    """Return the version of a study in force as the tree of its sheet, empty when none is."""
    held = versions.current(repository.store, repository.names, study)
    return of_text(repository, held.text, held.name) if held else {}


def of_text(repository: Repository, text: str, name: str) -> Mapping[str, Any]:
    """Return the tree of a version from the text that is kept of it, empty where it can no longer be read."""
    try:
        return tree_of(repository, read_bytes(text.encode(), name))
    except StoreDown:
        raise
    except DemiregError:
        return {}


def _looked(repository: Repository, desk: Desk, held: Submission) -> Looked | None:
    if not held.open:
        return None
    try:
        return look_at(repository, desk.draft(held.number))
    except StoreDown:
        raise
    except DemiregError as fault:
        return Looked(held.name, None, unread(fault, held.name), fault=fault)
