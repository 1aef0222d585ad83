"""Asking and comparing from the command line: answers on the output, faults in one line, a status that says which."""

import csv
import io
import json
import re
import time
from pathlib import Path

import pytest

from demireg import assets
from tests.cli.conftest import Run, command, inside


def test_help_comes_fast_and_names_every_command(apart: Run) -> None:
    start = time.perf_counter()
    done = apart("--help")
    seconds = time.perf_counter() - start
    assert done.returncode == 0
    for name in (
        "serve",
        "seed",
        "check",
        "import",
        "export",
        "ask",
        "compare",
        "sparql",
        "what-if",
        "tidy",
        "axioms",
        "bench",
    ):
        assert f"\n  {name} " in done.stdout
    assert seconds < 5


def test_ask_without_a_name_lists_the_questions(run: Run) -> None:
    rows = json.loads(run("ask", "--format", "json").stdout)
    assert {"question": "evidence-base", "takes": "--study wood-2021"}.items() <= next(
        row for row in rows if row["question"] == "evidence-base"
    ).items()
    assert len(rows) >= 18


@pytest.mark.parametrize(
    "given",
    [
        ("configurations-by-theme", "--study", "husk-2020"),
        ("--study=husk-2020", "configurations-by-theme"),
        ("configurations-by-theme", "--param", "study=husk-2020"),
    ],
)
def test_a_value_can_be_given_in_either_way_and_order(run: Run, given: tuple[str, ...]) -> None:
    done = run("ask", *given, "--format", "csv")
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["configuration"].split("/")[0] for row in rows} == {"husk-2020"}


def test_the_evidence_base_is_printed_as_a_table(apart: Run) -> None:
    done = apart("ask", "evidence-base")
    assert done.returncode == 0
    assert "clients (interviews)" in done.stdout
    assert done.stderr == ""


def test_a_table_says_values_in_words_and_csv_keeps_them(run: Run, folder: Path) -> None:
    table = inside("ask", "studies", store=folder, columns=300).stdout
    assert "abstract only" in table
    assert "text seen" in table
    assert "AbstractOnly" in run("ask", "studies", "--format", "csv").stdout
    assert "SocialConnection" in run("ask", "concepts").stdout


@pytest.mark.parametrize("measure", ["support", "matrix"])
def test_no_word_is_broken_however_narrow_the_terminal(folder: Path, measure: str) -> None:
    done = command("compare", measure, store=folder, columns=60)
    assert "wood-2021" in done.stdout
    assert ("unaddressed" if measure == "support" else "corroborates") in done.stdout


def test_compare_matrix_prints_stances_and_json_as_promised(run: Run) -> None:
    table = run("compare", "matrix", "--theory", "salutogenesis")
    assert table.returncode == 0
    assert "not assessed" in table.stdout
    assert table.stdout.startswith("study "), "studies stand down the side, so that a terminal can hold them"
    assert "studies are left out of the table: nobody has judged them and nothing matches" in table.stdout
    assert "not_assessed" in run("compare", "matrix", "--format", "csv").stdout
    body = json.loads(run("compare", "matrix", "--format", "json").stdout)
    assert {"theory", "propositions", "studies", "cells", "support", "versions"} <= body.keys()


def test_support_counts_each_stance_and_says_who_is_counted_on_both_sides(run: Run) -> None:
    said = run("compare", "support", "--theory", "salutogenesis").stdout
    assert all(head in said for head in ("extending", "refining", "qualifying", "against"))
    assert re.search(r"P1: \d+ for and \d+ against are more than the \d+ that take a side, .* glasgow-deep-end", said)
    rows = json.loads(run("compare", "support", "--theory", "salutogenesis", "--format", "json").stdout)["support"]
    changing = ("corroborates", "extends", "refines", "qualifies", "mixed")
    for each in rows:
        assert each["supporting"] == sum(len(each["programmes"].get(stance, ())) for stance in changing)


