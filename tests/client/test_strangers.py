"""The client stays on the host that it was given, ends in time, and says so when somebody else answers there."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import demireg
from demireg.domain.errors import BadParameter, DemiregError, Refused, StoreDown


@contextmanager
def answering(told: bytes) -> Iterator[str]:
    """A listener that gives everybody the same answer; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    caller, _ = listening.accept()
                except OSError:
                    return
                with caller:
                    caller.recv(65536)
                    caller.sendall(told)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


def head(status: str, *lines: str) -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", *lines, "Connection: close", "", "")).encode()


def test_a_redirection_to_another_host_is_not_followed() -> None:
    with answering(head("200 OK", "Content-Length: 2") + b"[]") as other:
        elsewhere = head("302 Found", f"Location: {other}/api/studies", "Content-Length: 0")
        with answering(elsewhere) as address, pytest.raises(Refused, match="another host, which is not followed"):
            demireg.connect(address).studies()


def test_an_answer_that_is_no_service_of_ours_is_told_so() -> None:
    for told in (
        head("500 Oops", "Content-Length: 4") + b"oops",
        head("200 OK", "Content-Length: 9") + b"<html>oh>",
        b"nonsense\r\n\r\n",
    ):
        with answering(told) as address, pytest.raises(StoreDown):
            demireg.connect(address, timeout=5).studies()


def test_a_service_that_never_answers_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(DemiregError, match="does not answer"):
            demireg.connect(address, timeout=0.2).studies()


def test_an_answer_that_breaks_off_is_not_taken_for_whole() -> None:
    with (
        answering(head("200 OK", "Content-Length: 99999") + b"[]") as address,
        pytest.raises(StoreDown, match="broke off after 2 of"),
    ):
        demireg.connect(address, timeout=5).studies()


@pytest.mark.parametrize("told", [b"[]", b"{}", b"123", b"null", b'"x"', b"[1]", b"[" * 100_000])
def test_json_of_another_kind_is_told_so(told: bytes) -> None:
    ours = head("200 OK", f"Content-Length: {len(told)}", "Content-Type: application/sparql-results+json") + told
    with answering(ours) as address, demireg.connect(address, timeout=5) as client:
        for asked in (client.compare, client.ask, client.sparql):
            with pytest.raises(StoreDown, match="Is it a demireg service"):
                asked("support")
        if told != b"[]":
            for listed in (client.studies, client.measures):
                with pytest.raises(StoreDown, match="Is it a demireg service"):
                    listed()


@pytest.mark.parametrize(
    "address",
    ["http://[::1", "http://a\nb/", "http://a b/\x00", "http://\ud800/", "http://", "http://:99999999/", "", "a\0b"],
)
def test_what_is_no_address_is_told_so(address: str) -> None:
    with pytest.raises(DemiregError, match=r"names no host|does not answer|is no address|Name the address"):
        demireg.connect(address, timeout=2).studies()


def test_a_redirection_to_what_is_no_address_is_told_so() -> None:
    elsewhere = head("302 Found", "Location: http://[::1/", "Content-Length: 0")
    with answering(elsewhere) as address, pytest.raises(DemiregError, match=r"not followed|does not answer"):
        demireg.connect(address, timeout=5).studies()


def test_capitals_in_the_scheme_of_an_address_make_no_difference() -> None:
    with answering(head("200 OK", "Content-Length: 2") + b"[]") as address:
        assert len(demireg.connect(address.replace("http", "HTTP"), timeout=5).studies()) == 0


@pytest.mark.parametrize("timeout", [0.0, -1.0, 1e300, float("inf"), float("nan")])
def test_a_timeout_that_cannot_be_is_told_so(timeout: float) -> None:
    with pytest.raises(BadParameter, match="A timeout is a number of seconds above 0"):
        demireg.connect("http://127.0.0.1:9/", timeout=timeout)


def test_words_that_are_no_text_are_asked_without_fault() -> None:
    with answering(head("200 OK", "Content-Length: 2") + b"{}") as address, pytest.raises(DemiregError):
        demireg.connect(address, timeout=5).compare("\ud800", theory="\ud800")


def test_a_folder_without_a_store_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match=r"There is no store in .*demireg seed --store"):
        demireg.connect(tmp_path)
    assert list(tmp_path.iterdir()) == []
