"""Accept a submission again and again, each time killed at another point; run by ``test_crashes`` in its own process.

``python -m tests.reviewing.dying FOLDER`` makes one folder a point, as a process that was killed there leaves it, and
``untouched`` and ``complete`` beside them.
"""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from demireg.domain.names import Names
from demireg.services import studies
from demireg.services.background import Background
from demireg.services.comparing.table import ComparisonTable
from demireg.services.repository import Repository
from demireg.services.reviewing import deciding
from demireg.services.reviewing.deciding import Ruling
from demireg.services.reviewing.desk import Desk
from demireg.services.reviewing.desk_file import DeskFile, place_of
from demireg.store.base import Store, Triple
from demireg.store.embedded import EmbeddedStore
from tests.reviewing import made

POINTS = ("before-store", "while-store", "after-store", "after-table", "inside-desk", "after-desk")


def die() -> None:
    """End this process as a power cut would: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


class DyingStore(EmbeddedStore):
    """A store that kills its process before or after it writes, or lets it be killed while it does."""

    def __init__(self, folder: Path, point: str, writing: Callable[[], None]) -> None:
        super().__init__(folder)
        self._point, self._told = point, writing

    def replace(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        if self._point == "before-store":
            die()
        if self._point == "while-store":
            self._told()
        super().replace(graphs)
        if self._point in {"after-store", "while-store"}:
            die()


class DyingTable(ComparisonTable):
    """A comparison table that kills its process once it is written."""

    def write(self, study: str, store: Store, names: Names, version: str) -> None:
        super().write(study, store, names, version)
        die()


class DyingFile(DeskFile):
    """A desk's file that, once armed, kills its process before it commits."""

    armed = False

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        with super().writing() as connection:
            yield connection
            if self.armed:
                die()


def accept(folder: Path, point: str, background: Background, told: Callable[[], None]) -> None:
    """Accept what waits in a folder, dying at a point, or at no known one."""
    kind = DyingTable if point == "after-table" else ComparisonTable
    store = DyingStore(folder / "quads", point, told)
    held = Repository(store, store, Names(), kind.open(folder / "comparison.duckdb"), background)
    file = DyingFile.open(folder / "review.sqlite")
    file.armed = point == "inside-desk"
    desk = Desk(file)
    deciding.accept(held, desk, Ruling(desk.pending()[0].number, made.CORA, "Killed on the way."))
    if point == "after-desk":
        die()
    held.close()
    desk.close()


def prepare(folder: Path, background: Background) -> None:
    """Make a folder whose store holds one study and whose desk holds another version of it."""
    held = made.repository(str(folder), background)
    studies.accept(held, made.draft())
    desk = Desk.open(place_of(str(folder)))
    made.handed_in(held, desk, made.draft("the place is local", "the place is near"))
    held.close()
    desk.close()


def apart(act: Callable[[Callable[[], None]], None], *, kill: bool = False) -> int:
    """Act in a process of its own and return how it ended; kill it, if so, as soon as it says that it writes.

    No store was ever open in the process that parts: its threads would be missing in the other one.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        act(lambda: os.close(writing))
        os._exit(0)
    os.close(writing)
    os.read(reading, 1)  # returns when the child begins to write, or is gone
    os.close(reading)
    if kill:
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(target: Path) -> None:
    """Make all folders."""
    background = made.background()
    background.validator, background.rulebook  # noqa: B018 (made once, before the processes part)
    first = target / "untouched"
    apart(lambda _: prepare(first, background))
    for point in (*POINTS, "complete"):
        folder = target / point
        shutil.copytree(first, folder)
        ended = apart(partial(accept, folder, point, background), kill=point == "while-store")
        if ended != (0 if point == "complete" else -signal.SIGKILL):
            raise SystemExit(f"At {point} it ended with {ended}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
