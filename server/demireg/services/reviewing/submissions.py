"""What lies on the desk: submissions, what happened to them, and remarks on their places."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Final

from demireg.services.importing.draft import Draft
from demireg.services.importing.places import Path
from demireg.services.importing.read import read_bytes
from demireg.services.reviewing.desk_file import word


class State(StrEnum):
    """Where a submission stands. A draft is kept for its author alone; the last three states are final."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


#: States in which something may still happen.
OPEN: Final = (State.DRAFT, State.SUBMITTED, State.RETURNED)


@dataclass(frozen=True, slots=True)
class Submission:
    """One study that was handed in.

    number: on this desk; key: its name for good, also in the study's history; study, label: which study it is; name:
    the file as it was called; state; agent: who handed it in; note: what was said with it; base: the version that it
    was made against (``2-4f1c…``), empty where there was none; digest: SHA-256 of its text; made,
    submitted, decided: when; curator: who decided;
    reason: why; version: the version that it became, 0 for none.
    """

    number: int
    key: str
    study: str
    label: str
    name: str
    state: State
    agent: str
    note: str
    base: str
    digest: str
    made: str
    submitted: str
    decided: str
    curator: str
    reason: str
    version: int

    @property
    def open(self) -> bool:
        """Whether something may still happen to it."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a submission. on: when; agent: who did it; what: in a word; note: what was said."""

    on: str
    agent: str
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Words on a place of a submission. on: when; agent: whose; place: of which part, perhaps empty; text."""

    on: str
    agent: str
    place: str
    text: str


def submission_of(row: sqlite3.Row) -> Submission:
    """Return a submission from a row of the view ``brief``."""
    state, number, version = State(row["state"]), int(row["number"]), int(row["version"])
    texts = {each.name: word(row[each.name]) for each in fields(Submission) if each.type is str}
    return Submission(number=number, state=state, version=version, **texts)


def cells_written(cells: Mapping[Path, str]) -> str:
    """Return the places of a draft as they are kept on the desk."""
    return json.dumps([[list(path), cell] for path, cell in cells.items()], ensure_ascii=False)


def draft_of(source: str, kept_as: str, name: str, cells: str) -> Draft:
    """Return a draft from what is kept of it, read anew, with the places that it came with.

    Raises Unreadable or TooLarge where the readers of this version take it no more.
    """
    read = read_bytes(source.encode(), kept_as)
    places = {tuple(path): cell for path, cell in json.loads(cells or "[]")}
    return replace(read, name=name, kept_as=kept_as, cells=places) if places else replace(read, kept_as=kept_as)
