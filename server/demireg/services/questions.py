"""Questions: find one by name, give it values, and answer it from the store."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from rdflib import URIRef

from demireg.domain.errors import BadParameter, NotFound
from demireg.domain.names import Names
from demireg.services import queries
from demireg.services.naming import given
from demireg.services.queries import Query
from demireg.services.repository import Repository
from demireg.store.base import Term

#: Folders below ``queries/`` that hold questions for people; the others are read by services only.
FOLDERS: Final = ("studies", "configurations", "theories", "vocabulary", "evidence", "compare")

_TOKEN = re.compile(r"[()]|AS \?(?P<alias>\w+)|\?(?P<variable>\w+)")

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found.

    ``rows`` hold one plain value for each of ``columns``, identifiers in their short form; ``iris`` hold the same rows
    with the whole identifier where the value is one, and None elsewhere.
    """

    query: Query
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    iris: tuple[tuple[str | None, ...], ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer for JSON: one object per row; ``iri`` holds the whole identifiers of the row."""
        return {
            "question": stem(self.query),
            "title": self.query.title,
            "columns": list(self.columns),
            "rows": [
                dict(zip(self.columns, row, strict=True))
                | {"iri": {name: iri for name, iri in zip(self.columns, iris, strict=True) if iri}}
                for row, iris in zip(self.rows, self.iris, strict=True)
            ],
        }


def stem(query: Query) -> str:
    """Return the name by which a question is asked: its file's name."""
    return query.name.rpartition("/")[2]


def catalogue() -> list[Query]:
    """Return every question, by folder and name."""
    return [queries.load(name) for folder in FOLDERS for name in queries.names(folder)]


def question(name: str) -> Query:
    """Return one question by its name, with or without its folder. Raises NotFound with the nearest names."""
    wanted = name.rpartition("/")[2]
    for path in (path for folder in FOLDERS for path in queries.names(folder)):
        if path == name or (path.rpartition("/")[2] == wanted and "/" not in name):
            return queries.load(path)
    near = get_close_matches(wanted, map(stem, catalogue()), n=3, cutoff=0.4)
    hint = f" Did you mean {' or '.join(near)}?" if near else " `demireg ask` lists the questions."
    raise NotFound(f"There is no question '{name}'.{hint}")


def ask(repository: Repository, name: str, values: Mapping[str, str]) -> Answer:
    """Answer a question with the caller's values, defaults filled in.

    Raises NotFound for an unknown question or a thing that is not held, BadParameter for a value it cannot take.
    """
    query = question(name)
    names = repository.names
    for param in query.params:
        if param.name in values and not values[param.name]:
            least = f"; leave it out to ask for {param.default}" if param.default else ""
            raise BadParameter(f"'{param.name}' is empty{least}.")
    found = repository.store.select(query.bind(given(repository, query, values)))
    columns = selected(query)
    return Answer(
        query,
        columns,
        tuple(tuple(plain(row.get(column), names) for column in columns) for row in found),
        tuple(tuple(_iri(row.get(column)) for column in columns) for row in found),
    )


def selected(query: Query) -> tuple[str, ...]:
    """Return the columns of a question in the order in which its outermost SELECT names them."""
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
    clause = body[body.index("SELECT") : body.index("WHERE")]
    columns: list[str] = []
    depth = 0
    for token in _TOKEN.finditer(clause):
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        named = token["alias"] if depth == 1 else token["variable"] if depth == 0 else None
        if named:
            columns.append(named)
    return tuple(columns)


def plain(term: Term | None, names: Names) -> Value:
    """Return a term as a plain value: a short identifier, a number, a truth value, a text, or None."""
    if term is None:
        return None
    if isinstance(term, URIRef):
        return names.local(str(term))
    value = term.toPython()
    if isinstance(value, bool | int | float):
        return value
    return float(value) if hasattr(value, "as_tuple") else str(term)


def _iri(term: Term | None) -> str | None:
    return str(term) if isinstance(term, URIRef) else None
