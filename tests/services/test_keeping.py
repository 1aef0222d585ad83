"""What is read of the store is kept for one generation, never longer, and never more than there is room for."""

from collections.abc import Callable

import pytest
from rdflib import Literal

from demireg.domain.errors import BadQuery
from demireg.services.keeping import Kept
from demireg.store.base import Row


def counting(read: list[str], rows: int = 1) -> Callable[[], list[Row]]:
    """Return a reading that tells that it was done."""

    def act() -> list[Row]:
        read.append("read")
        return [{"n": Literal(len(read))} for _ in range(rows)]

    return act


def test_a_query_is_read_once_in_a_generation_and_anew_in_the_next() -> None:
    kept, read = Kept(), list[str]()
    assert kept.rows(1, "q", counting(read)) == kept.rows(1, "q", counting(read))
    assert len(read) == 1
    assert kept.rows(2, "q", counting(read)) == [{"n": Literal(2)}]


def test_a_late_reader_of_an_earlier_generation_changes_nothing_for_the_others() -> None:
    kept, read = Kept(), list[str]()
    kept.rows(2, "q", counting(read))
    kept.rows(1, "q", counting(read))
    assert kept.rows(2, "q", counting(read)) == [{"n": Literal(1)}]


def test_a_list_that_a_caller_changes_is_the_callers_own() -> None:
    kept, read = Kept(), list[str]()
    kept.rows(1, "q", counting(read)).clear()
    assert len(kept.rows(1, "q", counting(read))) == 1


def test_what_was_asked_for_longest_ago_goes_first_and_what_is_too_large_is_not_kept() -> None:
    kept, read = Kept(most=6), list[str]()
    for query in ("a", "b", "a", "c"):
        kept.rows(1, query, counting(read, 2))
    assert len(read) == 3
    kept.rows(1, "a", counting(read))
    assert len(read) == 3, "a was asked for again before c came, so that b had to go"
    kept.rows(1, "b", counting(read))
    assert len(read) == 4
    kept.rows(1, "large", counting(read, 7))
    kept.rows(1, "large", counting(read, 7))
    assert len(read) == 6


def test_a_reading_that_fails_is_not_kept() -> None:
    kept = Kept()

    def fails() -> list[Row]:
        raise BadQuery("no")

    with pytest.raises(BadQuery):
        kept.rows(1, "q", fails)
    assert kept.rows(1, "q", list) == []
