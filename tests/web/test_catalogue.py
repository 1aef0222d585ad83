"""The read views behind pages and API, against what the shipped studies are known to hold."""

from pathlib import Path

import pytest

from demireg.domain.errors import NotFound
from demireg.domain.findings import Severity
from demireg.services.catalogue.concepts import concept_list, concept_view
from demireg.services.catalogue.configurations import configuration_view, strips
from demireg.services.catalogue.evidence import cell_evidence
from demireg.services.catalogue.search import search
from demireg.services.catalogue.studies import study_list, study_view
from demireg.services.catalogue.theories import lineage, theory_list, theory_view
from demireg.services.comparing.matrix import matrix
from demireg.services.importing.read import read_file
from demireg.services.repository import Repository
from demireg.services.studies import check
from demireg.web.rendering import HERE


def test_the_list_of_studies_tells_how_much_of_each_was_read(seeded: Repository) -> None:
    found = {study.id: study for study in study_list(seeded)}
    assert found["wood-2021"].text_seen == "full_text"
    assert found["wood-2021"].configurations == 30
    assert found["husk-2020"].synthesis
    assert all(study.text_seen for study in found.values())


def test_a_study_keeps_what_its_report_says_twice_and_differently(seeded: Repository) -> None:
    study = study_view(seeded, "wood-2021")
    assert [held.value for held in study.discrepancies[0].values] == ["7", "6"]
    referrers = next(group for group in study.participants if group.label == "referrers (interviews)")
    assert (referrers.count, referrers.alternative, referrers.discrepancy) == (7, 6, "d1")
    assert study.theory_uses[0].relation == "refutes"
    assert [strip.label for strip in study.configurations if strip.hypothesised] == ["w-ipt"]


def test_a_configuration_tells_why_it_matches_a_proposition(seeded: Repository) -> None:
    view = configuration_view(seeded, "wood-2021", "w12")
    match = next(match for match in view.matches if match.proposition.reference == "salutogenesis/P1")
    assert match.kind == "instantiates"
    paths = {fill.part: [step.local for step in fill.path] for fill in match.fills}
    assert paths["c1"] == ["SocialIsolation", "Stressor"]
    assert paths["m1"][-1] == "ResistanceResource"
    assert paths["o2"] == ["ReducedIsolation", "MovementTowardsEase"]


def test_a_match_that_needs_a_curators_code_is_gone_under_the_authors_codes_alone(seeded: Repository) -> None:
    view = configuration_view(seeded, "wood-2021", "w12", "authors-only")
    kinds = {match.proposition.reference: match.kind for match in view.matches}
    assert kinds.get("salutogenesis/P1") != "instantiates"


def test_every_match_of_every_sixth_study_is_explained_slot_by_slot(seeded: Repository) -> None:
    for study in study_list(seeded)[::6]:
        for strip in strips(seeded, study.id):
            if not strip.hypothesised:
                view = configuration_view(seeded, study.id, strip.label)
                assert all(match.fills for match in view.matches), (study.id, strip.label)


def test_a_chain_is_seen_from_both_of_its_ends(seeded: Repository) -> None:
    out = configuration_view(seeded, "wood-2021", "w05").strip.links
    assert ("w04", "mechanism") in {(link.label, link.role) for link in out}
    into = configuration_view(seeded, "wood-2021", "w04").links_in
    assert "w05" in {link.from_label for link in into}


def test_printed_letters_that_differ_from_our_role_are_told_apart(seeded: Repository) -> None:
    parts = configuration_view(seeded, "wood-2021", "w07").strip.parts
    assert {part.letters for part in parts if part.differs} == {"C/M"}
    assert not any(part.differs for part in configuration_view(seeded, "wood-2021", "w05").strip.parts)


def test_an_unfired_mechanism_is_told_as_such(seeded: Repository) -> None:
    parts = configuration_view(seeded, "wood-2021", "w20").strip.parts
    assert "absent" in {part.status for part in parts if part.role == "M"}


