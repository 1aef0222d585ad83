"""The shipped studies, seeded once in a test run whatever the number of its workers, and copied for those who ask."""

import fcntl
import os
import shutil
from functools import cache
from pathlib import Path

import pytest

from demireg.services.background import Background
from demireg.services.opening import open_seeded
from demireg.settings import Settings


@cache
def background() -> Background:
    """Return the background that ships, read once in a process; nobody changes it."""
    return Background.shipped()


def seeded_once(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store that holds what ships; nobody writes to it, and whoever needs it copies it."""
    base = factory.getbasetemp()
    shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "shipped"
    done = shared / "done"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first worker seeds, the others wait for it
        if not done.exists():
            open_seeded(Settings(store=str(shared / "store"))).close()
            done.touch()
    return shared / "store"


def copied(factory: pytest.TempPathFactory, name: str) -> Path:
    """Return a folder of one's own with a store that holds what ships."""
    return Path(shutil.copytree(seeded_once(factory), factory.mktemp(name) / "store"))
