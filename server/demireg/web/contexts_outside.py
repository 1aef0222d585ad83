"""What the templates for references and for projects of qualitative analysis are given."""

from dataclasses import dataclass

from demireg.domain.findings import Finding
from demireg.services.importing.nearest import Entry
from demireg.services.qda.again import Change
from demireg.services.qda.roles import Row
from demireg.services.references.matching import Match
from demireg.web.contexts import Frame


@dataclass(frozen=True, slots=True)
class BringPage:
    """Where a file is brought in (``bring.html``).

    frame; what: the kind of file, in words; said: what becomes of it, in sentences; endings: that are read; action:
    where the file goes; problem: what was wrong with an upload, or empty.
    """

    frame: Frame
    what: str
    said: tuple[str, ...]
    endings: tuple[str, ...]
    action: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReferencesPage:
    """References and what each is (``references.html``).

    frame; name: of the file; matches: those that are listed, each with its number; findings: what was odd; total, new:
    how many there are and how many are new; zipped: all sheets that are begun; begin: where one sheet is begun.
    """

    frame: Frame
    name: str
    matches: tuple[tuple[int, Match], ...]
    findings: tuple[Finding, ...]
    total: int
    new: int
    zipped: str
    begin: str


@dataclass(frozen=True, slots=True)
class MappingPage:
    """The codes of a project, each with its role and concept to decide (``mapping.html``).

    frame; name: of the project; origin: the program that wrote it; counts: what is in it, in words; rows:
    the proposal, most used first; roles: to choose from; entries: the concepts to choose from; action: where the
    decision goes; table: address of the mapping as CSV.
    """

    frame: Frame
    name: str
    origin: str
    counts: tuple[str, ...]
    rows: tuple[Row, ...]
    roles: tuple[str, ...]
    entries: tuple[Entry, ...]
    action: str
    table: str


@dataclass(frozen=True, slots=True)
class DraftedPage:
    """A draft from a project, and what is not in it (``drafted.html``).

    frame; name: of the project; study: identifier of the draft; configurations: label and title of each; left:
    outcome, kind, number, reason and names of what is not in the draft or only in part; taken: how many are in it;
    changes: what is new in an earlier draft, if one was given; findings: what of the mapping could not be taken;
    own_words: names of codes that stand in a source; check, sheet, account: addresses of the check, the sheet and the
    whole loss report; back: the mapping.
    """

    frame: Frame
    name: str
    study: str
    configurations: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str, int, str, str], ...]
    taken: int
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    own_words: tuple[str, ...]
    check: str
    sheet: str
    account: str
    back: str
