"""Answers that take seconds have a few places: whoever comes when these are taken is told when to come again."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi import FastAPI

from demireg.app import create_app
from demireg.edge.places import Places
from demireg.services.repository import Repository
from demireg.settings import Settings

SUPPORT = "/api/compare/support?theory=toy"
HEAVY = (
    f"{SUPPORT}&leave_out=each",
    f"{SUPPORT}&format=docx",
    f"{SUPPORT}&format=ttl",
    "/api/compare/matrix.svg?theory=toy",
    "/api/compare/matrix.png?theory=toy",
    "/compare/matrix.svg?theory=toy",
    "/compare/support.docx?theory=toy",
    "/api/supplement.zip?theory=toy",
    "/api/comparisons/kept/again",
    "/comparisons/kept/again",
)


@pytest.fixture
def app(toy: Repository) -> FastAPI:
    return create_app(Settings(store="memory:"), toy)


def get(app: FastAPI, path: str, accept: str = "*/*") -> httpx.Response:
    """Ask an app in this process."""

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://demireg") as client:
            return await client.get(path, headers={"accept": accept})

    with ThreadPoolExecutor(1) as pool:  # a loop of its own: a browser of another test may hold this thread's
        return pool.submit(lambda: asyncio.run(asked())).result()


@pytest.mark.parametrize("path", HEAVY)
def test_a_heavy_answer_too_many_is_told_to_come_again(app: FastAPI, path: str) -> None:
    app.state.heavy = Places(1, 0.01, work="large answers are being worked out")
    with app.state.heavy.one():
        answer = get(app, path)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "1 large answers are being worked out already" in answer.text


@pytest.mark.parametrize("path", [SUPPORT, f"{SUPPORT}&format=csv", "/compare/support?theory=toy"])
def test_a_light_answer_needs_no_place(app: FastAPI, path: str) -> None:
    app.state.heavy = Places(1, 0.01)
    with app.state.heavy.one():
        assert get(app, path).status_code == 200


def test_the_place_comes_free_after_the_answer(app: FastAPI) -> None:
    app.state.heavy = Places(1, 0.01)
    for _ in range(2):
        assert get(app, f"{SUPPORT}&leave_out=each").status_code == 200


def test_what_a_header_asks_for_takes_a_place_too(app: FastAPI) -> None:
    app.state.heavy = Places(1, 0.01)
    with app.state.heavy.one():
        assert get(app, SUPPORT, "text/turtle").status_code == 503
