"""Discrimination and rivals: the toy figures, the reference, and that matches and stances are never mixed."""

import pytest

from demireg.domain.errors import BadParameter
from demireg.services import questions
from demireg.services.comparing.ask import ask
from demireg.services.repository import Repository
from tests.comparing.repositories import Judged, repository_of

TOY = {"theory": "toy-a", "other": "toy-b"}
WOOD = {"theory": "collaborative-care", "other": "salutogenesis", "study": "wood-2021"}


def ids(found: list[str]) -> set[str]:
    """Return configurations by their own names."""
    return {name.rpartition("/")[2] for name in found}


def test_toy_configurations_fit_the_first_theory_only_or_both(extended: Repository) -> None:
    body = ask(extended, "discrimination", TOY | {"without": "toy-review,toy-s4b,toy-coders"}).body
    assert {fits: ids(found["ids"]) for fits, found in body["fits"].items()} == {
        "first only": {"k1", "k2", "k4", "k6"},
        "second only": set(),
        "both": {"k7", "k8"},
    }
    assert body["fits"]["both"]["units"] == ["toy-s2", "toy-s4"]
    assert (body["known"], body["unknown"]) == (6, 3)


def test_what_tells_theories_apart_changes_sides_when_they_do(extended: Repository) -> None:
    one = ask(extended, "discrimination", TOY).body["fits"]
    two = ask(extended, "discrimination", {"theory": "toy-b", "other": "toy-a"}).body["fits"]
    assert (one["first only"], one["both"]) == (two["second only"], two["both"])


@pytest.mark.parametrize("profile", ["all-accepted", "authors-only"])
@pytest.mark.parametrize(("one", "other"), [("salutogenesis", "self-determination"), ("social-capital", "social-cure")])
def test_discrimination_is_that_of_the_reference(seeded: Repository, one: str, other: str, profile: str) -> None:
    given = {"theory": one, "other": other, "profile": profile}
    reference = questions.ask(seeded, "discrimination", given).rows
    ours = [(fits, apart, *rest) for fits, apart, _, *rest in ask(seeded, "discrimination", given).found.rows]
    assert ours == [tuple(row) for row in reference]


def test_two_studies_of_one_programme_are_one_unit_unless_studies_are_counted() -> None:
    repository = repository_of(
        {
            "s": Judged(programme="p", matches={"all-accepted": ["t/P1"]}),
            "u": Judged(programme="p", matches={"all-accepted": ["t/P1"], "authors-only": ["t/P1"]}),
        }
    )
    repository.table.write_theories(repository.store, repository.names, "2")
    add_rival(repository)
    given = {"theory": "t", "other": "r"}
    units = {unit: units_of(repository, given | {"unit": unit}) for unit in ("programme", "study")}
    assert units == {"programme": ["p"], "study": ["s", "u"]}
    assert units_of(repository, given | {"profile": "authors-only", "unit": "study"}) == ["u"]


def test_a_synthesis_is_left_out_beside_what_it_synthesises() -> None:
    matched = {"all-accepted": ["t/P1"]}
    repository = repository_of({"s": Judged(matches=matched), "u": Judged(synthesises=["s"], matches=matched)})
    add_rival(repository)
    given = {"theory": "t", "other": "r"}
    assert units_of(repository, given) == ["s"]
    assert units_of(repository, given | {"without": "s"}) == ["u"]


def units_of(repository: Repository, given: dict[str, str]) -> list[str]:
    found: list[str] = ask(repository, "discrimination", given).body["fits"]["first only"]["units"]
    return found


def add_rival(repository: Repository) -> None:
    """Add a theory ``r`` that nothing fits."""
    repository.table.rows("INSERT INTO theory VALUES ('r', 'A rival') RETURNING theory")
    repository.table.rows("INSERT INTO proposition VALUES ('r', 'r/P1', 'Sentence', 1) RETURNING theory")


