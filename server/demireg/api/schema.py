"""``/schema``: the form of a study sheet, for editors and other programs."""

from fastapi import APIRouter, Depends
from starlette.responses import Response

from demireg.edge.caching import tagged
from demireg.services.importing.schema import MEDIA_TYPE, schema_text

router = APIRouter(tags=["Repository"])


@router.get("/schema/sheet.json", dependencies=[Depends(tagged)], response_class=Response)
def sheet() -> Response:
    """Send the JSON Schema of a study sheet (draft 2020-12), every key explained."""
    return Response(schema_text(), media_type=MEDIA_TYPE)
