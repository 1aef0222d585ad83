"""The file of the comparison table: opened, laid out, and moved aside where it is damaged."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from demireg.domain.errors import StoreBusy, StoreDown
from demireg.services.comparing.statements import statement

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
_SHAPE: Final = (
    "SELECT string_agg(table_name || '.' || column_name || ' ' || data_type, ', ' "
    "ORDER BY table_name, column_index) FROM duckdb_columns() WHERE NOT internal"
)
#: How much of the reason is shown.
_SHOWN: Final = 200
#: What DuckDB says of a file whose content is not what it wrote.
_DAMAGE: Final = ("Corrupt database file", "Could not read enough bytes", "has been invalidated", "deserializ")


def opened(where: Path | None) -> "DuckDBPyConnection":
    """Open the table and lay it out; what is damaged is moved aside once, for the store still holds everything.

    Raises StoreBusy when another process holds the file, StoreDown when it cannot be used.
    """
    import duckdb

    try:
        return _connected(where)
    except (duckdb.Error, OSError) as fault:
        if "Could not set lock" in str(fault):
            raise StoreBusy(
                f"{where}: another process holds the comparison table. Stop it, or name another --store."
            ) from fault
        if where is None or not _is_readable(where):
            raise unusable(where, fault) from fault
        try:
            move_aside(where, fault)
            return _connected(where)
        except (duckdb.Error, OSError) as again:
            raise unusable(where, again) from again


@contextmanager
def committed(connection: "DuckDBPyConnection") -> Iterator[None]:
    """Make what is done meanwhile one transaction, taken back by any fault."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def unusable(where: Path | None, fault: Exception) -> StoreDown:
    """Return the error that says that a table cannot be used, and why."""
    return StoreDown(_UNUSABLE.format(where or "In memory", " ".join(str(fault).split())[:_SHOWN]))


def is_damage(where: Path | None, fault: Exception) -> bool:
    """Tell whether a fault while reading says that the content of the file is at fault."""
    return where is not None and any(said in str(fault) for said in _DAMAGE) and _is_readable(where)


def move_aside(where: Path, fault: Exception) -> None:
    """Give a damaged file another name, so that the table begins empty, and log why."""
    aside = where.with_name(f"{where.name}.damaged")
    where.replace(aside)
    where.with_name(f"{where.name}.wal").unlink(missing_ok=True)
    _LOG.warning(
        "%s: the comparison table is damaged and was moved to %s; it is rebuilt from the store. %s",
        where,
        aside,
        " ".join(str(fault).split())[:_SHOWN],
    )


def _is_readable(where: Path) -> bool:
    """Tell whether a file is there that may be read and written, so that only its content can be at fault."""
    return where.is_file() and os.access(where, os.R_OK | os.W_OK)


def _connected(where: Path | None) -> "DuckDBPyConnection":
    import duckdb

    if where is not None:
        where.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(":memory:" if where is None else str(where))
    try:
        _lay_out(connection, where)
    except BaseException:
        connection.close()
        raise
    return connection


def _lay_out(connection: "DuckDBPyConnection", where: Path | None) -> None:
    """Make the tables; a file of another layout, older or newer, is emptied, and rebuilt from the store.

    So is one whose tables and columns are no longer those that it was laid out with, whatever it says.
    """
    layout = statement("table/schema")
    present = dict(connection.execute(_PRESENT).fetchall())
    if "layout" in present and _layout(connection) == f"{layout}{_shape(connection)}" and _is_in_step(connection):
        return
    if present:
        _LOG.warning("%s: the comparison table has another layout than this version's; it is rebuilt.", where)
    with committed(connection):
        for name, kind in sorted(present.items(), key=lambda each: (each[1] != "VIEW", each)):
            connection.execute(f'DROP {kind} "{name}"')
        connection.execute(layout)
        connection.execute("INSERT INTO layout VALUES ($1)", [f"{layout}{_shape(connection)}"])


def _shape(connection: "DuckDBPyConnection") -> str:
    """Return the columns that are there, as a comment below the layout."""
    [(found,)] = connection.execute(_SHAPE).fetchall()
    return f"\n-- {found}\n"


def _is_in_step(connection: "DuckDBPyConnection") -> bool:
    """Tell whether there is the one row that says which state this is."""
    return len(connection.execute("SELECT generation, change FROM in_step").fetchall()) == 1


def _layout(connection: "DuckDBPyConnection") -> str:
    """Return the layout that a file says it has, empty where its own word of it cannot be read."""
    import duckdb

    try:
        found = connection.execute("SELECT text FROM layout").fetchall()
    except duckdb.BinderException:
        return ""
    return str(found[0][0]) if len(found) == 1 else ""
