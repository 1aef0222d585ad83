"""Laws that hold for any studies, on random ones."""

from collections.abc import Sequence
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY
from demireg.services.reasoning import Rulebook
from tests.reasoning.oracles import by_owlrl, critical, logical, rules_part
from tests.reasoning.studies import Part, rulebook, small

#: Concepts that meet, oppose or just miss what the propositions require.
CONCEPTS = (
    *("SocialIsolation", "Bereavement", "ComplexSocialNeeds", "WeakSenseOfCoherence", "CommunitySetting"),
    *("PeerSupport", "SocialConnection", "Confidence", "TimeAndFlexibility", "PoorInformationExchange"),
    *("ReducedIsolation", "MoreIsolation", "BetterMentalHealth", "Disengagement", "Engagement", "NoChange"),
)
ASSIGNMENTS = (
    *("context", "intervention", "mechanism", "resource", "response", "outcome"),
    *("absentContext", "unfiredMechanism", "unachievedOutcome", "hypotheticalMechanism", "hypotheticalOutcome"),
)
BASES = ("AuthorTagged", "AuthorStated", "CuratorInferred", "MachineSuggested")

part = st.tuples(
    st.sampled_from(ASSIGNMENTS), st.sampled_from(CONCEPTS), st.sampled_from(BASES), st.sampled_from(("a", "b", "c"))
)
study = st.dictionaries(st.sampled_from(("k1", "k2", "k3")), st.lists(part, max_size=5), min_size=1)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(st.lists(study, min_size=2, max_size=3))
def test_what_follows_from_studies_together_is_what_follows_from_each(
    written: Sequence[dict[str, list[Part]]],
) -> None:
    graphs = [small(each, f"s{number}") for number, each in enumerate(written)]
    together = Graph()
    for graph in graphs:
        together += graph
    for profile in (ALL_ACCEPTED, AUTHORS_ONLY):
        apart = set().union(*(rulebook().infer(graph, profile) for graph in graphs))
        assert rulebook().infer(together, profile) == apart


@quick
@given(study, study)
def test_more_evidence_never_takes_an_inference_back(one: dict[str, list[Part]], two: dict[str, list[Part]]) -> None:
    before = small(one)
    after = before + small({label: [*one.get(label, []), *parts] for label, parts in two.items()})
    for profile in (ALL_ACCEPTED, AUTHORS_ONLY):
        assert rulebook().infer(before, profile) <= rulebook().infer(after, profile)


@quick
@given(study)
def test_the_authors_alone_entail_no_more_than_all_that_is_accepted(written: dict[str, list[Part]]) -> None:
    graph = small(written)
    assert rulebook().infer(graph, AUTHORS_ONLY) <= rulebook().infer(graph, ALL_ACCEPTED)


@quick
@given(study)
def test_inferring_again_from_what_was_inferred_adds_nothing(written: dict[str, list[Part]]) -> None:
    graph = small(written)
    for triple in rulebook().infer(graph, ALL_ACCEPTED):
        graph.add(triple)
    assert rulebook().infer(graph, ALL_ACCEPTED) == set()


def test_owl_rl_agrees_with_the_rules_on_thirty_random_studies() -> None:
    dice, together = Random(2021), Graph()  # noqa: S311 - dice, not secrets
    for number in range(30):
        parts = [tuple(dice.choice(each) for each in (ASSIGNMENTS, CONCEPTS, BASES, "abc")) for _ in range(8)]
        together += small({"k1": parts[:5], "k2": parts[5:]}, f"s{number}")
    known = rules_part("salutogenesis")
    expected = critical(Rulebook(known).infer(together, ALL_ACCEPTED), together)
    assert by_owlrl(logical(together), known) == expected
