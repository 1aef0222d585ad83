"""Agreement by the API and the command line: files of any format, a held study, and every way to send it wrong."""

import contextlib
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from demireg.cli import FOUND_WANTING, app
from demireg.domain.errors import BadParameter, DemiregError
from demireg.services.agreeing.compare import agreement
from demireg.services.agreeing.decisions import Decision, decisions_csv
from demireg.services.agreeing.held import coders_of
from demireg.services.agreeing.settle import settle
from demireg.services.comparing.ask import ask as ask_measure
from demireg.services.exporting.sheets import workbook
from demireg.services.importing.read import read_bytes
from demireg.services.opening import open_repository
from demireg.services.questions import ask
from demireg.services.repository import Repository
from demireg.services.studies import accept
from demireg.settings import Settings
from tests.agreeing.test_settle import DECIDED, SIGNED, W1, X1, sides
from tests.agreeing.versions import codes, content, tree
from tests.conftest import serving
from tests.shipping import background

A, B = content(tree("coder-a", W1)), content(tree("coder-b", X1))
FILES = [("file", ("a.yaml", A)), ("file", ("b.yaml", B))]
TOLD = {"unit": "interviews", "coded": 14, "out_of": 35, "statistic": None, "locator": "Methods"}


@pytest.fixture(scope="module")
def repository() -> Iterator[Repository]:
    """Give a repository that holds the settled version alone."""
    held = open_repository(Settings(store="memory:"), background())
    one, other = sides()
    made = settle(one, other, codes(), DECIDED, SIGNED)
    accept(held, read_bytes(made.text.encode(), "made-up-2024.yaml"))
    lone = tree("coder-a", W1, study="lone-2024", double_coding=TOLD)
    accept(held, read_bytes(content(lone | {"citation": {**lone["citation"], "title": "Alone"}}), "lone-2024.yaml"))
    yield held
    held.close()


@pytest.fixture(scope="module")
def client(repository: Repository) -> Iterator[httpx.Client]:
    with serving(repository) as address, httpx.Client(base_url=address, trust_env=False, timeout=30) as made:
        yield made


def test_the_measure_gives_the_worked_example_of_a_held_study(extended: Repository) -> None:
    found = coders_of(extended, "toy-coders").pairs[0]
    assert found.coders == ("coder-a", "coder-b")
    assert (found.role.units, found.role.observed, found.role.expected) == (10, 0.8, 0.35)
    assert (round(found.role.kappa or 0, 3), round(found.role.alpha or 0, 3)) == (0.692, 0.705)
    assert [each.unit for each in found.items] == ["s02", "s08"]


def test_the_measure_and_the_question_in_sparql_give_the_same(extended: Repository) -> None:
    asked = [row for row in ask(extended, "evidence/coding-agreement", {}).rows if row[1]]
    pair = coders_of(extended, "toy-coders").pairs[0]
    ours = [("all" if each.of == "role" else each.of, each.units, each) for each in (pair.role, *pair.roles)]
    assert [(row[3], row[4]) for row in asked] == [(of, units) for of, units, _ in ours]
    for row, (*_, each) in zip(asked, ours, strict=True):
        figures = [round(value or 0, 3) for value in (each.observed, each.expected, each.kappa, each.alpha)]
        assert [float(str(value)) for value in row[5:9]] == figures


def test_agreement_can_be_counted_again_from_a_settled_study_that_is_held(client: httpx.Client) -> None:
    sent = client.post("/api/agreement", files=FILES).json()
    held = client.get("/api/compare/agreement", params={"study": "made-up-2024"}).json()
    pair = held["pairs"][0]
    assert (held["measure"], pair["coders"]) == ("agreement", ["coder-a", "coder-b"])
    for what in ("role", "concept"):
        figures = ("units", "agreed", "observed", "expected", "kappa", "alpha")
        assert [pair[what][name] for name in figures] == pytest.approx([sent[what][name] for name in figures])
        assert pair[what]["confusion"] == sent[what]["confusion"]
    assert held["role_alpha"] == pair["role"]["alpha"]


