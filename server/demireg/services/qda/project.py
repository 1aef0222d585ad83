"""What is in a project: codes with their place in the tree, sources, segments with their codings, memos, cases, links.

Everything keeps the element that it was read from, so that an account can be kept of every element.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from demireg.services.importing.characters import plain
from demireg.services.qda.archive import Archive, open_project
from demireg.services.qda.elements import Element, read_elements
from demireg.services.qda.segments import Segment, span_of

SOURCES: Final = {
    "TextSource": "texts",
    "PDFSource": "PDF files",
    "PictureSource": "pictures",
    "AudioSource": "audio recordings",
    "VideoSource": "video recordings",
}
SELECTIONS: Final = (
    *("PlainTextSelection", "PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection"),
    "TranscriptSelection",
)
#: What Taguette and others write between the steps of a code's path when the tree is in its name.
_STEPS: Final = re.compile(r"\s*(?:\\+|::+|(?<=\w)\.(?=[^\W\d])|\s>\s|(?<=\w\w)/(?=\w\w))\s*")


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """A code: its last name, the names above it from the top, its own words on what it means."""

    element: Element
    guid: str
    name: str
    above: tuple[str, ...]
    parents: tuple[str, ...]

    @property
    def path(self) -> str:
        """Return the names from the top down, as people read them."""
        return " > ".join((*self.above, self.name))


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A source: its element, GUID, name, kind in words, and its plain text where the project holds it.

    ``flat`` is the text without spaces and capitals, for comparing.
    """

    element: Element
    guid: str
    name: str
    kind: str
    text: str | None
    flat: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Memo:
    """A memo: its words, empty where the project holds none as plain text, and the file that they stand in."""

    element: Element
    guid: str
    name: str
    text: str
    file: str = ""


@dataclass(slots=True, eq=False)
class Project:
    """A whole project. GUIDs are keys as they are compared; where one stands twice, the first is meant."""

    archive: Archive
    root: Element
    codes: dict[str, Code] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)
    memos: dict[str, Memo] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the project's name, or that of its file."""
        return self.root.name or self.archive.name.rpartition(".")[0]

    @property
    def origin(self) -> str:
        """Return the program that wrote it, empty where it does not say."""
        return " ".join(self.root.attributes.get("origin", "").split())

    def elements(self, *kinds: str) -> Iterator[Element]:
        """Give all elements of some kinds, in order."""
        return (each for each in self.root.within() if each.kind in kinds)

    def uses(self) -> dict[str, int]:
        """Return how many segments each code marks."""
        found = dict.fromkeys(self.codes, 0)
        for segment in self.segments:
            for guid in dict.fromkeys(coding.code for coding in segment.codings):
                if guid in found:
                    found[guid] += 1
        return found


def read_project(source: BinaryIO, name: str) -> Project:
    """Read a project or codebook. Errors as for ``open_project`` and ``read_elements``."""
    archive = open_project(source, name)
    project = Project(archive, read_elements(archive.xml, name))
    _codes(project)
    for element in project.elements(*SOURCES):
        text = _text_of(element, archive) or _text_of(next(element.of("Representation"), element), archive)
        name = element.name or "unnamed source"
        made = Source(element, element.guid, name, SOURCES[element.kind], text, flat(text or ""))
        project.sources.setdefault(_key(element), made)
    for element in project.elements("Note"):
        path = element.attributes.get("plainTextPath", "")
        text = _text_of(element, archive) or ""
        file = path if text and not _inline(element) else ""
        project.memos.setdefault(_key(element), Memo(element, element.guid, element.name, text.strip(), file))
    for found in project.sources.values():
        project.segments += _segments(found)
    return project


def flat(text: str) -> str:
    """Return a text as it is compared: without spaces and capitals."""
    return "".join(text.split()).casefold()


def _key(element: Element) -> str:
    return element.guid or f"#{element.number}"


def _codes(project: Project) -> None:
    """Collect codes; a name that holds a whole path is taken apart, unless codes are nested already."""
    for element in project.elements("Code"):
        above: list[str] = []
        guids: list[str] = []
        parent = element.parent
        while parent is not None and parent.kind == "Code":
            above.insert(0, parent.name)
            guids.insert(0, _key(parent))
            parent = parent.parent
        steps = [step for step in _STEPS.split(element.name) if step] if not above else []
        name = steps[-1] if len(steps) > 1 else element.name
        names = tuple(steps[:-1]) if len(steps) > 1 else tuple(above)
        code = Code(element, element.guid, name or "unnamed code", names, tuple(guids))
        project.codes.setdefault(_key(element), code)


def _inline(element: Element) -> str:
    return "\n".join(child.text for child in element.of("PlainTextContent") if child.text)


def _text_of(element: Element, archive: Archive) -> str | None:
    inline = _inline(element)
    if inline:
        return inline
    path = element.attributes.get("plainTextPath", "") or element.attributes.get("path", "")
    found = archive.text(path) if path.lower().endswith(".txt") else None
    return None if found is None else plain(found)


def _segments(source: Source) -> Iterator[Segment]:
    for element in source.element.within():
        if element.kind in SELECTIONS:
            yield Segment.of(element, source.name, source.guid, span_of(element))
