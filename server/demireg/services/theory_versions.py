"""Earlier states of the theories that ship: kept as documents when a release changes or drops a theory's file.

A theory's identifier stands for one version that does not change what it claims; a later release may still mend its
file. What an answer of last year was computed from can then be looked up in the theory's history graph.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, XSD

from demireg.domain.names import REALIST, Names
from demireg.services.generations import background_version
from demireg.services.versions import content_hash
from demireg.store.base import Store


def archived(store: Store, names: Names, shipped: Mapping[str, Graph]) -> dict[str, Graph]:
    """Return the history graph of each theory whose triples in the store are not those that ship, by graph name.

    ``shipped`` are the graphs of the background by their names in the store. The states archived before are kept; a
    state that comes back after a while is archived again, with its own time.
    """
    start = f"{names.graph('theory')}/"
    background = background_version(store, names)
    found: dict[str, Graph] = {}
    for name in store.graphs():
        if not name.startswith(start):
            continue
        before = store.get(name)
        if before and content_hash(before) != content_hash(shipped.get(name, Graph())):
            slug = name.removeprefix(start)
            found[names.graph("history", f"theory-{slug}")] = _with(store, names, slug, before, background)
    return found


def _with(store: Store, names: Names, slug: str, before: Graph, background: str) -> Graph:
    """Return a theory's history with one more state at its end."""
    graph = store.get(names.graph("history", f"theory-{slug}"))
    theory = URIRef(names.theory(slug))
    number = len(set(graph.subjects(RDF.type, REALIST.TheoryVersion))) + 1
    node = URIRef(names.theory_version(slug, number))
    graph.add((node, RDF.type, REALIST.TheoryVersion))
    graph.add((node, DCTERMS.isVersionOf, theory))
    graph.add((node, DCTERMS.identifier, Literal(slug)))
    graph.add((node, REALIST.versionNumber, Literal(number)))
    graph.add((node, REALIST.contentHash, Literal(content_hash(before))))
    graph.add((node, REALIST.archivedGraph, Literal(before.serialize(format="longturtle"))))
    if background:
        graph.add((node, REALIST.backgroundVersion, Literal(background)))
    for release in before.objects(theory, OWL.versionInfo):
        graph.add((node, OWL.versionInfo, release))
    if number > 1:
        graph.add((node, PROV.wasRevisionOf, URIRef(names.theory_version(slug, number - 1))))
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    graph.add((node, PROV.invalidatedAtTime, Literal(now, datatype=XSD.dateTime)))
    return graph
