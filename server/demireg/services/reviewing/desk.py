"""The desk: submissions are put on it, seen, remarked on, and marked with what was decided.

Nothing here touches the store, and nothing that lies here is in any graph.
"""

import secrets
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from sqlite3 import Connection
from typing import Final, Self

from demireg.domain.errors import BadParameter, Conflict, NotFound, TooLarge
from demireg.services.importing.characters import plain, shortened
from demireg.services.importing.draft import Draft
from demireg.services.importing.read import MAX_RDF_BYTES
from demireg.services.retracting import note_of
from demireg.services.reviewing.accounts import Accounts, Person, hashed
from demireg.services.reviewing.desk_file import DeskFile
from demireg.services.reviewing.submissions import (
    Event,
    Remark,
    State,
    Submission,
    cells_written,
    draft_of,
    submission_of,
)
from demireg.services.versions import now

#: How many open submissions one person, and all together, may have; how many remarks one submission takes.
MOST_OF_ONE: Final = 50
MOST_OPEN: Final = 1000
MOST_REMARKS: Final = 300
#: The most that a list shows, the newest first.
MOST_SHOWN: Final = 500
MOST_NAME: Final = 120
#: Numbers from here on are none of ours, and more than the file can hold.
MOST_NUMBER: Final = 2**62
MOST_PLACE: Final = 300
#: Counts what is open: of one person, and of everybody.
_OF_ONE: Final = "SELECT count(*) FROM unfinished WHERE agent = :agent"
_OF_ALL: Final = "SELECT count(*) FROM unfinished"
_BRIEF: Final = "SELECT * FROM brief WHERE number = ?"
#: Writes a new text into an own draft, or into what was returned, of the same study.
_MEND: Final = (
    "UPDATE submission SET label = :label, name = :name, kept_as = :kept_as, source = :source, digest = :digest, "
    "cells = :cells WHERE agent = :agent AND study = :study AND state IN ('draft', 'returned') RETURNING number"
)
_ADD: Final = (
    "INSERT INTO submission (key, study, label, name, kept_as, source, digest, cells, state, agent, made) "
    "VALUES (:key, :study, :label, :name, :kept_as, :source, :digest, :cells, 'draft', :agent, :made) "
    "RETURNING number"
)
#: What is not given stays. Only what waits can be decided; its author may also go on with a draft or what was returned.
#: What is accepted is in the store already, so that it is so whatever the desk says. A text that was looked at counts.
_MARK: Final = (
    "UPDATE submission SET state = :state, note = coalesce(:note, note), base = coalesce(:base, base), "
    "submitted = coalesce(:submitted, submitted), decided = coalesce(:decided, decided), "
    "curator = coalesce(:curator, curator), reason = coalesce(:reason, reason), version = coalesce(:version, version) "
    "WHERE number = :number AND (:digest IS NULL OR digest = :digest) AND ((state = 'submitted' AND :state <> state) "
    "OR (:own AND state IN ('draft', 'returned')) OR (:state = 'accepted' AND state <> :state))"
)
_KEPT: Final = ("digest", "note", "base", "submitted", "decided", "curator", "reason", "version")
_REMARKS: Final = "SELECT count(*) FROM remark WHERE submission = ?"


