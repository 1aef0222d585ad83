"""Describe one thing by its IRI: what the repository says of it and of everything that is part of it."""

from collections.abc import Iterator
from typing import Final, cast

from rdflib import Graph, URIRef

from demireg.domain.errors import NotFound, Unreadable
from demireg.domain.names import INFERRED, PREFIXES, REALIST, THEORY, VOCAB
from demireg.services import queries
from demireg.services.repository import Repository
from demireg.store.base import Triple
from demireg.store.terms import iri as checked

#: Namespaces that ``/ns`` serves: name in the address → where its IRIs begin.
SPACES: Final = {"core": str(REALIST), "vocab": str(VOCAB), "theory": str(THEORY)}


def describe(repository: Repository, iri: str) -> Graph:
    """Return what is said of a thing and of its parts, whose IRIs begin with its own and a slash.

    A namespace of ours stands for everything in it, and the name of a graph for what the graph holds. Raises NotFound
    when nothing is said of it.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    for triple in _found(repository, iri):
        graph.add(triple)
    if not len(graph):
        raise unknown(iri)
    return graph


def is_known(repository: Repository, iri: str) -> bool:
    """Tell whether anything is said of an IRI, without gathering all of it."""
    return next(_found(repository, iri), None) is not None


def unknown(iri: str) -> NotFound:
    """Return the error that tells that nothing is said of an IRI."""
    return NotFound(f"The repository says nothing of <{iri}>. The list of studies is at /api/studies.")


def _found(repository: Repository, iri: str) -> Iterator[Triple]:
    try:
        subject = URIRef(checked(iri))
    except Unreadable as error:
        raise unknown(iri) from error
    store = repository.store
    for name in _graphs(repository, iri):
        yield from _triples(store.get(name))
    if iri in SPACES.values() or iri.startswith(repository.names.graph("")):
        return
    yield from _triples(store.construct(queries.load("describing/subject").bind({"subject": subject})))
    for name in _home(repository, iri):
        yield from (triple for triple in _triples(store.get(name)) if triple[0].startswith(f"{iri}/"))


def _triples(graph: Graph) -> Iterator[Triple]:
    return cast("Iterator[Triple]", iter(graph))


def _graphs(repository: Repository, iri: str) -> list[str]:
    """Return the graphs that belong to a thing as a whole."""
    names, store = repository.names, repository.store
    if iri == str(REALIST):
        return [names.graph("ontology")]
    kinds = {str(VOCAB): "vocabulary", str(THEORY): "theory"}
    if iri in kinds:
        return [each for each in store.graphs() if each.startswith(names.graph(kinds[iri], ""))]
    return [iri] if iri.startswith(f"{names.base}graph/") else []


def _home(repository: Repository, iri: str) -> list[str]:
    """Return the graphs where the parts of a thing are described."""
    names = repository.names
    if iri.startswith(names.study("")):
        study = iri.removeprefix(names.study("")).partition("/")[0]
        return [names.graph("study", study), *(names.inferred(part, study) for part in INFERRED)]
    if iri.startswith(str(THEORY)):
        return [names.graph("theory", iri.removeprefix(str(THEORY)).partition("/")[0])]
    return []
