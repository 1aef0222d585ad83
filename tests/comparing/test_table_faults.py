"""A table that cannot be right is rebuilt from the store, with a line in the log, and never gives a wrong answer."""

import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS

from demireg.domain.names import REALIST
from demireg.services.comparing.ask import ask
from demireg.services.generations import next_meta
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.seeding import seed
from demireg.services.versions import all_current
from demireg.settings import Settings
from demireg.store.base import Triple
from tests.shipping import background

NAME = "comparison.duckdb"
GIVEN = {"theory": "salutogenesis"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with two small studies and their table."""
    folder = tmp_path_factory.mktemp("faults") / "store"
    repository = opened(folder)
    seed(repository, files=[])
    add(repository)
    repository.close()
    return folder


def opened(folder: Path) -> Repository:
    """Open a folder against the shared background."""
    return open_repository(Settings(store=str(folder)), background())


def add(repository: Repository) -> None:
    """Put made-up studies in, without reading any sheet."""
    from rdflib import Literal, URIRef

    from demireg.domain.names import REALIST

    names = repository.names
    for number in range(3):
        study = f"made-{number}"
        node, version = URIRef(names.study(study)), URIRef(names.within(study, "version", "1"))
        stance = URIRef(names.within(study, "stance", "1"))
        repository.store.replace(
            {
                names.graph("study", study): [
                    (node, RDF.type, REALIST.Study),
                    (node, RDFS.label, Literal(study)),
                    (stance, REALIST.ofStudy, node),
                    (stance, REALIST.assesses, URIRef(names.proposition("salutogenesis/P1"))),
                    (stance, REALIST.stance, REALIST.Corroborates),
                ],
                names.graph("history", study): [
                    (node, REALIST.currentVersion, version),
                    (version, DCTERMS.identifier, Literal(study)),
                    (version, REALIST.versionNumber, Literal(1)),
                    (version, REALIST.contentHash, Literal("c" * 64)),
                    (version, REALIST.sourceHash, Literal("s" * 64)),
                    (version, REALIST.shipped, Literal(False)),
                    (version, REALIST.backgroundVersion, Literal(repository.background.fingerprint)),
                ],
            }
        )
        repository.table.write(study, repository.store, names, all_current(repository.store)[study].key)


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """Give a copy of it."""
    return Path(shutil.copytree(written, tmp_path / "store"))


@pytest.fixture(scope="module")
def right(written: Path) -> Iterator[object]:
    """Give what the support of a theory is."""
    repository = opened(written)
    yield said(repository)
    repository.close()


def said(repository: Repository) -> object:
    """Return an answer without what tells the time of the repository."""
    answer = ask(repository, "support", GIVEN)
    return answer.found.rows, answer.versions.digest


def flip(at: float) -> Callable[[Path], None]:
    """Return what turns the bits of a byte in the middle of a block, so far into the file."""

    def damage(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[int(at * (len(content) - 1))] ^= 0xFF
        path.write_bytes(content)

    return damage


def cut(share: float) -> Callable[[Path], None]:
    """Return what leaves only the beginning of a file."""

    def damage(path: Path) -> None:
        os.truncate(path, int(path.stat().st_size * share))

    return damage


def text(path: Path) -> None:
    """Leave what is no table."""
    path.write_text("no table at all", encoding="utf-8")


def older(path: Path) -> None:
    """Give the file the layout of another version."""
    change(path, "UPDATE layout SET text = 'CREATE TABLE study (name VARCHAR)'")


def newer(path: Path) -> None:
    """Give the file a layout with a column that nobody knows, and an own word of it in another form."""
    change(path, "DROP TABLE layout; CREATE TABLE layout (number INTEGER, more VARCHAR)")


def change(path: Path, sql: str) -> None:
    """Run statements on the file."""
    import duckdb

    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)


def changed(sql: str) -> Callable[[Path], None]:
    """Return what runs statements on the file and leaves its word of its layout as it is."""
    return lambda path: change(path, sql)


def of_another_version(path: Path) -> None:
    """Leave what a later DuckDB may write: a file that this one cannot read."""
    content = bytearray(path.read_bytes())
    content[12] = (content[12] + 9) % 256
    path.write_bytes(content)


YESTERDAY = """
    UPDATE block SET version = 'x'; UPDATE stance SET stance = 'contradicts'; UPDATE in_step SET generation = 0
"""
FAULTS: dict[str, Callable[[Path], None]] = {
    "a header that is damaged": flip(0),
    "a block that is damaged": flip(0.5),
    "a last block that is damaged": flip(0.95),
    "nothing in it": cut(0),
    "half of it": cut(0.5),
    "nine tenths of it": cut(0.9),
    "text": text,
    "another DuckDB's": of_another_version,
    "an older layout": older,
    "a newer layout": newer,
    "a block of yesterday": lambda path: change(
        path,
        "UPDATE block SET version = 'x'; UPDATE stance SET stance = 'contradicts'; UPDATE in_step SET generation = 0",
    ),
    "none at all": lambda path: path.unlink(),
    "a table dropped": changed("DROP TABLE stance"),
    "a column renamed": changed("ALTER TABLE stance RENAME COLUMN stance TO stances"),
    "no word of its state": changed("DELETE FROM in_step"),
    "two words of its state": changed("INSERT INTO in_step VALUES (1, 1)"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_table_at_fault_is_rebuilt_and_answers_as_before(
    folder: Path, right: object, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    FAULTS[fault](folder / NAME)
    repository = opened(folder)
    with caplog.at_level(logging.WARNING):
        assert said(repository) == right
    repository.close()
    again = opened(folder)
    caplog_before = len(caplog.records)
    assert said(again) == right
    assert len(caplog.records) == caplog_before
    again.close()


@pytest.mark.parametrize("fault", ["half of it", "an older layout", "none at all"])
def test_the_log_tells_of_it(folder: Path, fault: str, caplog: pytest.LogCaptureFixture) -> None:
    FAULTS[fault](folder / NAME)
    repository = opened(folder)
    with caplog.at_level(logging.WARNING):
        said(repository)
    assert any("3 studies are written anew" in each.getMessage() for each in caplog.records)
    repository.close()


def test_damage_that_shows_while_the_table_is_read_is_mended_then(folder: Path, right: object) -> None:
    import duckdb

    repository = opened(folder)
    held = repository.table
    with duckdb.connect(str(folder / NAME)) as connection:
        (blocks,) = connection.execute("SELECT total_blocks FROM pragma_database_size()").fetchone() or (0,)
    content = bytearray((folder / NAME).read_bytes())
    for block in range(1, int(blocks)):
        content[12288 + block * 262144 + 5000 : 12288 + block * 262144 + 5004] = b"\xff\x00\xff\x00"
    (folder / NAME).write_bytes(content)
    assert said(repository) == right
    assert held.versions() == {name: each.key for name, each in all_current(repository.store).items()}
    repository.close()


def test_a_study_accepted_while_nobody_wrote_the_table_is_in_the_next_answer(folder: Path, right: object) -> None:
    repository = opened(folder)
    assert said(repository) == right
    store, names = repository.store, repository.names
    study, history = store.get(names.graph("study", "made-0")), store.get(names.graph("history", "made-0"))
    study.remove((None, REALIST.stance, None))
    history.set((URIRef(names.within("made-0", "version", "1")), REALIST.contentHash, Literal("d" * 64)))
    store.replace(
        {
            names.graph("study", "made-0"): triples(study),
            names.graph("history", "made-0"): triples(history),
            names.graph("meta"): triples(next_meta(store, names)),
        }
    )
    assert said(repository) != right
    assert repository.table.rows("SELECT count(*) FROM stance WHERE study = 'made-0'") == [(0,)]
    repository.close()


def test_what_is_read_together_is_of_one_state(folder: Path) -> None:
    repository = opened(folder)
    table = repository.table
    count = "SELECT count(*) FROM block"

    def act() -> tuple[object, object, int]:
        before = table.rows(count)
        table.forget("made-1")
        return before, table.rows(count), len(table.versions())

    assert table.steady(act) == ([(3,)], [(3,)], 3)
    assert table.rows(count) == [(2,)]
    assert len(table.versions()) == 2
    repository.close()


KILLED = """
import sys
from pathlib import Path
from demireg.services.comparing.table import ComparisonTable
from demireg.domain.names import Names
from demireg.store.embedded import EmbeddedStore
folder = Path(sys.argv[1])
store, table = EmbeddedStore.read_only(folder / "quads"), ComparisonTable.open(folder / "comparison.duckdb")
number = 0
while True:
    number += 1
    for study in ("made-0", "made-1", "made-2"):
        table.write(study, store, Names(), f"{number}")
    if number == 1:
        print("writing", flush=True)
"""


@pytest.mark.parametrize("after", [0, 7, 31])
def test_a_writer_that_is_killed_leaves_a_table_that_is_mended(folder: Path, right: object, after: int) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        for _ in range(after * 1000):
            os.getpid()
        writer.send_signal(signal.SIGKILL)
    repository = opened(folder)
    change_generation(repository)
    assert said(repository) == right
    repository.close()


def change_generation(repository: Repository) -> None:
    """Say that the repository was written to, as the killed writer's was."""
    meta = next_meta(repository.store, repository.names)
    repository.store.replace({repository.names.graph("meta"): triples(meta)})


def triples(graph: Graph) -> list[Triple]:
    """Return the triples of a graph."""
    return cast("list[Triple]", list(graph))
