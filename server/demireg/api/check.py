"""``/api/check``: what a study would be told if it were sent in; nothing is kept."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request

from demireg.domain.errors import Invalid
from demireg.domain.findings import Report, Severity
from demireg.edge.negotiation import UnsupportedMediaType
from demireg.edge.places import Places
from demireg.edge.state import body, checks, repository
from demireg.services.importing.read import read_bytes
from demireg.services.repository import Repository
from demireg.services.studies import check as checked

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
}
_BODY: Final = {"requestBody": {"content": {media_type: {} for media_type in ENDINGS}, "required": True}}


@router.post("/check", openapi_extra=_BODY)
def check(
    request: Request,
    held: Annotated[Repository, Depends(repository)],
    sent: Annotated[bytes, Depends(body)],
    places: Annotated[Places, Depends(checks)],
    name: Annotated[str, Query(description="The file's name, for the places in the report.", max_length=100)] = "",
) -> dict[str, Any]:
    """Check a study in any accepted format and report every finding with its place and a mend.

    Answers 200 when nothing keeps the study out, 422 with the same findings when something does, and 503 while
    too many others are being checked.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in ENDINGS:
        raise UnsupportedMediaType(
            f"A study is sent as {', '.join(ENDINGS)}, not as '{media_type or 'nothing named'}'."
        )
    ending = ENDINGS[media_type]
    shown = name if name.lower().endswith(ending) else f"{name or 'study'}{ending}"
    with places.one():
        report = checked(held, read_bytes(sent, shown))
    if not report.conforms:
        count = report.count(Severity.VIOLATION)
        raise Invalid(f"{shown} is not accepted as it is: {count} to mend.", report)
    return _as_dict(report)


def _as_dict(report: Report) -> dict[str, Any]:
    return {"conforms": report.conforms, "findings": list(report.findings)}
