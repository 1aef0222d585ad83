"""Stores of every kind for the contract suite; the remote one is a real Oxigraph server on a loopback port."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from demireg.store import open_store
from demireg.store.base import Store

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph_server(folder: Path, *flags: str) -> Iterator[str]:
    """Run `oxigraph serve` until the caller is done; gives its query address."""
    port = free_port()
    command = [str(OXIGRAPH), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}", *flags]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if "Listening" in line:
                    break
            else:
                pytest.fail("oxigraph ended before it listened")
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def remote_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph"), "--union-default-graph") as address:
        yield address


@pytest.fixture(params=["memory", "folder", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an empty store, once for each kind."""
    if request.param == "remote":
        where = str(request.getfixturevalue("remote_address"))
    else:
        where = "memory:" if request.param == "memory" else str(tmp_path / "store")
    store = open_store(where)
    store.replace({graph: [] for graph in store.graphs()})
    yield store
    store.close()
