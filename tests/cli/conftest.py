"""The real command, in a process of its own or for further cases in this one, on a folder that is seeded once."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from demireg.cli import main
from tests.shipping import copied

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def command(
    *arguments: str, store: Path, given: str | None = None, columns: int = 160
) -> "subprocess.CompletedProcess[str]":
    """Run ``demireg`` with its store named in the environment, in a folder that is not the checkout."""
    environment = {**os.environ, "DEMIREG_STORE": str(store), "COLUMNS": str(columns)}
    return subprocess.run(
        [sys.executable, "-m", "demireg", *arguments],
        cwd=store.parent,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def inside(
    *arguments: str, store: Path, given: str | None = None, columns: int = 160
) -> "subprocess.CompletedProcess[str]":
    """Run what ``command`` runs, from its arguments to its status, in this process, which has loaded everything."""
    texts = [io.BytesIO(text.encode()) for text in (given or "", "", "")]
    streams = [io.TextIOWrapper(text, "utf-8", write_through=True) for text in texts]
    status: str | int | None = 0
    with pytest.MonkeyPatch.context() as around, redirect_stdout(streams[1]), redirect_stderr(streams[2]):
        around.setenv("DEMIREG_STORE", str(store))
        around.setenv("COLUMNS", str(columns))
        around.chdir(store.parent)
        around.setattr(sys, "stdin", streams[0])
        around.setattr(sys, "argv", ["demireg", *arguments])
        around.setattr(sys, "excepthook", sys.excepthook)  # set by the command, and put back after it
        try:
            main()
        except SystemExit as ended:
            status = ended.code
    assert status is None or isinstance(status, int)
    said, told = (text.getvalue().decode() for text in texts[1:])
    return subprocess.CompletedProcess(arguments, status or 0, said, told)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that `demireg seed` has filled."""
    return copied(tmp_path_factory, "cli")


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store of one's own, with what ships in it."""
    return copied(tmp_path_factory, "own")


@pytest.fixture
def run(folder: Path) -> Run:
    """Run a command here; what nobody explained is a fault of the test."""

    def run_here(*arguments: str, given: str | None = None) -> "subprocess.CompletedProcess[str]":
        return inside(*arguments, store=folder, given=given)

    return run_here


@pytest.fixture
def apart(folder: Path) -> Run:
    """Run a command in a process of its own, as everybody does."""

    def run_apart(*arguments: str, given: str | None = None) -> "subprocess.CompletedProcess[str]":
        done = command(*arguments, store=folder, given=given)
        assert "Traceback" not in done.stderr
        assert "fault of demireg's own" not in done.stderr
        return done

    return run_apart
