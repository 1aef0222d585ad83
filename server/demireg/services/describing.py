"""Describe one thing by its IRI: what the repository says of it and of everything that is part of it."""

from collections.abc import Iterator
from typing import Final

from rdflib import OWL, RDF, Graph, URIRef

from demireg.domain.errors import NotFound, Unreadable
from demireg.domain.names import INFERRED, PREFIXES, REALIST, THEORY, VOCAB
from demireg.services import queries
from demireg.services.background import GENID
from demireg.services.repository import Repository
from demireg.store.base import Dataset, Serialised, Triple, triples
from demireg.store.terms import iri as checked
from demireg.store.writing import rewritten

#: Namespaces that ``/ns`` serves: name in the address → where its IRIs begin.
SPACES: Final = {"core": str(REALIST), "vocab": str(VOCAB), "theory": str(THEORY)}

_CORE: Final = "https://w3id.org/realist/core"


def describe(repository: Repository, iri: str) -> Graph:
    """Return what is said of a thing and of its parts, whose IRIs begin with its own and a slash.

    ``describe_whole`` answers for what stands for many things. Raises NotFound when nothing is said of it.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    module = module_of(repository, iri) if iri.startswith(f"{_CORE}/") else None
    for triple in _found(repository, iri) if module is None else module:
        graph.add(triple)
    if not len(graph):
        raise unknown(iri)
    return graph


def identifier(repository: Repository, space: str, local: str) -> str:
    """Return the IRI that an address below ``/ns`` stands for: a term, or else a module or version of the ontology."""
    iri = f"{SPACES[space]}{local}"
    if space != "core" or not local or _declares(repository, URIRef(iri)):
        return iri
    document = f"{_CORE}/{local}"
    return document if _graphs(repository, document) or module_of(repository, document) is not None else iri


def describe_whole(repository: Repository, iri: str, media_type: str) -> Serialised | None:
    """Return what a namespace of ours, a version of the ontology or a graph holds, in a media type.

    Expressions have blank nodes again, as OWL asks. Returns None when the IRI stands for a single thing. Raises
    NotFound when nothing is there.
    """
    names = _graphs(repository, iri)
    if not names:
        return None
    everything = queries.load("describing/everything").bind({})
    held = repository.store.answer(everything, ["application/n-triples"], Dataset(names, []))
    if not held.body.strip():
        raise unknown(iri)
    return Serialised(rewritten(held.body, media_type, GENID), media_type)


def is_known(repository: Repository, iri: str) -> bool:
    """Tell whether anything is said of an IRI, without gathering all of it."""
    if _graphs(repository, iri):
        return any(name in repository.store.graphs() for name in _graphs(repository, iri))
    return next(_found(repository, iri), None) is not None


def module_of(repository: Repository, iri: str) -> Graph | None:
    """Return a module of the ontology by its identifier, with a version after it or without, else None."""
    for graph in repository.background.modules.values():
        for ontology in graph.subjects(RDF.type, OWL.Ontology):
            versions = map(str, graph.objects(ontology, OWL.versionIRI))
            if str(ontology) != _CORE and iri in {str(ontology), *versions}:
                return graph
    return None


def unknown(iri: str) -> NotFound:
    """Return the error that tells that nothing is said of an IRI."""
    return NotFound(f"The repository says nothing of <{iri}>. The list of studies is at /api/studies.")


def _declares(repository: Repository, term: URIRef) -> bool:
    return any((term, RDF.type, None) in graph for graph in repository.background.modules.values())


def ontology_version(repository: Repository) -> str:
    """Return the version of the ontology that is held."""
    graph = repository.background.modules["realist"]
    return str(graph.value(URIRef(_CORE), OWL.versionInfo) or "")


def _found(repository: Repository, iri: str) -> Iterator[Triple]:
    try:
        subject = URIRef(checked(iri))
    except Unreadable as error:
        raise unknown(iri) from error
    store = repository.store
    yield from triples(store.construct(queries.load("describing/subject").bind({"subject": subject})))
    for name in _home(repository, iri):
        yield from (triple for triple in triples(store.get(name)) if triple[0].startswith(f"{iri}/"))


def _graphs(repository: Repository, iri: str) -> list[str]:
    """Return the graphs that belong to a thing as a whole."""
    names, store = repository.names, repository.store
    if iri in {str(REALIST), _CORE} or iri == f"{_CORE}/{ontology_version(repository)}":
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
    if iri.startswith(names.comparison("")):
        return [names.graph("comparison", iri.removeprefix(names.comparison("")).partition("/")[0])]
    if iri.startswith(str(THEORY)):
        return [names.graph("theory", iri.removeprefix(str(THEORY)).partition("/")[0])]
    return []