def test_the_evidence_behind_a_cell_is_what_the_matrix_counts(seeded: Repository) -> None:
    cell = next(cell for cell in matrix(seeded, "salutogenesis").cells if cell.stance == "corroborates")
    held = cell_evidence(seeded, "salutogenesis/P1", cell.study)
    assert {f"{cell.study}/{item.strip.label}" for item in held.behind if item.basis} == set(cell.basis)
    full = {item.strip.label for item in held.behind if any(match.kind == "instantiates" for match in item.matches)}
    assert full == {name.rpartition("/")[2] for name in cell.matches}


def test_a_theory_shows_its_patterns_and_the_whole_family_it_belongs_to(seeded: Repository) -> None:
    theory = theory_view(seeded, "salutogenesis")
    assert [proposition.id for proposition in theory.propositions] == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert [(slot.role, slot.concept.local) for slot in theory.propositions[0].patterns[0].slots] == [
        ("C", "Stressor"),
        ("M", "ResistanceResource"),
        ("O", "MovementTowardsEase"),
    ]
    assert ("wood-2021-modified", "revises", "collaborative-care") in {
        (edge.source, edge.relation, edge.target) for edge in theory.lineage
    }
    assert set(theory.lineage) <= set(lineage(seeded))
    assert len(theory_list(seeded)) >= 4


def test_a_concept_shows_each_role_it_plays(seeded: Repository) -> None:
    concept = concept_view(seeded, "SocialConnection")
    assert {use.role for use in concept.uses} == {"M", "O"}
    assert concept.paths[0][-1].local == "ResistanceResource"
    assert concept.concept in {line.concept for line in concept_list(seeded)}


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("isolation", "concept", "ReducedIsolation"),
        ("wood", "study", "wood-2021"),
        ("Hanlon P", "study", "hanlon-2021"),
        ("SALUTO", "theory", "salutogenesis"),
        ("m.social-connection", "concept", "SocialConnection"),
        ("stressors", "proposition", "P1"),
        ("W12", "configuration", "w12"),
        ("wood-2021/w12", "configuration", "w12"),
        ("P4", "proposition", "P4"),
        ("salutogenesis/p4", "proposition", "P4"),
        ("wood-2021", "study", "wood-2021"),
        ("10.1186/s12875-021-01407-x", "study", "wood-2021"),
        ("https://doi.org/10.1186/S12875-021-01407-X", "study", "wood-2021"),
        ("doi: 10.1186/s12875-021-01407-x", "theory", "wood-2021-modified"),
    ],
)
def test_search_finds_names_synonyms_codes_and_authors(seeded: Repository, words: str, kind: str, name: str) -> None:
    assert (kind, name) in {(hit.kind, hit.id) for hit in search(seeded, words).hits}


def test_an_identifier_of_a_study_does_not_bring_all_its_configurations(seeded: Repository) -> None:
    assert {hit.kind for hit in search(seeded, "wood-2021/w12").hits} == {"configuration"}
    assert search(seeded, "hanlon-2021").of("configuration") == ()


@pytest.mark.parametrize("words", ["", "   ", "zzzz", '" } DROP ALL #', "$text"])
def test_search_for_nothing_or_for_mischief_finds_nothing(seeded: Repository, words: str) -> None:
    assert search(seeded, words).hits == ()


def test_what_is_not_there_is_said_with_what_there_is(seeded: Repository) -> None:
    with pytest.raises(NotFound, match="there is collaborative-care"):
        theory_view(seeded, "none")
    with pytest.raises(NotFound, match="it has w01"):
        configuration_view(seeded, "wood-2021", "w99")
    with pytest.raises(NotFound, match="no study 'none'"):
        study_view(seeded, "none")


def test_the_sheet_that_the_page_on_adding_shows_would_be_accepted(seeded: Repository, tmp_path: Path) -> None:
    sheet = tmp_path / "surname-2024.yaml"
    sheet.write_text((HERE / "templates" / "sheet.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    report = check(seeded, read_file(sheet))
    assert [finding.sentence() for finding in report.findings if finding.severity is not Severity.INFO] == []
