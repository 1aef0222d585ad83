"""Overlap and difference of theories: the toy figures of the method, its laws, and the answers of the references."""

from itertools import combinations
from math import fsum, isnan

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demireg.domain.errors import BadParameter, NotFound
from demireg.services import questions
from demireg.services.comparing.ask import ask
from demireg.services.comparing.likeness import likeness
from demireg.services.comparing.measures.overlap import pair
from demireg.services.comparing.moving import change
from demireg.services.comparing.theories_read import COUNTED, ROLES, Pattern, Proposition, Theory
from demireg.services.repository import Repository
from tests.comparing.repositories import Judged, repository_of

#: A little vocabulary: each concept with all that it is a kind of, itself among it.
KINDS = {
    "a": frozenset("a"),
    "b": frozenset("ba"),
    "c": frozenset("ca"),
    "d": frozenset("dba"),
    "e": frozenset("e"),
    "f": frozenset("fe"),
}
REQUIRED = st.dictionaries(st.sampled_from(ROLES), st.sets(st.sampled_from("abcdef"), min_size=1, max_size=3))
PATTERNS = st.lists(REQUIRED.filter(lambda each: bool(each.keys() & set(COUNTED))), min_size=1, max_size=3)
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
THEORIES = st.lists(PATTERNS, min_size=1, max_size=3)


def theory(name: str, propositions: list[list[dict[str, set[str]]]]) -> Theory:
    """Return a theory with a proposition for each list of patterns."""
    made = Theory(name, name)
    for number, patterns in enumerate(propositions, 1):
        own = f"{name}/P{number}"
        requires = [{role: tuple(sorted(names)) for role, names in each.items()} for each in patterns]
        held = tuple(Pattern(f"{own}/{place}", own, each) for place, each in enumerate(requires))
        made.propositions.append(Proposition(own, "", held))
    return made


def overlap(one: Theory, other: Theory) -> float:
    every = {each.proposition: each for held in (one, other) for each in held.propositions}
    found: float = pair(one, other, likeness(list(every.values()), KINDS))["overlap"]
    return found


def plainly(one: Theory, other: Theory) -> float:
    """Work out the overlap word by word as the method has it, without arrays."""

    def concept(a: str, b: str) -> float:
        return len(KINDS[a] & KINDS[b]) / len(KINDS[a] | KINDS[b])

    def role(a: tuple[str, ...], b: tuple[str, ...]) -> float:
        both = [*(max((concept(x, y) for y in b), default=0) for x in a)]
        both += [max((concept(x, y) for x in a), default=0) for y in b]
        return sum(both) / len(both)

    def pattern(a: Pattern, b: Pattern) -> float:
        sides = [(a.requires.get(name, ()), b.requires.get(name, ())) for name in COUNTED]
        counted = [role(x, y) for x, y in sides if x or y]
        return sum(counted) / len(counted)

    def best(own: Proposition, others: Theory) -> float:
        return max(pattern(x, y) for each in others.propositions for x in own.patterns for y in each.patterns)

    both = [best(each, other) for each in one.propositions] + [best(each, one) for each in other.propositions]
    return fsum(both) / len(both)


@FEW
@given(THEORIES, THEORIES)
def test_overlap_is_the_formula_of_the_method_and_the_same_both_ways(
    one: list[list[dict[str, set[str]]]], other: list[list[dict[str, set[str]]]]
) -> None:
    first, second = theory("t", one), theory("u", other)
    assert overlap(first, second) == overlap(second, first) == pytest.approx(plainly(first, second))
    assert overlap(first, first) == 1


@FEW
@given(THEORIES)
def test_likeness_is_symmetric_in_every_role_and_undefined_where_neither_requires_it(
    propositions: list[list[dict[str, set[str]]]],
) -> None:
    found = likeness(theory("t", propositions).propositions, KINDS)
    assert np.array_equal(found.alike, found.alike.T)
    for role in ROLES:
        assert np.array_equal(found.roles[role], found.roles[role].T, equal_nan=True)
        for place, each in enumerate(found.patterns):
            assert isnan(found.roles[role][place, place]) is not bool(each.requires.get(role))


def test_the_toy_theories_overlap_as_in_the_method(extended: Repository) -> None:
    [found] = ask(extended, "overlap", {"theory": "toy-a", "other": "toy-b"}).body["pairs"]
    assert found["overlap"] == pytest.approx(7 / 9)
    nearest = {each["proposition"]: (each["nearest"], round(each["similarity"], 3)) for each in found["nearest"]}
    assert nearest == {
        "toy-a/P1": ("toy-b/P1", 0.556),
        "toy-a/P2": ("toy-b/P1", 0.889),
        "toy-b/P1": ("toy-a/P2", 0.889),
    }


def test_overlap_of_all_pairs_is_that_of_each_pair_and_one_on_itself(extended: Repository) -> None:
    names = sorted(row[0] for row in extended.table.rows("SELECT theory FROM theory"))
    every = ask(extended, "overlap", {}).body["pairs"]
    assert {(each["theory"], each["other"]) for each in every} == set(combinations(names, 2))
    for each in every:
        one, other = each["theory"], each["other"]
        for sides in ({"theory": one, "other": other}, {"theory": other, "other": one}):
            assert ask(extended, "overlap", sides).found.rows[0][2] == each["overlap"]
    for name in names:
        assert ask(extended, "overlap", {"theory": name, "other": name}).found.rows[0][2] == 1


