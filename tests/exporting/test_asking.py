"""Files of a study are there for programs and on its page, with a sentence where one cannot be had."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from jsonschema import Draft202012Validator
from rdflib import RDFS, Literal, URIRef

from demireg.domain.errors import BadParameter, NotFound, Retracted
from demireg.services.exporting.formats import FORMATS, write_study
from demireg.services.importing.draft import Draft
from demireg.services.importing.read import read_bytes
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.retracting import retract
from demireg.services.studies import accept
from demireg.settings import Settings
from tests.conftest import serving
from tests.exporting.reading import SHIPPED, draft, held, triples
from tests.shipping import background

STUDY = "husk-2020"
#: A study that is held as triples, and says something that no sheet can say.
SPECIAL = "walking-2020"


@pytest.fixture(scope="module")
def repository() -> Iterator[Repository]:
    """Give a repository with a study that came as a sheet, one that came as triples, and one that was retracted."""
    made = open_repository(Settings(store="memory:"), background())
    accept(made, draft(STUDY))
    graph = triples(draft("walking-2020"))
    site = URIRef(made.names.within(SPECIAL, "site"))
    graph.add((site, RDFS.label, Literal("the same village by another name")))
    text = graph.serialize(format="turtle")
    accept(made, Draft(f"{SPECIAL}.ttl", text, graph=graph))
    accept(made, draft("hanlon-2021"))
    retract(made, "hanlon-2021", "For a test.", "curator-a")
    yield made
    made.close()


@pytest.fixture(scope="module")
def client(repository: Repository) -> Iterator[httpx.Client]:
    with serving(repository) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


@pytest.mark.parametrize("ending", FORMATS)
def test_each_file_is_served_with_its_type_and_name(client: httpx.Client, ending: str) -> None:
    answer = client.get(f"/api/studies/{STUDY}{ending}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == FORMATS[ending].media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="{STUDY}{ending}"'
    assert set(triples(read_bytes(answer.content, f"{STUDY}{ending}"))) == set(held(STUDY).graph)


def test_an_address_without_an_ending_is_the_view_as_before(client: httpx.Client) -> None:
    answer = client.get(f"/api/studies/{STUDY}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["summary"]["id"] == STUDY
    assert client.get(f"/api/studies/{STUDY}.json").json()["schema"] == "cmo-extraction-sheet/1"


def test_an_identifier_leads_to_files_by_ending_and_by_type(client: httpx.Client) -> None:
    for ending in (".yaml", ".json", ".xlsx", ".csv.zip", ".trig"):
        answer = client.get(f"/id/study/{STUDY}{ending}")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/api/studies/{STUDY}{ending}")
    asked = {"application/yaml": f"/api/studies/{STUDY}.yaml", "application/trig": f"/api/studies/{STUDY}.trig"}
    asked |= {"application/json": f"/id/study/{STUDY}.jsonld", "text/turtle": f"/id/study/{STUDY}.ttl"}
    asked |= {"*/*": f"/id/study/{STUDY}.ttl", "text/html": f"/studies/{STUDY}"}
    for accept_header, address in asked.items():
        answer = client.get(f"/id/study/{STUDY}", headers={"Accept": accept_header})
        assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert client.get(f"/id/study/{STUDY}.ttl").headers["content-type"] == "text/turtle; charset=utf-8"


def test_what_is_not_there_is_said(client: httpx.Client) -> None:
    assert client.get("/api/studies/nobody-1999.xlsx").status_code == 404
    retracted = client.get("/api/studies/hanlon-2021.yaml")
    assert retracted.status_code == 410
    assert "For a test" in retracted.json()["detail"]


def test_a_sheet_that_would_lose_something_is_refused_unless_it_is_wanted_partly(client: httpx.Client) -> None:
    refused = client.get(f"/api/studies/{SPECIAL}.yaml")
    assert refused.status_code == 400
    for piece in ("came as triples", "village", "ttl, trig, jsonld, nt or rdf", "partly=true"):
        assert piece in refused.json()["detail"]
    partly = client.get(f"/api/studies/{SPECIAL}.yaml", params={"partly": "true"})
    assert partly.status_code == 200
    assert read_bytes(partly.content, f"{SPECIAL}.yaml").sheet is not None
    whole = client.get(f"/api/studies/{SPECIAL}.ttl")
    assert "the same village by another name" in whole.text


def test_the_schema_of_the_sheet_is_served(client: httpx.Client) -> None:
    answer = client.get("/schema/sheet.json")
    assert answer.headers["content-type"] == "application/schema+json"
    sheet = client.get(f"/api/studies/{STUDY}.json").json()
    assert [each.message for each in Draft202012Validator(answer.json()).iter_errors(sheet)] == []


def test_the_page_of_a_study_offers_each_file(client: httpx.Client) -> None:
    page = client.get(f"/studies/{STUDY}", headers={"Accept": "text/html"}).text
    for ending, form in FORMATS.items():
        assert f'href="/api/studies/{STUDY}{ending}"' in page
        assert form.title in page
    assert 'href="/schema/sheet.json"' in page


def test_an_archive_of_tables_holds_no_paths(repository: Repository) -> None:
    with zipfile.ZipFile(BytesIO(write_study(repository, STUDY, ".csv.zip"))) as packed:
        assert "study.csv" in packed.namelist()
        assert [name for name in packed.namelist() if Path(name).name != name] == []


def test_a_format_is_named_with_or_without_its_dot_and_an_unknown_one_is_explained(repository: Repository) -> None:
    assert write_study(repository, STUDY, "ttl") == write_study(repository, STUDY, ".TTL")
    with pytest.raises(BadParameter, match=r"yaml, json, xlsx, csv\.zip, ttl, trig, jsonld, nt, rdf, not as 'docx'"):
        write_study(repository, STUDY, "docx")
    with pytest.raises(NotFound, match="nobody-1999"):
        write_study(repository, "nobody-1999", "ttl")
    with pytest.raises(Retracted):
        write_study(repository, "hanlon-2021", "ttl")


def test_an_export_is_accepted_as_unchanged_in_what_it_says(repository: Repository) -> None:
    for ending in FORMATS:
        again = accept(repository, read_bytes(write_study(repository, STUDY, ending), f"{STUDY}{ending}"))
        assert again.version == 1, ending
    assert STUDY in SHIPPED
