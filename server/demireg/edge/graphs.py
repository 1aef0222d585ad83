"""Send an rdflib graph in a media type."""

from typing import Final

from rdflib import Graph
from starlette.responses import Response

_WRITERS: Final = {
    "text/turtle": "longturtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
_UTF8: Final = {"text/turtle", "application/n-triples"}


def respond(graph: Graph, media_type: str) -> Response:
    """Return a graph as an answer in one of the media types of ``negotiation.GRAPHS``."""
    written = graph.serialize(format=_WRITERS[media_type], encoding="utf-8")
    if media_type == "application/n-triples":
        written = b"".join(sorted(line for line in written.splitlines(keepends=True) if line.strip()))
    charset = "; charset=utf-8" if media_type in _UTF8 else ""
    return Response(written, headers={"Content-Type": f"{media_type}{charset}"})
