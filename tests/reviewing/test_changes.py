"""The difference between two versions names each field that was added, changed or gone, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from demireg.services.importing.draft import Draft
from demireg.services.repository import Repository
from demireg.services.reviewing.changes import MOST, Difference, Kind, difference, tree_of
from tests.reviewing import made


def told(apart: Difference) -> list[tuple[str, str, str, str, str]]:
    return [
        (section.heading, change.kind.value, change.place, change.before, change.after)
        for section in apart.sections
        for change in section.changes
    ]


def between(repository: Repository, before: Draft, after: Draft) -> Difference:
    return difference(tree_of(repository, before), tree_of(repository, after))


def test_a_changed_wording_is_one_change_at_its_place(repository: Repository) -> None:
    apart = between(repository, made.draft(), made.draft("the place is local", "the place is near"))
    assert told(apart) == [
        ("Configuration k1", "changed", "contexts, no. 2, text", "the place is local", "the place is near")
    ]
    assert apart.sections[0].kind is Kind.CHANGED


def test_a_part_in_between_moves_nothing_else(repository: Repository) -> None:
    one = "      - text: no limit on time\n"
    apart = between(repository, made.draft(), made.draft(one, f"      - text: somebody new\n{one}"))
    assert told(apart) == [("Configuration k1", "added", "contexts, no. 3, text", "", "somebody new")]


def test_a_new_configuration_and_a_gone_stance_are_told_as_wholes(repository: Repository) -> None:
    before = dict(tree_of(repository, made.draft()))
    after = {**before, "stances": before["stances"][1:]}
    after["cmo_configurations"] = [*before["cmo_configurations"], {"label": "k2", "title": "Another"}]
    kinds = {section.heading: section.kind.value for section in difference(before, after).sections}
    assert kinds == {"Configuration k2": "added", "Stance on toy/P1": "gone"}


def test_a_new_study_is_told_whole_and_the_same_one_not_at_all(repository: Repository) -> None:
    tree = tree_of(repository, made.draft())
    assert {section.kind for section in difference({}, tree).sections} == {Kind.ADDED}
    assert {section.kind for section in difference(tree, {}).sections} == {Kind.GONE}
    assert difference(tree, tree) == Difference((), 0)


def test_a_long_difference_is_bounded_and_says_so() -> None:
    apart = difference({}, {"limitations_stated": [f"limit {each}" for each in range(MOST + 50)]})
    assert sum(apart.counts.values()) == MOST
    assert apart.more == 50


def test_lists_that_are_far_too_long_are_compared_at_once() -> None:
    before, after = ({"limitations_stated": ["the same"] * count} for count in (30_000, 30_001))
    assert difference(before, after).counts == {"added": 1, "changed": 0, "gone": 0}


TREES = st.recursive(
    st.text(max_size=4) | st.booleans() | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["label", "id", "a", "b"]), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["cmo_configurations", "stances", "note", "design"]), TREES), TREES)
def test_nothing_differs_from_itself_and_any_two_trees_can_be_held_together(
    one: dict[str, object], two: object
) -> None:
    other = {"note": two, "cmo_configurations": two}
    assert difference(one, one).sections == ()
    assert (difference(one, other).sections == ()) <= (difference(other, one).sections == ())
