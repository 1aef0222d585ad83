"""Run parts of the bench as processes of their own, and read how long they took and how much memory they held.

The parent stays small on purpose: on Linux a child's peak is never reported below what its parent held when it began.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from demireg.domain.errors import StoreDown

PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Ran:
    """One finished process: wall clock, the most memory it held, and what it printed."""

    seconds: float
    peak_mb: float
    output: str


def command(*arguments: str) -> Ran:
    """Run ``python -m demireg ARGUMENTS`` to its end. Raises StoreDown, with what it said, when it fails."""
    return _finished([sys.executable, "-m", "demireg", *arguments])


class OutOfTime(StoreDown):
    """A task was ended because its time was up."""


def task(name: str, patience: float = 0, **values: str | int | list[str]) -> tuple[Ran, dict[str, Any]]:
    """Run one task of ``demireg.services.bench.tasks`` and return what it measured as well.

    After ``patience`` seconds, if any are given, it is ended. Raises OutOfTime then, StoreDown when it fails.
    """
    ran = _finished([sys.executable, "-m", "demireg.services.bench.tasks", name, json.dumps(values)], patience)
    return ran, json.loads(ran.output)


def _finished(arguments: Sequence[str], patience: float = 0) -> Ran:
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as faults:
        start = time.perf_counter()
        process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=faults)  # noqa: S603
        ending = threading.Timer(patience, process.kill)
        if patience:
            ending.start()
        _, status, usage = os.wait4(process.pid, 0)
        ending.cancel()
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode == -signal.SIGKILL and patience and seconds >= patience:
            raise OutOfTime(f"The bench ended {arguments[3]} after {patience:g} seconds.")
        output.seek(0)
        faults.seek(0)
        if process.returncode:
            said = faults.read().decode(errors="replace").strip()
            raise StoreDown(f"The bench could not run {' '.join(arguments[2:4])}: {said[-2000:]}")
        return Ran(seconds, _megabytes(usage.ru_maxrss), output.read().decode())


def _megabytes(peak: int) -> float:
    return peak / (1 << 20) if sys.platform == "darwin" else peak / (1 << 10)


@dataclass(slots=True)
class Service:
    """A running service: its port, how long it took to its first answer, and, once it ended, its peak memory."""

    port: int
    first_answer: float = 0.0
    peak_mb: float = 0.0

    def get(self, path: str, accept: str = "application/json") -> bytes:
        """Return the body at a path, each time over a new connection. Raises StoreDown for any other status."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Accept": accept})
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if answer.status != 200:  # noqa: PLR2004
            raise StoreDown(f"The bench asked for {path} and got status {answer.status}: {body[:400]!r}")
        return body


@contextmanager
def service(store: str, first: str) -> Iterator[Service]:
    """Serve a store on a free port of this machine, and end the service afterwards.

    ``first`` is the path whose answer counts as the first. Raises StoreDown when it does not come.
    """
    running = Service(_free_port())
    arguments = [sys.executable, "-m", "demireg", "serve", "--store", store, "--port", str(running.port)]
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        while True:
            try:
                running.get(first)
                break
            except OSError as fault:
                if process.poll() is not None or time.perf_counter() - start > PATIENCE:
                    raise StoreDown("The bench could not start the service; try `demireg serve`.") from fault
                time.sleep(0.01)
        running.first_answer = time.perf_counter() - start
        yield running
    finally:
        process.terminate()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        running.peak_mb = _megabytes(usage.ru_maxrss)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