class Desk:
    """The submissions and people of one repository; open one with ``Desk.open`` and share it between threads.

    ``deciding`` is held by whoever changes the repository on behalf of the desk: one at a time.
    """

    def __init__(self, file: DeskFile) -> None:
        self._file = file
        self.accounts = Accounts(file)
        self.deciding = threading.Lock()

    @classmethod
    def open(cls, where: Path | None) -> Self:
        """Open the desk that lies in a file, or one in memory for None. Raises StoreDown when it cannot be opened."""
        return cls(DeskFile.open(where))

    def keep(self, draft: Draft, study: str, label: str, person: Person) -> int:
        """Keep a draft for its author and return its number.

        An own draft of the same study, or a submission that was returned, takes the new text and keeps its number.
        Raises BadParameter when this person or everybody has too many open, TooLarge for too long a text.
        """
        values = _values(draft, study, label, person.name)
        with self._file.writing() as desk:
            return _kept(desk, values)

    def hand_in(self, draft: Draft, study: str, label: str, event: Event, base: str) -> Submission:
        """Keep a draft and mark it as submitted by ``event.agent``, both or neither. Raises as the two do."""
        values = _values(draft, study, label, event.agent)
        with self._file.writing() as desk:
            given = {"submitted": event.on, "note": event.note, "base": base, "digest": values["digest"]}
            return _marked(desk, _kept(desk, values), State.SUBMITTED, event, given)

    def one(self, number: int, person: Person) -> Submission:
        """Return a submission that this person may see: an own one, or for a curator any that was handed in.

        Raises NotFound for any other, whether there is one or not.
        """
        rows = self._file.rows(_BRIEF, [number]) if number < MOST_NUMBER else []
        found = submission_of(rows[0]) if rows else None
        if found is None or not (found.agent == person.name or (person.curates and found.state is not State.DRAFT)):
            raise NotFound(f"There is no submission {number} that you may see.")
        return found

    def seen_by(self, person: Person) -> tuple[Submission, ...]:
        """Return what this person may see, the newest first, at most ``MOST_SHOWN``."""
        rows = self._file.rows(
            "SELECT * FROM brief WHERE agent = ? OR (? AND state <> 'draft') ORDER BY number DESC LIMIT ?",
            [person.name, person.curates, MOST_SHOWN],
        )
        return tuple(map(submission_of, rows))

    def pending(self, study: str = "") -> tuple[Submission, ...]:
        """Return what waits for a decision, of one study or of all, the oldest first."""
        sql = "SELECT * FROM brief WHERE state = 'submitted' AND (? = '' OR study = ?) ORDER BY submitted, number"
        return tuple(map(submission_of, self._file.rows(sql, [study, study])))

    def not_accepted(self) -> tuple[Submission, ...]:
        """Return what was handed in at some time and is not accepted, as far as the desk knows, by study."""
        sql = "SELECT * FROM brief WHERE submitted <> '' AND state <> 'accepted' ORDER BY study, number"
        return tuple(map(submission_of, self._file.rows(sql)))

    def draft(self, number: int) -> Draft:
        """Return the study that was handed in, read anew. Raises NotFound, or what reading raises."""
        rows = self._file.rows("SELECT source, kept_as, name, cells FROM submission WHERE number = ?", [number])
        if not rows:
            raise NotFound(f"There is no submission {number}.")
        return draft_of(*rows[0])

    def mark(
        self, number: int, state: State, event: Event, values: Mapping[str, str | int], remarks: Sequence[Remark] = ()
    ) -> Submission:
        """Bring a submission into another state and write down what happened, with remarks; all of it or nothing.

        Raises Conflict when something else was done with it meanwhile: only what is open goes on, a draft only to
        being submitted or withdrawn, and what is returned only to being submitted or withdrawn; what the store holds
        is marked as accepted whatever else was done. With a ``digest``, the text must still be the one of that digest.
        """
        with self._file.writing() as desk:
            marked = _marked(desk, number, state, event, values)
            _write(desk, number, remarks)
            return marked

    def remark(self, number: int, person: Person, place: str, text: str) -> None:
        """Write a remark on a place of an open submission that this person may see.

        Raises NotFound, Conflict for one that is closed, BadParameter for empty or too long words or too many of them.
        """
        said = remark_of(person, place, text)
        if not self.one(number, person).open:
            raise Conflict(f"Submission {number} is closed; nothing more can be said on it.")
        with self._file.writing() as desk:
            _hold_room(number, desk.execute(_REMARKS, [number]).fetchone()[0] + 1)
            _write(desk, number, [said])

    def hold_room(self, number: int, count: int) -> None:
        """Raise BadParameter when a submission does not take so many more remarks."""
        _hold_room(number, self._file.rows(_REMARKS, [number])[0][0] + count)

    def events(self, number: int) -> tuple[Event, ...]:
        """Return what happened to a submission, in order."""
        rows = self._file.rows("SELECT at, agent, what, note FROM event WHERE submission = ? ORDER BY rowid", [number])
        return tuple(Event(*row) for row in rows)

    def remarks(self, number: int) -> tuple[Remark, ...]:
        """Return the remarks on a submission, in order."""
        sql = "SELECT at, agent, place, text FROM remark WHERE submission = ? ORDER BY rowid"
        return tuple(Remark(*row) for row in self._file.rows(sql, [number]))

    def close(self) -> None:
        """Let go of the file; safe to call twice."""
        self._file.close()


