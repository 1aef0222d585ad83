"""Checking, importing and exporting from the command line, and the file formats that go with them."""

import json
from pathlib import Path

from demireg import assets
from demireg.services.opening import open_seeded
from demireg.services.versions import all_current
from demireg.settings import Settings
from tests.cli.conftest import Run, command, inside

HUSK = assets.folder("data") / "studies" / "husk-2020.yaml"
TEXT = HUSK.read_text(encoding="utf-8")


def test_a_good_sheet_conforms(apart: Run) -> None:
    done = apart("check", str(HUSK))
    assert done.returncode == 0
    assert "conforms" in done.stderr


def test_each_bad_sheet_has_status_1_and_a_line_with_its_place(run: Run, tmp_path: Path) -> None:
    bad = {
        "broken.yaml": (TEXT.replace("schema:", "schema: [", 1).encode(), " line "),
        "unknown.yaml": (TEXT.replace("\ncitation:", "\ncitatoin:", 1).encode(), "citation"),
        "binary.yaml": (b"\xff\xfe\x00binary", "text"),
        "empty.yaml": (b"", "holds no sheet"),
    }
    paths = [tmp_path / name for name in bad]
    for path in paths:
        path.write_bytes(bad[path.name][0])
    done = run("check", *map(str, paths))
    assert done.returncode == 1
    for path in paths:
        lines = [line for line in done.stdout.splitlines() if line.startswith((path.name, str(path)))]
        assert any(bad[path.name][1] in line for line in lines), (path.name, done.stdout)
        assert f"{path}: does not conform" in done.stderr
    alone = run("check", str(paths[1]), "--format", "json")
    assert alone.returncode == 1
    assert json.loads(alone.stdout)[0]["severity"] == "violation"


def test_a_missing_file_is_a_finding_and_the_others_are_checked(run: Run, tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "gone.yaml"), str(HUSK))
    assert done.returncode == 1
    assert "gone.yaml" in done.stdout
    assert "husk-2020.yaml: conforms" in done.stderr


def test_a_vocabulary_with_a_fault_has_status_1_and_a_line_with_its_place(run: Run, tmp_path: Path) -> None:
    shipped = assets.folder("ontology") / "vocabularies" / "support.ttl"
    assert run("check", str(shipped)).returncode == 0
    path = tmp_path / "support.ttl"
    path.write_text(shipped.read_text(encoding="utf-8") + "vocab:Hope a skos:Concept .\n", encoding="utf-8")
    done = run("check", str(path))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines
    assert all(line.startswith(f"{path}:") and " vocab:Hope: " in line for line in lines)
    path.write_text("vocab:Hope a skos:Concept .", encoding="utf-8")
    done = run("check", str(path))
    assert (done.returncode, done.stderr) == (1, f"{path}: does not conform (1 violation)\n")
    assert done.stdout.startswith(f"{path}:1: violation: This is not Turtle: The prefix vocab: has not been declared.")


def test_importing_again_changes_nothing_and_a_change_makes_a_version(store: Path, tmp_path: Path) -> None:
    first = command("import", str(HUSK), store=store)
    assert first.returncode == 0, first.stderr
    assert "husk-2020 unchanged, version 1" in first.stderr
    changed = tmp_path / "husk-2020.yaml"
    changed.write_text(TEXT.replace("country: ", "country: the whole of ", 1), encoding="utf-8")
    second = inside("import", str(changed), store=store)
    assert "husk-2020 accepted, version 2" in second.stderr
    assert "the whole of" in inside("export", "--study", "husk-2020", store=store).stdout


def test_a_study_can_be_alone_in_a_store_and_stays_so(tmp_path: Path) -> None:
    store = tmp_path / "store"
    own = tmp_path / "own-2024.yaml"
    own.write_text(TEXT.replace("id: husk-2020", "id: own-2024", 1), encoding="utf-8")
    done = inside("import", "--alone", str(own), store=store)
    assert "own-2024 accepted, version 1" in done.stderr
    held = json.loads(inside("ask", "studies", "--format", "json", store=store).stdout)["rows"]
    assert [row["study"] for row in held] == ["own-2024"]
    repository = open_seeded(Settings(store=str(store)))
    try:
        assert list(all_current(repository.store)) == ["own-2024"]
    finally:
        repository.close()


def test_a_refused_import_leaves_the_store_as_it_was(run: Run, tmp_path: Path) -> None:
    before = run("export").stdout
    bad = tmp_path / "bad.yaml"
    bad.write_text(TEXT.replace("concept: ", "concept: m.no-such-code-", 1), encoding="utf-8")
    done = run("import", str(bad))
    assert done.returncode == 1
    assert "not accepted" in done.stderr
    assert run("export").stdout == before


def test_an_export_is_the_same_bytes_again_after_seeding_again(run: Run, apart: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.nq", tmp_path / "second.nq"
    assert apart("export", "--output", str(first)).returncode == 0
    assert "0 studies written, 69 unchanged" in apart("seed").stderr
    run("export", "--output", str(second))
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_bytes()) > 100_000


def test_turtle_is_tidied_once(run: Run, apart: Run, tmp_path: Path) -> None:
    path = tmp_path / "loose.ttl"
    path.write_text("<http://example.org/b> a <http://example.org/C> .\n", encoding="utf-8")
    assert "tidied" in apart("tidy", str(path)).stdout
    assert run("tidy", str(path)).stdout == ""
    path.write_text("this is no Turtle", encoding="utf-8")
    done = apart("tidy", str(path))
    assert done.returncode == 1
    assert "loose.ttl" in done.stderr


def test_two_files_of_one_run_may_not_carry_one_identifier(run: Run, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    first, second = tmp_path / "a" / "husk-2020.yaml", tmp_path / "b" / "copy.yaml"
    for path in (first, second):
        path.write_text(TEXT, encoding="utf-8")
    done = run("check", str(first), str(second))
    assert done.returncode == 1
    assert "The identifier 'husk-2020' stands in husk-2020.yaml already." in done.stdout
