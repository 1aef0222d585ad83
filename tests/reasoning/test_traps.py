"""The traps of modelling realist evidence in OWL, each sprung on purpose where the ontology steps around it."""

from functools import cache

import owlready2
import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef

from demireg import assets
from demireg.domain.names import ALL_ACCEPTED, PROFILES, REALIST, VOCAB
from demireg.services.axioms import generate
from demireg.services.turtle import parse
from demireg.store.base import Triple
from tests.reasoning.oracles import CRITICAL, by_owlrl, classified, logical
from tests.reasoning.studies import Part, configuration, everything, matches, rulebook, shipped, small

pytestmark = pytest.mark.proof

MATCHING: list[Part] = [("context", "SocialIsolation"), ("resource", "PeerSupport"), ("outcome", "ReducedIsolation")]
P1 = "salutogenesis/P1"
STUDIES = sorted(path.stem for path in (assets.folder("data") / "studies").glob("*.yaml"))


def core() -> Graph:
    """The modules without their words, small enough for a reasoner in a second or two."""
    union = Graph()
    for path in sorted((assets.folder("ontology") / "modules").glob("*.ttl")):
        union += parse(path)
    return logical(union + parse(assets.folder("ontology") / "imports" / "borrowed.ttl"))


@cache
def little() -> Graph:
    """What a general reasoner needs for the small studies here: one theory, and the kinds of the concepts they name."""
    known, kinds = Graph(), parse(assets.folder("data") / "theories" / "salutogenesis.ttl")
    kinds += generate(kinds)[0]
    for name in ("core-infer", "core-rl"):
        known += parse(assets.folder("ontology") / "modules" / f"{name}.ttl")
    named = {VOCAB[concept] for _, concept, *_ in (*MATCHING, ("outcome", "Engagement"))}
    for triple in everything().triples((None, REALIST.kindOf, None)):
        if any(triple[0] in everything().transitive_objects(each, REALIST.kindOf) for each in named):
            known.add(triple)
    return logical(known + kinds)


def at_most_one(on: URIRef) -> Graph:
    """An axiom that counts: configurations have at most one of something."""
    graph, restriction = core(), BNode()
    graph.add((restriction, RDF.type, OWL.Restriction))
    graph.add((restriction, OWL.onProperty, on))
    graph.add((restriction, OWL.maxCardinality, Literal(1, datatype=XSD.nonNegativeInteger)))
    graph.add((REALIST.Configuration, RDFS.subClassOf, restriction))
    return graph


def test_a_reasoner_refuses_to_count_what_a_chain_gives_and_counts_assignments() -> None:
    with pytest.raises(owlready2.OwlReadyJavaError, match="Non-simple property"):
        classified(at_most_one(REALIST.hasMechanism))
    assert classified(at_most_one(REALIST.mechanismAssignment)) is not None


@pytest.mark.parametrize(("kind", "text"), [(XSD.gYear, "2021"), (XSD.date, "2021-03-17")])
def test_a_reasoner_refuses_calendar_dates_which_is_why_a_year_is_a_number(kind: URIRef, text: str) -> None:
    graph = core()
    graph.add((URIRef("https://example.org/s"), REALIST.year, Literal(text, datatype=kind)))
    with pytest.raises(owlready2.OwlReadyJavaError, match="UnsupportedDatatype"):
        classified(graph)


@pytest.mark.parametrize("study", STUDIES)
def test_no_study_carries_a_calendar_date(study: str) -> None:
    kinds = {each.datatype for each in shipped(study).objects() if isinstance(each, Literal)}
    assert kinds.isdisjoint({XSD.gYear, XSD.date, XSD.gYearMonth})


def test_what_is_only_proposed_stands_in_no_chain() -> None:
    for number, (_, concept) in enumerate(MATCHING):
        parts = [part if index != number else ("proposed", concept) for index, part in enumerate(MATCHING)]
        study = small({"k1": parts})
        for profile in PROFILES:
            assert P1 not in matches(rulebook().infer(study, profile), "k1", "instantiates")
        assert not [t for t in by_owlrl(logical(study), little()) if t[1] == REALIST.instantiates]


def test_a_match_is_no_proof_of_one_causal_thread() -> None:
    threads = small({"k1": [*MATCHING, ("outcome", "MoreIsolation")]})
    found = rulebook().infer(threads, ALL_ACCEPTED)
    assert P1 in matches(found, "k1", "instantiates")
    assert P1 in matches(found, "k1", "counterInstantiates")


@pytest.mark.parametrize("study", STUDIES)
def test_no_stance_and_no_silence_is_ever_inferred(study: str) -> None:
    allowed = {*CRITICAL, RDF.type}
    for profile in PROFILES:
        assert {triple[1] for triple in rulebook().infer(shipped(study), profile)} <= allowed


def test_a_missing_context_is_neither_met_nor_opposed() -> None:
    found = rulebook().infer(small({"k1": MATCHING[1:]}), ALL_ACCEPTED)
    assert P1 not in matches(found, "k1", "instantiates")
    assert P1 not in matches(found, "k1", "counterInstantiates")


def test_one_identity_between_studies_would_let_evidence_leak_from_one_into_the_other() -> None:
    one = small({"k1": [*MATCHING[:2], ("outcome", "Engagement", "AuthorTagged", "shared")]}, "one")
    two = small({"k1": [("outcome", "NoChange", "AuthorTagged", "shared")]}, "two")
    both, known = logical(one + two), little()
    apart: set[Triple] = by_owlrl(logical(one), known) | by_owlrl(logical(two), known)
    assert by_owlrl(both, known) == apart
    elements = [URIRef(f"https://w3id.org/realist/id/study/{study}/element/shared") for study in ("one", "two")]
    both.add((elements[0], OWL.sameAs, elements[1]))
    leaked = by_owlrl(both, known) - apart
    assert (elements[1], REALIST.concept, VOCAB.Engagement) in leaked
    assert (configuration("k1", "two"), REALIST.hasOutcome, elements[0]) in leaked
