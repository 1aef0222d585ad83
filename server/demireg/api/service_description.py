"""What the service says of itself in RDF: the SPARQL service description and the VoID description of the data."""

from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, VOID

from demireg.domain.names import PREFIXES
from demireg.services import queries
from demireg.services.repository import Repository
from demireg.services.sparql_counting import LIMITS

SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
LICENCE: Final = URIRef("https://creativecommons.org/licenses/by/4.0/")
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip


def description(repository: Repository, here: str) -> Graph:
    """Describe the SPARQL service that runs at ``here``, with its limits in words."""
    graph = _empty()
    service, data = URIRef(f"{here}sparql"), URIRef(f"{here}.well-known/void#data")
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in _RESULTS:
        graph.add((service, SD.resultFormat, FORMATS[name]))
    limits = (
        f"A query has at most {LIMITS.length:,} bytes, {LIMITS.depth} nested brackets, {LIMITS.patterns} triple "
        f"patterns, {LIMITS.clauses} clauses, {LIMITS.operators} operators, {LIMITS.columns} columns and keys, and "
        f"{LIMITS.terms:,} listed terms. SERVICE and updates are refused."
    )
    graph.add((service, RDFS.comment, Literal(limits, lang="en")))
    graph.add((service, SD.defaultDataset, data))
    graph.add((data, RDF.type, SD.Dataset))
    default = URIRef(f"{here}sparql#default-graph")
    graph.add((data, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    graph.add((default, VOID.triples, Literal(repository.store.size())))
    return graph


def dataset(repository: Repository, here: str) -> Graph:
    """Describe the data in VoID: size, licence, where to get it, and how often each class and property is used."""
    graph = _empty()
    data = URIRef(f"{here}.well-known/void#data")
    graph.add((data, RDF.type, VOID.Dataset))
    title = "Theories and context-mechanism-outcome configurations of realist studies"
    graph.add((data, DCTERMS.title, Literal(title, lang="en")))
    graph.add((data, DCTERMS.license, LICENCE))
    graph.add((data, VOID.sparqlEndpoint, URIRef(f"{here}sparql")))
    graph.add((data, VOID.dataDump, URIRef(f"{here}dump.trig.gz")))
    graph.add((data, VOID.uriSpace, Literal(repository.names.base)))
    graph.add((data, VOID.triples, Literal(repository.store.size())))
    for prefix in ("realist", "vocab", "theory"):
        graph.add((data, VOID.vocabulary, URIRef(PREFIXES[prefix])))
    _partitions(repository, graph, data)
    return graph


def _partitions(repository: Repository, graph: Graph, data: URIRef) -> None:
    for row in repository.store.select(queries.load("describing/classes").bind({})):
        part = URIRef(f"{data}-class-{repository.names.local(str(row['class'])).rpartition('/')[2]}")
        graph.add((data, VOID.classPartition, part))
        graph.add((part, VOID["class"], row["class"]))
        graph.add((part, VOID.entities, row["things"]))
    for row in repository.store.select(queries.load("describing/properties").bind({})):
        part = URIRef(f"{data}-property-{repository.names.local(str(row['property'])).rpartition('/')[2]}")
        graph.add((data, VOID.propertyPartition, part))
        graph.add((part, VOID.property, row["property"]))
        graph.add((part, VOID.triples, row["triples"]))


def _empty() -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, space in {**PREFIXES, "sd": SD, "void": VOID}.items():
        graph.bind(prefix, space)
    return graph
