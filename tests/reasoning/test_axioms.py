"""The axioms generated from the theories' patterns."""

from pathlib import Path
from shutil import copytree

import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib.term import Node

from demireg import assets
from demireg.domain.names import REALIST, THEORY, VOCAB
from demireg.services.axioms import generate, write
from demireg.services.turtle import canonical, parse

GENERATED = ("theory-infer.ttl", "theory-dl.ttl")


def theories() -> Graph:
    union = Graph()
    for path in sorted((assets.folder("data") / "theories").glob("*.ttl")):
        union += parse(path)
    return union


def test_the_committed_axioms_are_those_of_the_committed_theories(tmp_path: Path) -> None:
    copytree(assets.folder("data") / "theories", tmp_path / "data" / "theories")
    written = write(tmp_path)
    assert [path.name for path in written] == list(GENERATED)
    kept = assets.folder("ontology") / "generated"
    stale = [path.name for path in written if path.read_bytes() != (kept / path.name).read_bytes()]
    assert not stale, f"{stale} in ontology/generated do not say what data/theories says: run `make axioms`"


@pytest.mark.parametrize(
    ("before", "after", "matters"),
    [
        ("requiresMechanism vocab:Belonging", "requiresMechanism vocab:PeerSupport", True),
        ("requiresIntervention vocab:GroupActivity", "requiresIntervention vocab:SocialCafe", True),
        ('skos:scopeNote "Curators', 'skos:scopeNote "The curators', False),
    ],
)
def test_a_pattern_that_was_changed_shows_in_the_axioms_and_nothing_else_does(
    tmp_path: Path, before: str, after: str, *, matters: bool
) -> None:
    copytree(assets.folder("data") / "theories", tmp_path / "data" / "theories")
    unchanged = [each.read_bytes() for each in write(tmp_path)]
    path = tmp_path / "data" / "theories" / "social-cure.ttl"
    text = path.read_text("utf-8")
    assert before in text, f"this test changes `{before}` in data/theories/social-cure.ttl: name words that are there"
    path.write_text(text.replace(before, after), encoding="utf-8")
    assert [(one != each.read_bytes()) for one, each in zip(unchanged, write(tmp_path), strict=True)] == [matters] * 2


def test_the_definition_of_a_class_names_all_that_its_patterns_require_in_each_role() -> None:
    graph, definitions = theories(), generate(theories())[1]
    for proposition in graph.subjects(RDF.type, REALIST.Proposition):
        required = {
            (REALIST[f"has{role}"], concept)
            for pattern in graph.objects(proposition, REALIST.pattern)
            for role in ("Context", "Intervention", "Mechanism", "Outcome")
            for concept in graph.objects(pattern, REALIST[f"requires{role}"])
        }
        start = URIRef(f"{proposition}/Configuration")
        nodes = _below(definitions, start)
        said = {
            (definitions.value(node, OWL.onProperty), definitions.value(filler, OWL.hasValue))
            for node in nodes
            for filler in definitions.objects(node, OWL.someValuesFrom)
        }
        assert said == required, f"the class of <{proposition}> is not that of its patterns"


def _below(graph: Graph, start: Node) -> set[Node]:
    """Return every blank node that hangs below a node."""
    found: set[Node] = set()
    waiting: list[Node] = [start]
    while waiting:
        new = [each for each in graph.objects(waiting.pop()) if isinstance(each, BNode) and each not in found]
        found.update(new)
        waiting += new
    return found


def test_every_proposition_with_a_pattern_has_a_class_that_gives_the_match() -> None:
    conditions, definitions = generate(theories())
    for proposition in theories().subjects(RDF.type, REALIST.Proposition):
        matching = URIRef(f"{proposition}/Configuration")
        given = [
            each for each in conditions.objects(matching, RDFS.subClassOf) if (each, OWL.hasValue, None) in conditions
        ]
        assert [conditions.value(each, OWL.hasValue) for each in given] == [proposition]
        assert definitions.value(matching, OWL.equivalentClass) is not None


def test_definitions_are_kept_out_of_the_module_for_rules() -> None:
    conditions, definitions = generate(theories())
    assert (None, OWL.equivalentClass, None) not in conditions
    assert (None, RDFS.subClassOf, None) not in definitions


def test_a_pattern_without_mechanism_and_outcome_says_nothing() -> None:
    graph, proposition = Graph(), THEORY["empty/P1"]
    graph.add((THEORY.empty, REALIST.proposition, proposition))
    graph.add((proposition, REALIST.pattern, URIRef(f"{proposition}/pattern")))
    graph.add((URIRef(f"{proposition}/pattern"), REALIST.requiresContext, VOCAB.Stressor))
    conditions, definitions = generate(graph)
    assert (None, OWL.someValuesFrom, None) not in conditions
    assert (URIRef(f"{proposition}/Configuration"), OWL.equivalentClass, None) not in definitions


def test_an_element_of_a_theory_that_a_study_judges_gets_no_class() -> None:
    graph, element = Graph(), URIRef("https://w3id.org/realist/id/study/small/theory-use/1/element/1")
    graph.add((element, RDF.type, REALIST.TheoryElement))
    graph.add((element, REALIST.proposition, THEORY["salutogenesis/P1"]))
    conditions, definitions = generate(graph)
    assert not list(conditions.subjects(RDF.type, OWL.Class))
    assert not list(definitions.subjects(RDF.type, OWL.Class))


def test_generating_twice_gives_the_same_bytes() -> None:
    first, second = (tuple(canonical(graph) for graph in generate(theories())) for _ in range(2))
    assert first == second
