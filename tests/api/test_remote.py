"""The same service over a repository at a real SPARQL endpoint: same answers, same refusals."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from demireg.domain.names import Names
from demireg.services.repository import Repository
from demireg.store import open_store
from demireg.store.base import Triple
from tests.conftest import serving
from tests.store.conftest import oxigraph_server


@pytest.fixture(scope="module")
def remote(seeded: Repository, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Give a client of a service whose store is an Oxigraph server with the seeded repository's graphs."""
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph"), "--union-default-graph") as endpoint:
        store = open_store(endpoint)
        graphs: dict[str, list[Triple]] = {name: list(seeded.store.get(name)) for name in seeded.store.graphs()}  # type: ignore[arg-type]
        store.replace(graphs)
        with serving(replace(seeded, store=store, reader=store)) as address:
            yield httpx.Client(base_url=address, trust_env=False, timeout=60)


ALIKE = [
    "/api/studies",
    "/api/studies/tierney-2020",
    "/api/compare/matrix?theory=salutogenesis&by=sparql",
    "/api/questions/studies",
    "/api/explain?configuration=wood-2021/w12&proposition=salutogenesis/P1&profile=authors-only",
    "/api/studies/wood-2021/rameses",
    "/sparql?query=ASK{}",
    "/dump.trig.gz",
    "/id/study/tierney-2020.nt",
]


@pytest.mark.parametrize("path", ALIKE)
def test_the_answer_is_the_same_from_an_endpoint(client: httpx.Client, remote: httpx.Client, path: str) -> None:
    assert remote.get(path).content == client.get(path).content


def test_a_query_is_answered_in_each_type(client: httpx.Client, remote: httpx.Client) -> None:
    query = "SELECT ?s ?o { ?s <http://purl.org/dc/terms/identifier> ?o } ORDER BY ?s ?o"
    for form in ("json", "xml", "csv", "tsv"):
        params = {"query": query, "format": form}
        assert remote.get("/sparql", params=params).text == client.get("/sparql", params=params).text
    graph = remote.get("/sparql", params={"query": "CONSTRUCT { <a:a> <a:b> 1 } {}"}, headers={"Accept": "text/turtle"})
    assert graph.headers["content-type"] == "text/turtle; charset=utf-8"


def test_from_narrows_what_is_seen(remote: httpx.Client) -> None:
    graph = Names().graph("study", "wood-2021")
    clauses = f"FROM <{graph}>"
    query = f"SELECT DISTINCT ?s {clauses} {{ ?s a <https://w3id.org/realist/core#Study> }}"
    rows = remote.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert [row["s"]["value"] for row in rows] == [Names().study("wood-2021")]


def test_a_syntax_error_names_its_place(remote: httpx.Client) -> None:
    answer = remote.get("/sparql", params={"query": "SELECT * { ?s ?p }"})
    assert answer.status_code == 400
    assert "1:" in answer.json()["detail"]


def test_a_store_that_went_away_is_a_503_that_says_so(seeded: Repository, tmp_path: Path) -> None:
    with oxigraph_server(tmp_path, "--union-default-graph") as endpoint:
        store = open_store(endpoint)
    with serving(replace(seeded, store=store, reader=store)) as address:
        for path in ("/health", "/api/studies", "/sparql?query=ASK{}"):
            answer = httpx.get(f"{address}{path}", trust_env=False)
            assert answer.status_code == 503
            assert endpoint in answer.json()["detail"]
            assert answer.headers["retry-after"] == "5"


def test_dumps_of_both_are_the_same_bytes(seeded: Repository, tmp_path: Path) -> None:
    with oxigraph_server(tmp_path, "--union-default-graph") as endpoint:
        store = open_store(endpoint)
        name = Names().graph("study", "wood-2021")
        store.replace({name: list(seeded.store.get(name))})  # type: ignore[arg-type]
        one, other = io.BytesIO(), io.BytesIO()
        store.dump(one)
        embedded = open_store("memory:")
        embedded.replace({name: list(seeded.store.get(name))})  # type: ignore[arg-type]
        embedded.dump(other)
        assert one.getvalue() == other.getvalue()
