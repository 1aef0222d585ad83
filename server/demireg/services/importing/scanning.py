"""A look over an RDF text before it is parsed: nothing nested without end, and no triples used as terms.

The parser calls itself for each level and would take the whole process down. Each scan reads the text once and agrees
with the parser on where strings, IRIs and comments end, up to the first mistake, where the parser stops.
"""

import json
import re
from typing import Final

from demireg.domain.errors import Unreadable

MAX_DEPTH: Final = 64
MAX_KEYS: Final = 200
MAX_SPAN: Final = 64_000
MAX_VALUES: Final = 200_000

_JSON: Final = re.compile(r'\\.|["\[\]{},]', re.DOTALL)
_TURTLE: Final = re.compile(r"""\\.|\#[^\r\n]*|<[^<>"\s]*>|<<|\{\||\"{3}|'{3}|"|'|[\[\](){}]""", re.DOTALL)
_STRING_ENDS: Final = {
    '"': re.compile(r'(?:[^"\\]++|\\.)*+"', re.DOTALL),
    "'": re.compile(r"(?:[^'\\]++|\\.)*+'", re.DOTALL),
    '"""': re.compile(r'(?:[^"\\]++|\\.|"(?!""))*+"""', re.DOTALL),
    "'''": re.compile(r"(?:[^'\\]++|\\.|'(?!''))*+'''", re.DOTALL),
}
_TAG: Final = re.compile(r"""</?[^\s<>/!?"'](?:[^<>"']++|"[^"]*"|'[^']*')*+>""")
_LITERAL: Final = re.compile(r"""parseType\s*=\s*["']Literal["']""")
_SKIPPED: Final = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))


def scan_turtle(text: str, name: str) -> None:
    """Look over Turtle, TriG, N-Triples or N-Quads. Raises Unreadable with file and line."""
    opened: list[int] = []
    at = 0
    while found := _TURTLE.search(text, at):
        piece, at = found[0], found.end()
        if piece in _STRING_ENDS:
            end = _STRING_ENDS[piece].match(text, at)
            if end is None:
                raise Unreadable("A quotation mark is opened here and not closed.", _place(text, found.start(), name))
            at = end.end()
        elif piece in ("<<", "{|"):
            message = "A triple stands in the place of a term (<< >> or {| |}); give the statement a node of its own."
            raise Unreadable(message, _place(text, found.start(), name))
        elif piece in "[({":
            opened.append(found.start())
            _cap(len(opened), text, found.start(), name)
        elif piece in "])}" and opened:
            begin = opened.pop()
            if piece != "}" and at - begin > MAX_SPAN:
                raise Unreadable(f"A bracket spans more than {MAX_SPAN:,} characters.", _place(text, begin, name))


def scan_json(text: str, name: str) -> None:
    """Look over JSON-LD: depth, and objects of many keys, for terms may be defined by each other in a long chain.

    Raises Unreadable with file and line.
    """
    depth = values = 0
    inside = False
    for found in _JSON.finditer(text):
        piece = found[0]
        if piece == '"':
            inside = not inside
        elif inside:
            continue
        elif piece in "[{,":
            values += 1
            depth += piece != ","
            _cap(depth, text, found.start(), name)
            if values > MAX_VALUES:
                raise Unreadable(f"The text holds more than {MAX_VALUES:,} values; write one study a file.", name)
        elif piece in "]}":
            depth -= 1
        else:
            raise Unreadable("A backslash stands outside of a string.", _place(text, found.start(), name))

    def counted(pairs: list[tuple[str, object]]) -> None:
        if len(pairs) > MAX_KEYS:
            raise Unreadable(f"An object has {len(pairs):,} keys, and the limit is {MAX_KEYS}.", name)

    try:
        json.loads(text, object_pairs_hook=counted, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise Unreadable(f"This is not JSON: {error.msg}.", f"{name} line {error.lineno}") from error


def scan_xml(text: str, name: str) -> None:
    """Look over RDF/XML: depth, long tags and declared prefixes. Raises Unreadable with file and line."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("RDF/XML with a DOCTYPE or entities is not read. Export it without them.", name)
    if text.count("xmlns") > MAX_KEYS:
        raise Unreadable(f"The text declares more than {MAX_KEYS} prefixes; declare them once, at the top.", name)
    depth = 0
    at = text.find("<")
    while at >= 0:
        skipped = next((end for begin, end in _SKIPPED if text.startswith(begin, at)), None)
        if skipped:
            end = text.find(skipped, at)
        else:
            tag = _TAG.match(text, at)
            end = tag.end() if tag else -1
            depth += _step(text, at, end)
            _cap(depth, text, at, name)
        if end < 0:
            raise Unreadable("This is not well-formed XML: a tag or comment is not closed.", _place(text, at, name))
        if not skipped:
            _check_tag(text[at:end], _place(text, at, name) if end - at > MAX_KEYS else name)
        at = text.find("<", end)


def _check_tag(tag: str, place: str) -> None:
    """Refuse what takes a parser long: a tag of many attributes, and XML as a value."""
    if len(tag) > MAX_SPAN or tag.count("=") > MAX_KEYS:
        raise Unreadable(f"A tag is longer than {MAX_SPAN:,} characters or has over {MAX_KEYS} attributes.", place)
    if _LITERAL.search(tag):
        raise Unreadable("Values are text, numbers and dates; XML (parseType Literal) is not read.", place)


def _step(text: str, begin: int, end: int) -> int:
    """Return by how much a tag changes the depth."""
    if text.startswith("</", begin):
        return -1
    return 0 if text.startswith("/>", end - 2) else 1


def _cap(depth: int, text: str, at: int, name: str) -> None:
    if depth > MAX_DEPTH:
        raise Unreadable(f"The text is nested more than {MAX_DEPTH} deep.", _place(text, at, name))


def _place(text: str, at: int, name: str) -> str:
    line = text.count("\n", 0, at) + 1
    return f"{name} line {line}"
