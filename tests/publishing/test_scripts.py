"""What R is given: the calibrated data, so plain that the truth table can be counted from it again, and a script."""

import csv
import io
import re
import zipfile
from collections import Counter
from dataclasses import replace

import pytest

from demireg.domain.errors import BadParameter
from demireg.services.comparing.ask import ask
from demireg.services.publishing import publish
from demireg.services.repository import Repository
from tests.publishing.answers import answered

CONDITIONS = ("TOYTRUST", "TOYLOCAL", "TOYTIMEOPEN")


def files(repository: Repository) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(publish(answered(repository, "truth-table"), "r"))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_truth_table_can_be_counted_from_the_data(toy: Repository) -> None:
    held = files(toy)
    data = rows(held["data.csv"])
    counted = Counter(tuple(row[name] for name in CONDITIONS) for row in data)
    reached = Counter(tuple(row[name] for name in CONDITIONS) for row in data if row["TOYENGPLUS"] == "1")
    for row in rows(held["truth-table.csv"]):
        key = tuple(row[name] for name in CONDITIONS)
        assert (counted[key], reached[key]) == (int(row["n"]), int(row["with_outcome"]))
    assert {row["unit"]: row["label"] for row in data}["toy-s1"] == "Example 2018"
    assert sum(counted.values()) == 5


def test_a_unit_with_something_unknown_is_left_out_and_never_counted_as_no(toy: Repository) -> None:
    held = files(toy)
    assert rows(held["left-out.csv"]) == [{"unit": "toy-s6", "label": "Example 2023", "unknown": "TOYLOCAL"}]
    assert "toy-s6" not in held["data.csv"]


def test_each_column_says_what_it_stands_for_and_how_it_was_calibrated(toy: Repository) -> None:
    [trust, local, _, outcome] = rows(files(toy)["conditions.csv"])
    assert (trust["column"], trust["concept"], trust["is"]) == ("TOYTRUST", "toy-TRUST", "condition")
    assert local["opposites"] == "toy-NOTRANSP"
    assert "else unknown" in local["calibration"]
    assert outcome["is"] == "outcome"


def test_the_solution_speaks_of_the_columns(toy: Repository) -> None:
    [whole, term] = rows(files(toy)["solution.csv"])
    assert whole["expression"] == term["expression"] == "TOYTRUST*TOYLOCAL"
    assert (whole["consistency"], whole["coverage"]) == ("1.0", "1.0")


def test_the_script_states_every_value_plainly(toy: Repository) -> None:
    script = files(toy)["truth-table.R"]
    code = [line.split("#")[0] for line in script.splitlines()]
    assert 'conditions <- c("TOYTRUST", "TOYLOCAL", "TOYTIMEOPEN")' in script
    assert 'outcome <- "TOYENGPLUS"' in script
    assert "least <- 1.0" in script
    assert "{{" not in script
    assert "no explanation by itself" in script
    for opened, closed in ("()", "{}", "[]"):
        bare = re.sub(r'"[^"]*"', "", "\n".join(code))
        assert bare.count(opened) == bare.count(closed)


def test_two_concepts_that_differ_in_marks_only_get_two_columns(toy: Repository) -> None:
    answer = answered(toy, "truth-table")
    names = {"toy-TRUST": "a-b", "toy-LOCAL": "ab", "toy-TIMEOPEN": "1x"}
    body = dict(answer.found.body)
    body["conditions"] = [{**each, "concept": names[each["concept"]]} for each in body["conditions"]]
    body["rows"] = [
        {**row, "values": {names[name]: value for name, value in row["values"].items()}} for row in body["rows"]
    ]
    made = publish(replace(answer, found=replace(answer.found, body=body)), "r")
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        head = packed.read("data.csv").decode().splitlines()[0]
    assert head == "unit,label,AB,ABX2,X1X,TOYENGPLUS"


def test_nothing_known_is_nothing_for_r(toy: Repository) -> None:
    answer = ask(toy, "truth-table", {"conditions": "Trust", "outcome": "Engagement"})
    with pytest.raises(BadParameter, match="There is nothing for R"):
        publish(answer, "r")


def test_the_same_answer_gives_the_same_archive(toy: Repository) -> None:
    assert publish(answered(toy, "truth-table"), "r") == publish(answered(toy, "truth-table"), "r")
