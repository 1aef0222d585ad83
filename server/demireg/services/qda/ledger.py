"""An account of every single thing in a project: where it is in the draft, or why it is not there.

It is complete by how it is made: it goes through all elements, attributes and files, and what nobody took is left.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from demireg.services.importing.characters import shortened
from demireg.services.importing.places import Path
from demireg.services.qda.elements import KINDS, LISTS, Element


class Outcome(StrEnum):
    """What became of a thing."""

    TAKEN = "taken over"
    PART = "in part"
    LEFT = "not taken over"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the account: ``count`` things of a kind; ``where`` is the path into the draft, ``why`` the reason."""

    kind: str
    name: str
    guid: str
    count: int
    outcome: Outcome
    where: str
    why: str


COLUMNS: Final = ("outcome", "kind", "name", "guid", "count", "where", "why")
#: What belongs to another element and has its fate: it has no line of its own.
FOLDED: Final = frozenset(
    (
        *("CodeRef", "VariableRef", "TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue"),
        "DateTimeValue",
    )
)
#: Attributes that a thing in the draft keeps, or that only say what something refers to.
_KEPT: Final = frozenset(
    (
        *("name", "targetGUID", "originGUID", "startPosition", "endPosition", "begin", "end", "page", "firstX"),
        *("firstY", "secondX", "secondY", "fromSyncPoint", "toSyncPoint", "plainTextPath", "origin"),
    )
)
_KEEPS_GUID: Final = frozenset(("Code", "Note", "Set", "Link"))
#: Kinds whose things are named in short too, and how many of them.
_NAMED: Final = frozenset(("Code", "Note", "Set", "file"))
_MOST_NAMES: Final = 12
_NO_PLACE: Final = "a sheet has no place for it"
_DEFAULT: Final = {
    "User": "a sheet names one coder, in 'coded_by'; who marked what is not taken",
    "Variable": "a sheet has no variables of cases or sources",
    "VariableValue": "a sheet has no variables of cases or sources",
    "PlainTextContent": "the words of a source are confidential and may be copyrighted; they are never copied",
    "Representation": "the words of a source are confidential and may be copyrighted; they are never copied",
    "TextDescription": "a text that describes a picture is treated as the words of a source",
    "Transcript": "the words of a source are confidential and may be copyrighted; they are never copied",
    "SyncPoint": "it only says where in a recording a transcript is",
    "Coding": "its passage is in no configuration",
    "NoteRef": "the memo was not taken for this",
    "SourceRef": "which sources belong to a case is not taken",
    "SelectionRef": "which passages belong to a case is not taken",
    "MemberCode": "the set makes no configuration, or the code has no role in one",
    "MemberSource": "a sheet has no sets of sources",
    "MemberNote": "a sheet has no sets of memos",
    "Set": "its codes do not play two roles",
    "Graph": "a drawing; a sheet has none",
    "Vertex": "part of a drawing",
    "Edge": "part of a drawing",
    "Link": "it does not join two codes of different roles",
}
#: What people call an element of the standard.
_SPOKEN: Final = {
    "Coding": "code on a passage",
    "PlainTextSelection": "passage of a text",
    "PDFSelection": "passage of a PDF file",
    "PictureSelection": "part of a picture",
    "AudioSelection": "passage of a recording",
    "VideoSelection": "passage of a film",
    "TranscriptSelection": "passage of a transcript",
    "TextSource": "text",
    "PDFSource": "PDF file",
    "PictureSource": "picture",
    "AudioSource": "audio recording",
    "VideoSource": "video recording",
    "PlainTextContent": "words of a source or memo",
    "Note": "memo",
    "NoteRef": "reference to a memo",
    "SourceRef": "source of a case",
    "SelectionRef": "passage of a case",
    "MemberCode": "code in a set",
    "MemberSource": "source in a set",
    "MemberNote": "memo in a set",
    "VariableValue": "value of a variable",
    "SyncPoint": "point in time of a transcript",
    "Graph": "drawing",
    "Vertex": "box of a drawing",
    "Edge": "line of a drawing",
}
_ATTRIBUTES: Final = {
    "color": "a sheet has no colours",
    "name": "the name of a passage may hold words of the source",
    "guid": "the draft keeps the GUIDs of codes, passages, sources, memos, sets and links",
    "isCodable": "it only says whether a code may mark passages",
    "direction": "the draft gives the direction in words where it matters",
}


