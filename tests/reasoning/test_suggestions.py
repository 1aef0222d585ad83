"""What a program suggests entails nothing until a person accepts it, by the rules and by both reasoners."""

from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph

from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, PROFILES, REALIST, VOCAB
from demireg.services.importing.assemble import assemble
from demireg.services.importing.codes import Codes
from demireg.services.importing.read import read_bytes
from demireg.services.importing.triples import study_graph
from demireg.services.reasoning import premises
from tests.reasoning.oracles import background, by_hermit, by_owlrl, critical, logical, rules_part
from tests.reasoning.studies import NAMES, configuration, everything, matches, rulebook, small

pytestmark = pytest.mark.proof

P1 = "salutogenesis/P1"
WALKING = (Path(__file__).parents[1] / "importing" / "full.yaml").read_text(encoding="utf-8")
CONTEXT = "      - text: neighbours are isolated\n"
SUGGESTED = f"{CONTEXT}        basis: machine_suggested\n"


@cache
def walking(part: str = CONTEXT) -> Graph:
    """The invented study, with its context as stated or as suggested."""
    assert CONTEXT in WALKING
    draft = read_bytes(WALKING.replace(CONTEXT, part, 1).encode(), "full.yaml")
    assert draft.sheet is not None, draft.findings
    codes = Codes.of(everything())
    assembled = assemble(draft, draft.sheet, codes, NAMES)
    assert assembled.findings == []
    return study_graph(draft.sheet, assembled.configurations, codes, NAMES)


def fits(graph: Graph, profile: str) -> bool:
    return P1 in matches(rulebook().infer(graph, profile), "w1", "instantiates", "walking-2020")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_invented_study_fits_with_its_context_as_stated(profile: str) -> None:
    assert fits(walking(), profile)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("decision", ["", "        rejected_by: curator-b\n"])
def test_a_suggestion_that_waits_or_was_rejected_completes_no_pattern(profile: str, decision: str) -> None:
    assert not fits(walking(SUGGESTED + decision), profile)


def test_an_accepted_suggestion_counts_where_all_is_accepted_and_never_as_the_authors() -> None:
    accepted = walking(f"{SUGGESTED}        accepted_by: curator-b\n")
    assert fits(accepted, ALL_ACCEPTED)
    assert not fits(accepted, AUTHORS_ONLY)


@pytest.mark.parametrize("profile", PROFILES)
def test_no_premise_and_no_inference_speaks_of_a_suggested_part(profile: str) -> None:
    graph = walking(SUGGESTED)
    parts = set(graph.objects(None, REALIST.proposedAssignment))
    assert len(parts) == 3
    stated = [t for t in premises(graph, profile) if t[0] in parts or t[2] in parts]
    assert {predicate for _, predicate, _ in stated} <= {REALIST.element}
    elements = {element for part in parts for element in graph.objects(part, REALIST.element)}
    inferred = rulebook().infer(graph, profile)
    assert not [t for t in inferred if t[0] in parts | elements or t[2] in parts | elements]


def test_a_concept_suggested_for_an_element_that_others_share_says_nothing_of_them() -> None:
    shared = WALKING.replace("      - text: buses bring people in\n", "      - text: less isolated\n", 1)
    shared = shared.replace(
        "        concept: AccessBarrier\n", "        element: less-isolated\n        concept: Stressor\n"
    )
    draft = read_bytes(shared.encode(), "full.yaml")
    assert draft.sheet is not None, draft.findings
    codes = Codes.of(everything())
    graph = study_graph(draft.sheet, assemble(draft, draft.sheet, codes, NAMES).configurations, codes, NAMES)
    inferred = rulebook().infer(graph, ALL_ACCEPTED)
    element = NAMES.within("walking-2020", "element", "less-isolated")
    about = {str(value) for subject, _, value in inferred if str(subject) == element}
    assert str(VOCAB.ReducedIsolation) in about
    assert str(VOCAB.Stressor) not in about


def test_what_the_rules_infer_with_suggestions_is_what_both_reasoners_infer() -> None:
    graph = walking(SUGGESTED)
    expected = critical(rulebook().infer(graph, ALL_ACCEPTED), graph)
    assert expected
    assert by_owlrl(logical(graph), rules_part("salutogenesis")) <= expected
    assert by_hermit(logical(graph), background()) == expected


def test_a_small_study_with_a_bare_suggestion_infers_nothing_from_it() -> None:
    study = small(
        {"k1": [("context", "SocialIsolation"), ("outcome", "ReducedIsolation"), ("proposed", "PeerSupport")]}
    )
    for profile in PROFILES:
        inferred = rulebook().infer(study, profile)
        assert not matches(inferred, "k1", "instantiates")
        assert not [t for t in inferred if t[0] == configuration("k1") and t[1] == REALIST.hasMechanism]
