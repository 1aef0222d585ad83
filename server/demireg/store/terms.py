"""rdflib ⇄ pyoxigraph ⇄ SPARQL-JSON ⇄ SPARQL text: the only place where a term changes its form."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from demireg.domain.errors import BadQuery, Unreadable
from demireg.domain.names import PREFIXES
from demireg.store.base import Term

#: Blank nodes that a query makes up leave as IRIs below this address, for no row of ours holds a blank node.
SKOLEM: Final = "https://w3id.org/.well-known/genid/"

#: Literals shorter than this are kept for the next answer.
_SHORT: Final = 200

#: Spaces, what SPARQL keeps for itself, and what RFC 3987 leaves out of an IRI: controls, private use, no characters.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff]*")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def written(term: Node) -> str:
    """Return a term as it stands in N-Triples and in SPARQL, whatever characters it holds.

    Raises Unreadable for a blank node, a relative or malformed IRI, and text that is not Unicode.
    """
    if isinstance(term, URIRef):
        return f"<{iri(str(term))}>"
    if not isinstance(term, Literal):
        raise Unreadable(f"A store keeps IRIs and literals only, not {term!r}; give the node an IRI of its own.")
    text = str(term)
    if _SURROGATE.search(text):
        raise Unreadable(f"The text {text!r} holds half a character (a lone surrogate); write it again as UTF-8.")
    quoted = f'"{text.translate(_ESCAPES)}"'
    if term.language:
        if not _LANGUAGE.fullmatch(term.language):
            raise Unreadable(f"'{term.language}' is not a language tag such as 'en' or 'de-AT'.")
        return f"{quoted}@{term.language}"
    if term.datatype is None or term.datatype == XSD.string:
        return quoted
    return f"{quoted}^^<{iri(str(term.datatype))}>"


def iri(text: str) -> str:
    """Return the text if it is an absolute IRI. Raises Unreadable otherwise."""
    if not _IRI.fullmatch(text):
        raise Unreadable(
            f"'{text}' is not an absolute IRI: it needs a scheme such as https: and no spaces or <>\"{{}}."
        )
    return text


def from_oxigraph(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    """Return the rdflib form of an Oxigraph term; raises BadQuery for a triple used as a term."""
    if isinstance(term, ox.NamedNode):
        return _node(term.value)
    if isinstance(term, ox.Literal):
        made = _short_literal if len(term.value) < _SHORT else _literal
        return made(term.value, term.language or "", term.datatype.value)
    if isinstance(term, ox.BlankNode):
        return URIRef(SKOLEM + term.value)
    raise BadQuery("The query returns a triple as a term, which no row of ours can hold.")


def from_json(binding: Mapping[str, str]) -> Term:
    """Return the rdflib form of one binding of the SPARQL 1.1 JSON results format."""
    kind, value = binding["type"], binding["value"]
    if kind == "uri":
        return _node(value)
    if kind == "bnode":
        return URIRef(SKOLEM + value)
    return _literal(value, binding.get("xml:lang", ""), binding.get("datatype", ""))


def to_oxigraph(graph: str) -> ox.NamedNode:
    """Return a graph's name as an Oxigraph node. Raises Unreadable for what is not an absolute IRI."""
    try:
        return ox.NamedNode(iri(graph))
    except ValueError as error:
        raise Unreadable(f"'{graph}' is not an absolute IRI: {error}.") from error


@lru_cache(maxsize=16_384)
def _node(iri: str) -> URIRef:
    """Return an IRI's term; the same few are in most answers, and rdflib takes long to make one."""
    return URIRef(iri)


@lru_cache(maxsize=4_096)
def _short_literal(value: str, language: str, datatype: str) -> Literal:
    return _literal(value, language, datatype)


def _literal(value: str, language: str, datatype: str) -> Literal:
    if language:
        return Literal(value, lang=language)
    if datatype in ("", str(XSD.string)):
        return Literal(value)
    return Literal(value, datatype=URIRef(datatype), normalize=False)


def graph(triples: Iterable[ox.Triple]) -> Graph:
    """Return the rdflib graph of Oxigraph triples, with our prefixes bound."""
    copy = Graph(bind_namespaces="none")
    for prefix, space in PREFIXES.items():
        copy.bind(prefix, space)
    for triple in triples:
        copy.add((from_oxigraph(triple.subject), from_oxigraph(triple.predicate), from_oxigraph(triple.object)))
    return copy


def add_turtle(content: bytes, to: Graph) -> None:
    """Add what Turtle says to a graph; its blank nodes stay blank nodes. Raises SyntaxError for what is no Turtle."""
    for quad in ox.parse(content, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
        to.add((_own(quad.subject), from_oxigraph(quad.predicate), _own(quad.object)))


def _own(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    return BNode(term.value) if isinstance(term, ox.BlankNode) else from_oxigraph(term)


def quads(triples: bytes, graph: str) -> Iterator[bytes]:
    """Turn N-Triples of one graph into its sorted N-Quads lines."""
    tail = f" <{graph}> .\n".encode()
    for line in sorted(triples.splitlines()):
        yield line.removesuffix(b" .") + tail
