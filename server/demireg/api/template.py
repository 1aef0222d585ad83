"""``/api/template.xlsx``: the workbook in which a reviewer writes down a study."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from demireg.edge.caching import tagged
from demireg.edge.state import repository
from demireg.services.repository import Repository
from demireg.services.templating.example import example_tree
from demireg.services.templating.workbook import WORKBOOK, write_workbook

router = APIRouter(prefix="/api", tags=["Check"])


@router.get(
    "/template.xlsx",
    dependencies=[Depends(tagged)],
    response_class=Response,
    responses={200: {"content": {WORKBOOK: {}}}},
)
def template(
    held: Annotated[Repository, Depends(repository)],
    example: Annotated[
        str, Query(description="A shipped study, as in hanlon-2021, to have it filled in.", max_length=80)
    ] = "",
) -> Response:
    """Send the workbook in which a study is written down: with a guide, with drop-downs from the current vocabularies.

    Empty, or filled in with a study that ships as an example.
    """
    body = write_workbook(example_tree(example) if example else None, held.background)
    name = f"demireg-example-{example}.xlsx" if example else "demireg-template.xlsx"
    return Response(body, media_type=WORKBOOK, headers={"Content-Disposition": f'attachment; filename="{name}"'})
