"""The nouns of a report on reporting: items, what was found for them, what is lacking, and how far each is met."""

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """How far an item is met; each value is what people read, and a term of the ontology stands for it."""

    MET = "met"
    PARTLY_MET = "partly met"
    NOT_MET = "not met"
    NOT_SEEN = "not seen"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a standard.

    iri; number; section: of the report; title: in a few words; asks: what it asks for, in our words; satisfied_by:
    which data meet it; note: what is to be known about the wording, or empty; cited: True when a citation is enough to
    judge it; realist: True when it makes sense only for a study that calls itself realist.
    """

    iri: str
    number: int
    section: str
    title: str
    asks: str
    satisfied_by: str
    note: str
    cited: bool
    realist: bool

    @property
    def key(self) -> str:
        """Return what the names of its rules begin with, for example ``rameses-2-05``."""
        return self.iri.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Found:
    """One value that tells something of an item.

    what: the property in words; value: the value in words; iri: the thing it is, empty for text; locator: place in the
    report, empty where none is recorded; counted: False for what rests on a curator's reading or a machine's suggestion
    alone, which tells nothing of how the authors report.
    """

    what: str
    value: str
    iri: str
    locator: str
    counted: bool = True

    @property
    def head(self) -> str:
        """Return the property in words, with a remark where the value does not count."""
        return self.what if self.counted else f"{self.what} (found by curators, not counted)"


@dataclass(frozen=True, slots=True)
class Lack:
    """A rule that a study's data do not keep. rule: its name; severity; message: what is lacking; mend: what to add."""

    rule: str
    severity: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Response:
    """A person's answer. answer; rationale: why; locator: where; agent, date: who gave it on what day."""

    answer: Answer
    rationale: str
    locator: str
    agent: str
    date: str


@dataclass(frozen=True, slots=True)
class ReportedItem:
    """One item with its answer.

    number, section, title, asks, satisfied_by, note: of the item; answer: a person's where there is one, else the
    computed one; computed: what follows from the data alone; reason: why the answer is so, in a sentence; response:
    the person's answer, None where nobody gave one; found: the data; lacking: what to add, none where the answer is
    met or not applicable.
    """

    number: int
    section: str
    title: str
    asks: str
    satisfied_by: str
    note: str
    answer: Answer
    computed: Answer
    reason: str
    response: Response | None
    found: tuple[Found, ...]
    lacking: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a study was read, and what it calls itself.

    study, label: its id and name; synthesis: True for a review; seen: ``full_text``, ``abstract_and_more``,
    ``abstract_only`` or empty; seen_detail: in words; realist: True when it calls itself realist; design: in words;
    read_for: local names of the standards for whose every item the report was read.
    """

    study: str
    label: str
    synthesis: bool
    seen: str
    seen_detail: str
    realist: bool
    design: str
    read_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandardReport:
    """A study's report held against its standard.

    reading: how the study was read; standard: name of the standard; remarks: what a reader has to know first; items:
    in their order; counts: how many items have each answer, by the answer.
    """

    reading: Reading
    standard: str
    remarks: tuple[str, ...]
    items: tuple[ReportedItem, ...]
    counts: dict[str, int]
