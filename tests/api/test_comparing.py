"""Each measure is an operation of the interface: described, with examples, in every format, and strict about names."""

import httpx
import pytest

from demireg.services.comparing.measures import MEASURES
from demireg.services.publishing import FORMATS


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> dict[str, dict[str, object]]:
    """What the description of the interface says of each path."""
    paths: dict[str, dict[str, object]] = client.get("/openapi.json").json()["paths"]
    return paths


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_is_described_with_values_choices_formats_and_an_example(
    described: dict[str, dict[str, object]], name: str
) -> None:
    operation = described[f"/api/compare/{name}"]["get"]
    assert isinstance(operation, dict)
    measure = MEASURES[name]
    parameters = {each["name"]: each for each in operation["parameters"]}
    assert [*parameters][: len(measure.params)] == [each.name for each in measure.params]
    assert set(measure.filters) <= parameters.keys()
    assert all(each["description"] for each in parameters.values())
    for param in measure.params:
        assert parameters[param.name]["schema"].get("enum", []) == list(param.choices)
        assert parameters[param.name].get("example", "") == measure.example.get(param.name, "")
    content = operation["responses"]["200"]["content"]
    assert content["application/json"]["schema"]["properties"]["measure"] == {"const": name}
    assert content["application/json"]["example"]["asked"] == dict(measure.example)
    assert {form.media_type for form in FORMATS.values() if form.suits(name)} <= content.keys()


def test_the_list_of_measures_gives_their_values_filters_and_examples(client: httpx.Client) -> None:
    told = client.get("/api/compare").json()
    assert [each["name"] for each in told] == list(MEASURES)
    assert next(each for each in told if each["name"] == "contrast")["example"]["mechanism"] == "Trust"


@pytest.mark.parametrize(
    ("address", "media_type", "start"),
    [
        ("support.csv?theory=salutogenesis", "text/csv; charset=utf-8", b"proposition,"),
        ("support?theory=salutogenesis&format=csv", "text/csv; charset=utf-8", b"proposition,"),
        ("support.xlsx?theory=salutogenesis", FORMATS["xlsx"].media_type, b"PK"),
        ("contrast.svg?mechanism=Trust&outcome=Engagement", "image/svg+xml", b"<svg"),
        ("support?theory=salutogenesis&format=table", "application/json", b'{"title"'),
        ("support?theory=salutogenesis&leave_out=each", "application/json", b'{"measure":"leave-one-out"'),
    ],
)
def test_an_answer_comes_in_each_format_with_a_tag(
    client: httpx.Client, address: str, media_type: str, start: bytes
) -> None:
    answer = client.get(f"/api/compare/{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.content.startswith(start)
    again = client.get(f"/api/compare/{address}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("support?theory=salutogenesis&thoery=x", 400, "Did you mean 'theory'?"),
        ("support?theory=salutogenessis", 404, "salutogenesis"),
        ("contrast?mechanism=Trust", 400, "'outcome' is missing"),
        ("support?theory=salutogenesis&format=pdf", 400, "not written as 'pdf'"),
        ("support.pdf?theory=salutogenesis", 400, "not written as"),
        ("support?theory=salutogenesis&by=hand", 400, "table or sparql"),
        ("support?theory=salutogenesis&leave_out=all", 400, "is each or left out"),
        ("suport", 404, "Did you mean support?"),
    ],
)
def test_what_does_not_fit_is_a_problem_with_the_nearest(
    client: httpx.Client, address: str, status: int, said: str
) -> None:
    answer = client.get(f"/api/compare/{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]
