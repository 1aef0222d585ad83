"""What is kept of the comparison table: of the latest state, bounded, and not of questions that nobody asks again."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from demireg.services.comparing.kept import Kept


class Made:
    """Counts how often each thing was made."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, name: str) -> str:
        self.names.append(name)
        return name


def numbers(made: Made, name: str) -> NDArray[np.float64]:
    """Return eight hundred bytes."""
    made(name)
    return np.zeros(100)


def test_a_thing_is_made_once_until_a_row_changes() -> None:
    kept, made = Kept(), Made()
    for change in (1, 1, 2, 2):
        assert kept.get(change, "a", lambda: made("a")) == "a"
    assert made.names == ["a", "a"]
    kept.drop()
    kept.get(1, "a", lambda: made("after"))
    assert made.names[-1] == "after"


def test_what_was_asked_for_longest_ago_goes_first_and_the_rest_stays() -> None:
    kept, made = Kept(most=2), Made()
    for name in ("a", "b", "a", "c", "a", "b"):
        kept.get(1, name, partial(made, name))
    assert made.names == ["a", "b", "c", "b"]
    large = Kept(most_bytes=1000)
    for name in ("a", "b", "a", "b", "a"):
        large.get(1, name, partial(numbers, made, name))
    assert made.names[4:] == list("ababa"), "two of eight hundred bytes do not fit together"


def test_a_reader_of_an_earlier_state_takes_nothing_from_those_of_the_latest() -> None:
    kept, made = Kept(), Made()
    assert kept.get(2, "a", lambda: made("new")) == "new"
    assert kept.get(1, "a", lambda: made("old")) == "old"
    assert kept.get(2, "a", lambda: made("again")) == "new"


def test_what_is_made_in_passing_is_let_go_while_what_was_kept_is_used() -> None:
    kept, made = Kept(), Made()
    kept.get(1, "a", lambda: made("a"))
    with kept.passing():
        for _ in range(2):
            kept.get(1, "a", lambda: made("never"))
            kept.get(1, "b", lambda: made("b"))
    kept.get(1, "b", lambda: made("b"))
    assert made.names == ["a", "b", "b"]
