"""The minimiser against brute force: every function of up to three conditions, and random ones of four."""

from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demireg.services.comparing.minimising import SOLUTIONS, Term, minimise


@cache
def terms(width: int) -> list[Term]:
    masks = range(2**width)
    return [Term(mask, value) for mask in masks for value in masks if value & ~mask == 0]


def rows_of(term: Term, width: int) -> frozenset[int]:
    return frozenset(row for row in range(2**width) if term.holds(row))


def primes_by_force(rows: frozenset[int], width: int) -> dict[Term, frozenset[int]]:
    held = {term: rows_of(term, width) for term in terms(width)}
    fits = {term: there for term, there in held.items() if there <= rows}
    return {term: there for term, there in fits.items() if not any(there < other for other in fits.values())}


def solutions_by_force(rows: frozenset[int], width: int) -> set[tuple[Term, ...]]:
    """Every smallest set of prime implicants that covers all rows, of these those that name fewest conditions."""
    primes = primes_by_force(rows, width)
    for size in range(len(primes) + 1):
        covers = [
            tuple(sorted(chosen))
            for chosen in combinations(primes, size)
            if frozenset().union(*(primes[term] for term in chosen)) == rows
        ]
        if covers:
            least = min(sum(term.literals for term in cover) for cover in covers)
            return {cover for cover in covers if sum(term.literals for term in cover) == least}
    raise AssertionError("the rows are no union of their primes")


def check(rows: frozenset[int], width: int) -> None:
    found = minimise(rows, width)
    if not rows:
        assert (found.primes, found.solutions, found.exact) == ((), (), True)
        return
    expected = solutions_by_force(rows, width)
    assert set(found.primes) == set(primes_by_force(rows, width))
    assert found.exact
    assert found.complete == (len(expected) <= SOLUTIONS)
    assert set(found.solutions) <= expected
    assert len(found.solutions) == len(set(found.solutions)) == min(len(expected), SOLUTIONS)


@pytest.mark.parametrize("width", [0, 1, 2, 3])
def test_every_function_of_up_to_three_conditions_is_minimised_as_by_brute_force(width: int) -> None:
    for function in range(2 ** (2**width)):
        check(frozenset(row for row in range(2**width) if function >> row & 1), width)


@given(st.frozensets(st.integers(0, 15)))
def test_random_functions_of_four_conditions_are_minimised_as_by_brute_force(rows: frozenset[int]) -> None:
    check(rows, 4)


def test_a_single_row_of_twenty_conditions_is_its_own_solution() -> None:
    (solution,) = minimise([2**20 - 2], 20).solutions
    assert solution == (Term(2**20 - 1, 2**20 - 2),)


def test_equal_solutions_are_listed_up_to_a_bound_and_it_says_that_there_are_more() -> None:
    cycle = [1, 2, 3, 4, 5, 6]  # two solutions of three terms; in five copies told apart by their number, 2 ** 5
    found = minimise([row | 1 << 3 + copy for copy in range(5) for row in cycle], 8)
    assert (len(found.solutions), found.exact, found.complete) == (SOLUTIONS, True, False)


def test_a_search_that_is_stopped_gives_a_cover_and_says_that_a_shorter_one_may_exist() -> None:
    rows = {row for row in range(1024) if row * 7 % 11 < 5}
    found = minimise(rows, 10, visits=2_000)
    (solution,) = found.solutions
    assert (found.exact, found.complete) == (False, False)
    assert {row for row in range(1024) if any(term.holds(row) for term in solution)} == rows
