"""The routes that other people's scripts rely on: what they answer, and how they say no."""

import httpx
import pytest
from rdflib import Graph

from demireg import assets

CELL = {"proposition", "study", "stance", "basis", "matches"}
SUPPORT = {
    "proposition", "addressed", "supporting", "corroborating", "contradicting", "support", "strict", "contest",
    "label", "pivots",
}  # fmt: skip
SHEET = assets.folder("data") / "studies" / "wood-2021.yaml"


def test_the_matrix_has_the_members_that_were_promised(client: httpx.Client) -> None:
    answer = client.get("/api/compare/matrix", params={"theory": "salutogenesis"}).json()
    assert {"theory", "propositions", "studies", "cells", "support", "versions"} <= answer.keys()
    assert [set(each) for each in answer["propositions"]] == [{"id", "text"}] * len(answer["propositions"])
    assert {"id", "label", "programme", "country", "text_seen"} <= answer["studies"][0].keys()
    assert len(answer["cells"]) == len(answer["propositions"]) * len(answer["studies"])
    assert answer["cells"][0].keys() >= CELL
    assert answer["support"][0].keys() >= SUPPORT
    signs = ["corroborates", "refines", "extends", "qualifies", "contradicts", "mixed"]
    stances = [*signs, "inconclusive", "silent", "not_assessed"]
    assert {cell["stance"] for cell in answer["cells"]} <= set(stances)


@pytest.mark.parametrize("measure", ["matrix", "support"])
def test_the_fast_path_answers_as_the_reference_does(client: httpx.Client, measure: str) -> None:
    one, other = (
        client.get(f"/api/compare/{measure}", params={"theory": "salutogenesis", "by": by}).json()
        for by in ("table", "sparql")
    )
    assert one == other


def test_a_measure_that_is_not_there_names_the_nearest(client: httpx.Client) -> None:
    answer = client.get("/api/compare/contrasts", params={"theory": "salutogenesis"})
    assert answer.status_code == 404
    assert "Did you mean contrast?" in answer.json()["detail"]


def test_a_comparison_comes_as_csv_too(client: httpx.Client) -> None:
    by_format = client.get("/api/compare/support", params={"theory": "salutogenesis", "format": "csv"})
    by_header = client.get("/api/compare/support?theory=salutogenesis", headers={"Accept": "text/csv"})
    assert by_format.text == by_header.text
    assert by_format.headers["content-type"] == "text/csv; charset=utf-8"
    assert by_format.text.startswith("proposition,label,")


def test_evidence_stands_behind_a_cell(client: httpx.Client) -> None:
    params = {"theory": "salutogenesis", "proposition": "P1", "study": "wood-2021"}
    answer = client.get("/api/compare/evidence", params=params).json()
    assert answer["cell"]["behind"]
    assert answer["locators"]


def test_studies_and_their_configurations_are_listed_and_shown(client: httpx.Client) -> None:
    studies = client.get("/api/studies").json()
    assert "wood-2021" in [study["id"] for study in studies]
    wood = client.get("/api/studies/wood-2021").json()
    found = [each for each in wood["configurations"] if not each["hypothesised"]]
    assert len(found) == wood["summary"]["configurations"] > 20
    listed = client.get("/api/configurations", params={"study": "wood-2021", "limit": 5, "offset": 10}).json()
    assert [each["label"] for each in listed] == [each["label"] for each in wood["configurations"][10:15]]
    assert len(client.get("/api/configurations", params={"limit": 40}).json()) == 40
    shown = client.get("/api/configurations/wood-2021/w12").json()
    assert shown["strip"]["label"] == "w12"


def test_theories_and_concepts_are_listed_and_shown(client: httpx.Client) -> None:
    theories = {theory["slug"] for theory in client.get("/api/theories").json()}
    assert theories >= {"salutogenesis", "collaborative-care", "self-determination"}
    assert len(client.get("/api/theories/salutogenesis").json()["propositions"]) == 6
    concepts = [each["concept"]["local"] for each in client.get("/api/concepts").json()]
    assert client.get(f"/api/concepts/{concepts[0]}").json()["concept"]["local"] == concepts[0]


def test_every_question_is_listed_and_answers_or_says_what_it_needs(client: httpx.Client) -> None:
    questions = client.get("/api/questions").json()
    assert len(questions) >= 18
    for question in questions:
        answer = client.get(f"/api/questions/{question['name']}")
        if all(param["default"] for param in question["params"]):
            assert answer.status_code == 200
            assert isinstance(answer.json()["rows"], list)
        else:
            assert answer.status_code == 400
            assert "is missing" in answer.json()["detail"]


