"""Concepts are role-free, defined, and arranged by genus and species without contradiction."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from rdflib import RDF, SKOS, Literal, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.names import REALIST, VOCAB
from tests.ontology.graphs import files, vocabularies

CONCEPTS = sorted(str(each).removeprefix(str(VOCAB)) for each in vocabularies().subjects(RDF.type, SKOS.Concept))


def above(concept: str) -> set[str]:
    """A concept and all that it is a kind of."""
    found = vocabularies().transitive_objects(VOCAB[concept], REALIST.kindOf)
    return {str(each).removeprefix(str(VOCAB)) for each in found}


def opposed(concept: str) -> set[str]:
    found = vocabularies().objects(VOCAB[concept], REALIST.opposes)
    return {str(each).removeprefix(str(VOCAB)) for each in found}


@pytest.mark.parametrize("concept", CONCEPTS)
def test_a_concept_is_labelled_defined_sourced_and_in_one_scheme(concept: str) -> None:
    graph, node = vocabularies(), VOCAB[concept]
    for predicate, name in ((SKOS.prefLabel, "skos:prefLabel"), (SKOS.definition, "skos:definition")):
        values = [each for each in graph.objects(node, predicate) if isinstance(each, Literal)]
        assert [each.language for each in values] == ["en"], f"vocab:{concept} needs exactly one {name}, marked @en"
    assert str(graph.value(node, SKOS.definition)).endswith("."), f"the definition of vocab:{concept} is no sentence"
    assert (node, DCTERMS.source, None) in graph, f"vocab:{concept} needs a dcterms:source: where it comes from"
    schemes = [(each, RDF.type, SKOS.ConceptScheme) in graph for each in graph.objects(node, SKOS.inScheme)]
    assert schemes == [True], f"vocab:{concept} needs exactly one skos:inScheme, of a scheme that there is"
    assert re.fullmatch(r"[A-Z][A-Za-z]+", concept), f"vocab:{concept} should be in CamelCase, letters only"


def test_labels_and_codes_name_one_concept_each() -> None:
    for predicate in (SKOS.prefLabel, SKOS.notation):
        counts = Counter(str(each).lower() for each in vocabularies().objects(None, predicate))
        assert [each for each, count in counts.items() if count > 1] == []


def test_every_code_and_concept_in_the_shipped_sheets_resolves() -> None:
    known = {str(each) for each in vocabularies().objects(None, SKOS.notation)} | set(CONCEPTS)
    sheets = files("data/studies/*.yaml")
    used = {code for path in sheets for code in re.findall(r"\b(?:concept|via): ([\w.-]+)", path.read_text("utf-8"))}
    assert len(sheets) >= 6
    assert used - known - {"null"} == set()


def test_kind_of_and_opposes_relate_concepts_that_there_are() -> None:
    for predicate in (REALIST.kindOf, REALIST.opposes, SKOS.related):
        assert set(vocabularies().objects(None, predicate)) <= {VOCAB[each] for each in CONCEPTS}


def test_kind_of_has_no_cycle() -> None:
    for concept in CONCEPTS:
        parents = set(vocabularies().objects(VOCAB[concept], REALIST.kindOf))
        for parent in parents:
            assert concept not in above(str(parent).removeprefix(str(VOCAB)))


def test_opposes_is_written_both_ways() -> None:
    assert [(one, two) for one in CONCEPTS for two in opposed(one) if one not in opposed(two)] == []


@pytest.mark.parametrize("concept", CONCEPTS)
def test_nothing_that_a_concept_is_opposes_anything_else_that_it_is(concept: str) -> None:
    kinds = above(concept)
    assert [(one, two) for one in kinds for two in opposed(one) if two in kinds] == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("ResistanceResource", "ResistanceDeficit"),
        ("ResistanceResource", "Stressor"),
        ("MovementTowardsEase", "MovementTowardsDisEase"),
        ("SOCStrengthened", "SOCWeakened"),
        ("ResistanceResource", "MovementTowardsEase"),
    ],
)
def test_families_that_theories_keep_apart_share_no_concept(one: str, two: str) -> None:
    assert [each for each in CONCEPTS if {one, two} <= above(each)] == []


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("SocialIsolation", "Stressor"),
        ("SocialConnection", "ResistanceResource"),
        ("BeingListenedTo", "ResistanceResource"),
        ("ReducedIsolation", "MovementTowardsEase"),
        ("Comprehension", "Comprehensibility"),
        ("SituationManageable", "Manageability"),
        ("PoorInformationExchange", "ResistanceDeficit"),
    ],
)
def test_the_founding_study_is_read_with_these_kinds(narrow: str, wide: str) -> None:
    assert wide in above(narrow)


def test_purpose_is_related_to_meaningfulness_and_no_kind_of_it() -> None:
    assert "Meaningfulness" not in above("MeaningAndPurpose")
    assert (VOCAB.MeaningAndPurpose, SKOS.related, VOCAB.Meaningfulness) in vocabularies()
    meaningful = [each for each in CONCEPTS if "Meaningfulness" in above(each)]
    assert [each for each in meaningful if (VOCAB[each], SKOS.notation, None) in vocabularies()] == []


@pytest.mark.parametrize(
    "codes",
    [
        ("m.engagement", "o.engagement"),
        ("m.isolation-reduced", "o.isolation-reduced"),
        ("m.social-connection", "o.social-network"),
        ("m.confidence-self-efficacy", "o.confidence-self-esteem"),
        ("m.empowerment-control", "o.empowerment"),
        ("m.meaning-purpose", "o.purpose"),
        ("m.dependency", "o.dependency"),
        ("m.peer-support-shared-experience", "o.peer-support"),
        ("m.buy-in", "o.buy-in-gained", "c.stakeholder-buy-in"),
        ("m.interagency-relationship", "o.interagency-collaboration", "c.partnership-working"),
        ("m.poor-information-exchange", "o.information-sharing-poor", "c.poor-information-sharing"),
        ("m.staff-knowledge", "c.staff-skill"),
        ("i.community-venue", "c.community-setting"),
    ],
)
def test_codes_for_one_thing_in_two_roles_name_one_concept(codes: tuple[str, ...]) -> None:
    named: list[URIRef | None] = []
    for code in codes:
        (concept,) = vocabularies().subjects(SKOS.notation, Literal(code))
        named.append(URIRef(str(concept)))
    assert all(one == two for one, two in pairwise(named))
