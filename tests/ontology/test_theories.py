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
from tests.ontology.graphs import files, home, theories, vocabularies

SLOTS = tuple(REALIST[f"requires{role}"] for role in ("Context", "Intervention", "Mechanism", "Outcome"))
SLUGS = [path.stem for path in files("data/theories/*.ttl")]
#: Propositions that studies take stances on keep their numbers.
FIRST = {"collaborative-care": 5, "wood-2021-modified": 6, "salutogenesis": 6, "self-determination": 4}
#: What a theory says, with the words in which it is asked for. skos:altLabel, other names in sheets, is free.
NEEDED = {
    RDFS.label: "an rdfs:label, its name, marked @en",
    SKOS.definition: "a skos:definition, in your own words, marked @en",
    DCTERMS.source: "a dcterms:source, where it was published",
    SKOS.scopeNote: "a skos:scopeNote on what it rests on, and how it differs from theories nearby, marked @en",
    REALIST.reviewStatus: "a realist:reviewStatus; a new theory is realist:Draft until an author checked it",
}
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
    found = {str(each).removeprefix(str(THEORY)) for kind in kinds for each in theories().subjects(RDF.type, kind)}
    assert found == set(SLUGS), (
        f"{sorted(found ^ set(SLUGS))}: data/theories/<slug>.ttl holds theory:<slug>, "
        "a realist:FormalTheory or realist:ProgrammeTheory, and no other"
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_a_theory_says_what_it_is_where_it_comes_from_and_whether_it_was_checked(slug: str) -> None:
    graph, theory = theories(), THEORY[slug]
    found = [str(each) for each in graph.objects(theory, DCTERMS.identifier)]
    assert found == [slug], f'{home(theory)}: needs `dcterms:identifier "{slug}"`, found {found or "none"}'
    for predicate, words in NEEDED.items():
        assert (theory, predicate, None) in graph, f"{home(theory)}: needs {words}"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_theory_has_three_to_six_propositions_numbered_in_one_row(slug: str) -> None:
    found, where = set(theories().objects(THEORY[slug], REALIST.proposition)), home(THEORY[slug])
    assert 3 <= len(found) <= 6, f"{where}: has {len(found)} realist:proposition; three to six are asked for"
    names = sorted(str(each).removeprefix(str(THEORY)) for each in found)
    wanted = [f"{slug}/P{number}" for number in range(1, len(found) + 1)]
    assert names == wanted, f"{where}: its propositions are {names}, and should be {wanted}"
    assert len(found) >= FIRST.get(slug, 0), f"{where}: studies take stances on P1 to P{FIRST[slug]}; keep them all"


@pytest.mark.parametrize("slug", SLUGS)
def test_the_theory_names_every_source_that_its_propositions_rest_on(slug: str) -> None:
    graph, theory = theories(), THEORY[slug]
    own = set(graph.objects(theory, DCTERMS.source))
    named = {
        source for each in graph.objects(theory, REALIST.proposition) for source in graph.objects(each, DCTERMS.source)
    }
    missing = sorted(str(each) for each in named - own)
    assert not missing, f"{home(theory)}: its propositions name {missing}; name them as its dcterms:source, too"


@pytest.mark.parametrize("proposition", sorted(str(p) for p in theories().subjects(RDF.type, REALIST.Proposition)))
def test_a_proposition_is_a_sentence_with_patterns_over_known_concepts(proposition: str) -> None:
    graph, node, where = theories(), URIRef(proposition), home(proposition)
    number, found = proposition.rpartition("/")[2], [str(each) for each in graph.objects(node, DCTERMS.identifier)]
    assert found == [number], f'{where}: needs `dcterms:identifier "{number}"`, found {found or "none"}'
    sentences = [str(each) for each in graph.objects(node, SKOS.definition)]
    assert len(sentences) == 1, f"{where}: needs one skos:definition, its sentence, marked @en; found {len(sentences)}"
    assert sentences[0].endswith("."), f"{where}: “{sentences[0]}” lacks the full stop"
    assert ". " not in sentences[0], (
        f"{where}: “{sentences[0]}” is more than one sentence; make it one, or two propositions"
    )
    assert (node, DCTERMS.source, None) in graph, f"{where}: needs a dcterms:source"
    patterns = list(graph.objects(node, REALIST.pattern))
    assert patterns, f"{where}: needs a realist:pattern, or no configuration will ever match it"


@pytest.mark.parametrize("pattern", sorted(str(p) for p in theories().objects(None, REALIST.pattern)))
def test_a_pattern_requires_known_concepts_and_a_mechanism_or_an_outcome(pattern: str) -> None:
    graph, node = theories(), URIRef(pattern)
    for slot in SLOTS:
        for concept in graph.objects(node, slot):
            assert (concept, RDF.type, SKOS.Concept) in vocabularies(), (
                f"{home(pattern)}: requires <{concept}>, which is in no vocabulary; find the concept with "
                "`.venv/bin/demireg ask concepts --words WORD`, or add it"
            )
    assert any((node, slot, None) in graph for slot in SLOTS[2:]), (
        f"{home(pattern)}: needs a realist:requiresMechanism or a realist:requiresOutcome at the least"
    )


def test_no_two_patterns_of_a_proposition_ask_for_the_same() -> None:
    graph = theories()
    for proposition in graph.subjects(RDF.type, REALIST.Proposition):
        asked = [
            frozenset((slot, concept) for slot in SLOTS for concept in graph.objects(pattern, slot))
            for pattern in graph.objects(proposition, REALIST.pattern)
        ]
        assert not [one for one in asked for other in asked if one < other or asked.count(one) > 1], (
            f"{home(proposition)}: a pattern asks for all that another asks for, and so says nothing: drop it"
        )


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
    for each in graph.subjects(RDF.type, REALIST.ProgrammeTheory):
        assert (each, REALIST.stage, None) in graph, f"{home(each)}: needs a realist:stage, such as realist:Candidate"


def test_no_theory_descends_from_itself_and_each_descends_from_a_theory_that_is_held() -> None:
    steps = Graph()
    for later, earlier in pairs(*DESCENT):
        steps.add((URIRef(later), PROV.wasDerivedFrom, URIRef(earlier)))
    for child, parent in steps.subject_objects():
        assert parent in {THEORY[slug] for slug in SLUGS}, (
            f"{home(child)}: comes from <{parent}>, which is not held here"
        )
        assert child not in set(steps.transitive_objects(parent, PROV.wasDerivedFrom)), (
            f"{home(child)}: comes, by way of <{parent}>, from itself: turn prov:wasRevisionOf, realist:abstracts or "
            "realist:drawsOn round, or take it out"
        )


def test_what_a_theory_draws_on_is_a_formal_theory() -> None:
    drawn = {URIRef(end) for _, end in pairs(REALIST.drawsOn)}
    assert drawn
    for each in drawn:
        assert (each, RDF.type, REALIST.FormalTheory) in theories(), (
            f"{home(each)}: is drawn on by a theory, so it should be a realist:FormalTheory"
        )


def test_rivals_are_written_once_and_read_both_ways() -> None:
    rivals = pairs(REALIST.rivalOf)
    assert rivals
    for each, times in Counter(frozenset(pair) for pair in rivals).items():
        assert len(each) == 2, f"{home(min(each))}: is a rival of itself"
        assert times == 1, (
            f"realist:rivalOf between {' and '.join(map(home, each))}: write it in one of the two files only"
        )
    rows = theories().query(queries.load("pages/theory-lineage").text)
    edges = tuple(Edge(*(str(each) for each in row)) for row in rows if isinstance(row, tuple))
    for one, other in rivals:
        wanted = {slug.rpartition("/")[2] for slug in (one, other)}
        for slug in wanted:
            assert wanted in [{each.source, each.target} for each in family(edges, slug) if each.relation == "rival-of"]


@pytest.mark.parametrize("row", names_in_sheets(), ids=lambda row: row["name"])
def test_a_name_that_sheets_use_leads_to_its_theory_or_to_none(row: dict[str, str]) -> None:
    found = Codes.of(theories()).held(None, row["name"])
    assert found == row["theory"], (
        f"tests/ontology/theory-names.csv says that “{row['name']}” is {row['theory'] or 'no theory that is held'}; it "
        f"leads to {found or 'none'}. Write the name as skos:altLabel of the theory, or its slug into that row"
    )


def test_the_names_in_the_shipped_sheets_are_all_listed() -> None:
    listed = {row["name"] for row in names_in_sheets()}
    used = {
        use["name"]
        for path in sorted((assets.folder("data") / "studies").glob("*.yaml"))
        for use in yaml.safe_load(path.read_text("utf-8")).get("theories") or ()
    }
    missing = sorted(used - listed)
    assert not missing, (
        f"sheets in data/studies name the theories {missing}: add rows to tests/ontology/theory-names.csv, with the "
        "theory's slug, or with none where it is not held, and the studies"
    )


def test_no_name_means_two_theories() -> None:
    meant: dict[str, set[str]] = {}
    for slug in SLUGS:
        for label in (RDFS.label, SKOS.altLabel):
            for name in theories().objects(THEORY[slug], label):
                meant.setdefault(str(name).casefold(), set()).add(slug)
    for called, held in meant.items():
        assert len(held) == 1, (
            f"data/theories: {sorted(held)} are all called “{called}”; a name leads to one theory only"
        )
