"""The worked example's every figure comes out of command line, API and client alike, whatever is registered."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

import demireg
from demireg.cli import app as command_line
from demireg.client import Client
from demireg.client.frames import Frame
from demireg.domain.errors import BadParameter, DemiregError, NotFound
from demireg.services.comparing.ask import ask
from demireg.services.comparing.asking import Measure
from demireg.services.comparing.canonical import plain
from demireg.services.comparing.measures import MEASURES
from demireg.services.comparing.saving import save
from demireg.services.queries import Param
from demireg.services.repository import Repository
from tests.comparing.repositories import worked_example
from tests.conftest import serving

#: What the worked example is asked, by kind or name of a value.
TOY = {
    "theory": "toy",
    "first": "toy",
    "second": "toy",
    "other": "salutogenesis",
    "mechanism": "toy-TRUST",
    "outcome": "toy-ENG-plus",
    "conditions": "toy-TRUST,toy-LOCAL,toy-TIMEOPEN",
    "study": "toy-s1",
    "contexts": "toy-ISO,toy-LOCAL",
}
KINDS = {
    "theory": "toy",
    "proposition": "toy/P1",
    "study": "toy-s1",
    "concept": "toy-TRUST",
    "concepts": "toy-ISO,toy-LOCAL",
    "configuration": "toy-s1/k1",
    "programme": "toy-s1",
}


def given(measure: Measure) -> dict[str, str]:
    """Return values of the worked example for all that a measure needs."""
    return {each.name: value for each in measure.params if (value := _value(each))}


def _value(param: Param) -> str:
    if param.default and param.kind != "theory":
        return ""
    if param.name in TOY and param.kind not in {"choice", "number"}:
        return TOY[param.name]
    return "" if param.kind.startswith("optional") else KINDS.get(param.kind, "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example in a folder, closed."""
    folder = tmp_path_factory.mktemp("toy") / "store"
    worked_example(folder).close()
    return folder


@pytest.fixture(scope="module")
def printed(folder: Path) -> Mapping[str, str]:
    """What the command prints for each measure, before anybody else holds the folder."""
    return {name: command(folder, name, given(measure)) for name, measure in MEASURES.items()}


def command(folder: Path, name: str, values: Mapping[str, str]) -> str:
    words = [word for key, value in values.items() for word in (f"--{key}", value)]
    done = CliRunner().invoke(command_line, ["compare", name, *words, "--format", "json", "--store", str(folder)])
    return done.stdout if done.exit_code == 0 else repr(done.exception)


@pytest.fixture(scope="module")
def near(folder: Path, printed: Mapping[str, str]) -> Iterator[Client]:
    with demireg.connect(folder) as client:
        yield client


@pytest.fixture(scope="module")
def address(toy: Repository) -> Iterator[str]:
    with serving(toy) as address:
        yield address


@pytest.fixture(scope="module")
def far(address: str) -> Client:
    return demireg.connect(address)


@dataclass(frozen=True)
class Doors:
    """Everything that can be asked: the service's address, both clients, and what the command printed."""

    address: str
    far: Client
    near: Client
    printed: Mapping[str, str]


@pytest.fixture(scope="module")
def doors(address: str, far: Client, near: Client, printed: Mapping[str, str]) -> Doors:
    return Doors(address, far, near, printed)


@pytest.mark.parametrize("name", MEASURES)
def test_every_figure_is_the_same_at_every_door(name: str, toy: Repository, doors: Doors) -> None:
    values = given(MEASURES[name])
    answer = ask(toy, name, values)
    expected = plain(answer.body)
    told = httpx.get(f"{doors.address}/api/compare/{name}", params=values, timeout=60, trust_env=False)
    assert plain(told.json()) == expected
    assert plain(json.loads(doors.printed[name])) == expected
    kinds: tuple[Frame, ...] = ("pandas", "polars")
    for client in (doors.far, doors.near):
        for kind in kinds:
            frame = client.compare(name, frame=kind, **values)
            assert plain(frame.attrs["body"]) == expected
            assert frame.attrs["versions"].items() <= expected["versions"].items()
            assert list(frame.columns) == list(answer.found.columns)
            assert len(frame) == len(answer.found.rows)


