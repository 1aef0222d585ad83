"""The client stays on the host that it was given, ends in time, and says so when somebody else answers there."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import demireg
from demireg.domain.errors import DemiregError, Refused, StoreDown


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
