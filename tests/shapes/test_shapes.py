"""Every rule is found in ``shapes/``, says what it must, and has a text that passes and one that breaks it alone.

A text that describes no study is read together with ``study.ttl``; one for a background rule is read together with
``background.ttl``, which is also what the studies' texts refer to. A rule of style reads rules. Reporting standards
(``rameses``) make reports of their own and are tested with them.
"""

from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.namespace import SH as SHACL

from demireg import assets
from demireg.domain.findings import Severity
from demireg.domain.names import REALIST, Names
from demireg.services.validating import (
    BACKGROUND_FAMILIES,
    Result,
    Validator,
    family,
    family_graph,
    shapes_graph,
    violated,
)

HERE = Path(__file__).parent
SHAPES = "https://w3id.org/realist/shapes#"
SEVERITIES = {SHACL.Violation: Severity.VIOLATION, SHACL.Warning: Severity.WARNING, SHACL.Info: Severity.INFO}
TARGETS = (SHACL.targetClass, SHACL.targetNode, SHACL.targetObjectsOf, SHACL.targetSubjectsOf)
#: Rules for studies have a mutation besides (see ``test_mutations``), and a text that prepares it where need be.
FILES = ({"pass.ttl", "fail.ttl"}, {"mutation.ru", "mended.ru"})


@cache
def every_rule() -> Graph:
    return shapes_graph() + family_graph("style")


def rules() -> list[str]:
    """Return the local name of everything in the shapes that picks its own targets."""
    graph = every_rule()
    found = {str(shape) for target in TARGETS for shape in graph.subjects(target)}
    return sorted(shape.removeprefix(SHAPES) for shape in found)


@cache
def background() -> Graph:
    return Graph().parse(HERE / "background.ttl")


@cache
def ontology() -> Graph:
    graph = Graph()
    for path in assets.folder("ontology").rglob("*.ttl"):
        graph.parse(path)
    return graph


@cache
def validator() -> Validator:
    return Validator(background() + ontology())


def of_background(rule: str) -> bool:
    return (URIRef(SHAPES + rule), SHACL.severity, None) in shapes_graph(background=True)


def severity_of(rule: str) -> Severity:
    return SEVERITIES[URIRef(str(every_rule().value(URIRef(SHAPES + rule), SHACL.severity)))]


def results(rule: str, name: str) -> list[Result]:
    text = Graph().parse(HERE / rule / name)
    if (URIRef(SHAPES + rule), SHACL.severity, None) in family_graph("style"):
        return violated(text, family_graph("style"))
    if of_background(rule):
        return violated(text + background(), shapes_graph(background=True))
    if (None, RDF.type, REALIST.Study) not in text:
        text.parse(HERE / "study.ttl")
    return validator().results(text)


def shapes_of(found: list[Result], *severities: Severity) -> set[str]:
    return {str(result.shape) for result in found if result.severity in severities}


def as_severe_as(severity: Severity) -> list[Severity]:
    order = list(Severity)
    return order[: order.index(severity) + 1]


@pytest.mark.parametrize("rule", rules())
def test_the_failing_text_breaks_this_rule_and_no_other_as_severe(rule: str) -> None:
    found = results(rule, "fail.ttl")
    assert shapes_of(found, *as_severe_as(severity_of(rule))) == {SHAPES + rule}


@pytest.mark.parametrize("rule", rules())
def test_the_passing_text_breaks_nothing(rule: str) -> None:
    found = results(rule, "pass.ttl")
    assert shapes_of(found, Severity.VIOLATION, Severity.WARNING) == set()
    assert SHAPES + rule not in shapes_of(found, *Severity)


def test_the_rules_that_ship_keep_the_rules_for_rules() -> None:
    found = violated(every_rule() + family_graph("rameses"), family_graph("style"))
    assert [(result.rule, str(result.focus).removeprefix(SHAPES), str(result.value)) for result in found] == []


def test_a_message_belongs_to_a_rule_that_picks_its_own_targets() -> None:
    speaking = {str(shape).removeprefix(SHAPES) for shape in every_rule().subjects(SHACL.message)}
    assert speaking == set(rules())


def test_every_folder_belongs_to_a_rule_and_holds_both_texts() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(rules())
    for folder in folders:
        held = {path.name for path in (HERE / folder).iterdir()}
        assert FILES[0] <= held <= FILES[0] | FILES[1], f"{folder} needs pass.ttl and fail.ttl"


def test_the_study_and_the_background_that_examples_build_on_give_no_finding() -> None:
    assert validator().check(Graph().parse(HERE / "study.ttl"), "example", Names()) == []
    assert Validator(background()).check_background() == []


def test_each_rule_stands_in_one_file_only() -> None:
    seen: dict[str, str] = {}
    for path in sorted(assets.folder("shapes").glob("*.ttl")):
        for shape in Graph().parse(path).subjects(SHACL.message):
            assert seen.setdefault(str(shape), path.stem) == path.stem
    assert {*BACKGROUND_FAMILIES, "style"} < {family(Path(name)) for name in seen.values()}


def test_rules_and_examples_use_only_terms_that_the_ontology_declares() -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
    declared = {term for kind in kinds for term in ontology().subjects(RDF.type, kind)}
    used = {term for triple in every_rule() for term in triple if isinstance(term, URIRef)}
    for path in HERE.rglob("*.ttl"):
        used.update(term for term in Graph().parse(path).predicates() if isinstance(term, URIRef))
    assert {term for term in used if str(term).startswith(str(REALIST))} - declared == set()
