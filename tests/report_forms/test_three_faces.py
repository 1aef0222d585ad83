"""Command line, API and page find the same in the same file, whatever is wrong with it."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from openpyxl import load_workbook
from typer.testing import CliRunner

from demireg.cli import app
from demireg.services.importing.read import read_bytes
from demireg.services.importing.tabling.spread import spread
from demireg.services.opening import open_repository
from demireg.services.preparing import prepare
from demireg.services.repository import Repository
from demireg.services.templating.workbook import write_workbook
from demireg.settings import Settings
from tests.conftest import serving
from tests.shipping import background
from tests.toy_sheets import sheet

SOUND = (
    sheet("faces-2024", concepts=("c.area-deprivation",))
    .replace("toy.TRUST", "m.trust")
    .replace("toy.ENG-plus", "o.engagement")
)

FAULTY = SOUND.replace("valence: positive", "valence: good").replace("c.area-deprivation}", "c.area-deprivatoin}")
KINDS = {
    ".yaml": "application/yaml",
    ".json": "application/json",
    ".ttl": "text/turtle",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


@pytest.fixture(scope="module")
def repository() -> Iterator[Repository]:
    opened = open_repository(Settings(store="memory:"), background())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(repository: Repository) -> Iterator[httpx.Client]:
    with serving(repository) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


def of(text: str, study: str) -> bytes:
    return text.replace("faces-2024", study).encode()


def tree(text: bytes) -> Any:  # noqa: ANN401 - a sheet
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes text, lists and mappings only


def as_turtle(repository: Repository, study: str) -> bytes:
    graph = prepare(repository.background, repository.names, read_bytes(of(SOUND, study), "study.yaml")).graph
    text = graph.serialize(format="turtle")
    return "\n".join(line for line in text.splitlines() if "partOfProgramme" not in line).encode()


def as_workbook(repository: Repository, study: str) -> bytes:
    book = load_workbook(io.BytesIO(write_workbook(tree(of(SOUND, study)), repository.background)))
    parts = next(each for each in book if each.title.casefold() == "parts")
    for row in parts.iter_rows():
        for cell in row:
            if cell.value in {"positive", "area deprivation", "c.area-deprivation"}:
                cell.value = f"{cell.value} oh"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_tables(_: Repository, study: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, rows in spread(tree(of(FAULTY, study))).items():
            columns = list(dict.fromkeys(key for row in rows for key in row))
            lines = [",".join(columns), *(",".join(f'"{row.get(key, "")}"' for key in columns) for row in rows)]
            archive.writestr(f"{name}.csv", "\n".join(lines))
    return target.getvalue()


FILES: Mapping[str, tuple[str, Callable[[Repository, str], bytes]]] = {
    "a sheet": ("faces-1.yaml", lambda _, study: of(FAULTY, study)),
    "a sheet by another name": ("faces-2.yaml", lambda *_: of(SOUND, "another-name")),
    "a sheet as JSON": ("faces-3.json", lambda _, study: json.dumps(tree(of(FAULTY, study)), indent=1).encode()),
    "a graph": ("faces-4.ttl", as_turtle),
    "a workbook": ("faces-5.xlsx", as_workbook),
    "tables": ("faces-6.zip", as_tables),
    "no sheet": ("broken.yaml", lambda *_: b"id: [wood\n"),
    "no workbook": ("broken.xlsx", lambda *_: b"PK\x03\x04 no"),
}
Found = list[tuple[Any, ...]]


def found(findings: list[dict[str, Any]]) -> Found:
    keys = ("severity", "rule", "message", "mend", "place", "line", "cell", "pointer", "focus")
    return [tuple(each[key] for key in keys) for each in findings]


@pytest.fixture(scope="module")
def told(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Path, Found]:
    """What the command line says of each file, all checked in one run."""
    paths = []
    for number, (name, made) in enumerate(FILES.values()):
        paths.append(tmp_path_factory.mktemp(f"n{number}") / name)
        paths[-1].write_bytes(made(repository, paths[-1].stem))
    answer = CliRunner().invoke(app, ["check", *map(str, paths), "--format", "json"])
    findings = json.loads(answer.stdout)
    return {path: found([each for each in findings if each["file"] == str(path)]) for path in paths}


def from_page(client: httpx.Client, path: Path) -> Found:
    sent = client.post("/add/check", files={"file": (path.name, path.read_bytes())})
    assert sent.status_code == httpx.codes.SEE_OTHER
    address = sent.headers["location"]
    shown = unescape(client.get(address).text)
    said = found(client.get(f"{address}/report.json").json())
    assert [each[2] for each in said if each[2] not in shown] == []
    return said


@pytest.mark.parametrize("place", range(len(FILES)), ids=FILES)
def test_the_three_faces_tell_the_same_of_a_file(place: int, client: httpx.Client, told: Mapping[Path, Found]) -> None:
    path, said = list(told.items())[place]
    kind = {"Content-Type": KINDS[path.suffix]}
    answer = client.post("/api/check", params={"name": path.name}, content=path.read_bytes(), headers=kind)
    assert said, "the file is to be at fault"
    assert found(answer.json()["findings"]) == said
    assert from_page(client, path) == said


def test_a_workbook_and_a_sheet_have_their_own_kinds_of_places(repository: Repository, client: httpx.Client) -> None:
    for file, key in (("a workbook", "cell"), ("a sheet", "line"), ("a graph", "focus"), ("tables", "cell")):
        name, made = FILES[file]
        answer = client.post(
            "/api/check",
            params={"name": name},
            content=made(repository, name.partition(".")[0]),
            headers={"Content-Type": "application/octet-stream"},
        )
        wrong = [each for each in answer.json()["findings"] if each["severity"] == "violation"]
        assert wrong
        assert all(each[key] for each in wrong), file


def test_a_report_comes_in_the_form_that_is_asked_for(client: httpx.Client) -> None:
    for form, kind in (("sarif", "application/sarif+json"), ("junit", "application/xml"), ("csv", "text/csv")):
        answer = client.post(
            "/api/check", params={"format": form}, content=FAULTY.encode(), headers={"Content-Type": "application/yaml"}
        )
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (422, kind)


def test_what_a_sound_study_would_change_comes_with_its_report(client: httpx.Client) -> None:
    answer = client.post("/api/check", content=SOUND.encode(), headers={"Content-Type": "application/yaml"}).json()
    assert (answer["conforms"], answer["study"]) == (True, "faces-2024")
    assert answer["effects"]["configurations"]["added"] == ["k1"]


@pytest.mark.parametrize("path", ["/add/checked/none", "/add/form?upload=none", "/add/checked/none/report.json"])
def test_an_upload_that_is_kept_no_more_says_so(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == httpx.codes.NOT_FOUND
    assert "Upload the file again" in answer.json()["detail"]
