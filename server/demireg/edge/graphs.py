"""Send an rdflib graph in a media type."""

from typing import Final

from rdflib import Graph
from starlette.responses import Response

from demireg.store.base import Serialised

_WRITERS: Final = {
    "text/turtle": "longturtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
_UTF8: Final = {"text/turtle", "application/n-triples"}


def respond(graph: Graph, media_type: str) -> Response:
    """Return a graph as an answer in one of the media types of ``negotiation.GRAPHS``."""
    body = graph.serialize(format=_WRITERS[media_type], encoding="utf-8")
    if media_type == "application/n-triples":
        body = b"".join(sorted(line for line in body.splitlines(keepends=True) if line.strip()))
    return _answer(body, media_type)


def written(answer: Serialised) -> Response:
    """Return what is already written in a media type as an answer."""
    return _answer(answer.body, answer.media_type)


def _answer(body: bytes, media_type: str) -> Response:
    charset = "; charset=utf-8" if media_type in _UTF8 else ""
    return Response(body, headers={"Content-Type": f"{media_type}{charset}"})
