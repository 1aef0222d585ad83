"""What is done with submissions. Accepting writes the store first and the desk after it.

Between the two a process may die: what the store holds then counts, and ``settle`` brings the desk after it. The
history of a study names the submission that each version came from, so it can always be told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rdflib import Graph, URIRef
from rdflib.namespace import PROV

from demireg.domain.errors import BadParameter, Conflict, DemiregError, Invalid, Refused
from demireg.domain.findings import Severity
from demireg.domain.names import REALIST
from demireg.services import retracting, studies, versions
from demireg.services.importing.draft import Draft
from demireg.services.preparing import Read, prepare
from demireg.services.repository import Repository
from demireg.services.retracting import Retraction
from demireg.services.reviewing.accounts import Person
from demireg.services.reviewing.desk import Desk
from demireg.services.reviewing.submissions import Event, Remark, State, Submission
from demireg.services.versions import now


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision.

    number: of the submission; person: who decides; reason; onto: the version in force that was looked at; seen: the
    digest of the text that was looked at; remarks: written beside it. What is empty is not held against what is there.
    """

    number: int
    person: Person
    reason: str = ""
    onto: str = ""
    seen: str = ""
    remarks: tuple[Remark, ...] = ()


def base_of(repository: Repository, study: str) -> str:
    """Return what names the version of a study in force, empty when none is."""
    held = versions.current(repository.store, repository.names, study)
    return f"{held.number}-{held.content[:12]}" if held else ""


def keep(repository: Repository, desk: Desk, draft: Draft, person: Person) -> int:
    """Keep a draft on the desk for its author to look at, and return its number.

    Raises Refused for a reader, Invalid with the report for a text that is no study at all.
    """
    _hold_contributor(person)
    read = prepare(repository.background, repository.names, draft)
    if not read.study or (draft.sheet is None and draft.graph is None):
        raise Invalid(f"{draft.name} cannot be read as a study; mend it first.", read.report)
    return desk.keep(draft, read.study, read.title, person)


def hand_in(repository: Repository, desk: Desk, draft: Draft, person: Person, note: str = "") -> Submission:
    """Keep a draft and hand it in, as one: what was examined is what waits. Raises as ``keep`` and ``submit``."""
    _hold_contributor(person)
    said = retracting.note_of(note)
    read = _examined(repository, draft)
    return desk.hand_in(
        draft, read.study, read.title, Event(now(), person.name, "submitted", said), base_of(repository, read.study)
    )


def submit(repository: Repository, desk: Desk, number: int, person: Person, note: str = "") -> Submission:
    """Hand in a draft, or again what was returned.

    Raises NotFound or Refused for somebody else's, Invalid with the report when something in it would keep it out,
    Conflict when it says just what is here already or was handed in before.
    """
    said = retracting.note_of(note)
    held = _own(desk, number, person)
    if held.state is State.SUBMITTED:
        raise Conflict(f"Submission {number} was handed in already.")
    _examined(repository, desk.draft(number))
    event = Event(now(), person.name, "submitted", said)
    values = {"submitted": event.on, "note": said, "base": base_of(repository, held.study), "digest": held.digest}
    return desk.mark(number, State.SUBMITTED, event, values)


def withdraw(repository: Repository, desk: Desk, ruling: Ruling) -> Submission:
    """Take back an own submission. Raises NotFound, Refused for somebody else's, Conflict for a closed one.

    A submission that is being accepted, or that the store holds already, is closed.
    """
    event = Event(now(), ruling.person.name, "withdrawn", retracting.note_of(ruling.reason))
    with desk.deciding:
        held = _own(desk, ruling.number, ruling.person)
        _hold_outside(repository, desk, held)
        desk.hold_room(held.number, len(ruling.remarks))
        return desk.mark(held.number, State.WITHDRAWN, event, {"decided": event.on}, ruling.remarks)


def turn_back(repository: Repository, desk: Desk, ruling: Ruling) -> Submission:
    """Return a submission to its author, to be mended. Raises as ``reject``."""
    return _closed(repository, desk, ruling, State.RETURNED)


def reject(repository: Repository, desk: Desk, ruling: Ruling) -> Submission:
    """Reject a submission for good.

    Raises Refused for anybody but a curator, BadParameter without a reason, Conflict when it is not waiting.
    """
    return _closed(repository, desk, ruling, State.REJECTED)


def accept(repository: Repository, desk: Desk, ruling: Ruling) -> Submission:
    """Put a submission into force as the study's next version.

    ``ruling.onto`` is the version that the curator compared it with, by default the one that it was made against.
    Raises Refused for anybody but a curator, Conflict when it is not waiting or when another version is in force now,
    and what ``studies.accept`` raises; the store is then as before, or complete and the desk says so.
    """
    reason = retracting.note_of(ruling.reason)
    with desk.deciding:
        held = _waiting(desk, ruling)
        desk.hold_room(held.number, len(ruling.remarks))
        if _settled(repository, desk, held):
            return desk.one(held.number, ruling.person)
        stands = base_of(repository, held.study)
        if (ruling.onto or held.base) != stands:
            raise Conflict(
                f"'{held.study}' has changed since: {_version(stands)} is in force, and this was compared with "
                f"{_version(ruling.onto or held.base)}. Look at the difference again, then decide."
            )
        review = versions.Review(held.key, held.agent, held.submitted, held.note, ruling.person.name, now(), reason)
        try:
            made = studies.accept(repository, desk.draft(held.number), versions.Making(review=review))
        except DemiregError:
            _settled(repository, desk, held)  # what was written before the fault counts
            raise
        return _mark_accepted(desk, held, review, made.version, ruling.remarks)


