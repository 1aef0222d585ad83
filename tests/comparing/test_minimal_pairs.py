"""Minimal pairs: what is strict, what is loose, and what is none."""

import pytest

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import Answer, ask
from demireg.services.repository import Repository
from tests.comparing.coded import Coded, Made, repository_of_codings

TRUST: Coded = ("mechanism", True, "m1")
HERE: Coded = ("context", True, "c1")
OPPOSITE: Coded = ("context", True, "c2")
ABSENT: Coded = ("context", False, "c1")
CAME: Coded = ("outcome", True, "o1")
TURNED: Coded = ("outcome", True, "o2")
MISSED: Coded = ("outcome", False, "o1")


def pairs(one: set[Coded], other: set[Coded], programme: str = "", **given: str) -> Answer:
    studies = {"s1": Made([frozenset(one)]), "s2": Made([frozenset(other)], programme)}
    repository = repository_of_codings(studies)
    try:
        return ask(repository, "minimal-pairs", given)
    finally:
        repository.close()


def test_a_condition_replaced_by_its_opposite_is_a_strict_pair() -> None:
    body = pairs({TRUST, HERE, CAME}, {TRUST, OPPOSITE, TURNED}).body
    (group,) = body["groups"]
    assert (body["strict"], body["loose"], group["kind"], group["pairs"]) == (1, 0, "strict", 1)
    assert {group["condition"], group["against"]} == {"c1", "c2"}
    assert group["shared"] == ["m1"]
    assert {*group["configurations"], *group["other_configurations"]} == {"s1/k0", "s2/k0"}
    assert {*group["units"], *group["other_units"]} == {"s1", "s2"}


def test_a_condition_that_is_stated_to_be_absent_is_a_strict_pair_and_so_is_an_outcome_that_was_not_achieved() -> None:
    (group,) = pairs({TRUST, HERE, CAME}, {TRUST, ABSENT, MISSED}).body["groups"]
    assert (group["kind"], {group["condition"], group["against"]}) == ("strict", {"c1", "~c1"})


def test_a_condition_that_one_side_does_not_mention_is_a_loose_pair() -> None:
    answer = pairs({TRUST, HERE, CAME}, {TRUST, TURNED})
    (group,) = answer.body["groups"]
    assert (group["kind"], group["condition"], group["against"]) == ("loose", "c1", None)
    assert (answer.body["known"], answer.body["unknown"]) == (0, 1)
    assert any("unknown" in note for note in answer.found.notes)
    assert pairs({TRUST, HERE, CAME}, {TRUST, TURNED}, kind="strict").found.rows == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({TRUST, HERE, CAME}, {TRUST, HERE, TURNED}),  # alike in all
        ({TRUST, HERE, CAME}, {TRUST, OPPOSITE, CAME}),  # the same outcome
        ({HERE, CAME}, {OPPOSITE, TURNED}),  # nothing in common
        ({TRUST, HERE, CAME}, {TRUST, ("context", True, "c3"), TURNED}),  # neither opposes the other
        ({TRUST, HERE, CAME}, {("mechanism", True, "m2"), OPPOSITE, TURNED}),  # two differ
        ({TRUST, HERE, CAME}, {TRUST, ABSENT, ("context", False, "c2"), TURNED}),  # three do
    ],
)
def test_what_differs_in_more_or_less_is_no_pair(one: set[Coded], other: set[Coded]) -> None:
    answer = pairs(one, other)
    assert (answer.body["groups"], answer.found.rows) == ([], ())


def test_two_configurations_of_one_programme_are_no_pair() -> None:
    assert pairs({TRUST, HERE, CAME}, {TRUST, OPPOSITE, TURNED}, programme="s1").body["groups"] == []
    assert pairs({TRUST, HERE, CAME}, {TRUST, OPPOSITE, TURNED}, programme="s1", unit="study").body["strict"] == 1


def test_groups_of_as_many_pairs_stand_by_name_whichever_study_came_first() -> None:
    studies = {
        "s0": Made([frozenset({TRUST, HERE, ("context", True, "c2"), CAME})]),
        "s1": Made([frozenset({TRUST, HERE, MISSED})]),
        "s2": Made([frozenset({HERE, CAME})]),
    }
    listed = []
    for names in ("s0", "s1", "s2"), ("s2", "s1", "s0"):
        repository = repository_of_codings({name: studies[name] for name in names})
        listed.append(list(ask(repository, "minimal-pairs", {}).found.rows))
        repository.close()
    assert len(listed[0]) == 2
    assert listed[0] == listed[1]


def test_the_worked_example_has_none(toy: Repository) -> None:
    assert ask(toy, "minimal-pairs", {}).body["groups"] == []


def test_the_shipped_studies_have_loose_pairs_with_their_configurations(seeded: Repository) -> None:
    answer = ask(seeded, "minimal-pairs", {})
    assert answer.found.rows
    for group in answer.body["groups"]:
        assert group["pairs"] <= len(group["configurations"]) * len(group["other_configurations"])
        assert group["shared"]
    with pytest.raises(BadParameter, match="'kind' is one of both, strict, loose"):
        ask(seeded, "minimal-pairs", {"kind": "some"})
