"""The one SQLite file of the review desk: opened once, shared between threads, every change a transaction."""

import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from demireg.domain.errors import StoreBusy, StoreDown
from demireg.store import folder_of

#: The layout that this software knows, kept in the file's own number.
_LAYOUT: Final = 1
#: Seconds to wait for another process that writes, such as ``demireg user add`` beside a running server.
_PATIENCE: Final = 5.0
_UNUSABLE: Final = (
    "The review desk {} cannot be used ({}). See that it is a file that you may write to and that there is room. If it "
    "is damaged, put back a copy or move it away: studies are kept in the store, but what is pending would be lost."
)

Values = Sequence[object] | Mapping[str, object]


def place_of(store: str) -> Path | None:
    """Return where the desk of a store lies: in a store's folder, in ``.demireg`` for an endpoint, None for memory."""
    folder = folder_of(store)
    if folder is not None:
        return folder / "review.sqlite"
    if store == "memory:":
        return None
    return Path(".demireg") / f"review-{hashlib.sha256(store.encode()).hexdigest()[:12]}.sqlite"


class DeskFile:
    """Rows of the desk. Reading and writing wait for each other; a change is whole or not there.

    Any of its functions raises StoreBusy while another process writes for long, StoreDown when the file cannot be
    read or written.
    """

    def __init__(self, where: Path | None, connection: sqlite3.Connection) -> None:
        self._where = where
        self._connection: sqlite3.Connection | None = connection
        self._lock = threading.RLock()

    @classmethod
    def open(cls, where: Path | None) -> Self:
        """Open a file, made when it is not there and readable by its owner alone, or memory for None."""
        try:
            if where is not None:
                where.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(where, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(
                ":memory:" if where is None else where, _PATIENCE, isolation_level=None, check_same_thread=False
            )
        except (sqlite3.Error, OSError) as fault:
            raise _unusable(where, fault) from fault
        opened = cls(where, connection)
        try:
            opened._lay_out()
        except BaseException:
            connection.close()
            raise
        return opened

    def rows(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """Return the rows of one statement that reads."""
        with self._lock, self._translated():
            return self._held.execute(sql, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside a transaction: all of it is written at the end, or nothing after a fault."""
        with self._lock, self._translated():
            connection = self._held
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def close(self) -> None:
        """Let go of the file; safe to call twice."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @property
    def _held(self) -> sqlite3.Connection:
        if self._connection is None:
            raise StoreDown("The review desk was closed.")
        return self._connection

    def _lay_out(self) -> None:
        with self._translated():
            connection = self._held
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
        with self.writing() as writing:
            layout = int(writing.execute("PRAGMA user_version").fetchone()[0])
            if layout > _LAYOUT:
                raise StoreDown(
                    f"The review desk {self._where} was made by a later demireg (layout {layout}, and this one knows "
                    f"{_LAYOUT}). Use that demireg, or name another --store."
                )
            if layout == 0:
                for sql in Path(__file__).with_name("schema.sql").read_text("utf-8").split(";\n"):
                    writing.execute(sql)
                writing.execute(f"PRAGMA user_version = {_LAYOUT}")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise _unusable(self._where, fault) from fault


def _unusable(where: Path | None, fault: Exception) -> StoreDown:
    if "locked" in str(fault):
        return StoreBusy(f"Another process is writing to the review desk {where}. Try again in a moment.")
    return StoreDown(_UNUSABLE.format(where or "in memory", str(fault).rstrip(".")))


def word(value: Any) -> str:  # noqa: ANN401 (a cell of a row)
    """Return a cell as text, empty for one that holds nothing."""
    return "" if value is None else str(value)
