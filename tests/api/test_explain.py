"""Why a configuration matches, over HTTP: the proof as data, and faults that name what comes near."""

import httpx
import pytest


def explained(client: httpx.Client, **params: str) -> httpx.Response:
    return client.get("/api/explain", params=params)


def test_a_match_is_proved_slot_by_slot_from_the_code_to_the_concept_asked_for(client: httpx.Client) -> None:
    found = explained(client, configuration="wood-2021/w12", proposition="salutogenesis/P1").json()
    assert found["verdict"] == "instantiates"
    assert found["agrees"] is True
    slots = {slot["role"]: slot for slot in found["patterns"][0]["slots"]}
    assert [slots[role]["met"] for role in "CMO"] == [True, True, True]
    listened = next(each for each in slots["M"]["fillings"] if each["part"]["number"] == "m2")
    assert listened["part"]["codes"] == ["m.being-listened-to"]
    assert listened["part"]["bases"] == ["author_tagged"]
    assert (listened["part"]["coder"], listened["part"]["coded_on"]) == ("demireg curators", "2026-11-22")
    path = [step["local"] for step in listened["path"]]
    assert (path[0], path[-1]) == ("BeingListenedTo", "ResistanceResource")
    assert found["claim"]["locators"] == ["Results > Social isolation"]


def test_by_the_authors_codes_alone_the_context_is_what_is_missing(client: httpx.Client) -> None:
    params = {"configuration": "wood-2021/w12", "proposition": "salutogenesis/P1", "profile": "authors-only"}
    found = explained(client, **params).json()
    assert found["verdict"] == "partlyInstantiates"
    missed = next(slot for slot in found["patterns"][0]["slots"] if slot["role"] == "C")
    assert {miss["reason"] for miss in missed["misses"]} == {"excluded"}


def test_iris_of_ours_are_taken_for_the_names_they_stand_for(client: httpx.Client) -> None:
    claim, theory = (
        "https://w3id.org/realist/id/study/wood-2021/w12",
        "https://w3id.org/realist/theory/salutogenesis/P1",
    )
    by_iri = explained(client, configuration=claim, proposition=theory).json()
    assert by_iri == explained(client, configuration="wood-2021/w12", proposition="salutogenesis/P1").json()
    assert by_iri["claim"]["iri"] == claim


def test_each_parameter_stands_once_and_no_other_is_taken(client: httpx.Client) -> None:
    asked = "/api/explain?configuration=wood-2021/w12&proposition=salutogenesis/P1"
    twice = client.get(f"{asked}&profile=all-accepted&profile=authors-only")
    assert (twice.status_code, "given more than once" in twice.json()["detail"]) == (400, True)
    other = client.get(f"{asked}&profil=authors-only")
    assert (other.status_code, "There is no parameter 'profil' here" in other.json()["detail"]) == (400, True)


@pytest.mark.parametrize(
    ("params", "status", "says"),
    [
        ({"configuration": "w12", "proposition": "salutogenesis/P1"}, 404, "with its study, as in wood-2021/w12"),
        ({"configuration": "wood-2021/w12", "proposition": "P1"}, 404, "with its theory, as in salutogenesis/P1"),
        ({"configuration": "https://x.example/w12", "proposition": "salutogenesis/P1"}, 404, "holds no configuration"),
        ({"configuration": "wood-2021/w99", "proposition": "salutogenesis/P1"}, 404, "Did you mean wood-2021/w"),
        ({"configuration": "wod-2021/w12", "proposition": "salutogenesis/P1"}, 404, "Did you mean wood-2021/w12"),
        ({"configuration": "wood-2021", "proposition": "salutogenesis/P1"}, 404, "holds no configuration"),
        ({"configuration": "wood-2021/w12", "proposition": "salutogenesis/P99"}, 404, "salutogenesis/P"),
        ({"configuration": "wood-2021/w12", "proposition": "salutogeness/P1"}, 404, "Did you mean salutogenesis/P1"),
        ({"configuration": "wood-2021/w12", "proposition": "salutogenesis/P1", "profile": "x"}, 400, "authors-only"),
        ({"configuration": "a> } #", "proposition": "salutogenesis/P1"}, 400, "identifier of a configuration"),
        ({"configuration": "wood-2021/w12"}, 422, "proposition"),
    ],
)
def test_what_cannot_be_explained_is_a_problem_that_names_what_comes_near(
    client: httpx.Client, params: dict[str, str], status: int, says: str
) -> None:
    answer = explained(client, **params)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]
