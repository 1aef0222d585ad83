"""Hostile input over HTTP: refused in an orderly way, nothing is fetched, nothing changes, the service stays well."""

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from tests.api.conftest import Canary

pytestmark = pytest.mark.usefixtures("untouched")

PLACES = [
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p ?o.sErViCe<{url}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE#\n<{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(<{url}> AS ?u) SERVICE ?u {{ ?s ?p ?o }} }}",
    "PREFIX x: <{url}> SELECT * {{ SERVICEx: {{ ?s ?p ?o }} }}",
    "PREFIX x: <{url}> SELECT * {{ ?s ?p x:.SERVICE<{url}> {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "ASK {{ S\\u0045RVICE <{url}> {{ ?s ?p ?o }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "LOAD <{url}>",
    "LOAD SILENT <{url}> INTO GRAPH <a:b>",
    "ASK {{}} ; LOAD <{url}>",
]


@pytest.mark.parametrize("query", PLACES)
def test_no_query_makes_the_service_call_another_address(client: httpx.Client, canary: Canary, query: str) -> None:
    answer = client.get("/sparql", params={"query": query.format(url=canary.url)})
    assert answer.status_code == 403
    assert not canary.sings


@pytest.mark.parametrize("clause", ["FROM <{url}>", "FROM NAMED <{url}>"])
def test_a_dataset_elsewhere_is_not_fetched(client: httpx.Client, canary: Canary, clause: str) -> None:
    query = f"SELECT * {clause.format(url=canary.url)} {{ ?s ?p ?o }}"
    answer = client.get("/sparql", params={"query": query})
    assert answer.json()["results"]["bindings"] == []
    answer = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "default-graph-uri": canary.url})
    assert answer.json()["boolean"] is False
    assert not canary.sings


UPLOADS = {
    "a context elsewhere": ("application/ld+json", '{{"@context": "{url}", "@id": "a:b"}}'),
    "an import elsewhere": ("text/turtle", "<a:b> <http://www.w3.org/2002/07/owl#imports> <{url}> ."),
    "a file's context": ("application/ld+json", '{{"@context": "file:///etc/passwd", "@id": "a:b"}}'),
    "an external entity": (
        "application/rdf+xml",
        '<!DOCTYPE r [<!ENTITY e SYSTEM "{url}">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="a:b"><rdf:value>&e;</rdf:value></rdf:Description></rdf:RDF>',
    ),
    "an entity bomb": (
        "application/rdf+xml",
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
        + ']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="a:b"><rdf:value>&j;</rdf:value></rdf:Description></rdf:RDF>',
    ),
}


@pytest.mark.parametrize(("kind", "text"), UPLOADS.values(), ids=UPLOADS.keys())
def test_no_upload_makes_the_service_call_another_address(
    client: httpx.Client, canary: Canary, kind: str, text: str
) -> None:
    answer = client.post("/api/check", content=text.replace("{{", "{").replace("}}", "}").replace("{url}", canary.url),
                         headers={"Content-Type": kind})  # fmt: skip
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert not canary.sings


BOMBS = {
    "nested groups": "SELECT * " + "{" * 2500 + "}" * 2500,
    "nested parentheses": "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "unions": "ASK { " + " UNION ".join(["{}"] * 7000) + " }",
    "or": "ASK { FILTER(" + "||".join(["1"] * 9500) + ") }",
    "projections": "SELECT " + " ".join(f"(1 AS ?x{i})" for i in range(3000)) + " {}",
    "things to describe": "DESCRIBE " + " ".join(f"<a:{i}>" for i in range(3000)),
    "star": "SELECT * { " + " ".join(f"?s <p:{i}> ?o{i} ." for i in range(300)) + " }",
    "optionals": "SELECT * { " + " ".join(f"OPTIONAL {{ ?s <p:{i}> ?o{i} }}" for i in range(300)) + " }",
    "doublings": "ASK { BIND('x' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{i},?a{i}) AS ?a{i + 1})" for i in range(40))
    + "}",
    "repeated repetitions": "ASK { ?s ((<p:p>/<p:p>)*/<p:p>*)* ?o }",
    "too long": "SELECT * { ?s ?p ?o } #" + "x" * 100_000,
}


@pytest.mark.parametrize("query", BOMBS.values(), ids=BOMBS.keys())
def test_a_query_too_large_to_plan_is_told_the_limit(client: httpx.Client, query: str) -> None:
    answer = client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"})
    assert answer.status_code == 413
    assert answer.json()["type"] == "urn:demireg:problem:too-large"
    assert client.get("/health", timeout=5).json()["status"] == "ok"


def pieces(size: int) -> Iterator[bytes]:
    for _ in range(size // 1_000_000):
        yield b" " * 1_000_000


@pytest.mark.parametrize("path", ["/api/check", "/sparql"])
def test_a_body_of_fifty_megabytes_is_refused_before_it_is_parsed(server: str, path: str) -> None:
    for body in (b" " * 50_000_000, pieces(50_000_000)):
        with httpx.Client(base_url=server, trust_env=False, timeout=60) as client:
            try:
                answer = client.post(path, content=body, headers={"Content-Type": "application/yaml"})
            except httpx.WriteError:  # the service hung up while we were still sending, which is its right
                continue
        assert answer.status_code == 413
        assert "20 MB" in answer.json()["detail"]


INJECTIONS = [
    'x" . } ; DROP ALL #',
    "x> . } ; DROP ALL #",
    "' OR 1=1 --",
    "../../etc/passwd",
    "\u202eevil",
    "a\nb",
    "$study",
]


@pytest.mark.parametrize("value", INJECTIONS)
def test_no_parameter_reaches_a_query_as_anything_but_a_value(client: httpx.Client, value: str) -> None:
    for path, params in [
        ("/api/questions/evidence-base", {"study": value}),
        ("/api/compare/matrix", {"theory": value}),
        ("/api/compare/matrix", {"theory": "salutogenesis", "profile": value}),
        ("/api/compare/evidence", {"theory": "salutogenesis", "proposition": "P1", "study": value}),
        ("/api/configurations/wood-2021/w12", {"profile": value}),
    ]:
        answer = client.get(path, params=params)
        assert 400 <= answer.status_code < 500 or answer.json()["rows"] == [], path
    for path in ("/api/studies/", "/api/theories/", "/api/concepts/", "/api/questions/", "/id/study/", "/ns/vocab/"):
        answer = client.get(path + quote(value, safe=""))
        assert 400 <= answer.status_code < 500, path


def test_a_fault_of_the_caller_never_shows_ours(client: httpx.Client) -> None:
    for path in ("/nope", "/api/studies/nope", "/api/compare/nope?theory=salutogenesis", "/id/%00", "/ns/nope"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Traceback" not in answer.text
        assert ".py" not in answer.text
