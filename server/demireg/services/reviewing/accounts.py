"""People who may hand in and decide: their roles, their tokens, and the sessions of their browsers.

A token or a session's secret is shown once and kept as its SHA-256: whoever reads the file can sign in as nobody.
"""

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from demireg.domain.errors import BadParameter, Conflict, NotFound
from demireg.services.importing.characters import shortened
from demireg.services.reviewing.desk_file import DeskFile, word
from demireg.services.versions import now

#: Seconds that a session lasts, and how many one person may have at a time.
SESSION: Final = 12 * 3600
MOST_SESSIONS: Final = 20
#: The most people that a desk knows.
MOST_PEOPLE: Final = 10_000
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


class Role(StrEnum):
    """What somebody may do: a reader sees what everybody sees, a contributor hands in, a curator decides."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    CURATOR = "curator"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known here. name: which is also the agent's identifier; role; made: when the account was made."""

    name: str
    role: Role
    made: str = ""

    @property
    def contributes(self) -> bool:
        """Whether this person may hand in studies."""
        return self.role in {Role.CONTRIBUTOR, Role.CURATOR}

    @property
    def curates(self) -> bool:
        """Whether this person may see everything that is pending, and decide."""
        return self.role is Role.CURATOR


class Accounts:
    """The people of one desk."""

    def __init__(self, file: DeskFile, clock: Callable[[], float] = time.time) -> None:
        self._file = file
        self._clock = clock

    def add(self, name: str, role: Role) -> str:
        """Add somebody and return the token, which is shown this once.

        Somebody who was removed may come back under the name. Raises BadParameter for a name that cannot be part of an
        address, Conflict for one that is taken.
        """
        agent_name(name)
        token = f"demireg_{secrets.token_urlsafe(32)}"
        with self._file.writing() as desk:
            if desk.execute("SELECT 1 FROM person WHERE name = ? AND ended IS NULL", [name]).fetchone():
                raise Conflict(f"'{name}' is known already. Remove that account first to give it a new token or role.")
            if desk.execute("SELECT count(*) FROM person").fetchone()[0] >= MOST_PEOPLE:
                raise BadParameter(f"This desk knows {MOST_PEOPLE} people, the most that it takes.")
            desk.execute("DELETE FROM person WHERE name = ?", [name])
            desk.execute("INSERT INTO person VALUES (?, ?, ?, ?, NULL)", [name, role.value, hashed(token), now()])
        return token

    def remove(self, name: str) -> None:
        """End an account with its token and sessions. Raises NotFound for a name that is not known."""
        with self._file.writing() as desk:
            ended = desk.execute(
                "UPDATE person SET ended = ?, token = NULL WHERE name = ? AND ended IS NULL", [now(), name]
            )
            if not ended.rowcount:
                raise NotFound(f"Nobody here is called '{shortened(name)}'. `demireg user list` lists who is.")
            desk.execute("DELETE FROM session WHERE person = ? AND local = 0", [name])

    def people(self) -> tuple[Person, ...]:
        """Return everybody with an account, by name."""
        rows = self._file.rows("SELECT name, role, made FROM person WHERE ended IS NULL ORDER BY name")
        return tuple(Person(row["name"], Role(row["role"]), word(row["made"])) for row in rows)

    def by_token(self, token: str) -> Person | None:
        """Return whose token this is, None for nobody's."""
        rows = self._file.rows("SELECT name, role, made FROM person WHERE token = ?", [hashed(token)])
        return Person(rows[0]["name"], Role(rows[0]["role"]), word(rows[0]["made"])) if rows else None

    def open_session(self, person: Person, *, local: bool = False) -> str:
        """Begin a session and return its secret; ``local`` is for whoever started the service, without an account."""
        secret = secrets.token_urlsafe(32)
        with self._file.writing() as desk:
            desk.execute("DELETE FROM session WHERE ends <= ?", [int(self._clock())])
            desk.execute(
                "DELETE FROM session WHERE secret IN "
                "(SELECT secret FROM session WHERE person = ? ORDER BY ends DESC LIMIT -1 OFFSET ?)",
                [person.name, MOST_SESSIONS - 1],
            )
            values = [hashed(secret), person.name, int(local), int(self._clock()) + SESSION]
            desk.execute("INSERT INTO session VALUES (?, ?, ?, ?)", values)
        return secret

    def by_session(self, secret: str) -> Person | None:
        """Return whose session this is, with the role as it is now; None when it has ended or never was.

        The session of whoever started the service ends as soon as anybody has an account.
        """
        rows = self._file.rows(
            "SELECT session.person, session.local, person.role FROM session "
            "LEFT JOIN person ON person.name = session.person AND person.ended IS NULL "
            "WHERE session.secret = ? AND session.ends > ?",
            [hashed(secret), int(self._clock())],
        )
        if not rows:
            return None
        name, local, role = rows[0]
        if local:
            return None if self.people() else Person(name, Role.CURATOR)
        return Person(name, Role(role)) if role else None

    def close_session(self, secret: str) -> None:
        """End a session."""
        with self._file.writing() as desk:
            desk.execute("DELETE FROM session WHERE secret = ?", [hashed(secret)])

    def forget_local(self) -> None:
        """End the sessions of whoever started the service before."""
        with self._file.writing() as desk:
            desk.execute("DELETE FROM session WHERE local = 1")


def agent_name(name: str) -> str:
    """Return a name that can be an agent's identifier. Raises BadParameter for any other."""
    if not _NAME.fullmatch(name):
        raise BadParameter(
            f"'{shortened(name)}' cannot be a name here: it takes up to 40 small letters, digits and hyphens."
        )
    return name


def hashed(secret: str) -> str:
    """Return how a secret is kept."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
