"""Each module keeps to the OWL profile it promises: a grammar check of what the modules use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from demireg import assets
from demireg.domain.names import REALIST
from demireg.services.documenting.terms import module_name, profile
from demireg.services.turtle import parse
from tests.ontology.graphs import core, files, union
from tests.ontology.profiles import EL, RL, dl_faults, faults

GENERATED = "ontology/generated/theory-infer.ttl"
#: Modules with more than annotations and declarations, and the profiles they promise; every other module keeps both.
PROMISES = {
    "ontology/modules/core-rl.ttl": {"RL"},
    "ontology/modules/core-dl.ttl": {"RL"},
    "ontology/modules/core-dl-lists.ttl": set(),
    "ontology/generated/theory-dl.ttl": set(),
}
MODULES = ("ontology/*.ttl", "ontology/modules/*.ttl", "ontology/generated/*.ttl", "ontology/imports/*.ttl")
BACKGROUND = (*MODULES, "ontology/vocabularies/*.ttl", "data/theories/*.ttl")


@pytest.mark.parametrize("path", files(*BACKGROUND), ids=lambda path: path.stem)
def test_each_module_is_in_the_profiles_that_it_promises_and_in_no_more(path: Path) -> None:
    kept = {each.name for each in (EL, RL) if not faults(parse(path), each)}
    assert kept == PROMISES.get(path.relative_to(assets.root()).as_posix(), {"EL", "RL"})


@pytest.mark.parametrize("path", files(*MODULES), ids=lambda path: path.stem)
def test_the_documentation_names_the_profiles_that_the_grammar_finds(path: Path) -> None:
    graph = parse(path)
    kept = [each.name for each in (EL, RL) if not faults(graph, each)]
    assert profile(module_name(path.stem, graph)) == (" and ".join(kept) or "DL")


def test_the_whole_is_in_description_logic() -> None:
    assert dl_faults(union(*BACKGROUND)) == []


BAD = {
    "SubObjectPropertyOf": ("ex:a a owl:FunctionalProperty .", "EL", "FunctionalProperty is no axiom of EL"),
    "disjoint": ("[] a owl:AllDisjointProperties ; owl:members (ex:a ex:b) .", "EL", "AllDisjointProperties"),
    "inverse": ("ex:a owl:inverseOf ex:b .", "EL", "inverseOf is no axiom of EL"),
    "some-above": (
        "ex:C rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:a ; owl:someValuesFrom ex:D ] .",
        "RL",
        "someValuesFrom in a superclass",
    ),
    "some-in-equivalence": (
        "ex:C owl:equivalentClass [ owl:intersectionOf (ex:D [ owl:onProperty ex:a ; owl:someValuesFrom ex:E ]) ] .",
        "RL",
        "someValuesFrom in a equivalence",
    ),
    "all": ("[ owl:onProperty ex:a ; owl:allValuesFrom ex:D ] rdfs:subClassOf ex:C .", "RL", "allValuesFrom in a sub"),
    "union-above": ("ex:C rdfs:subClassOf [ owl:unionOf (ex:D ex:E) ] .", "RL", "unionOf in a superclass"),
    "reflexive": ("ex:a a owl:ReflexiveProperty .", "RL", "ReflexiveProperty is no axiom of RL"),
}
PREFIXES = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ex: <https://example.org/>
"""


@pytest.mark.parametrize("name", BAD)
def test_the_grammar_refuses_what_a_profile_does_not_have(name: str) -> None:
    text, violated, expected = BAD[name]
    graph = Graph().parse(data=PREFIXES + text, format="turtle")
    found = faults(graph, {"EL": EL, "RL": RL}[violated])
    assert [each for each in found if expected in each], found


WORSE = {
    "a-count-of-what-a-chain-gives": "[ owl:onProperty realist:hasMechanism ; owl:maxCardinality 1 ] .",
    "disjoint-with-what-a-chain-gives": (
        "[] a owl:AllDisjointProperties ; owl:members (realist:hasMechanism realist:hasOutcome) ."
    ),
    "two-kinds-of-property": "realist:concept a owl:DatatypeProperty .",
    "a-class-that-nobody-declares": "<https://example.org/x> a <https://example.org/Unknown> .",
    "a-chain-of-what-nobody-declares": "realist:concept owl:propertyChainAxiom (realist:concept realist:nobody) .",
}


@pytest.mark.parametrize("name", WORSE)
def test_the_check_of_the_whole_refuses_what_no_reasoner_could_take(name: str) -> None:
    graph = Graph() + union(*BACKGROUND)
    graph.parse(data=PREFIXES + f"PREFIX realist: <{REALIST}>" + WORSE[name], format="turtle")
    assert dl_faults(graph)


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
