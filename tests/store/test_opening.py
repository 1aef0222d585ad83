"""What ``open_store`` makes of an address, and what it says when that fails."""

import base64
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from demireg.domain.errors import StoreBusy, StoreDown
from demireg.store import open_store
from tests.store.conftest import free_port, oxigraph_server

GRAPH = "https://example.org/graph"
TRIPLE = (URIRef("https://example.org/s"), URIRef("https://example.org/p"), Literal("o"))

HOLD = """
import sys
from demireg.store import open_store
store = open_store(sys.argv[1])
sys.stdout.write("open\\n")
sys.stdout.flush()
sys.stdin.read()
"""


def test_a_folder_store_is_there_again_after_closing(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "deep" / "store"))
    store.replace({GRAPH: [TRIPLE]})
    store.close()
    again = open_store(str(tmp_path / "deep" / "store"))
    assert set(again.get(GRAPH)) == {TRIPLE}
    again.close()


def test_a_folder_in_use_by_another_process_is_busy_and_the_message_helps(tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    command = [sys.executable, "-c", HOLD, folder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreBusy, match=r"in use by another process.*--store"):
            open_store(folder)
        holder.communicate()
    open_store(folder).close()


def test_what_a_killed_process_had_replaced_is_kept(tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    text = (
        "import os, sys\nfrom rdflib import Literal, URIRef\nfrom demireg.store import open_store\n"
        f"open_store(sys.argv[1]).replace({{{GRAPH!r}: [(URIRef('a:s'), URIRef('a:p'), Literal('o'))]}})\n"
        "os.kill(os.getpid(), 9)\n"
    )
    ended = subprocess.run([sys.executable, "-c", text, folder], check=False)
    assert ended.returncode == -9
    store = open_store(folder)
    assert store.size() == 1
    store.close()


def test_a_file_in_the_place_of_the_folder_is_explained(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder")
    with pytest.raises(StoreDown, match="cannot be opened"):
        open_store(str(tmp_path / "store"))


def test_damaged_files_are_explained(tmp_path: Path) -> None:
    open_store(str(tmp_path)).close()
    (tmp_path / "CURRENT").write_text("junk")
    with pytest.raises(StoreDown, match=r"damaged.*put back a copy"):
        open_store(str(tmp_path))


def test_a_dump_says_what_is_wrong_with_its_target_and_does_not_blame_the_store(tmp_path: Path) -> None:
    store = open_store("memory:")
    store.replace({GRAPH: [TRIPLE]})
    with (tmp_path / "closed").open("wb", buffering=0) as target:
        pass
    with pytest.raises(ValueError, match="closed file"):
        store.dump(target)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(str(tmp_path))
    store.close()
    with pytest.raises(StoreDown, match="closed"):
        store.size()


def test_an_endpoint_that_is_not_there_is_down_and_the_message_names_its_address() -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(StoreDown, match=address):
        open_store(address)


def test_an_endpoint_that_hides_its_named_graphs_is_refused(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path) as address:
        store = open_store(address)
        with pytest.raises(StoreDown, match="--union-default-graph"):
            store.replace({GRAPH: [TRIPLE]})
        with pytest.raises(StoreDown, match="--union-default-graph"):
            open_store(address)


def test_the_update_address_may_be_given(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path, "--union-default-graph") as address:
        store = open_store(f"{address}|{address.replace('/query', '/update')}")
        store.replace({GRAPH: [TRIPLE]})
        assert store.size() == 1
        nowhere = open_store(f"{address}|{address.replace('/query', '/nowhere')}")
        with pytest.raises(StoreDown, match=r"/nowhere.*QUERY\|UPDATE"):
            nowhere.replace({GRAPH: []})


def test_an_address_that_is_no_endpoint_is_explained(remote_address: str) -> None:
    with pytest.raises(StoreDown, match="address"):
        open_store(remote_address.replace("/query", "/"))


@pytest.mark.parametrize("where", ["", "ftp://example.org/store", "sqlite:///x", "~nobody-of-that-name/x", "a\0b"])
def test_what_names_no_store_is_told_what_does(where: str) -> None:
    with pytest.raises(StoreDown, match="names no store"):
        open_store(where)


@pytest.mark.parametrize("where", ["http://[::1/query", "http://host:port/query", "http://a|http://[b"])
def test_an_address_that_cannot_be_read_is_told_so(where: str) -> None:
    with pytest.raises(StoreDown, match="malformed"):
        open_store(where)


def test_a_name_and_password_are_sent_and_never_shown() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        address = f"127.0.0.1:{listening.getsockname()[1]}/query"

        def refuse() -> bytes:
            connection, _ = listening.accept()
            with connection:
                request = connection.recv(10_000)
                connection.sendall(b"HTTP/1.1 401 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return request

        with ThreadPoolExecutor(1) as pool:
            request = pool.submit(refuse)
            with pytest.raises(StoreDown) as raised:
                open_store(f"http://curator:s%40cret@{address}")
            sent = base64.b64encode(b"curator:s@cret")
            assert b"Authorization: Basic " + sent in request.result()
    assert "cret" not in str(raised.value)
    assert address in str(raised.value)
