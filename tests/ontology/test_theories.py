"""Theories as they ship: sentences with patterns over concepts that there are, sources, names and lineage."""

import csv
from collections import Counter
from pathlib import Path

import pytest
import yaml
from rdflib import RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import DCTERMS, PROV

from demireg import assets
from demireg.domain.names import REALIST, THEORY
from demireg.services import queries
from demireg.services.catalogue.theories import Edge, family
from demireg.services.importing.codes import Codes
from tests.ontology.graphs import files, theories, vocabularies

SLOTS = tuple(REALIST[f"requires{role}"] for role in ("Context", "Intervention", "Mechanism", "Outcome"))
SLUGS = [path.stem for path in files("data/theories/*.ttl")]
#: Propositions that studies take stances on keep their numbers.
FIRST = {"collaborative-care": 5, "wood-2021-modified": 6, "salutogenesis": 6, "self-determination": 4}
DESCENT = (PROV.wasRevisionOf, REALIST.abstracts, REALIST.drawsOn)


def names_in_sheets() -> list[dict[str, str]]:
    """Return each name that a sheet gives a theory, with the theory that is held under it, if any."""
    with (Path(__file__).parent / "theory-names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pairs(*relations: URIRef) -> list[tuple[str, str]]:
    """Return the pairs of theories that stand in one of some relations."""
    return sorted((str(s), str(o)) for relation in relations for s, o in theories().subject_objects(relation))


def test_each_file_holds_the_theory_that_it_is_named_after() -> None:
    kinds = (REALIST.FormalTheory, REALIST.ProgrammeTheory)
    assert {each for kind in kinds for each in theories().subjects(RDF.type, kind)} == {THEORY[slug] for slug in SLUGS}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_theory_says_what_it_is_where_it_comes_from_and_whether_it_was_checked(slug: str) -> None:
    graph, theory = theories(), THEORY[slug]
    assert str(graph.value(theory, DCTERMS.identifier)) == slug
    needed = (RDFS.label, SKOS.definition, DCTERMS.source, SKOS.altLabel, SKOS.scopeNote, REALIST.reviewStatus)
    assert [each for each in needed if graph.value(theory, each) is None] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_theory_has_three_to_six_propositions_numbered_in_one_row(slug: str) -> None:
    found = set(theories().objects(THEORY[slug], REALIST.proposition))
    assert 3 <= len(found) <= 6
    assert found == {THEORY[f"{slug}/P{number}"] for number in range(1, len(found) + 1)}
    assert len(found) >= FIRST.get(slug, 0)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_theory_names_every_source_that_its_propositions_rest_on(slug: str) -> None:
    graph, theory = theories(), THEORY[slug]
    own = set(graph.objects(theory, DCTERMS.source))
    named = {
        source for each in graph.objects(theory, REALIST.proposition) for source in graph.objects(each, DCTERMS.source)
    }
    assert named <= own


@pytest.mark.parametrize("proposition", sorted(str(p) for p in theories().subjects(RDF.type, REALIST.Proposition)))
def test_a_proposition_is_a_sentence_with_patterns_over_known_concepts(proposition: str) -> None:
    graph, node = theories(), URIRef(proposition)
    assert str(graph.value(node, DCTERMS.identifier)) == proposition.rpartition("/")[2]
    sentence = str(graph.value(node, SKOS.definition))
    assert sentence.endswith(".")
    assert ". " not in sentence
    assert (node, DCTERMS.source, None) in graph
    patterns = list(graph.objects(node, REALIST.pattern))
    assert patterns
    for pattern in patterns:
        required = {concept for slot in SLOTS for concept in graph.objects(pattern, slot)}
        assert [each for each in required if (each, RDF.type, SKOS.Concept) not in vocabularies()] == []
        assert any((pattern, slot, None) in graph for slot in SLOTS[2:])


def test_no_two_patterns_of_a_proposition_ask_for_the_same() -> None:
    graph = theories()
    for proposition in graph.subjects(RDF.type, REALIST.Proposition):
        asked = [
            frozenset((slot, concept) for slot in SLOTS for concept in graph.objects(pattern, slot))
            for pattern in graph.objects(proposition, REALIST.pattern)
        ]
        assert not [one for one in asked for other in asked if one < other or asked.count(one) > 1], proposition


def test_the_founding_study_leads_from_collaborative_care_to_salutogenesis() -> None:
    graph = theories()
    initial, modified, wide = THEORY["collaborative-care"], THEORY["wood-2021-modified"], THEORY.salutogenesis
    assert (modified, PROV.wasRevisionOf, initial) in graph
    assert (wide, REALIST.abstracts, modified) in graph
    assert (wide, REALIST.rivalOf, initial) in graph
    stages = [graph.value(each, REALIST.stage) for each in (initial, modified, wide)]
    assert stages == [REALIST.Initial, REALIST.Modified, REALIST.MidRange]


def test_a_programme_theory_says_how_far_it_has_been_worked_out() -> None:
    graph = theories()
    assert all((each, REALIST.stage, None) in graph for each in graph.subjects(RDF.type, REALIST.ProgrammeTheory))


def test_no_theory_descends_from_itself_and_each_descends_from_a_theory_that_is_held() -> None:
    steps = Graph()
    for later, earlier in pairs(*DESCENT):
        steps.add((URIRef(later), PROV.wasDerivedFrom, URIRef(earlier)))
    assert set(steps.objects()) <= {THEORY[slug] for slug in SLUGS}
    for child, parent in steps.subject_objects():
        assert child not in set(steps.transitive_objects(parent, PROV.wasDerivedFrom))


def test_what_a_theory_draws_on_is_a_formal_theory() -> None:
    drawn = {URIRef(end) for _, end in pairs(REALIST.drawsOn)}
    assert drawn
    assert all((each, RDF.type, REALIST.FormalTheory) in theories() for each in drawn)


def test_rivals_are_written_once_and_read_both_ways() -> None:
    rivals = pairs(REALIST.rivalOf)
    assert rivals
    assert [
        each for each, times in Counter(frozenset(pair) for pair in rivals).items() if times > 1 or len(each) < 2
    ] == []
    rows = theories().query(queries.load("pages/theory-lineage").text)
    edges = tuple(Edge(*(str(each) for each in row)) for row in rows if isinstance(row, tuple))
    for one, other in rivals:
        wanted = {slug.rpartition("/")[2] for slug in (one, other)}
        for slug in wanted:
            assert wanted in [{each.source, each.target} for each in family(edges, slug) if each.relation == "rival-of"]


@pytest.mark.parametrize("row", names_in_sheets(), ids=lambda row: row["name"])
def test_a_name_that_sheets_use_leads_to_its_theory_or_to_none(row: dict[str, str]) -> None:
    assert Codes.of(theories()).held(None, row["name"]) == row["theory"]


def test_the_names_in_the_shipped_sheets_are_all_listed() -> None:
    listed = {row["name"] for row in names_in_sheets()}
    used = {
        use["name"]
        for path in sorted((assets.folder("data") / "studies").glob("*.yaml"))
        for use in yaml.safe_load(path.read_text("utf-8")).get("theories") or ()
    }
    assert sorted(used - listed) == []


def test_no_name_means_two_theories() -> None:
    meant: dict[str, set[str]] = {}
    for slug in SLUGS:
        for label in (RDFS.label, SKOS.altLabel):
            for name in theories().objects(THEORY[slug], label):
                meant.setdefault(str(name).casefold(), set()).add(slug)
    assert [name for name, held in meant.items() if len(held) > 1] == []
