"""A client of the real server, and a listener that nothing may ever call."""

import io
import socket
from collections.abc import Iterator

import httpx
import pytest

from demireg.services.repository import Repository


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[httpx.Client]:
    """Give a client that follows no redirect and asks for nothing in particular."""
    with httpx.Client(base_url=server, trust_env=False, timeout=60) as client:
        del client.headers["accept"]
        yield client


class Canary:
    """A listener on loopback; it sings when anything has tried to connect."""

    def __init__(self, listening: socket.socket) -> None:
        self._listening = listening
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"

    @property
    def sings(self) -> bool:
        self._listening.setblocking(False)
        try:
            self._listening.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def canary() -> Iterator[Canary]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield Canary(listening)


@pytest.fixture(scope="module")
def untouched(seeded: Repository) -> Iterator[None]:
    """Prove that the tests of a module that ask for this leave the store byte for byte as it was."""
    before = dumped(seeded)
    yield
    assert dumped(seeded) == before


def dumped(repository: Repository) -> bytes:
    target = io.BytesIO()
    repository.store.dump(target)
    return target.getvalue()
