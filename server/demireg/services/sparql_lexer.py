"""Cut SPARQL text into tokens, so that what is refused is refused by meaning and never by what a string says.

A lexer and no parser: the engine judges the grammar. It is strict where two readings of one text could differ, for a
character escape (``\\u0053``) may end a string or spell a keyword in one engine and not in another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from demireg.domain.errors import BadQuery, Refused


class Kind(Enum):
    """What a token is: ``WORD`` is any bare word, keyword or function; ``SIGN`` an operator or bracket."""

    IRI = "iri"
    STRING = "string"
    VARIABLE = "variable"
    NAME = "name"
    WORD = "word"
    NUMBER = "number"
    TAG = "tag"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One token with its offset in the text; ``upper`` is the text in capitals, as keywords ignore case."""

    kind: Kind
    text: str
    offset: int

    @property
    def upper(self) -> str:
        """Return the text in capital letters."""
        return self.text.upper()


_SPACE: Final = r"(?P<space>[ \t\r\n]+|\#[^\r\n]*)"
_ESCAPE: Final = r"\\[^\r\n]"
_LOCAL: Final = r"\\[_~.\-!$&'()*+,;=/?#@%]"
_TOKEN: Final = re.compile(
    "|".join(
        (
            _SPACE,
            r'(?P<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|' + r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
            rf'|"(?:[^"\\\r\n]|{_ESCAPE})*"|' + rf"'(?:[^'\\\r\n]|{_ESCAPE})*')",
            r"(?P<iri><(?:[^\x00-\x20<>\"{}|^`\\]|\\[uU])*>)",
            r"(?P<variable>[?$]\w+)",
            r"(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
            r"(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)",
            r"(?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?|_)?:"
            rf"(?:(?:[\w:%]|{_LOCAL})(?:[\w:%\-]|{_LOCAL}|\.(?=[\w:%\\.\-]))*)?)",
            r"(?P<word>[^\W\d]\w*)",
            r"(?P<sign><<|>>|\^\^|\|\||&&|!=|<=|>=|[{}()\[\].;,=<>+\-*/|^!?~&])",
        )
    ),
    re.DOTALL,
)
_LAST_CODEPOINT: Final = 0x10FFFF
_CODEPOINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

#: Characters that end a string, an IRI or a comment, and so may not be written as an escape there.
_ENDING: Final = {"string": "\"'\\\r\n", "iri": '<>"{}|^`\\ \t\r\n', "space": "\r\n"}


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query, without white space and comments.

    Raises BadQuery with line and column where no token begins, Refused for an escape that hides what is meant.
    """
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            raise _unreadable(text, offset)
        group = str(match.lastgroup)
        if "\\" in match.group() and group in _ENDING:
            _refuse_hiding_escapes(text, match, _ENDING[group])
        if group != "space":
            yield Token(Kind(group), match.group(), offset)
        offset = match.end()


def place(text: str, offset: int) -> str:
    """Return where in the text an offset is, as ``line 3, column 5``."""
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - text.rfind(chr(10), 0, offset)}"


def _unreadable(text: str, offset: int) -> BadQuery | Refused:
    here = place(text, offset)
    if text[offset : offset + 2].lower() == "\\u":
        return Refused(f"At {here}: a character escape stands outside of a string or IRI; write the character itself.")
    if text[offset] in "\"'":
        return BadQuery(f"At {here}: this string never ends; close it with the quote that opens it.")
    return BadQuery(f"At {here}: {text[offset]!r} has no meaning here in SPARQL.")


def _refuse_hiding_escapes(text: str, match: re.Match[str], ending: str) -> None:
    for escape in _CODEPOINT.finditer(match.group()):
        code = int(escape.group(1) or escape.group(2), 16)
        if code > _LAST_CODEPOINT or chr(code) in ending:
            raise Refused(
                f"At {place(text, match.start() + escape.start())}: the escape {escape.group()} stands for a "
                'character that could end what it stands in; write it with a backslash (\\n, \\") or leave it out.'
            )