def test_compare_says_the_same_by_sparql_and_by_the_table(run: Run) -> None:
    by_table = run("compare", "support", "--theory", "collaborative-care", "--format", "json")
    by_sparql = run("compare", "support", "--theory", "collaborative-care", "--format", "json", "--by", "sparql")
    assert by_table.stdout == by_sparql.stdout
    assert by_table.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "evidence-bas"), "Did you mean evidence-base"),
        (("ask", "evidence-base", "--stdy", "x"), "it takes study"),
        (("ask", "evidence-base", "--study"), "lacks its value"),
        (("ask", "evidence-base", "extra"), "'extra' is not expected"),
        (("ask", "evidence-base", "--param", "study"), "NAME=VALUE"),
        (("ask", "--study", "wood-2021"), "Name a question"),
        (("compare", "matrx"), "Did you mean matrix"),
        (("compare", "matrix", "--theory", "nope"), "no theory 'nope'"),
        (("compare", "matrix", "--profile", "mine"), "all-accepted, authors-only"),
        (("compare", "matrix", "--by", "guess"), "table or sparql"),
        (("ask", "--format", "xlsx"), "xlsx"),
        (("export", "--study", "nobody-1999"), "no study 'nobody-1999'"),
        (("sparql", "nowhere.rq"), "no file 'nowhere.rq'"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_usage_has_status_2_and_says_what_would_be_right(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_sparql_prints_rows_booleans_and_graphs(run: Run, apart: Run) -> None:
    query = "SELECT ?s WHERE { ?s a <https://w3id.org/realist/core#Synthesis> } ORDER BY ?s"
    table = run("sparql", query)
    assert table.returncode == 0
    assert "study/husk-2020" in table.stdout
    assert apart("sparql", "-", "--format", "csv", given=query).stdout.splitlines()[0] == "s"
    assert json.loads(run("sparql", query, "--format", "json").stdout)["head"]["vars"] == ["s"]
    assert run("sparql", "ASK { ?s a <x:y> }").stdout == "no\n"
    graph = run("sparql", query.replace("SELECT ?s WHERE", "CONSTRUCT WHERE").replace("ORDER BY ?s", ""))
    assert "husk-2020" in graph.stdout


@pytest.mark.parametrize(
    "query",
    ["SELEC", "SELECT * { ?s ?p }", "SELECT * { SERVICE <x:y> { ?s ?p ?o } }", "DROP ALL", "{" * 5000],
    ids=["no form", "broken", "service", "update", "deep"],
)
def test_a_query_that_cannot_be_run_is_wrong_usage_told_in_one_line(run: Run, query: str) -> None:
    done = run("sparql", query)
    assert done.returncode == 2
    assert done.stderr.startswith("demireg: ")
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_variable_that_does_not_fit_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMIREG_PORT", "eight")
    done = command("ask", "studies", store=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("demireg: DEMIREG_PORT does not fit")


def test_a_store_in_use_is_named(apart: Run, folder: Path) -> None:
    from demireg.services.opening import open_repository
    from demireg.settings import Settings

    repository = open_repository(Settings(store=str(folder)))
    try:
        done = apart("ask", "studies")
    finally:
        repository.close()
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_what_if_tells_what_a_moved_concept_would_change_and_changes_nothing(
    run: Run, apart: Run, tmp_path: Path
) -> None:
    shipped = (assets.folder("ontology") / "vocabularies" / "stressors.ttl").read_text(encoding="utf-8")
    start = shipped.index("\nvocab:SocialIsolation\n")
    moved = tmp_path / "stressors-2.ttl"
    moved.write_text(
        shipped[:start] + shipped[start:].replace("    realist:kindOf vocab:Stressor ;\n", "", 1), encoding="utf-8"
    )
    before = run("ask", "discrimination", "--format", "csv").stdout
    done = apart("what-if", str(moved), "--format", "json")
    assert done.returncode == 0
    rows = json.loads(done.stdout)["rows"]
    assert {(row["change"], row["configuration"], row["proposition"]) for row in rows} >= {
        ("removed", "wood-2021/w14", "salutogenesis/P1")
    }
    assert all(row["change"] == "removed" for row in rows)
    assert "0 added" in done.stderr
    assert run("ask", "discrimination", "--format", "csv").stdout == before
    assert "w14" in run("what-if", str(moved)).stdout
    same = run("what-if", str(assets.folder("ontology") / "vocabularies" / "stressors.ttl"))
    assert (same.returncode, same.stdout) == (0, "")
    assert "0 added, 0 removed" in same.stderr


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("vocab:x a skos:ConceptScheme", 1, "bad.ttl:1"),
        (
            "<https://w3id.org/realist/vocab/stresors> a <http://www.w3.org/2004/02/skos/core#ConceptScheme> .",
            2,
            "stressors",
        ),
    ],
    ids=["no Turtle", "unknown vocabulary"],
)
def test_what_if_explains_a_file_that_it_cannot_take(
    run: Run, tmp_path: Path, text: str, status: int, said: str
) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(text, encoding="utf-8")
    done = run("what-if", str(path))
    assert done.returncode == status
    assert said in done.stderr
