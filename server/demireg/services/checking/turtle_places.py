"""Where things stand in a Turtle text: the line on which a subject begins, or on which it says something.

Read with the eyes of a person: prefixes are resolved, comments skipped, and nothing is checked. The parser has accepted
the text before.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

_PIECE: Final = re.compile(
    r"""
    (?P<skipped>\#[^\n]*|\s+)
    | <(?P<iri>[^<>"\s]*)>
    | (?P<text>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w:]))
    | (?P<name>[\w.-]*:(?:(?:[\w:%/~.-]|\\.)*(?:[\w:%/~-]|\\.))?)
    | (?P<word>[@^]*[\w-]+|\^\^)
    | (?P<mark>[.;,()\[\]])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)")
_LETTERS: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_DIRECTIVES: Final = frozenset(("prefix", "@prefix", "base", "@base"))


class Places:
    """Lines of a text by what stands there. A literal is looked up by its text."""

    def __init__(self, text: str, base: str) -> None:
        """Read the text once; relative addresses are resolved against ``base``."""
        self._base = base
        #: Lines where a statement begins about a node without a name.
        self.anonymous: list[int] = []
        self._labels: set[str] = set()
        self._prefixes: dict[str, str] = {}
        self._subjects: dict[str, int] = {}
        self._mentions: dict[str, int] = {}
        self._said: dict[tuple[str, str], int] = {}
        self._read(_pieces(text))

    def line(self, term: str, value: str = "") -> int:
        """Return the line where a term says a value, else where it begins, else where it is named; 0 for nowhere."""
        return self._said.get((term, value)) or self._subjects.get(term) or self._mentions.get(term, 0)

    def mentions(self, term: str) -> bool:
        """Tell whether the text names a term anywhere."""
        return term in self._subjects or term in self._mentions

    def _read(self, pieces: Iterator[tuple[str, str, int]]) -> None:
        subject, depth = "", 0
        for kind, piece, line in pieces:
            if kind == "word" and piece.lower() in _DIRECTIVES:
                self._declare(pieces)
            elif kind == "mark":
                if piece in "([" and depth == 0 and not subject:
                    subject = piece
                    self.anonymous.append(line)
                depth += (piece in "([") - (piece in ")]")
                subject = "" if piece == "." and depth <= 0 else subject
            elif kind in ("iri", "name"):
                term = self._resolved(kind, piece)
                if subject:
                    self._mentions.setdefault(term, line)
                    self._said.setdefault((subject, term), line)
                elif depth == 0:
                    subject = term
                    self._begin(term, piece, line)
            elif kind == "text" and subject:
                self._said.setdefault((subject, _unescaped(piece.strip(piece[0]))), line)
            elif kind in ("number", "word") and subject:
                self._said.setdefault((subject, piece), line)

    def _begin(self, subject: str, piece: str, line: int) -> None:
        """Note where a subject begins."""
        if not piece.startswith("_:"):
            self._subjects.setdefault(subject, line)
        elif piece not in self._labels:
            self._labels.add(piece)
            self.anonymous.append(line)

    def _declare(self, pieces: Iterator[tuple[str, str, int]]) -> None:
        """Take in a prefix or a base."""
        name = ""
        for kind, piece, _ in pieces:
            if kind == "name":
                name = piece
            elif kind == "iri":
                if name:
                    self._prefixes[name.rstrip(":")] = self._absolute(piece)
                else:
                    self._base = self._absolute(piece)
                return
            else:
                return

    def _resolved(self, kind: str, piece: str) -> str:
        if kind == "iri":
            return self._absolute(_unescaped(piece))
        prefix, _, local = piece.partition(":")
        return self._prefixes.get(prefix, "") + _unescaped(local)

    def _absolute(self, address: str) -> str:
        if _SCHEME.match(address) or not address:
            return address or self._base  # joining would drop an empty fragment
        return urljoin(self._base, address)


def _unescaped(name: str) -> str:
    """Return a text, a name or an address with its escapes resolved."""
    return _ESCAPE.sub(lambda found: _meant(found[3]) if found[3] else chr(int(found[1] or found[2], 16)), name)


def _meant(letter: str) -> str:
    return _LETTERS.get(letter, letter)


def _pieces(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield kind, text and line of each piece that is neither space nor comment."""
    line = 1
    for found in _PIECE.finditer(text):
        kind = str(found.lastgroup)
        if kind != "skipped":
            yield kind, found[kind], line
        line += found[0].count("\n")
