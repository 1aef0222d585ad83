"""Context contrast: the worked example, its laws, and the agreement of the table with SPARQL."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import ask
from demireg.services.comparing.contrasting import Contrast, Side, turning
from demireg.services.comparing.matrix import By
from demireg.services.repository import Repository
from tests.comparing.configured import Reported, configured, reported

TRUST = {"mechanism": "toy.TRUST", "outcome": "toy.ENG-plus"}
FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
ONE = {"mechanism": "m1", "outcome": "o1"}
WORDS = ("yes", "no", "unknown")


def contexts(repository: Repository, asked: Mapping[str, str], by: By = "table") -> dict[str, dict[str, Any]]:
    """The contexts of a contrast by name, without the configurations, which SPARQL does not name."""
    found = {}
    for each in ask(repository, "contrast", asked, by).body["contexts"]:
        sides = {side: {word: each[side][word] for word in WORDS} for side in ("reached", "opposed")}
        found[each["context"]] = {**each, **sides}
    return found


@pytest.mark.parametrize("by", ["table", "sparql"])
def test_the_contexts_of_the_worked_example_separate_as_on_paper(toy: Repository, by: By) -> None:
    found = {
        name.removeprefix("toy-"): (
            each["delta"],
            each["discriminates"],
            [[len(each[side][word]) for word in WORDS] for side in ("reached", "opposed")],
        )
        for name, each in contexts(toy, TRUST, by).items()
    }
    assert found == {
        "LOCAL": (1.0, True, [[3, 0, 1], [0, 2, 0]]),
        "NOTRANSP": (-1.0, True, [[0, 3, 1], [2, 0, 0]]),
        "TIMEOPEN": (0.75, False, [[3, 1, 0], [0, 2, 0]]),
        "TIMELIM": (-0.75, False, [[1, 3, 0], [2, 0, 0]]),
        "ISO": (0.0, False, [[4, 0, 0], [1, 0, 1]]),
        "DEBT": (None, False, [[0, 0, 4], [1, 0, 1]]),
    }


def test_each_figure_names_its_programmes_and_configurations(toy: Repository) -> None:
    body = ask(toy, "contrast", TRUST).body
    assert body["reached_by"] == ["toy-s1", "toy-s2", "toy-s4", "toy-s6"]
    assert body["opposed_by"] == ["toy-s3", "toy-s5"]
    local = next(each for each in body["contexts"] if each["context"] == "toy-LOCAL")
    assert local["reached"]["configurations"] == ("toy-s1/k1", "toy-s2/k2", "toy-s4/k4")
    assert local["opposed"]["configurations"] == ("toy-s3/k3", "toy-s5/k5")
    assert local["turns_on"] == ("toy-s3", "toy-s5")


def test_a_site_counts_only_when_asked_for(toy: Repository) -> None:
    assert "toy-HOLISTIC" not in contexts(toy, TRUST)
    assert contexts(toy, {**TRUST, "site": "yes"})["toy-HOLISTIC"]["reached"]["yes"]


def test_an_outcome_without_an_opposite_and_an_empty_side_are_explained() -> None:
    repository = configured({"a": Reported([{"mechanisms": ["m1"], "outcomes": ["o1"], "contexts": ["c5"]}])})
    assert "realist:opposes" in ask(repository, "contrast", {"mechanism": "m1", "outcome": "c5"}).found.notes[0]
    (note,) = ask(repository, "contrast", ONE).found.notes
    assert "with o3" in note
    repository.close()


def test_an_empty_repository_gives_an_empty_answer() -> None:
    repository = configured({})
    answer = ask(repository, "contrast", ONE)
    assert (answer.found.rows, answer.body["known"], answer.body["reached_by"]) == ((), 0, [])
    repository.close()


@pytest.mark.parametrize("more", [{"unit": "study"}, {"site": "yes"}, {"profile": "authors-only"}, {"since": "2019"}])
def test_the_reference_says_what_it_does_not_take(toy: Repository, more: dict[str, str]) -> None:
    with pytest.raises(BadParameter, match="comparison table"):
        ask(toy, "contrast", {**TRUST, **more}, "sparql")


@FEW
@given(reported())
def test_the_table_and_sparql_answer_alike(studies: dict[str, Reported]) -> None:
    repository = configured(studies)
    try:
        for asked in (ONE, {"mechanism": "m2", "outcome": "o3"}):
            assert contexts(repository, asked) == contexts(repository, asked, "sparql")
    finally:
        repository.close()


@FEW
@given(reported())
def test_the_order_of_studies_duplicates_and_silent_studies_change_nothing(studies: dict[str, Reported]) -> None:
    again = {
        name: Reported([*told.configurations, *told.configurations], told.programme, told.synthesises)
        for name, told in reversed(studies.items())
    }
    again["silent"] = Reported([{"contexts": ["c5"], "mechanisms": ["m3"], "outcomes": []}])
    one, other = configured(studies), configured(again)
    coded = contexts(one, ONE)
    assert {name: each for name, each in contexts(other, ONE).items() if name in coded} == coded
    one.close()
    other.close()


@FEW
@given(reported())
def test_swapping_the_outcome_with_its_opposite_turns_the_sign_where_the_mechanism_worked(
    studies: dict[str, Reported],
) -> None:
    fired = {
        name: Reported([{**own, "unfired": []} for own in told.configurations], told.programme, told.synthesises)
        for name, told in studies.items()
    }
    repository = configured(fired)
    plain, swapped = contexts(repository, ONE), contexts(repository, {**ONE, "outcome": "o3"})
    repository.close()
    assert {name: each["delta"] for name, each in plain.items()} == {
        name: None if each["delta"] is None else -each["delta"] for name, each in swapped.items()
    }


@FEW
@given(reported())
def test_the_unknown_is_no_no_and_the_undefined_no_nought(studies: dict[str, Reported]) -> None:
    repository = configured(studies)
    body = ask(repository, "contrast", ONE).body
    repository.close()
    for each in body["contexts"]:
        for side, units in (("reached", body["reached_by"]), ("opposed", body["opposed_by"])):
            own = each[side]
            assert sorted((*own["yes"], *own["no"], *own["unknown"])) == units
            assert own["known"] == len(own["yes"]) + len(own["no"])
            assert (own["share"] is None) == (own["known"] == 0)
        assert (each["delta"] is None) == (None in {each["reached"]["share"], each["opposed"]["share"]})


def test_a_verdict_turns_on_units_of_both_sides_too() -> None:
    sides = Side(("a", "b"), (), ("d",)), Side((), ("a", "e", "f"))
    assert turning(*sides) == ("a", "b")
    assert Contrast("c", "C", *sides, turning(*sides)).discriminates


@FEW
@given(reported())
def test_what_a_verdict_turns_on_is_what_leaving_out_one_unit_says(studies: dict[str, Reported]) -> None:
    repository = configured(studies)
    body = ask(repository, "contrast", ONE).body
    repository.close()
    for each in body["contexts"]:
        sides = [each[side] for side in ("reached", "opposed")]
        left = {
            unit: [Side(*(tuple(name for name in side[word] if name != unit) for word in WORDS)) for side in sides]
            for unit in {*body["reached_by"], *body["opposed_by"]}
        }
        turned = sorted(
            unit
            for unit, (one, other) in left.items()
            if Contrast("c", "C", one, other, ()).discriminates != each["discriminates"]
        )
        assert list(each["turns_on"]) == turned
