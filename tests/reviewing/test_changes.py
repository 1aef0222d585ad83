"""The difference between two versions names each field that was added, changed or gone, and nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from demireg.services.importing.draft import Draft
from demireg.services.importing.read import read_bytes
from demireg.services.repository import Repository
from demireg.services.reviewing.changes import MOST, Difference, Kind, difference, tree_of
from demireg.services.templating.workbook import write_workbook
from tests.reviewing import made


def told(apart: Difference) -> list[tuple[str, str, str, str, str]]:
    return [
        (section.heading, change.kind.value, change.place, change.before, change.after)
        for section in apart.sections
        for change in section.changes
    ]


def between(repository: Repository, before: Draft, after: Draft) -> Difference:
    return difference(tree_of(repository, before), tree_of(repository, after), repository.background.codes)


def test_a_changed_wording_is_one_change_at_its_place(repository: Repository) -> None:
    apart = between(repository, made.draft(), made.draft("the place is local", "the place is near"))
    assert told(apart) == [
        ("Configuration k1", "changed", "context 2, Wording", "the place is local", "the place is near")
    ]
    assert apart.sections[0].kind is Kind.CHANGED


def test_a_part_in_between_moves_nothing_else(repository: Repository) -> None:
    one = "      - text: no limit on time\n"
    apart = between(repository, made.draft(), made.draft(one, f"      - text: somebody new\n{one}"))
    assert told(apart) == [("Configuration k1", "added", "context 3, Wording", "", "somebody new")]


def test_a_workbook_differs_by_what_is_meant_and_not_by_how_it_is_written(repository: Repository) -> None:
    held = made.draft()
    assert held.sheet
    tree = held.sheet.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    book = read_bytes(write_workbook(tree, repository.background), "toy-s1.xlsx")
    assert book.source != held.source
    assert between(repository, held, book) == Difference((), 0)


def test_a_change_is_told_in_the_words_of_the_workbook(repository: Repository) -> None:
    text = "      - text: takes part\n        valence: positive\n"
    after = made.draft(text, text.replace("positive", "negative") + "        direction: absent_or_deficient\n")
    assert sorted(each[1:] for each in told(between(repository, made.draft(), after))) == [
        ("added", "outcome 1, Missing", "", "missing"),
        ("changed", "outcome 1, Valence", "positive", "negative"),
    ]
    ((heading, _, place, before, new),) = told(
        between(repository, made.draft(), made.draft("concept: toy.LOCAL", "concept: toy.ISO"))
    )
    assert (heading, place) == ("Configuration k1", "context 2, Concept")
    assert before.endswith(" (toy.LOCAL)")
    assert new.endswith(" (toy.ISO)")
    titled = between(repository, made.draft(), made.draft("Worked example, study S1", "Another title"))
    assert [each[:3] for each in told(titled)] == [("Report", "changed", "Title")]


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


@settings(max_examples=20)
@given(st.dictionaries(st.sampled_from(["cmo_configurations", "stances", "note", "design"]), TREES), TREES)
def test_nothing_differs_from_itself_and_any_two_trees_can_be_held_together(
    one: dict[str, object], two: object
) -> None:
    other = {"note": two, "cmo_configurations": two}
    assert difference(one, one).sections == ()
    assert (difference(one, other).sections == ()) <= (difference(other, one).sections == ())
