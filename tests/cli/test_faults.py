"""Whatever a command is given or finds, it ends in a sentence and a status, and never in a fault of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from demireg import assets
from tests.cli.conftest import Run, command, inside

HUSK = assets.folder("data") / "studies" / "husk-2020.yaml"


@pytest.mark.parametrize("output", [".", "no/such/folder/file.nq", "/dev/full"])
@pytest.mark.parametrize("study", [(), ("--study", "wood-2021")], ids=["all", "one study"])
def test_an_export_that_cannot_be_written_names_its_file(run: Run, output: str, study: tuple[str, ...]) -> None:
    done = run("export", *study, "--output", output)
    assert done.returncode == 2
    assert f"--output {output} cannot be written" in done.stderr


@pytest.mark.parametrize("arguments", [("ask", "studies"), ("export",), ("sparql", "SELECT * { ?s ?p ?o } LIMIT 2000")])
def test_an_output_without_room_is_said_in_one_line(folder: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "demireg", *arguments, "--store", str(folder)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=120,
        )  # fmt: skip
    assert done.returncode == 2
    assert (
        done.stderr == "demireg: The output cannot be written: no space left on device. Send it where there is room.\n"
    )


def test_a_query_file_that_is_no_text_is_told_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.rq"
    path.write_bytes(b"SELECT \xff")
    assert "byte 7 does not fit" in run("sparql", str(path)).stderr
    assert "cannot be read: is a directory" in run("sparql", str(_folder(tmp_path / "y.rq"))).stderr
    done = run("sparql", f"{'a' * 300}.rq")
    assert done.returncode == 2
    assert "file name too long" in done.stderr


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("query", "form", "fitting"),
    [
        ("ASK {}", "csv", "table, json, xml."),
        ("ASK {}", "turtle", "table, json, xml."),
        ("SELECT * {}", "turtle", "table, json, xml, csv, tsv."),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "tsv", "table, json, xml, turtle, ntriples, jsonld."),
        ("ASK {}", "xlsx", "table, json, xml, csv, tsv, turtle, ntriples, jsonld."),
    ],
)
def test_a_format_that_does_not_suit_is_refused_with_those_that_do(
    run: Run, query: str, form: str, fitting: str
) -> None:
    done = run("sparql", "--format", form, query)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.rstrip().endswith(fitting)


@pytest.mark.parametrize("store", ["~nobody-of-that-name/x", "http://[::1/query", "", "ftp://x"])
def test_a_store_that_cannot_be_is_told_so(run: Run, store: str) -> None:
    done = run("ask", "studies", "--store", store)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_damaged_files_of_the_store_are_explained(tmp_path: Path) -> None:
    quads = tmp_path / "store" / "quads"
    quads.mkdir(parents=True)
    (quads / "CURRENT").write_text("junk")
    done = command("ask", "studies", store=tmp_path / "store")
    assert done.returncode == 2
    assert "put back a copy" in done.stderr


def test_a_damaged_comparison_table_is_rebuilt_and_said_so(store: Path) -> None:
    before = inside("compare", "support", store=store).stdout
    table = store / "comparison.duckdb"
    table.write_bytes(table.read_bytes()[:5000])
    after = command("compare", "support", store=store)
    assert after.returncode == 0
    assert "rebuilt from the store" in after.stderr
    assert after.stdout == before


@pytest.mark.parametrize("name", ["nosuch.ttl", "."])
def test_what_cannot_be_tidied_is_named(run: Run, name: str) -> None:
    done = run("tidy", name)
    assert done.returncode == 2
    assert f"{name} cannot be tidied" in done.stderr


def test_an_argument_that_is_no_text_is_no_theory(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "demireg", "compare", "support", "--theory", b"\xff"],
        env={**os.environ, "DEMIREG_STORE": str(folder)}, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"The repository holds no theory" in done.stderr


def test_a_file_that_cannot_be_read_does_not_stop_the_others(store: Path, tmp_path: Path) -> None:
    broken = [_folder(tmp_path / "folder.yaml"), tmp_path / "gone.yaml", tmp_path / "deep.json", tmp_path / "no.ttl"]
    broken[2].write_text("[" * 100_000)
    broken[3].write_text("this is no Turtle")
    files = [*map(str, broken), str(HUSK)]
    checked = inside("check", *files, store=store)
    imported = inside("import", *files, store=store)
    for done, said in ((checked, "husk-2020.yaml: conforms"), (imported, "husk-2020 unchanged")):
        assert done.returncode == 1, done.stderr
        assert said in done.stderr
        assert all(f"{path}: " in done.stderr for path in broken)
        assert "fault of demireg's own" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", " "),
        ("BASE", "foo"),
        ("BASE", "https://example.org/id"),
        ("BASE", "ftp://example.org/"),
        ("BASE", "https:///"),
        ("BASE", "https://example.org/a b/"),
        ("STORE", " "),
        ("MEMORY_LIMIT", "100"),
        ("MEMORY_LIMIT", "much"),
        ("PORT", "70000"),
    ],
)
def test_a_setting_that_does_not_fit_is_wrong_usage(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"DEMIREG_{name}", value)
    arguments = ("--store", value) if name == "STORE" else ("--host", value) if name == "HOST" else ()
    done = inside("serve", *arguments, store=folder)
    assert done.returncode == 2
    assert name in done.stderr or "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_host_is_not_every_address(folder: Path) -> None:
    done = inside("serve", "--host", "", store=folder)
    assert done.returncode == 2
    assert "DEMIREG_HOST does not fit: it is empty" in done.stderr


def test_odd_identifiers_are_findings_and_no_noise(run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "odd.jsonld"
    odd.write_text(
        '{"@id": "https://w3id.org/realist/id/study/x", "@type": "https://w3id.org/realist/core#Study",'
        ' "http://example.org/p": [{"@id": "http://example.org/a b{}"},'
        ' {"@value": "soon", "@type": "http://www.w3.org/2001/XMLSchema#date"}]}'
    )
    done = run("check", str(odd))
    assert done.returncode == 1
    assert "does not look like" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
