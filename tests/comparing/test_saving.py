"""A comparison is kept under a name: dated, citable, asked again, and what has changed since is told."""

import gzip
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from demireg.cli import app as command_line
from demireg.domain.errors import BadParameter, NotFound
from demireg.services.comparing.again import again
from demireg.services.comparing.ask import ask
from demireg.services.comparing.leaving_out import asked
from demireg.services.comparing.saving import listed, result_of, save, saved
from demireg.services.comparing.scoring_kept import score_kept
from demireg.services.dumping import dump_trig_gz
from demireg.services.opening import open_ready
from demireg.services.publishing.plain import json_body
from demireg.services.repository import Repository
from demireg.services.retracting import retract
from demireg.services.reviewing.accounts import Role
from demireg.services.reviewing.desk import Desk
from demireg.services.versions import source_hash
from demireg.settings import Settings
from tests.comparing.repositories import worked_example
from tests.conftest import serving

BROWSER = {"Accept": "text/html"}
CONTRAST = {"mechanism": "toy-TRUST", "outcome": "toy-ENG-plus"}


@pytest.fixture(scope="module")
def own() -> Iterator[Repository]:
    """The worked example, to be written to: tests below use names of their own and leave the studies as they are."""
    repository = worked_example()
    yield repository
    repository.close()


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    desk = Desk.open(None)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def client(own: Repository, desk: Desk) -> Iterator[httpx.Client]:
    with serving(own, desk) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


def test_what_is_kept_holds_question_versions_and_result_and_is_the_same_when_asked_again(own: Repository) -> None:
    answer = ask(own, "contrast", CONTRAST)
    kept = save(own, "trust", answer, "anna", "for the review")
    assert kept == saved(own, "trust")
    assert kept.iri == f"{own.names.base}comparison/trust/version/1"
    assert (kept.heading.measure, kept.heading.agent, kept.heading.note) == ("contrast", "anna", "for the review")
    assert {**CONTRAST}.items() <= kept.heading.query.items()
    assert (kept.digest, kept.studies) == (answer.versions.digest, own.table.versions())
    assert kept.result_hash == source_hash(result_of(answer))
    assert len(kept.rows) == len(answer.found.rows)
    found = again(own, "trust")
    assert found.same
    assert found.changes == ()
    assert "the same" in found.sentence


def test_where_only_the_evidence_behind_the_rows_differs_that_is_what_is_said(own: Repository) -> None:
    answer = ask(own, "contrast", CONTRAST)
    once = replace(answer, found=replace(answer.found, body={**answer.found.body, "behind": ["toy-s1/k1"]}))
    save(own, "evidence", once, "anna")
    found = again(own, "evidence")
    assert [(each.change, each.of) for each in found.changes] == [("evidence changed", "/behind")]
    assert found.sentence.startswith("The rows of the answer are the same since ")
    assert "the evidence behind them differs; no study changed" in found.sentence
    noted = replace(answer, found=replace(answer.found, notes=("Read with care.",)))
    save(own, "noted", noted, "anna")
    assert "what is noted beside them differs; no study changed" in again(own, "noted").sentence


def test_keeping_again_under_a_name_keeps_the_earlier_version(own: Repository) -> None:
    save(own, "twice", ask(own, "support", {"theory": "toy"}), "anna")
    later = save(own, "twice", ask(own, "support", {"theory": "toy", "without": "toy-s5"}), "ben")
    assert (later.number, later.numbers) == (2, (1, 2))
    assert "without" not in saved(own, "twice", 1).heading.query
    assert {each.name: each.number for each in listed(own)}["twice"] == 2
    assert again(own, "twice", 1).same
    with pytest.raises(NotFound, match="has the versions 1, 2, and not 3"):
        saved(own, "twice", 3)


@pytest.mark.parametrize("name", ["", "Two Words", "-a", "a/b", "a" * 81, "é"])
def test_a_name_that_cannot_stand_in_an_address_is_refused(own: Repository, name: str) -> None:
    with pytest.raises(BadParameter, match="cannot name a comparison"):
        save(own, name, ask(own, "support", {"theory": "toy"}), "anna")


def test_a_name_that_is_not_kept_names_those_that_are(own: Repository) -> None:
    save(own, "there", ask(own, "support", {"theory": "toy"}), "anna")
    with pytest.raises(NotFound, match="there"):
        saved(own, "nowhere")


