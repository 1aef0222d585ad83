"""Findings as people read them, and what the rules say of the studies that ship."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from demireg.domain.findings import Finding, Report, Severity
from demireg.domain.names import PREFIXES, REALIST, VOCAB, Names
from demireg.services.background import Background
from demireg.services.importing.assemble import assemble
from demireg.services.importing.read import read_file
from demireg.services.importing.triples import study_graph
from demireg.services.seeding import shipped_studies
from demireg.services.validating import Validator
from tests import shipping

HERE = Path(__file__).parent
SHAPES = HERE.parent / "shapes"
GOLDEN = HERE / "shipped-findings.csv"
NAMES = Names()
PROLOGUE = "\n".join(f"PREFIX {prefix}: <{space}>" for prefix, space in PREFIXES.items())
W1 = URIRef(NAMES.configuration("example", "w1"))


@pytest.fixture(scope="module")
def shipped() -> Background:
    return shipping.background()


@pytest.fixture(scope="module")
def validator(shipped: Background) -> Validator:
    return Validator(shipped.union + Graph().parse(SHAPES / "background.ttl"))


@pytest.fixture(scope="module")
def bertotti(shipped: Background) -> Graph:
    return dict(shipped_graphs(shipped))["bertotti-2018"]


def study() -> Graph:
    return Graph().parse(SHAPES / "study.ttl")


def found(validator: Validator, graph: Graph, rule: str) -> Finding:
    (finding,) = (each for each in validator.check(graph, "example", NAMES) if each.rule == rule)
    return finding


def test_a_finding_says_where_what_how_grave_and_how_to_mend(validator: Validator) -> None:
    graph = study()
    graph.remove((W1, RDFS.label, None))
    finding = found(validator, graph, "configuration-has-title")
    assert finding.severity is Severity.VIOLATION
    assert finding.focus == str(W1)
    assert finding.message.startswith("A configuration needs one title")
    assert finding.mend == "Say in one line what the configuration claims."


def test_a_message_names_the_text_at_fault(validator: Validator) -> None:
    graph = study()
    graph.set((URIRef(f"{W1}/excerpt"), REALIST.participant, Literal("Mary Jones")))
    finding = found(validator, graph, "participant-is-pseudonymous")
    assert finding.message.endswith("Found: “Mary Jones”.")


def test_a_message_names_a_concept_without_its_address(validator: Validator) -> None:
    graph = study()
    graph.add((URIRef(f"{W1}/c1/element"), REALIST.codedConcept, VOCAB.Lonelyness))
    finding = found(validator, graph, "concept-is-known")
    assert finding.message.endswith("Found: Lonelyness.")
    assert finding.focus == f"{W1}/c1/element"


def test_a_rule_about_a_whole_study_points_at_the_part_at_fault(validator: Validator) -> None:
    graph = study()
    graph.set((URIRef(f"{W1}/o1/element"), REALIST.codedConcept, VOCAB.Isolation))
    graph.remove((None, REALIST.horizon, None))
    assert found(validator, graph, "context-and-outcome-differ").focus == str(W1)


def test_a_rule_about_all_uses_of_a_value_points_at_the_part_at_fault(validator: Validator) -> None:
    graph = study()
    graph.remove((None, REALIST.rationale, None))
    assert found(validator, graph, "curator-reading-has-rationale").focus == f"{W1}/c1"


def test_what_a_text_may_not_say_is_found_by_the_same_check(validator: Validator) -> None:
    graph = study()
    graph.add((VOCAB.Trust, RDFS.label, Literal("renamed")))
    assert found(validator, graph, "protected-subject").focus == str(VOCAB.Trust)


@pytest.mark.parametrize("value", ['"five"', '"x"^^xsd:integer', "<https://example.org/5>", "[]", "1.5"])
@pytest.mark.parametrize("name", ["count", "coded", "outOf", "year"])
def test_a_value_of_another_kind_is_found_and_never_breaks_the_check(
    name: str, value: str, validator: Validator
) -> None:
    graph = study()
    for rule in ("participant-total-adds-up", "double-coding-is-enough"):
        graph.parse(SHAPES / rule / "pass.ttl")
    for subject in set(graph.subjects(REALIST[name])):
        graph.parse(data=f"{PROLOGUE}\n<{subject}> realist:{name} {value} .", format="turtle")
    rules = {finding.rule for finding in validator.check(graph, "example", NAMES)}
    assert rules & {"value-of-another-kind", "blank-node"}


def test_findings_come_in_the_same_order_however_the_triples_came(validator: Validator) -> None:
    graph = Graph()
    for number in (10, 2, 1):
        node = URIRef(NAMES.configuration("example", f"w{number}"))
        graph.add((node, RDF.type, REALIST.Configuration))
    shuffled = Graph()
    for triple in sorted(graph, reverse=True):
        shuffled.add(triple)
    first = validator.check(graph, "example", NAMES)
    assert first == validator.check(shuffled, "example", NAMES)
    order = [finding.focus.rpartition("/")[2] for finding in first]
    assert list(dict.fromkeys(order)) == ["w1", "w2", "w10"]


def test_checking_changes_neither_the_study_nor_the_background(shipped: Background) -> None:
    graph, background = study(), shipped.union
    sizes = (len(graph), len(background))
    Validator(background).check(graph, "example", NAMES)
    Validator(background).check_background()
    assert (len(graph), len(background)) == sizes


def test_a_concept_is_judged_with_what_stands_above_it(validator: Validator) -> None:
    graph = study()
    low = VOCAB.VeryLowConfidence
    element = URIRef(f"{W1}/m2/element")
    graph.set((element, REALIST.codedConcept, low))
    background = Graph().parse(SHAPES / "background.ttl")
    background.add((low, RDF.type, SKOS.Concept))
    background.add((low, REALIST.kindOf, VOCAB.LowConfidence))
    rules = {finding.rule for finding in Validator(background).check(graph, "example", NAMES)}
    assert "absence-is-no-double-negative" in rules


def test_the_background_that_ships_breaks_no_rule(shipped: Background) -> None:
    assert Validator(shipped.union).check_background() == []


def test_a_fault_of_the_background_is_found(shipped: Background) -> None:
    background = shipped.union + Graph()
    background.add((VOCAB.Nameless, RDF.type, SKOS.Concept))
    rules = {finding.rule for finding in Validator(background).check_background()}
    assert rules == {"concept-has-definition", "concept-has-label", "concept-has-scheme", "concept-has-source"}


def test_checking_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, demireg.services.validating; sys.exit('pyshacl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def shipped_graphs(shipped: Background) -> Iterator[tuple[str, Graph]]:
    for path in shipped_studies():
        draft = read_file(path)
        assert draft.sheet is not None, [finding.sentence() for finding in draft.findings]
        read = assemble(draft, draft.sheet, shipped.codes, NAMES)
        assert read.findings == []
        yield draft.sheet.id, study_graph(draft.sheet, read.configurations, shipped.codes, NAMES)


def known_findings() -> list[list[str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def test_the_studies_that_ship_break_no_rule_and_warn_only_of_what_is_known(
    shipped: Background, validator: Validator
) -> None:
    rows = []
    for name, graph in shipped_graphs(shipped):
        findings = validator.check(graph, name, NAMES)
        assert Report.of(findings).conforms, [finding.sentence() for finding in findings]
        rows += [[each.severity.value, NAMES.local(each.focus), each.rule] for each in findings]
    known = [row[:3] for row in known_findings()]
    anywhere = {rule for severity, where, rule in known if (severity, where) == ("info", "*")}
    assert anywhere <= {row[2] for row in rows}
    rows = [row for row in rows if row[2] not in anywhere]
    known = [row for row in known if row[1] != "*"]
    new, gone = ([row for row in one if row not in other] for one, other in ((rows, known), (known, rows)))
    where = "tests/services/shipped-findings.csv"
    assert not new, f"rules find what no row of {where} explains; mend the sheet, or add, with a reason: {new}"
    assert not gone, f"nothing is found any more for these rows of {where}; take them out: {gone}"
    assert sorted(rows) == sorted(known)


def test_each_known_finding_says_why_it_stands() -> None:
    assert [row for row in known_findings() if len(row) != 4 or not row[3].endswith(".")] == []


@pytest.mark.parametrize(
    ("predicate", "rule"),
    [
        (DCTERMS.title, "study-has-title"),
        (REALIST.year, "study-has-year"),
        (REALIST.textSeen, "study-says-how-much-was-read"),
        (REALIST.partOfProgramme, "study-has-programme"),
        (REALIST.reportedIn, "study-has-report"),
        (REALIST.hasConfiguration, "configuration-in-one-study"),
        (RDFS.label, "configuration-has-title"),
        (REALIST.element, "assignment-has-element"),
        (REALIST.codedConcept, "element-is-coded"),
        (REALIST.codingBasis, "assignment-has-basis"),
        (REALIST.rationale, "curator-reading-has-rationale"),
        (REALIST.valence, "outcome-has-valence"),
        (REALIST.outcomeAssignment, "configuration-has-outcome"),
        (REALIST.evidencedBy, "configuration-has-evidence"),
        (REALIST.locator, "excerpt-has-locator"),
        (REALIST.assesses, "stance-has-proposition"),
        (REALIST.onBasisOf, "stance-rests-on-configurations"),
        (PROV.wasAttributedTo, "stance-has-agent"),
        (PROV.generatedAtTime, "stance-has-time"),
        (REALIST.reviewStatus, "stance-has-review-status"),
        (REALIST.theoryRelation, "theory-use-relation-is-known"),
    ],
)
def test_a_shipped_study_that_loses_something_is_caught(
    predicate: URIRef, rule: str, bertotti: Graph, validator: Validator
) -> None:
    graph = Graph()
    for triple in bertotti:
        if triple[1] != predicate:
            graph.add(triple)
    assert len(graph) < len(bertotti)
    assert rule in {finding.rule for finding in validator.check(graph, "bertotti-2018", NAMES)}
