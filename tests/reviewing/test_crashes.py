"""A process that is killed while it accepts leaves the store as it was or complete, and the desk comes after it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rdflib import Graph

from demireg.domain.names import INFERRED
from demireg.services import versions
from demireg.services.background import Background
from demireg.services.history import history
from demireg.services.repository import Repository
from demireg.services.reviewing import deciding
from demireg.services.reviewing.deciding import Ruling
from demireg.services.reviewing.desk import Desk
from demireg.services.reviewing.desk_file import place_of
from demireg.services.reviewing.submissions import State
from demireg.services.seeding import bring_table_up_to_date
from tests.reviewing import made
from tests.reviewing.dying import POINTS


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("killed")
    done = subprocess.run(
        [sys.executable, "-m", "tests.reviewing.dying", str(target)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return target


@contextmanager
def reopened(folder: Path, background: Background) -> Iterator[tuple[Repository, Desk]]:
    """Open what a killed process left, as the service does when it starts again."""
    held, desk = made.repository(str(folder), background), Desk.open(place_of(str(folder)))
    try:
        bring_table_up_to_date(held)
        deciding.settle(held, desk)
        yield held, desk
    finally:
        held.close()
        desk.close()


def stored(held: Repository) -> list[Graph]:
    names = held.names
    inferred = [names.inferred(part, "toy-s1") for part in INFERRED]
    return [held.store.get(name) for name in (names.graph("study", "toy-s1"), *inferred)]


def hashes(held: Repository) -> list[str]:
    return [versions.content_hash(graph) for graph in stored(held)]


@pytest.fixture(scope="module")
def both_ends(folders: Path, background: Background) -> list[list[str]]:
    """Give the hashes of what is stored before and after an acceptance that nobody killed."""
    found = []
    for name in ("untouched", "complete"):
        with reopened(folders / name, background) as (held, _):
            found.append(hashes(held))
    assert found[0] != found[1]
    return found


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_acceptance_is_whole_or_did_not_happen(
    folders: Path, point: str, background: Background, both_ends: list[list[str]]
) -> None:
    untouched, complete = both_ends
    with reopened(folders / point, background) as (held, desk):
        (submission,) = desk.seen_by(made.CORA)
        told = history(held, "toy-s1")
        current = next(version for version in told.versions if version.current)
        happened = hashes(held) == complete
        assert happened or hashes(held) == untouched
        assert point == "while-store" or happened == (point != "before-store")
        assert happened == (current.number == len(told.versions) == submission.version == 2)
        assert (submission.state is State.ACCEPTED) == happened
        assert held.table.versions() == {"toy-s1": key(held)}
        if happened:
            assert current.acceptance is not None
            assert (current.acceptance.agent, current.acceptance.reason) == ("cora", "Killed on the way.")
            assert [event.what for event in desk.events(submission.number)] == ["submitted", "accepted"]
        else:
            assert submission.state is State.SUBMITTED
            assert deciding.accept(held, desk, Ruling(submission.number, made.CORA)).version == 2
            assert hashes(held) == complete


def key(held: Repository) -> str:
    current = versions.current(held.store, held.names, "toy-s1")
    assert current is not None
    return current.key
