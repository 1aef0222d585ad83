"""A background read once for all tests of reviewing, and a repository and desk for each."""

from collections.abc import Iterator

import httpx
import pytest

from demireg.app import create_app
from demireg.services.background import Background
from demireg.services.repository import Repository
from demireg.services.reviewing.accounts import Role
from demireg.services.reviewing.desk import Desk
from demireg.settings import Settings
from tests.reviewing import made
from tests.reviewing.sites import Site, visiting


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


@pytest.fixture
def site(repository: Repository, desk: Desk) -> Iterator[Site]:
    """Give a service with a reader, a contributor and a curator."""
    tokens = {
        role.value: desk.accounts.add(name, role) for name, role in zip(("rita", "anna", "cora"), Role, strict=True)
    }
    app = create_app(Settings(store="memory:"), repository, desk)
    with visiting(app) as client:
        yield Site(client, desk, tokens)


@pytest.fixture
def single(repository: Repository, desk: Desk) -> Iterator[tuple[httpx.Client, str]]:
    """Give a client of a service where nobody has an account, and its one-time key."""
    app = create_app(Settings(store="memory:", curator="me"), repository, desk)
    with visiting(app) as client:
        yield client, app.state.entrance.key()
