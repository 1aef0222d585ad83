"""Several people at once: one submission is accepted once, and of two of one study the second must look again."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from demireg.domain.errors import Conflict
from demireg.services.catalogue.studies import study_list
from demireg.services.generations import generation
from demireg.services.history import history
from demireg.services.importing.draft import Draft
from demireg.services.repository import Repository
from demireg.services.reviewing import deciding
from demireg.services.reviewing.deciding import Ruling
from demireg.services.reviewing.desk import Desk
from demireg.services.reviewing.submissions import State, Submission
from tests.reviewing import made
from tests.reviewing.made import ANNA, BERT, CORA


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment and return what came of each, a conflict as itself."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except Conflict as fault:
            return fault

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_two_curators_who_accept_one_submission_make_one_version(repository: Repository, desk: Desk) -> None:
    number = made.handed_in(repository, desk, made.draft())
    before = generation(repository.store, repository.names)
    found = at_once(*[lambda: deciding.accept(repository, desk, Ruling(number, CORA))] * 4)
    assert sum(isinstance(each, Conflict) for each in found) == 3
    assert generation(repository.store, repository.names) == before + 1
    assert [event.what for event in desk.events(number)] == ["submitted", "accepted"]


def test_who_withdraws_while_a_curator_accepts_is_told_that_it_is_accepted(repository: Repository) -> None:
    class Slow(Desk):
        def draft(self, number: int) -> Draft:
            withdrawing.append(pool.submit(deciding.withdraw, repository, self, Ruling(number, ANNA)))
            return super().draft(number)

    withdrawing: list[Future[Submission]] = []
    desk = Slow.open(None)
    with ThreadPoolExecutor(1) as pool:
        number = made.handed_in(repository, desk, made.draft())
        assert deciding.accept(repository, desk, Ruling(number, CORA)).state is State.ACCEPTED
    assert isinstance(withdrawing[0].exception(), Conflict)
    assert desk.one(number, ANNA).state is State.ACCEPTED


def test_of_two_submissions_of_one_study_accepted_at_once_one_is_refused(repository: Repository, desk: Desk) -> None:
    first = made.handed_in(repository, desk, made.draft())
    second = made.handed_in(repository, desk, made.draft("the place is local", "the place is near"), BERT)
    found = at_once(
        lambda: deciding.accept(repository, desk, Ruling(first, CORA)),
        lambda: deciding.accept(repository, desk, Ruling(second, CORA)),
    )
    assert sum(isinstance(each, Conflict) for each in found) == 1
    states = sorted(desk.one(number, CORA).state for number in (first, second))
    assert states == [State.ACCEPTED, State.SUBMITTED]
    assert [version.number for version in history(repository, "toy-s1").versions] == [1]


def test_different_studies_accepted_at_once_are_all_there(repository: Repository, desk: Desk) -> None:
    numbers = [made.handed_in(repository, desk, made.draft(study=f"toy-s{each}")) for each in range(1, 5)]
    before = generation(repository.store, repository.names)
    at_once(*[lambda number=number: deciding.accept(repository, desk, Ruling(number, CORA)) for number in numbers])
    assert len(study_list(repository)) == len(repository.table.versions()) == 4
    assert generation(repository.store, repository.names) == before + 4


def test_two_texts_handed_in_at_once_by_one_person_each_stay_what_was_examined(
    repository: Repository, desk: Desk
) -> None:
    words = [f"the place is {each}" for each in ("near", "far", "known")]
    drafts = [made.draft("the place is local", each) for each in words]
    held = at_once(*[partial(deciding.hand_in, repository, desk, draft, ANNA) for draft in drafts])
    for draft, each in zip(drafts, held, strict=True):
        assert isinstance(each, Submission)
        assert each.state is State.SUBMITTED
        assert desk.draft(each.number).source == draft.source


def test_a_text_that_was_changed_while_it_was_examined_is_not_handed_in(repository: Repository) -> None:
    class Changing(Desk):
        def draft(self, number: int) -> Draft:
            found = super().draft(number)
            deciding.keep(repository, self, made.draft("the place is local", "the place is near"), ANNA)
            return found

    desk = Changing.open(None)
    number = deciding.keep(repository, desk, made.draft(), ANNA)
    with pytest.raises(Conflict, match="another text"):
        deciding.submit(repository, desk, number, ANNA)
    assert desk.one(number, ANNA).state is State.DRAFT


def test_one_person_who_hands_in_twice_at_once_has_one_draft(repository: Repository, desk: Desk) -> None:
    found = at_once(*[lambda: deciding.keep(repository, desk, made.draft(), ANNA)] * 4)
    assert len(set(found)) == 1
