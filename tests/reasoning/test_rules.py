"""Each rule on studies of one or two configurations, with the traps that the method warns of."""

import time

import pytest
from rdflib import RDF, Literal, URIRef

from demireg.domain.errors import BadParameter
from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, PROFILES, REALIST, THEORY, VOCAB
from tests.reasoning.studies import SOME, Part, configuration, everything, matches, rulebook, shipped, small

ISOLATED: Part = ("context", "SocialIsolation")
PEERS: Part = ("resource", "PeerSupport")
LESS_ISOLATED: Part = ("outcome", "ReducedIsolation")
P1 = "salutogenesis/P1"


def inferred(*parts: Part, predicate: str = "instantiates", profile: str = ALL_ACCEPTED) -> set[str]:
    """What one configuration with these parts is related to."""
    return matches(rulebook().infer(small({"k1": parts}), profile), "k1", predicate)


def test_a_stressor_met_by_a_resource_with_ease_instantiates_salutogenesis() -> None:
    assert P1 in inferred(ISOLATED, PEERS, LESS_ISOLATED)


def test_a_match_makes_the_configuration_a_member_of_the_generated_classes() -> None:
    triples = rulebook().infer(small({"k1": [ISOLATED, PEERS, LESS_ISOLATED]}), ALL_ACCEPTED)
    for name in ("salutogenesis/Configuration", "salutogenesis/P1/Configuration"):
        assert (configuration("k1"), RDF.type, THEORY[name]) in triples


@pytest.mark.parametrize(
    "parts",
    [
        (ISOLATED, ("unfiredMechanism", "PeerSupport"), LESS_ISOLATED),
        (ISOLATED, PEERS, ("unachievedOutcome", "ReducedIsolation")),
        (("absentContext", "SocialIsolation"), PEERS, LESS_ISOLATED),
        (ISOLATED, ("hypotheticalMechanism", "PeerSupport"), LESS_ISOLATED),
        (("hypotheticalContext", "SocialIsolation"), PEERS, LESS_ISOLATED),
        (ISOLATED, PEERS, ("hypotheticalOutcome", "ReducedIsolation")),
        (("intervention", "SocialIsolation"), PEERS, LESS_ISOLATED),
        (ISOLATED, ("resource", "Distrust"), LESS_ISOLATED),
        (PEERS, LESS_ISOLATED),
    ],
)
def test_what_is_unfired_unachieved_absent_imagined_or_missing_instantiates_nothing(parts: tuple[Part, ...]) -> None:
    assert P1 not in inferred(*parts)


def test_an_opposed_outcome_counter_instantiates_and_does_not_instantiate() -> None:
    parts = (ISOLATED, PEERS, ("outcome", "MoreIsolation"))
    assert P1 in inferred(*parts, predicate="counterInstantiates")
    assert inferred(*parts) == set()


@pytest.mark.parametrize(
    "parts",
    [
        (ISOLATED, PEERS),
        (ISOLATED, ("unfiredMechanism", "PeerSupport"), ("outcome", "MoreIsolation")),
        (ISOLATED, PEERS, ("unachievedOutcome", "ReducedIsolation")),
        (ISOLATED, PEERS, ("hypotheticalOutcome", "MoreIsolation")),
        (ISOLATED, PEERS, ("outcome", "NoChange")),
    ],
)
def test_silence_an_unfired_mechanism_and_no_change_contradict_nothing(parts: tuple[Part, ...]) -> None:
    assert inferred(*parts, predicate="counterInstantiates") == set()


def test_mechanism_and_outcome_without_the_context_instantiate_in_part() -> None:
    assert P1 in inferred(PEERS, LESS_ISOLATED, predicate="partlyInstantiates")
    assert P1 in inferred(ISOLATED, PEERS, LESS_ISOLATED, predicate="partlyInstantiates")
    assert P1 not in inferred(ISOLATED, PEERS, predicate="partlyInstantiates")


def test_a_pattern_with_two_contexts_needs_both() -> None:
    mechanism, outcome = ("response", "NonStigmatisingSpace"), ("outcome", "Engagement")
    depressed, local = ("context", "UntreatedDepression"), ("context", "CommunitySetting")
    assert "wood-2021-modified/P1" in inferred(depressed, local, mechanism, outcome)
    assert "wood-2021-modified/P1" not in inferred(depressed, mechanism, outcome)


def test_purpose_is_no_evidence_for_meaningfulness_nor_motivation_for_intrinsic_regulation() -> None:
    relation = ("resource", "SupportiveRelationship")
    assert "salutogenesis/P2" not in inferred(relation, ("outcome", "MeaningAndPurpose"))
    assert "salutogenesis/P2" in inferred(relation, ("outcome", "SituationManageable"))
    assert "self-determination/P4" not in inferred(("response", "Motivation"), ("outcome", "BetterWellbeing"))


