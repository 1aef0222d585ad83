"""``/id/…`` and ``/ns/…``: every IRI of ours answers, with a page or with data."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from demireg.api import files
from demireg.domain.errors import NotFound
from demireg.edge import graphs, negotiation
from demireg.edge.caching import tagged
from demireg.edge.pages import Pages
from demireg.edge.state import repository
from demireg.services.describing import SPACES, describe, describe_whole, identifier, is_known, module_of, unknown
from demireg.services.repository import Repository

router = APIRouter(tags=["Resources"], dependencies=[Depends(tagged)])

_SEE_OTHER = 303


@router.get("/id/{path:path}")
def thing(path: str, request: Request, held: Annotated[Repository, Depends(repository)]) -> Response:
    """Show a study, configuration, programme or graph: 303 by Accept, or the data itself by suffix.

    A study also leads to its files (`.yaml`, `.json`, `.xlsx`, `.csv.zip`, `.trig`), which are below `/api/studies`.
    """
    elsewhere = files.of_study(path, request.headers.get("accept", ""))
    if elsewhere:
        return RedirectResponse(elsewhere, _SEE_OTHER)
    name, suffix = _parted(path)
    return _respond(request, held, f"{held.names.base}{name}", f"/id/{quote(name)}", suffix)


@router.get("/ns/{path:path}")
def term(path: str, request: Request, held: Annotated[Repository, Depends(repository)]) -> Response:
    """Show a term, concept, theory or a whole namespace: 303 by Accept, or the data itself by suffix."""
    name, suffix = _parted(path)
    space, _, local = name.partition("/")
    if space not in SPACES:
        raise NotFound(f"There is no namespace '{space}' here; there are {', '.join(SPACES)}.")
    return _respond(request, held, identifier(held, space, local), f"/ns/{quote(name)}", suffix)


def _parted(path: str) -> tuple[str, str]:
    for suffix in negotiation.SUFFIXES:
        if path.endswith(suffix):
            return path.removesuffix(suffix), suffix
    return path.removesuffix("/"), ""


def _respond(request: Request, held: Repository, iri: str, address: str, suffix: str) -> Response:
    if suffix and suffix != ".html":
        media_type = negotiation.SUFFIXES[suffix]
        whole = describe_whole(held, iri, media_type)
        return graphs.written(whole) if whole is not None else graphs.respond(describe(held, iri), media_type)
    if module_of(held, iri) is None and not is_known(held, iri):
        raise unknown(iri)
    face: Pages | None = getattr(request.app.state, "pages", None)
    page = face.address(request, iri).rstrip("/") if face is not None else ""
    offered = (*negotiation.GRAPHS, negotiation.HTML) if page else negotiation.GRAPHS
    if suffix == ".html":
        if not page:
            raise NotFound(f"There is no page for <{iri}>; its data is at {address}.ttl.")
        return RedirectResponse(page, _SEE_OTHER)
    return RedirectResponse(_chosen(request, offered, address, page), _SEE_OTHER)


def _chosen(request: Request, offered: tuple[str, ...], address: str, page: str) -> str:
    accept = request.headers.get("accept", "")
    wanted = "text/turtle" if not page and negotiation.prefers_page(accept) else negotiation.choose(accept, offered)
    if wanted == negotiation.HTML:
        return page
    return address + next(suffix for suffix, media_type in negotiation.SUFFIXES.items() if media_type == wanted)
