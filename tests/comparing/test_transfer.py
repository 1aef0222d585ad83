"""A new site is held against configurations: what holds, what fails, what is unknown, and sentences scored after."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import ask
from demireg.services.comparing.foretelling import score
from demireg.services.comparing.transferring import Site
from demireg.services.repository import Repository


def found(repository: Repository, **given_: str) -> dict[str, Any]:
    return ask(repository, "transfer", given_).body


def by_first(body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["behind"][0]: row for row in body["sentences"]}


def test_contexts_hold_fail_or_are_unknown_at_the_site(toy: Repository) -> None:
    body = found(toy, contexts="toy.ISO toy.LOCAL toy.TIMEOPEN")
    assert body["configurations"] == {"holds": 5, "unknown": 1, "fails": 3}
    rows = by_first(body)
    assert rows["toy-s1/k1"]["state"] == "holds"
    assert rows["toy-s1/k1"]["behind"] == ["toy-s1/k1", "toy-s4/k4"]
    assert (rows["toy-s2/k2"]["state"], rows["toy-s2/k2"]["fail"]) == ("fails", ["toy-TIMELIM"])
    assert (rows["toy-s5/k9"]["state"], rows["toy-s5/k9"]["unknown"]) == ("unknown", ["toy-DEBT"])


def test_a_concept_said_to_be_absent_fails_and_is_not_merely_unknown(toy: Repository) -> None:
    assert by_first(found(toy, contexts="toy.ISO", absent="toy.DEBT"))["toy-s5/k9"]["state"] == "fails"
    assert by_first(found(toy, contexts="toy.ISO"))["toy-s5/k9"]["state"] == "unknown"


def test_sentences_are_plain_english_with_what_stands_behind_them(toy: Repository) -> None:
    row = by_first(found(toy, contexts="toy.ISO"))["toy-s2/k7"]
    assert row["sentence"] == (
        "Given person is isolated (worked example), with no intervention given, the outcome to expect is less isolated "
        "(worked example), through peers support one another (worked example)."
    )
    assert (row["units"], row["configurations"], row["text_seen"]) == (2, 2, {"full_text": 2})
    unfired = by_first(found(toy, contexts="toy.ISO"))["toy-s3/k3"]["sentence"]
    assert unfired.endswith("stays away (worked example), as trusts the worker (worked example) does not come about.")


def test_what_was_observed_scores_the_sentences_of_contexts_that_do_not_fail(toy: Repository) -> None:
    before = found(toy, contexts="toy.ISO toy.LOCAL")
    assert {row["score"] for row in before["sentences"]} == {None}
    rows = by_first(found(toy, contexts="toy.ISO toy.LOCAL", scored="toy.ENG-plus toy.ISOL-plus"))
    assert rows["toy-s1/k1"]["score"] == "outcome_seen"
    assert rows["toy-s2/k7"]["score"] == "opposite_seen"
    assert rows["toy-s3/k3"]["score"] is None
    assert [row["sentence"] for row in before["sentences"]] == [row["sentence"] for row in rows.values()]
    one = found(toy, contexts="toy.ISO toy.LOCAL", scored="toy.ENG-plus")
    assert one["scores"] == {"holds": {"not_observed": 1}, "unknown": {"outcome_seen": 3, "not_observed": 1}}


def test_a_site_that_contradicts_itself_is_refused(toy: Repository) -> None:
    with pytest.raises(BadParameter, match="toy-ISO"):
        found(toy, contexts="toy.ISO", absent="toy.ISO")


def test_configurations_can_be_limited_by_mechanism_outcome_and_theory(toy: Repository) -> None:
    assert found(toy, contexts="toy.ISO", mechanism="toy.PEER")["configurations"] == {
        "holds": 2,
        "unknown": 1,
        "fails": 0,
    }
    assert found(toy, contexts="toy.ISO", outcome="toy.ISOL-plus")["configurations"]["unknown"] == 1
    theory = found(toy, contexts="toy.ISO", theory="toy")
    assert 0 < sum(theory["configurations"].values()) < 9


def test_each_way_to_list_shows_its_state_alone(toy: Repository) -> None:
    for state in ("holds", "unknown", "fails"):
        assert {
            row["state"] for row in found(toy, contexts="toy.ISO", absent="toy.DEBT", state=state)["sentences"]
        } == {state}
    assert len(found(toy, contexts="toy.ISO", top="2")["sentences"]) == 2


@given(st.frozensets(st.integers(0, 9)), st.frozensets(st.integers(0, 9)), st.integers(0, 9), st.booleans())
def test_the_unknown_neither_holds_nor_fails_and_absence_turns_both_round(
    holds: frozenset[int], fails: frozenset[int], concept: int, there: bool
) -> None:
    site = Site(holds, fails - holds)
    state, turned = site.stands(concept, there), site.stands(concept, not there)
    assert (state == "unknown") == (concept not in holds | fails)
    assert {state, turned} in ({"unknown"}, {"holds", "fails"})


def test_on_what_ships_each_sentence_stands_with_how_much_was_read(seeded: Repository) -> None:
    body = found(seeded, contexts="CoLocation", state="holds")
    assert body["sentences"]
    for row in body["sentences"]:
        assert row["hold"], row
        assert not row["fail"] + row["unknown"]
        assert sum(row["text_seen"].values()) <= row["configurations"]


def test_a_sentence_says_what_is_offered(seeded: Repository) -> None:
    row = by_first(found(seeded, contexts="OlderAge", top="100"))["fakoya-2021/fk-4"]
    assert row["sentence"] == (
        "Given older age, with befriending offered, the outcome to expect is reduced isolation, through private space."
    )
    assert row["interventions"] == [["Befriending"]]


def test_what_the_report_leaves_open_holds_in_what_is_coded_and_is_flagged(seeded: Repository) -> None:
    answer = ask(seeded, "transfer", {"contexts": "OlderAge", "top": "100"})
    rows = by_first(answer.body)
    assert (rows["fakoya-2021/fk-4"]["state"], rows["fakoya-2021/fk-4"]["incomplete"]) == ("holds", 1)
    assert [row["incomplete"] for name, row in rows.items() if name != "fakoya-2021/fk-4"] == [0] * (len(rows) - 1)
    assert any(note.startswith("Where 'incomplete' is not 0") for note in answer.found.notes)


def test_one_configuration_of_several_outcomes_names_the_others_beside_each(seeded: Repository) -> None:
    answer = ask(seeded, "transfer", {"contexts": "SocialIsolation", "scored": "BetterWellbeing", "top": "200"})
    own = [row for row in answer.body["sentences"] if "museums-2018/mu-2" in row["behind"]]
    assert len(own) > 2
    assert all(len(row["also_reported"]) == len(own) - 1 for row in own)
    assert all(row["sentence"].endswith(", by no mechanism given.") for row in own)
    assert any("confirms no sentence" in note for note in answer.found.notes)


@pytest.mark.parametrize(
    ("reached", "came", "opposed", "said"),
    [
        (True, True, False, "outcome_seen"),
        (True, False, True, "opposite_seen"),
        (False, True, False, "outcome_seen_though_not_expected"),
        (False, False, True, "opposite_seen_as_expected"),
        (True, True, True, "outcome_and_opposite_seen"),
        (False, False, False, "not_observed"),
    ],
)
def test_a_score_says_what_was_seen_of_an_outcome(reached: bool, came: bool, opposed: bool, said: str) -> None:
    assert score(reached, 1, Site(frozenset({1} if came else ()), frozenset({1} if opposed else ()))) == said