def retract(repository: Repository, desk: Desk, ruling: Ruling, study: str, successor: str = "") -> Retraction:
    """Take a study out, with ``ruling.reason``. Raises Refused for anybody but a curator, and as ``retracting``."""
    if not ruling.person.curates:
        raise Refused("Only a curator retracts a study.")
    with desk.deciding:
        stands = base_of(repository, study)
        if ruling.onto and ruling.onto != stands:
            raise Conflict(f"'{study}' has changed since: {_version(stands)} is in force. Look at it again.")
        return retracting.retract(repository, study, ruling.reason, ruling.person.name, successor)


def settle(repository: Repository, desk: Desk) -> tuple[int, ...]:
    """Mark as accepted what the store holds already, as after a crash, whatever the desk says; return the numbers."""
    with desk.deciding:
        return tuple(_all_settled(repository, desk))


def _all_settled(repository: Repository, desk: Desk) -> Iterator[int]:
    for study, group in groupby(desk.not_accepted(), lambda held: held.study):
        graph = repository.store.get(repository.names.graph("history", study))
        yield from (held.number for held in group if _settled_by(graph, repository, desk, held))


def _settled(repository: Repository, desk: Desk, held: Submission) -> bool:
    """Bring the desk after the store when the store holds this submission; tell whether it does."""
    return _settled_by(repository.store.get(repository.names.graph("history", held.study)), repository, desk, held)


def _settled_by(graph: Graph, repository: Repository, desk: Desk, held: Submission) -> bool:
    names = repository.names
    acceptance = URIRef(names.within(held.study, "acceptance", held.key))
    version = graph.value(predicate=PROV.wasGeneratedBy, object=acceptance)
    if version is None:
        return False
    curator = str(graph.value(acceptance, PROV.wasAssociatedWith) or "").removeprefix(names.agent(""))
    on, reason = (str(graph.value(acceptance, each) or "") for each in (PROV.endedAtTime, REALIST.reason))
    review = versions.Review(held.key, held.agent, held.submitted, held.note, curator, on, reason)
    _mark_accepted(desk, held, review, int(str(graph.value(version, REALIST.versionNumber))))
    return True


def _mark_accepted(
    desk: Desk, held: Submission, review: versions.Review, version: int, remarks: tuple[Remark, ...] = ()
) -> Submission:
    event = Event(review.accepted, review.curator, "accepted", review.reason)
    values = {"curator": review.curator, "reason": review.reason, "decided": review.accepted}
    return desk.mark(held.number, State.ACCEPTED, event, {**values, "version": version}, remarks)


def _closed(repository: Repository, desk: Desk, ruling: Ruling, state: State) -> Submission:
    if not retracting.note_of(ruling.reason):
        raise BadParameter("Say why: the author reads the reason.")
    with desk.deciding:
        held = _waiting(desk, ruling)
        _hold_outside(repository, desk, held)
        desk.hold_room(held.number, len(ruling.remarks))
        event = Event(now(), ruling.person.name, state.value, retracting.note_of(ruling.reason))
        values = {"curator": event.agent, "reason": event.note, "decided": event.on}
        return desk.mark(held.number, state, event, {**values, "digest": held.digest}, ruling.remarks)


def _hold_outside(repository: Repository, desk: Desk, held: Submission) -> None:
    """Raise Conflict for a submission that the store holds, though the desk did not say so."""
    if held.open and held.submitted and _settled(repository, desk, held):
        raise Conflict(f"Submission {held.number} is accepted already; the study is in force. Look at it again.")


def _hold_contributor(person: Person) -> None:
    if not person.contributes:
        raise Refused("A reader's account hands in no studies; ask for one as a contributor.")


def _examined(repository: Repository, draft: Draft) -> Read:
    """Return a draft as it was examined. Raises Invalid when something keeps it out, Conflict when nothing is new."""
    read = studies.examine(repository, draft)
    if not read.study or not read.report.conforms:
        count = read.report.count(Severity.VIOLATION)
        raise Invalid(f"{draft.name} cannot be handed in as it is: {count} to mend.", read.report)
    before = versions.current(repository.store, repository.names, read.study)
    if before and before.content == versions.content_hash(read.graph):
        raise Conflict(f"{draft.name} says just what version {before.number} of '{read.study}' says; nothing is new.")
    return read


def _waiting(desk: Desk, ruling: Ruling) -> Submission:
    if not ruling.person.curates:
        raise Refused("Only a curator decides on submissions.")
    held = desk.one(ruling.number, ruling.person)
    if held.state is not State.SUBMITTED:
        raise Conflict(f"Submission {held.number} is {held.state.value}; there is nothing to decide.")
    if ruling.seen and ruling.seen != held.digest:
        raise Conflict(f"Submission {held.number} was handed in anew with another text. Look at it again.")
    return held


def _own(desk: Desk, number: int, person: Person) -> Submission:
    held = desk.one(number, person)
    if held.agent != person.name:
        raise Refused(f"Submission {number} is {held.agent}'s; only its author hands it in or takes it back.")
    return held


def _version(base: str) -> str:
    return f"version {base.partition('-')[0]}" if base else "no version"
