"""Lineage: what became of each element on what evidence, and the authors' marks of Wood 2021 beside our patterns."""

from collections import Counter
from typing import Any

import pytest

from demireg.services import questions
from demireg.services.comparing.ask import ask
from demireg.services.comparing.lineage_evidence import Step
from demireg.services.comparing.lineage_steps import line
from demireg.services.comparing.tracing import Element, traces
from demireg.services.repository import Repository

KINDS = {"Peer": frozenset({"Peer", "Support"})}
#: Statements 1, 2, 4, 7 and 8 of the paper, with the phrases that bear an asterisk.
STARS = {"wood-2021/w05": 3, "wood-2021/w08": 6, "wood-2021/w12": 3, "wood-2021/w18": 5, "wood-2021/w20": 1}


@pytest.fixture(scope="module")
def found(seeded: Repository) -> dict[str, Any]:
    return ask(seeded, "lineage", {"theory": "salutogenesis"}).body


def of(step: dict[str, Any], role: str, concept: str) -> dict[str, Any]:
    """Return an element of a step."""
    [own] = [each for each in step["elements"] if (each["role"], each["concept"]) == (role, concept)]
    element: dict[str, Any] = own
    return element


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ({("context", "A")}, {("context", "A")}, [("kept", "A")]),
        ({("mechanism", "Support")}, {("mechanism", "Peer")}, [("narrowed", "Support")]),
        ({("mechanism", "Peer")}, {("mechanism", "Support")}, [("broadened", "Peer")]),
        ({("outcome", "A")}, {("mechanism", "A")}, [("re-roled", "A")]),
        ({("outcome", "A")}, {("mechanism", "A"), ("outcome", "A")}, [("kept", "A"), ("re-roled", "A")]),
        ({("context", "A")}, {("context", "B")}, [("dropped", "A"), ("added", "B")]),
        ({("context", "Peer")}, {("mechanism", "Support")}, [("dropped", "Peer"), ("added", "Support")]),
    ],
)
def test_an_element_is_traced_into_the_later_theory(
    earlier: set[Element], later: set[Element], expected: list[tuple[str, str]]
) -> None:
    assert [(each.change, each.element[1]) for each in traces(earlier, later, KINDS)] == expected


def test_a_line_runs_through_a_theory_from_the_first_to_the_last_even_where_it_is_crossed() -> None:
    steps = [Step("b", "c", "abstracts", "", ""), Step("a", "b", "revises", "", ""), Step("x", "y", "revises", "", "")]
    assert [(each.earlier, each.later) for each in line("b", steps)] == [("a", "b"), ("b", "c")]
    assert line("z", steps) == []
    round_ = [*steps, Step("c", "a", "revises", "", "")]
    assert len(line("a", round_)) == 3


def test_wood_2021_is_told_from_the_initial_over_the_modified_to_the_mid_range_theory(found: dict[str, Any]) -> None:
    assert found["line"] == ["collaborative-care", "wood-2021-modified", "salutogenesis"]
    stages = [(each["relation"], each["earlier_stage"], each["later_stage"]) for each in found["steps"]]
    assert stages == [("revises", "initial", "modified"), ("abstracts", "modified", "mid_range")]


def test_the_authors_stars_of_wood_2021_come_back(seeded: Repository, found: dict[str, Any]) -> None:
    assert found["starred"] == STARS
    assert sum(found["starred"].values()) == 18
    marks = [star for step in found["steps"] for star in step["stars"] if star["only"]]
    ours = Counter((star["configuration"], star["letters"], star["phrase"]) for star in marks)
    reference = questions.ask(seeded, "starred-phrases", {"study": "wood-2021"}).rows
    assert ours == Counter((row[0], row[1], row[2]) for row in reference)


