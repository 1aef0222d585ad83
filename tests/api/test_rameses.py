"""What a study reports against its standard, over HTTP: as data and as a table for a supplement."""

import csv
import io

import httpx


def test_the_report_lists_every_item_with_its_answer_evidence_and_what_to_add(client: httpx.Client) -> None:
    found = client.get("/api/studies/wood-2021/rameses").json()
    assert found["standard"] == "RAMESES II"
    assert [item["number"] for item in found["items"]] == list(range(1, 21))
    answers = {"met", "partly met", "not met", "not seen", "not applicable"}
    assert {item["answer"] for item in found["items"]} <= answers
    assert sum(found["counts"].values()) == 20
    coding = found["items"][12]
    assert "14 of 35 interviews" in [value["value"] for value in coding["found"]]
    assert all(item["lacking"] for item in found["items"] if item["answer"] in {"partly met", "not seen"})


def test_a_synthesis_is_held_against_the_other_standard(client: httpx.Client) -> None:
    found = client.get("/api/studies/husk-2020/rameses").json()
    assert (found["standard"], len(found["items"])) == ("RAMESES I", 19)
    assert "not seen" in found["remarks"][0]


def test_the_report_comes_as_a_table_for_a_supplement(client: httpx.Client) -> None:
    answer = client.get("/api/studies/wood-2021/rameses", params={"format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 20
    assert rows[5]["evidence"].startswith("ethics reference: University of Sheffield")
    assert {row["answered_by"] for row in rows} >= {"computed"}


def test_a_study_that_is_not_held_is_a_problem_that_names_the_nearest(client: httpx.Client) -> None:
    answer = client.get("/api/studies/wod-2021/rameses")
    assert answer.status_code == 404
    assert "Did you mean wood-2021" in answer.json()["detail"]
    assert client.get("/api/studies/wood-2021/rameses?format=pdf").status_code == 400
