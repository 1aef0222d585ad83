"""The comparison table: a columnar projection of the store, one block of rows per study, in DuckDB.

The store is always the truth. A block is written in the step that accepts a study, carries that study's version, and
is rebuilt whenever the versions differ. Readers in other threads see whole blocks only.
"""

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Self

from demireg.domain.errors import StoreBusy, StoreDown
from demireg.domain.names import Names
from demireg.services.comparing.blocks import forget, put, put_known
from demireg.services.comparing.rows import known, study_block
from demireg.services.comparing.statements import asked, statement
from demireg.services.generations import digest
from demireg.store.base import Store

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LOG: Final = logging.getLogger(__name__)
_UNUSABLE: Final = (
    "{}: the comparison table cannot be used ({}). See that it is a file in a folder that you may write to and that "
    "there is room; it may be deleted, for it is rebuilt from the store."
)
_PRESENT: Final = (
    "SELECT table_name, if(table_type = 'VIEW', 'VIEW', 'TABLE') FROM information_schema.tables "
    "WHERE table_schema = 'main'"
)
#: How much of the reason is shown.
_SHOWN: Final = 200


class ComparisonTable:
    """Rows for comparison; open one with ``ComparisonTable.open`` and share it between threads.

    The file is touched at the first reading or writing only, since most commands need no comparison. Any of them
    raises StoreBusy when another process holds the file, StoreDown when it cannot be read or written. A file that is
    damaged is moved aside, which is logged, and the table begins empty: its blocks are then older than the store.
    """

    def __init__(self, where: Path | None) -> None:
        self._where = where
        self._opened: DuckDBPyConnection | None = None
        self._opening = Lock()
        self._writing = Lock()
        self._versions: dict[str, str] | None = None
        self._writes = 0
        self._digest = (-1, "")

    @classmethod
    def open(cls, where: Path | None) -> Self:
        """Return the table that lies in a file, or one in memory when ``where`` is None."""
        return cls(where)

    def write(self, study: str, store: Store, names: Names, version: str) -> None:
        """Replace the rows of one study, given by its identifier, with what the store says now.

        Raises NotFound when the store does not hold the study; the table is then as before.
        """
        block = study_block(store, names, study)
        with self._transaction() as cursor:
            put(cursor, block, version)

    def write_theories(self, store: Store, names: Names, version: str) -> None:
        """Replace the rows of all theories and concepts with what the store says now."""
        found = known(store, names)
        with self._transaction() as cursor:
            put_known(cursor, found, version)

    def forget(self, study: str) -> None:
        """Remove the rows of a study that the store no longer holds."""
        with self._transaction() as cursor:
            forget(cursor, study)

    def versions(self) -> dict[str, str]:
        """Return the version at which each study's block was written, by study identifier."""
        held, writes = self._versions, self._writes
        if held is None:
            held = dict(self.rows("SELECT study, version FROM block ORDER BY study"))
            self._versions = held if writes == self._writes else None
        return dict(held)

    def digest(self) -> str:
        """Return what identifies the studies in the table at their versions; made anew after a writing only."""
        writes = self._writes
        made, found = self._digest
        if made != writes:
            found = digest(self.versions())
            self._digest = writes, found
        return found

    def theories_version(self) -> str:
        """Return the version at which the theories were written, empty when they were not."""
        found = self.rows("SELECT version FROM theories_block")
        return str(found[0][0]) if found else ""

    def rows(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT on the table; safe from any thread. Raises StoreDown when reading fails."""
        with self._reading() as cursor:
            return cursor.execute(sql, values or None).fetchall()

    def named(self, name: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Return the rows of a statement by its name; of the values, those that it takes are bound."""
        return self.rows(statement(name), {each: values[each] for each in asked(name)})

    def records(self, sql: str, values: Mapping[str, object]) -> list[dict[str, Any]]:
        """Return the same rows as mappings from column to value. Raises StoreDown when reading fails."""
        with self._reading() as cursor:
            found = cursor.execute(sql, dict(values) or None)
            names = [str(each[0]) for each in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def arrays(self, sql: str, values: Mapping[str, object]) -> dict[str, Any]:
        """Return the columns of a SELECT as NumPy arrays by name. Raises StoreDown when reading fails."""
        with self._reading() as cursor:
            return dict(cursor.execute(sql, dict(values) or None).fetchnumpy())

    def close(self) -> None:
        """Let go of the file; safe to call twice."""
        with self._opening:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    @contextmanager
    def _reading(self) -> Iterator["DuckDBPyConnection"]:
        import duckdb

        cursor = self._cursor()
        try:
            yield cursor
        except duckdb.Error as fault:
            raise _unusable(self._where, fault) from fault
        finally:
            cursor.close()

    @contextmanager
    def _transaction(self) -> Iterator["DuckDBPyConnection"]:
        import duckdb

        with self._writing:
            cursor = self._cursor()
            try:
                with _committed(cursor):
                    yield cursor
                self._writes += 1
                self._versions = None
            except duckdb.Error as fault:
                raise _unusable(self._where, fault) from fault
            finally:
                cursor.close()

    def _cursor(self) -> "DuckDBPyConnection":
        with self._opening:
            if self._opened is None:
                self._opened = _opened(self._where)
            return self._opened.cursor()


@contextmanager
def _committed(connection: "DuckDBPyConnection") -> Iterator[None]:
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _lay_out(connection: "DuckDBPyConnection") -> None:
    """Make the tables; a file of an earlier layout is emptied, and its blocks are rebuilt from the store."""
    layout = statement("table/schema")
    present = dict(connection.execute(_PRESENT).fetchall())
    if "layout" in present and connection.execute("SELECT text FROM layout").fetchall() == [(layout,)]:
        return
    with _committed(connection):
        for name, kind in sorted(present.items(), key=lambda each: (each[1] != "VIEW", each)):
            connection.execute(f'DROP {kind} "{name}"')
        connection.execute(layout)
        connection.execute("INSERT INTO layout VALUES ($1)", [layout])


def _opened(where: Path | None) -> "DuckDBPyConnection":
    """Open the table and lay it out; what is damaged is moved aside once, for the store still holds everything."""
    import duckdb

    try:
        return _connected(where)
    except (duckdb.Error, OSError) as fault:
        if "Could not set lock" in str(fault):
            raise StoreBusy(
                f"{where}: another process holds the comparison table. Stop it, or name another --store."
            ) from fault
        if where is None or not _is_damaged(where):
            raise _unusable(where, fault) from fault
        try:
            _move_aside(where)
            return _connected(where)
        except (duckdb.Error, OSError) as again:
            raise _unusable(where, again) from again


def _connected(where: Path | None) -> "DuckDBPyConnection":
    import duckdb

    if where is not None:
        where.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(":memory:" if where is None else str(where))
    try:
        _lay_out(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _unusable(where: Path | None, fault: Exception) -> StoreDown:
    return StoreDown(_UNUSABLE.format(where or "In memory", " ".join(str(fault).split())[:_SHOWN]))


def _is_damaged(where: Path) -> bool:
    """Tell whether a file is there that may be read and written, so that only its content can be at fault."""
    return where.is_file() and os.access(where, os.R_OK | os.W_OK)


def _move_aside(where: Path) -> None:
    aside = where.with_name(f"{where.name}.damaged")
    where.replace(aside)
    where.with_name(f"{where.name}.wal").unlink(missing_ok=True)
    _LOG.warning("%s: the comparison table is damaged and was moved to %s; it is rebuilt from the store.", where, aside)
