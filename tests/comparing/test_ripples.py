"""Ripples: paths through links by concept and stated links, splices where no study reports the whole, and loops."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demireg.domain.errors import BadParameter, NotFound
from demireg.services import questions
from demireg.services.comparing.ask import ask
from demireg.services.comparing.rippling import PLACES, Link, Path, Search, by_concept, stated
from demireg.services.repository import Repository


def number(study: int, place: int) -> int:
    return (study << PLACES) + place


def concept_links(outcomes: dict[int, set[int]], contexts: dict[int, set[int]]) -> list[Link]:
    """Return the links by concept from configurations to the concepts that they end and begin with."""
    shared = set().union(*outcomes.values(), set()) & set().union(*contexts.values(), set())
    rows: dict[str, list[Any]] = {"concept": [], "configuration": [], "source": []}
    for side, held in ((True, outcomes), (False, contexts)):
        for configuration, concepts in held.items():
            for concept in concepts & shared:
                for name, value in zip(rows, (concept, configuration, side), strict=True):
                    rows[name].append(value)
    return by_concept(rows)


def stated_link(one: int, other: int) -> list[Link]:
    given_ = {"configuration": np.array([one]), "target": np.array([other]), "alike": np.array([1])}
    return stated(given_ | {"ripples_as": np.array(["context"], dtype=object)})


def shown(path: Path) -> list[list[int]]:
    return [step.tolist() for step in path.steps]


A1, A2, B1, B2 = number(1, 0), number(1, 1), number(2, 0), number(2, 1)


def test_a_path_that_one_study_reports_is_whole_and_one_of_several_is_a_splice() -> None:
    whole, splice = (
        Search(concept_links({one: {7}}, {other: {7}}), 4, 10).paths()[0] for one, other in ((A1, A2), (A1, B1))
    )
    assert (whole.splice, whole.studies.tolist()) == (False, [1])
    assert (splice.splice, shown(splice)) == (True, [[A1], [B1]])


def test_one_configuration_alone_makes_no_link_and_no_whole_path() -> None:
    assert concept_links({A1: {7}}, {A1: {7}}) == []
    [path] = Search(concept_links({A1: {7}}, {A1: {7}, B1: {7}}), 4, 10).paths()
    assert path.splice, "study 1 has the concept on both sides of one configuration only"


def test_no_path_leads_from_one_configuration_to_itself_alone() -> None:
    links = concept_links({A1: {7}, B1: {7}}, {A1: {7}})
    assert Search(links, 4, 10, np.array([A1])).paths() == []
    both_ends = Search(concept_links({A1: {7}}, {A1: {7}, A2: {7}}), 4, 10, None, np.array([A1]))
    assert both_ends.paths() == []


def test_a_study_with_one_and_the_same_configuration_at_both_ends_reports_no_path() -> None:
    links = concept_links({A1: {7}, A2: {7}, B1: {7}, B2: {7}}, {A1: {7}, B1: {7}, B2: {7}})
    [path] = Search(links, 4, 10, np.array([A1, B1])).paths()
    assert (path.studies.tolist(), path.splice) == ([2], False)
    [path] = Search(links, 4, 10, np.array([A1])).paths()
    assert (path.studies.tolist(), path.splice) == ([], True)


def test_a_path_goes_on_by_a_stated_link_and_comes_back_as_a_loop() -> None:
    links = [*concept_links({A2: {7}}, {B1: {7}}), *stated_link(B1, B2)]
    paths = {tuple(map(tuple, shown(path))) for path in Search(links, 4, 10).paths()}
    assert ((A2,), (B1,), (B2,)) in paths
    ring = [*concept_links({A1: {7}, A2: {8}}, {A2: {7}, A1: {8}})]
    loops = [path for path in Search(ring, 4, 10).paths() if path.loop]
    assert [shown(path) for path in loops] == [[[A1], [A2], [A1]]], "found once, not once for each beginning"


def test_a_path_begins_and_ends_where_it_is_asked_to() -> None:
    links = concept_links({A1: {7}, A2: {8}, B2: {7}}, {A2: {7}, B1: {8}})
    search = Search(links, 4, 10, np.array([A1]), np.array([B1]))
    assert [shown(path) for path in search.paths()] == [[[A1], [A2], [B1]]]
    assert Search(links, 2, 10, np.array([A1]), np.array([B1])).paths() == []


def test_a_search_that_is_cut_says_so() -> None:
    links = concept_links({A1: {7}, A2: {8}}, {A2: {7}, B1: {8}})
    search = Search(links, 4, 1)
    assert (len(search.paths()), search.cut) == (1, True)
    whole = Search(links, 4, 10)
    assert (len(whole.paths()), whole.cut) == (3, False)


sides = st.dictionaries(st.sampled_from([A1, A2, B1, B2, number(3, 0)]), st.frozensets(st.integers(1, 4), max_size=2))


@given(sides, sides)
def test_every_step_meets_both_links_and_a_whole_path_has_a_study_at_every_step(
    outcomes: dict[int, frozenset[int]], contexts: dict[int, frozenset[int]]
) -> None:
    links = concept_links({k: set(v) for k, v in outcomes.items()}, {k: set(v) for k, v in contexts.items()})
    every = Search(links, 4, 5000).paths()
    for path in every:
        for link, before, after in zip(path.links, path.steps[:-1], path.steps[1:], strict=True):
            assert all(link.concept in outcomes[one] for one in before.tolist())
            assert all(link.concept in contexts[other] for other in after.tolist())
        for study in path.studies.tolist():
            assert all(study in (step >> PLACES).tolist() for step in path.steps)
    whole = Search(links, 4, 5000, whole=True).paths()
    assert [shown(path) for path in whole] == [shown(path) for path in every if not path.splice]
    once = {
        (link.concept, one, other)
        for link in links
        for one, other in product(link.sources.tolist(), link.targets.tolist())
        if one != other
    }
    assert once == {
        (c, one, other)
        for one, ends in outcomes.items()
        for other, begins in contexts.items()
        for c in ends & begins
        if one != other
    }


def test_the_links_are_those_of_the_question_in_sparql_on_what_ships(seeded: Repository) -> None:
    asked = questions.ask(seeded, "conceptual-ripple", {"within": "yes"})
    columns = [asked.columns.index(name) for name in ("concept", "outcome_in", "context_in")]
    expected = {tuple(str(row[each]) for each in columns) for row in asked.rows}
    links = ask(seeded, "ripples", {}).body["links"]["by_concept"]
    found = {
        (link["concept"], one, other)
        for link in links
        for one, other in product(link["outcome_in"]["behind"], link["context_in"]["behind"])
        if one != other
    }
    assert found == expected


def test_what_ships_has_a_loop_that_its_study_states_and_splices_that_none_does(seeded: Repository) -> None:
    body = ask(seeded, "ripples", {"longest": "3"}).body
    first = body["listed"][0]
    assert (first["loop"], first["splice"], first["reported_by_named"]) == (True, False, ["allbutt-2025"])
    assert (body["complete"], body["known"] + body["unknown"]) == (True, body["paths"])
    splices = [row for row in body["listed"] if row["splice"]]
    assert splices
    assert {row["reported_by"] for row in splices} == {0}
    assert any("no single study" in note for note in body["notes"])
    alone = ask(seeded, "ripples", {"across": "no"}).body
    assert (alone["unknown"], alone["known"] > 0) == (0, True)


def test_paths_begin_with_a_configuration_or_a_concept(seeded: Repository) -> None:
    rows = ask(seeded, "ripples", {"from": "husk-2020/h20-1", "across": "no"}).body["listed"]
    assert rows
    assert {row["steps"][0]["behind"][0] for row in rows} == {"husk-2020/h20-1"}
    assert ask(seeded, "ripples", {"to": "uptake"}).body["listed"]
    with pytest.raises(NotFound, match="no configuration 'husk-2020/h20-9'"):
        ask(seeded, "ripples", {"from": "husk-2020/h20-9"})
    with pytest.raises(BadParameter, match="2 to 6"):
        ask(seeded, "ripples", {"longest": "2.5"})


def test_the_worked_example_has_no_ripple(toy: Repository) -> None:
    body = ask(toy, "ripples", {}).body
    assert (body["paths"], body["listed"], body["complete"]) == (0, [], True)
