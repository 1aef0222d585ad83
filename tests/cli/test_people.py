"""`demireg user`, `demireg retract` and the link that `demireg serve` prints: each says what it did, in a line."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from demireg.cli import operate
from demireg.edge.identity import Entrance
from demireg.services.reviewing.accounts import Role
from demireg.services.reviewing.desk import Desk
from demireg.settings import Settings
from tests.cli.conftest import command, inside

STUDY = Path(__file__).parents[2] / "data" / "studies" / "hanlon-2021.yaml"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store that holds one study."""
    store = tmp_path_factory.mktemp("people") / "store"
    done = inside("import", "--alone", str(STUDY), store=store)
    assert done.returncode == 0, done.stderr
    return store


@contextmanager
def served(store: Path, *arguments: str) -> Iterator[list[str]]:
    """Serve a store and give the lines that it says at its start."""
    process = subprocess.Popen(
        [sys.executable, "-m", "demireg", "serve", "--port", "0", *arguments],
        env={**os.environ, "DEMIREG_STORE": str(store)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        yield [next(line for line in process.stderr if "serves http://" in line), process.stderr.readline()]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def test_the_single_user_of_a_machine_gets_a_link_that_signs_in_once(small: Path) -> None:
    with served(small, "--as", "me") as (_, line):
        link = next(word for word in line.split() if word.startswith("http://"))
        key = httpx.URL(link).params["key"]
        with httpx.Client(
            base_url=link.partition("/sign-in")[0], trust_env=False, follow_redirects=True, timeout=60
        ) as client:
            assert "Sign in" in client.get(link).text
            assert "me</b>, curator" in client.post("/sign-in", data={"key": key}).text
            assert client.post("/sign-in", data={"key": key}).status_code == 401
    assert key not in (small / "review.sqlite").read_bytes().decode("latin-1")


def test_where_others_can_ask_and_nobody_has_an_account_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk.open(None)
    operate._say_who_signs_in(Entrance(Settings(host="192.0.2.1"), desk.accounts), "http://192.0.2.1:8000/")
    assert "Nobody can sign in" in capsys.readouterr().err
    desk.accounts.add("cora", Role.CURATOR)
    operate._say_who_signs_in(Entrance(Settings(), desk.accounts), "http://127.0.0.1:8000/")
    assert capsys.readouterr().err == ""


def test_an_account_is_made_with_a_token_that_is_shown_once(tmp_path: Path) -> None:
    store = tmp_path / "store"
    made = command("user", "add", "cora", "--role", "curator", store=store)
    assert made.returncode == 0
    token = made.stdout.strip()
    assert token.startswith("demireg_")
    assert token not in made.stderr
    listed = inside("user", "list", "--format", "csv", store=store).stdout
    assert "cora,curator," in listed
    assert token not in listed
    again = inside("user", "add", "cora", "--role", "reader", store=store)
    assert (again.returncode, again.stdout) == (2, "")
    assert "known already" in again.stderr
    assert inside("user", "remove", "cora", store=store).returncode == 0
    assert inside("user", "remove", "cora", store=store).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("user", "add", "Not A Name"), "cannot be a name"),
        (("user", "add", "anna", "--role", "emperor"), "reader, contributor, curator"),
        (("user", "list", "--store", "memory:"), "keeps no accounts"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = inside(*arguments, store=tmp_path / "store")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_study_is_retracted_and_comes_back_when_it_is_imported_again(small: Path) -> None:
    retracted = command("retract", "hanlon-2021", "--reason", "Only a test.", "--as", "cora", store=small)
    assert retracted.returncode == 0, retracted.stderr
    assert "Only a test." in retracted.stderr
    again = inside("retract", "hanlon-2021", "--reason", "Twice.", "--as", "cora", store=small)
    assert "retracted already" in again.stderr
    back = inside("import", str(STUDY), store=small)
    assert back.returncode == 0, back.stderr
    assert "version 2" in back.stderr
