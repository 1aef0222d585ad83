"""A study's text stays on its own ground, whatever a shape would let through."""

from pathlib import Path

import pytest
from rdflib import Graph

from demireg.domain.findings import Severity
from demireg.domain.names import PREFIXES, Names
from demireg.services.guarding import guard

STUDY = Path(__file__).parents[1] / "shapes" / "study.ttl"
OWN = "https://w3id.org/realist/id/study/example"
OTHER = "https://w3id.org/realist/id/study/example-2"
PROLOGUE = "\n".join(f"PREFIX {prefix}: <{space}>" for prefix, space in PREFIXES.items())


def with_statement(statement: str) -> Graph:
    return Graph().parse(STUDY).parse(data=f"{PROLOGUE}\n{statement} .", format="turtle")


def rules(statement: str) -> set[str]:
    return {finding.rule for finding in guard(with_statement(statement), "example", Names())}


def test_a_study_may_describe_itself_its_parts_its_programme_and_its_coders() -> None:
    assert guard(Graph().parse(STUDY), "example", Names()) == []


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        (f"<{OTHER}> rdfs:label 'renamed'", "foreign-subject"),
        (f"<{OTHER}/w1> realist:contextAssignment <{OWN}/w1/c1>", "foreign-subject"),
        (f"<{OWN}2/w1> rdfs:label 'same beginning'", "foreign-subject"),
        (f"<{OWN}/../example-2/w1> rdfs:label 'climbs out'", "foreign-subject"),
        ("<https://example.org/anything> rdfs:label 'elsewhere'", "foreign-subject"),
        ("<https://w3id.org/realist/id/graph/study/example> rdfs:label 'a graph'", "foreign-subject"),
        ("realist:Study rdfs:label 'renamed'", "protected-subject"),
        ("vocab:Trust rdfs:label 'renamed'", "protected-subject"),
        ("theory:salutogenesis rdfs:label 'renamed'", "protected-subject"),
        ("<https://w3id.org/realist/id/programme/example> realist:order 1", "shared-subject"),
        (
            "<https://w3id.org/realist/id/agent/tester> prov:actedOnBehalfOf <https://example.org/boss>",
            "shared-subject",
        ),
        ("<https://w3id.org/realist/id/programme/example> a realist:Study", "shared-subject"),
        ("<https://w3id.org/realist/id/programme/example> dcterms:identifier 'another'", "shared-subject"),
        ("<https://w3id.org/realist/id/programme/example> rdfs:label 'one', 'two'", "shared-subject"),
        ("<https://w3id.org/realist/id/programme/other> rdfs:label 'not its own'", "shared-subject"),
        ("<https://w3id.org/realist/id/programme/example/x> a realist:Programme", "shared-subject"),
        ("<https://w3id.org/realist/id/agent/tester> a realist:Configuration", "shared-subject"),
        ("<https://w3id.org/realist/id/agent/tester> dcterms:identifier 'tester'", "shared-subject"),
        ("<https://w3id.org/realist/id/agent/tester> rdfs:label 'one', 'two'", "shared-subject"),
        (f"<{OWN}/%2e%2e/example-2/w1> rdfs:label 'climbs out'", "climbing-address"),
        (f"<{OWN}/w1> realist:linkTo <{OTHER}/%2E./w1>", "climbing-address"),
        (f"<{OWN}/w1> realist:linkTo <{OTHER}/a%2Fb>", "climbing-address"),
        (f"<{OWN}/w1> rdfs:label 'a\\u202Eb'", "text-is-plain"),
        (f"<{OWN}/w1> rdfs:label 'a\\u0007b'", "text-is-plain"),
        (f"<{OWN}/site> a realist:Configuration", "label-is-free"),
        (f"<{OWN}/w1.ttl> a realist:Configuration", "label-is-free"),
        (f"<{OWN}> rdfs:seeAlso [ rdfs:label 'no address' ]", "blank-node"),
        ("[] rdfs:label 'no address'", "blank-node"),
        (f"<{OWN}/w1> owl:sameAs <{OTHER}/w1>", "axiom-in-study"),
        (f"<{OWN}/w1> rdfs:subClassOf <{OWN}/w2>", "axiom-in-study"),
        (f"<{OWN}/w1> a owl:Class", "definition-in-study"),
        (f"<{OWN}/w1/c1/element> a skos:Concept", "definition-in-study"),
        (f"<{OWN}/w1/c1/element> realist:kindOf vocab:Stressor", "definition-in-study"),
        (f"<{OWN}/w1> realist:contextAssignement <{OWN}/w1/c1>", "undeclared-predicate"),
        (f"<{OWN}/w1> realist:instantiates theory:salutogenesis", "inferred-statement"),
        (f"<{OWN}/w1> realist:hasContext <{OWN}/w1/c1/element>", "inferred-statement"),
        (f"<{OWN}> realist:codingProfile realist:AllAccepted", "inferred-statement"),
        (f"<{OWN}/w1> a theory:SalutogenicConfiguration", "inferred-statement"),
        (f"<{OWN}/stance/1> prov:generatedAtTime 'November'^^xsd:dateTime", "value-of-another-kind"),
        (f"<{OWN}/participants/1> realist:count 'seven'", "value-of-another-kind"),
        (f"<{OWN}> realist:hasConfiguration <{OTHER}/w1>", "borrowed-value"),
        (f"<{OWN}/w1/c1> realist:element <{OTHER}/w1/c1/element>", "borrowed-value"),
    ],
)
def test_a_text_that_leaves_its_ground_is_refused_by_name(statement: str, rule: str) -> None:
    assert rule in rules(statement)


@pytest.mark.parametrize(
    "statement",
    [
        f"<{OWN}/w1> realist:ripplesAsMechanism <{OTHER}/w1>",
        f"<{OWN}> realist:synthesises <{OTHER}>",
        f"<{OWN}/theory-use/1> realist:comparesWith <{OTHER}>",
        f"<{OWN}> rdfs:seeAlso <https://example.org/>",
        f"<{OWN}> rdfs:comment '{OTHER}'",
    ],
)
def test_a_study_may_point_at_others(statement: str) -> None:
    assert rules(statement) == set()


def test_what_the_guard_finds_is_a_violation_with_place_and_mend_in_steady_order() -> None:
    graph = with_statement(f"<{OTHER}/w1> rdfs:label 'b' . <{OTHER}> rdfs:label 'a' ; owl:sameAs <{OWN}>")
    found = guard(graph, "example", Names())
    assert [(each.rule, each.focus) for each in found] == [
        ("axiom-in-study", OTHER),
        ("foreign-subject", OTHER),
        ("foreign-subject", f"{OTHER}/w1"),
    ]
    assert {each.severity for each in found} == {Severity.VIOLATION}
    assert found[1].message == "The text says something about example-2, which is not part of this study."
    assert all(each.message.endswith(".") and each.mend.endswith(".") for each in found)


def test_another_host_s_base_moves_the_ground() -> None:
    text = Graph().parse(STUDY)
    assert {each.rule for each in guard(text, "example", Names("https://other.example/id/"))} == {"foreign-subject"}
