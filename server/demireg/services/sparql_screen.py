"""Refuse foreign SPARQL that would leave this machine, write, or cost too much, before any engine sees it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from demireg.domain.errors import BadQuery, Refused, TooLarge
from demireg.services.sparql_counting import LIMITS, Counting, Limits
from demireg.services.sparql_lexer import Kind, Token, place, tokens


class Form(StrEnum):
    """The four forms of a query, which decide the media types of its answer."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


_UPDATES: Final = {
    "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH",
}  # fmt: skip


def screen(query: str, limits: Limits = LIMITS) -> Form:
    """Return the form of a query that may be evaluated.

    Raises TooLarge over a limit, Refused for SERVICE, LOAD, an update or a hiding escape, BadQuery for text that is
    no query; each names line and column.
    """
    try:
        size = len(query.encode())
    except UnicodeEncodeError as error:
        raise BadQuery(
            f"At {place(query, error.start)}: half a character (a lone surrogate) stands here; send UTF-8."
        ) from error
    if size > limits.length:
        raise TooLarge(
            f"The query is {size:,} bytes long, and {limits.length:,} is the most that is taken here. "
            "Ask in several queries, or take the whole repository from /dump.trig.gz."
        )
    found = list(tokens(query))
    for position, token in enumerate(found):
        _refuse_federation(query, found, position, token)
    form = _form(query, found)
    Counting(query, found, limits).run()
    return form


def _refuse_federation(query: str, found: Sequence[Token], position: int, token: Token) -> None:
    """Refuse SERVICE and LOAD, also where an engine without word boundaries would find them in a longer word."""
    if token.kind is Kind.WORD:
        hidden = "SERVICE" in token.upper or token.upper == "LOAD"
    elif token.kind is Kind.NAME:  # SERVICE:x {…} may be read as SERVICE :x {…}, SERVICEx: {…} as SERVICE x: {…}
        prefix = token.upper.partition(":")[0]
        follows_graph = position > 0 and found[position - 1].upper == "GRAPH"
        next_sign = found[position + 1].text if position + 1 < len(found) else ""
        hidden = "SERVICE" in prefix and next_sign == "{" and not follows_graph
    else:
        hidden = False
    if hidden:
        raise Refused(
            f"At {place(query, token.offset)}: {token.text} would fetch from another address, and queries here stay "
            "within this repository. Ask each endpoint for itself and join the answers on your side."
        )


def _form(query: str, found: Sequence[Token]) -> Form:
    first = next((token for token in found if _begins(token)), None)
    if first is not None and first.upper in Form.__members__:
        return Form(first.upper)
    if first is not None and first.upper in _UPDATES:
        raise Refused(
            f"At {place(query, first.offset)}: {first.text} begins an update, and this address only answers "
            "queries. Evidence enters through `demireg import`."
        )
    raise BadQuery("This is no SPARQL query: after its prefixes one begins with SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _begins(token: Token) -> bool:
    return token.kind is Kind.WORD and token.upper not in {"PREFIX", "BASE", "VERSION"}
