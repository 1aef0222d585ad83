"""Count what makes a query dear to plan, in one walk over its tokens.

The limits were measured on Oxigraph: planning one query takes about a second at each of them, while three times as
many patterns take a minute and some thousand nested brackets end the process. Columns and terms are limited because
each is kept or computed for every row: 14,000 columns of the shipped studies' triples take over 8 GB.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from demireg.domain.errors import BadQuery, TooLarge
from demireg.services.sparql_lexer import Kind, Token, place


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a query may be; every number is stated in the service description's documentation."""

    length: int = 100_000
    depth: int = 64
    patterns: int = 100
    clauses: int = 100
    operators: int = 200
    columns: int = 200
    terms: int = 1000
    literal: int = 10_000
    growth: int = 10_000


LIMITS: Final = Limits()

_WORDING: Final = {
    "depth": "brackets are open at once",
    "patterns": "triple patterns, path steps and value blocks",
    "clauses": "clauses (OPTIONAL, UNION, GRAPH, FILTER, BIND, MINUS, EXISTS, VALUES, sub-SELECT)",
    "operators": "operators, function calls, bracketed expressions and things to describe",
    "columns": "variables and expressions in SELECT, GROUP BY and ORDER BY",
    "terms": "terms in VALUES, IN, calls, expressions and CONSTRUCT templates",
    "growth": "times as long is what CONCAT, REPLACE and their like could make a text",
}
_CLAUSES: Final = {
    "OPTIONAL", "UNION", "GRAPH", "FILTER", "BIND", "MINUS", "EXISTS", "VALUES", "SELECT", "LATERAL",
}  # fmt: skip
_TAILS: Final = {"GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "SELECT", "FROM"}
_OPERATORS: Final = {"||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "|", "^", "!", "?"}
_CLOSING: Final = {"{": "}", "(": ")", "[": "]", "<<": ">>"}
_TERM_WORDS: Final = {"A", "TRUE", "FALSE"}

#: How much longer a REPLACE makes its text when what it puts in is computed.
_UNKNOWN_GROWTH: Final = 1000


class _Inside(StrEnum):
    """What a bracket encloses, and so how the tokens within are counted."""

    CLAUSE = "clause"
    GROUP = "group"
    DATA = "data"
    EXPRESSION = "expression"
    LIST = "list"


@dataclass(slots=True)
class _Frame:
    """One open bracket: what it encloses and what was met in it so far."""

    inside: _Inside
    sign: str
    function: Token | None = None
    patterns: int = 0
    commas: list[int] = field(default_factory=list)
    in_triple: bool = False
    repeats: bool = False


class Counting:
    """One walk over the tokens of one query, counting what makes it dear."""

    def __init__(self, query: str, found: Sequence[Token], limits: Limits) -> None:
        self._query = query
        self._found = found
        self._limits = limits
        self._frames = [_Frame(_Inside.CLAUSE, "")]
        self._counts = {"depth": 0, "patterns": 0, "clauses": 0, "operators": 0, "columns": 0, "terms": 0}
        self._growth = 1
        self._opens_data = False
        self._names_graph = False
        self._describes = False

    def run(self) -> None:
        """Walk all tokens. Raises TooLarge at the token that passes a limit, BadQuery for unpaired brackets."""
        for position, token in enumerate(self._found):
            if token.kind is Kind.SIGN:
                self._sign(position, token)
            elif token.kind is Kind.WORD and token.upper not in _TERM_WORDS:
                self._word(token)
            else:
                self._term(position, token)
        if len(self._frames) > 1:
            raise BadQuery(f"The query ends while a {self._frames[-1].sign} is still open.")

    def _word(self, token: Token) -> None:
        frame = self._frames[-1]
        frame.in_triple = False
        if token.upper in _CLAUSES:
            self._count("clauses", token)
        if token.upper in _TAILS and frame.inside is _Inside.GROUP:
            frame.inside = _Inside.CLAUSE
        if token.upper == "VALUES":
            self._pattern(token)
        self._opens_data = token.upper in {"VALUES", "CONSTRUCT"} or (self._opens_data and token.upper != "WHERE")
        self._names_graph = token.upper == "GRAPH"
        self._describes = token.upper == "DESCRIBE"

    def _term(self, position: int, token: Token) -> None:
        if token.kind is Kind.STRING and len(token.text) > self._limits.literal:
            raise TooLarge(
                f"At {place(self._query, token.offset)}: a text of {len(token.text):,} characters stands in the "
                f"query, and {self._limits.literal:,} is the most."
            )
        frame = self._frames[-1]
        self._column_or_term(frame, token)
        if self._describes:  # each thing described is planned as an expression of its own
            self._count("operators", token)
        if self._names_graph or self._opens_data:  # GRAPH ?g and VALUES ?x are no patterns
            self._names_graph = False
        elif frame.inside is _Inside.GROUP and token.kind is not Kind.TAG:
            self._triple_part(frame, token)
        elif frame.inside is _Inside.LIST and not self._in_path(position):
            self._pattern(token)
            self._pattern(token)

    def _column_or_term(self, frame: _Frame, token: Token) -> None:
        """Count what every row has to carry: a value of its own, or a part of what is computed or built from it."""
        if frame.inside in {_Inside.DATA, _Inside.EXPRESSION}:
            self._count("terms", token)
        elif frame.inside is _Inside.CLAUSE and token.kind is Kind.VARIABLE:
            self._count("columns", token)

    def _in_path(self, position: int) -> bool:
        beside = self._found[max(position - 1, 0)], self._found[min(position + 1, len(self._found) - 1)]
        return any(token.text in {"/", "|", "^", "!", "*", "+", "?"} for token in beside)

    def _triple_part(self, frame: _Frame, token: Token) -> None:
        if not frame.in_triple:
            frame.in_triple = True
            self._pattern(token)

    def _sign(self, position: int, token: Token) -> None:
        frame = self._frames[-1]
        if token.text in _CLOSING:
            self._open(position, token, frame)
        elif token.text in _CLOSING.values():
            self._close(position, token, frame)
        elif token.text in {".", ";", ","}:
            frame.in_triple = False
            frame.commas.append(position)
        elif token.text in _OPERATORS and frame.inside is not _Inside.DATA:
            self._operator(token, frame)

    def _operator(self, token: Token, frame: _Frame) -> None:
        self._count("operators", token)
        if frame.inside not in {_Inside.GROUP, _Inside.LIST}:
            return
        if token.text == "/":
            self._pattern(token)
        if token.text in {"*", "+"} and frame.inside is _Inside.LIST:
            frame.repeats = True

    def _open(self, position: int, token: Token, frame: _Frame) -> None:
        self._count("depth", token)
        inside = self._enclosed(position, token, frame)
        if inside is _Inside.EXPRESSION:
            self._count("operators", token)
            if frame.inside is _Inside.CLAUSE:
                self._count("columns", token)
        before = self._found[position - 1] if position else token
        if frame.inside is _Inside.GROUP:
            if token.text == "{":
                frame.in_triple = False
            elif inside is not _Inside.EXPRESSION:
                self._triple_part(frame, token)
        self._frames.append(_Frame(inside, token.text, before if before.kind is Kind.WORD else None))
        if token.text == "{":
            self._opens_data = self._describes = False

    def _enclosed(self, position: int, token: Token, frame: _Frame) -> _Inside:
        if frame.inside is _Inside.DATA or (token.text == "{" and self._opens_data):
            return _Inside.DATA
        if token.text in {"{", "[", "<<"}:
            return _Inside.GROUP
        if frame.inside in {_Inside.EXPRESSION, _Inside.CLAUSE}:
            return _Inside.EXPRESSION
        before = self._found[position - 1]
        if before.kind is Kind.WORD and before.upper not in _TERM_WORDS:
            return _Inside.EXPRESSION
        earlier = self._found[position - 2].upper if position > 1 else ""
        return _Inside.EXPRESSION if earlier == "FILTER" else _Inside.LIST

    def _close(self, position: int, token: Token, frame: _Frame) -> None:
        if _CLOSING.get(frame.sign) != token.text:
            raise BadQuery(f"At {place(self._query, token.offset)}: this {token.text} closes nothing that is open.")
        self._frames.pop()
        self._counts["depth"] -= 1
        if frame.sign == "{" and frame.inside is not _Inside.DATA and not frame.patterns:
            self._pattern(token)
            frame.patterns = 1
        parent = self._frames[-1]
        parent.patterns += frame.patterns
        if frame.function is not None:
            self._grow(position, frame.function, frame)
        if frame.inside is _Inside.LIST and frame.repeats:
            self._refuse_repeated_repetition(position, token, parent)

    def _refuse_repeated_repetition(self, position: int, token: Token, parent: _Frame) -> None:
        parent.repeats = True
        following = self._found[position + 1].text if position + 1 < len(self._found) else ""
        if following in {"*", "+"}:
            raise TooLarge(
                f"At {place(self._query, token.offset)}: a path repeats (* or +) what repeats already; "
                "one repetition within another is more than is taken here."
            )

    def _grow(self, position: int, function: Token, frame: _Frame) -> None:
        factors = {"CONCAT": len(frame.commas) + 1, "GROUP_CONCAT": 10, "ENCODE_FOR_URI": 3}
        if function.upper == "REPLACE":
            self._growth *= self._replacement(position, frame)
        else:
            self._growth *= factors.get(function.upper, 1)
        if self._growth > self._limits.growth:
            raise self._too_much("growth", self._limits.growth, function)

    def _replacement(self, closing: int, frame: _Frame) -> int:
        """Return how many times longer one REPLACE may make a text, as far as its third argument shows."""
        start, end, *_ = (comma + 1 for comma in [*frame.commas[1:3], closing, closing])
        third = self._found[start : end - 1]
        plain = len(third) == 1 and third[0].kind is Kind.STRING
        return max(1, len(third[0].text.strip("\"'")) + 1) if plain else _UNKNOWN_GROWTH

    def _pattern(self, token: Token) -> None:
        self._count("patterns", token)
        self._frames[-1].patterns += 1

    def _count(self, what: str, token: Token) -> None:
        self._counts[what] += 1
        most: int = getattr(self._limits, what)
        if self._counts[what] > most:
            raise self._too_much(what, most, token)

    def _too_much(self, what: str, most: int, token: Token) -> TooLarge:
        return TooLarge(
            f"At {place(self._query, token.offset)}: the query is too large to be planned safely; "
            f"the limit is {most:,} {_WORDING[what]}. Ask in several smaller queries."
        )
