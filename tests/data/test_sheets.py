"""The shipped sheets agree with themselves, with the vocabularies and with the theories."""

import json
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, URIRef

from demireg.domain.names import PREFIXES, REALIST, THEORY, VOCAB
from demireg.services.importing.read import read_file
from tests.data.sheets import IDS, ROOT, STUDIES, TOY, Block, codes, configurations, graph, parts, sheet, toy_sheets

VOCABULARIES = ROOT / "ontology" / "vocabularies"
THEORIES = ROOT / "data" / "theories"
PATHS = [*sorted(STUDIES.glob("*.yaml")), *sorted((TOY / "studies").glob("*.yaml"))]


def concepts_by_code(vocabularies: Graph) -> dict[str, str]:
    """Return every code and local name of a concept with the concept's identifier."""
    known: dict[str, str] = {}
    for concept in vocabularies.subjects(RDF.type, SKOS.Concept):
        known[str(concept).removeprefix(PREFIXES["vocab"])] = str(concept)
        known.update({str(notation): str(concept) for notation in vocabularies.objects(concept, SKOS.notation)})
    return known


def propositions(theories: Graph) -> set[str]:
    """Return all propositions as they are written in a sheet."""
    return {str(each).removeprefix(str(THEORY)) for each in theories.subjects(RDF.type, REALIST.Proposition)}


def test_69_studies_with_183_configurations_are_shipped() -> None:
    assert sorted(path.name for path in STUDIES.iterdir()) == [f"{study}.yaml" for study in IDS]
    assert len(IDS) == 69
    assert sum(len(sheet(study)["cmo_configurations"]) for study in IDS) == 183


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_sheet_is_read_without_a_finding(path: Path) -> None:
    draft = read_file(path)
    assert [finding.sentence() for finding in draft.findings] == []
    assert draft.sheet is not None
    assert draft.sheet.id == path.stem


@pytest.mark.parametrize("study", IDS)
def test_every_code_of_a_sheet_is_a_concept(study: str) -> None:
    known = concepts_by_code(graph(VOCABULARIES))
    assert sorted(set(codes(sheet(study))) - known.keys()) == []


@pytest.mark.parametrize("study", IDS)
def test_every_stance_names_a_proposition_and_configurations_that_exist(study: str) -> None:
    known = propositions(graph(THEORIES))
    labels = {configuration["label"] for configuration in sheet(study)["cmo_configurations"]}
    for stance in sheet(study).get("stances", []):
        assert stance["proposition"] in known
        assert set(stance.get("configurations", [])) <= labels
        assert bool(stance.get("configurations")) == (stance["stance"] != "silent")
        assert stance["review"] == "draft"
        assert stance["agent"] == "demireg-curators"


@pytest.mark.parametrize("study", IDS)
def test_every_theory_that_a_sheet_names_by_its_slug_is_held(study: str) -> None:
    held = {path.stem for path in THEORIES.glob("*.ttl")}
    assert {theory["theory"] for theory in sheet(study)["theories"] if "theory" in theory} <= held


@pytest.mark.parametrize("study", IDS)
def test_one_factor_has_one_wording_and_one_concept(study: str) -> None:
    known = concepts_by_code(graph(VOCABULARIES))
    factors: dict[str, set[tuple[str, str]]] = {}
    for configuration in configurations(sheet(study)):
        for _, part in parts(configuration):
            if "element" in part:
                factors.setdefault(part["element"], set()).add((part["text"], known[part["concept"]]))
    assert {name: wordings for name, wordings in factors.items() if len(wordings) > 1} == {}


def test_wood_2021_holds_thirty_configurations_and_the_refuted_one_apart() -> None:
    study = sheet("wood-2021")
    assert [each["label"] for each in study["cmo_configurations"]] == [f"w{number:02}" for number in range(1, 31)]
    (hypothesis,) = study["hypothesised_configurations"]
    assert (hypothesis["label"], hypothesis["status"]) == ("w-ipt", "refuted")


def test_the_factors_that_wood_2021_gives_two_roles_are_one_factor_each() -> None:
    uses: dict[str, list[str]] = {}
    for configuration in sheet("wood-2021")["cmo_configurations"]:
        for role, part in parts(configuration):
            if "element" in part:
                uses.setdefault(part["element"], []).append(f"{configuration['label']} {role}")
    assert uses == {
        "increased-engagement": ["w02 outcomes", "w03 outcomes", "w04 mechanisms", "w05 outcomes"],
        "not-the-only-one": ["w07 contexts", "w07 mechanisms"],
        "less-isolation-through-cafes": ["w12 outcomes", "w15 mechanisms", "w15 outcomes"],
        "confidence": ["w13 contexts", "w13 outcomes"],
        "network": ["w17 mechanisms", "w17 outcomes"],
        "isolation-and-reliance": ["w17 mechanisms", "w17 outcomes"],
    }


