"""Accounts, sessions and tries to sign in: each ends in time, and none of them grows without bound."""

import pytest

from demireg.domain.errors import BadParameter, Conflict, NotFound, TooOften
from demireg.edge.attempts import MOST_ADDRESSES, MOST_OF_ONE, WHILE, Attempts
from demireg.services.reviewing.accounts import MOST_SESSIONS, SESSION, Accounts, Person, Role
from demireg.services.reviewing.desk_file import DeskFile


def test_failures_are_forgotten_after_a_while_and_addresses_are_bounded() -> None:
    time = [0.0]
    attempts = Attempts(lambda: time[0])
    for _ in range(MOST_OF_ONE):
        attempts.allow("one")
        attempts.failed("one")
    with pytest.raises(TooOften):
        attempts.allow("one")
    attempts.allow("another")
    time[0] = WHILE + 1
    attempts.allow("one")
    for number in range(MOST_ADDRESSES + 10):
        attempts.failed(str(number))
    assert len(attempts._of) == MOST_ADDRESSES
    with pytest.raises(TooOften):
        attempts.allow("quite another")


def test_sessions_end_and_are_bounded() -> None:
    time = [1000.0]
    accounts = Accounts(DeskFile.open(None), lambda: time[0])
    accounts.add("anna", Role.CONTRIBUTOR)
    anna = Person("anna", Role.CONTRIBUTOR)
    secrets = [accounts.open_session(anna) for _ in range(MOST_SESSIONS + 5)]
    assert sum(accounts.by_session(secret) is not None for secret in secrets) == MOST_SESSIONS
    time[0] += SESSION
    assert [secret for secret in secrets if accounts.by_session(secret)] == []


def test_names_are_such_as_can_stand_in_an_address_and_are_given_once() -> None:
    accounts = Accounts(DeskFile.open(None))
    for name in ("", "Anna", "a b", "anna-", "../x", "a" * 41, "änna"):
        with pytest.raises(BadParameter):
            accounts.add(name, Role.READER)
    first = accounts.add("anna", Role.READER)
    with pytest.raises(Conflict):
        accounts.add("anna", Role.CURATOR)
    accounts.remove("anna")
    assert accounts.by_token(first) is None
    assert accounts.add("anna", Role.CURATOR) != first
    assert [(person.name, person.role) for person in accounts.people()] == [("anna", Role.CURATOR)]
    with pytest.raises(NotFound):
        accounts.remove("nobody")