def test_what_is_undefined_is_missing_in_a_frame_and_never_nought(far: Client) -> None:
    values = {"mechanism": "toy.TRUST", "outcome": "toy.ENG-plus"}
    contrast = far.compare("contrast", "pandas", **values).set_index("context")
    assert contrast.loc["toy-LOCAL", "delta"] == 1
    assert contrast["delta"].isna()["toy-DEBT"]
    by_polars = far.compare("contrast", frame="polars", **values)
    row = by_polars.filter(by_polars["context"] == "toy-DEBT")
    assert row["delta"].to_list() == [None]


def test_questions_studies_measures_and_queries_are_answered_alike(far: Client, near: Client) -> None:
    ask_count = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a <https://w3id.org/realist/core#Study> }"
    for client in (far, near):
        assert list(client.studies()["id"]) == [f"toy-s{number}" for number in range(1, 7)]
        assert list(client.measures()["measure"]) == list(MEASURES)
        assert client.sparql(ask_count)["n"].to_list() == [6]
        assert client.sparql("ASK { ?s ?p ?o }") is True
        assert "realist" in client.sparql("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?s a ?o } LIMIT 1")
    assert far.ask("studies").equals(near.ask("studies"))
    assert far.measures(frame="polars").equals(near.measures(frame="polars"))


@pytest.mark.parametrize(
    ("measure", "values", "kind"),
    [
        ("contrasts", {}, NotFound),
        ("contrast", {"mechanism": "toy.TRUSTT", "outcome": "toy.ENG-plus"}, NotFound),
        ("contrast", {"mechanism": "toy.TRUST"}, BadParameter),
        ("support", {"theory": "toy", "thoery": "toy"}, BadParameter),
        ("support", {"theory": "toy", "since": 2022, "until": 2020}, BadParameter),
        ("support", {"theory": "toy", "leave_out": "some"}, BadParameter),
    ],
)
def test_near_and_far_raise_the_same_error_with_the_same_sentence(
    far: Client, near: Client, measure: str, values: dict[str, object], kind: type[DemiregError]
) -> None:
    said = []
    for client in (far, near):
        with pytest.raises(kind) as raised:
            client.compare(measure, frame="pandas", **values)
        said.append(str(raised.value))
    assert said[0] == said[1]


def test_lists_and_leaving_out_go_through_the_client(far: Client) -> None:
    some = far.compare("support", theory="toy", study=["toy-s1", "toy-s2"])
    assert some.attrs["body"]["filters"] == {"study": "toy-s1,toy-s2"}
    changes = far.compare("support", theory="toy", leave_out="each")
    labels = changes[changes["figure"] == "label"]
    assert list(labels["left_out"]) == ["toy-s5", "toy-s5", "toy-s1"]


def test_a_place_that_is_none_is_told_so(tmp_path: Path) -> None:
    for where in ("ftp://example.org/", tmp_path / "nowhere"):
        with pytest.raises(BadParameter):
            demireg.connect(where)
    with pytest.raises(DemiregError, match="does not answer"):
        demireg.connect("http://127.0.0.1:9/", timeout=2).studies()


def test_kept_comparisons_are_read_and_asked_again_near_and_far(tmp_path: Path) -> None:
    near = tmp_path / "store"
    held = worked_example(near)
    save(held, "trust", ask(held, "support", {"theory": "toy"}), "anna", "for the review")
    with serving(held) as address, demireg.connect(address) as far:
        told = [far.comparisons().to_dict("records"), far.again("trust").attrs["body"]["same"]]
        versions = far.compare("support", theory="toy").attrs["versions"]
    held.close()
    assert {"generation", "digest"} <= versions.keys()
    assert "studies" not in versions
    with demireg.connect(near) as client:
        assert [client.comparisons().to_dict("records"), client.again("trust").attrs["body"]["same"]] == told
        with pytest.raises(NotFound, match="trust"):
            client.again("nope")
    assert (told[0][0]["name"], told[0][0]["asked"].split()[0], told[1]) == ("trust", "theory=toy", True)
