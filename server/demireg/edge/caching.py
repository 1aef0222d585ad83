"""Let a caller keep an answer for as long as the repository is the same."""

import hashlib

from fastapi import Request

from demireg.edge.state import repository
from demireg.services.generations import generation


class NotModified(Exception):
    """The caller already has what it asks for."""


def tagged(request: Request) -> None:
    """Tag the answer with the repository's generation and what was asked, as a dependency of a route that reads.

    Raises NotModified when the caller already has the answer with this tag.
    """
    held = repository(request)
    asked = [request.app.version, request.headers.get("accept", ""), str(request.url)]
    digest = hashlib.sha256("\n".join(asked).encode()).hexdigest()[:16]
    tag = f'"{generation(held.store, held.names)}-{digest}"'
    request.state.etag = tag
    kept = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if request.method in {"GET", "HEAD"} and tag in kept:
        raise NotModified
