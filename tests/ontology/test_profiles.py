"""Each module keeps to the OWL profile it promises: a grammar check of what the modules use."""

from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from demireg.domain.names import REALIST
from tests.ontology.graphs import core, union

INFER = "ontology/modules/core-infer.ttl"
GENERATED = "ontology/generated/theory-infer.ttl"
RULES = "ontology/modules/core-rl.ttl"

#: What EL and RL have in common, as far as it is used here. Values are all IRIs, so no datatype comes in.
COMMON = {OWL.Class, OWL.Restriction, OWL.Ontology, OWL.TransitiveProperty}
COMMON_TERMS = {
    *(OWL.propertyChainAxiom, OWL.intersectionOf, OWL.someValuesFrom, OWL.hasValue, OWL.onProperty),
    *(OWL.versionIRI, OWL.imports),
}
RL_ONLY = {OWL.SymmetricProperty}
RL_ONLY_TERMS = {OWL.inverseOf}


def owl_terms(graph: Graph) -> tuple[set[Node], set[Node]]:
    """The OWL types and the OWL predicates that a module uses."""
    types = {each for each in graph.objects(None, RDF.type) if str(each).startswith(str(OWL))}
    return types, {each for each in graph.predicates() if str(each).startswith(str(OWL))}


@pytest.mark.parametrize("module", [INFER, GENERATED])
def test_modules_for_every_reasoner_use_only_what_el_and_rl_share(module: str) -> None:
    types, predicates = owl_terms(union(module))
    assert types <= COMMON
    assert predicates <= COMMON_TERMS


def test_the_module_of_rules_adds_inverses_and_symmetry_and_nothing_else() -> None:
    types, predicates = owl_terms(union(RULES))
    assert types <= COMMON | RL_ONLY
    assert predicates <= COMMON_TERMS | RL_ONLY_TERMS


def restrictions(graph: Graph, node: Node) -> Iterator[tuple[Node, Node | None]]:
    """Every restriction in a class expression, with its kind."""
    members = graph.value(node, OWL.intersectionOf)
    for each in Collection(graph, members) if members else [node]:
        if (each, RDF.type, OWL.Restriction) in graph:
            kind = OWL.someValuesFrom if (each, OWL.someValuesFrom, None) in graph else OWL.hasValue
            yield each, kind
            filler = graph.value(each, OWL.someValuesFrom)
            if filler is not None:
                yield from restrictions(graph, filler)


def test_generated_axioms_restrict_on_the_left_and_give_a_value_on_the_right() -> None:
    graph = union(GENERATED)
    for left, right in graph.subject_objects(RDFS.subClassOf):
        if not isinstance(right, URIRef):
            assert [kind for _, kind in restrictions(graph, right)] == [OWL.hasValue]
        if isinstance(left, URIRef):
            assert left.endswith("/Configuration")
        else:
            assert list(restrictions(graph, left))
    left_out = set(graph.subjects(OWL.intersectionOf)) - set(graph.subjects(RDFS.subClassOf))
    assert left_out == set(), "an expression outside an axiom"


def test_properties_that_follow_from_a_chain_stay_clear_of_axioms_for_simple_ones() -> None:
    graph = core()
    derived = set(graph.subjects(OWL.propertyChainAxiom)) | set(graph.subjects(RDF.type, OWL.TransitiveProperty))
    for member in derived.copy():
        derived.update(each for each in graph.transitive_objects(member, RDFS.subPropertyOf) if each is not None)
    disjoint: set[Node] = set()
    for group in graph.subjects(RDF.type, OWL.AllDisjointProperties):
        for members in graph.objects(group, OWL.members):
            disjoint |= set(Collection(graph, members))
    assert {REALIST.contextAssignment, REALIST.hypotheticalAssignment} <= disjoint
    assert derived & disjoint == set()
    counting = {OWL.minCardinality, OWL.maxCardinality, OWL.cardinality, OWL.FunctionalProperty}
    assert counting & (set(graph.predicates()) | set(graph.objects(None, RDF.type))) == set()


def test_nothing_could_join_two_studies() -> None:
    graph = union("ontology/**/*.ttl", "data/theories/*.ttl")
    kinds = {OWL.FunctionalProperty, OWL.InverseFunctionalProperty}
    assert kinds & set(graph.objects(None, RDF.type)) == set()
    assert (None, OWL.sameAs, None) not in graph
    assert (None, OWL.hasKey, None) not in graph


def test_hypothetical_assignments_start_no_chain() -> None:
    graph = core()
    starts = {next(iter(Collection(graph, chain))) for chain in graph.objects(None, OWL.propertyChainAxiom)}
    assert [each for each in starts if "hypothetical" in str(each)] == []
    for each in graph.subjects(RDFS.subPropertyOf, REALIST.hypotheticalAssignment):
        assert set(graph.objects(each, RDFS.subPropertyOf)) == {REALIST.hypotheticalAssignment}
