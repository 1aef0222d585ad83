"""The ontology as pages of the service: every term has one, every link leads on, identifiers lead to page or data."""

import re
import time
from collections.abc import Iterator
from itertools import pairwise

import httpx
import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from demireg.domain.names import REALIST
from demireg.services.documenting.terms import CORE, Ontology, ontology
from demireg.services.repository import Repository
from tests.web.conftest import Opens

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HREF = re.compile(r'href="(/[^"#]*)')
MOST_CPU, MOST_CPU_WHOLE = 0.2, 0.3
PAGES = [
    "/ns/core.html",
    "/ns/core/Configuration.html",
    "/ns/core/hasContext.html",
    "/ns/core/AuthorTagged.html",
    "/vocabulary/salutogenesis",
    "/diagrams",
    "/diagrams/core",
    "/diagrams/metamodel",
    "/diagrams/configuration/wood-2021/w12",
    "/guides",
    "/guides/add-your-study",
    "/guides/from-nvivo",
    "/guides/reading-a-cmo",
    "/guides/unclear-c-or-m",
]


@pytest.fixture(scope="module")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def held(seeded: Repository) -> Ontology:
    return ontology(seeded.background)


@pytest.fixture(scope="module")
def term_pages(client: httpx.Client, held: Ontology) -> dict[str, httpx.Response]:
    return {local: client.get(f"/ns/core/{local}.html") for local in held.terms}


def test_every_term_has_a_page_with_its_definition_and_identifier(
    held: Ontology, term_pages: dict[str, httpx.Response]
) -> None:
    assert [local for local, page in term_pages.items() if page.status_code != 200] == []
    unescaped = {local: page.text.replace("&#39;", "'").replace("&#34;", '"') for local, page in term_pages.items()}
    for local, term in held.terms.items():
        assert f"{REALIST}{local}" in unescaped[local]
        assert term.definition.partition("&")[0].partition("<")[0] in unescaped[local], local


