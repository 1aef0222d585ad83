"""Write a study's triples as JSON-LD that a person can read: one object a node, its context beside it.

Nothing has to be fetched to read it: the context stands in the file.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from demireg.domain.names import PREFIXES, REALIST
from demireg.services.unfolding.node import natural

_LOCAL: Final = re.compile(r"[A-Za-z0-9_][\w.-]*")
_RELATIVE: Final = re.compile(r"[\w.-]+(?:/[\w.-]+)+")
_WHOLE: Final = re.compile(r"0|-?[1-9]\d{0,14}")
_REALIST: Final = str(REALIST)


def json_ld(graph: Graph, base: str) -> bytes:
    """Return a graph as JSON-LD, nodes and keys in a lasting order; addresses below ``base`` are shortened."""
    subjects = sorted(set(graph.subjects()), key=lambda each: natural(str(each)))
    writer = _Writer(graph, base)
    nodes = [writer.node(each) for each in subjects]
    document = {"@context": writer.context(), "@graph": nodes}
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


@dataclass(slots=True)
class _Writer:
    graph: Graph
    base: str
    kinds: dict[URIRef, str] = field(init=False)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        predicates = {URIRef(str(each)) for each in self.graph.predicates()} - {RDF.type}
        self.kinds = {each: _kind(self.graph.objects(None, each)) for each in sorted(predicates)}

    def context(self) -> dict[str, Any]:
        """Return what makes the keys and short names of the nodes whole again."""
        prefixes = {name: PREFIXES[name] for name in sorted(self.used | {"realist", "xsd"})}
        terms: dict[str, Any] = {}
        for predicate, kind in self.kinds.items():
            typed = {"@type": "@id" if kind == "@id" else self._short(URIRef(kind))} if kind else {}
            key = self._key(predicate)
            if typed:
                terms[key] = typed if f"{_REALIST}{key}" == str(predicate) else {"@id": self._short(predicate), **typed}
        return {"@base": self.base, "@vocab": _REALIST, **prefixes, **terms}

    def node(self, subject: Node) -> dict[str, Any]:
        """Return one node with all that is said of it."""
        said: dict[str, list[Any]] = {}
        for predicate, value in sorted(self.graph.predicate_objects(subject), key=_order):
            if predicate == RDF.type:
                said.setdefault("@type", []).append(self._key(value))
            else:
                key = self._key(predicate)
                said.setdefault(key, []).append(self._value(value, self.kinds[URIRef(str(predicate))]))
        single = {key: values if len(values) > 1 else values[0] for key, values in said.items()}
        return {"@id": self._identifier(subject), **single}

    def _key(self, term: Node) -> str:
        """Return a property or class as a key: our own by their local names alone, unless a prefix is called so."""
        local = str(term).removeprefix(_REALIST)
        alone = local != str(term) and local not in PREFIXES and _LOCAL.fullmatch(local)
        return local if alone else self._short(term)

    def _identifier(self, term: Node) -> str:
        """Return an address, relative where that leads back to it."""
        relative = str(term).removeprefix(self.base)
        if _RELATIVE.fullmatch(relative) and urljoin(self.base, relative) == str(term):
            return relative
        return self._short(term)

    def _short(self, term: Node) -> str:
        for name, space in PREFIXES.items():
            local = str(term).removeprefix(space)
            if local != str(term) and _LOCAL.fullmatch(local):
                self.used.add(name)
                return f"{name}:{local}"
        return str(term)

    def _value(self, value: Node, kind: str) -> Any:  # noqa: ANN401 (what JSON-LD has in that place)
        if not isinstance(value, Literal):
            return self._identifier(value) if kind == "@id" else {"@id": self._identifier(value)}
        if value.language:
            return {"@value": str(value), "@language": value.language}
        if kind:
            return str(value)
        if _is_native(value):
            return value.toPython()
        if value.datatype in (None, XSD.string):
            return str(value)
        return {"@value": str(value), "@type": self._short(value.datatype)}


def _kind(values: Iterable[Node]) -> str:
    """Return what all values of a property are: ``@id``, or a datatype that is said once for all; else nothing."""
    kinds = {_of(each) for each in values}
    return kinds.pop() if len(kinds) == 1 else ""


def _of(value: Node) -> str:
    if not isinstance(value, Literal):
        return "@id"
    plain = value.language or value.datatype in (None, XSD.string) or _is_native(value)
    return "" if plain else str(value.datatype)


def _is_native(value: Literal) -> bool:
    """Tell whether JSON has the value itself, written as RDF would write it again."""
    if value.datatype == XSD.boolean:
        return str(value) in ("true", "false")
    return value.datatype == XSD.integer and bool(_WHOLE.fullmatch(str(value)))


def _order(pair: tuple[Node, Node]) -> tuple[bool, str, list[tuple[int, int | str]]]:
    return pair[0] != RDF.type, str(pair[0]), natural(str(pair[1]))
