"""The truth table of crisp comparative analysis: the worked example's figures, and what is said of bad questions."""

from typing import Any

import pytest

from demireg.domain.errors import BadParameter, NotFound
from demireg.services.comparing.ask import ask
from demireg.services.publishing import publish
from demireg.services.repository import Repository

THREE = {"conditions": "toy.TRUST, toy.LOCAL, toy.TIMEOPEN", "outcome": "toy.ENG-plus"}


def body(repository: Repository, **given: str) -> dict[str, Any]:
    return ask(repository, "truth-table", given).body


def test_the_worked_example_has_its_rows(toy: Repository) -> None:
    found = body(toy, **THREE)
    rows = {"".join(map(str, row["values"].values())): row for row in found["rows"]}
    assert {bits: (row["n"], row["consistency"]) for bits, row in rows.items()} == {
        "111": (2, 1),
        "110": (1, 1),
        "000": (1, 0),
        "100": (1, 0),
    }
    assert (rows["111"]["reached_by"], rows["000"]["missed_by"]) == (("toy-s1", "toy-s4"), ("toy-s3",))
    assert rows["110"]["configurations"] == ("toy-s2/k2",)
    assert (found["remainders"], found["known"], found["unknown"]) == (4, 5, 1)
    assert found["left_out"] == [{"unknown": ["toy-LOCAL"], "n": 1, "units": ("toy-s6",)}]


def test_the_worked_example_has_its_consistencies_and_its_conservative_solution(toy: Repository) -> None:
    found = body(toy, **THREE)
    alone = {each["concept"]: (each["consistency"], round(each["coverage"], 3)) for each in found["conditions"]}
    assert alone == {"toy-TRUST": (0.75, 1), "toy-LOCAL": (1, 1), "toy-TIMEOPEN": (1, 0.667)}
    (solution,) = found["solutions"]
    assert (solution["expression"], solution["consistency"], solution["coverage"]) == ("toy-TRUST*toy-LOCAL", 1, 1)
    assert solution["units"] == ["toy-s1", "toy-s2", "toy-s4"]


def test_the_calibration_says_how_each_condition_was_read(toy: Repository) -> None:
    found = body(toy, **THREE)
    local = next(each for each in found["conditions"] if each["concept"] == "toy-LOCAL")
    assert (local["roles"], local["opposites"], local["unknown"]) == (["context"], ["toy-NOTRANSP"], 1)
    assert "unfired" in found["calibration"]
    assert "generative process" in found["notes"][1]


def test_contradictory_rows_are_shown_and_count_from_the_consistency_that_is_asked(toy: Repository) -> None:
    strict = body(toy, conditions="toy.TRUST", outcome="toy.ENG-plus")
    trust = next(row for row in strict["rows"] if row["values"] == {"toy-TRUST": 1})
    assert (trust["n"], trust["consistency"], trust["contradictory"], trust["positive"]) == (5, 0.8, True, False)
    assert strict["solutions"] == []
    assert any("No solution" in note for note in strict["notes"])
    loose = body(toy, conditions="toy.TRUST", outcome="toy.ENG-plus", least="0.8")
    assert [each["expression"] for each in loose["solutions"]] == ["toy-TRUST"]


def test_a_condition_or_an_outcome_that_does_not_vary_is_named(toy: Repository) -> None:
    notes = body(toy, conditions="toy.PEER,toy.TRUST", outcome="toy.ENG-plus")["notes"]
    assert any("toy-PEER does not vary: it is present in all" in note for note in notes)
    same = body(toy, conditions="toy.LOCAL", outcome="toy.ENG-plus", without="toy-s3,toy-s5")["notes"]
    assert any("Every case has the same outcome" in note for note in same)


def test_the_solution_is_a_sentence_of_its_own_so_that_every_format_has_it(toy: Repository) -> None:
    answer = ask(toy, "truth-table", THREE)
    assert answer.found.notes[0] == (
        "Conservative solution for toy-ENG-plus: toy-TRUST*toy-LOCAL (consistency 1.00 over 3 cases, coverage 1.00)."
    )
    assert all(b"Conservative solution for toy" in publish(answer, name) for name in ("markdown", "latex"))


def test_where_every_case_has_the_outcome_there_is_no_solution(toy: Repository) -> None:
    found = body(toy, conditions="toy.LOCAL", outcome="toy.ENG-plus", without="toy-s3,toy-s5")
    assert found["solutions"] == []
    assert found["notes"][0].startswith("No solution: every case has the outcome")


def test_a_case_put_together_from_several_configurations_is_named(toy: Repository, seeded: Repository) -> None:
    assert [row["joined"] for row in body(toy, **THREE)["rows"]] == [[], [], [], []]
    found = body(seeded, conditions="Trust", outcome="Engagement")
    (row,) = (each for each in found["rows"] if each["values"] == {"Trust": 1})
    assert row["joined"]
    note = next(each for each in found["notes"] if "put together from several configurations" in each)
    assert all(unit in note for unit in row["joined"])


def test_an_empty_table_names_the_condition_that_is_unknown_most_often(toy: Repository) -> None:
    answer = ask(toy, "truth-table", {"conditions": "toy.DEBT,toy.HOLISTIC", "outcome": "toy.ENG-plus"})
    assert answer.found.rows == ()
    assert answer.body["solutions"] == []
    assert "toy-HOLISTIC is unknown most often, in 6 of them" in answer.found.notes[0]


def test_contexts_of_the_whole_site_count_when_asked(toy: Repository) -> None:
    sites = body(toy, conditions="toy.MODEL", outcome="toy.ENG-plus", site="yes")
    assert (sites["known"], body(toy, conditions="toy.MODEL", outcome="toy.ENG-plus")["known"]) == (6, 0)


def test_what_makes_no_table_is_refused_with_the_reason(toy: Repository, seeded: Repository) -> None:
    every = [concept for (concept,) in seeded.table.rows("SELECT concept FROM concept ORDER BY concept LIMIT 21")]
    with pytest.raises(BadParameter, match=r"21 conditions are too many: they make 2,097,152 rows"):
        ask(seeded, "truth-table", {"conditions": ",".join(every), "outcome": "Engagement"})
    with pytest.raises(BadParameter, match="cannot be a condition of itself"):
        ask(toy, "truth-table", {"conditions": "toy.TRUST,toy.ENG-plus", "outcome": "toy.ENG-plus"})
    with pytest.raises(BadParameter, match="share above 0"):
        ask(toy, "truth-table", THREE | {"least": "2"})
    with pytest.raises(NotFound, match=r"no concept .toy\.TRUSTY"):
        ask(toy, "truth-table", {"conditions": "toy.TRUSTY", "outcome": "toy.ENG-plus"})


def test_a_review_does_not_stand_beside_its_own_sources(extended: Repository) -> None:
    found = body(extended, conditions="toy.TRUST", outcome="toy.ENG-plus")
    assert "toy-review" not in str([found["rows"], found["left_out"]])


def test_no_name_is_offered_that_is_a_scrap_of_what_was_typed(seeded: Repository) -> None:
    with pytest.raises(NotFound, match=r"Did you mean Engagement") as refused:
        ask(seeded, "truth-table", {"conditions": "Trust", "outcome": "no engagement"})
    assert "MaleGender" not in str(refused.value)
