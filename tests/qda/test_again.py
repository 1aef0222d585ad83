"""The same project again: labels stay, what somebody wrote stays, and what is new is said."""

from copy import deepcopy

from demireg.services.qda.again import Change
from tests.qda.projects import drafted, three_sources


def test_the_same_project_gives_the_same_labels_and_no_change() -> None:
    first = drafted(three_sources())
    second = drafted(three_sources(), first.tree)
    assert second.tree == first.tree
    assert {each.state for each in second.changes} == {"unchanged"}
    assert len({each.label for each in second.changes}) == 3


def test_a_passage_more_and_a_code_more_are_added_to_the_configuration_that_they_belong_to() -> None:
    first = drafted(three_sources())
    worked_on = deepcopy(first.tree)
    worked_on["citation"]["title"] = "A title of my own"
    worked_on["cmo_configurations"][2]["title"] = "Trust brings people to the garden"
    later = three_sources()
    later.code("O: wellbeing")
    source = next(iter(later.part("Sources")))
    later.mark(source, 30, 80, "O: wellbeing")
    found = drafted(later, worked_on)
    assert found.tree["citation"]["title"] == "A title of my own"
    changed = found.tree["cmo_configurations"][2]
    assert changed["title"] == "Trust brings people to the garden"
    assert [part["text"] for part in changed["outcomes"]] == ["attendance", "wellbeing"]
    assert [each.state for each in found.changes] == ["unchanged", "unchanged", "changed"]
    assert found.changes[2].what.startswith("outcomes: 'wellbeing'; 1 passage: ")
    assert drafted(later, found.tree).changes[2].state == "unchanged"


def test_what_the_project_gives_no_reason_for_any_more_stays_and_is_named() -> None:
    first = drafted(three_sources())
    later = three_sources()
    later.part("Links").clear()
    found = drafted(later, first.tree)
    gone = first.tree["cmo_configurations"][1]["label"]
    assert Change(gone, "gone", "the project gives no reason for it any more; it stays in the sheet") in found.changes
    assert len(found.tree["cmo_configurations"]) == 3
