"""The gap map and saturation: the worked example's figures, the kinds of gaps, and agreement with SPARQL."""

from typing import Any

import pytest

from demireg.domain.errors import BadParameter, NotFound
from demireg.services import questions
from demireg.services.comparing.ask import ask
from demireg.services.comparing.measures.gaps import KINDS
from demireg.services.publishing import publish
from demireg.services.repository import Repository

PEER, TRUST = "toy-PEER", "toy-TRUST"


def cells(repository: Repository, **given: str) -> dict[tuple[str, str], dict[str, Any]]:
    found = ask(repository, "gaps", given).body["cells"]
    return {(cell["context"], cell["mechanism"]): cell for cell in found}


def reference(repository: Repository, name: str, **given: str) -> list[dict[str, Any]]:
    found = questions.ask(repository, name, given)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_the_worked_example_has_its_gap_map(toy: Repository) -> None:
    found = cells(toy, reported="1")
    counts = {context: (found[context, TRUST]["together"], found[context, PEER]["together"]) for context, _ in found}
    assert counts == {
        "toy-ISO": (5, 2),
        "toy-LOCAL": (3, 0),
        "toy-NOTRANSP": (2, 0),
        "toy-TIMEOPEN": (3, 0),
        "toy-TIMELIM": (3, 0),
        "toy-DEBT": (1, 1),
    }
    assert found["toy-ISO", PEER]["units"] == ["toy-s2", "toy-s4"]
    answer = ask(toy, "gaps", {"reported": "1"})
    assert len(answer.found.rows) == 4
    assert {row[2] for row in answer.found.rows} == {"studied_not_reported"}
    assert set(answer.body["kinds"]) == set(KINDS)
    assert (answer.body["known"], answer.body["unknown"]) == (8, 4)


def test_a_mechanism_that_only_did_not_work_was_sought_and_not_found(toy: Repository) -> None:
    found = cells(toy, reported="1", without="toy-s5")["toy-NOTRANSP", TRUST]
    assert (found["together"], found["unfired"], found["kind"]) == (1, 1, "sought_not_found")
    assert found["units"] == ["toy-s3"]


def test_concepts_that_no_study_has_both_of_are_not_studied(toy: Repository) -> None:
    found = cells(toy, reported="1", study="toy-s1,toy-s5")
    assert found["toy-LOCAL", PEER]["kind"] == "not_studied"
    assert found["toy-NOTRANSP", PEER]["kind"] == "studied_not_reported"


def test_one_pair_opens_with_its_configurations(toy: Repository) -> None:
    body = ask(toy, "gaps", {"reported": "1", "context": "toy.ISO", "mechanism": "toy.PEER"}).body
    assert len(body["cells"]) == 1
    assert body["behind"]["both"] == {"units": ["toy-s2", "toy-s4"], "configurations": ["toy-s2/k7", "toy-s4/k8"]}
    assert body["behind"]["mechanism"] == {"units": ["toy-s5"], "configurations": ["toy-s5/k9"]}
    assert "toy-s6/k6" in body["behind"]["context"]["configurations"]


def test_a_next_study_is_proposed_with_how_often_each_is_reported_and_where_nobody_looked(seeded: Repository) -> None:
    found = ask(seeded, "gaps", {}).body["next_studies"]
    assert found
    first = found[0]
    assert f"{first['context_in']} programmes report the one" in first["sentence"]
    rarer = [min(each["context_in"], each["mechanism_in"]) for each in found]
    assert rarer == sorted(rarer, reverse=True)


def test_a_pair_is_refuted_where_its_proposition_is_contradicted_and_nobody_supports_it(toy: Repository) -> None:
    found = cells(toy, reported="1", study="toy-s5,toy-s6")["toy-ISO", PEER]
    assert (found["together"], found["kind"]) == (0, "refuted")
    assert found["contradicted"] == [{"proposition": "toy/P2", "by": ["toy-s5"]}]
    supported = cells(toy, reported="1", study="toy-s1,toy-s2,toy-s5")["toy-ISO", PEER]
    assert (supported["kind"], supported["contradicted"]) == ("reported", [])


@pytest.mark.parametrize(("reported", "together"), [("2", "0"), ("1", "0"), ("3", "2")])
def test_the_gap_map_agrees_with_sparql(seeded: Repository, reported: str, together: str) -> None:
    given = {"reported": reported, "together": together}
    expected = [
        (row["context"], row["mechanism"], row["programmes"], row["programme_ids"] or "")
        for row in reference(seeded, "gap-map", **given)
    ]
    found = [
        (cell["context"], cell["mechanism"], cell["together"], " ".join(cell["units"]))
        for cell in cells(seeded, **given).values()
        if cell["together"] <= int(together)
    ]
    assert found == expected