def test_what_changed_since_names_rows_figures_and_studies() -> None:
    repository = worked_example()
    save(repository, "p", ask(repository, "support", {"theory": "toy"}), "anna")
    save(repository, "c", ask(repository, "contrast", CONTRAST), "anna")
    save(repository, "m", ask(repository, "matrix", {"theory": "toy"}), "anna")
    retract(repository, "toy-s5", "withdrawn by its authors", "anna")
    support = again(repository, "p")
    assert not support.same
    told = {(each.change, each.of, each.column): (each.before, each.after) for each in support.changes}
    assert told["row changed", "P1", "label"] == ("contested", "supported")
    assert told["row changed", "P1", "support"] == (0.8, 1)
    assert told["study gone", "toy-s5", "version"][1] is None
    gone = {each.of for each in again(repository, "c").changes if each.change == "row gone"}
    assert gone == {"toy-DEBT"}
    assert ("column gone", "toy-s5") in {(each.change, each.of) for each in again(repository, "m").changes}
    assert json.loads(json_body(support.answer))["same"] is False
    repository.close()


def test_a_kept_comparison_is_in_dump_and_void_and_answers_at_its_iri(own: Repository, client: httpx.Client) -> None:
    save(own, "cited", asked(own, "support", {"theory": "toy", "leave_out": "each"}), "anna")
    target = io.BytesIO()
    dump_trig_gz(own, target)
    dumped = gzip.decompress(target.getvalue()).decode()
    assert f"GRAPH <{own.names.graph('comparison', 'cited')}>" in dumped
    assert "SavedComparison" in client.get("/.well-known/void").text
    for name in ("cited", "cited/version/1"):
        told = client.get(f"/id/comparison/{name}", headers={"Accept": "text/turtle"})
        assert told.headers["location"] == f"/id/comparison/{name}.ttl"
        assert "realist:resultHash" in client.get(told.headers["location"]).text
        page = client.get(f"/id/comparison/{name}", headers=BROWSER)
        assert page.headers["location"].startswith("/comparisons/cited")
    assert again(own, "cited").same


def test_only_a_curator_keeps_by_the_api_and_everybody_reads(own: Repository, desk: Desk, client: httpx.Client) -> None:
    sent = {"name": "by-api", "measure": "contrast", "values": CONTRAST, "note": "x"}
    assert client.post("/api/comparisons", json=sent).status_code == 401
    tokens = {role: desk.accounts.add(f"a-{role.value}", role) for role in (Role.CONTRIBUTOR, Role.CURATOR)}
    heads = {role: {"Authorization": f"Bearer {token}"} for role, token in tokens.items()}
    assert client.post("/api/comparisons", json=sent, headers=heads[Role.CONTRIBUTOR]).status_code == 403
    made = client.post("/api/comparisons", json=sent, headers=heads[Role.CURATOR])
    assert (made.status_code, made.json()["by"], made.json()["version"]) == (201, "a-curator", 1)
    wrong = client.post("/api/comparisons", json={**sent, "nmae": "x"}, headers=heads[Role.CURATOR])
    assert wrong.status_code == 422
    assert "by-api" in [each["name"] for each in client.get("/api/comparisons").json()["comparisons"]]
    shown = client.get("/api/comparisons/by-api").json()
    assert shown["sha256"] == made.json()["sha256"]
    assert client.get("/api/comparisons/by-api", params={"format": "csv"}).text.startswith("context,label,delta")
    changes = client.get("/api/comparisons/by-api/again").json()
    assert (changes["same"], changes["changes"]) == (True, [])
    assert client.get("/api/comparisons/by-api/again", params={"format": "csv"}).text.startswith("change,of,")
    assert client.get("/api/comparisons/nope").status_code == 404


def test_pages_list_show_and_hold_apart(own: Repository, client: httpx.Client) -> None:
    save(own, "paged", ask(own, "contrast", CONTRAST), "anna", "<b>why</b>")
    listing = client.get("/comparisons", headers=BROWSER).text
    assert "paged" in listing
    assert "&lt;b&gt;why" in listing
    page = client.get("/comparisons/paged", headers=BROWSER).text
    assert "Which contexts separate" in page
    assert "Cite as: paged, version 1" in page
    assert "The answer is the same" in client.get("/comparisons/paged/again", headers=BROWSER).text
    assert client.get("/comparisons/nope", headers=BROWSER).status_code == 404


