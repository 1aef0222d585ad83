"""Leaving each unit out tells which label or figure turns, by counting as by asking again."""

from math import inf

import pytest

from demireg.domain.errors import BadParameter, TooLarge
from demireg.services.comparing import leaving_out
from demireg.services.comparing.ask import Answer
from demireg.services.comparing.leaving_out import asked
from demireg.services.comparing.left_counts import lowest, of_many
from demireg.services.repository import Repository

CONTRAST = {"mechanism": "toy-TRUST", "outcome": "toy-ENG-plus", "leave_out": "each"}
SUPPORT = {"theory": "toy", "leave_out": "each"}
TABLE = {"conditions": "toy-TRUST,toy-LOCAL,toy-TIMEOPEN", "outcome": "toy-ENG-plus", "leave_out": "each"}
Told = dict[tuple[object, object, object], tuple[object, object]]


def told(answer: Answer) -> Told:
    return {(of, figure, out): (before, after) for of, figure, before, after, _, out in answer.found.rows}


def test_labels_of_support_turn_on_its_pivots(toy: Repository) -> None:
    found = told(asked(toy, "support", SUPPORT))
    labels = {(of, out): change for (of, figure, out), change in found.items() if figure == "label"}
    assert labels == {
        ("P1", "toy-s5"): ("contested", "supported"),
        ("P2", "toy-s5"): ("contested", "supported"),
        ("P4", "toy-s1"): ("disconfirmed", "unaddressed"),
    }
    assert found["P1", "support", "toy-s1 toy-s2 toy-s3 toy-s4"] == (0.8, 0.75)
    assert found["P4", "support", "toy-s1"] == (0, None)


def test_a_context_that_discriminates_turns_on_either_of_two_on_a_side(toy: Repository) -> None:
    found = told(asked(toy, "contrast", CONTRAST))
    assert found["toy-LOCAL", "discriminates", "toy-s3 toy-s5"] == (True, False)
    assert found["toy-TIMEOPEN", "discriminates", "toy-s2"] == (False, True)
    assert found["toy-ISO", "delta", "toy-s3"] == (0, None)


def test_a_truth_table_tells_what_its_solution_turns_on(toy: Repository) -> None:
    answer = asked(toy, "truth-table", TABLE)
    assert answer.found.body["behind"] == [f"toy-s{number}" for number in range(1, 7)]
    units = {str(row[-1]) for row in answer.found.rows}
    assert units
    assert units <= {"toy-s2", "toy-s3", "toy-s5", "toy-s1 toy-s4"}


@pytest.mark.parametrize(("measure", "values"), [("support", SUPPORT), ("contrast", CONTRAST)])
def test_counting_gives_what_asking_again_gives(toy: Repository, measure: str, values: dict[str, str]) -> None:
    counted = asked(toy, measure, values)
    again = leaving_out.leave_out(toy, asked(toy, measure, {**values, "leave_out": ""}), counting=False)
    assert counted.found.rows == again.found.rows


def test_demi_regularities_tell_what_holds_no_longer(toy: Repository) -> None:
    values = {"mechanism": "toy-TRUST", "outcome": "toy-ENG-plus", "leave_out": "each"}
    answer = asked(toy, "demi-regularities", values)
    assert ("holds", True) in {(row[1], row[2]) for row in answer.found.rows}


def test_many_units_are_counted_and_the_diversity_is_held_as_low_as_it_can_be(toy: Repository) -> None:
    values = {"mechanism": "toy-TRUST", "outcome": "toy-ENG-plus"}
    body = asked(toy, "demi-regularities", values).found.body
    counted = {figure.units: figure.after for figure in of_many(body)}
    again = told(asked(toy, "demi-regularities", {**values, "leave_out": "each"}))
    assert counted["toy-s5",]["share"] == again["toy-TRUST", "share", "toy-s5"][1] == 1
    assert counted["toy-s1", "toy-s2", "toy-s4", "toy-s6"]["share"] == 0.75
    assert lowest(0.5, 4) == 0
    assert lowest(1.0, 5) == 1
    assert lowest(None, 5) is None


def test_a_measure_without_studies_to_leave_out_says_so(toy: Repository) -> None:
    with pytest.raises(BadParameter, match="counts no studies"):
        asked(toy, "agreement", {"study": "toy-s1", "leave_out": "each"})
    with pytest.raises(BadParameter, match="is each or left out"):
        asked(toy, "support", {"theory": "toy", "leave_out": "toy-s1"})


def test_units_that_a_filter_chose_are_left_out_of_it(toy: Repository) -> None:
    found = asked(toy, "support", {**SUPPORT, "study": "toy-s1,toy-s5"})
    assert set(found.found.body["behind"]) == {"toy-s1", "toy-s5"}


def test_units_are_behind_an_answer_that_names_their_studies_or_configurations_only(seeded: Repository) -> None:
    rows = seeded.table.rows("SELECT programme, list(study) FROM study GROUP BY programme")
    studies = {str(programme): tuple(map(str, found)) for programme, found in rows}
    apart = {programme for programme, held in studies.items() if programme not in held}
    steps = asked(seeded, "saturation", {"leave_out": "each"})
    assert apart & set(steps.found.body["behind"])
    ripples = asked(seeded, "ripples", {"from": "SocialConnection", "leave_out": "each"})
    [kellezi] = [programme for programme, held in studies.items() if "kellezi-2019" in held]
    lost = {(row[0], row[1]) for row in ripples.found.rows if kellezi in str(row[-1]).split()}
    assert lost == {("stated (mechanism)", "paths"), ("stated (mechanism)", "whole paths")}


def test_what_is_not_listed_is_not_said_to_stay_as_it_is(toy: Repository) -> None:
    summary = asked(toy, "support", SUPPORT).measure.summary
    assert "stays as it is" not in summary
    assert "not listed" in summary


def test_an_answer_that_names_the_first_of_many_paths_has_everyone_behind_it(seeded: Repository) -> None:
    answer = asked(seeded, "ripples", {"from": "SocialConnection", "top": "1", "leave_out": "each"})
    units = {unit for (unit,) in seeded.table.rows("SELECT DISTINCT programme FROM study")}
    assert len(answer.found.body["behind"]) > len(units) / 2


def test_leaving_out_ends_when_its_time_is_over(toy: Repository) -> None:
    with pytest.raises(TooLarge, match=r"takes more than 0 seconds.*Narrow it by filters"):
        asked(toy, "gaps", {"leave_out": "each"}, seconds=0)
    bounded, unbounded = (asked(toy, "gaps", {"leave_out": "each"}, seconds=most) for most in (600, inf))
    assert bounded.found == unbounded.found
