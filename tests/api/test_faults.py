"""What every answer keeps to, the unhappy ones too: headers, HEAD, redirects, bounds and a few places for hard work."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi import FastAPI

from demireg.app import create_app
from demireg.domain.errors import StoreBusy
from demireg.edge.headers import ALWAYS
from demireg.edge.places import Places
from demireg.services.repository import Repository
from demireg.settings import Settings

EVIL = {"Host": "evil.example"}


@pytest.fixture
def app(seeded: Repository) -> FastAPI:
    return create_app(Settings(store="memory:"), seeded)


def ask(app: FastAPI, method: str, path: str, content: bytes = b"", **headers: str) -> httpx.Response:
    """Ask an app in this process, and see its faults as a caller does."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://demireg") as client:
            return await client.request(method, path, content=content, headers=headers)

    with ThreadPoolExecutor(1) as pool:  # a loop of its own: a browser of another test may hold this thread's
        return pool.submit(lambda: asyncio.run(asked())).result()


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_fault_of_our_own_carries_every_header_too(app: FastAPI, accept: str) -> None:
    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError("secret")

    answer = ask(app, "GET", "/fault", accept=accept)
    assert answer.status_code == 500
    assert all(name in answer.headers for name in ALWAYS)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "secret" not in answer.text


@pytest.mark.parametrize("number", ["99999999999999999999", "-1", "1e9", "1000001"])
def test_a_number_out_of_bounds_is_a_fault_of_the_caller(client: httpx.Client, number: str) -> None:
    for name in ("offset", "limit"):
        answer = client.get("/api/configurations", params={name: number})
        assert answer.status_code == 422
        assert name in answer.json()["detail"]


def test_no_number_of_the_api_is_without_bounds(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    routes = [route for methods in paths.values() for route in methods.values()]
    schemas = [each["schema"] for route in routes for each in route.get("parameters", [])]
    numbers = [schema for schema in schemas if schema.get("type") in {"integer", "number"}]
    assert numbers
    assert all({"minimum", "maximum"} <= schema.keys() for schema in numbers)
    own = {
        each["name"]: each["schema"]["type"] for each in paths["/api/compare/demi-regularities"]["get"]["parameters"]
    }
    assert (own["least"], own["top"], own["share"]) == ("integer", "integer", "number")


def test_head_is_answered_wherever_get_is_and_has_no_body(client: httpx.Client) -> None:
    places = ("/", "/health", "/openapi.json", "/api/studies", "/dump.trig.gz", "/sparql", "/id/study/wood-2021.ttl")
    for path in (*places, "/api/studies/nobody", "/static/css/base.css"):
        got, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (got.status_code, b""), path
        assert head.headers["content-type"] == got.headers["content-type"], path
        assert head.headers.get("content-length") == got.headers.get("content-length"), path
        assert head.headers.get("etag") == got.headers.get("etag"), path


def test_a_redirect_never_leads_to_the_host_that_a_caller_names(client: httpx.Client) -> None:
    for path in ("/api/studies/", "/about/", "/id/study/wood-2021"):
        answer = client.get(path, headers=EVIL)
        assert answer.status_code in {303, 307}, path
        assert answer.headers["location"].startswith("/"), path
        assert not answer.headers["location"].startswith("//"), path
    for path in ("//evil.example/", "//evil.example/api/studies/", "///evil.example//"):
        assert "evil.example" not in client.get(path).headers.get("location", "")


def test_one_check_too_many_is_told_to_come_again(app: FastAPI) -> None:
    app.state.checks = Places(1, 0.01)
    kind = {"content-type": "application/yaml"}
    with app.state.checks.one():
        answer = ask(app, "POST", "/api/check", b"id: x", **kind)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "1 studies" in answer.json()["detail"]
    assert ask(app, "POST", "/api/check", b"id: x", **kind).status_code == 422


def test_a_place_comes_free_after_a_fault() -> None:
    places = Places(1, 0.01)
    with pytest.raises(RuntimeError), places.one():
        raise RuntimeError
    with places.one(), pytest.raises(StoreBusy), places.one():
        pass
