"""What the documentation reads from the ontology, the shapes, the rules, the data and the list of changes."""

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.names import REALIST
from demireg.services.documenting.changes import read as read_changes
from demireg.services.documenting.changes import releases
from demireg.services.documenting.terms import CORE, Ontology, ontology, read
from demireg.services.documenting.uses import uses
from demireg.services.repository import Repository


@pytest.fixture(scope="module")
def held(seeded: Repository) -> Ontology:
    return ontology(seeded.background)


def test_every_term_has_a_label_a_definition_and_a_module_that_is_listed(held: Ontology) -> None:
    modules = {module.name for module in held.modules}
    assert len(held.terms) > 200
    assert [local for local, term in held.terms.items() if not term.definition or term.module not in modules] == []


def test_every_class_property_and_value_of_the_files_is_read(seeded: Repository, held: Ontology) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
    stated = {
        str(subject).removeprefix(str(REALIST))
        for graph in seeded.background.modules.values()
        for kind in kinds
        for subject in graph.subjects(RDF.type, kind)
        if str(subject).startswith(str(REALIST))
    }
    assert set(held.terms) == stated


def test_a_chain_is_told_on_each_term_that_it_names(held: Ontology) -> None:
    for local in ("hasContext", "contextAssignment", "element"):
        chains = [
            axiom for axiom in held.axioms[local] if axiom.kind == "chain" and axiom.subject.local == "hasContext"
        ]
        assert [[step.local for step in chain.others] for chain in chains] == [["contextAssignment", "element"]]
        assert chains[0].profile == "EL and RL"


def test_rules_shapes_and_generated_axioms_are_told(held: Ontology) -> None:
    assert ("20-parts", True) in {(rule.name, rule.made) for rule in held.rules["hasContext"]}
    assert ("20-parts", False) in {(rule.name, rule.made) for rule in held.rules["contextAssignment"]}
    assert any(check.name == "silent-stance-has-no-basis" for check in held.checks["onBasisOf"])
    assert held.generated["hasMechanism"] > 10


def test_the_values_of_a_list_are_found_by_their_class(held: Ontology) -> None:
    names = {term.name.local for term in held.values("Stance")}
    assert {"Corroborates", "Contradicts", "Silent"} <= names
    assert {term.name.local for term in held.taking("Stance")} >= {"stance"}


def test_an_example_that_says_it_is_negative_counts_among_the_negative_ones() -> None:
    graph = Graph()
    graph.add((REALIST.Thing, RDF.type, OWL.Class))
    graph.add((REALIST.Thing, SKOS.example, Literal("Negative example: not this.")))
    graph.add((REALIST.Thing, REALIST.negativeExample, Literal("Nor that.")))
    graph.add((REALIST.Thing, SKOS.example, Literal("This.")))
    term = read({"own": graph}).terms["Thing"]
    assert (term.examples, term.negatives) == (("This.",), ("not this.", "Nor that."))


def test_a_deprecated_term_names_what_replaces_it() -> None:
    graph = Graph()
    for name in ("old", "new"):
        graph.add((REALIST[name], RDF.type, OWL.DatatypeProperty))
        graph.add((REALIST[name], RDFS.label, Literal(f"{name} one")))
    graph.add((REALIST.old, OWL.deprecated, Literal(True)))
    graph.add((REALIST.old, DCTERMS.isReplacedBy, REALIST.new))
    graph.add((REALIST.old, SKOS.closeMatch, URIRef("http://example.org/old")))
    term = read({"own": graph}).terms["old"]
    assert term.deprecated
    assert [each.label for each in term.replaced] == ["new one"]
    assert term.matches == (("closeMatch", "http://example.org/old"),)


def test_uses_are_counted_where_they_are_stated_and_apart_from_what_is_inferred(seeded: Repository) -> None:
    found = uses(seeded, "Configuration", "class")
    assert found.stated > 40
    assert found.studies >= 6
    assert found.places[0].name == "wood-2021"
    assert [example.iri.rpartition("/")[2] for example in found.places[0].examples] == ["w01", "w02", "w03"]
    inferred = uses(seeded, "hasContext", "property")
    assert (inferred.stated, inferred.places) == (0, ())
    assert inferred.inferred > 50
    assert uses(seeded, "AuthorTagged", "value").stated > 50


def test_the_history_holds_what_stands_under_the_ontology_alone() -> None:
    text = (
        "# Changes\n\n## 0.2.0 – 2027-01-01\n\n### Software\n\n- Faster.\n\n### Ontology\n\n- A term\n  is new.\n"
        "- Another.\n\n## 0.1.0 – 2026-11-22\n\n### Software\n\n- First.\n"
    )
    assert [(each.version, each.day, each.changes) for each in read_changes(text)] == [
        ("0.2.0", "2027-01-01", ("A term is new.", "Another."))
    ]


def test_the_version_of_the_ontology_is_in_its_history(held: Ontology, seeded: Repository) -> None:
    assert held.version in {release.version for release in releases()}
    assert str(seeded.background.modules["realist"].value(URIRef(CORE), OWL.versionIRI)) == f"{CORE}/{held.version}"
