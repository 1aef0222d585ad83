"""The desk keeps what is pending, shows it to those whom it concerns, and changes nothing in the store."""

import io
import sqlite3
import stat
from pathlib import Path

import pytest

from demireg.domain.errors import BadParameter, Conflict, Invalid, NotFound, Refused, StoreDown
from demireg.services import studies
from demireg.services.repository import Repository
from demireg.services.reviewing import deciding
from demireg.services.reviewing.accounts import Role
from demireg.services.reviewing.deciding import Ruling
from demireg.services.reviewing.desk import MOST_OF_ONE, MOST_REMARKS, Desk
from demireg.services.reviewing.desk_file import place_of
from demireg.services.reviewing.showing import show
from demireg.services.reviewing.submissions import State
from tests.reviewing import made
from tests.reviewing.made import ANNA, BERT, CORA, RITA


def dumped(repository: Repository) -> bytes:
    target = io.BytesIO()
    repository.store.dump(target)
    return target.getvalue()


def test_what_is_pending_changes_no_byte_of_the_store(repository: Repository, desk: Desk) -> None:
    before = dumped(repository)
    number = made.handed_in(repository, desk, made.draft(), note="The first one.")
    desk.remark(number, CORA, "cmo_configurations k1", "Which place is this?")
    deciding.turn_back(repository, desk, Ruling(number, CORA, "See the remark."))
    assert dumped(repository) == before
    assert repository.table.versions() == {}


def test_an_accepted_study_is_there_with_who_handed_it_in_and_who_accepted_it(
    repository: Repository, desk: Desk
) -> None:
    number = made.handed_in(repository, desk, made.draft(), note="From the worked example.")
    held = deciding.accept(repository, desk, Ruling(number, CORA, "Well read."))
    assert (held.state, held.version, held.curator) == (State.ACCEPTED, 1, "cora")
    assert repository.table.versions().keys() == {"toy-s1"}
    text = dumped(repository).decode()
    assert "Well read." in text
    assert "/agent/anna>" in text
    assert "/agent/cora>" in text


def test_each_sees_what_concerns_them(repository: Repository, desk: Desk) -> None:
    kept = deciding.keep(repository, desk, made.draft(), ANNA)
    with pytest.raises(NotFound):
        desk.one(kept, CORA)
    deciding.submit(repository, desk, kept, ANNA)
    assert desk.one(kept, CORA).agent == "anna"
    assert desk.seen_by(CORA) == desk.seen_by(ANNA) == (desk.one(kept, ANNA),)
    for other in (BERT, RITA):
        assert desk.seen_by(other) == ()
        with pytest.raises(NotFound):
            desk.one(kept, other)
        with pytest.raises(NotFound):
            desk.remark(kept, other, "", "I should not see this.")


def test_only_a_contributor_hands_in_and_only_a_curator_decides(repository: Repository, desk: Desk) -> None:
    with pytest.raises(Refused, match="reader"):
        deciding.keep(repository, desk, made.draft(), RITA)
    number = made.handed_in(repository, desk, made.draft())
    for person in (ANNA, BERT, RITA):
        with pytest.raises(Refused, match="curator"):
            deciding.accept(repository, desk, Ruling(number, person))
        with pytest.raises(Refused, match="curator"):
            deciding.reject(repository, desk, Ruling(number, person, "No."))
        with pytest.raises(Refused, match="curator"):
            deciding.retract(repository, desk, Ruling(0, person, "No."), "toy-s1")
    with pytest.raises(Refused, match="anna"):
        deciding.withdraw(repository, desk, Ruling(number, CORA))


def test_a_study_with_a_violation_is_kept_for_its_author_and_not_handed_in(repository: Repository, desk: Desk) -> None:
    number = deciding.keep(repository, desk, made.draft("toy.LOCAL", "toy.NOWHERE"), ANNA)
    with pytest.raises(Invalid) as fault:
        deciding.submit(repository, desk, number, ANNA)
    assert any("toy.NOWHERE" in finding.message for finding in fault.value.report.findings)
    assert desk.one(number, ANNA).state is State.DRAFT
    assert deciding.keep(repository, desk, made.draft(), ANNA) == number
    assert deciding.submit(repository, desk, number, ANNA).state is State.SUBMITTED


def test_what_says_nothing_new_is_not_handed_in(repository: Repository, desk: Desk) -> None:
    studies.accept(repository, made.draft())
    with pytest.raises(Conflict, match="nothing is new"):
        made.handed_in(repository, desk, made.draft())


def test_what_is_returned_is_mended_and_comes_again_under_its_number(repository: Repository, desk: Desk) -> None:
    number = made.handed_in(repository, desk, made.draft())
    seen = desk.one(number, CORA).digest
    deciding.turn_back(repository, desk, Ruling(number, CORA, "Say which place."))
    assert deciding.keep(repository, desk, made.draft("the place is local", "the place is near"), ANNA) == number
    deciding.submit(repository, desk, number, ANNA, "Done.")
    with pytest.raises(Conflict, match="another text"):
        deciding.accept(repository, desk, Ruling(number, CORA, seen=seen))
    assert deciding.accept(repository, desk, Ruling(number, CORA)).version == 1
    assert [event.what for event in desk.events(number)] == ["submitted", "returned", "submitted", "accepted"]


