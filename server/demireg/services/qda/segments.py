"""A marked place in a source: where it is, in words and in numbers, and which codes mark it."""

from dataclasses import dataclass
from typing import Final

from demireg.services.qda.elements import Element

_SECOND: Final = 1000


@dataclass(frozen=True, slots=True)
class Span:
    """From ``begin`` to ``end`` in one medium of a source; an area has its corners too. ``known`` is False without."""

    medium: str
    begin: int
    end: int
    area: tuple[int, int, int, int] | None = None
    known: bool = True

    def meets(self, other: "Span") -> bool:
        """Tell whether two places of one source overlap; what is not known meets nothing but itself."""
        if self.medium != other.medium or not (self.known and other.known):
            return False
        if self.begin >= max(other.end, other.begin + 1) or other.begin >= max(self.end, self.begin + 1):
            return False
        if self.area is None or other.area is None:
            return True
        left, top, right, bottom = self.area
        return left < other.area[2] and other.area[0] < right and top < other.area[3] and other.area[1] < bottom

    def words(self) -> str:
        """Return the place as a locator."""
        if not self.known:
            return "place not given"
        if self.medium.startswith("text"):
            return f"characters {self.begin}-{self.end}"
        if self.medium == "time":
            return f"{_clock(self.begin)}-{_clock(self.end)}"
        corners = "" if self.area is None else " area {},{}-{},{}".format(*self.area)
        return f"page {self.begin}{corners}" if self.medium == "page" else corners.strip()


@dataclass(frozen=True, slots=True, eq=False)
class Coding:
    """One code on one segment."""

    element: Element
    code: str
    user: str


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A marked place with its codings. ``name`` may hold words of the source and is for comparing only."""

    element: Element
    guid: str
    source: str
    source_guid: str
    span: Span
    codings: tuple[Coding, ...]

    @classmethod
    def of(cls, element: Element, source: str, source_guid: str, span: Span) -> "Segment":
        """Read the codings of a selection."""
        codings = []
        for coding in element.of("Coding"):
            reference = next(coding.of("CodeRef"), None)
            target = reference.target if reference is not None else ""
            codings.append(Coding(coding, target, coding.attributes.get("creatingUser", "")))
        return cls(element, element.guid, source, source_guid, span, tuple(codings))

    @property
    def locator(self) -> str:
        """Return where the segment stands: the name of the source and the place in it."""
        return f"{self.source}, {self.span.words()}"


def span_of(element: Element) -> Span:
    """Return the place of a selection."""
    if element.kind == "PlainTextSelection":
        return _range(_text_in(element), element, "startPosition", "endPosition")
    if element.kind in {"AudioSelection", "VideoSelection"}:
        return _range("time", element, "begin", "end")
    if element.kind == "TranscriptSelection":
        return _synchronised(element)
    keys = ("firstX", "firstY", "secondX", "secondY")
    x, y, other_x, other_y = (element.number_of(key) for key in keys)
    area = (min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))
    page = element.number_of("page") if element.kind == "PDFSelection" else 0
    known = all(key in element.attributes for key in keys) and page >= 0
    return Span("page" if element.kind == "PDFSelection" else "area", page, page + 1, area, known)


def _range(medium: str, element: Element, first: str, last: str) -> Span:
    begin, end = element.number_of(first), element.number_of(last)
    return Span(medium, begin, end, None, 0 <= begin <= end)


def _synchronised(element: Element) -> Span:
    """Return the place of a selection of a transcript: in its text where the points say so, else in time."""
    above = element.parent
    points = {point.guid: point for point in above.of("SyncPoint")} if above is not None else {}
    text = _text_in(element)
    ends = [points.get(element.attributes.get(key, "").strip("{}").lower()) for key in ("fromSyncPoint", "toSyncPoint")]
    if ends[0] is None or ends[1] is None:
        return Span(text, -1, -1, None, known=False)
    for medium, key in ((text, "position"), ("time", "timeStamp")):
        begin, end = (point.number_of(key) for point in ends if point is not None)
        if 0 <= begin <= end:
            return Span(medium, begin, end)
    return Span(text, -1, -1, None, known=False)


def _text_in(element: Element) -> str:
    """Return the medium of a place in a text: a source may have several, such as transcripts, each counted anew."""
    return f"text {element.parent.number}" if element.parent is not None else "text"


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // _SECOND
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
