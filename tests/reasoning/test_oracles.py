"""The rules against two reasoners that know nothing of them, on everything that ships."""

import pytest
from rdflib import Graph, URIRef

from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, REALIST, THEORY
from demireg.services.reasoning import premises
from demireg.store.base import Triple
from tests.reasoning.oracles import (
    Inconsistent,
    background,
    by_hermit,
    by_owlrl,
    critical,
    logical,
    rules_part,
)
from tests.reasoning.studies import EVERY, configuration, matches, rulebook, shipped, small, together


def by_rules(studies: tuple[str, ...]) -> set[Triple]:
    """Return what the rules infer, study by study."""
    return {t for study in studies for t in critical(rulebook().infer(shipped(study), ALL_ACCEPTED), shipped(study))}


@pytest.mark.proof
def test_owl_rl_infers_from_studies_what_the_rules_infer() -> None:
    assert by_owlrl(logical(together(EVERY)), rules_part()) == by_rules(EVERY)


@pytest.mark.proof
def test_hermit_finds_studies_consistent_and_infers_what_the_rules_infer() -> None:
    assert by_hermit(logical(together(EVERY)), background()) == by_rules(EVERY)


def of_configuration(study: str, label: str, profile: str) -> Graph:
    """The premises about one configuration, under a coding profile."""
    graph, start = Graph(), str(configuration(label, study))
    for triple in premises(shipped(study), profile):
        if str(triple[0]) == start or str(triple[0]).startswith(f"{start}/"):
            graph.add(triple)
    return graph


@pytest.mark.parametrize("profile", [ALL_ACCEPTED, pytest.param(AUTHORS_ONLY, marks=pytest.mark.proof)])
def test_peers_in_social_cafes_support_salutogenesis_only_with_the_curators_context(profile: str) -> None:
    expected = profile == ALL_ACCEPTED
    inferred = rulebook().infer(shipped("wood-2021"), profile)
    assert ("salutogenesis/P1" in matches(inferred, "w12", "instantiates", "wood-2021")) is expected
    alone = of_configuration("wood-2021", "w12", profile)
    assert (
        (configuration("w12", "wood-2021"), REALIST.instantiates, THEORY["salutogenesis/P1"])
        in by_hermit(alone, background("salutogenesis"))
    ) is expected


def test_hermit_refuses_one_assignment_in_two_roles() -> None:
    study = small({"k1": [("context", "Stressor")]})
    study.add((configuration("k1"), REALIST.outcomeAssignment, URIRef(f"{configuration('k1')}/1")))
    with pytest.raises(Inconsistent):
        by_hermit(study, background("salutogenesis"))
