"""Links of ripples have a configuration at both ends under every filter, and no order rests on the table's numbers."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from demireg.services.comparing.ask import ask
from demireg.services.comparing.rows import study_blocks
from demireg.services.comparing.table import ComparisonTable
from demireg.services.repository import Repository
from tests.comparing.coded import Coded, Made, repository_of_codings

FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"since": "2022"},
    {"profile": "authors-only"},
    {"profile": "authors-only", "since": "2022"},
    {"unit": "study", "since": "2022"},
    {"until": "2021", "across": "no"},
    {"study": "wood-2021"},
)


def configuration(outcome: str, *contexts: str) -> frozenset[Coded]:
    return frozenset({("outcome", True, outcome), *(("context", True, each) for each in contexts)})


#: More configurations at an end than are named, paths that begin alike, and a loop.
MADE = {
    f"s{number:02}": Made([configuration("c1", "o1"), configuration("o1", "c3"), configuration("c3", "c1", "o2")])
    for number in range(25)
} | {"t": Made([configuration("o2", "c3"), configuration("c3", "c2"), configuration("c2", "o2")])}


def plain(repository: Repository, values: dict[str, str]) -> tuple[Any, Any]:
    found = ask(repository, "ripples", values).found
    return list(found.rows), dict(found.body)


@pytest.mark.parametrize("values", [{}, {"top": "3"}, {"from": "c1"}, {"to": "s07/k1", "across": "no"}], ids=str)
def test_answers_are_the_same_in_whatever_order_studies_were_written(values: dict[str, str]) -> None:
    one = repository_of_codings(MADE)
    other = repository_of_codings(dict(reversed(MADE.items())))
    assert plain(one, values)[1]["paths"] > 1
    assert plain(one, values) == plain(other, values)


def test_answers_on_what_ships_are_the_same_after_a_rebuilding_from_the_last_study_to_the_first(
    seeded: Repository,
) -> None:
    versions, table = seeded.table.versions(), ComparisonTable.open(None)
    blocks = study_blocks(seeded.store, seeded.names, sorted(versions, reverse=True))
    table.write_blocks((block, versions[block.study.study]) for block in blocks)  # concepts get other numbers too
    table.write_theories(seeded.store, seeded.names, seeded.table.theories_version())
    again = replace(seeded, table=table)
    for values in ({}, {"top": "3", "longest": "3"}, {"across": "no", "profile": "authors-only"}):
        assert plain(again, values) == plain(seeded, values)
    table.close()


def recounted(repository: Repository, values: dict[str, str]) -> dict[str, tuple[set[str], set[str]]]:
    """Return the configurations that end and that begin with each concept, counted from the codings one by one."""
    rows = repository.table.rows(
        "SELECT s.study, s.year, k.configuration, f.role, c.concept, f.ancestor, f.by_authors FROM fact f "
        "JOIN study s ON s.id = f.study JOIN configuration k ON k.number = f.configuration "
        "JOIN concept c ON c.id = f.concept WHERE f.fired AND f.role IN ('context', 'outcome')"
    )
    ends: dict[str, tuple[set[str], set[str]]] = {}
    for study, year, name, role, concept, ancestor, by_authors in rows:
        chosen = (
            values.get("study", study) == study
            and ("since" not in values or (year is not None and year >= int(values["since"])))
            and ("until" not in values or (year is not None and year <= int(values["until"])))
            and (values.get("profile") != "authors-only" or by_authors)
        )
        if chosen and not (role == "context" and ancestor):
            ends.setdefault(concept, (set(), set()))[role == "context"].add(name)
    return {
        concept: both for concept, both in ends.items() if any(source != target for source, target in product(*both))
    }


@pytest.mark.parametrize("values", FILTERS, ids=str)
def test_links_by_concept_are_those_that_a_recount_of_the_codings_gives(
    seeded: Repository, values: dict[str, str]
) -> None:
    links = ask(seeded, "ripples", values).body["links"]["by_concept"]
    expected = recounted(seeded, values)
    assert [link["concept"] for link in links] == sorted(expected)
    for link in links:
        for end, names in zip(("outcome_in", "context_in"), expected[link["concept"]], strict=True):
            assert link[end]["configurations"] == len(names)
            assert link[end]["behind"] == sorted(names, key=lambda name: name.split("/"))[:20]


def test_no_link_is_left_where_a_filter_leaves_one_end_of_it_alone() -> None:
    made = {
        "a": Made([configuration("c1", "c3"), configuration("c1", "c2")], year=2001),
        "b": Made([configuration("o1", "c1")], year=2003),
    }
    repository = repository_of_codings(made)
    assert ask(repository, "ripples", {}).body["links"]["by_concept"]
    assert ask(repository, "ripples", {"until": "2002"}).body["links"]["by_concept"] == []
    assert ask(repository, "ripples", {"since": "2002"}).body["links"]["by_concept"] == []
