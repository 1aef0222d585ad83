"""Read the parts of a workbook that are XML, event by event, so that nothing is built that nobody asked for."""

import re
import xml.sax  # the parser is the guarded one; from here come its handler and its errors
from collections.abc import Callable, Mapping
from typing import Final
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from demireg.domain.errors import Unreadable

_CHUNK: Final = 65_536
_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_READ: Final = frozenset((b"utf-8", b"utf8", b"us-ascii", b"ascii"))

#: Called with the name of an element, without prefix, and its attributes.
Begin = Callable[[str, Mapping[str, str]], None]
#: Called with the name of an element and the text directly in it.
End = Callable[[str, str], None]


class Stop(Exception):
    """Raised by a handler that has seen enough."""


def _nothing(_element: str, _attributes: Mapping[str, str]) -> None:
    return


def walk(content: bytes, place: str, end: End, begin: Begin = _nothing) -> None:
    """Walk over a part of a workbook. Raises Unreadable with the place for what is no XML or declares entities."""
    declared = _DECLARED.match(content)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or (declared and declared[1].lower() not in _READ):
        raise Unreadable("This part is not written as UTF-8. Save the workbook anew.", place)
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(_Walker(begin, end))
    try:
        for at in range(0, len(content), _CHUNK):
            parser.feed(content[at : at + _CHUNK])
        parser.close()
    except Stop:
        return
    except DefusedXmlException as error:
        message = "This part declares a document type or entities, as no workbook does. It is not read."
        raise Unreadable(message, place) from error
    except (xml.sax.SAXException, ValueError, LookupError) as error:
        said = error.getMessage() if isinstance(error, xml.sax.SAXException) else str(error)
        raise Unreadable(f"This part is damaged ({said}). Save the workbook anew.", place) from error


class _Walker(ContentHandler):
    """Hands on names without prefixes, and text when its element ends."""

    def __init__(self, begin: Begin, end: End) -> None:
        super().__init__()
        self._begin = begin
        self._end = end
        self._text: list[list[str]] = []

    def startElement(self, name: str, attrs: "AttributesImpl[str]") -> None:  # noqa: N802 - the name that SAX calls
        self._text.append([])
        self._begin(name.rpartition(":")[2], dict(attrs.items()))

    def characters(self, content: str) -> None:
        if self._text:
            self._text[-1].append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - as above
        self._end(name.rpartition(":")[2], "".join(self._text.pop()))
