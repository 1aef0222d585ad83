"""Headers that every answer carries: nothing is sniffed, framed or loaded from another host."""

from typing import Final
from urllib.parse import urlsplit

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
    """Give every answer of this app its headers, and have HEAD answered wherever GET is."""
    app.add_middleware(Headers)
    app.add_middleware(Heads)


class Headers:
    """Adds what an answer lacks; a route that sets a header of its own keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, completing the head of its answer."""

        async def completing(message: Message) -> None:
            if message["type"] == "http.response.start":
                complete(MutableHeaders(scope=message), message["status"], scope.get("state", {}).get("etag", ""))
            await send(message)

        await self._app(scope, receive, completing if scope["type"] == "http" else send)


class Heads:
    """Answers HEAD as GET is answered, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, HEAD as GET."""

        async def without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET"}, receive, without_body)
        else:
            await self._app(scope, receive, send)


def complete(headers: MutableHeaders, status: int, tag: str = "") -> None:
    """Add to the headers of one answer what it lacks; a redirect leads on within this host, whatever it is called."""
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
    headers.add_vary_header("Accept")
    if "location" in headers:
        headers["location"] = _within(headers["location"])
    if tag and status in {_OK, _NOT_MODIFIED}:
        headers.setdefault("ETag", tag)
        headers.setdefault("Cache-Control", "no-cache")
    if not headers.get("content-type", "").startswith("text/html"):
        headers.setdefault("Access-Control-Allow-Origin", "*")  # anyone's page may read what anyone may read


def _within(location: str) -> str:
    """Return an address without its host, which the framework takes from what the caller says."""
    parts = urlsplit(location)
    path = f"/{parts.path.lstrip('/')}" if parts.netloc or parts.path.startswith("//") else parts.path
    return parts._replace(scheme="", netloc="", path=path).geturl()
