"""Look at one node of a study's graph the way a block of a sheet asks: by key, one value or several, in order."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node as Term

from demireg.domain.names import REALIST, VOCAB, Names

#: A piece of a sheet: a block, a list, or a single value.
Plain = Any
Block = dict[str, Plain]

_LAST = 10**9


@dataclass(frozen=True, slots=True)
class Words:
    """Turns identifiers into what a sheet writes. ``codes`` maps a concept's identifier to its codes, sorted."""

    names: Names
    study: str
    codes: dict[str, tuple[str, ...]]

    def code(self, iri: str, letter: str = "") -> str:
        """Return the code of a concept, one of the letter (``m.…``) if there is one, or else its local name."""
        fitting = (code for code in self.codes.get(iri, ()) if letter and code.startswith(f"{letter}."))
        return next(fitting, iri.removeprefix(str(VOCAB)))

    def local(self, iri: str) -> str:
        """Return what names a thing in a sheet of this study: a label, an identifier, ``theory/P1``."""
        own = f"{self.names.study(self.study)}/"
        return iri.removeprefix(own) if iri.startswith(own) else self.names.local(iri)


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a study's graph."""

    graph: Graph
    iri: URIRef
    words: Words

    def values(self, predicate: URIRef) -> list[Term]:
        """Return all values, sorted as numbers in text are sorted by people."""
        return sorted(self.graph.objects(self.iri, predicate), key=lambda each: natural(str(each)))

    def value(self, predicate: URIRef) -> Term | None:
        """Return the only value, or the first of several."""
        return next(iter(self.values(predicate)), None)

    def nodes(self, predicate: URIRef) -> "list[Node]":
        """Return the nodes that a property leads to, in the order that they say, or else by their names."""
        found = [self.at(each) for each in self.values(predicate) if isinstance(each, URIRef)]
        return sorted(found, key=lambda each: _LAST if (order := whole(each, REALIST.order)) is None else order)

    def at(self, iri: URIRef) -> "Node":
        """Return another node of the same graph."""
        return replace(self, iri=iri)

    def is_a(self, kind: str) -> bool:
        """Tell whether the node belongs to a class of the ontology."""
        return (self.iri, RDF.type, REALIST[kind]) in self.graph


#: How one key of a block is read: from a node and a property to a value, None where there is none.
Read = Callable[[Node, URIRef], Plain]
#: Key of a block, the property that holds it, and how it is read.
Row = tuple[str, URIRef, Read]


def block(node: Node, rows: Iterable[Row]) -> Block:
    """Return the keys of a block that the node says something of."""
    return kept((key, read(node, predicate)) for key, predicate, read in rows)


def kept(pairs: Iterable[tuple[str, Plain]]) -> Block:
    """Return pairs as a block without what is not said. ``False`` and nought are said."""
    return {key: value for key, value in pairs if value is not None and value not in ("", [], {})}


def text(node: Node, predicate: URIRef) -> str | None:
    """Read a text."""
    found = node.value(predicate)
    return None if found is None else str(found)


def texts(node: Node, predicate: URIRef) -> list[str]:
    """Read a list of texts."""
    return [str(each) for each in node.values(predicate)]


def whole(node: Node, predicate: URIRef) -> int | None:
    """Read a whole number."""
    found = node.value(predicate)
    value = found.toPython() if isinstance(found, Literal) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(node: Node, predicate: URIRef) -> bool | None:
    """Read yes or no."""
    found = node.value(predicate)
    value = found.toPython() if isinstance(found, Literal) else None
    return value if isinstance(value, bool) else None


def mark(node: Node, predicate: URIRef) -> bool | None:
    """Read a yes; a no is the same as nothing said."""
    return flag(node, predicate) or None


def day(node: Node, predicate: URIRef) -> str | None:
    """Read a date, whatever hour stands behind it."""
    found = node.value(predicate)
    return None if found is None else str(found)[:10]


def local(node: Node, predicate: URIRef) -> str | None:
    """Read a reference to a thing of ours by the name that a sheet has for it."""
    found = node.value(predicate)
    return None if found is None else node.words.local(str(found))


def references(node: Node, predicate: URIRef) -> list[str]:
    """Read a list of such references."""
    return [node.words.local(str(each)) for each in node.values(predicate)]


def last(node: Node, predicate: URIRef) -> str | None:
    """Read a reference by the last step of its address, such as the agent or discrepancy that it names."""
    found = node.value(predicate)
    return None if found is None else str(found).rpartition("/")[2]


def code(node: Node, predicate: URIRef) -> str | None:
    """Read a concept by its local name."""
    found = node.value(predicate)
    return None if found is None else node.words.code(str(found))


def word(ending: str = "") -> Read:
    """Return how to read an individual of the ontology as a word: its name without an ending, in small letters."""

    def read(node: Node, predicate: URIRef) -> str | None:
        found = node.value(predicate)
        return None if found is None else snake(str(found).removeprefix(str(REALIST)).removesuffix(ending))

    return read


def is_(individual: URIRef) -> Read:
    """Return how to read a property as a yes when it has this value."""
    return lambda node, predicate: (node.iri, predicate, individual) in node.graph or None


#: Whether something is the curator's reading.
inferred: Read = is_(REALIST.CuratorInferred)


def snake(name: str) -> str:
    """Return ``AuthorStated`` as ``author_stated``: what ``writer.camel`` makes undone."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def natural(name: str) -> list[tuple[int, int | str]]:
    """Return a key by which ``w2`` stands before ``w10``."""
    return [(0, int(each)) if each.isdecimal() else (1, each) for each in re.split(r"(\d+)", name) if each]