def test_a_decision_is_made_once(repository: Repository, desk: Desk) -> None:
    number = made.handed_in(repository, desk, made.draft())
    with pytest.raises(BadParameter, match="why"):
        deciding.reject(repository, desk, Ruling(number, CORA, "  "))
    deciding.reject(repository, desk, Ruling(number, CORA, "Not realist."))
    with pytest.raises(Conflict, match="rejected"):
        deciding.accept(repository, desk, Ruling(number, CORA))
    with pytest.raises(Conflict, match="rejected"):
        deciding.withdraw(repository, desk, Ruling(number, ANNA))
    with pytest.raises(Conflict, match="closed"):
        desk.remark(number, CORA, "", "Too late.")


def test_the_desk_follows_the_store_whatever_it_says_itself(repository: Repository, desk: Desk) -> None:
    number = made.handed_in(repository, desk, made.draft())
    told = Desk.open(None)
    assert made.handed_in(repository, told, made.draft()) == number
    with told._file.writing() as connection:
        connection.execute("UPDATE submission SET key = ?", [desk.one(number, CORA).key])
    deciding.accept(repository, desk, Ruling(number, CORA, "Well read."))
    with pytest.raises(Conflict, match="accepted already"):
        deciding.withdraw(repository, told, Ruling(number, ANNA))
    assert told.one(number, CORA).state is State.ACCEPTED
    with told._file.writing() as connection:
        connection.execute("UPDATE submission SET state = 'withdrawn', source = '', curator = '', version = 0")
    assert deciding.settle(repository, told) == (number,)
    held = told.one(number, CORA)
    assert (held.state, held.curator, held.reason, held.version) == (State.ACCEPTED, "cora", "Well read.", 1)
    assert deciding.settle(repository, told) == ()


def test_the_second_of_two_submissions_of_one_study_must_be_looked_at_again(repository: Repository, desk: Desk) -> None:
    first = made.handed_in(repository, desk, made.draft())
    second = made.handed_in(repository, desk, made.draft("the place is local", "the place is near"), BERT)
    assert [each.number for each in desk.pending("toy-s1")] == [first, second]
    assert [each.number for each in show(repository, desk, second, CORA).others] == [first]
    own = show(repository, desk, second, BERT)
    assert (own.rivalled, own.others) == (True, ())
    deciding.accept(repository, desk, Ruling(first, CORA))
    assert show(repository, desk, second, BERT).moved
    before = dumped(repository)
    with pytest.raises(Conflict, match="has changed since: version 1 is in force"):
        deciding.accept(repository, desk, Ruling(second, CORA))
    assert dumped(repository) == before
    looked_at = deciding.base_of(repository, "toy-s1")
    assert deciding.accept(repository, desk, Ruling(second, CORA, onto=looked_at)).version == 2


def test_nobody_fills_the_desk(repository: Repository, desk: Desk) -> None:
    for count in range(MOST_OF_ONE):
        desk.keep(made.draft(), f"study-{count}", "A study", ANNA)
    with pytest.raises(BadParameter, match=str(MOST_OF_ONE)):
        desk.keep(made.draft(), "one-more", "A study", ANNA)
    number = deciding.keep(repository, desk, made.draft(), BERT)
    for count in range(MOST_REMARKS):
        desk.remark(number, BERT, "", f"Remark {count}")
    with pytest.raises(BadParameter, match=str(MOST_REMARKS)):
        desk.remark(number, BERT, "", "One more")
    with pytest.raises(BadParameter, match="2000"):
        desk.remark(number, BERT, "", "x" * 2001)


def test_no_secret_stands_in_the_file_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    where = tmp_path / "store" / "review.sqlite"
    desk = Desk.open(where)
    token = desk.accounts.add("anna", Role.CONTRIBUTOR)
    person = desk.accounts.by_token(token)
    assert person is not None
    secret = desk.accounts.open_session(person)
    desk.close()
    held = where.read_bytes()
    assert token.encode() not in held
    assert secret.encode() not in held
    assert stat.S_IMODE(where.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def test_a_desk_survives_being_closed(tmp_path: Path, repository: Repository) -> None:
    where = tmp_path / "review.sqlite"
    desk = Desk.open(where)
    number = made.handed_in(repository, desk, made.draft(), note="Kept.")
    desk.close()
    again = Desk.open(where)
    assert again.one(number, ANNA).note == "Kept."
    assert again.draft(number).source == made.draft().source
    again.close()


def test_a_damaged_or_later_desk_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"no database at all" * 500)
    with pytest.raises(StoreDown, match="not a database"):
        Desk.open(damaged)
    assert damaged.read_bytes() == b"no database at all" * 500
    later = tmp_path / "later.sqlite"
    Desk.open(later).close()
    with sqlite3.connect(later) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreDown, match="later demireg"):
        Desk.open(later)


def test_each_store_has_its_own_desk() -> None:
    assert place_of("memory:") is None
    assert place_of("some/store") == Path("some/store/review.sqlite")
    one, other = place_of("https://one.example/query"), place_of("https://two.example/query")
    assert one != other
    assert one is not None
    assert one.parent == Path(".demireg")
