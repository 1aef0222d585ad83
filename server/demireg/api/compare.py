"""``/api/compare``: theories against studies, by measure."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from demireg.api.tables import respond
from demireg.domain.names import ALL_ACCEPTED
from demireg.edge.caching import tagged
from demireg.edge.state import repository
from demireg.services.comparing.ask import ask
from demireg.services.comparing.evidence import Evidence
from demireg.services.comparing.evidence import evidence as behind
from demireg.services.repository import Repository

router = APIRouter(prefix="/api/compare", tags=["Compare"], dependencies=[Depends(tagged)])

Theory = Annotated[str, Query(description="The theory's slug, such as salutogenesis.")]
Profile = Annotated[str, Query(description="Which codings matches rest on: all-accepted or authors-only.")]


@router.get("/evidence")
def evidence(
    theory: Theory,
    proposition: str,
    study: str,
    held: Annotated[Repository, Depends(repository)],
    profile: Profile = ALL_ACCEPTED,
) -> Evidence:
    """Show what stands behind one cell of the matrix: judgements, configurations and why those match."""
    return behind(held, theory, proposition, study, profile)


@router.get("/{measure}")
def compare(
    measure: str,
    request: Request,
    held: Annotated[Repository, Depends(repository)],
    by: Annotated[
        Literal["table", "sparql"], Query(description="The fast path or the reference; both answer the same.")
    ] = "table",
) -> Response:
    """Compare all studies by one measure; ``format`` is json or csv, everything else a value or filter of it."""
    given = {name: ",".join(request.query_params.getlist(name)) for name in request.query_params}
    answer = ask(held, measure, {name: value for name, value in given.items() if name not in {"by", "format"}}, by)
    return respond(request, answer.found.columns, answer.found.rows, answer.body)
