"""From an RDF file to a draft. Nothing the text names is fetched, and no graph that it names is written."""

from pathlib import PurePath

import pyoxigraph as ox
from rdflib import RDF, Graph

from demireg.domain.errors import Unreadable
from demireg.domain.names import DEFAULT_BASE, REALIST
from demireg.services.importing.draft import Draft
from demireg.store.terms import from_oxigraph

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


def read_rdf(text: str, name: str) -> Draft:
    """Read the triples of one study.

    Raises Unreadable when the text does not parse, names graphs of its own, or holds not exactly one study.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".rdf" and ("<!DOCTYPE" in text or "<!ENTITY" in text):
        raise Unreadable("RDF/XML with a DOCTYPE or entities is not read. Export it without them.", name)
    graph = Graph()
    try:
        for quad in ox.parse(text, format=_FORMATS[suffix], base_iri=DEFAULT_BASE, without_named_graphs=True):
            graph.add((from_oxigraph(quad.subject), from_oxigraph(quad.predicate), from_oxigraph(quad.object)))
    except (SyntaxError, ValueError) as error:
        raise Unreadable(
            f"This does not parse: {error}. One study a file, and no graph names of its own.", name
        ) from error
    studies = set(graph.subjects(RDF.type, REALIST.Study))
    if len(studies) != 1:
        raise Unreadable(f"The file describes {len(studies)} studies; it should describe one realist:Study.", name)
    return Draft(name, text, graph=graph)
