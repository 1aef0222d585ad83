"""The XML of a project as elements in one order, each with a number, whatever a vendor wrote.

Namespaces, the case of names and attributes, braces around GUIDs and unknown elements are taken as they come. A
document type and entities are refused; depth and number are counted while reading.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element as Parsed
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from demireg.domain.errors import TooLarge, Unreadable
from demireg.services.importing.characters import plain

MAX_ELEMENTS: Final = 300_000
MAX_DEPTH: Final = 64

#: Every element of the standard that is more than a list of others, and the lists.
LISTS: Final = frozenset(
    ("Project", "CodeBook", "Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs")
)
KINDS: Final = frozenset(
    (
        *("User", "Code", "Variable", "VariableValue", "VariableRef", "TextValue", "BooleanValue", "IntegerValue"),
        *("FloatValue", "DateValue", "DateTimeValue", "Case", "CodeRef", "SourceRef", "SelectionRef", "NoteRef"),
        *("TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource", "Transcript", "SyncPoint"),
        *("PlainTextContent", "PlainTextSelection", "PictureSelection", "PDFSelection", "AudioSelection"),
        *("VideoSelection", "TranscriptSelection", "Representation", "TextDescription", "Coding", "Description"),
        *("Note", "Link", "Set", "MemberCode", "MemberSource", "MemberNote", "Graph", "Vertex", "Edge"),
    )
)
ATTRIBUTES: Final = frozenset(
    (
        *("guid", "name", "targetGUID", "originGUID", "representedGUID", "sourceVertex", "targetVertex", "isCodable"),
        *("color", "typeOfVariable", "startPosition", "endPosition", "position", "timeStamp", "fromSyncPoint"),
        *("toSyncPoint", "page", "firstX", "firstY", "secondX", "secondY", "begin", "end", "plainTextPath", "path"),
        *("richTextPath", "currentPath", "creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"),
        *("creatingUserGUID", "modifyingUserGUID", "basePath", "origin", "id", "direction", "lineStyle", "shape"),
    )
)
_SPELT: Final = {each.lower(): each for each in (*LISTS, *KINDS)}
_ATTRIBUTES: Final = {each.lower(): each for each in ATTRIBUTES}
_LEADING: Final = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t\r\n]+(?=<)")


@dataclass(eq=False, slots=True)
class Element:
    """One element: its kind as the standard spells it, attributes, text, place in the tree and number."""

    kind: str
    attributes: dict[str, str]
    number: int
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    @property
    def guid(self) -> str:
        """Return the GUID in small letters and without braces, empty where there is none."""
        return plain_guid(self.attributes.get("guid", ""))

    @property
    def name(self) -> str:
        """Return the name on one line."""
        return " ".join(self.attributes.get("name", "").split())

    @property
    def target(self) -> str:
        """Return the GUID that this refers to; some write it as ``guid``."""
        return plain_guid(self.attributes.get("targetGUID", "") or self.attributes.get("guid", ""))

    def of(self, *kinds: str) -> Iterator["Element"]:
        """Give the children of some kinds."""
        return (child for child in self.children if child.kind in kinds)

    def within(self) -> Iterator["Element"]:
        """Give this element and all below it in the order of the document."""
        waiting = [self]
        while waiting:
            found = waiting.pop()
            yield found
            waiting += reversed(found.children)

    def number_of(self, key: str) -> int:
        """Return an attribute as a whole number, -1 where it is none."""
        try:
            return int(float(self.attributes.get(key, "-1")))
        except (ValueError, OverflowError):
            return -1


def plain_guid(text: str) -> str:
    """Return a GUID as it is compared: small letters, no braces."""
    return text.strip().strip("{}").lower()


def read_elements(xml: bytes, name: str) -> Element:
    """Return the outermost element. Raises Unreadable for what is no such XML, TooLarge when it has too many parts."""
    xml = _LEADING.sub(b"", xml)
    builder = _Builder(name)
    try:
        for event, parsed in iterparse(io.BytesIO(xml), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                builder.start(parsed)
            else:
                builder.end(parsed)
    except DefusedXmlException as error:
        message = "The XML declares a document type or entities, which no project needs. It is not read."
        raise Unreadable(message, name) from error
    except (ParseError, LookupError, ValueError) as error:
        raise Unreadable(f"This is not well-formed XML ({error}). Export the project anew.", name) from error
    if builder.root is None or builder.root.kind not in {"Project", "CodeBook"}:
        raise Unreadable(
            "The XML is no REFI-QDA project or codebook: it does not begin with Project or CodeBook.", name
        )
    return builder.root


class _Builder:
    """Builds elements while the text is read, and lets go of what the parser holds."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[Element] = []
        self._count = 0
        self.root: Element | None = None

    def start(self, parsed: Parsed) -> None:
        if self._count >= MAX_ELEMENTS:
            raise TooLarge(f"{self._name} has more than {MAX_ELEMENTS:,} elements. Export a part of the project.")
        if len(self._open) >= MAX_DEPTH:
            raise Unreadable(f"Elements are nested more than {MAX_DEPTH} deep.", self._name)
        local = str(parsed.tag).rpartition("}")[2]
        attributes = {}
        for key, value in parsed.attrib.items():
            short = key.rpartition("}")[2]
            attributes[_ATTRIBUTES.get(short.lower(), short)] = plain(value)
        above = self._open[-1] if self._open else None
        made = Element(_SPELT.get(local.lower(), local), attributes, self._count, above)
        self._count += 1
        if above is None:
            self.root = made
        else:
            above.children.append(made)
        self._open.append(made)

    def end(self, parsed: Parsed) -> None:
        self._open.pop().text = plain(parsed.text or "").strip("\n")
        parsed.clear()
