"""Contradictions: the worked example, counts by groups against counting pairs, and the question in SPARQL."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demireg.domain.errors import NotFound
from demireg.services import questions
from demireg.services.comparing.ask import ask
from demireg.services.comparing.codings import Codings
from demireg.services.comparing.contradicting import Contradicting, chosen, first, made, total
from demireg.services.comparing.opposing import held
from demireg.services.repository import Repository

EXPLAINED = [
    ("toy-s1/k1", "toy-s5/k5"),
    ("toy-s2/k2", "toy-s5/k5"),
    ("toy-s4/k4", "toy-s5/k5"),
    ("toy-s5/k5", "toy-s6/k6"),
]
UNEXPLAINED = [("toy-s2/k7", "toy-s5/k9"), ("toy-s4/k8", "toy-s5/k9")]
#: Outcomes 10 and 11 oppose each other, and so do 12 and 13; contexts 20 and 21 do, and 22 and 23.
OPPOSITIONS = frozenset({(10, 11), (12, 13), (20, 21), (22, 23)})
Coded = dict[int, bool]


def body(repository: Repository, **given_: str) -> dict[str, Any]:
    return ask(repository, "contradictions", given_).body


def test_the_worked_example_has_six_pairs_of_which_two_are_unexplained(toy: Repository) -> None:
    found = body(toy)
    listed = [(row["first"], row["second"], row["explained"]) for row in found["listed"]]
    assert listed == [(*pair, False) for pair in UNEXPLAINED] + [(*pair, True) for pair in EXPLAINED]
    assert (found["pairs"], found["explained"], found["unexplained"]) == (6, 4, 2)
    assert not any("toy-s3/k3" in row for row in ask(toy, "contradictions", {}).found.rows), "k3 did not work"


def test_each_mechanism_has_its_counts_and_the_units_of_both_sides(toy: Repository) -> None:
    peer, trust = body(toy)["counts"]
    assert (peer["mechanism"], peer["pairs"], peer["explained"], peer["unexplained"]) == ("toy-PEER", 2, 0, 2)
    assert (trust["mechanism"], trust["pairs"], trust["explained"], trust["across_units"]) == ("toy-TRUST", 4, 4, 4)
    sides = {side["outcome"]: side["named"] for side in trust["sides"]}
    assert sides == {"toy-ENG-plus": ["toy-s1", "toy-s2", "toy-s4", "toy-s6"], "toy-ENG-minus": ["toy-s5"]}


def test_a_pair_names_the_contexts_that_explain_it(toy: Repository) -> None:
    rows = {row["first"]: row["contexts"] for row in body(toy, mechanism="toy.TRUST")["listed"]}
    assert rows["toy-s1/k1"] == ["toy-LOCAL against toy-NOTRANSP", "toy-TIMEOPEN against toy-TIMELIM"]
    assert rows["toy-s2/k2"] == ["toy-LOCAL against toy-NOTRANSP"]


def test_a_short_list_leaves_the_counts_as_they_are_and_says_so(toy: Repository) -> None:
    found = body(toy, top="1")
    assert (len(found["listed"]), found["pairs"]) == (1, 6)
    assert any("list ends after 1" in note for note in found["notes"])
    assert [row["first"] for row in body(toy, explained="yes")["listed"]] == [pair[0] for pair in EXPLAINED]
    assert body(toy, outcome="toy.ISOL-plus")["pairs"] == 2


def test_an_unknown_mechanism_is_answered_with_the_nearest(toy: Repository) -> None:
    with pytest.raises(NotFound, match="toy-TRUST"):
        ask(toy, "contradictions", {"mechanism": "toy.TRUTS"})


def test_the_table_agrees_with_the_question_in_sparql_on_what_ships(seeded: Repository) -> None:
    asked = questions.ask(seeded, "contradictions", {"explained": "yes"})
    first = asked.columns.index("first")
    expected = {(str(row[first]), str(row[first + 1]), str(row[first + 2])): bool(row[first + 4]) for row in asked.rows}
    found = {
        (row["first"], row["second"], row["mechanism"]): row["explained"] for row in body(seeded, top="1000")["listed"]
    }
    assert found == expected
    assert body(seeded)["pairs"] == len({pair[:2] for pair in expected})


coded = st.dictionaries(st.integers(10, 13), st.booleans(), max_size=2)
around = st.dictionaries(st.integers(20, 24), st.sampled_from(["coded", "kind", "absent"]), max_size=3)
mechanisms = st.dictionaries(st.integers(1, 2), st.booleans(), min_size=1, max_size=2)
strips = st.lists(st.tuples(st.integers(1, 4), mechanisms, coded, around), max_size=9)


def codings(rows: Iterable[tuple[int, int, int, bool, bool]]) -> Codings:
    """Return codings, given by study, configuration, concept, whether it was there, and whether it is only a kind."""
    columns = [np.array(column) for column in zip(*rows, strict=True)] or [np.zeros(0, dtype=np.int64)] * 5
    study, number, concept, fired, kind = columns
    flags = (each.astype(np.bool_) for each in (fired, kind))
    return Codings(study, study % 2, number, number, np.zeros(len(study), dtype=np.int8), concept, *flags)


def found_in(strips_: Sequence[tuple[int, Coded, Coded, dict[int, str]]]) -> Contradicting:
    """Return what contradicts among made-up configurations: study, mechanisms and outcomes, contexts."""
    every = list(enumerate(strips_))
    worked = codings((study, n, c, True, not itself) for n, (study, said, _, _) in every for c, itself in said.items())
    came = codings((study, n, c, True, not itself) for n, (study, _, said, _) in every for c, itself in said.items())
    around = codings(
        (study, number, concept, how != "absent", how == "kind")
        for number, (study, _, _, said) in every
        for concept, how in said.items()
    )
    return made(held(worked, came, around, OPPOSITIONS))


def opposes(one: dict[int, bool], other: dict[int, bool], pair: tuple[int, int]) -> bool:
    """Tell whether two sets of codes hold both sides of an opposition, one of them coded itself."""
    return any(a in one and b in other and (one[a] or other[b]) for a, b in (pair, pair[::-1]))


def explains(one: dict[int, str], other: dict[int, str]) -> bool:
    here, there = ({c: how == "coded" for c, how in each.items() if how != "absent"} for each in (one, other))
    absent = any(
        how == "absent" and c in rest for each, rest in ((one, there), (other, here)) for c, how in each.items()
    )
    return absent or any(opposes(here, there, pair) for pair in OPPOSITIONS)


@given(strips)
def test_counting_groups_gives_the_same_as_counting_pairs(
    found: list[tuple[int, Coded, Coded, dict[int, str]]],
) -> None:
    expected: dict[tuple[int, tuple[int, int]], list[bool]] = {}
    every: dict[tuple[int, int], bool] = {}
    for (i, one), (j, other) in combinations(enumerate(found), 2):
        shared = [m for m in (1, 2) if m in one[1] and m in other[1] and (one[1][m] or other[1][m])]
        for mechanism in shared if one[0] != other[0] else ():
            for pair in OPPOSITIONS:
                if opposes(one[2], other[2], pair):
                    every[i, j] = explains(one[3], other[3])
                    expected.setdefault((mechanism, pair), []).append(every[i, j])
    answer = found_in(found)
    assert counts(answer) == {key: (len(value), sum(value)) for key, value in expected.items()}
    numbers = answer.held.configuration
    for explained in (False, True):
        listed = first(answer, chosen(answer, 0, 0), explained, 1000)
        pairs = [(int(numbers[pair.one]), int(numbers[pair.other])) for pair in listed]
        assert pairs == sorted(pairs)
        assert set(pairs) == {pair for pair, told in every.items() if told == explained}
    assert total(answer, chosen(answer, 0, 0)) == (len(every), sum(every.values()))
    for mechanism in (1, 2):
        of_one = total(answer, chosen(answer, mechanism, 10))
        assert of_one == counts(answer).get((mechanism, (10, 11)), (0, 0))


def counts(answer: Contradicting) -> dict[tuple[int, tuple[int, int]], tuple[int, int]]:
    """Return how many pairs each mechanism and opposition has, in all and explained, where it has any."""
    of, cases = answer.held, answer.cases
    return {
        (int(of.mechanisms[mechanism]), (int(of.outcomes[of.sides[side][0]]), int(of.outcomes[of.sides[side][1]]))): (
            int(pairs),
            int(explained),
        )
        for mechanism, side, pairs, explained in zip(
            cases.mechanism, cases.side, cases.pairs, cases.explained, strict=True
        )
        if pairs
    }


@given(strips, st.randoms())
def test_counts_do_not_depend_on_the_order_of_studies_nor_on_silent_ones(
    found: list[tuple[int, Coded, Coded, dict[int, str]]], random: Random
) -> None:
    shuffled: list[tuple[int, Coded, Coded, dict[int, str]]] = [*found, (9, {1: True}, {}, {20: "coded"})]
    random.shuffle(shuffled)

    assert counts(found_in(shuffled)) == counts(found_in(found))