def test_toy_rivals_explain_one_both_or_neither(extended: Repository) -> None:
    body = ask(extended, "rivals", TOY | {"without": "toy-review,toy-s4b,toy-coders"}).body
    assert {by: ids(found["ids"]) for by, found in body["explained"].items()} == {
        "first": {"k1", "k2", "k4", "k6"},
        "second": set(),
        "both": {"k7", "k8"},
        "neither": {"k3", "k5", "k9"},
    }
    judged = {each["configuration"] for each in body["configurations"] if each["explained_by"] != "neither"}
    judged |= {name for found in body["contradicted"].values() for name in found["ids"]}
    assert body["known"] == len(judged)
    assert body["known"] + body["unknown"] == 9


def test_partial_matches_stand_apart_and_explain_nothing(seeded: Repository) -> None:
    body = ask(seeded, "rivals", {"theory": "salutogenesis", "other": "social-cure"}).body
    for side in ("first", "second"):
        explained = {*body["explained"][side]["ids"], *body["explained"]["both"]["ids"]}
        assert not explained & set(body["partly"][side]["ids"])
        assert not set(body["contradicted"][side]["ids"]) & set(body["partly"][side]["ids"])
    for each in body["configurations"]:
        for side in ("first", "second"):
            met = {*each["explains"][side], *each["contradicts"][side]}
            assert not met & set(each["partly"][side])


def test_every_configuration_stands_in_one_group_with_its_unit(seeded: Repository) -> None:
    body = ask(seeded, "rivals", {"theory": "salutogenesis", "other": "self-determination"}).body
    every = [name for found in body["explained"].values() for name in found["ids"]]
    held = [row[0] for row in seeded.table.rows("SELECT configuration FROM configuration")]
    assert sorted(every) == sorted(held)
    assert sum(found["configurations"] for found in body["explained"].values()) == len(held)
    assert body["known"] + body["unknown"] == len(held)
    fits = ask(seeded, "discrimination", {"theory": "salutogenesis", "other": "self-determination"}).body["fits"]
    assert sorted(fits["both"]["ids"]) == body["explained"]["both"]["ids"]
    assert sorted(fits["first only"]["ids"]) == body["explained"]["first"]["ids"]


def test_collaborative_care_explains_nothing_of_wood_2021_and_salutogenesis_much(seeded: Repository) -> None:
    body = ask(seeded, "rivals", WOOD).body
    assert body["explained"]["first"]["ids"] == body["explained"]["both"]["ids"] == []
    assert {"w12", "w17", "w20"} <= ids(body["explained"]["second"]["ids"])
    assert sum(found["configurations"] for found in body["explained"].values()) == 30
    stances = {each["configuration"]: each["stances"] for each in body["configurations"]}
    assert stances["wood-2021/w20"] == {
        "first": ["collaborative-care/P2 contradicts", "collaborative-care/P5 contradicts"],
        "second": ["salutogenesis/P6 corroborates"],
    }


def test_stances_change_no_match_and_matches_no_stance() -> None:
    matched = {"all-accepted": ["t/P1"]}
    plain = repository_of({"s": Judged(matches=matched)})
    judged = repository_of({"s": Judged((("t/P1", "contradicts"), ("t/P1", "refines")), matches=matched)})
    add_rival(plain)
    add_rival(judged)
    one, two = (ask(each, "rivals", {"theory": "t", "other": "r"}).body for each in (plain, judged))
    assert one["explained"] == two["explained"]
    assert one["contradicted"] == two["contradicted"]
    assert one["stances"] == []
    assert [(each["proposition"], each["stance"], each["units"]) for each in two["stances"]] == [
        ("t/P1", "mixed", ["s"])
    ]


def test_a_theory_has_no_rival_in_itself(extended: Repository) -> None:
    for measure in ("rivals", "discrimination"):
        with pytest.raises(BadParameter, match="Name two"):
            ask(extended, measure, {"theory": "toy-a", "other": "toy-a"})


def test_the_notes_name_the_theories_of_the_columns_and_count_what_matches_in_part(seeded: Repository) -> None:
    given = {"theory": "collaborative-care", "other": "salutogenesis", "study": "wood-2021"}
    notes = ask(seeded, "rivals", given).found.notes
    assert notes[0] == "In the columns, first is collaborative-care and second is salutogenesis."
    assert notes[1].startswith("Of the 17 that neither explains, ")
    assert notes[1].endswith(" and 3 salutogenesis; a part counts as neither.")
