"""Let a caller keep an answer for as long as the repository is the same."""

import hashlib

from starlette.requests import Request

from demireg.edge.state import repository
from demireg.services.generations import generation


class NotModified(Exception):
    """The caller already has what it asks for."""


def tagged(request: Request) -> None:
    """Tag the answer with the repository's generation and what was asked, as a dependency of a route that reads.

    What is answered is of this generation or a later one; a route that knows which says so by ``is_of``.
    Raises NotModified when the caller already has the answer with this tag.
    """
    held = repository(request)
    tag = _tag(request, generation(held.store, held.names))
    request.state.etag = tag
    kept = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if request.method in {"GET", "HEAD"} and tag in kept:
        raise NotModified


def is_of(request: Request, number: int) -> None:
    """Tag an answer that is tagged with the generation that it was made from, which may be another than at first."""
    if hasattr(request.state, "etag"):
        request.state.etag = _tag(request, number)


def _tag(request: Request, number: int) -> str:
    asked = [request.app.version, request.headers.get("accept", ""), str(request.url)]
    digest = hashlib.sha256("\n".join(asked).encode()).hexdigest()[:16]
    return f'"{number}-{digest}"'