class Ledger:
    """Keeps what became of each element; elements are known by their numbers."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._marks: dict[int, tuple[Outcome, str, str]] = {}

    def took(self, element: Element, where: Path, why: str = "") -> None:
        """Note that an element is in the draft; with a reason, that it is there in part. The first place counts."""
        outcome = Outcome.PART if why else Outcome.TAKEN
        held = self._marks.get(element.number)
        if held is None or held[0] is Outcome.LEFT:
            self._marks[element.number] = (outcome, written(where), why)

    def left(self, element: Element, why: str) -> None:
        """Note why an element is not in the draft, unless it is."""
        if self.outcome(element) is Outcome.LEFT:
            self._marks[element.number] = (Outcome.LEFT, "", why)

    def outcome(self, element: Element) -> Outcome:
        """Return what became of an element so far."""
        return self._marks.get(element.number, (Outcome.LEFT, "", ""))[0]

    def lines(self) -> Iterator[Line]:
        """Give a line for each element that has an identity, and one for each group of others, in order."""
        groups: dict[tuple[str, str, Outcome, str, str], int] = {}
        for element in self._root.within():
            if element.kind in FOLDED or (element.kind in LISTS and element is not self._root):
                continue
            outcome, where, why = self._marks.get(element.number, (Outcome.LEFT, "", _why_left(element)))
            if element.kind in {"Project", "CodeBook"} or "guid" in element.attributes:
                yield Line(element.kind, called(element), element.guid, 1, outcome, where, why)
            else:
                name = f"of {called(element.parent)}" if element.parent is not None else ""
                key = (element.kind, name, outcome, where, why)
                groups[key] = groups.get(key, 0) + 1
        for (kind, name, outcome, where, why), count in groups.items():
            yield Line(kind, name, "", count, outcome, where, why)
        yield from self._attributes()

    def _attributes(self) -> Iterator[Line]:
        """Give a line for each attribute that the draft lacks, of kinds of which anything is there; all are counted."""
        every = list(self._root.within())
        taken = {each.kind for each in every if each is self._root or self.outcome(each) is not Outcome.LEFT}
        counts: Counter[tuple[str, str]] = Counter()
        for element in every:
            if element.kind not in taken:
                continue
            for key in element.attributes:
                if not _keeps(element, key):
                    counts[key, element.kind] += 1
        for (key, kind), count in counts.items():
            why = _ATTRIBUTES.get(key, _NO_PLACE)
            yield Line(f"attribute {shortened(key)}", f"of {kind}", "", count, Outcome.LEFT, "", why)


def _keeps(element: Element, key: str) -> bool:
    passage = element.kind.endswith("Selection")
    if key == "guid":
        return passage or element.kind in _KEEPS_GUID or element.kind.endswith("Source")
    return key in _KEPT and not (key == "name" and passage)


def _why_left(element: Element) -> str:
    if element.kind not in KINDS and element.kind not in LISTS:
        return "it is not part of REFI-QDA 1.0"
    return _DEFAULT.get(element.kind, _NO_PLACE)


def called(element: Element) -> str:
    """Return what an element is called in the account; a passage is called by its place, never by its words."""
    from demireg.services.qda.segments import span_of

    if element.kind.endswith("Selection"):
        above = element.parent
        while above is not None and not above.kind.endswith("Source"):
            above = above.parent
        source = shortened(above.name) if above is not None else "a memo"
        return f"{source}, {span_of(element).words()}"
    if element.kind == "Coding" and element.parent is not None:
        return f"of {called(element.parent)}"
    return shortened(element.name) or f"{element.kind} without a name"


def written(path: Path) -> str:
    """Return a path into the draft as findings write it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def summary(lines: Iterable[Line]) -> list[tuple[str, str, int, str, str]]:
    """Return the account in short: outcome, kind in plain words, how many, why, which; what is left first."""
    counts: Counter[tuple[Outcome, str, str]] = Counter()
    names: dict[tuple[Outcome, str, str], list[str]] = {}
    for line in lines:
        key = (line.outcome, line.kind, line.why)
        counts[key] += line.count
        if line.kind in _NAMED:
            names.setdefault(key, []).append(line.name)
    order = {Outcome.LEFT: 0, Outcome.PART: 1, Outcome.TAKEN: 2}
    ranked = sorted(counts.items(), key=lambda item: (order[item[0][0]], item[0][1], -item[1]))
    return [(key[0].value, spoken(key[1]), count, key[2], _which(names.get(key, []))) for key, count in ranked]


def _which(names: list[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def spoken(kind: str) -> str:
    """Return what people call a kind of thing."""
    head, _, rest = kind.partition(" ")
    return f"{head} '{rest}'" if head == "attribute" else _SPOKEN.get(kind, kind.lower())


def rows(lines: Iterable[Line]) -> list[tuple[str, str, str, str, int, str, str]]:
    """Return the account as rows of a table, in the order of ``COLUMNS``."""
    return [(each.outcome.value, each.kind, each.name, each.guid, each.count, each.where, each.why) for each in lines]