def test_a_question_comes_as_csv_and_refuses_what_it_does_not_know(client: httpx.Client) -> None:
    assert client.get("/api/questions/studies?format=csv").headers["content-type"].startswith("text/csv")
    assert client.get("/api/questions/studies?nope=1").status_code == 400
    assert client.get("/api/questions/evidence-base?study=a&study=b").status_code == 400
    answer = client.get("/api/questions/studis")
    assert (answer.status_code, "studies" in answer.json()["detail"]) == (404, True)


def test_a_study_that_ships_is_found_in_order(client: httpx.Client) -> None:
    answer = client.post("/api/check", content=SHEET.read_bytes(), headers={"Content-Type": "application/yaml"})
    assert answer.status_code == 200
    assert answer.json()["conforms"] is True


BAD_SHEETS = {
    "broken YAML": ("application/yaml", b"id: [wood\n", "line"),
    "not text": ("application/yaml", bytes(range(128, 256)), "UTF-8"),
    "zero bytes": ("application/yaml", b"id: a\x00b", "zero bytes"),
    "a list": ("application/yaml", b"- a\n- b\n", ""),
    "empty": ("application/yaml", b"", ""),
    "broken JSON": ("application/json", b'{"id": ', ""),
    "broken Turtle": ("text/turtle", b"<a:b> <a:c> .", ""),
    "no study in it": ("text/turtle", b"<a:b> <a:c> <a:d> .", ""),
    "an unknown key": ("application/yaml", SHEET.read_bytes() + b"\nprogrammme: x\n", "programme"),
    "an unknown code": ("application/yaml", SHEET.read_bytes().replace(b"m.social", b"m.sociall", 1), ""),
    "another study's graph": (
        "application/trig",
        b"GRAPH <https://w3id.org/realist/id/graph/ontology> { <a:b> <a:c> <a:d> }",
        "",
    ),
}


@pytest.mark.parametrize(("kind", "body", "word"), BAD_SHEETS.values(), ids=BAD_SHEETS.keys())
@pytest.mark.usefixtures("untouched")
def test_a_bad_sheet_is_a_problem_with_its_place_and_a_mend(
    client: httpx.Client, kind: str, body: bytes, word: str
) -> None:
    answer = client.post("/api/check", content=body, headers={"Content-Type": kind})
    assert answer.status_code in {400, 403, 422}
    problem = answer.json()
    said = [
        problem["detail"],
        *(f"{each['place']} {each['message']} {each['mend']}" for each in problem.get("findings", [])),
    ]
    assert word in " ".join(said)
    assert problem.get("conforms") in {None, False}


def test_a_body_of_no_known_kind_is_told_the_kinds(client: httpx.Client) -> None:
    answer = client.post("/api/check", content=b"x", headers={"Content-Type": "image/png"})
    assert (answer.status_code, "application/yaml" in answer.json()["detail"]) == (415, True)


def test_every_answer_carries_the_headers_that_keep_it_harmless(client: httpx.Client) -> None:
    for path in ("/", "/api/studies", "/nope", "/sparql?query=ASK{}", "/docs", "/static/icon.svg"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert "'unsafe" not in headers["content-security-policy"], path
        assert headers["content-security-policy"].startswith("default-src '"), path
        assert headers["referrer-policy"] == "same-origin", path


def test_an_unchanged_answer_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/api/studies")
    again = client.get("/api/studies", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/theories", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    assert "Accept" in first.headers["vary"]


def test_health_tells_the_generation(client: httpx.Client) -> None:
    answer = client.get("/health").json()
    assert answer["status"] == "ok"
    assert answer["generation"] > 0


def test_the_interface_describes_itself(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/studies", "/api/compare/{measure}", "/api/check", "/sparql", "/id/{path}", "/health"} <= paths.keys()
    assert all(operation["summary"] for path in paths.values() for operation in path.values())
    assert "://" not in client.get("/docs").text.replace("http://www.w3.org/", "")


def test_faults_of_address_and_method_are_problems_too(client: httpx.Client) -> None:
    answer = client.delete("/api/studies")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert "DELETE" in answer.json()["detail"]
    answer = client.get("/api/configurations?limit=many")
    assert (answer.status_code, "limit" in answer.json()["detail"]) == (422, True)
    page = client.get("/nope", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_the_data_describe_themselves(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    graph = Graph().parse(data=answer.text, format="nt")
    properties = {str(predicate).rpartition("#")[2] for predicate in graph.predicates()}
    assert {"triples", "sparqlEndpoint", "dataDump", "classPartition", "propertyPartition"} <= properties
