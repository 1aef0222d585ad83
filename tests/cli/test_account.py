"""Explaining and reporting from the command line."""

import csv
import io
import json

import pytest

from tests.cli.conftest import Run


def test_explain_prints_the_proof_as_a_tree(apart: Run) -> None:
    done = apart("explain", "wood-2021/w12", "salutogenesis/P1")
    assert done.returncode == 0
    assert done.stdout.startswith("w12 matches P1 of Salutogenesis")
    assert "a kind of supportive relationship, a kind of social support" in done.stdout
    assert "[m.being-listened-to]; the authors’ tag, coded by demireg curators, 2026-11-22" in done.stdout
    assert "Results > Social isolation, doi:10.1186/s12875-021-01407-x" in done.stdout


def test_explain_says_what_a_near_miss_lacks(run: Run) -> None:
    done = run("explain", "wood-2021/w12", "salutogenesis/P1", "--profile", "authors-only")
    assert done.returncode == 0
    assert "matches P1 of Salutogenesis in part" in done.stdout
    assert "NOT MET context: stressor" in done.stdout
    assert "rests on the curator’s reading" in done.stdout


def test_explain_gives_rows_and_data_too(run: Run) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run("explain", "wood-2021/w12", "salutogenesis/P1", "--format", "csv").stdout))
    )
    first = next(row for row in rows if row["part"] == "m2")
    assert (first["met"], first["path"].partition(" > ")[0]) == ("true", "BeingListenedTo")
    assert json.loads(run("explain", "wood-2021/w12", "salutogenesis/P1", "--format", "json").stdout)["agrees"] is True
    assert run("explain", "wood-2021/w12", "salutogenesis/P1", "--format", "markdown").stdout.startswith("| pattern |")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("wod-2021/w12", "salutogenesis/P1"), "Did you mean wood-2021/w12"),
        (("wood-2021/w12", "salutogenesis/P0"), "Did you mean salutogenesis/P"),
        (("wood-2021/w12", "salutogenesis/P1", "--profile", "mine"), "all-accepted, authors-only"),
    ],
)
def test_a_wrong_name_ends_with_status_two_and_the_nearest_names(run: Run, given: tuple[str, ...], says: str) -> None:
    done = run("explain", *given)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_report_prints_every_item_and_what_a_reader_has_to_know(apart: Run) -> None:
    done = apart("report", "rameses", "hanlon-2021")
    assert done.returncode == 0
    assert "Hanlon 2021 against RAMESES II: " in done.stdout
    assert "The text was not read whole" in done.stdout
    assert "not met" not in done.stdout.partition("against RAMESES II")[0]


def test_report_makes_a_table_for_a_supplement(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("report", "rameses", "wood-2021", "--format", "csv").stdout)))
    assert [row["number"] for row in rows] == [str(number) for number in range(1, 21)]
    markdown = run("report", "rameses", "tierney-2020", "--format", "markdown").stdout
    assert markdown.startswith("| number | section | item |")
    assert markdown.count("\n") == 21
    assert json.loads(run("report", "rameses", "wood-2021", "--format", "json").stdout)["standard"] == "RAMESES II"


@pytest.mark.parametrize(
    ("given", "says"),
    [(("rameses", "wod-2021"), "Did you mean wood-2021"), (("prisma", "wood-2021"), "there is rameses")],
)
def test_a_report_that_cannot_be_made_ends_with_status_two(run: Run, given: tuple[str, ...], says: str) -> None:
    done = run("report", *given)
    assert done.returncode == 2
    assert says in done.stderr