def test_where_our_patterns_and_the_authors_stars_disagree_it_shows(seeded: Repository, found: dict[str, Any]) -> None:
    marks = {(star["configuration"], star["phrase"]): star for star in found["steps"][0]["stars"]}
    new = marks["wood-2021/w05", "service reached in a community setting"]
    assert (new["only"], new["agrees"], new["ours"]) == (True, True, "in the later theory's patterns only")
    both = marks["wood-2021/w05", "seen as carrying less stigma"]
    assert (both["only"], both["agrees"], both["ours"]) == (False, False, "in the later theory's patterns only")
    apart = sum(star["agrees"] is False for star in marks.values())
    assert apart
    [note] = ask(seeded, "lineage", {"theory": "salutogenesis"}).found.notes
    assert note.startswith(f"{apart} of {len(marks)} marks")


def test_what_was_refuted_stands_with_the_evidence_that_refuted_it(found: dict[str, Any]) -> None:
    first = found["steps"][0]
    refuted = {each["concept"] for each in first["elements"] if each["change"] == "refuted"}
    assert refuted == {"InteragencyRelationship", "ScheduledFollowUp", "CollaborativeCare"}
    communication = of(first, "mechanism", "InteragencyRelationship")
    assert {"wood-2021/w20", "wood-2021/w21", "wood-2021/w22"} <= set(communication["configurations"])
    said = {(each["event"], each["said"]): each for each in communication["evidence"]}
    assert set(said) == {("verdict", "not_supported"), ("stance", "contradicts")}
    assert said["verdict", "not_supported"]["basis"] == "curator_inferred"
    assert said["stance", "contradicts"]["who"] == "demireg-curators"
    assert all(each["rationale"] for each in said.values())


def test_what_only_diverged_was_dropped_and_not_refuted(found: dict[str, Any]) -> None:
    coordinator = of(found["steps"][0], "mechanism", "CaseCoordination")
    assert coordinator["change"] == "dropped"
    assert [each["said"] for each in coordinator["evidence"]] == ["diverges"]


def test_what_was_added_stands_with_the_configurations_in_which_it_worked(found: dict[str, Any]) -> None:
    listened = of(found["steps"][0], "mechanism", "BeingListenedTo")
    assert listened["change"] == "added"
    assert {"wood-2021/w08", "wood-2021/w12"} <= set(listened["configurations"])
    assert [star["configuration"] for star in listened["stars"]] == ["wood-2021/w08", "wood-2021/w12"]


def test_the_mid_range_theory_broadens_and_puts_concepts_into_other_roles(found: dict[str, Any]) -> None:
    second = found["steps"][1]
    isolation = of(second, "context", "SocialIsolation")
    assert (isolation["change"], isolation["after"]) == ("broadened", [("context", "Stressor")])
    [again] = [each for each in second["elements"] if each["change"] == "re-roled"]
    assert (again["before"], again["after"]) == (
        [("outcome", "ReducedIsolation")],
        [("mechanism", "ReducedIsolation")],
    )
    assert sum(second["counts"].values()) == len(second["elements"])


def test_the_evidence_of_a_study_that_is_left_out_is_unknown_and_not_absent(seeded: Repository) -> None:
    answer = ask(seeded, "lineage", {"theory": "salutogenesis", "without": "wood-2021"})
    body = answer.body
    assert [step["studies"] for step in body["steps"]] == [[], []]
    assert (body["known"], body["starred"]) == (0, {})
    assert body["unknown"] == sum(len(step["elements"]) for step in body["steps"])
    assert not any(step["counts"]["refuted"] for step in body["steps"])
    assert len(answer.found.notes) == 2


def test_any_theory_on_the_line_gives_the_line(seeded: Repository, found: dict[str, Any]) -> None:
    for theory in ("collaborative-care", "wood-2021-modified"):
        assert ask(seeded, "lineage", {"theory": theory}).body["steps"] == found["steps"]


def test_a_theory_without_a_line_says_what_else_to_ask(extended: Repository) -> None:
    answer = ask(extended, "lineage", {"theory": "toy-a"})
    assert answer.found.rows == ()
    assert "Ask diff" in answer.found.notes[0]
