"""Demi-regularities, diversity and patterns: the worked example and the laws."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import ask
from demireg.services.comparing.diversity import diversity
from demireg.services.repository import Repository
from tests.comparing.configured import Reported, configured, reported

FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
TRUST = {"mechanism": "toy.TRUST", "outcome": "toy.ENG-plus"}
PEER = {"mechanism": "toy.PEER", "outcome": "toy.ISOL-minus"}

sets = st.dictionaries(st.integers(1, 9), st.frozensets(st.integers(1, 6), max_size=4), max_size=9)


@given(sets, st.randoms())
def test_diversity_is_the_mean_over_all_pairs(held: dict[int, frozenset[int]], random: object) -> None:
    pairs = [(unit, concept) for unit, concepts in held.items() for concept in concepts] * 2
    random.shuffle(pairs)  # type: ignore[attr-defined]
    units, concepts = (np.array([pair[place] for pair in pairs], dtype=np.int64) for place in (0, 1))
    known = [concepts for concepts in held.values() if concepts]
    each = [1 - len(one & other) / len(one | other) for one, other in combinations(known, 2)]
    found = diversity(units, concepts)
    assert found == (pytest.approx(sum(each) / len(each)) if each else None)


def test_diversity_is_exact_over_more_sets_than_are_compared_at_once() -> None:
    units = np.repeat(np.arange(700), 2)
    concepts = np.stack([np.arange(700), np.full(700, 1000)], axis=1).ravel()
    assert diversity(units, concepts) == pytest.approx(2 / 3)


def test_trust_holds_and_peers_do_not_in_the_worked_example(toy: Repository) -> None:
    (trust,) = ask(toy, "demi-regularities", TRUST).body["regularities"]
    assert (trust["share"], trust["diversity"], trust["holds"]) == (0.8, pytest.approx(0.403, abs=0.0005), True)
    assert trust["yes"] == ("toy-s1", "toy-s2", "toy-s4", "toy-s6")
    assert trust["configurations"] == ("toy-s1/k1", "toy-s2/k2", "toy-s4/k4", "toy-s6/k6")
    assert (trust["no"], trust["against"], trust["unknown"]) == (("toy-s5",), ("toy-s5/k5",), ())
    (peers,) = ask(toy, "demi-regularities", PEER).body["regularities"]
    assert (peers["share"], peers["holds"]) == (pytest.approx(2 / 3), False)


def test_all_that_are_reported_are_listed_with_the_thresholds_those_that_may_hold_first(toy: Repository) -> None:
    body = ask(toy, "demi-regularities", {"top": "3"}).body
    assert body["thresholds"] == {"least": 3.0, "share": 0.75, "diversity": 0.3}
    assert (body["reported"], body["listed"]) == (4, 3)
    assert (body["regularities"][0]["mechanism"], body["regularities"][0]["holds"]) == ("toy-TRUST", True)
    assert body["notes"][0].startswith("4 pairs are reported")


def test_other_thresholds_give_other_verdicts(toy: Repository) -> None:
    (trust,) = ask(toy, "demi-regularities", {**TRUST, "diversity": "0.5"}).body["regularities"]
    assert trust["holds"] is False
    with pytest.raises(BadParameter, match="between 0 and 1"):
        ask(toy, "demi-regularities", {**TRUST, "share": "75"})


def test_a_companion_counts_with_its_programme_and_a_review_not_beside_its_sources(extended: Repository) -> None:
    (found,) = ask(extended, "demi-regularities", TRUST).body["regularities"]
    assert (len(found["yes"]), len(found["no"]), found["diversity"]) == (5, 1, pytest.approx(0.325))
    (found,) = ask(extended, "demi-regularities", {**TRUST, "unit": "study"}).body["regularities"]
    assert "toy-s4b" in found["yes"]
    assert "toy-review" not in found["yes"]


@FEW
@given(reported())
def test_the_list_has_the_figures_of_each_pair_and_nothing_unknown_is_a_no(studies: dict[str, Reported]) -> None:
    repository = configured(studies)
    try:
        listed = ask(repository, "demi-regularities", {"least": "1"}).body["regularities"]
        for each in listed:
            asked = {"mechanism": each["mechanism"], "outcome": each["outcome"], "least": "1"}
            assert ask(repository, "demi-regularities", asked).body["regularities"] == [each]
            assert not {*each["yes"], *each["no"]} & set(each["unknown"])
            assert (each["share"] is None) == (each["known"] == 0)
            assert each["diversity"] is not None or each["holds"] is not True
    finally:
        repository.close()


@FEW
@given(reported())
def test_order_duplicates_and_silent_studies_change_no_pair_and_no_pattern(studies: dict[str, Reported]) -> None:
    again = {
        name: Reported([*told.configurations, *told.configurations[::-1]], told.programme, told.synthesises)
        for name, told in reversed(studies.items())
    }
    again["silent"] = Reported()
    one, other = configured(studies), configured(again)
    for measure in ("demi-regularities", "patterns"):
        rows = [ask(each, measure, {"top": "500"}).found for each in (one, other)]
        place = rows[0].columns.index("configurations") if "configurations" in rows[0].columns else -1
        plain = [[[*row[:place], *row[place + 1 :]] if place > 0 else row for row in found.rows] for found in rows]
        assert sorted(map(repr, plain[0])) == sorted(map(repr, plain[1]))
    one.close()
    other.close()


def test_each_proposition_of_the_worked_example_has_its_diversity(toy: Repository) -> None:
    first, second, none = ask(toy, "diversity", {"theory": "toy"}).body["propositions"]
    assert first["diversity"] == pytest.approx(0.517, abs=0.0005)
    assert (first["supporting"], len(first["sites"]), first["countries"]) == (4, 4, ("Nowhere",))
    assert first["configurations"] == ("toy-s1/k1", "toy-s2/k2", "toy-s3/k3", "toy-s4/k4")
    assert second["diversity"] == 0
    assert (none["diversity"], none["supporting"], none["known"]) == (None, 0, 0)


def test_patterns_count_programmes_and_name_what_stands_behind(toy: Repository) -> None:
    body = ask(toy, "patterns", {"top": "2"}).body
    first = body["patterns"][0]
    assert (first["context"], first["mechanism"], first["outcome"]) == ("toy-ISO", "toy-TRUST", "toy-ENG-plus")
    assert first["units"] == ("toy-s1", "toy-s2", "toy-s4", "toy-s6")
    assert first["configurations"] == ("toy-s1/k1", "toy-s2/k2", "toy-s4/k4", "toy-s6/k6")
    assert (body["there"], body["known"], body["unknown"]) == (9, 5, 1)


def test_a_filter_of_patterns_counts_kinds_and_a_review_is_left_out_beside_its_sources(extended: Repository) -> None:
    found = ask(extended, "patterns", {"mechanism": "toy.SUPPORT"}).body["patterns"]
    assert {each["mechanism"] for each in found} == {"toy-PEER"}
    every = ask(extended, "patterns", {"unit": "study"}).body["patterns"]
    assert all("toy-review" not in each["units"] for each in every)


@pytest.mark.parametrize("measure", ["demi-regularities", "patterns"])
def test_an_empty_repository_has_nothing_to_list(measure: str) -> None:
    repository = configured({})
    assert ask(repository, measure, {}).found.rows == ()
    repository.close()


@pytest.mark.parametrize("measure", ["demi-regularities", "patterns", "diversity"])
def test_what_has_no_reference_in_sparql_says_so(toy: Repository, measure: str) -> None:
    with pytest.raises(BadParameter, match="comparison table"):
        ask(toy, measure, {"theory": "toy"} if measure == "diversity" else {}, "sparql")
