"""Every rule is found in ``shapes/``, says what it must, and has a text that passes and one that breaks it alone.

A text that describes no study is read together with ``study.ttl``; one for a background rule is read together with
``background.ttl``, which is also what the studies' texts refer to. A rule of style reads rules. Reporting standards
(``rameses``) make reports of their own and are tested with them.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.namespace import SH as SHACL
from rdflib.term import Node

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
MEND = URIRef(f"{SHAPES}mend")
SEVERITIES: dict[Node | None, Severity] = {
    SHACL.Violation: Severity.VIOLATION,
    SHACL.Warning: Severity.WARNING,
    SHACL.Info: Severity.INFO,
}
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


def home(rule: str) -> str:
    """Return where to mend a rule: its file, and its name in there."""
    found = [
        path.name for path in assets.folder("shapes").glob("*.ttl") if f"\nshapes:{rule}\n" in path.read_text("utf-8")
    ]
    return f"shapes/{' and '.join(found) or '*.ttl'}, shapes:{rule}"


def told(rules: Graph, found: Iterable[Result]) -> str:
    """Return results in words: the rule, what it found where, what is wrong, how to mend it."""
    return "\n".join(
        f"{result.rule} ({result.severity.value}) at <{result.focus}>: {rules.value(result.shape, SHACL.message)} "
        f"{rules.value(result.shape, MEND)}"
        for result in found
    )


def example(rule: str, name: str) -> Path:
    """Return the path of an example of a rule."""
    path = HERE / rule / name
    assert path.is_file(), (
        f"tests/shapes/{rule}/{name} is missing. {home(rule)} needs pass.ttl, a few statements that it accepts, and "
        "fail.ttl, the same with the one fault that it finds; docs/how-to/add-a-shape.md shows both"
    )
    return path


def of_background(rule: str) -> bool:
    return (URIRef(SHAPES + rule), SHACL.severity, None) in shapes_graph(background=True)


def severity_of(rule: str) -> Severity:
    said = every_rule().value(URIRef(SHAPES + rule), SHACL.severity)
    assert said in SEVERITIES, (
        f"{home(rule)}: needs a sh:severity, sh:Violation, sh:Warning or sh:Info; found {said or 'none'}"
    )
    return SEVERITIES[URIRef(str(said))]


def results(rule: str, name: str) -> list[Result]:
    text = Graph().parse(example(rule, name))
    if (URIRef(SHAPES + rule), SHACL.severity, None) in family_graph("style"):
        return violated(text, family_graph("style"))
    if of_background(rule):
        return violated(text + background(), shapes_graph(background=True))
    if (None, RDF.type, REALIST.Study) not in text:
        text.parse(HERE / "study.ttl")
    return validator().results(text)


def as_severe_as(severity: Severity) -> list[Severity]:
    order = list(Severity)
    return order[: order.index(severity) + 1]


@pytest.mark.parametrize("rule", rules())
def test_the_failing_text_breaks_this_rule_and_no_other_as_severe(rule: str) -> None:
    severe = as_severe_as(severity_of(rule))
    found = [each for each in results(rule, "fail.ttl") if each.severity in severe]
    others = [each for each in found if each.rule != rule]
    assert not others, (
        f"tests/shapes/{rule}/fail.ttl breaks rules besides {rule}; mend in it:\n{told(every_rule(), others)}"
    )
    assert found, (
        f"tests/shapes/{rule}/fail.ttl does not break {rule}: give it the fault, or see whether the target of "
        f"{home(rule)} fits"
    )


@pytest.mark.parametrize("rule", rules())
def test_the_passing_text_breaks_nothing(rule: str) -> None:
    found = results(rule, "pass.ttl")
    wrong = [each for each in found if each.severity is not Severity.INFO or each.rule == rule]
    assert not wrong, (
        f"tests/shapes/{rule}/pass.ttl should break nothing; mend this in it:\n{told(every_rule(), wrong)}"
    )


def test_the_rules_that_ship_keep_the_rules_for_rules() -> None:
    style = family_graph("style")
    found = violated(every_rule() + family_graph("rameses"), style)
    faults = [
        f"{home(str(each.focus).removeprefix(SHAPES))}: {style.value(each.shape, SHACL.message)} "
        f"{style.value(each.shape, MEND)} Found: {each.value or 'nothing'} (rule {each.rule})"
        for each in found
    ]
    assert not faults, "\n".join(faults)


def test_a_message_belongs_to_a_rule_that_picks_its_own_targets() -> None:
    speaking = {str(shape).removeprefix(SHAPES) for shape in every_rule().subjects(SHACL.message)}
    mute = "; ".join(f"{home(each)}: needs a sh:message, what is wrong" for each in sorted(set(rules()) - speaking))
    assert not mute, mute
    idle = "; ".join(
        f"{home(each)}: needs a target, such as sh:targetClass" for each in sorted(speaking - set(rules()))
    )
    assert not idle, idle


def test_every_folder_belongs_to_a_rule_and_holds_both_texts() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert not folders - set(rules()), f"tests/shapes/{folders - set(rules())}: no rule in shapes has this name"
    for rule in rules():
        for name in FILES[0]:
            example(rule, name)
        odd = {path.name for path in (HERE / rule).iterdir()} - FILES[0] - FILES[1]
        assert not odd, f"tests/shapes/{rule}: {odd} is no name for an example; {FILES[0] | FILES[1]} are"


def test_the_study_and_the_background_that_examples_build_on_give_no_finding() -> None:
    found = validator().check(Graph().parse(HERE / "study.ttl"), "example", Names())
    assert found == [], "tests/shapes/study.ttl, on which examples build, breaks rules: give it what they ask for"
    found = Validator(background()).check_background()
    assert found == [], "tests/shapes/background.ttl, on which examples build, breaks rules: give it what they ask for"


def test_each_rule_stands_in_one_file_only() -> None:
    seen: dict[str, str] = {}
    for path in sorted(assets.folder("shapes").glob("*.ttl")):
        for shape in Graph().parse(path).subjects(SHACL.message):
            first = seen.setdefault(str(shape), path.stem)
            assert first == path.stem, f"<{shape}> stands in shapes/{first}.ttl and {path.name}: rename one of the two"
    assert {*BACKGROUND_FAMILIES, "style"} < {family(Path(name)) for name in seen.values()}


def test_rules_and_examples_use_only_terms_that_the_ontology_declares() -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
    declared = {term for kind in kinds for term in ontology().subjects(RDF.type, kind)}
    used: set[tuple[Node, str]] = {
        (term, "shapes") for triple in every_rule() for term in triple if isinstance(term, URIRef)
    }
    for path in HERE.rglob("*.ttl"):
        used.update((term, str(path.relative_to(HERE.parents[1]))) for term in Graph().parse(path).predicates())
    unknown = [each for each in used if str(each[0]).startswith(str(REALIST)) and each[0] not in declared]
    assert not unknown, f"no module of the ontology declares these terms; docs/reference/terms.md lists all: {unknown}"
