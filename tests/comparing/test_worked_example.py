"""The worked example's figures come out of both ways, and out of the JSON that other people's programs read."""

import json
from typing import Any

import pytest

from demireg.services.comparing.evidence import evidence
from demireg.services.comparing.matrix import By, matrix
from demireg.services.repository import Repository
from tests.comparing.repositories import TOY

EXPECTED: dict[str, Any] = json.loads((TOY / "expected.json").read_text(encoding="utf-8"))
WAYS: tuple[By, ...] = ("table", "sparql")


@pytest.mark.parametrize("by", WAYS)
def test_each_cell_has_the_stance_of_the_worked_example(toy: Repository, by: By) -> None:
    found = matrix(toy, "toy", by=by)
    cells: dict[str, dict[str, str]] = {}
    for cell in found.cells:
        cells.setdefault(cell.proposition, {})[cell.study] = cell.stance
    assert cells == EXPECTED["matrix"]


@pytest.mark.parametrize("by", WAYS)
def test_each_proposition_has_the_figures_of_the_worked_example(toy: Repository, by: By) -> None:
    found = matrix(toy, "toy", by=by).as_dict()["support"]
    for figures, expected in zip(found, EXPECTED["support"], strict=True):
        shown = {**figures, "assessed": figures["known"], "pivots": list(figures["pivots"])}
        for share in ("support", "strict", "contest"):
            shown[share] = round(shown[share], 3)
        assert {name: shown[name] for name in expected} == expected


def test_the_json_has_the_names_that_programs_rely_on(toy: Repository) -> None:
    body = json.loads(json.dumps(matrix(toy, "toy").as_dict()))
    assert {"theory", "propositions", "studies", "cells", "support", "versions", "known", "unknown"} <= body.keys()
    assert {"id", "text"} <= body["propositions"][0].keys()
    assert {"id", "label", "programme", "country", "text_seen"} <= body["studies"][0].keys()
    assert {"proposition", "study", "stance", "basis", "matches"} <= body["cells"][0].keys()
    assert set(EXPECTED["support"][0]) - {"assessed"} <= body["support"][0].keys()
    assert body["theory"] == "toy"
    assert (body["known"], body["unknown"]) == (15, 3)
    assert body["versions"]["studies"].keys() == set(EXPECTED["studies"])


def test_a_cell_names_the_configurations_its_stance_rests_on_and_those_that_match(toy: Repository) -> None:
    cells = {(cell.proposition, cell.study): cell for cell in matrix(toy, "toy").cells}
    first = cells["P1", "toy-s1"]
    assert (first.basis, first.matches) == (("toy-s1/k1",), ("toy-s1/k1",))
    unfired = cells["P1", "toy-s3"]
    assert (unfired.stance, unfired.matches) == ("refines", ())
    assert cells["P4", "toy-s2"].basis == ()


def test_the_evidence_of_a_cell_says_who_judged_and_why_a_configuration_matches(toy: Repository) -> None:
    found = evidence(toy, "toy", "P1", "toy-s1")
    assert found.stance == "corroborates"
    note = found.cell.notes[0]
    assert (note.stance, note.basis, note.review, note.date) == (
        "corroborates",
        "curator_inferred",
        "draft",
        "2026-11-22",
    )
    assert note.rationale
    behind = found.cell.behind[0]
    assert (behind.strip.label, behind.basis) == ("k1", True)
    fills = {fill.role: [step.local for step in fill.path] for fill in behind.matches[0].fills}
    assert fills == {"C": ["toy-ISO"], "M": ["toy-TRUST"], "O": ["toy-ENG-plus"]}
    assert found.locators
    assert json.dumps(found.as_dict())
