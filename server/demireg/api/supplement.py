"""``/api/supplement.zip``: everything behind one theory's matrix, for a paper."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from demireg.edge.caching import tagged
from demireg.edge.state import heavy, repository
from demireg.services.publishing.supplement import supplement as made
from demireg.services.repository import Repository

router = APIRouter(tags=["Compare"], dependencies=[Depends(tagged)])


@router.get("/api/supplement.zip", response_class=Response)
def supplement(
    theory: Annotated[str, Query(description="The theory's slug, such as salutogenesis.")],
    request: Request,
    held: Annotated[Repository, Depends(repository)],
) -> Response:
    """Send configurations, matrix, support, figures, evidence, what studies report, references and RO-Crate metadata.

    Filters of studies, such as country or since, have the same names as at ``/api/compare``. It takes a while.
    """
    given = {each: ",".join(request.query_params.getlist(each)) for each in request.query_params if each != "theory"}
    headers = {"Content-Disposition": 'attachment; filename="supplement.zip"', "Content-Type": "application/zip"}
    with heavy(request).one():
        return Response(made(held, theory, given), headers=headers)