def test_a_deficit_that_is_at_work_is_not_negated_again() -> None:
    deficits = {"m.poor-information-exchange", "c.poor-information-sharing", "o.information-sharing-poor"}
    for study in IDS:
        for configuration in configurations(sheet(study)):
            for _, part in parts(configuration):
                assert part.get("concept") not in deficits or "direction" not in part, configuration["label"]


def test_what_does_not_agree_inside_wood_2021_is_kept() -> None:
    kept = {each["id"]: each for each in sheet("wood-2021")["discrepancies"]}
    assert Counter(each["kind"] for each in kept.values()) == {
        "count_conflict": 1,
        "label_conflict": 1,
        "role_conflict": 3,
        "dual_tag": 1,
        "phase_naming": 1,
        "citation_year": 1,
        "statement_conflict": 1,
    }
    assert [value["value"] for value in kept["d1"]["values"]] == [7, 6]
    assert [value["where"] for value in kept["d1"]["values"]] == ["Results > Participants (running text)", "Table 3"]
    assert [each["item"][:15] for each in sheet("wood-2021")["arithmetic_checks"] if not each["ok"]] == [
        "interviews 15 +"
    ]


def test_the_people_of_wood_2021_add_up_but_for_the_referrers_of_table_3() -> None:
    people = sheet("wood-2021")["participants"]
    for activity, total in (("interviews", 35), ("workshop", 15)):
        groups = [each for each in people if each["activity"] == activity]
        assert sum(each["n"] for each in groups if "total" not in each) == total
        assert [each["n"] for each in groups if "total" in each] == [total]
    interviews = [each for each in people if each["activity"] == "interviews" and "total" not in each]
    assert sum(each.get("n_alternative", each["n"]) for each in interviews) == 34


def test_the_referrals_of_wood_2021_add_up() -> None:
    referrals = sheet("wood-2021")["setting"]["referrals"]
    assert [each["n"] for each in referrals["sources"]] == [813, 207, 315, 37]
    assert sum(each["n"] for each in referrals["sources"]) == referrals["total"] == 1372


def test_nothing_in_wood_2021_is_coded_as_meaningfulness() -> None:
    vocabularies = graph(VOCABULARIES)
    known = concepts_by_code(vocabularies)
    used = {
        part["concept"] for each in configurations(sheet("wood-2021")) for _, part in parts(each) if "concept" in part
    }
    for code in used:
        above = set(vocabularies.transitive_objects(URIRef(known[code]), REALIST.kindOf))
        assert VOCAB.Meaningfulness not in above, code
    named = {each["name"] for theory in sheet("wood-2021")["theories"] for each in theory.get("constructs", [])}
    assert "meaningfulness" in named


def test_the_reviews_say_that_they_are_reviews() -> None:
    names = ("review", "synthesis", "meta-ethnography")
    by_type = {study for study in IDS if any(name in sheet(study)["design"]["type"] for name in names)}
    assert {study for study in IDS if sheet(study)["design"].get("synthesis")} == by_type


def test_the_worked_example_has_concepts_and_a_theory_of_its_own() -> None:
    toy = graph(TOY)
    known = concepts_by_code(toy)
    stances: dict[str, dict[str, str]] = {}
    for study in toy_sheets():
        assert set(codes(study)) <= known.keys()
        for stance in study.get("stances", []):
            assert stance["proposition"] in propositions(toy)
            stances.setdefault(stance["proposition"], {})[study["id"]] = stance["stance"]
    assert all("toy-" in concept for concept in known.values())
    assert all("theory/toy" in str(theory) for theory in toy.subjects(RDF.type, REALIST.FormalTheory))
    assert stances == expected_stances()
    assert not set(known) & set(concepts_by_code(graph(VOCABULARIES)))


def expected_stances() -> dict[str, dict[str, str]]:
    """Return the stances of the worked example without the cells that nobody assessed."""
    matrix: Block = json.loads((TOY / "expected.json").read_text(encoding="utf-8"))["matrix"]
    return {
        f"toy/{proposition}": {study: cell for study, cell in cells.items() if cell != "not_assessed"}
        for proposition, cells in matrix.items()
    }


def test_what_wood_2021_tells_of_its_work_says_where_it_stands() -> None:
    told = sheet("wood-2021")["reporting"]
    assert {"questions", "funding", "interests", "recruitment", "analysis", "conclusions"} <= told.keys()
    for key, said in told.items():
        for each in said if isinstance(said, list) else [said]:
            assert not isinstance(each, dict) or each.get("locator"), key


@pytest.mark.parametrize("study", IDS)
def test_each_study_names_the_concept_of_its_design(study: str) -> None:
    assert sheet(study)["design"].get("concept")
