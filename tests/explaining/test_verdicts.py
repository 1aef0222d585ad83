"""An explanation never says another thing than the rules inferred: on all that ships, and on random studies."""

from collections.abc import Iterable, Iterator
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, INFERRED, PROFILES, REALIST, VOCAB
from demireg.services.catalogue.concepts import Hierarchy, hierarchy
from demireg.services.catalogue.stances import proposition_index
from demireg.services.catalogue.studies import study_list
from demireg.services.explaining.explain import explain
from demireg.services.explaining.proofs import RELATIONS, Pattern
from demireg.services.explaining.proving import prove, related
from demireg.services.explaining.reading import read_claim, read_patterns
from demireg.services.repository import Repository
from demireg.store.base import Triple
from tests.reasoning.studies import Part, small
from tests.reasoning.test_laws import study
from tests.shipping import without_studies


def inferred(graph: Graph) -> set[tuple[str, str, str]]:
    """Return each configuration, relation and proposition that a graph of inferences holds."""
    return {(str(one), name, str(other)) for name in RELATIONS for one, other in graph.subject_objects(REALIST[name])}


def explained(
    repository: Repository, configuration: str, patterns: dict[str, tuple[Pattern, ...]], held: Hierarchy, profile: str
) -> set[tuple[str, str, str]]:
    """Return what explanations of one configuration against every proposition conclude."""
    claim = read_claim(repository, configuration)
    return {
        (claim.iri, relation, iri)
        for iri, asked in patterns.items()
        for relation in related(prove(claim, asked, held, profile))
    }


def all_patterns(repository: Repository) -> dict[str, tuple[Pattern, ...]]:
    return {iri: read_patterns(repository, ref.reference) for iri, ref in proposition_index(repository).items()}


@pytest.mark.parametrize("profile", [ALL_ACCEPTED, pytest.param(AUTHORS_ONLY, marks=pytest.mark.proof)])
def test_every_verdict_on_the_shipped_studies_is_the_stored_inference(seeded: Repository, profile: str) -> None:
    patterns, held, names = all_patterns(seeded), hierarchy(seeded), seeded.names
    told: set[tuple[str, str, str]] = set()
    stored: set[tuple[str, str, str]] = set()
    for identifier in (each.id for each in study_list(seeded)):
        asserted = seeded.store.get(names.graph("study", identifier))
        for kind in (REALIST.Configuration, REALIST.HypothesisedConfiguration):
            for node in asserted.subjects(RDF.type, kind):
                told |= explained(seeded, names.local(str(node)), patterns, held, profile)
        for part, profiles in INFERRED.items():
            if profile in profiles:
                stored |= inferred(seeded.store.get(names.inferred(part, identifier)))
    assert stored
    assert told == stored


@pytest.fixture(scope="module")
def random_home() -> Iterator[Repository]:
    """Give a repository with vocabularies and theories and no study."""
    repository = without_studies()
    yield repository
    repository.close()


def keep(repository: Repository, graph: Graph, labels: Iterable[str]) -> None:
    """Put a small study in the store, with what names it and its configurations."""
    names = repository.names
    owner = URIRef(names.study("small"))
    graph.add((owner, RDF.type, REALIST.Study))
    graph.add((owner, DCTERMS.identifier, Literal("small")))
    for label in labels:
        graph.add((owner, REALIST.hasConfiguration, URIRef(names.configuration("small", label))))
        graph.add((URIRef(names.configuration("small", label)), DCTERMS.identifier, Literal(label)))
    repository.store.replace({names.graph("study", "small"): cast("Iterator[Triple]", iter(graph))})


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(written=study)
def test_every_verdict_on_random_studies_is_what_the_rules_infer(
    random_home: Repository, written: dict[str, list[Part]]
) -> None:
    graph = small(written)
    keep(random_home, graph, written)
    patterns, held = all_patterns(random_home), hierarchy(random_home)
    for profile in PROFILES:
        told = {each for label in written for each in explained(random_home, f"small/{label}", patterns, held, profile)}
        follows = Graph()
        for triple in random_home.background.rulebook.infer(graph, profile):
            follows.add(triple)
        assert told == inferred(follows)


def test_an_explanation_says_that_the_store_holds_the_same(seeded: Repository) -> None:
    for profile in PROFILES:
        found = explain(seeded, "wood-2021/w12", "salutogenesis/P1", profile)
        assert found.agrees
        assert ("instantiates" in found.relations) == (profile == ALL_ACCEPTED)


@pytest.mark.parametrize(("rejected", "says"), [(False, "nobody has accepted"), (True, "was rejected")])
def test_what_a_machine_proposed_fills_no_slot_and_is_named(random_home: Repository, rejected: bool, says: str) -> None:
    graph = small({"k1": [("context", "SocialIsolation"), ("outcome", "ReducedIsolation")]})
    part, configuration = (URIRef(random_home.names.configuration("small", end)) for end in ("k1/m1", "k1"))
    graph.add((configuration, REALIST.proposedAssignment, part))
    graph.add((part, REALIST.proposedRole, REALIST.MechanismRole))
    graph.add((part, REALIST.proposedConcept, VOCAB.PeerSupport))
    if rejected:
        graph.add((part, REALIST.rejectedBy, URIRef(random_home.names.agent("ann"))))
    keep(random_home, graph, ["k1"])
    found = explain(random_home, "small/k1", "salutogenesis/P1")
    slot = next(slot for slot in found.patterns[0].slots if slot.role == "M")
    assert found.verdict == "none"
    assert [miss.reason for miss in slot.misses] == ["standing"]
    assert says in slot.misses[0].said