def test_what_ships_overlaps_as_the_reference_says(seeded: Repository) -> None:
    for name in ("salutogenesis", "collaborative-care"):
        answer = questions.ask(seeded, "theory-overlap", {"theory": name})
        reference = {row[0]: row[3] for row in answer.rows}
        pairs = ask(seeded, "overlap", {"theory": name}).body["pairs"]
        ours = {each["other"]: each["overlap"] for each in pairs if each["overlap"] >= 0.0005}
        assert ours == pytest.approx(reference, abs=0.00051)


def test_the_toy_difference_is_one_matched_pair_whose_mechanism_was_broadened(extended: Repository) -> None:
    body = ask(extended, "diff", {"theory": "toy-a", "other": "toy-b"}).body
    changed, alone = body["propositions"]
    assert (changed["status"], changed["first"], changed["second"]) == ("changed", "toy-a/P2", "toy-b/P1")
    assert changed["moved"] == "mechanism broadened: toy-PEER → toy-SUPPORT"
    roles = {each["role"]: (each["change"], round(each["similarity"], 3)) for each in changed["roles"]}
    assert roles == {"context": ("same", 1), "mechanism": ("broadened", 0.667), "outcome": ("same", 1)}
    assert (alone["status"], alone["first"], alone["nearest"]) == ("only in first", "toy-a/P1", "toy-b/P1")
    assert body["counts"] == {"changed": 1, "matched": 0, "only in first": 1, "only in second": 0}


def test_a_higher_or_lower_tau_matches_less_or_more(extended: Repository) -> None:
    def counts(tau: str) -> tuple[int, int]:
        found = ask(extended, "diff", {"theory": "toy-a", "other": "toy-b", "tau": tau}).body["counts"]
        return found["changed"], found["only in first"]

    assert [counts(tau) for tau in ("0.5", "0.8", "0.9")] == [(2, 0), (1, 1), (0, 2)]


@pytest.mark.parametrize(
    ("one", "other", "tau"),
    [
        ("salutogenesis", "social-capital", "0.8"),
        ("salutogenesis", "wood-2021-modified", "0.6"),
        ("self-determination", "patient-activation", "0.5"),
        ("collaborative-care", "salutogenesis", "0.8"),
    ],
)
def test_what_ships_differs_as_the_reference_says(seeded: Repository, one: str, other: str, tau: str) -> None:
    reference = questions.ask(seeded, "theory-diff", {"theory": one, "other": other, "threshold": tau})
    ours = ask(seeded, "diff", {"theory": one, "other": other, "tau": tau}).body["propositions"]
    assert [(row["status"], row["first"], row["second"], round(row["similarity"], 3)) for row in ours] == [
        row[:4] for row in reference.rows
    ]
    moved = [row["moved"].replace("replaced:", "moved:") for row in ours]
    assert [_first_and_last(words) for words in moved] == [row[4] for row in reference.rows]


def _first_and_last(words: str) -> str:
    """Return words of moves with the first and last concept of several only, as the reference has them."""
    found = []
    for move in filter(None, words.split("; ")):
        head, _, sides = move.partition(": ")
        shown = [side.split(", ") for side in sides.split(" → ")]
        ends = [names if len(names) == 1 else [names[0], names[-1]] for names in shown]
        found.append(f"{head}: {' → '.join(', '.join(names) for names in ends)}")
    return "; ".join(found)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("ab", "ba", "same"),
        ("d", "b", "broadened"),
        ("bc", "a", "broadened"),
        ("a", "bc", "narrowed"),
        ("b", "c", "replaced"),
        ("df", "be", "broadened"),
        ("ae", "a", "replaced"),
        ("", "a", "added"),
        ("a", "", "dropped"),
    ],
)
def test_what_became_of_a_role_has_a_word(before: str, after: str, word: str) -> None:
    assert change(before, after, KINDS) == word


def test_a_theory_without_patterns_is_named_as_left_out_and_its_overlap_undefined() -> None:
    bare = repository_of({"s": Judged()})
    [found] = ask(bare, "overlap", {"theory": "t", "other": "t"}).body["pairs"]
    assert found["overlap"] is None
    assert found["known"] == []
    answer = ask(bare, "diff", {"theory": "t", "other": "t"})
    assert answer.body["unknown"] == ["t/P1", "t/P2"]
    assert "t/P1, t/P2" in answer.found.notes[0]


def test_what_cannot_be_compared_is_refused_with_what_can(extended: Repository) -> None:
    with pytest.raises(NotFound, match="toy-a"):
        ask(extended, "overlap", {"theory": "toy-aa"})
    for tau in ("0", "1.2", "-1"):
        with pytest.raises(BadParameter, match="more than 0"):
            ask(extended, "diff", {"theory": "toy-a", "other": "toy-b", "tau": tau})
