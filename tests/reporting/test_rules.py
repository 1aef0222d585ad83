"""Each rule of the reporting standards passes a study that tells all, and finds the one thing that another lacks.

``evaluation.ttl`` and ``synthesis.ttl`` tell all; a file in ``faults/`` takes away what one rule asks for. A rule on a
thing's details breaks together with the one on the thing itself, where that is what is taken away.
"""

from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.namespace import SH as SHACL

from demireg import assets
from demireg.domain.names import REALIST, VOCAB
from demireg.services.reporting.checking import FAMILY, broken
from demireg.services.validating import family_graph, shapes_graph

HERE = Path(__file__).parent
SPACE = "https://w3id.org/realist/shapes#"
WHOLE = {"rameses-1": "synthesis.ttl", "rameses-2": "evaluation.ttl"}
#: Rule on a thing → rules on its details, which nothing can keep without the thing.
DETAILS = {
    "rameses-1-08-search-is-told": {"rameses-1-08-search-has-source-time-and-terms"},
    "rameses-1-11-analysis-is-described": {"rameses-1-11-configurations-are-made"},
    "rameses-1-18-conclusion-is-drawn": {"rameses-1-18-advice-rests-on-configuration"},
    "rameses-2-05-focus-is-stated": {"rameses-2-16-question-is-answered"},
    "rameses-2-09-programme-is-named": {"rameses-2-09-delivery-is-described"},
    "rameses-2-11-collection-is-described": {"rameses-2-11-collection-has-kind-and-time"},
    "rameses-2-13-analysis-is-described": {"rameses-2-13-configurations-are-made"},
    "rameses-2-19-conclusion-is-drawn": {"rameses-2-19-advice-rests-on-configuration"},
}


def rules() -> list[str]:
    return sorted(str(shape).removeprefix(SPACE) for shape in family_graph(FAMILY).subjects(SHACL.message))


def whole(standard: str) -> Graph:
    return Graph().parse(HERE / WHOLE[standard])


@cache
def vocabulary() -> Graph:
    graph = Graph()
    for standard in WHOLE:
        graph.parse(assets.folder("ontology") / "vocabularies" / f"{standard}.ttl")
    return graph


@pytest.mark.parametrize("standard", WHOLE)
def test_a_study_that_tells_all_breaks_no_rule(standard: str) -> None:
    assert broken(whole(standard)) == ()


@pytest.mark.parametrize("rule", rules())
def test_the_rule_finds_what_is_taken_away_and_no_other_rule_does(rule: str) -> None:
    study = whole(rule[: len("rameses-0")])
    study.update((HERE / "faults" / f"{rule}.ru").read_text(encoding="utf-8"))
    assert set(broken(study)) == {rule} | DETAILS.get(rule, set())


def test_every_fault_belongs_to_a_rule() -> None:
    assert {path.stem for path in (HERE / "faults").iterdir()} == set(rules())


def test_every_item_has_a_rule_and_every_rule_an_item() -> None:
    items = {str(item).removeprefix(str(VOCAB)) for item in vocabulary().subjects(RDF.type, REALIST.ChecklistItem)}
    assert {"-".join(rule.split("-")[:3]) for rule in rules()} == items


@pytest.mark.parametrize(("standard", "count"), [("rameses-1", 19), ("rameses-2", 20)])
def test_the_items_of_a_standard_are_numbered_without_a_gap_and_say_what_they_ask(standard: str, count: int) -> None:
    graph = vocabulary()
    items = list(graph.subjects(REALIST.checklist, VOCAB[standard]))
    assert sorted(int(str(graph.value(item, REALIST.itemNumber))) for item in items) == list(range(1, count + 1))
    for item in items:
        number = int(str(graph.value(item, REALIST.itemNumber)))
        assert item == VOCAB[f"{standard}-{number:02d}"]
        for needed in (RDFS.label, REALIST.itemSection, REALIST.satisfiedBy, REALIST.answeredBy):
            assert graph.value(item, needed) is not None, f"{item} needs {needed}"


def test_what_was_not_checked_against_the_published_text_says_so() -> None:
    graph, note = vocabulary(), URIRef("http://www.w3.org/2004/02/skos/core#scopeNote")
    checked = {VOCAB[f"rameses-2-{number:02d}"] for number in range(1, 8)}
    for item in graph.subjects(RDF.type, REALIST.ChecklistItem):
        noted = [str(each) for each in graph.objects(item, note)]
        assert any("not checked against the published text" in each for each in noted) == (item not in checked)


def test_no_rule_of_a_standard_is_among_those_that_evidence_is_checked_by() -> None:
    ordinary = {str(shape) for shape in shapes_graph().subjects(SHACL.message)}
    assert {SPACE + rule for rule in rules()} & ordinary == set()
