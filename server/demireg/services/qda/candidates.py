"""Which configurations the coding suggests: codes that mark the same or overlapping passages, links, sets.

A candidate needs codes of at least two roles. Nobody has said yet that they belong together as cause and effect.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from demireg.domain.errors import TooLarge
from demireg.services.qda.elements import Element, plain_guid
from demireg.services.qda.project import Code, Project
from demireg.services.qda.roles import PARTS, ROLES, Row
from demireg.services.qda.segments import Segment

MAX_SEGMENTS: Final = 50_000
#: Passages of all candidates together: one passage may be in many where hundreds of marks overlap.
MAX_PLACES: Final = 200_000
#: Passages that are so few are simply held against each other.
_FEW: Final = 200
#: On one page or picture, more areas than these are not held against each other one by one.
_MOST_AREAS: Final = 500
ORDER: Final = {letter: place for place, letter in enumerate("cimo")}


@dataclass(slots=True, eq=False)
class Candidate:
    """Codes that may be one configuration. ``origin`` is the code or set that says so, or None; ``why`` says it all."""

    codes: list[Code]
    why: str
    origin: Element | None = None
    title: str = ""
    segments: list[Segment] = field(default_factory=list)
    links: list[Element] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Return what stays the same as long as the project's GUIDs do."""
        if self.origin is not None and self.origin.guid:
            return self.origin.guid
        return " ".join(sorted(code.guid or code.path for code in self.codes))


def find(project: Project, mapping: Mapping[str, Row]) -> list[Candidate]:
    """Return all candidates in the order in which the project gives reason for them.

    Raises TooLarge when the project marks more passages than can be held against each other.
    """
    if len(project.segments) > MAX_SEGMENTS:
        raise TooLarge(f"The project marks {len(project.segments):,} passages, and the limit is {MAX_SEGMENTS:,}.")
    finder = _Finder(project, mapping)
    groups = [group for source in _by_source(project.segments) for group in _overlapping(source)]
    found: dict[str, Candidate] = {}
    for each in (*finder.marked(groups), *finder.sets(), *finder.linked()):
        held = found.setdefault(each.key, each)
        if held is not each:
            there = {segment.element.number for segment in held.segments}
            held.segments += [segment for segment in each.segments if segment.element.number not in there]
            held.links += each.links
    for group in groups:
        rest = [segment for segment in group if segment.element.number not in finder.used]
        codes = finder.parts(guid for segment in rest for guid in _codes_of(segment))
        if finder.is_enough(codes):
            made = Candidate(codes, "codes on the same or overlapping passages")
            held = found.setdefault(made.key, made)
            held.segments += [segment for segment in rest if finder.parts(_codes_of(segment))]
    bounded(sum(len(each.segments) for each in found.values()), MAX_PLACES, "passages")
    return list(found.values())


def bounded(count: int, most: int, what: str) -> None:
    """Raise TooLarge when the candidates name more than a draft can hold."""
    if count > most:
        message = f"The candidates name {count:,} {what} between them, and the limit is {most:,}."
        raise TooLarge(
            f"{message} Give fewer codes a role, leave out sets that hold most codes, or export a part of the project."
        )


def _codes_of(segment: Segment) -> Iterator[str]:
    return (coding.code for coding in segment.codings)


def _by_source(segments: Iterable[Segment]) -> Iterable[list[Segment]]:
    groups: dict[tuple[str, str], list[Segment]] = {}
    for segment in segments:
        groups.setdefault((segment.source_guid or segment.source, segment.span.medium), []).append(segment)
    return groups.values()


def _overlapping(segments: list[Segment]) -> Iterator[list[Segment]]:
    """Give the groups of segments of one source that hang together by overlapping."""
    waiting = sorted(segments, key=lambda each: (each.span.begin, each.span.end, each.element.number))
    group: list[Segment] = []
    end = -1
    for segment in waiting:
        if group and (segment.span.begin >= end or not segment.span.known):
            yield from _within(group)
            group, end = [], -1
        group.append(segment)
        end = max(end, segment.span.end, segment.span.begin + 1) if segment.span.known else -1
    yield from _within(group)


def _within(group: list[Segment]) -> Iterator[list[Segment]]:
    """Split segments on one page or picture by where on it they are; those of text and time stay together."""
    if not any(segment.span.area for segment in group):
        if group:
            yield group
        return
    if len(group) > _MOST_AREAS:
        yield from ([segment] for segment in group)
        return
    left = list(group)
    while left:
        found, left = [left[0]], left[1:]
        for segment in found:
            met = [each for each in left if each.span.meets(segment.span)]
            found += met
            left = [each for each in left if each not in met]
        yield found


