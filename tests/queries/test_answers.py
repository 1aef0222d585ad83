"""What the paper says comes out of the store, by questions, and is gone when the store is empty."""

from collections.abc import Iterator

import pytest

from demireg.domain.errors import BadParameter, NotFound
from demireg.services.opening import open_repository
from demireg.services.questions import ask, catalogue, question, stem
from demireg.services.repository import Repository
from demireg.settings import Settings
from tests.shipping import background


@pytest.fixture(scope="module")
def empty() -> Iterator[Repository]:
    repository = open_repository(Settings(store="memory:"), background())
    yield repository
    repository.close()


def rows(repository: Repository, name: str, **values: str) -> list[dict[str, object]]:
    answer = ask(repository, name, values)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_an_empty_repository_answers_nothing(empty: Repository) -> None:
    assert {stem(each): ask(empty, each.name, {}).rows for each in catalogue() if ask(empty, each.name, {}).rows} == {}


def test_the_printed_tags_are_counted_once_each(seeded: Repository) -> None:
    found = {row["letters"]: row["tags"] for row in rows(seeded, "printed-tags")}
    assert found == {"C": 17, "M": 30, "O": 23, "Intervention": 3, "C/M": 1, "C/O": 1, "O/M": 1, "M/O": 1}


def test_eighteen_phrases_are_new_in_the_modified_theory(seeded: Repository) -> None:
    found = rows(seeded, "starred-phrases")
    assert len(found) == 18
    counts = {row["configuration"]: row["in_statement"] for row in found}
    assert counts == {
        "wood-2021/w05": 3,
        "wood-2021/w08": 6,
        "wood-2021/w12": 3,
        "wood-2021/w18": 5,
        "wood-2021/w20": 1,
    }


def test_four_phrases_carry_two_roles(seeded: Repository) -> None:
    found = [(row["configuration"], row["letters"]) for row in rows(seeded, "two-role-phrases")]
    assert found == [
        ("wood-2021/w07", "C/M"),
        ("wood-2021/w13", "C/O"),
        ("wood-2021/w17", "M/O"),
        ("wood-2021/w17", "O/M"),
    ]


def test_only_one_statement_lacks_a_context_tag(seeded: Repository) -> None:
    assert [row["configuration"] for row in rows(seeded, "statements-without-context-tag")] == ["wood-2021/w12"]


def test_the_referrers_are_seven_in_the_text_and_six_in_the_table(seeded: Repository) -> None:
    found = [row for row in rows(seeded, "disagreeing-numbers") if row["about"] == "interviewed referrers"]
    assert [(row["value"], row["locator"]) for row in found] == [
        ("7", "Results > Participants (running text)"),
        ("6", "Table 3"),
    ]


def test_fourteen_of_thirty_five_interviews_were_coded_twice(seeded: Repository) -> None:
    (found,) = rows(seeded, "double-coding")
    assert (found["coded"], found["out_of"], found["share"], found["agreement"]) == (14, 35, 40.0, "not reported")


def test_meaningfulness_has_no_evidence_stated(seeded: Repository) -> None:
    found = {row["component"]: row["evidence"] for row in rows(seeded, "sense-of-coherence-components")}
    assert found == {
        "Comprehensibility": "explicit",
        "Manageability": "explicit",
        "Meaningfulness": "none stated",
    }


def test_referrals_come_mostly_from_general_practice(seeded: Repository) -> None:
    found = [(row["referrals"], row["share"]) for row in rows(seeded, "referral-mix")]
    assert found == [(813, 59.3), (207, 15.1), (315, 23.0), (37, 2.7), (1372, 100.0)]


def test_the_theory_is_revised_and_then_abstracted(seeded: Repository) -> None:
    found = [(row["theory"], row["relation"], row["other"]) for row in rows(seeded, "lineage")]
    assert ("wood-2021-modified", "revises", "collaborative-care") in found
    assert ("salutogenesis", "abstracts", "wood-2021-modified") in found


def test_another_study_gets_its_own_answer(seeded: Repository) -> None:
    found = rows(seeded, "configurations-by-theme", study="knowles-2015")
    assert found
    assert all(str(row["configuration"]).startswith("knowles-2015/") for row in found)


def test_identifiers_are_short_and_whole_ones_stand_beside_them(seeded: Repository) -> None:
    body = ask(seeded, "studies", {}).as_dict()
    first = body["rows"][0]
    assert first["iri"]["study"] == seeded.names.study(first["study"])
    assert "label" not in first["iri"]


def test_a_question_is_found_with_or_without_its_folder() -> None:
    assert question("evidence-base") is question("evidence/evidence-base")


def test_an_unknown_question_suggests_the_nearest(seeded: Repository) -> None:
    with pytest.raises(NotFound, match="Did you mean evidence-base"):
        ask(seeded, "evidence-bas", {})
    with pytest.raises(NotFound, match="lists the questions"):
        ask(seeded, "zzzz", {})
    with pytest.raises(NotFound):
        ask(seeded, "pages/search", {})


def test_a_value_is_never_run_as_query_text(seeded: Repository) -> None:
    assert rows(seeded, "printed-tags", without='x"} } DROP ALL #') != []
    with pytest.raises(BadParameter, match="identifier of a study"):
        ask(seeded, "evidence-base", {"study": "x> } #"})
    with pytest.raises(BadParameter, match="no parameter 'stdy'; it takes study"):
        ask(seeded, "evidence-base", {"stdy": "wood-2021"})


@pytest.mark.parametrize(
    ("name", "values", "near"),
    [
        ("evidence-base", {"study": "wod-2021"}, "Did you mean wood-2021"),
        ("stance-matrix", {"theory": "salutogeness"}, "Did you mean salutogenesis"),
        ("evidence-base", {"study": "https://example.org/elsewhere"}, "holds no study"),
    ],
)
def test_a_thing_that_is_not_held_is_said_to_be_so(
    seeded: Repository, name: str, values: dict[str, str], near: str
) -> None:
    with pytest.raises(NotFound, match=near):
        ask(seeded, name, values)
