"""What tests of every floor share: an empty store, the shipped studies seeded once, a real server over them."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn

from demireg.app import create_app
from demireg.services.opening import open_seeded
from demireg.services.repository import Repository
from demireg.settings import Settings
from demireg.store import open_store
from demireg.store.base import Store
from tests.comparing.repositories import worked_example


@pytest.fixture
def empty_store() -> Iterator[Store]:
    """Give an empty store in memory."""
    store = open_store("memory:")
    yield store
    store.close()


@pytest.fixture(scope="session")
def seeded() -> Iterator[Repository]:
    """Give a repository that holds what ships; tests that write use one of their own."""
    repository = open_seeded(Settings(store="memory:"))
    yield repository
    repository.close()


@pytest.fixture(scope="session")
def toy() -> Iterator[Repository]:
    """Give a repository that holds the worked example of ``tests/toy`` alone; nobody writes to it."""
    repository = worked_example()
    yield repository
    repository.close()


@contextmanager
def serving(repository: Repository) -> Iterator[str]:
    """Serve a repository on a free loopback port until the caller is done; gives its address without a slash."""
    app = create_app(Settings(store="memory:"), repository)
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
