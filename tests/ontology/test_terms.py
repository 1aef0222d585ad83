"""Every term is declared once and says what it means; every term in use is declared."""

import re

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from demireg.domain.names import PREFIXES, REALIST, VOCAB
from tests.ontology.graphs import KINDS, core, declared, files, mentioned, ours, vocabularies
from tests.reasoning.studies import SOME, shipped

#: What a HermiT-checked graph must not hold: it refuses these in assertions.
REFUSED = {URIRef(PREFIXES["xsd"] + name) for name in ("date", "gYear", "gYearMonth")}


def english(graph: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    return [str(o) for o in graph.objects(term, predicate) if isinstance(o, Literal) and o.language == "en"]


@pytest.mark.parametrize("term", ours(), ids=lambda term: str(term).rpartition("#")[2])
def test_a_term_has_one_label_one_definition_and_one_kind(term: URIRef) -> None:
    graph = core()
    assert len(english(graph, term, RDFS.label)) == 1, f"{term} needs exactly one rdfs:label, marked @en"
    definitions = english(graph, term, SKOS.definition)
    assert len(definitions) == 1, f"{term} needs exactly one skos:definition, marked @en"
    (definition,) = definitions
    assert definition.endswith(".")
    assert not re.match(r"(This|The) (class|property)|A class", definition)
    assert len([kind for kind in KINDS if (term, RDF.type, kind) in graph]) == 1


def test_every_property_says_on_what_it_is_used_and_what_it_takes() -> None:
    graph = core()
    properties = declared(graph, OWL.ObjectProperty, OWL.DatatypeProperty) & set(ours())
    assert len(properties) > 100
    for note in (REALIST.usedOn, REALIST.valueIs):
        assert {each for each in properties if (each, note, None) not in graph} == set()


def test_a_note_on_use_points_at_a_declared_class() -> None:
    graph = core()
    for note in (REALIST.usedOn, REALIST.valueIs):
        pointed = {each for each in graph.objects(None, note) if isinstance(each, URIRef)}
        assert pointed <= declared(graph, OWL.Class)


def test_using_a_property_never_changes_what_its_subject_is() -> None:
    for axiom in (RDFS.domain, RDFS.range):
        assert list(core().subject_objects(axiom)) == []


@pytest.mark.parametrize("folder", ["ontology/**/*.ttl", "shapes/**/*.ttl", "data/**/*.ttl", "queries/**/*.rq"])
def test_every_core_term_in_a_file_is_declared(folder: str) -> None:
    known = {term.rpartition("#")[2] for term in ours()}
    faults = {(path.name, name) for path in files(folder) for name in mentioned(path)}
    assert {fault for fault in faults if fault[1] not in known} == set()


def test_every_core_term_in_the_code_is_declared() -> None:
    known = {term.rpartition("#")[2] for term in ours()}
    faults = {(path.name, name) for path in files("server/demireg/**/*.py") for name in mentioned(path)}
    assert {fault for fault in faults if fault[1] not in known} == set()


@pytest.mark.parametrize("study", SOME)
def test_every_predicate_and_class_of_a_study_is_declared_and_used_as_declared(study: str) -> None:
    graph, terms = shipped(study), core()
    objects = declared(terms, OWL.ObjectProperty)
    literals = declared(terms, OWL.DatatypeProperty)
    free = declared(terms, OWL.AnnotationProperty) | {RDF.type, RDFS.label}
    assert {t[2] for t in graph.triples((None, RDF.type, None))} <= declared(terms, OWL.Class)
    for _, predicate, value in graph:
        assert predicate in objects | literals | free
        assert predicate not in objects or isinstance(value, URIRef), predicate
        assert predicate not in literals or isinstance(value, Literal), predicate


@pytest.mark.parametrize("study", SOME)
def test_every_value_of_a_study_that_is_ours_is_declared(study: str) -> None:
    spaces = (str(REALIST), "https://w3id.org/realist/vocab/")
    known = set(ours()) | set(vocabularies().subjects())
    values = {o for o in shipped(study).objects() if isinstance(o, URIRef) and str(o).startswith(spaces)}
    assert values - known == set()


@pytest.mark.parametrize("study", SOME)
def test_no_date_that_a_reasoner_refuses_is_in_a_study(study: str) -> None:
    assert {o.datatype for o in shipped(study).objects() if isinstance(o, Literal)} & REFUSED == set()


@pytest.mark.parametrize("study", SOME)
@pytest.mark.parametrize(
    ("valence", "barred"), [("Harmful", "MovementTowardsEase"), ("Beneficial", "MovementTowardsDisEase")]
)
def test_no_outcome_is_coded_against_its_valence(study: str, valence: str, barred: str) -> None:
    graph, terms = shipped(study), vocabularies()
    judged = graph.subjects(REALIST.valence, REALIST[valence])
    coded = {concept for part in judged for concept in graph.objects(part, REALIST.element / REALIST.codedConcept)}
    assert {each for each in coded if VOCAB[barred] in terms.transitive_objects(each, REALIST.kindOf)} == set()
