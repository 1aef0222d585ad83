"""Each encoded theory against the configurations that it was encoded from, and rivals against each other.

``encoded.csv`` holds the coded parts of those configurations, as the sheets have them.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, SKOS

from demireg.domain.names import ALL_ACCEPTED, REALIST, THEORY
from tests.ontology.graphs import theories
from tests.reasoning.studies import Part, matches, rulebook, small

#: ``wakefield-2022 (sc-1)`` in a note: a study, and the labels of its configurations.
NAMED = re.compile(r"([a-z-]+-\d{4}[a-z-]*) \(([a-z]+\d*-\d+(?:, [a-z]+\d*-\d+)*)\)")
ENCODED = (
    *("social-cure", "social-capital", "patient-activation", "enrolment-engagement-adherence", "holding"),
    *("buy-in-and-connections", "normalisation-process", "com-b", "cultural-offers"),
)
ISOLATED: Part = ("context", "SocialIsolation")
LESS_ISOLATED: Part = ("outcome", "ReducedIsolation")
FEWER_VISITS: Part = ("outcome", "ReducedPrimaryCareUse")


@cache
def encoded() -> dict[str, list[Part]]:
    """Return the coded parts of each configuration that a theory was encoded from."""
    found: dict[str, list[Part]] = {}
    with (Path(__file__).parent / "encoded.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["configuration"], []).append((row["assignment"], row["concept"]))
    return found


def claims() -> Iterator[tuple[str, str]]:
    """Yield each proposition with each configuration that its note says it was encoded from."""
    for proposition in sorted(theories().subjects(RDF.type, REALIST.Proposition), key=str):
        note = str(theories().value(proposition, SKOS.scopeNote) or "")
        for study, labels in NAMED.findall(note):
            for label in labels.split(", "):
                yield str(proposition).removeprefix(str(THEORY)), f"{study}/{label}"


def instantiated(*parts: Part) -> set[str]:
    """Return the propositions that a configuration with these parts instantiates."""
    return matches(rulebook().infer(small({"k1": parts}), ALL_ACCEPTED), "k1", "instantiates")


@pytest.mark.parametrize(("proposition", "configuration"), list(claims()))
def test_a_proposition_is_met_by_the_configurations_that_it_was_encoded_from(
    proposition: str, configuration: str
) -> None:
    assert proposition in instantiated(*encoded()[configuration])


@pytest.mark.parametrize("slug", ENCODED)
def test_each_proposition_of_an_encoded_theory_names_a_configuration(slug: str) -> None:
    named = {proposition for proposition, _ in claims()}
    propositions = {str(p).removeprefix(str(THEORY)) for p in theories().objects(THEORY[slug], REALIST.proposition)}
    assert propositions - named == set()


def test_what_is_kept_of_the_sheets_is_what_the_notes_name() -> None:
    assert {configuration for _, configuration in claims()} == set(encoded())


def test_company_without_belonging_tells_salutogenesis_from_the_social_cure() -> None:
    found = instantiated(ISOLATED, ("resource", "PeerSupport"), LESS_ISOLATED)
    assert "salutogenesis/P1" in found
    assert not [each for each in found if each.startswith("social-cure/")]


def test_belonging_tells_the_social_cure_from_salutogenesis_and_from_self_determination() -> None:
    found = instantiated(ISOLATED, ("response", "Belonging"), LESS_ISOLATED, ("outcome", "BetterWellbeing"))
    assert {"social-cure/P3", "social-cure/P4"} <= found
    assert not [each for each in found if each.startswith(("salutogenesis/", "self-determination/"))]


def test_belonging_to_a_group_one_identifies_with_is_belonging() -> None:
    assert "social-cure/P3" in instantiated(ISOLATED, ("response", "GroupIdentification"), LESS_ISOLATED)


@pytest.mark.parametrize(
    ("mechanism", "theory"),
    [
        ("Belonging", "social-cure"),
        ("SocialConnection", "social-capital"),
        ("Confidence", "patient-activation"),
        ("ConsistentAnchor", "holding"),
        ("ReducedIsolation", "salutogenesis"),
    ],
)
def test_five_theories_explain_fewer_visits_to_primary_care_each_by_a_mechanism_of_its_own(
    mechanism: str, theory: str
) -> None:
    found = instantiated(ISOLATED, ("mechanism", mechanism), FEWER_VISITS)
    assert {each.partition("/")[0] for each in found} == {theory}


def test_what_widens_inequality_fits_two_theories_and_tells_nothing_between_them() -> None:
    found = instantiated(("context", "UnequalResources"), ("outcome", "WidenedInequality"))
    assert found == {"salutogenesis/P5", "social-capital/P3"}


def test_an_opposed_outcome_speaks_against_the_theory_that_foresaw_it() -> None:
    parts: list[Part] = [ISOLATED, ("response", "Belonging"), ("outcome", "MoreIsolation")]
    triples = rulebook().infer(small({"k1": parts}), ALL_ACCEPTED)
    assert "social-cure/P3" in matches(triples, "k1", "counterInstantiates")
