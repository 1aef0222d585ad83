"""The comparison table follows the store: whole blocks, by version, from any thread."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import URIRef

from demireg.domain.errors import NotFound, StoreBusy, StoreDown
from demireg.domain.names import REALIST
from demireg.services import seeding
from demireg.services.comparing.rows import study_block
from demireg.services.comparing.table import ComparisonTable
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.seeding import bring_table_up_to_date
from demireg.services.versions import all_current
from demireg.settings import Settings
from tests.comparing.repositories import NAMES, Judged, repository_of
from tests.shipping import copied

FOR = [("t/P1", "corroborates")]
COUNT = "SELECT count(*) FROM stance WHERE study = $1"


def test_a_block_is_replaced_as_a_whole_and_remembers_its_version() -> None:
    repository = repository_of({"a": Judged(FOR), "b": Judged()})
    repository.store.replace({NAMES.graph("study", "a"): [(URIRef(NAMES.study("a")), REALIST.year, URIRef("x:y"))]})
    with pytest.raises(NotFound, match="no study 'a'"):
        repository.table.write("a", repository.store, NAMES, "2")
    assert repository.table.versions() == {"a": "1", "b": "1"}
    assert repository.table.rows(COUNT, ["a"]) == [(1,)]
    repository.table.write("b", repository.store, NAMES, "2")
    assert repository.table.versions() == {"a": "1", "b": "2"}
    repository.table.forget("b")
    assert repository.table.versions() == {"a": "1"}


def test_parts_carry_role_concept_ancestors_and_whether_they_fired(toy: Repository) -> None:
    rows = toy.table.rows(
        "SELECT DISTINCT role, concept, fired FROM part WHERE configuration = 'toy-s3/k3' AND NOT ancestor ORDER BY ALL"
    )
    assert ("mechanism", "toy-TRUST", False) in rows
    assert ("context", "toy-ISO", True) in rows


def test_ancestors_come_from_the_inferences(seeded: Repository) -> None:
    rows = seeded.table.rows(
        "SELECT concept, ancestor FROM part WHERE part = 'wood-2021/w12/c1' ORDER BY ancestor, concept"
    )
    assert rows[0] == ("SocialIsolation", False)
    assert ("Stressor", True) in rows


def test_a_stale_missing_or_removed_block_is_mended(tmp_path_factory: pytest.TempPathFactory) -> None:
    repository = open_repository(Settings(store=str(copied(tmp_path_factory, "stale"))))
    before = repository.table.versions()
    repository.table.write("husk-2020", repository.store, repository.names, "of yesterday")
    repository.table.forget("hanlon-2021")
    bring_table_up_to_date(repository)
    assert repository.table.versions() == before
    repository.close()


def test_rows_written_together_are_those_written_one_study_at_a_time(seeded: Repository) -> None:
    store, names = seeded.store, seeded.names
    held = {study: each.key for study, each in all_current(store).items()}
    together, singly = ComparisonTable.open(None), ComparisonTable.open(None)
    told: list[tuple[int, int]] = []
    bring_table_up_to_date(replace(seeded, table=together), lambda _, done, total: told.append((done, total)))
    for study, version in held.items():
        singly.write_blocks([(study_block(store, names, study), version)])
    singly.write_theories(store, names, together.theories_version())
    assert told[-1] == (len(held), len(held))
    for (table,) in together.rows("SELECT table_name FROM duckdb_tables() WHERE table_name <> 'in_step'"):
        everything = f"FROM {table} ORDER BY ALL"
        assert together.rows(everything) == singly.rows(everything), table
    together.close()
    singly.close()


def test_what_was_written_before_it_was_stopped_stays_and_the_rest_follows(
    toy: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeding, "_TOGETHER", 2)
    own = replace(toy, table=ComparisonTable.open(None))

    def stop(_name: str, done: int, _total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_table_up_to_date(own, stop)
    assert len(own.table.versions()) == 4
    told: list[int] = []
    bring_table_up_to_date(own, lambda _, _done, total: told.append(total))
    assert told[-1] == len(toy.table.versions()) - 4
    assert own.table.versions() == toy.table.versions()
    own.table.close()


def test_readers_in_other_threads_see_whole_blocks_only() -> None:
    repository = repository_of({"a": Judged(FOR * 3)})

    def counts(_: int) -> set[int]:
        return {int(repository.table.rows(COUNT, ["a"])[0][0]) for _ in range(20)}

    with ThreadPoolExecutor(4) as pool:
        readers = pool.map(counts, range(4))
        for version in range(20):
            repository.table.write("a", repository.store, NAMES, str(version))
        assert set.union(*readers) == {3}


def test_a_table_in_a_file_outlives_its_process(tmp_path: Path) -> None:
    where = tmp_path / "folder" / "comparison.duckdb"
    repository = repository_of({"a": Judged(FOR)})
    table = ComparisonTable.open(where)
    table.write("a", repository.store, NAMES, "7")
    table.close()
    table.close()
    again = ComparisonTable.open(where)
    assert again.versions() == {"a": "7"}
    again.close()


def test_a_file_of_an_earlier_layout_is_emptied(tmp_path: Path) -> None:
    import duckdb

    where = tmp_path / "comparison.duckdb"
    with duckdb.connect(str(where)) as connection:
        connection.execute("CREATE TABLE study (name VARCHAR)")
    table = ComparisonTable.open(where)
    assert table.versions() == {}
    table.close()


def test_a_file_that_another_process_holds_is_busy(tmp_path: Path) -> None:
    where = tmp_path / "comparison.duckdb"
    table = ComparisonTable.open(where)
    table.versions()
    code = (
        "import sys, pathlib\n"
        "from demireg.services.comparing.table import ComparisonTable\n"
        "from demireg.domain.errors import StoreBusy\n"
        "try:\n    ComparisonTable.open(pathlib.Path(sys.argv[1])).versions()\n"
        "except StoreBusy as fault:\n    print(fault)\n"
    )
    said = subprocess.run([sys.executable, "-c", code, str(where)], capture_output=True, text=True, check=True)
    table.close()
    assert "another process" in said.stdout


@pytest.mark.parametrize("content", [b"not a database" * 1000, b"", None], ids=["junk", "empty", "truncated"])
def test_a_damaged_file_is_moved_aside_and_the_table_begins_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes | None
) -> None:
    where = tmp_path / "comparison.duckdb"
    repository = repository_of({"a": Judged(FOR)})
    table = ComparisonTable.open(where)
    table.write("a", repository.store, NAMES, "1")
    table.close()
    where.write_bytes(where.read_bytes()[:5000] if content is None else content)
    table = ComparisonTable.open(where)
    assert table.versions() == {}
    table.write("a", repository.store, NAMES, "1")
    table.close()
    assert ComparisonTable.open(where).versions() == {"a": "1"}
    assert (tmp_path / "comparison.duckdb.damaged").exists()
    assert "rebuilt from the store" in caplog.text


def test_what_cannot_be_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "comparison.duckdb").mkdir()
    with pytest.raises(StoreDown, match="may be deleted") as caught:
        ComparisonTable.open(tmp_path / "comparison.duckdb").versions()
    assert not isinstance(caught.value, StoreBusy)
