"""Headers that every answer carries: nothing is sniffed, framed or loaded from another host."""

from typing import Final

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
}
_OK: Final = 200
_NOT_MODIFIED: Final = 304


def install(app: FastAPI) -> None:
    """Give every answer of this app its headers."""
    app.add_middleware(Headers)


class Headers:
    """Adds what an answer lacks; a route that sets a header of its own keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, completing the head of its answer."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), message["status"], scope.get("state", {}).get("etag", ""))
            await send(message)

        await self._app(scope, receive, complete if scope["type"] == "http" else send)


def _complete(headers: MutableHeaders, status: int, tag: str) -> None:
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
    headers.add_vary_header("Accept")
    if tag and status in {_OK, _NOT_MODIFIED}:
        headers.setdefault("ETag", tag)
        headers.setdefault("Cache-Control", "no-cache")
    if not headers.get("content-type", "").startswith("text/html"):
        headers.setdefault("Access-Control-Allow-Origin", "*")  # anyone's page may read what anyone may read
