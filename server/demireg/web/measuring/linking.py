"""Identifiers as links: what a figure stands on is one step away from it."""

import re
from collections.abc import Iterable
from typing import Final

from demireg.services.comparing.offering import Named, named
from demireg.services.comparing.table import ComparisonTable
from demireg.web import urls
from demireg.web.contexts_comparing import Piece

#: What an identifier looks like: no spaces, letters and digits, steps between slashes.
_TOKEN: Final = re.compile(r"[A-Za-z0-9][\w.\-]*(?:/[\w.\-]+)*")
_SPLIT: Final = re.compile(r"[\s,;→]+")


class Linker:
    """Turns identifiers into names with addresses; learns them in one reading, so ``learn`` comes before ``piece``."""

    def __init__(self, table: ComparisonTable) -> None:
        self._table = table
        self._known: dict[str, Named] = {}
        self._asked: set[str] = set()

    def learn(self, tokens: Iterable[str]) -> None:
        """Look up what these identifiers name."""
        new = {token for token in tokens if _TOKEN.fullmatch(token)} - self._asked
        if new:
            self._asked |= new
            self._known |= named(self._table, new)

    def knows(self, token: str) -> bool:
        """Tell whether an identifier names anything."""
        return token in self._known

    def label(self, token: str) -> str:
        """Return what people call the thing of an identifier, else the identifier."""
        return self._known[token].label if token in self._known else token

    def piece(self, token: str) -> Piece:
        """Return an identifier as a link; the identifier alone where it names nothing that has a page."""
        held = self._known.get(token)
        return _LINKS[held.kind](token, held.label) if held else Piece(token)

    def pieces(self, tokens: Iterable[str]) -> tuple[Piece, ...]:
        """Return several identifiers as links, in their order."""
        return tuple(self.piece(token) for token in tokens)


def tokens(text: str) -> list[str]:
    """Return the identifiers that a text may be made of."""
    return [each for each in _SPLIT.split(text) if each]


def _configuration(token: str, label: str) -> Piece:
    study, _, own = token.partition("/")
    return Piece(token, urls.configuration(study, own), label)


def _proposition(token: str, text: str) -> Piece:
    theory, _, own = token.partition("/")
    return Piece(token, urls.theory(theory, own), text)


_LINKS: Final = {
    "study": lambda token, label: Piece(label, urls.study(token), token),
    "programme": lambda token, _: Piece(token, urls.programme(token), "a programme of several studies"),
    "concept": lambda token, label: Piece(label, urls.concept(token), token),
    "theory": lambda token, label: Piece(label, urls.theory(token), token),
    "configuration": _configuration,
    "proposition": _proposition,
}
