"""A real server with a desk, and a client of it that keeps cookies."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from fastapi import FastAPI

from demireg.services.reviewing.desk import Desk
from tests.conftest import serving_app


@dataclass
class Site:
    """An application with its desk, and tokens of a person of each role."""

    client: httpx.Client
    desk: Desk
    tokens: dict[str, str]

    def bearer(self, role: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[role]}"}

    def sign_in(self, role: str) -> str:
        """Begin a session and return the token of its forms."""
        answer = self.client.post("/sign-in", data={"token": self.tokens[role]})
        assert answer.status_code == 200, answer.text
        return form_token(answer)


def form_token(answer: httpx.Response) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', answer.text)
    assert found
    return found[1]


@contextmanager
def visiting(app: FastAPI) -> Iterator[httpx.Client]:
    """Serve an app and give a client of it that keeps cookies and follows where it is led."""
    with (
        serving_app(app) as address,
        httpx.Client(base_url=address, trust_env=False, follow_redirects=True, timeout=60) as client,
    ):
        yield client
