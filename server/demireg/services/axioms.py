"""Axioms from patterns: a proposition is data, and the classes that a reasoner needs are generated from it.

The first module says when a configuration belongs to a proposition's class, in the common part of the EL and RL
profiles. The second turns these conditions into definitions, so that a description-logic reasoner can tell which
proposition is a special case of which.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from demireg.domain.names import PREFIXES, REALIST
from demireg.services.turtle import canonical, parse

_MODULE: Final = "https://w3id.org/realist/core/"
_LICENCE: Final = URIRef("https://creativecommons.org/licenses/by/4.0/")
_ROLES: Final = ("Context", "Intervention", "Mechanism")


def generate(theories: Graph) -> tuple[Graph, Graph]:
    """Return the sufficient conditions (EL and RL) and the definitions (DL) of all propositions in a graph."""
    conditions = _module("theory-infer", "Sufficient conditions for belonging to a proposition's class.")
    definitions = _module("theory-dl", "Definitions of the propositions' classes, for description-logic reasoners.")
    for theory in _subjects(theories, REALIST.proposition):
        salient = _class(theory)
        if (theory, RDF.type, REALIST.TheoryElement) in theories:
            continue
        propositions = _objects(theories, theory, REALIST.proposition)
        _declare(conditions, salient, f"configurations of {theories.value(theory, RDFS.label)}", "")
        conditions.add((salient, RDFS.subClassOf, REALIST.Configuration))
        for proposition in propositions:
            _write_proposition(conditions, definitions, theories, theory, proposition)
        _define(definitions, salient, [_class(each) for each in propositions])
    return conditions, definitions


def write(root: Path) -> list[Path]:
    """Generate both modules from ``data/theories`` into ``ontology/generated`` and return the two files.

    Raises Unreadable when a theory's file is not Turtle.
    """
    theories = Graph()
    for path in sorted((root / "data" / "theories").glob("*.ttl")):
        theories += parse(path)
    folder = root / "ontology" / "generated"
    folder.mkdir(parents=True, exist_ok=True)
    targets = [folder / "theory-infer.ttl", folder / "theory-dl.ttl"]
    for target, graph in zip(targets, generate(theories), strict=True):
        target.write_text(canonical(graph), encoding="utf-8")
    return targets


def _write_proposition(conditions: Graph, definitions: Graph, theories: Graph, theory: URIRef, what: URIRef) -> None:
    matching = _class(what)
    name = f"{theories.value(theory, RDFS.label)} {theories.value(what, DCTERMS.identifier)}"
    _declare(conditions, matching, f"configurations of {name}", str(theories.value(what, SKOS.definition)))
    conditions.add((matching, RDFS.subClassOf, _class(theory)))
    conditions.add((matching, RDFS.subClassOf, _value(conditions, REALIST.instantiates, what)))
    alternatives: list[Node] = []
    for pattern in _objects(theories, what, REALIST.pattern):
        before = _slots(theories, pattern, _ROLES)
        mechanism, outcome = _slots(theories, pattern, ["Mechanism"]), _slots(theories, pattern, ["Outcome"])
        if not mechanism and not outcome:
            continue
        conditions.add((_meets(conditions, before + outcome), RDFS.subClassOf, matching))
        alternatives.append(_meets(definitions, before + outcome))
        if mechanism and outcome:
            partly = _value(conditions, REALIST.partlyInstantiates, what)
            conditions.add((_meets(conditions, mechanism + outcome), RDFS.subClassOf, partly))
        for _role, concept in outcome if before else ():
            counter = _value(conditions, REALIST.counterInstantiates, what)
            conditions.add((_meets(conditions, before, opposed=concept), RDFS.subClassOf, counter))
    _define(definitions, matching, alternatives)


def _slots(theories: Graph, pattern: URIRef, roles: Iterable[str]) -> list[tuple[str, URIRef]]:
    return [(role, concept) for role in roles for concept in _objects(theories, pattern, REALIST[f"requires{role}"])]


def _meets(graph: Graph, slots: Sequence[tuple[str, URIRef]], opposed: URIRef | None = None) -> BNode:
    """Return the class of configurations that carry each concept in its role, and perhaps an opposed outcome."""
    members: list[Node] = [REALIST.Configuration]
    for role, concept in slots:
        members.append(_some(graph, REALIST[f"has{role}"], _value(graph, REALIST.concept, concept)))
    if opposed is not None:
        against = _some(graph, REALIST.concept, _value(graph, REALIST.opposes, opposed))
        members.append(_some(graph, REALIST.hasOutcome, against))
    return _expression(graph, OWL.intersectionOf, members)


def _define(graph: Graph, named: URIRef, alternatives: Sequence[Node]) -> None:
    if alternatives:
        one = alternatives[0] if len(alternatives) == 1 else _expression(graph, OWL.unionOf, alternatives)
        graph.add((named, OWL.equivalentClass, one))


def _expression(graph: Graph, kind: URIRef, members: Sequence[Node]) -> BNode:
    node, first = BNode(), BNode()
    graph.add((node, RDF.type, OWL.Class))
    graph.add((node, kind, first))
    Collection(graph, first, list(members))
    return node


def _some(graph: Graph, on: URIRef, filler: Node) -> BNode:
    return _restriction(graph, on, OWL.someValuesFrom, filler)


def _value(graph: Graph, on: URIRef, value: URIRef) -> BNode:
    return _restriction(graph, on, OWL.hasValue, value)


def _restriction(graph: Graph, on: URIRef, kind: URIRef, filler: Node) -> BNode:
    node = BNode()
    graph.add((node, RDF.type, OWL.Restriction))
    graph.add((node, OWL.onProperty, on))
    graph.add((node, kind, filler))
    return node


def _module(name: str, description: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    module = URIRef(f"{_MODULE}{name}")
    graph.add((module, RDF.type, OWL.Ontology))
    graph.add((module, DCTERMS.title, Literal(f"Generated from the theories: {name}", lang="en")))
    graph.add((module, DCTERMS.description, Literal(f"{description} Generated; do not edit by hand.", lang="en")))
    graph.add((module, DCTERMS.license, _LICENCE))
    return graph


def _declare(graph: Graph, named: URIRef, label: str, sentence: str) -> None:
    meaning = (
        f"A configuration that meets a pattern of: {sentence}"
        if sentence
        else ("A configuration that meets a pattern of one of the theory's propositions.")
    )
    graph.add((named, RDF.type, OWL.Class))
    graph.add((named, RDFS.label, Literal(label, lang="en")))
    graph.add((named, SKOS.definition, Literal(meaning, lang="en")))


def _class(what: URIRef) -> URIRef:
    """Return the class of the configurations that belong to a theory or a proposition."""
    return URIRef(f"{what}/Configuration")


def _subjects(graph: Graph, predicate: URIRef) -> list[URIRef]:
    return sorted({each for each in graph.subjects(predicate) if isinstance(each, URIRef)})


def _objects(graph: Graph, subject: URIRef, predicate: URIRef) -> list[URIRef]:
    return sorted({each for each in graph.objects(subject, predicate) if isinstance(each, URIRef)})
