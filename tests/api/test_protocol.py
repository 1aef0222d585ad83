"""The query operation of the SPARQL 1.1 protocol, each way to ask and each form of answer, over HTTP."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import httpx
import pytest
from rdflib import Graph, Namespace

from demireg.domain.names import Names

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
ROWS = "application/sparql-results+json"
STUDIES = (
    "PREFIX realist: <https://w3id.org/realist/core#> SELECT ?study WHERE { ?study a realist:Study } ORDER BY ?study"
)
WOOD, TIERNEY = Names().graph("study", "wood-2021"), Names().graph("study", "tierney-2020")

Ask = Callable[[httpx.Client, list[tuple[str, str]]], httpx.Response]


def encoded(fields: list[tuple[str, str]]) -> str:
    return urlencode(fields)


def get(client: httpx.Client, fields: list[tuple[str, str]]) -> httpx.Response:
    return client.get("/sparql", params=encoded(fields))


def post_form(client: httpx.Client, fields: list[tuple[str, str]]) -> httpx.Response:
    return client.post(
        "/sparql",
        content=encoded(fields),
        headers={"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"},
    )


def post_query(client: httpx.Client, fields: list[tuple[str, str]]) -> httpx.Response:
    rest = [(name, value) for name, value in fields if name != "query"]
    return client.post(
        "/sparql",
        params=encoded(rest),
        content=dict(fields)["query"].encode(),
        headers={"Content-Type": "application/sparql-query"},
    )


WAYS = pytest.mark.parametrize("ask", [get, post_form, post_query])


@WAYS
def test_a_query_is_answered_whichever_way_it_comes(client: httpx.Client, ask: Ask) -> None:
    answer = ask(client, [("query", STUDIES)])
    assert answer.status_code == 200
    assert answer.headers["content-type"] == ROWS
    studies = [row["study"]["value"] for row in answer.json()["results"]["bindings"]]
    assert Names().study("wood-2021") in studies


@WAYS
def test_letters_from_everywhere_arrive(client: httpx.Client, ask: Ask) -> None:
    answer = ask(client, [("query", "SELECT ('Zugehörigkeit 所属 🤝' AS ?x) {}")])
    assert answer.json()["results"]["bindings"] == [{"x": {"type": "literal", "value": "Zugehörigkeit 所属 🤝"}}]


def count(answer: httpx.Response) -> int:
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@WAYS
def test_a_default_graph_narrows_what_is_seen_and_hides_every_named_graph(client: httpx.Client, ask: Ask) -> None:
    dataset = [("default-graph-uri", WOOD)]
    assert count(ask(client, [("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), *dataset])) > 0
    assert count(ask(client, [("query", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"), *dataset])) == 0


@WAYS
def test_named_graphs_are_those_that_are_named(client: httpx.Client, ask: Ask) -> None:
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    answer = ask(client, [("query", query), ("named-graph-uri", WOOD), ("named-graph-uri", TIERNEY)])
    assert [row["g"]["value"] for row in answer.json()["results"]["bindings"]] == [TIERNEY, WOOD]
    default = [("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), ("named-graph-uri", WOOD)]
    assert count(ask(client, default)) == 0


@WAYS
def test_several_default_graphs_are_merged(client: httpx.Client, ask: Ask) -> None:
    dataset = [("default-graph-uri", WOOD), ("default-graph-uri", TIERNEY)]
    answer = ask(client, [("query", STUDIES), *dataset])
    assert len(answer.json()["results"]["bindings"]) == 2


@WAYS
def test_the_protocols_dataset_beats_the_one_in_the_text(client: httpx.Client, ask: Ask) -> None:
    query = STUDIES.replace("WHERE", f"FROM <{TIERNEY}> WHERE")
    answer = ask(client, [("query", query), ("default-graph-uri", WOOD)])
    assert [row["study"]["value"] for row in answer.json()["results"]["bindings"]] == [Names().study("wood-2021")]


ANSWERS = [
    ("SELECT", "SELECT ?x { VALUES ?x { 1 } }", ROWS, '"vars":["x"]'),
    ("SELECT", "SELECT ?x { VALUES ?x { 1 } }", "application/sparql-results+xml", "<sparql"),
    ("SELECT", "SELECT ?x { VALUES ?x { 1 } }", "text/csv", "x\r\n1\r\n"),
    ("SELECT", "SELECT ?x { VALUES ?x { 1 } }", "text/tab-separated-values", "?x\n1\n"),
    ("ASK", "ASK {}", ROWS, '"boolean":true'),
    ("ASK", "ASK {}", "application/sparql-results+xml", "<boolean>true</boolean>"),
    ("CONSTRUCT", "CONSTRUCT { <a:a> <a:b> 1 } {}", "text/turtle", "<a:a> <a:b> 1"),
    ("CONSTRUCT", "CONSTRUCT { <a:a> <a:b> 1 } {}", "application/n-triples", '<a:a> <a:b> "1"^^'),
    ("CONSTRUCT", "CONSTRUCT { <a:a> <urn:b> 1 } {}", "application/rdf+xml", "<rdf:RDF"),
    ("CONSTRUCT", "CONSTRUCT { <a:a> <a:b> 1 } {}", "application/ld+json", '"@id":"a:a"'),
    ("DESCRIBE", f"DESCRIBE <{Names().study('wood-2021')}>", "text/turtle", "wood-2021"),
]


@pytest.mark.parametrize(("form", "query", "media_type", "piece"), ANSWERS)
def test_each_form_comes_in_each_of_its_types(
    client: httpx.Client, form: str, query: str, media_type: str, piece: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert piece in answer.text


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("json", ROWS), ("xml", "application/sparql-results+xml"), ("csv", "text/csv"), (ROWS, ROWS)],
)
def test_the_format_parameter_beats_the_accept_header(client: httpx.Client, form: str, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": STUDIES, "format": form}, headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"].partition(";")[0] == media_type


def test_a_type_that_does_not_suit_the_form_is_not_acceptable(client: httpx.Client) -> None:
    for query, accept in [
        ("ASK {}", "text/csv"),
        (STUDIES, "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p 1 }", "text/csv"),
    ]:
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert answer.status_code == 406
        assert accept in answer.json()["detail"]


def test_a_get_without_a_query_describes_the_service(client: httpx.Client, server: str) -> None:
    answer = client.get("/sparql")
    assert answer.headers["content-type"].startswith("text/turtle")
    graph = Graph().parse(data=answer.text, format="turtle")
    [(service, endpoint)] = graph.subject_objects(SD.endpoint)
    assert str(service) == str(endpoint) == f"{server}/sparql"
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph


def test_a_browser_gets_a_page_where_a_program_gets_data(client: httpx.Client) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for params in ({}, {"query": STUDIES}):
        answer = client.get("/sparql", params=params, headers={"Accept": browser})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")
    answer = client.get("/sparql", params={"query": STUDIES, "format": "csv"}, headers={"Accept": browser})
    assert answer.headers["content-type"].startswith("text/csv")


def test_a_dataset_in_the_text_is_the_dataset_of_the_query(client: httpx.Client) -> None:
    def studies(clauses: str) -> list[str]:
        answer = client.get("/sparql", params={"query": STUDIES.replace("WHERE", f"{clauses} WHERE")})
        return [row["study"]["value"] for row in answer.json()["results"]["bindings"]]

    prefix = "PREFIX g: <https://w3id.org/realist/id/graph/study/> "
    wood = [Names().study("wood-2021")]
    assert studies(f"FROM <{WOOD}>") == wood
    assert studies(f"FROM NAMED <{WOOD}>") == []
    assert studies("from <graph/study/wood-2021>") == wood
    query = "SELECT ?g FROM NAMED g:wood-2021 { GRAPH ?g {} }"
    answer = client.get("/sparql", params={"query": prefix + query})
    assert [row["g"]["value"] for row in answer.json()["results"]["bindings"]] == [WOOD]
    answer = client.get("/sparql", params={"query": prefix + "ASK FROM g:wood-2021 { GRAPH ?g { ?s ?p ?o } }"})
    assert answer.json()["boolean"] is False


MALFORMED: dict[str, tuple[str, httpx.QueryParams, bytes, str, int]] = {
    "two queries": ("GET", httpx.QueryParams([("query", "ASK {}"), ("query", "ASK {}")]), b"", "", 400),
    "syntax": ("GET", httpx.QueryParams(query="SELECT * { ?s ?p }"), b"", "", 400),
    "empty query": ("GET", httpx.QueryParams(query=""), b"", "", 400),
    "unknown format": ("GET", httpx.QueryParams(query="ASK {}", format="pdf"), b"", "", 400),
    "graph that is no IRI": ("GET", httpx.QueryParams({"query": "ASK {}", "default-graph-uri": "x y"}), b"", "", 400),
    "form without a query": ("POST", httpx.QueryParams(), b"x=y", "application/x-www-form-urlencoded", 400),
    "no media type": ("POST", httpx.QueryParams(), b"query=ASK%7B%7D", "", 415),
    "wrong media type": ("POST", httpx.QueryParams(), b"ASK {}", "text/plain", 415),
    "query in body and address": (
        "POST",
        httpx.QueryParams(query="ASK {}"),
        b"ASK {}",
        "application/sparql-query",
        400,
    ),
    "UTF-16": ("POST", httpx.QueryParams(), "ASK {}".encode("utf-16"), "application/sparql-query", 400),
    "UTF-16, told": ("POST", httpx.QueryParams(), b"", "application/sparql-query; charset=UTF-16", 415),
    "not UTF-8 in a form": ("POST", httpx.QueryParams(), b"query=%ff", "application/x-www-form-urlencoded", 400),
    "a thousand and one fields": (
        "POST",
        httpx.QueryParams(),
        b"a=b&" * 1001,
        "application/x-www-form-urlencoded",
        400,
    ),
    "wrong method": ("PUT", httpx.QueryParams(query="ASK {}"), b"", "", 405),
    "an update sent as one": ("POST", httpx.QueryParams(), b"DROP ALL", "application/sparql-update", 403),
    "an update as a field": ("POST", httpx.QueryParams(), b"update=DROP+ALL", "application/x-www-form-urlencoded", 403),
    "an update in the address": ("GET", httpx.QueryParams(update="DROP ALL"), b"", "", 403),
    "an update as a query": ("GET", httpx.QueryParams(query="DROP ALL"), b"", "", 403),
    "an update's dataset": ("GET", httpx.QueryParams({"query": "ASK {}", "using-graph-uri": WOOD}), b"", "", 403),
}


@pytest.mark.parametrize(("method", "params", "body", "kind", "status"), MALFORMED.values(), ids=MALFORMED.keys())
@pytest.mark.usefixtures("untouched")
def test_what_is_no_query_is_a_problem_in_a_sentence(
    client: httpx.Client, method: str, params: httpx.QueryParams, body: bytes, kind: str, status: int
) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = client.request(method, "/sparql", params=params, content=body, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert len(problem["detail"]) > 20


def test_head_gives_the_head_alone(client: httpx.Client) -> None:
    answer = client.head("/sparql", params={"query": STUDIES})
    assert (answer.status_code, answer.content) == (200, b"")


def test_many_ask_at_once(client: httpx.Client) -> None:
    expected = get(client, [("query", STUDIES)]).content
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda ask: ask(client, [("query", STUDIES)]), [get, post_form, post_query] * 20))
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.content for answer in answers} == {expected}