@pytest.mark.proof
def test_every_page_that_terms_and_main_pages_link_to_is_there(
    client: httpx.Client, term_pages: dict[str, httpx.Response]
) -> None:
    texts = [page.text for page in term_pages.values()] + [client.get(page).text for page in PAGES]
    links = {link for text in texts for link in HREF.findall(text)}
    pages = {link for link in links if not re.search(r"\.(ttl|rdf|jsonld|nt)$", link)} - {"/dump.trig.gz"}
    data = sorted(links - pages - {"/dump.trig.gz"})
    ours = {f"/ns/core/{local}.html" for local in term_pages}
    others = sorted(pages - ours)
    asked = [*others[:: max(1, len(others) // 60)], *data[:: max(1, len(data) // 40)]]
    broken = {link: client.get(link, follow_redirects=True).status_code for link in asked}
    assert {link: status for link, status in broken.items() if status != 200} == {}
    assert {link for link in pages if link.startswith("/ns/core/")} <= {f"/ns/core/{each}.html" for each in term_pages}


def test_a_browser_and_a_program_are_sent_to_what_they_ask_for(client: httpx.Client) -> None:
    for path in ("/ns/core", "/ns/core/Configuration", f"/ns/core/{_version(client)}", "/ns/core/infer"):
        page = client.get(path, headers={"Accept": BROWSER})
        data = client.get(path, headers={"Accept": "application/ld+json"})
        assert (page.status_code, data.status_code) == (303, 303)
        assert ".html" in page.headers["location"]
        assert data.headers["location"] == f"{path}.jsonld"
        for answer in (page, data):
            assert client.get(answer.headers["location"]).status_code == 200
    assert client.get("/ns/theory", headers={"Accept": BROWSER}).headers["location"] == "/theories"
    assert client.get("/ns/vocab", headers={"Accept": BROWSER}).headers["location"] == "/vocabulary"


def _version(client: httpx.Client) -> str:
    found = re.search(r"Version (\S+) ·", client.get("/ns/core.html").text)
    assert found is not None
    return found[1]


def test_the_version_answers_with_the_ontology_and_another_version_does_not(client: httpx.Client) -> None:
    version = _version(client)
    assert client.get(f"/ns/core/{version}.nt").content == client.get("/ns/core.nt").content
    assert client.get("/ns/core/99.0.0").status_code == 404
    assert client.get("/ns/core/99.0.0.ttl").status_code == 404


def test_a_module_answers_with_what_it_states(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/ns/core/infer.ttl").text, format="turtle")
    assert (URIRef(f"{CORE}/infer"), RDF.type, OWL.Ontology) in graph
    assert (REALIST.hasContext, OWL.propertyChainAxiom, None) in graph
    assert (REALIST.hasContext, RDFS.label, None) not in graph


def test_a_term_wins_over_a_module_of_its_name(client: httpx.Client) -> None:
    assert client.get("/ns/core/theory", headers={"Accept": BROWSER}).headers["location"] == "/ns/core/theory.html"


def test_the_whole_ontology_is_the_same_in_every_form_with_expressions_as_owl_has_them(client: httpx.Client) -> None:
    sizes = set()
    for suffix, form in ((".ttl", "turtle"), (".nt", "nt"), (".rdf", "xml"), (".jsonld", "json-ld")):
        graph = Graph().parse(data=client.get(f"/ns/core{suffix}").content, format=form)
        sizes.add(len(graph))
        assert not any("genid" in str(each) for each in graph.subjects() if isinstance(each, URIRef)), suffix
    assert len(sizes) == 1


def cpu(client: httpx.Client, path: str, rounds: int = 3) -> float:
    """Return the least processor time that this process, which also serves, took for one answer."""
    spent = []
    for _ in range(rounds):
        before = time.process_time()
        assert client.get(path).status_code == 200
        spent.append(time.process_time() - before)
    return min(spent)


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".rdf", ".jsonld"])
def test_the_whole_ontology_is_sent_at_once(client: httpx.Client, suffix: str) -> None:
    assert cpu(client, f"/ns/core{suffix}") < MOST_CPU_WHOLE


@pytest.mark.parametrize("local", ["Configuration", "RoleAssignment", "codedConcept", "order", "AuthorTagged"])
def test_a_page_of_a_term_takes_little_time(client: httpx.Client, local: str) -> None:
    assert cpu(client, f"/ns/core/{local}.html") < MOST_CPU


def test_a_term_tells_what_follows_what_checks_it_and_where_it_is_used(server: str, opens: Opens) -> None:
    page = opens(f"{server}/ns/core/hasContext.html").page
    text = page.inner_text("main")
    for said in ("context assignment followed by element gives has context", "20-parts", "inferred", "infer"):
        assert said in text
    used = opens(f"{server}/ns/core/Configuration.html").page
    assert used.get_by_role("link", name="wood-2021").get_attribute("href") == "/studies/wood-2021"
    assert "/studies/wood-2021/w01" in (used.locator("td a").first.get_attribute("href") or "")
    assert "violation" in used.inner_text("main")


def test_what_is_no_term_is_told_so_with_the_way_to_those_there_are(client: httpx.Client) -> None:
    answer = client.get("/ns/core/Nothing.html", headers={"Accept": BROWSER})
    assert answer.status_code == 404
    assert "The ontology has no term" in answer.text
    assert client.get("/diagrams/nothing", headers={"Accept": BROWSER}).status_code == 404
    assert client.get("/diagrams/configuration/wood-2021/none", headers={"Accept": BROWSER}).status_code == 404
    assert client.get("/guides/nothing", headers={"Accept": BROWSER}).status_code == 404


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.proof)])
def test_a_page_can_be_read_at_any_width_by_ear_and_by_keyboard(
    server: str, opens: Opens, address: str, width: int
) -> None:
    page = opens(server + address, width).page
    levels = [
        int(name[1]) for name in page.locator("main :is(h1,h2,h3,h4)").evaluate_all("all => all.map(e => e.tagName)")
    ]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert page.locator("main img:not([alt])").count() == 0
    for drawing in page.locator("svg[role=img].drawing").all():
        named = (drawing.get_attribute("aria-labelledby") or "").split()
        assert named
        assert all(page.locator(f"#{name}").count() == 1 for name in named)
    for box in page.locator(".diagram .scroll").all():
        assert box.get_attribute("tabindex") == "0"  # arrow keys move what is wider than the window
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_same_stands_in_words_beside_a_drawing(server: str, opens: Opens) -> None:
    page = opens(f"{server}/diagrams/core").page
    page.get_by_text("The same in words").press("Enter")
    assert page.locator(".told li").first.is_visible()
    assert page.locator(".told a[href='/ns/core/hasConfiguration.html']").count() > 0
