"""The comparison table: a columnar projection of the store, one block of rows per study, in DuckDB.

The store is always the truth. A block is written in the step that accepts a study, carries that study's version, and
is rebuilt whenever the versions differ. Readers in other threads see whole blocks only, and whoever reads several
things that belong together does so by ``steady``, which shows one state of the table to all of them.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from threading import Lock, RLock, local
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from demireg.domain.errors import StoreDown
from demireg.domain.names import Names
from demireg.services.comparing.blocks import forget, note, put, put_known
from demireg.services.comparing.kept import Kept
from demireg.services.comparing.rows import Block, known, study_block
from demireg.services.comparing.statements import asked, header, statement
from demireg.services.comparing.table_file import committed, is_damage, move_aside, opened, unusable
from demireg.services.generations import digest, generation
from demireg.store.base import Store

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")


class _Damaged(StoreDown):
    """The file turned out to be damaged while it was read; it is out of the way now."""


class _OfThread(local):
    """What one thread is doing: the state that it reads, and whether it brings the table up to date."""

    pinned: "DuckDBPyConnection | None" = None
    change = 0
    generation = 0
    keeping = False


class ComparisonTable:
    """Rows for comparison; open one with ``ComparisonTable.open`` and share it between threads.

    The file is touched at the first reading or writing only, since most commands need no comparison. Any of them
    raises StoreBusy when another process holds the file, StoreDown when it cannot be read or written. A file that is
    damaged is moved aside, which is logged, whether that shows when it is opened or when it is read. ``keeper`` is
    called before the first reading, and before each ``steady`` one, to bring the rows up to date with the store.
    """

    def __init__(self, where: Path | None) -> None:
        self._where = where
        self._opened: DuckDBPyConnection | None = None
        self._opening = Lock()
        self._writing = Lock()
        self._keeping = RLock()
        self._kept = False
        self._own = _OfThread()
        self._memory = Kept()
        self.keeper: Callable[[], None] = lambda: None

    @classmethod
    def open(cls, where: Path | None) -> Self:
        """Return the table that lies in a file, or one in memory when ``where`` is None."""
        return cls(where)

    def write(self, study: str, store: Store, names: Names, version: str) -> None:
        """Replace the rows of one study, given by its identifier, with what the store says now.

        Raises NotFound when the store does not hold the study; the table is then as before.
        """
        block, now = study_block(store, names, study), generation(store, names)
        with self._transaction() as cursor:
            put(cursor, [(block, version)])
            note(cursor, now, before=now - 1)

    def write_blocks(self, blocks: Iterable[tuple[Block, str]]) -> None:
        """Replace the rows of several studies, each with the version of its rows, in one transaction."""
        with self._transaction() as cursor:
            put(cursor, blocks)

    def write_theories(self, store: Store, names: Names, version: str) -> None:
        """Replace the rows of all theories and concepts with what the store says now."""
        found = known(store, names)
        with self._transaction() as cursor:
            put_known(cursor, found, version)

    def forget(self, study: str, generation: int = 0) -> None:
        """Remove the rows of a study that the store no longer holds, perhaps since a generation of the repository."""
        with self._transaction() as cursor:
            forget(cursor, [study])
            if generation:
                note(cursor, generation, before=generation - 1)

    def run(self, steps: Iterable[tuple[str, Mapping[str, object]]]) -> None:
        """Change many rows by statements, each given by its name and values, in one transaction."""
        with self._transaction() as cursor:
            for name, values in steps:
                cursor.execute(statement(name), dict(values) or None)

    def tidy(self) -> None:
        """Write everything into the file itself, as after many rows at once."""
        with self._writing, self._translated() as cursor:
            cursor.execute("CHECKPOINT")

    def versions(self) -> Mapping[str, str]:
        """Return the version at which each study's block was written, by study identifier."""
        return MappingProxyType(self._versions()[0])  # not copied: every answer carries them, however many they are

    def digest(self) -> str:
        """Return what identifies the studies in the table at their versions; made anew after a writing only."""
        return self._versions()[1]

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what an act finds in the table, from memory while no row has changed; it is not to be altered.

        For what many questions need and none decides: words and names, and who counts under some filters.
        """
        return self._together(lambda: self._memory.get(self._own.change, key, make))

    def passing(self) -> AbstractContextManager[None]:
        """Return a context at whose end this thread forgets what it read within: a question nobody asks again."""
        return self._memory.passing()

    def _versions(self) -> tuple[dict[str, str], str]:
        """Return the versions of all blocks, and what identifies them."""

        def read() -> tuple[dict[str, str], str]:
            versions = dict(self.rows("SELECT study, version FROM block ORDER BY study"))
            return versions, digest(versions)

        return self.kept("versions", read)

    def theories_version(self) -> str:
        """Return the version at which the theories were written, empty when they were not."""
        found = self.kept("theories", lambda: self.rows("SELECT version FROM theories_block"))
        return str(found[0][0]) if found else ""

    def generation(self) -> int:
        """Return the generation of the repository that the rows being read are known to be of, 0 when none is."""
        return self._together(lambda: self._own.generation)

    def note(self, generation: int) -> None:
        """Keep that all rows are those of a generation of the repository."""
        with self._transaction() as cursor:
            note(cursor, generation)

    def rows(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT on the table; safe from any thread. Raises StoreDown when reading fails."""
        return self._read(lambda cursor: cursor.execute(sql, values or None).fetchall())

    def named(self, name: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Return the rows of a statement by its name; of the values, those that it takes are bound."""
        bound = {each: values[each] for each in asked(name)}
        return self._perhaps_kept("rows", name, bound, lambda: self.rows(statement(name), bound))

    def named_records(self, name: str, values: Mapping[str, object]) -> list[dict[str, Any]]:
        """Return the same as mappings from column to value."""
        bound = {each: values[each] for each in asked(name)}
        return self._perhaps_kept("records", name, bound, lambda: self.records(statement(name), bound))

    def named_arrays(self, name: str, values: Mapping[str, object]) -> dict[str, Any]:
        """Return the same as NumPy columns by name."""
        bound = {each: values[each] for each in asked(name)}
        return self._perhaps_kept("arrays", name, bound, lambda: self.arrays(statement(name), bound))

    def _perhaps_kept(self, form: str, name: str, bound: Mapping[str, object], read: Callable[[], T]) -> T:
        """Return what a statement finds, from memory where its header says that it is kept."""
        if not header(name).get("kept"):
            return read()
        return self.kept((form, name, repr(sorted(bound.items()))), read)

    def records(self, sql: str, values: Mapping[str, object]) -> list[dict[str, Any]]:
        """Return the same rows as mappings from column to value. Raises StoreDown when reading fails."""

        def fetch(cursor: "DuckDBPyConnection") -> list[dict[str, Any]]:
            found = cursor.execute(sql, dict(values) or None)
            names = [str(each[0]) for each in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

        return self._read(fetch)

    def arrays(self, sql: str, values: Mapping[str, object]) -> dict[str, Any]:
        """Return the columns of a SELECT as NumPy arrays by name. Raises StoreDown when reading fails."""
        return self._read(lambda cursor: dict(cursor.execute(sql, dict(values) or None).fetchnumpy()))

    def steady(self, act: Callable[[], T]) -> T:
        """Return what an act finds that reads several things: all of one state, brought up to date with the store.

        Where the file turns out to be damaged, it is rebuilt and the act is done once more.
        """
        return self._together(act, anew=True)

    def close(self) -> None:
        """Let go of the file; safe to call twice."""
        with self._opening:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
            self._kept = False
            self._memory.drop()

    def _together(self, act: Callable[[], T], *, anew: bool = False) -> T:
        """Do an act on one state of the table, once more where the file had to be rebuilt."""
        if self._own.pinned is not None:
            return act()
        try:
            return self._pinned(act, anew)
        except _Damaged:
            return self._pinned(act, anew)

    def _pinned(self, act: Callable[[], T], anew: bool) -> T:
        with ExitStack() as until:
            with self._keeping:  # so that no state is read in which somebody has brought some of the rows up to date
                if (anew or not self._kept) and not self._own.keeping:
                    self._keep()
                cursor = until.enter_context(self._translated())
                cursor.begin()
                [state] = cursor.execute("SELECT change, generation FROM in_step").fetchall()
            self._own.pinned, (self._own.change, self._own.generation) = cursor, state
            try:
                found = act()
            finally:
                self._own.pinned = None
            cursor.rollback()
            return found

    def _read(self, fetch: Callable[["DuckDBPyConnection"], T]) -> T:
        if self._own.pinned is not None:
            with self._faults():
                return fetch(self._own.pinned)
        try:
            return self._read_once(fetch)
        except _Damaged:
            return self._read_once(fetch)

    def _read_once(self, fetch: Callable[["DuckDBPyConnection"], T]) -> T:
        if not self._kept and not self._own.keeping:
            self._keep()
        with self._translated() as cursor:
            return fetch(cursor)

    def _keep(self) -> None:
        """Have the rows brought up to date; who reads meanwhile in another thread waits if that was never done."""
        with self._keeping:
            self._own.keeping = True
            try:
                self.keeper()
                self._kept = True
            finally:
                self._own.keeping = False

    @contextmanager
    def _transaction(self) -> Iterator["DuckDBPyConnection"]:
        with self._writing, self._translated() as cursor, committed(cursor):
            yield cursor
            cursor.execute("UPDATE in_step SET change = change + 1")

    @contextmanager
    def _translated(self) -> Iterator["DuckDBPyConnection"]:
        with self._opening:
            if self._opened is None:
                self._opened = opened(self._where)
            of = self._opened
        with self._faults(of):
            cursor = of.cursor()
            try:
                yield cursor
            finally:
                cursor.close()

    @contextmanager
    def _faults(self, of: "DuckDBPyConnection | None" = None) -> Iterator[None]:
        import duckdb

        try:
            yield
        except duckdb.Error as fault:
            if not is_damage(self._where, fault):
                raise unusable(self._where, fault) from fault
            self._discard(fault, of or self._opened)
            raise _Damaged(str(unusable(self._where, fault))) from fault

    def _discard(self, fault: Exception, of: "DuckDBPyConnection | None") -> None:
        """Move the damaged file out of the way, unless another thread has done so already."""
        with self._opening:
            if self._where is None or of is None or of is not self._opened:
                return
            self._opened.close()
            self._opened, self._kept = None, False
            self._memory.drop()
            move_aside(self._where, fault)