def test_a_curator_keeps_an_answer_from_its_page_and_nobody_else_does(desk: Desk, client: httpx.Client) -> None:
    page = client.get("/compare/contrast", params={**CONTRAST, "leave_out": "each"}, headers=BROWSER).text
    found = re.search(r'href="(/desk/keep/contrast/[\w-]+)"', page)
    assert found
    keep = found[1]
    assert client.get(keep, headers=BROWSER).headers["location"].endswith(keep.replace("/", "%2F"))
    tokens = {role: desk.accounts.add(f"k-{role.value}", role) for role in (Role.CONTRIBUTOR, Role.CURATOR)}
    for role, token in tokens.items():
        with httpx.Client(base_url=client.base_url, trust_env=False, timeout=60, headers=BROWSER) as visitor:
            visitor.post("/sign-in", data={"token": token})
            form = visitor.get(keep)
            if role is Role.CONTRIBUTOR:
                assert form.status_code == 403
                continue
            csrf = re.findall(r'name="csrf" value="(\w+)"', form.text)[-1]
            wrong = visitor.post(keep, data={"csrf": csrf, "name": "Two Words", "note": "why"})
            assert (wrong.status_code, "cannot name a comparison" in wrong.text) == (400, True)
            assert visitor.post(keep, data={"csrf": "x", "name": "by-form"}).status_code == 403
            made = visitor.post(keep, data={"csrf": csrf, "name": "by-form", "note": "why"})
            assert made.headers["location"] == "/comparisons/by-form"
            assert visitor.get("/desk/keep/contrast/xyz").status_code == 404
    kept = client.get("/api/comparisons/by-form").json()
    assert (kept["by"], kept["note"], kept["values"]["leave_out"]) == ("k-curator", "why", "each")


def command(folder: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(command_line, ["compare", *words, "--store", str(folder)])
    return done.exit_code, done.stdout, str(done.exception)


def test_the_command_keeps_lists_and_asks_again(tmp_path: Path) -> None:
    folder, out = tmp_path / "store", tmp_path / "changes.csv"
    worked_example(folder).close()
    words = ("support", "--theory", "toy", "--save", "review", "--agent", "anna", "--note", "of 2026")
    assert command(folder, *words)[0] == 0
    listing = command(folder, "--saved", "--format", "csv")[1]
    assert "review,1,support,theory=toy," in listing
    assert command(folder, "--again", "review", "--out", str(out))[0] == 0
    assert out.read_text().startswith("change,of,")
    repository = open_ready(Settings(store=str(folder)))
    retract(repository, "toy-s5", "withdrawn by its authors", "anna")
    repository.close()
    status, told, _ = command(folder, "--again", "review")
    assert (status, "contested" in told) == (1, True)
    assert "takes no measure" in command(folder, "support", "--again", "review")[2]
    assert "given more than once" in command(folder, "support", "--theory", "toy", "--theory", "x")[2]


def test_a_result_is_the_same_text_however_its_figures_were_summed(toy: Repository) -> None:
    answer = ask(toy, "support", {"theory": "toy"})
    rows = tuple(tuple(v + 1e-15 if isinstance(v, float) else v for v in row) for row in answer.found.rows)
    other = replace(answer, found=replace(answer.found, rows=rows))
    assert result_of(answer) == result_of(other)


def test_kept_sentences_are_scored_as_they_were_kept_once_the_outcomes_are_seen(own: Repository) -> None:
    before = ask(own, "transfer", {"contexts": "toy.ISO toy.LOCAL", "state": "unknown"})
    save(own, "mytown", before, "anna")
    found = score_kept(own, "mytown", "toy.ENG-plus")
    sentences = found.answer.body["sentences"]
    assert [row["sentence"] for row in sentences] == [row["sentence"] for row in before.body["sentences"]]
    assert found.answer.body["scores"]["unknown"] == {"outcome_seen": 3, "not_observed": 1}
    assert "3 outcome seen" in found.sentence
    assert before.found.columns == found.answer.found.columns
    save(own, "no-site", ask(own, "support", {"theory": "toy"}), "anna")
    with pytest.raises(BadParameter, match="expects nothing"):
        score_kept(own, "no-site", "toy.ENG-plus")


def test_the_command_scores_what_was_kept(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    worked_example(folder).close()
    assert command(folder, "transfer", "--contexts", "toy.ISO", "--save", "mytown", "--agent", "anna")[0] == 0
    status, said, _ = command(folder, "--again", "mytown", "--scored", "toy.ENG-plus", "--format", "csv")
    assert status == 0
    assert "outcome_seen" in said
    assert command(folder, "--again", "mytown", "--country", "Nowhere")[0] != 0
