"""Memos, descriptions and cases: what reviewers wrote about a thing, and who speaks in a passage."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from rdflib import SH

from demireg.domain.names import REALIST
from demireg.services.importing.characters import shortened
from demireg.services.qda.elements import Element
from demireg.services.qda.ledger import Ledger, Outcome
from demireg.services.qda.passages import holds
from demireg.services.qda.project import Memo, Project
from demireg.services.qda.prose import FULL, Prose, clean
from demireg.services.qda.segments import Segment
from demireg.services.validating import shapes_graph

_NOT_WANTED = "memos were not asked for"
_WORDS = "it stands word for word in the source, or the source's text is not at hand to tell"


@cache
def _pseudonym() -> re.Pattern[str]:
    """Return what the check of a study takes for a pseudonym."""
    shapes = shapes_graph(None)
    rules = shapes.subjects(SH.path, REALIST.participant)
    found = sorted(str(pattern) for rule in rules for pattern in shapes.objects(rule, SH.pattern))
    return re.compile(found[0] if found else "$^")


def is_pseudonym(name: str) -> bool:
    """Tell whether a name is a role and a number, so that it identifies nobody."""
    return bool(_pseudonym().search(name))


class Memos:
    """Puts memos and descriptions where the thing is that they are about; each memo once."""

    def __init__(self, project: Project, ledger: Ledger, *, wanted: bool) -> None:
        self._project = project
        self._ledger = ledger
        self._wanted = wanted
        self._segments = {segment.element.number: segment for segment in project.segments}
        self._placed: dict[str, tuple[str | int, ...]] = {}
        self.files: set[str] = set()
        written = project.elements("Description", "NoteRef")
        self._about = {each.parent.number for each in written if each.parent is not None}
        self._voices: dict[str, list[tuple[str, Element]]] = {}
        for case in project.elements("Case"):
            for reference in case.of("SourceRef", "SelectionRef", "CodeRef"):
                if is_pseudonym(case.name):
                    self._voices.setdefault(reference.target, []).append((case.name, reference))

    def voice(self, segments: Iterable[Segment], path: tuple[str | int, ...]) -> str:
        """Return who speaks in some passages, by a pseudonym, where that is one: the case that they belong to."""
        keys = {key for segment in segments for key in (segment.guid, segment.source_guid) if key}
        keys |= {coding.code for segment in segments for coding in segment.codings}
        found = [each for key in sorted(keys) for each in self._voices.get(key, ())]
        if len({name for name, _ in found}) != 1:
            return ""
        for _, reference in found:
            self._ledger.took(reference, path, "it says who speaks; the sources of a case are not listed")
        return found[0][0]

    def put(self, owner: Element, note: Prose, path: tuple[str | int, ...], about: str = "") -> None:
        """Add the description and the memos of a thing to a note."""
        if owner.number not in self._about:
            return
        for child in owner.of("Description"):
            self._describe(owner, child, note, path, about)
        for reference in owner.of("NoteRef"):
            memo = self._project.memos.get(reference.target)
            if memo is None:
                self._ledger.left(reference, "the project holds no such memo")
            elif memo.guid in self._placed:
                self._ledger.took(reference, self._placed[memo.guid], "the memo is in the draft once")
            elif self.place(memo, note, path, about):
                self._ledger.took(reference, path)

    def place(self, memo: Memo, note: Prose, path: tuple[str | int, ...], about: str = "") -> bool:
        """Add one memo to a note and return whether it is there."""
        reason = self._against(memo)
        said = f"Memo{about} '{shortened(clean(memo.name))}' {memo.guid}: {clean(memo.text)}"
        if not reason and not note.add(said):
            reason = FULL
        if reason:
            self._ledger.left(memo.element, reason)
            return False
        self._placed[memo.guid] = path
        self._ledger.took(memo.element, path)
        for content in memo.element.of("PlainTextContent"):
            self._ledger.took(content, path)
        if memo.file:
            self.files.add(memo.file)
        return True

    def holds(self, note: Element) -> bool:
        """Tell whether the draft has the words of a memo."""
        return note.guid in self._placed

    def loose(self) -> Iterator[Memo]:
        """Give the memos that nothing refers to."""
        referred = {reference.target for reference in self._project.elements("NoteRef", "MemberNote")}
        return (memo for key, memo in self._project.memos.items() if key not in referred)

    def _against(self, memo: Memo) -> str:
        if not self._wanted:
            return _NOT_WANTED
        if memo.text:
            return ""
        rich = memo.element.attributes.get("richTextPath")
        return "its words are only there as formatted text" if rich else "it holds no words"

    def _describe(self, owner: Element, child: Element, note: Prose, path: tuple[str | int, ...], about: str) -> None:
        segment = self._segments.get(owner.number)
        if not child.text.strip():
            reason = "it holds no words"
        elif not self._wanted:
            reason = _NOT_WANTED
        elif segment is not None and holds(segment, self._project, child.text) is not False:
            reason = _WORDS
        else:
            reason = "" if note.add(f"Described in the project{about}: {child.text}") else FULL
        if reason:
            self._ledger.left(child, reason)
        else:
            self._ledger.took(child, path)

    def explain_rest(self) -> None:
        """Say of each memo and description that is left why it is."""
        for reference in self._project.elements("NoteRef"):
            memo = self._project.memos.get(reference.target)
            if self._ledger.outcome(reference) is Outcome.LEFT and memo is not None and reference.parent is not None:
                self._ledger.left(reference, self._against(memo) or "what refers to it is not in the draft")
        for memo in self._project.memos.values():
            if self._ledger.outcome(memo.element) is Outcome.LEFT:
                reason = self._against(memo) or "what it is about is not in the draft"
                for element in (memo.element, *memo.element.of("PlainTextContent")):
                    self._ledger.left(element, reason)