def test_the_measure_is_of_a_study_and_says_so_where_a_theory_is_given(repository: Repository) -> None:
    with pytest.raises(BadParameter, match="does not take 'theory'"):
        ask_measure(repository, "agreement", {"theory": "salutogenesis"})


def test_the_public_names_of_the_answer_are_there(client: httpx.Client) -> None:
    sent = client.post("/api/agreement", files=FILES).json()
    wanted = {"study", "coders", "versions", "role", "roles", "concept", "published", "counted", "items", "cautions"}
    assert wanted <= sent.keys()
    assert sent["role"].keys() >= {"units", "agreed", "missing", "observed", "expected", "kappa", "alpha", "confusion"}
    assert sent["role"]["confusion"][0].keys() == {"a", "b", "units"}
    assert sent["items"][0].keys() >= {"unit", "what", "a", "b", "text_a", "text_b", "passage", "choices"}


def test_a_held_study_without_codings_of_two_people_has_no_figure_and_keeps_what_is_published(
    client: httpx.Client,
) -> None:
    found = client.get("/api/compare/agreement", params={"study": "lone-2024"}).json()
    assert (found["pairs"], found["segments"], found["role_alpha"]) == ([], 0, None)
    assert found["published"] == {**TOLD, "statistic": ""}
    table = client.get("/api/compare/agreement", params={"study": "lone-2024", "format": "csv"})
    assert table.text.splitlines() == ["coder,second,of,units,agreed,missing,observed,expected,kappa,alpha,low,high"]
    assert client.get("/api/compare/agreement", params={"study": "nobody"}).status_code == 404


def test_a_workbook_is_compared_with_a_sheet(client: httpx.Client) -> None:
    book = workbook(tree("coder-a", W1), background())
    sent = client.post("/api/agreement", files=[("file", ("a.xlsx", book)), FILES[1]]).json()
    plain = client.post("/api/agreement", files=FILES).json()
    assert [sent[name] for name in ("role", "concept", "items")] == [
        plain[name] for name in ("role", "concept", "items")
    ]


def test_triples_are_compared_with_a_sheet(client: httpx.Client) -> None:
    triples = client.get("/api/studies/made-up-2024.ttl").content
    sent = client.post("/api/agreement", files=[("file", ("c.ttl", triples)), FILES[1]])
    assert sent.json()["coders"] == ["coder-c", "coder-b"]


def test_a_held_study_is_compared_with_a_file(client: httpx.Client) -> None:
    sent = client.post("/api/agreement", data={"study": "made-up-2024"}, files=FILES[1:]).json()
    assert sent["coders"] == ["coder-c", "coder-b"]


def test_the_settled_sheet_comes_back_as_a_file(client: httpx.Client) -> None:
    said = decisions_csv((), [Decision("w1/m9", "match", "none")])
    one, other = sides()
    table = decisions_csv(agreement(one, other, codes()).items, DECIDED)
    sent = client.post(
        "/api/agreement/settled", files=[*FILES, ("decisions", ("d.csv", table.encode()))], data={"agent": "coder-c"}
    )
    assert sent.status_code == 200
    assert sent.headers["content-disposition"] == 'attachment; filename="made-up-2024.yaml"'
    assert sent.text == settle(one, other, codes(), DECIDED, SIGNED).text.replace("2026-11-22", today(sent.text))
    wrong = client.post("/api/agreement", files=[*FILES, ("decisions", ("d.csv", said.encode()))])
    assert "nothing called 'w1/m9'" in wrong.json()["detail"]


def today(text: str) -> str:
    return text.partition("date: ")[2][:10]


