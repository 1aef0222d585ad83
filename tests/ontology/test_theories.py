"""Theories as they ship: sentences with patterns over concepts that there are, sources and lineage."""

import pytest
from rdflib import RDF, RDFS, SKOS, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from demireg.domain.names import REALIST, THEORY
from tests.ontology.graphs import theories, vocabularies

SLOTS = tuple(REALIST[f"requires{role}"] for role in ("Context", "Intervention", "Mechanism", "Outcome"))
PROPOSITIONS = {"collaborative-care": 5, "wood-2021-modified": 6, "salutogenesis": 6, "self-determination": 4}


@pytest.mark.parametrize("slug", PROPOSITIONS)
def test_a_theory_says_what_it_is_where_it_comes_from_and_that_it_is_a_draft(slug: str) -> None:
    graph, theory = theories(), THEORY[slug]
    assert str(graph.value(theory, DCTERMS.identifier)) == slug
    assert (theory, REALIST.reviewStatus, REALIST.Draft) in graph
    for predicate in (RDFS.label, SKOS.definition, DCTERMS.source, SKOS.altLabel):
        assert graph.value(theory, predicate) is not None
    expected = {THEORY[f"{slug}/P{number}"] for number in range(1, PROPOSITIONS[slug] + 1)}
    assert set(graph.objects(theory, REALIST.proposition)) == expected


@pytest.mark.parametrize("proposition", sorted(str(p) for p in theories().subjects(RDF.type, REALIST.Proposition)))
def test_a_proposition_is_a_sentence_with_patterns_over_known_concepts(proposition: str) -> None:
    graph, node = theories(), URIRef(proposition)
    assert str(graph.value(node, DCTERMS.identifier)) == proposition.rpartition("/")[2]
    assert str(graph.value(node, SKOS.definition)).endswith(".")
    assert (node, DCTERMS.source, None) in graph
    patterns = list(graph.objects(node, REALIST.pattern))
    assert patterns
    for pattern in patterns:
        required = {concept for slot in SLOTS for concept in graph.objects(pattern, slot)}
        assert all((concept, RDF.type, SKOS.Concept) in vocabularies() for concept in required)
        assert any((pattern, slot, None) in graph for slot in SLOTS[2:])


def test_the_founding_study_leads_from_collaborative_care_to_salutogenesis() -> None:
    graph = theories()
    initial, modified, wide = THEORY["collaborative-care"], THEORY["wood-2021-modified"], THEORY.salutogenesis
    assert (modified, PROV.wasRevisionOf, initial) in graph
    assert (wide, REALIST.abstracts, modified) in graph
    assert (wide, REALIST.rivalOf, initial) in graph
    stages = [graph.value(each, REALIST.stage) for each in (initial, modified, wide)]
    assert stages == [REALIST.Initial, REALIST.Modified, REALIST.MidRange]


def test_the_names_that_sheets_use_lead_to_the_theories() -> None:
    names = {str(each) for each in theories().objects(None, SKOS.altLabel) if isinstance(each, Literal)}
    names |= {str(each) for each in theories().objects(None, RDFS.label)}
    assert names >= {
        "Collaborative care",
        "Salutogenesis (sense of coherence; generalised resistance resources)",
        "Self-Determination Theory",
    }
