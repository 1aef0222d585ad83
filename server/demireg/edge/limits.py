"""Refuse a body over the limit before anything parses it; check few studies, and make few large answers, at a time."""

from http import HTTPStatus
from typing import Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demireg.domain.errors import TooLarge
from demireg.edge.places import MOST_HEAVY, Places
from demireg.edge.problems import document

#: The largest body that is read, whoever sends it.
MOST_BYTES: Final = 20_000_000


def install(app: FastAPI, most: int = MOST_BYTES) -> None:
    """Cap the size of bodies in this app, how many studies it checks, and large answers it works out, at a time."""
    app.state.checks = Places()
    app.state.heavy = Places(MOST_HEAVY, work="large answers are being worked out")
    app.add_middleware(BodyCap, most=most)


class BodyCap:
    """Answers 413 to a body over the limit, whether its length was told or comes in pieces."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = Request(scope).headers.get("content-length", "")
        if told.isdigit() and int(told) > self._most:
            await self._refuse(scope, receive, send)
            return
        counter = _Counter(receive, send, self._most)
        try:
            await self._app(scope, counter.receive, counter.send)
        except TooLarge:
            if not counter.over or counter.answered:
                raise
        if counter.over and not counter.answered:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        detail = f"The body is over {self._most / 1e6:g} MB, the most that is taken here. Send it in smaller parts."
        response = document("too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
        response.headers["Connection"] = "close"
        await response(scope, receive, send)


class _Counter:
    """Counts what a body brings; once it is over the limit, whatever the app answers is held back."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive = receive
        self._send = send
        self._left = most
        self.over = False
        self.answered = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.over = True
            raise TooLarge("The body is over the limit.")
        return message

    async def send(self, message: Message) -> None:
        if not self.over or self.answered:
            self.answered = True
            await self._send(message)
