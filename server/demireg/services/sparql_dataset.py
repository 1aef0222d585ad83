"""Read FROM and FROM NAMED out of a query, so that every store is told the dataset in the one way it always heeds.

A store whose default graph is the union of all graphs may overlook FROM in the text; the protocol's lists it does not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final
from urllib.parse import urljoin

from demireg.domain.errors import BadQuery
from demireg.domain.names import DEFAULT_BASE
from demireg.services.sparql_lexer import Kind, Token, place, tokens
from demireg.store.base import Dataset

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)")


def written_dataset(query: str) -> Dataset:
    """Return the dataset that a query's FROM clauses describe; without one, the whole repository.

    Raises BadQuery for a FROM that names no graph or uses a prefix that is not declared.
    """
    head = list(takewhile(lambda token: token.text != "{", tokens(query)))
    spaces = dict(_declared(head))
    default: list[str] = []
    named: list[str] = []
    for position, token in enumerate(head):
        if token.kind is Kind.WORD and token.upper == "FROM":
            rest = [*head[position + 1 : position + 3], token]
            is_named = rest[0].kind is Kind.WORD and rest[0].upper == "NAMED"
            (named if is_named else default).append(_graph(query, rest[1] if is_named else rest[0], spaces))
    return Dataset(tuple(default), tuple(named)) if default or named else Dataset()


def _declared(head: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield each prefix with its namespace, and the base under the name that no prefix can have."""
    base = DEFAULT_BASE
    for position, token in enumerate(head[:-1]):
        following = head[position + 1]
        if token.kind is Kind.WORD and token.upper == "BASE":
            base = _joined(base, following.text)
            yield "", base
        elif token.kind is Kind.NAME and following.kind is Kind.IRI and head[position - 1].upper == "PREFIX":
            yield token.text, _joined(base, following.text)


def _graph(query: str, token: Token, spaces: Mapping[str, str]) -> str:
    if token.kind is Kind.IRI:
        return _joined(spaces.get("", DEFAULT_BASE), token.text)
    prefix, colon, local = token.text.partition(":")
    if token.kind is not Kind.NAME or f"{prefix}{colon}" not in spaces:
        raise BadQuery(f"At {place(query, token.offset)}: FROM is followed by a graph's IRI, not by {token.text}.")
    return spaces[f"{prefix}{colon}"] + _ESCAPED.sub(_character, local)


def _joined(base: str, written: str) -> str:
    iri = _ESCAPED.sub(_character, written.removeprefix("<").removesuffix(">"))
    if _ABSOLUTE.match(iri):
        return iri
    try:
        return urljoin(base, iri) + ("#" if iri.endswith("#") else "")  # urljoin drops an empty fragment
    except ValueError as error:
        raise BadQuery(f"<{iri}> is not an IRI: {error}.") from error


def _character(match: re.Match[str]) -> str:
    code = match.group(1) or match.group(2)
    return chr(int(code, 16)) if code else match.group(3)
