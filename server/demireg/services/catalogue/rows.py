"""From rows of terms to plain words: what every view of the catalogue needs to read an answer."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef

from demireg.services.generations import generation
from demireg.services.queries import load
from demireg.services.repository import Repository
from demireg.store.base import Row, Term

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def fetch(repository: Repository, query: str, **given: str) -> list[Row]:
    """Return the rows of ``queries/pages/<query>.rq`` with each given IRI or text bound.

    A value is bound as text when the query declares its parameter so, and as an IRI otherwise. Rows are kept for as
    long as the repository is of one generation, so they are not to be changed.
    """
    asked = load(f"pages/{query}")
    texts = {param.name for param in asked.params if param.kind in {"text", "choice"}}
    terms: dict[str, URIRef | Literal] = {
        name: Literal(value) if name in texts else URIRef(value) for name, value in given.items()
    }
    bound, store = asked.bind(terms), repository.store
    return repository.kept.rows(generation(store, repository.names), bound, lambda: store.select(bound))


def text(row: Row, name: str) -> str:
    """Return one cell as text, empty where it is unbound."""
    term = row.get(name)
    return "" if term is None else str(term)


def each(rows: Iterable[Row], name: str) -> tuple[str, ...]:
    """Return the distinct values of one column, in their order, unbound cells left out."""
    return tuple(dict.fromkeys(text(row, name) for row in rows if name in row))


def number(row: Row, name: str) -> int:
    """Return one cell as a whole number, 0 where it is unbound."""
    return whole(text(row, name)) or 0


def whole(value: str) -> int | None:
    """Return a whole number written as text, or None where there is none."""
    return int(value) if re.fullmatch(r"-?\d+", value) else None


def flag(row: Row, name: str) -> bool:
    """Return one cell as a truth value, False where it is unbound."""
    return text(row, name) == "true"


def local(iri: str) -> str:
    """Return the last step of an IRI, after its last # or /."""
    return re.split(r"[#/]", iri)[-1]


def word(iri: str) -> str:
    """Return an individual of the ontology as a word: ``…#AuthorTagged`` becomes ``author_tagged``."""
    return _HUMP.sub("_", local(iri)).lower()


def natural(identifier: str) -> list[tuple[int, int | str]]:
    """Return a sorting key under which P10 follows P9."""
    return [(0, int(piece)) if piece.isdigit() else (1, piece) for piece in re.findall(r"\d+|\D+", identifier)]


class Facts:
    """Statements about several nodes, by node and by the local name of the property."""

    def __init__(self, rows: Iterable[Row], node: str = "node") -> None:
        self._values: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self._kinds: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            subject = text(row, node)
            if subject not in self._values:
                self._kinds[text(row, "kind")].append(subject)
            values = self._values[subject][local(text(row, "property"))]
            if row["value"] not in values:
                values.append(row["value"])

    def nodes(self, kind: str = "") -> list[str]:
        """Return the nodes of one kind, in the order the query gave, then by their stored ``order``."""
        return sorted(self._kinds.get(kind, []), key=lambda node: whole(self.one(node, "order")) or 0)

    def only(self, kind: str) -> str:
        """Return the first node of a kind, or an empty text where there is none."""
        return next(iter(self.nodes(kind)), "")

    def all(self, node: str, name: str) -> tuple[str, ...]:
        """Return every value of a property of a node as text."""
        return tuple(str(value) for value in self._values.get(node, {}).get(name, ()))

    def one(self, node: str, name: str) -> str:
        """Return the first value of a property of a node, or an empty text."""
        return next(iter(self.all(node, name)), "")

    def word(self, node: str, name: str) -> str:
        """Return the first value of a property as a word of ours, or an empty text."""
        value = self.one(node, name)
        return word(value) if value else ""

    def number(self, node: str, name: str) -> int | None:
        """Return the first value of a property as a whole number, or None."""
        return whole(self.one(node, name))

    def flag(self, node: str, name: str) -> bool:
        """Return True when the property says so."""
        return self.one(node, name) == "true"

    def types(self, node: str) -> tuple[str, ...]:
        """Return the local names of a node's classes."""
        return tuple(local(value) for value in self.all(node, "type"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, node: str) -> bool:
        return node in self._values
