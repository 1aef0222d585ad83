"""``/api/compare``: theories against studies, by measure."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from demireg.api.tables import respond
from demireg.domain.names import ALL_ACCEPTED
from demireg.edge.caching import tagged
from demireg.edge.state import repository
from demireg.services.agreeing.held import measured as agreed
from demireg.services.comparing.evidence import Evidence
from demireg.services.comparing.evidence import evidence as behind
from demireg.services.comparing.measures import measure as compared
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


@router.get("/agreement")
def agreement(
    request: Request,
    study: Annotated[str, Query(description="The identifier of a held study.")],
    held: Annotated[Repository, Depends(repository)],
) -> Response:
    """Say how far those who coded passages of one held study agree: kappa and alpha, with what they rest on.

    ``format`` is json or csv. What the report says of its own double coding stands beside it as ``published``.
    """
    found = agreed(held, study)
    return respond(request, found.columns, found.rows, found.body)


@router.get("/{measure}")
def compare(
    measure: str,
    request: Request,
    theory: Theory,
    held: Annotated[Repository, Depends(repository)],
    profile: Profile = ALL_ACCEPTED,
    by: Annotated[
        Literal["table", "sparql"], Query(description="The fast path or the reference; both answer the same.")
    ] = "table",
) -> Response:
    """Compare all studies on a theory by one measure; ``format`` is json or csv."""
    found = compared(held, measure, theory, profile, by)
    return respond(request, found.columns, found.rows, found.body)
