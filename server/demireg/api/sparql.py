"""``/sparql``: the SPARQL 1.1 protocol, read-only, and the description of the service."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from demireg.api.protocol import Asked, read_get, read_post
from demireg.api.service_description import description
from demireg.domain.errors import BadParameter
from demireg.edge import graphs, negotiation, pages
from demireg.edge.caching import tagged
from demireg.edge.state import body, repository
from demireg.services.repository import Repository
from demireg.services.sparql import answer, screen
from demireg.store.base import Dataset

router = APIRouter(tags=["SPARQL"])

_QUERY = {
    "parameters": [
        {
            "name": "query",
            "in": "query",
            "schema": {"type": "string"},
            "description": "A SELECT, ASK, CONSTRUCT or DESCRIBE query; without one, the service describes itself.",
        },
        *(
            {
                "name": name,
                "in": "query",
                "schema": {"type": "array", "items": {"type": "string"}},
                "description": "A graph of the dataset to ask; may be given more than once.",
            }
            for name in ("default-graph-uri", "named-graph-uri")
        ),
        {
            "name": "format",
            "in": "query",
            "schema": {"type": "string"},
            "description": "json, xml, csv or tsv; turtle, nt, rdf or jsonld for triples. The Accept header otherwise.",
        },
    ]
}


@router.get("/sparql", openapi_extra=_QUERY, dependencies=[Depends(tagged)])
def ask_by_get(request: Request, held: Annotated[Repository, Depends(repository)]) -> Response:
    """Answer a query in the address, or describe the service when there is none."""
    asked = read_get(request.scope["query_string"])
    face = None if asked.form or asked.dataset != Dataset() else pages.wanted(request)
    if face is not None:
        return face.sparql(request)
    if asked.query is None:
        return _describe(request, held, asked)
    return _answer(request, held, asked)


@router.post("/sparql", openapi_extra={"requestBody": {"content": {"application/sparql-query": {}}}})
def ask_by_post(
    request: Request, held: Annotated[Repository, Depends(repository)], sent: Annotated[bytes, Depends(body)]
) -> Response:
    """Answer a query in the body: as it is (application/sparql-query) or as a form."""
    asked = read_post(request.headers.get("content-type", ""), sent, request.scope["query_string"])
    if asked.query is None:
        raise BadParameter("The body holds no 'query'.")
    return _answer(request, held, asked)


@router.options("/sparql", include_in_schema=False)
def allow() -> Response:
    """Tell a browser that any page may ask here."""
    return Response(
        status_code=204,
        headers={"Access-Control-Allow-Methods": "GET, HEAD, POST", "Access-Control-Allow-Headers": "*"},
    )


def _answer(request: Request, held: Repository, asked: Asked) -> Response:
    text = asked.query or ""
    accept = _accepted(request, asked, negotiation.OFFERED[screen(text)])
    found = answer(held, text, accept, asked.dataset)
    charset = "; charset=utf-8" if found.media_type.startswith("text/") else ""
    return Response(found.body, headers={"Content-Type": f"{found.media_type}{charset}"})


def _describe(request: Request, held: Repository, asked: Asked) -> Response:
    media_type = _accepted(request, asked, negotiation.GRAPHS)[0]
    base = str(request.base_url)
    return graphs.respond(description(held, base), media_type)


def _accepted(request: Request, asked: Asked, offered: Sequence[str]) -> list[str]:
    if asked.form:
        return [negotiation.by_format(asked.form, offered)]
    return negotiation.acceptable(request.headers.get("accept", ""), offered)
