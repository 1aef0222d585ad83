"""A sheet that says everything a sheet can say of parts, links, passages, conduct and appraisal arrives whole."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from demireg.domain.findings import Severity
from demireg.domain.names import REALIST, VOCAB, Names
from demireg.services.importing import sheet_claims, sheet_conduct
from demireg.services.importing.assemble import assemble
from demireg.services.importing.read import read_bytes
from demireg.services.importing.triples import study_graph
from demireg.services.repository import Repository
from demireg.services.studies import check
from tests.ontology.graphs import core, declared

FILE = Path(__file__).with_name("full.yaml")
TEXT = FILE.read_text(encoding="utf-8")
NAMES = Names()
W1 = NAMES.configuration("walking-2020", "w1")


@pytest.fixture(scope="module")
def graph(seeded: Repository) -> Graph:
    draft = read_bytes(TEXT.encode(), FILE.name)
    assert draft.sheet is not None, draft.findings
    assembled = assemble(draft, draft.sheet, seeded.background.codes, NAMES)
    assert assembled.findings == []
    return study_graph(draft.sheet, assembled.configurations, seeded.background.codes, NAMES)


def node(*steps: str) -> URIRef:
    return URIRef(NAMES.within("walking-2020", *steps))


def said(block: BaseModel) -> Iterator[tuple[str, str]]:
    """Each key that a sheet sets, with the class of its block."""
    for key in block.model_fields_set:
        yield type(block).__name__, key
        value = getattr(block, key)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from said(each)


def test_every_key_of_the_newer_blocks_is_in_the_sheet() -> None:
    sheet = read_bytes(TEXT.encode(), FILE.name).sheet
    assert sheet is not None
    used = set(said(sheet))
    models = [each for each in vars(sheet_conduct).values() if isinstance(each, type) and issubclass(each, BaseModel)]
    own = [model for model in models if model.__module__ == sheet_conduct.__name__]
    assert len(own) > 5
    wanted = {(model.__name__, key) for model in own for key in model.model_fields}
    wanted |= {("CausalLink", key) for key in sheet_claims.CausalLink.model_fields}
    wanted |= {("Evidence", key) for key in sheet_claims.Evidence.model_fields}
    wanted |= {("Mechanism", key) for key in ("basis", "accepted_by", "rejected_by", "activation", "level")}
    wanted |= {("Outcome", key) for key in ("valence_for", "intention", "horizon")}
    assert wanted - used == set()


def test_the_sheet_conforms_and_comes_back_from_its_triples(seeded: Repository, graph: Graph) -> None:
    report = check(seeded, read_bytes(TEXT.encode(), FILE.name))
    assert [each for each in report.findings if each.severity is Severity.VIOLATION] == []
    again = check(seeded, read_bytes(graph.serialize(format="nt").encode(), "walking-2020.nt"))
    assert [each for each in again.findings if each.severity is Severity.VIOLATION] == []


def test_the_same_sheet_in_json_says_the_same(seeded: Repository, graph: Graph) -> None:
    text = json.dumps(yaml.safe_load(TEXT), default=str)
    draft = read_bytes(text.encode(), "full.json")
    assert draft.sheet is not None, draft.findings
    codes = seeded.background.codes
    again = study_graph(draft.sheet, assemble(draft, draft.sheet, codes, NAMES).configurations, codes, NAMES)
    assert set(again) == set(graph)


def test_every_term_is_declared_and_used_as_declared(graph: Graph) -> None:
    terms = core()
    links, texts = declared(terms, OWL.ObjectProperty), declared(terms, OWL.DatatypeProperty)
    assert set(graph.objects(None, RDF.type)) <= declared(terms, OWL.Class)
    values = declared(terms, OWL.NamedIndividual)
    for _, predicate, value in graph:
        assert predicate not in links or isinstance(value, URIRef)
        assert predicate not in texts or isinstance(value, Literal)
        assert predicate in links | texts | declared(terms, OWL.AnnotationProperty) | {RDF.type, RDFS.label}
        known = predicate == RDF.type or not str(value).startswith(str(REALIST)) or isinstance(value, Literal)
        assert known or value in values, value


def test_a_part_says_its_facets(graph: Graph) -> None:
    expected = {
        "c1": {"level": "IndividualLevel", "contextNarrative": "RelationalProcess"},
        "m1": {"level": "InterpersonalLevel", "activation": "PartlyActivated"},
        "o1": {"horizon": "Proximal", "intention": "Intended", "valence": "Beneficial"},
        "o2": {"horizon": "Distal", "intention": "Unintended", "level": "SystemLevel"},
    }
    for number, facets in expected.items():
        for name, value in facets.items():
            assert list(graph.objects(node("w1", number), REALIST[name])) == [REALIST[value]]
    assert graph.value(node("w1", "c1"), REALIST.actorRole) == VOCAB.Client
    assert str(graph.value(node("w1", "o1"), REALIST.valenceFor)) == "neighbours"


def test_a_suggestion_waits_counts_or_is_kept_as_rejected(graph: Graph) -> None:
    by_property = {part: predicate for predicate in graph.predicates() for part in graph.objects(URIRef(W1), predicate)}
    proposed = set(graph.objects(URIRef(W1), REALIST.proposedAssignment))
    assert proposed == {node("w1", "m2"), node("w1", "m4")}
    assert by_property[node("w1", "m3")] == REALIST.mechanismAssignment
    assert graph.value(node("w1", "m3"), REALIST.acceptedBy) == URIRef(NAMES.agent("curator-b"))
    assert graph.value(node("w1", "m4"), REALIST.rejectedBy) == URIRef(NAMES.agent("curator-b"))
    assert graph.value(node("w1", "m2"), REALIST.proposedRole) == REALIST.MechanismRole
    assert graph.value(node("w1", "m2"), REALIST.proposedConcept) == VOCAB.AccessBarrier
    assert (node("w1", "m2", "element"), REALIST.codedConcept, None) not in graph


def test_a_configuration_that_the_report_leaves_open_says_so(graph: Graph) -> None:
    assert list(graph.subject_objects(REALIST.incomplete)) == [(node("w1"), Literal(True))]
    assert (node("w1"), RDF.type, REALIST.PartialConfiguration) not in graph


def test_causal_links_and_ways_on_are_there(graph: Graph) -> None:
    circle = node("w1", "causal-link", "2")
    assert graph.value(circle, REALIST["from"]) == node("w1", "o1")
    assert graph.value(circle, REALIST.to) == node("w1", "m1")
    assert graph.value(circle, REALIST.linkKind) == REALIST.FeedsBack
    assert graph.value(circle, REALIST.codingBasis) == REALIST.CuratorInferred
    assert graph.value(circle, REALIST.evidencedBy) == node("w1", "excerpt")
    for name in ("ripplesAsMechanism", "elaborates", "competesWith"):
        assert (node("w1"), REALIST[name], node("w2")) in graph


def test_a_statement_of_the_report_keeps_its_place_and_whose_it_is(graph: Graph) -> None:
    study = node()
    by_kind = {
        str(graph.value(each, REALIST.statementKind)): each for each in graph.objects(study, REALIST.hasStatement)
    }
    assert str(graph.value(study, REALIST.fundingStatement)) == "None."
    assert str(graph.value(by_kind["fundingStatement"], REALIST.locator)) == "Declarations"
    assert graph.value(by_kind["fundingStatement"], REALIST.codingBasis) == REALIST.AuthorStated
    assert graph.value(by_kind["methodRationale"], REALIST.codingBasis) == REALIST.CuratorInferred


def test_judgements_and_segments_say_whose_they_are(graph: Graph) -> None:
    about = [graph.value(node("quality", number), REALIST.about) for number in "123"]
    assert about == [node("w1", "excerpt"), node("document", "d1"), node("report")]
    coding = node("segment", "s1", "coding", "curator-b")
    assert graph.value(coding, REALIST.roleGiven) == REALIST.MechanismRole


#: Old and new text → rule, end of the place, and a piece of the mend.
WRONG: dict[str, tuple[str, str, str, str, str]] = {
    "a level": (
        "level: interpersonal",
        "level: personal",
        "value-is-a-choice",
        "mechanisms[0].level",
        "'interpersonal'",
    ),
    "a horizon": ("horizon: distal", "horizon: distant", "value-is-a-choice", "outcomes[1].horizon", "'distal'"),
    "an intention": ("unintended", "unintentional", "value-is-a-choice", "outcomes[1].intention", "'unintended'"),
    "an activation": ("activation: partial", "activation: parts", "value-is-a-choice", ".activation", "'partial'"),
    "a link kind": ("kind: produces", "kind: product", "value-is-a-choice", "causal_links[0].kind", "'produces'"),
    "a part of a causal link": (
        "from: m1",
        "from: m9",
        "part-is-there",
        "causal_links[0].from",
        "Parts here are c1, i1, m1",
    ),
    "a stage": ("stage: ActivityStage", "stage: ActivityStag", "concept-is-known", "[0].stage", "ActivityStage"),
    "a speaker": ("speaker: Client", "speaker: Clientt", "concept-is-known", "evidence.speaker", "'Client'"),
    "an actor": ("actor: Client", "actor: Clientt", "concept-is-known", "contexts[0].actor", "'Client'"),
    "a proposition shown": (
        "elicited_by: [salutogenesis/P1]",
        "elicited_by: [salutogenesis/P11]",
        "proposition-is-known",
        "evidence.elicited_by[0]",
        "salutogenesis/P1",
    ),
    "a focus": ("focus: [salutogenesis/P1]", "focus: [x/P1]", "proposition-is-known", "reporting.focus[0]", "P1"),
    "words without a licence": (
        "      quotation_licence: CC BY 4.0\n",
        "",
        "quotation-has-licence",
        "evidence.quotation",
        "open licence",
    ),
    "an item": ("item: rameses-1-01", "item: rameses-1-1", "item-is-known", "checklist[0].item", "rameses-1-01"),
    "a standard": ("read_for: [rameses-1]", "read_for: [rameses]", "standard-is-known", "read_for[0]", "rameses-1"),
    "a document": (
        "document: d1",
        "document: d2",
        "document-is-there",
        "quality[1].document",
        "Documents here are d1.",
    ),
    "a synthesis that is none": (
        "  synthesis: true\n",
        "",
        "synthesis-is-said",
        "(documents)",
        "synthesis: true",
    ),
    "a decision twice": (
        "        rejected_by: curator-b\n",
        "        rejected_by: curator-b\n        accepted_by: curator-a\n",
        "suggestion-is-decided",
        "mechanisms[3].rejected_by",
        "later",
    ),
    "a decision on nothing": (
        "        basis: machine_suggested\n        accepted_by",
        "        accepted_by",
        "suggestion-is-said",
        "mechanisms[2].accepted_by",
        "machine_suggested",
    ),
    "a coder in words": (
        "curator-b: mechanism",
        "Curator B: mechanism",
        "identifier-is-well-formed",
        "roles.Curator B",
        "letters",
    ),
    "a role given": ("curator-b: mechanism", "curator-b: means", "value-is-a-choice", "roles.curator-b", "'mechanism'"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_word_is_refused_at_its_place_with_the_nearest_known_one(seeded: Repository, case: str) -> None:
    old, new, rule, place, mend = WRONG[case]
    assert old in TEXT
    report = check(seeded, read_bytes(TEXT.replace(old, new, 1).encode(), "f.yaml"))
    found = next(each for each in report.findings if each.rule == rule)
    assert found.severity is Severity.VIOLATION
    assert place in found.place
    assert mend in found.mend


def test_a_finding_on_a_node_points_at_its_line(seeded: Repository) -> None:
    text = TEXT.replace("        direction: absent_or_deficient\n        activation: none", "        activation: none")
    text = text.replace("activation: partial", "activation: none").replace(
        ", rationale: The text tells of a circle.", ""
    )
    places = [each.place for each in check(seeded, read_bytes(text.encode(), "f.yaml")).findings]
    assert any("cmo_configurations[0].mechanisms[0]" in place for place in places)
    assert any("cmo_configurations[0].causal_links[1]" in place for place in places)
