"""A background read once for all tests of reviewing, and a repository and desk for each."""

from collections.abc import Iterator

import pytest

from demireg.services.background import Background
from demireg.services.repository import Repository
from demireg.services.reviewing.desk import Desk
from tests.reviewing import made


@pytest.fixture(scope="session")
def background() -> Background:
    """Give the background of the worked example."""
    return made.background()


@pytest.fixture
def repository(background: Background) -> Iterator[Repository]:
    """Give a repository without any study."""
    opened = made.repository("memory:", background)
    yield opened
    opened.close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Give an empty desk."""
    opened = Desk.open(None)
    yield opened
    opened.close()
