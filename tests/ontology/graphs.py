"""What ships in ``ontology`` and ``data/theories``, read once."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, SKOS, Graph, URIRef
from rdflib.term import Node

from demireg import assets
from demireg.domain.names import REALIST, THEORY, VOCAB
from demireg.services.turtle import parse

ONTOLOGY = assets.folder("ontology")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)


@cache
def union(*patterns: str) -> Graph:
    """Return the union of the files that match patterns below the repository's root."""
    graph = Graph()
    for path in files(*patterns):
        graph += parse(path)
    return graph


def files(*patterns: str) -> list[Path]:
    """Return the files that match patterns below the repository's root, sorted."""
    return sorted({path for pattern in patterns for path in assets.root().glob(pattern)})


def core() -> Graph:
    """Return the ontology with its modules and borrowed terms, without vocabularies and generated axioms."""
    return union("ontology/*.ttl", "ontology/modules/*.ttl", "ontology/imports/*.ttl")


def vocabularies() -> Graph:
    """Return all vocabularies."""
    return union("ontology/vocabularies/*.ttl")


def theories() -> Graph:
    """Return all theories."""
    return union("data/theories/*.ttl")


def home(term: Node | str) -> str:
    """Return where to mend a concept, a scheme or a part of a theory: its file, and its name in there."""
    iri = str(term)
    if iri.startswith(str(THEORY)):
        name = iri.removeprefix(str(THEORY))
        return f"data/theories/{name.partition('/')[0]}.ttl, theory:{name}"
    name = iri.removeprefix(str(VOCAB))
    scheme = vocabularies().value(URIRef(iri), SKOS.inScheme)
    file = str(scheme).removeprefix(str(VOCAB)) if scheme else "*"
    return f"ontology/vocabularies/{file}.ttl, vocab:{name}"


def declared(graph: Graph, *kinds: URIRef) -> set[URIRef]:
    """Return the terms that a graph declares, of all kinds or of some."""
    found = {term for kind in kinds or KINDS for term in graph.subjects(RDF.type, kind)}
    return {term for term in found if isinstance(term, URIRef)}


def ours() -> list[URIRef]:
    """Return the declared terms of the core namespace, sorted."""
    return sorted(term for term in declared(core()) if term.startswith(str(REALIST)))


def mentioned(path: Path) -> Iterator[str]:
    """Yield the local names of core terms that a text file mentions, in whichever language it is written."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from re.findall(r"\bREALIST\.([A-Za-z]\w*)\b", text)
        yield from re.findall(r"\bREALIST\[\"(\w+)\"\]", text)
    else:
        yield from re.findall(r"\brealist:([A-Za-z]\w*)", text)
        yield from re.findall(r"https://w3id\.org/realist/core#(\w+)", text)
