"""`demireg serve` says where it listens, answers there, and ends cleanly."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.cli.conftest import Run


def test_serve_says_where_it_listens_and_ends_on_a_signal(folder: Path) -> None:
    environment = {**os.environ, "DEMIREG_STORE": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-m", "demireg", "serve", "--port", "0"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "http://" in line)
        address = next(word for word in line.split() if word.startswith("http://"))
        with urlopen(f"{address}openapi.json", timeout=60) as answer:  # noqa: S310 (loopback)
            assert json.load(answer)["info"]["title"] == "demireg"
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert "Traceback" not in rest
    assert process.returncode in {0, 130, -signal.SIGINT}


GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a LIMIT 1"


def test_a_query_that_takes_too_much_memory_ends_the_service_and_not_the_machine(folder: Path) -> None:
    environment = {**os.environ, "DEMIREG_STORE": str(folder), "DEMIREG_MEMORY_LIMIT": "512"}
    with subprocess.Popen(
        [sys.executable, "-m", "demireg", "serve", "--port", "0"], env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "http://" in line)
        address = next(word for word in line.split() if word.startswith("http://"))
        with pytest.raises(OSError, match=r"closed|reset"):
            urlopen(f"{address}sparql?{urlencode({'query': GREEDY})}", timeout=60)  # noqa: S310 (loopback)
        assert "memory allocation" in process.stderr.read()
    assert process.returncode == -signal.SIGABRT


def test_a_port_in_use_is_said_in_one_line(apart: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = apart("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "Choose another with --port" in done.stderr
