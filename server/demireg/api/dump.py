"""Everything at once, what it is, and whether the service is well."""

from tempfile import SpooledTemporaryFile
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response, StreamingResponse

from demireg.api.service_description import dataset
from demireg.edge import graphs, negotiation
from demireg.edge.caching import tagged
from demireg.edge.state import repository
from demireg.services.dumping import dump_trig_gz
from demireg.services.generations import generation
from demireg.services.repository import Repository

router = APIRouter(tags=["Repository"])

_IN_MEMORY: Final = 10_000_000
_PIECE: Final = 1 << 16


@router.get("/dump.trig.gz", dependencies=[Depends(tagged)], response_class=Response)
def dump(held: Annotated[Repository, Depends(repository)]) -> Response:
    """Send the whole repository as gzipped TriG: the same data gives the same bytes."""
    packed = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it lives until the last piece is sent
    dump_trig_gz(held, packed)  # type: ignore[arg-type]
    size = packed.tell()
    packed.seek(0)
    return StreamingResponse(
        iter(lambda: packed.read(_PIECE), b""),
        media_type="application/gzip",
        headers={"Content-Length": str(size), "Content-Disposition": 'attachment; filename="demireg.trig.gz"'},
    )


@router.get("/.well-known/void", dependencies=[Depends(tagged)], response_class=Response)
def void(request: Request, held: Annotated[Repository, Depends(repository)]) -> Response:
    """Describe the data in VoID."""
    accept = request.headers.get("accept", "")
    wanted = "text/turtle" if negotiation.prefers_page(accept) else negotiation.choose(accept, negotiation.GRAPHS)
    return graphs.respond(dataset(held, str(request.base_url)), wanted)


@router.get("/health")
def health(request: Request, held: Annotated[Repository, Depends(repository)]) -> dict[str, str | int]:
    """Say that the service and its store answer, and which generation of the data they hold."""
    return {
        "status": "ok",
        "version": request.app.version,
        "generation": generation(held.store, held.names),
    }