def test_the_worked_example_has_its_saturation(toy: Repository) -> None:
    body = ask(toy, "saturation", {}).body
    assert [step["new"] for step in body["steps"]] == [5, 3, 2, 0, 2, 0]
    assert [step["cumulative"] for step in body["steps"]] == [5, 8, 10, 10, 12, 12]
    assert [step["ratio"] for step in body["steps"]] == [None, None, 0.25, 0, 0.25, 0]
    assert (body["base"], body["once"], body["sightings"], round(body["coverage"], 3)) == (8, 2, 35, 0.943)
    assert body["once_concepts"] == ["toy-DEBT", "toy-ISOL-plus"]
    assert body["steps"][4]["new_concepts"] == ["toy-DEBT", "toy-ISOL-plus"]


@pytest.mark.parametrize("role", ["any", "context", "mechanism", "outcome"])
@pytest.mark.parametrize("held", ["seeded", "extended"])
def test_saturation_agrees_with_sparql(held: str, role: str, request: pytest.FixtureRequest) -> None:
    repository: Repository = request.getfixturevalue(held)
    expected = reference(repository, "saturation", role=role)
    body = ask(repository, "saturation", {"role": role}).body
    steps = body["steps"]
    assert [step["study"] for step in steps] == [row["study"] for row in expected]
    for name in ("year", "concepts", "new", "cumulative"):
        assert [step[name] for step in steps] == [row[name] for row in expected]
    ratios = [None if step["ratio"] is None else round(step["ratio"], 3) for step in steps]
    assert ratios == pytest.approx([row["ratio"] for row in expected], abs=1e-3)
    whole = {(row["base"], row["once"], row["sightings"]) for row in expected}
    assert whole == {(body["base"], body["once"], body["sightings"])}
    assert body["coverage"] == pytest.approx(expected[0]["coverage"], abs=1e-3)


def test_what_a_study_without_coded_concepts_brings_is_unknown(seeded: Repository) -> None:
    body = ask(seeded, "saturation", {"role": "outcome"}).body
    unknown = [step for step in body["steps"] if not step["concepts"]]
    assert [step["study"] for step in unknown] == body["without_concepts"]
    assert {(step["new"], step["ratio"]) for step in unknown} <= {(None, None)}
    assert body["known"] == len(body["steps"]) - len(unknown)


def test_numbers_and_names_that_ask_for_nothing_are_refused(toy: Repository) -> None:
    with pytest.raises(BadParameter, match="whole number from 1"):
        ask(toy, "gaps", {"reported": "0"})
    with pytest.raises(NotFound, match="no concept"):
        ask(toy, "gaps", {"context": "toy.ISOO"})
    with pytest.raises(BadParameter, match="'role' is one of any, context, mechanism, outcome"):
        ask(toy, "saturation", {"role": "theory"})


@pytest.mark.parametrize("kind", ["studied_not_reported", "not_studied", "refuted", "implausible"])
def test_cells_of_one_kind_are_listed_and_all_are_counted(seeded: Repository, kind: str) -> None:
    every, some = ask(seeded, "gaps", {}), ask(seeded, "gaps", {"kind": kind})
    assert some.body["cells"] == [cell for cell in every.body["cells"] if cell["kind"] == kind]
    assert some.found.rows == tuple(row for row in every.found.rows if row[2] == kind)
    assert some.body["kinds"] == every.body["kinds"]
    assert "no cell is implausible" in " ".join(some.found.notes)


def test_what_to_study_next_is_of_the_kind_that_is_asked_for_with_countries_and_models_apart(
    seeded: Repository,
) -> None:
    body = ask(seeded, "gaps", {"kind": "not_studied"}).body
    assert body["next_studies"]
    assert {each["within"] for each in body["next_studies"]} == {0}
    places = [each["sentence"] for each in body["next_studies"] if each["nobody_looked"]["model"]]
    assert all("Service models of which nobody reports either: " in sentence for sentence in places)
    assert ask(seeded, "gaps", {"kind": "sought_not_found"}).body["next_studies"] == []


def test_pairs_of_another_kind_are_grey_in_the_figure_and_it_says_so(seeded: Repository) -> None:
    one, every = (publish(ask(seeded, "gaps", {"kind": kind}), "svg") for kind in ("not_studied", "any"))
    assert b"Grey: of another kind" in one
    assert b"Grey: of another kind" not in every
