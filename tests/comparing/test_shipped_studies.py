"""The shipped studies compared: the table and SPARQL say the same, and profiles change matches, never stances."""

import pytest

from demireg import assets
from demireg.domain.errors import BadParameter, NotFound
from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, PROFILES
from demireg.services.comparing.ask import ask
from demireg.services.comparing.evidence import evidence
from demireg.services.comparing.matrix import Cell, matrix
from demireg.services.comparing.measures import MEASURES
from demireg.services.repository import Repository

THEORIES = sorted(path.stem for path in (assets.folder("data") / "theories").glob("*.ttl"))


def cell(repository: Repository, theory: str, proposition: str, study: str, profile: str = ALL_ACCEPTED) -> Cell:
    found = matrix(repository, theory, profile)
    return next(each for each in found.cells if (each.proposition, each.study) == (proposition, study))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("theory", THEORIES)
def test_sparql_and_the_table_give_the_same_matrix(seeded: Repository, theory: str, profile: str) -> None:
    assert matrix(seeded, theory, profile, by="sparql") == matrix(seeded, theory, profile, by="table")


def test_w12_matches_p1_with_all_codings_and_not_with_the_authors_alone(seeded: Repository) -> None:
    assert "wood-2021/w12" in cell(seeded, "salutogenesis", "P1", "wood-2021").matches
    by_authors = cell(seeded, "salutogenesis", "P1", "wood-2021", AUTHORS_ONLY)
    assert "wood-2021/w12" not in by_authors.matches
    assert by_authors.stance == "corroborates"


def test_a_proposition_that_nobody_addresses_has_no_share(seeded: Repository) -> None:
    figures = {each.proposition: each for each in matrix(seeded, "salutogenesis").support}
    assert (figures["P3"].support, figures["P3"].contest, figures["P3"].label) == (None, None, "unaddressed")
    programmes = {study.programme for study in matrix(seeded, "salutogenesis").studies}
    assert figures["P1"].known + figures["P1"].unknown == len(programmes)


def test_reasons_under_the_authors_profile_rest_on_the_authors_codings(seeded: Repository) -> None:
    for proposition in ("P1", "P2", "P4", "P6"):
        found = evidence(seeded, "salutogenesis", proposition, "wood-2021", AUTHORS_ONLY)
        for behind in found.cell.behind:
            bases = {part.number: part.basis for part in behind.strip.parts}
            used = {fill.part for match in behind.matches for fill in match.fills if fill.part}
            assert {bases[number] for number in used} <= {"author_tagged", "author_stated"}


def test_the_evidence_names_voices_and_places(seeded: Repository) -> None:
    found = evidence(seeded, "salutogenesis", "salutogenesis/P1", "wood-2021")
    assert found.voices
    assert any("Social isolation" in locator for locator in found.locators)
    assert found.cell.study.text_seen == "full_text"


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_answers_its_own_example(seeded: Repository, name: str) -> None:
    answer = ask(seeded, name, MEASURES[name].example)
    assert answer.found.rows or name == "agreement", MEASURES[name].empty  # no sheet has passages coded twice
    assert all(len(row) == len(answer.found.columns) for row in answer.found.rows)
    assert answer.body["measure"] == name


def test_unknown_names_are_refused_with_what_there_is(seeded: Repository) -> None:
    with pytest.raises(NotFound, match="no theory 'salutogenesi'"):
        matrix(seeded, "salutogenesi")
    with pytest.raises(NotFound, match="no theory"):
        matrix(seeded, "salutogenesi", by="sparql")
    with pytest.raises(BadParameter, match="all-accepted, authors-only"):
        matrix(seeded, "salutogenesis", "mine")
    with pytest.raises(NotFound, match="Did you mean support"):
        ask(seeded, "suport", {"theory": "salutogenesis"})
    with pytest.raises(NotFound):
        evidence(seeded, "salutogenesis", "P99", "wood-2021")
    with pytest.raises(NotFound):
        evidence(seeded, "salutogenesis", "P1", "nobody-1999")