@dataclass(slots=True)
class _Finder:
    project: Project
    mapping: Mapping[str, Row]
    used: set[int] = field(default_factory=set)
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.marks = {each.guid: tuple(_codes_of(each)) for each in self.project.segments if each.guid}

    def parts(self, guids: Iterable[str]) -> list[Code]:
        """Return the codes that are parts, each once, in the order context, intervention, mechanism, outcome."""
        codes = [self.project.codes[guid] for guid in dict.fromkeys(guids) if self.role(guid) in PARTS]
        return sorted(codes, key=lambda code: (ORDER[ROLES[self.role(_key(code))]], code.element.number))

    def role(self, guid: str) -> str:
        """Return the role of a code, empty for a code that is not there."""
        return self.mapping[guid].role if guid in self.mapping and guid in self.project.codes else ""

    def is_enough(self, codes: Iterable[Code]) -> bool:
        """Whether codes play two roles at least."""
        return len({ROLES[self.role(_key(code))] for code in codes}) > 1

    def marked(self, groups: list[list[Segment]]) -> Iterator[Candidate]:
        """Give a candidate for each code that marks a configuration: what overlaps its segments, and codes below it."""
        met: dict[str, list[Segment]] = {}
        for group in groups:
            for guid, marks in self._marks(group).items():
                met.setdefault(guid, []).extend(_touched(group, marks))
        below: dict[str, list[str]] = {}
        for guid, code in self.project.codes.items():
            for parent in code.parents:
                below.setdefault(parent, []).append(guid)
        for guid, code in self.project.codes.items():
            if self.role(guid) != "configuration":
                continue
            touched = met.get(guid, [])
            codes = self.parts([*below.get(guid, []), *(each for segment in touched for each in _codes_of(segment))])
            if self.is_enough(codes):
                self.used |= {segment.element.number for segment in touched}
                yield Candidate(codes, "marked as one configuration by a code", code.element, code.name, touched)

    def _marks(self, group: list[Segment]) -> dict[str, list[Segment]]:
        """Return the segments of a group that a code marks as a configuration, by the code."""
        marks: dict[str, list[Segment]] = {}
        for each in group:
            for guid in dict.fromkeys(_codes_of(each)):
                if self.role(guid) == "configuration":
                    marks.setdefault(guid, []).append(each)
        return marks

    def sets(self) -> Iterator[Candidate]:
        """Give a candidate for each set whose codes play two roles."""
        for element in self.project.elements("Set"):
            codes = self.parts(member.target for member in element.of("MemberCode", "CodeRef"))
            if self.is_enough(codes):
                yield Candidate(codes, "the codes of one set", element, element.name)

    def linked(self) -> Iterator[Candidate]:
        """Give a candidate for each mechanism with what is linked to it, and for each other link of two roles."""
        links = [(link, *self._ends(link)) for link in self.project.elements("Link")]
        centres: dict[str, list[tuple[Element, str, str]]] = {}
        for link, origin, target in links:
            if not (origin and target):
                continue
            centre = next((end for end in (origin, target) if ROLES[self.role(end)] == "m"), origin)
            centres.setdefault(centre, []).append((link, origin, target))
        for held in centres.values():
            codes = self.parts(end for _, origin, target in held for end in (origin, target))
            if self.is_enough(codes):
                yield Candidate(codes, "codes that are linked", links=[link for link, _, _ in held])

    def _ends(self, link: Element) -> tuple[str, str]:
        """Return the two codes that a link joins; a passage stands for the one code of it that is a part."""
        ends = []
        for key in ("originGUID", "targetGUID"):
            guid = plain_guid(link.attributes.get(key, ""))
            codes = dict.fromkeys(each for each in self.marks.get(guid, ()) if self.role(each) in PARTS)
            guid = next(iter(codes)) if len(codes) == 1 else guid
            ends.append(guid if self.role(guid) in PARTS else "")
        return ends[0], ends[1]


def _touched(group: list[Segment], marks: list[Segment]) -> list[Segment]:
    """Return the segments of a group that overlap one of its marks; both are in the order of beginnings."""
    if any(each.span.area for each in group) or len(group) <= _FEW:
        return [each for each in group if any(mark is each or mark.span.meets(each.span) for mark in marks)]
    own = {mark.element.number for mark in marks}
    begins, ends = _joined(mark for mark in marks if mark.span.known)
    return [each for each in group if each.element.number in own or _inside(each, begins, ends)]


def _joined(marks: Iterable[Segment]) -> tuple[list[int], list[int]]:
    """Return where the stretches begin and end that marks cover together; marks are in order."""
    begins: list[int] = []
    ends: list[int] = []
    for mark in marks:
        end = max(mark.span.end, mark.span.begin + 1)
        if ends and mark.span.begin < ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            begins.append(mark.span.begin)
            ends.append(end)
    return begins, ends


def _inside(segment: Segment, begins: list[int], ends: list[int]) -> bool:
    at = bisect_left(begins, max(segment.span.end, segment.span.begin + 1)) - 1
    return segment.span.known and at >= 0 and ends[at] > segment.span.begin


def _key(code: Code) -> str:
    return code.guid or f"#{code.element.number}"
