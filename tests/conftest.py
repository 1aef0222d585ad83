"""What tests of every floor share: an empty store, the shipped studies seeded once, a real server over them."""

import gc
import socket
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from demireg.app import create_app
from demireg.domain.errors import Unreadable
from demireg.services.checking.background_files import read_turtle
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.reviewing.desk import Desk
from demireg.settings import Settings
from demireg.store import open_store
from demireg.store.base import Store
from tests.comparing.repositories import extended_example, worked_example
from tests.ontology.graphs import files
from tests.shipping import background, copied, share_in

#: What tests read before there are any tests: they run once for each term, theory or rule in here.
TURTLE = ("ontology/**/*.ttl", "data/theories/*.ttl", "shapes/*.ttl")

#: Graphs are many small objects that stay: as in the command itself, they are not walked after every 700 new ones.
gc.set_threshold(20_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that runs the long proofs too, and gives the reasoners every study."""
    parser.addoption("--proofs", action="store_true", help="run the long proofs too, on every study (`make proofs`)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long proofs to `make proofs`; pytest says in the end how many it left out."""
    proofs = [] if config.getoption("--proofs") else [item for item in items if item.get_closest_marker("proof")]
    if proofs:
        config.hook.pytest_deselected(items=proofs)
        items[:] = [item for item in items if item not in set(proofs)]


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Say which file is no Turtle where that keeps tests from being collected, in place of the parser's words."""
    report = yield
    found = [line for path in files(*TURTLE) for line in illegible(path)] if report.failed else []
    if found:
        report.longrepr = "\n".join(found)
    return report


def illegible(path: Path) -> Iterator[str]:
    """Yield why a file cannot be read as Turtle, with file and line, unless it can."""
    try:
        read_turtle(path)
    except Unreadable as fault:
        yield f"{fault} (`.venv/bin/demireg check FILE` tells it as well)"


@pytest.fixture(scope="session", autouse=True)
def _shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    share_in(tmp_path_factory)


@pytest.fixture
def empty_store() -> Iterator[Store]:
    """Give an empty store in memory."""
    store = open_store("memory:")
    yield store
    store.close()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    """Give a repository that holds what ships; tests that write use one of their own."""
    repository = open_repository(Settings(store=str(copied(tmp_path_factory, "seeded"))), background())
    yield repository
    repository.close()


@pytest.fixture(scope="session")
def toy() -> Iterator[Repository]:
    """Give a repository that holds the worked example of ``tests/toy`` alone; nobody writes to it."""
    repository = worked_example()
    yield repository
    repository.close()


@pytest.fixture(scope="session")
def extended() -> Iterator[Repository]:
    """Give the worked example with what ``tests/toy/extended`` adds; nobody writes to it."""
    repository = extended_example()
    yield repository
    repository.close()


@contextmanager
def serving(repository: Repository, desk: Desk | None = None) -> Iterator[str]:
    """Serve a repository on a free loopback port until the caller is done; gives its address without a slash."""
    with serving_app(create_app(Settings(store="memory:"), repository, desk)) as address:
        yield address


@contextmanager
def serving_app(app: FastAPI) -> Iterator[str]:
    """Serve an app on a free loopback port until the caller is done; gives its address without a slash."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, timeout_graceful_shutdown=5))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)  # callers queue until the server is up, so nobody has to wait for it
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def server(seeded: Repository) -> Iterator[str]:
    """Give the address of a real server over the seeded repository."""
    with serving(seeded) as address:
        yield address
