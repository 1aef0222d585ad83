"""Stores that are filled once in a test run whatever the number of its workers, and copied for those who ask."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from demireg.services.background import Background
from demireg.services.opening import open_repository, open_seeded
from demireg.services.repository import Repository
from demireg.services.seeding import seed
from demireg.settings import Settings

#: Opens a repository in a folder and fills it.
Fill = Callable[[str], Repository]

_SHARED: list[Path] = []


@cache
def background() -> Background:
    """Return the background that ships, read once in a process; nobody changes it."""
    return Background.shipped()


def share_in(factory: pytest.TempPathFactory) -> None:
    """Say where the workers of this run share folders; ``tests/conftest.py`` does so before the first test."""
    base = factory.getbasetemp()
    _SHARED.append(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base)


def filled_once(name: str, fill: Fill) -> Path:
    """Return the folder of a store; nobody writes to it, and whoever needs it copies it."""
    shared = _SHARED[-1] / f"shared-{name}"
    done = shared / "done"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first worker fills it, the others wait
        if not done.exists():
            fill(str(shared / "store")).close()
            done.touch()
    return shared / "store"


def copy_of(folder: Path, target: Path | None = None) -> str:
    """Return a folder of one's own with a copy of a store, new unless given."""
    wanted = target or Path(tempfile.mkdtemp(dir=_SHARED[-1], prefix="copy-")) / "store"
    return str(shutil.copytree(folder, wanted))


def copied(factory: pytest.TempPathFactory, name: str) -> Path:
    """Return a folder of one's own with a store that holds what ships."""
    ships = filled_once("shipped", lambda folder: open_seeded(Settings(store=folder)))
    return Path(copy_of(ships, factory.mktemp(name) / "store"))


def without_studies() -> Repository:
    """Return a repository of one's own that holds what ships without the studies."""
    return open_repository(Settings(store=copy_of(filled_once("bare", _bare))), background())


def _bare(folder: str) -> Repository:
    repository = open_repository(Settings(store=folder), background())
    seed(repository, files=[])
    return repository
