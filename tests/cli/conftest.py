"""The real command in a process of its own, on a folder that is seeded once."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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
    def run_here(*arguments: str, given: str | None = None) -> "subprocess.CompletedProcess[str]":
        done = command(*arguments, store=folder, given=given)
        assert "Traceback" not in done.stderr
        assert "fault of demireg's own" not in done.stderr
        return done

    return run_here
