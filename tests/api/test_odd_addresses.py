"""Addresses that name nothing are answered in plain words, however odd or long they are."""

import httpx
import pytest

PLACES = ["/ns/core/{}", "/ns/vocab/{}", "/vocabulary/{}", "/diagrams/configuration/{}/x.svg", "/id/study/{}", "/{}"]
MORE = ["/api/studies/{}", "/api/questions/{}", "/studies/{}", "/theories/{}", "/questions/{}", "/ns/core/{}.html"]


@pytest.mark.parametrize("place", [*PLACES, *MORE])
@pytest.mark.parametrize("odd", ["%FF", "%EF%BF%BD", "%C3%28"])
def test_bytes_that_are_no_text_are_nowhere(client: httpx.Client, place: str, odd: str) -> None:
    answer = client.get(place.format(odd))
    assert answer.status_code == 404
    assert "no UTF-8 text" in answer.text
    assert not any(inner in answer.text for inner in ("SELECT", "/graph/", "SPARQL query", "parse", "IRI"))


@pytest.mark.parametrize("place", [*PLACES, *MORE])
@pytest.mark.parametrize("name", ["x" * 3000, "word%20" * 400, "%EE%80%80", "%7F", "%C2%80", "%EF%B7%90"])
def test_a_name_that_is_not_here_is_told_in_short(client: httpx.Client, place: str, name: str) -> None:
    answer = client.get(place.format(name))
    assert answer.status_code in {400, 404}
    if answer.headers["content-type"] == "application/problem+json":
        assert len(answer.json()["detail"]) < 400
    assert "PREFIX" not in answer.text
    assert "SELECT" not in answer.text
    assert "absolute IRI" not in answer.text
