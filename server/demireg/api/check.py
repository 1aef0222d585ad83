"""``/api/check``: what a study would be told if it were sent in, and what it would change; nothing is kept."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePath
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from demireg.domain.errors import BadParameter, Invalid
from demireg.domain.findings import Severity
from demireg.edge.negotiation import UnsupportedMediaType
from demireg.edge.places import Places
from demireg.edge.state import body, checks, repository
from demireg.services.importing.read import IMPORTERS
from demireg.services.looking import Looked, as_dict, look
from demireg.services.report_forms.forms import FORMS
from demireg.services.report_forms.plain import Checked
from demireg.services.repository import Repository
from demireg.services.templating.annotate import annotate
from demireg.services.templating.workbook import WORKBOOK

router = APIRouter(prefix="/api", tags=["Check"])

#: Media type of the body → ending of a file of that kind.
ENDINGS: Final = {
    "application/yaml": ".yaml",
    "application/x-yaml": ".yaml",
    "text/yaml": ".yaml",
    "text/x-yaml": ".yaml",
    "application/json": ".json",
    "text/turtle": ".ttl",
    "application/n-triples": ".nt",
    "application/n-quads": ".nq",
    "application/trig": ".trig",
    "application/ld+json": ".jsonld",
    "application/rdf+xml": ".rdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/zip": ".zip",
}
#: A body of any kind; the ending of its name says which.
ANY: Final = "application/octet-stream"
#: What the interface description says of such a body.
BODY: Final = {"requestBody": {"content": {media_type: {} for media_type in (*ENDINGS, ANY)}, "required": True}}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for beside the check itself."""

    name: Annotated[str, Query(description="The file's name, for the places in the report.", max_length=100)] = ""
    form: Annotated[str, Query(alias="format", description="json, csv, markdown, sarif or junit.")] = "json"
    annotate: Annotated[bool, Query(description="Answer with a workbook itself, every finding at its cell.")] = False


@router.post("/check", openapi_extra=BODY)
def check(
    request: Request,
    held: Annotated[Repository, Depends(repository)],
    sent: Annotated[bytes, Depends(body)],
    places: Annotated[Places, Depends(checks)],
    asked: Annotated[Asked, Depends()],
) -> Any:  # noqa: ANN401 - an answer, or its JSON object
    """Check a study in any accepted format: every finding with its place and a mend, and what the study would change.

    Answers 200 when nothing keeps the study out, 422 with the same findings when something does, 400 when it cannot be
    read, and 503 while too many others are being checked. Other forms than ``json`` hold the findings alone. With
    ``annotate`` a workbook comes back marked, whatever was found in it.
    """
    if asked.form not in FORMS:
        raise BadParameter(f"'format' is one of {', '.join(FORMS)} here, not '{asked.form}'.")
    shown = shown_name(request.headers.get("content-type", ""), asked.name)
    with places.one():
        looked = look(held, sent, shown, named=shown == asked.name)
        if asked.annotate:
            return _marked(sent, looked)
    if asked.form != "json":
        status = HTTPStatus.OK if looked.report.conforms else HTTPStatus.UNPROCESSABLE_ENTITY
        text = FORMS[asked.form].write([Checked(shown, looked.report)])
        return Response(text, status, media_type=FORMS[asked.form].media_type)
    if looked.fault is not None:
        raise looked.fault
    if not looked.report.conforms:
        count = looked.report.count(Severity.VIOLATION)
        raise Invalid(f"{shown} is not accepted as it is: {count} to mend.", looked.report)
    return JSONResponse(as_dict(looked))


def _marked(sent: bytes, looked: Looked) -> Response:
    """Return a workbook with what was found in it. Raises BadParameter for anything else, and why it is unreadable."""
    if PurePath(looked.name).suffix.lower() != ".xlsx":
        raise BadParameter("Only a workbook (.xlsx) can be marked; leave 'annotate' out for anything else.")
    if looked.fault is not None:
        raise looked.fault
    name = f"{PurePath(looked.name).stem}-marked.xlsx"
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    body = annotate(sent, looked.report, looked.name)
    return Response(body, media_type=WORKBOOK, headers={"Content-Disposition": disposition})


def shown_name(content_type: str, name: str) -> str:
    """Return the name by which the body is read. Raises UnsupportedMediaType for what no reader takes."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == ANY and PurePath(name).suffix.lower() in IMPORTERS:
        return name
    if media_type not in ENDINGS or ENDINGS[media_type] not in IMPORTERS:
        raise UnsupportedMediaType(
            f"A study is sent as {', '.join(ENDINGS)}, not as '{media_type or 'nothing named'}'. "
            f"As {ANY}, 'name' says by its ending what it is."
        )
    ending = ENDINGS[media_type]
    return name if name.lower().endswith(ending) else f"{name or 'study'}{ending}"
