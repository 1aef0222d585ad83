"""What the templates of the review desk and of a study's history are given."""

from dataclasses import dataclass

from demireg.edge.identity import Visitor
from demireg.services.effects import Effects
from demireg.services.history import History, Version
from demireg.services.reviewing.changes import Difference
from demireg.services.reviewing.showing import Shown
from demireg.services.reviewing.submissions import Submission
from demireg.web.contexts import Frame
from demireg.web.contexts_adding import WeightView


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Where people sign in (``sign_in.html``).

    frame; key: of the one-time link, or empty; onward: the page to go on to; problem: why it did not work, or empty;
    known: whether anybody has an account; single: whether the one-time link is how one signs in here.
    """

    frame: Frame
    key: str
    onward: str
    problem: str
    known: bool
    single: bool


@dataclass(frozen=True, slots=True)
class Pile:
    """Submissions in one state. heading: the state in words; submissions: them, the newest first."""

    heading: str
    submissions: tuple[Submission, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The review desk (``desk.html``).

    frame; visit: who looks; piles: submissions by state; retracted: studies that were accepted and taken out since.
    """

    frame: Frame
    visit: Visitor
    piles: tuple[Pile, ...]
    retracted: frozenset[str]


@dataclass(frozen=True, slots=True)
class HandInPage:
    """An upload that is about to be handed in (``hand_in.html``).

    frame; visit; key: of the upload; name: of the file; study: its identifier; conforms: whether it may be handed in;
    verdict: what the check came to; apart: what differs from the version in force, None where nothing is; held:
    whether a version is in force; news: whether accepting it would change anything.
    """

    frame: Frame
    visit: Visitor
    key: str
    name: str
    study: str
    conforms: bool
    verdict: str
    apart: Difference | None
    held: bool
    news: bool


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One submission (``submission.html``).

    frame; visit; shown: the submission with what happened to it; decides: whether this person may decide now; owns:
    whether it is this person's; verdict: what the check came to; weights: the report by severity; effects, told, rest:
    what accepting would change, in figures and in sentences; places: parts that a remark may be on.
    """

    frame: Frame
    visit: Visitor
    shown: Shown
    decides: bool
    owns: bool
    verdict: str
    weights: tuple[WeightView, ...]
    effects: Effects | None
    told: tuple[str, ...]
    rest: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetractPage:
    """Where a curator takes a study out (``retract.html``).

    frame; visit; study; label; onto: the version in force; studies: identifier and label of those that may supersede
    it; reason, successor: as typed before; problem: why that did not do, or empty; field: at which field; near:
    identifiers like the one that was typed.
    """

    frame: Frame
    visit: Visitor
    study: str
    label: str
    onto: str
    studies: tuple[tuple[str, str], ...]
    reason: str = ""
    successor: str = ""
    problem: str = ""
    field: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The history of a study (``history.html``), also of one that was taken out. frame; history."""

    frame: Frame
    history: History


@dataclass(frozen=True, slots=True)
class VersionPage:
    """What one version changed (``version.html``).

    frame; study, label: of the study; version; before: number of the one before, 0 for none; apart: what differs.
    """

    frame: Frame
    study: str
    label: str
    version: Version
    before: int
    apart: Difference