def remark_of(person: Person, place: str, text: str) -> Remark:
    """Return a remark as it is kept. Raises BadParameter for empty or too long words."""
    said = note_of(text)
    if not said:
        raise BadParameter("The remark is empty. Say what should be changed there, and why.")
    return Remark(now(), person.name, shortened(place, MOST_PLACE), said)


def _values(draft: Draft, study: str, label: str, agent: str) -> dict[str, str]:
    kept_as, name = draft.kept_as or draft.name, shortened(draft.name, MOST_NAME) or "study"
    if len(draft.source.encode()) > MAX_RDF_BYTES:
        raise TooLarge(f"{name} is over {MAX_RDF_BYTES / 1e6:g} MB, the most that is kept for review.")
    values = {"study": study, "label": plain(label), "name": name, "kept_as": kept_as, "source": draft.source}
    return values | {"digest": hashed(draft.source), "cells": cells_written(draft.cells), "agent": agent}


def _kept(desk: Connection, values: Mapping[str, str]) -> int:
    mended = desk.execute(_MEND, values).fetchall()
    if mended:
        return int(mended[0][0])
    if desk.execute(_OF_ONE, values).fetchone()[0] >= MOST_OF_ONE:
        raise BadParameter(f"You have {MOST_OF_ONE} open submissions, the most that is kept. Close some first.")
    if desk.execute(_OF_ALL).fetchone()[0] >= MOST_OPEN:
        raise BadParameter(f"There are {MOST_OPEN} open submissions, the most that is kept. Try again later.")
    more = {"key": secrets.token_hex(8), "made": now()}
    return int(desk.execute(_ADD, {**values, **more}).fetchall()[0][0])


def _marked(desk: Connection, number: int, state: State, event: Event, values: Mapping[str, str | int]) -> Submission:
    given: dict[str, object] = {name: values.get(name) for name in _KEPT}
    given |= {"state": state.value, "number": number, "own": state in {State.SUBMITTED, State.WITHDRAWN}}
    changed = desk.execute(_MARK, given).rowcount
    row = desk.execute(_BRIEF, [number]).fetchone()
    if row is None:
        raise Conflict(f"There is no submission {number}.")
    held = submission_of(row)
    if not changed:
        raise Conflict(_settled(held, str(given["digest"] or held.digest)))
    if state is State.WITHDRAWN:
        desk.execute("UPDATE submission SET source = '', cells = '' WHERE number = ?", [number])
    entry = [number, event.on, event.agent, event.what, event.note]
    desk.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", entry)
    return held


def _write(desk: Connection, number: int, remarks: Iterable[Remark]) -> None:
    rows = [(number, each.on, each.agent, each.place, each.text) for each in remarks]
    desk.executemany("INSERT INTO remark VALUES (?, ?, ?, ?, ?)", rows)


def _hold_room(number: int, count: int) -> None:
    if count > MOST_REMARKS:
        raise BadParameter(
            f"Submission {number} takes {MOST_REMARKS} remarks at most; with this it would have {count}."
        )


def _settled(held: Submission, digest: str) -> str:
    if digest != held.digest:
        return f"Submission {held.number} was given another text meanwhile. Look at it again."
    by = f" by {held.curator}" if held.curator else ""
    return f"Submission {held.number} is {held.state.value} already{by}; look at it again."