WRONG = {
    "one file": ([FILES[0]], {}, 400, "two versions, and 1 came"),
    "three files": ([*FILES, FILES[0]], {}, 400, "two versions, and 3 came"),
    "two files and a study": (FILES, {"study": "made-up-2024"}, 400, "and 3 came"),
    "no file": ([("decisions", ("d.csv", b"unit,what,decision\n"))], {}, 400, "and 0 came"),
    "one coder twice": ([FILES[0], FILES[0]], {}, 400, "Both versions say that 'coder-a'"),
    "two studies": (
        [FILES[0], ("file", ("o.yaml", content(tree("coder-b", W1, study="other"))))],
        {},
        400,
        "These are two studies",
    ),
    "nothing coded": (
        [FILES[0], ("file", ("n.yaml", content(tree("coder-b"))))],
        {},
        422,
        "has no configuration",
    ),
    "a picture": ([FILES[0], ("file", ("p.png", b"\x89PNG"))], {}, 400, "No reader takes the ending '.png'"),
    "no sheet": ([FILES[0], ("file", ("n.yaml", b"- 1"))], {}, 422, "cannot be compared before it can be read"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_compared_says_why(client: httpx.Client, name: str) -> None:
    files, data, status, message = WRONG[name]
    sent = client.post("/api/agreement", files=files, data=data)
    assert (sent.status_code, message in sent.json()["detail"]) == (status, True), sent.text


@pytest.fixture
def within(tmp_path: Path) -> Iterator[None]:
    """Stand in a folder of one's own that holds two versions."""
    (tmp_path / "a.yaml").write_bytes(A)
    (tmp_path / "b.yaml").write_bytes(B)
    with contextlib.chdir(tmp_path):
        yield


def agree(*arguments: str) -> tuple[int, str, str]:
    """Return the exit status that the command ends with, what it prints, and what it says beside."""
    done = CliRunner().invoke(app, ["agree", *arguments], env={"COLUMNS": "160"})
    fault = done.exception if isinstance(done.exception, DemiregError) else None
    status = done.exit_code if fault is None else 1 if isinstance(fault, FOUND_WANTING) else 2
    return status, done.stdout, f"{done.stderr}{fault or ''}"


@pytest.mark.usefixtures("within")
def test_the_command_compares_lists_settles_and_refuses() -> None:
    rows = list(csv.DictReader(io.StringIO(agree("a.yaml", "b.yaml", "--format", "csv")[1])))
    for row in rows:
        row |= {"decision": "keep" if row["what"] == "part" else "b"}
    with Path("d.csv").open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    into = ("--settle", "d.csv", "--into", "s.yaml", "--agent", "coder-c")
    status, shown, said = agree("a.yaml", "b.yaml", *into)
    assert status == 0, shown + said
    assert "made-up-2024: coder-a (a) and coder-b (b)" in shown
    assert "paired by wording: 3, of one role 2" in shown
    assert "4 differences to settle" in shown
    assert "s.yaml: settled, 4 decisions" in said
    assert read_bytes(Path("s.yaml").read_bytes(), "s.yaml").sheet is not None
    status, shown, said = agree("a.yaml", "b.yaml", "--format", "json", *into)
    assert (status, "is there already" in said) == (2, True)
    assert json.loads(shown)["role"]["units"] == 3


@pytest.mark.usefixtures("within")
@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("a.yaml", "b.yaml", "a.yaml"), 2, "two versions, and 3 were named"),
        (("a.yaml",), 2, "one file was named"),
        (("a.yaml", "b.yaml", "--into", "s.yaml"), 2, "--agent says who settled it"),
        (("a.yaml", "none.yaml"), 1, "cannot be read"),
        (("a.yaml", "b.yaml", "--settle", "none.csv"), 2, "cannot be read"),
    ],
)
def test_the_command_says_what_it_cannot_do(arguments: tuple[str, ...], status: int, message: str) -> None:
    ended, _, said = agree(*arguments)
    assert (ended, message in said) == (status, True), said
