"""Answer with a table: JSON for programs, CSV for spreadsheets."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.responses import Response

from demireg.edge import negotiation
from demireg.services.tables import WRITERS, Columns, Rows

OFFERED: Final = (negotiation.JSON, negotiation.CSV)


def respond(request: Request, columns: Columns, rows: Rows, body: Mapping[str, Any]) -> Response:
    """Return ``body`` as JSON or the rows as CSV, by the ``format`` parameter or the Accept header."""
    form = request.query_params.get("format", "")
    accept = request.headers.get("accept", "")
    wanted = negotiation.by_format(form, OFFERED) if form else _accepted(accept)
    if wanted == negotiation.JSON:
        return JSONResponse(body)
    return Response(WRITERS["csv"](columns, rows), headers={"Content-Type": "text/csv; charset=utf-8"})


def _accepted(accept: str) -> str:
    """Return the type to send; a browser that only names pages gets JSON, which it can show."""
    return negotiation.JSON if negotiation.prefers_page(accept) else negotiation.choose(accept, OFFERED)
