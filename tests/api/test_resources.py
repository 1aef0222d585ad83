"""Every IRI of ours answers: 303 to a page or to data, the data by suffix, and the whole as one dump."""

import gzip
import io

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from demireg.domain.names import REALIST, THEORY, VOCAB
from demireg.services.repository import Repository
from tests.api.conftest import dumped

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PARSERS = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".jsonld": "json-ld"}
THINGS = [
    "/id/study/wood-2021",
    "/id/study/wood-2021/w12",
    "/id/study/wood-2021/w12/m1",
    "/id/programme/wood-2021",
    "/ns/vocab/PeerSupport",
    "/ns/theory/salutogenesis",
    "/ns/theory/salutogenesis/P1",
    "/ns/core",
    "/ns/vocab",
    "/ns/theory",
    "/id/graph/study/wood-2021",
]


@pytest.mark.parametrize("thing", THINGS)
def test_a_program_is_sent_to_data_of_its_kind(client: httpx.Client, thing: str) -> None:
    for accept, suffix in [("", ".ttl"), ("application/n-triples", ".nt"), ("application/ld+json", ".jsonld")]:
        answer = client.get(thing, headers={"Accept": accept} if accept else {})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{thing}{suffix}")


@pytest.mark.parametrize("thing", THINGS[:5])
def test_the_data_are_the_same_in_every_kind(client: httpx.Client, thing: str) -> None:
    graphs = []
    for suffix, parser in PARSERS.items():
        answer = client.get(thing + suffix)
        assert answer.status_code == 200
        graphs.append(set(Graph().parse(data=answer.content, format=parser)))
    assert all(graph == graphs[0] for graph in graphs)
    assert graphs[0]


def test_a_browser_is_sent_to_the_page(client: httpx.Client) -> None:
    for thing, page in [
        ("/id/study/wood-2021", "/studies/wood-2021"),
        ("/id/study/wood-2021/w12", "/studies/wood-2021/w12"),
        ("/ns/vocab/PeerSupport", "/vocabulary/PeerSupport"),
        ("/ns/theory/salutogenesis", "/theories/salutogenesis"),
        ("/ns/theory", "/theories"),
        ("/ns/vocab", "/vocabulary"),
        ("/ns/vocab/salutogenesis", "/vocabulary/salutogenesis"),
    ]:
        for asked in (client.get(thing, headers={"Accept": BROWSER}), client.get(f"{thing}.html")):
            assert (asked.status_code, asked.headers["location"]) == (303, page)
            assert client.get(page).status_code == 200


def test_what_has_no_page_sends_a_browser_to_turtle(client: httpx.Client) -> None:
    thing = "/id/graph/study/wood-2021"
    assert client.get(thing, headers={"Accept": BROWSER}).headers["location"] == f"{thing}.ttl"
    assert client.get(f"{thing}.html").status_code == 404


def test_a_studys_data_hold_its_parts_under_its_own_name_whatever_the_host(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/id/study/wood-2021.ttl").text, format="turtle")
    study = URIRef("https://w3id.org/realist/id/study/wood-2021")
    assert (study, RDF.type, REALIST.Study) in graph
    assert len(list(graph.objects(study, REALIST.hasConfiguration))) > 20
    assert all(str(subject).startswith(str(study)) for subject in graph.subjects())
    other = client.get("/id/study/wood-2021.ttl", headers={"Host": "example.org"})
    assert set(Graph().parse(data=other.text, format="turtle")) == set(graph)


def test_terms_concepts_and_theories_are_described(client: httpx.Client) -> None:
    core = Graph().parse(data=client.get("/ns/core.nt").text, format="nt")
    assert (REALIST.Mechanism, None, None) in core or (REALIST.Configuration, None, None) in core
    theory = Graph().parse(data=client.get("/ns/theory/salutogenesis.nt").text, format="nt")
    assert (URIRef(THEORY["salutogenesis/P1/pattern"]), None, None) in theory
    concept = Graph().parse(data=client.get("/ns/vocab/PeerSupport.nt").text, format="nt")
    assert set(concept.subjects()) == {VOCAB.PeerSupport}


@pytest.mark.parametrize(
    "path", ["/id/study/nope", "/id/", "/id/study/nope.ttl", "/ns/nope", "/ns/vocab/Nope.ttl", "/ns/"]
)
def test_what_is_unknown_is_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_acceptable_is_told_so(client: httpx.Client) -> None:
    assert client.get("/id/study/wood-2021", headers={"Accept": "image/png"}).status_code == 406


def test_the_dump_holds_everything_and_is_the_same_bytes_each_time(client: httpx.Client, seeded: Repository) -> None:
    first = client.get("/dump.trig.gz")
    assert first.headers["content-type"] == "application/gzip"
    assert client.get("/dump.trig.gz").content == first.content
    store = ox.Store()
    store.load(io.BytesIO(gzip.decompress(first.content)), format=ox.RdfFormat.TRIG)
    lines = (store.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines()
    assert sorted(lines) == sorted(dumped(seeded).splitlines())