def test_hypothetical_parts_and_hypothesised_configurations_stand_in_no_chain() -> None:
    study = small({"k1": [("hypotheticalMechanism", "PeerSupport")]})
    node = configuration("k1")
    assert not [t for t in rulebook().infer(study, ALL_ACCEPTED) if t[0] == node]
    hypothesised = configuration("w-ipt", "wood-2021")
    assert (hypothesised, RDF.type, REALIST.HypothesisedConfiguration) in shipped("wood-2021")
    assert not [t for t in rulebook().infer(shipped("wood-2021"), ALL_ACCEPTED) if hypothesised in t]


def test_an_element_shared_by_outcome_and_mechanism_ripples() -> None:
    study = small(
        {
            "k1": [("outcome", "Engagement", "AuthorTagged", "joining")],
            "k2": [("mechanism", "Engagement", "AuthorTagged", "joining"), ("outcome", "BetterMentalHealth")],
            "k3": [("mechanism", "Engagement")],
        }
    )
    triples = rulebook().infer(study, ALL_ACCEPTED)
    assert matches(triples, "k1", "ripplesInto") == {"small/k2"}
    assert matches(triples, "k2", "ripplesInto") == set()


def test_a_link_of_the_curators_ripples_only_when_all_is_accepted() -> None:
    study = small({"k1": [LESS_ISOLATED], "k2": [PEERS], "k3": [PEERS]})
    for number, basis in ((2, "CuratorInferred"), (3, "AuthorStated")):
        link, target = URIRef(f"{configuration('k1')}/link/{number}"), configuration(f"k{number}")
        study.add((configuration("k1"), REALIST.ripplesAsContext, target))
        study.add((configuration("k1"), REALIST.hasLink, link))
        study.add((link, REALIST.linkTo, target))
        study.add((link, REALIST.linkAs, Literal("context")))
        study.add((link, REALIST.codingBasis, REALIST[basis]))
    assert matches(rulebook().infer(study, ALL_ACCEPTED), "k1", "ripplesInto") == {"small/k2", "small/k3"}
    assert matches(rulebook().infer(study, AUTHORS_ONLY), "k1", "ripplesInto") == {"small/k3"}


@pytest.mark.parametrize("basis", ["CuratorInferred", "MachineSuggested"])
def test_a_part_that_the_authors_do_not_state_counts_only_when_all_is_accepted(basis: str) -> None:
    parts = (("context", "SocialIsolation", basis), PEERS, LESS_ISOLATED)
    assert P1 in inferred(*parts)
    assert P1 not in inferred(*parts, profile=AUTHORS_ONLY)
    assert P1 in inferred(("context", "SocialIsolation", "AuthorStated"), PEERS, LESS_ISOLATED, profile=AUTHORS_ONLY)


def test_an_element_of_a_theory_that_a_study_judges_is_no_theory() -> None:
    element = URIRef("https://w3id.org/realist/id/study/small/theory-use/1/element/1")
    study = small({"k1": [ISOLATED, PEERS, LESS_ISOLATED]})
    study.add((element, RDF.type, REALIST.TheoryElement))
    study.add((element, REALIST.proposition, THEORY[P1]))
    assert not [t for t in rulebook().infer(study, ALL_ACCEPTED) if str(element) in str(t[2])]


def test_a_study_cannot_change_what_the_vocabularies_say() -> None:
    study = small({"k1": [("context", "Confidence"), PEERS, LESS_ISOLATED]})
    study.add((VOCAB.Confidence, REALIST.kindOf, VOCAB.Stressor))
    assert P1 not in matches(rulebook().infer(study, ALL_ACCEPTED), "k1", "instantiates")


def test_an_unknown_profile_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadParameter, match="all-accepted, authors-only"):
        rulebook().infer(small({}), "everyone")


@pytest.mark.parametrize("study", SOME)
def test_inferences_are_new_are_about_the_study_and_grow_with_the_profile(study: str) -> None:
    asserted = shipped(study)
    wide, narrow = (rulebook().infer(asserted, profile) for profile in PROFILES)
    assert narrow <= wide
    nodes = set(asserted.subjects())
    assert all(triple[0] in nodes and triple not in asserted for triple in wide)
    assert not {t[0] for t in wide} & set(everything().subjects())


def test_a_study_of_thirty_configurations_takes_tens_of_milliseconds() -> None:
    rulebook().infer(shipped("wood-2021"), ALL_ACCEPTED)
    durations = []
    for _ in range(5):
        start = time.process_time()
        rulebook().infer(shipped("wood-2021"), ALL_ACCEPTED)
        durations.append(time.process_time() - start)
    assert min(durations) < 0.1
