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
from tests.ontology.graphs import home, theories
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
    where = home(THEORY[proposition])
    assert configuration in encoded(), (
        f"{where}: its skos:scopeNote names {configuration}; write that configuration's coded parts into "
        f"tests/reasoning/encoded.csv, one row a part, such as `{configuration},mechanism,PeerSupport`"
    )
    found = instantiated(*encoded()[configuration])
    assert proposition in found, (
        f"{where}: no pattern matches {configuration}, which its note names. Its parts in tests/reasoning/encoded.csv "
        f"are {encoded()[configuration]}: ask for what they are kinds of, or drop the configuration from the note"
    )


@pytest.mark.parametrize("slug", ENCODED)
def test_each_proposition_of_an_encoded_theory_names_a_configuration(slug: str) -> None:
    named = {proposition for proposition, _ in claims()}
    propositions = {str(p).removeprefix(str(THEORY)) for p in theories().objects(THEORY[slug], REALIST.proposition)}
    assert propositions <= named, (
        f"data/theories/{slug}.ttl: {sorted(propositions - named)} name no configuration in their skos:scopeNote, "
        "as in “Curators' encoding of westlake-2024 (ho-1).”"
    )


def test_what_is_kept_of_the_sheets_is_what_the_notes_name() -> None:
    named = {configuration for _, configuration in claims()}
    assert named == set(encoded()), (
        f"{sorted(named - set(encoded()))} lack rows in tests/reasoning/encoded.csv; "
        f"{sorted(set(encoded()) - named)} have rows there and no skos:scopeNote in data/theories names them"
    )


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


#: A mechanism, and the theory of five that explains fewer visits to primary care by it. Further theories may as well.
FIVE = {
    "Belonging": "social-cure",
    "SocialConnection": "social-capital",
    "Confidence": "patient-activation",
    "ConsistentAnchor": "holding",
    "ReducedIsolation": "salutogenesis",
}


@pytest.mark.parametrize(("mechanism", "theory"), FIVE.items())
def test_five_theories_explain_fewer_visits_to_primary_care_each_by_a_mechanism_of_its_own(
    mechanism: str, theory: str
) -> None:
    found = instantiated(ISOLATED, ("mechanism", mechanism), FEWER_VISITS)
    assert {each.partition("/")[0] for each in found} & set(FIVE.values()) == {theory}


def test_what_widens_inequality_fits_two_theories_and_tells_nothing_between_them() -> None:
    found = instantiated(("context", "UnequalResources"), ("outcome", "WidenedInequality"))
    assert found >= {"salutogenesis/P5", "social-capital/P3"}


def test_an_opposed_outcome_speaks_against_the_theory_that_foresaw_it() -> None:
    parts: list[Part] = [ISOLATED, ("response", "Belonging"), ("outcome", "MoreIsolation")]
    triples = rulebook().infer(small({"k1": parts}), ALL_ACCEPTED)
    assert "social-cure/P3" in matches(triples, "k1", "counterInstantiates")
