"""``/api/studies``: the studies that the repository holds."""

from dataclasses import asdict
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from demireg.api.files import file, parted
from demireg.api.tables import respond
from demireg.edge.caching import tagged
from demireg.edge.state import repository
from demireg.services.catalogue.studies import StudySummary, StudyView, study_list, study_view
from demireg.services.exporting.formats import FORMATS
from demireg.services.reporting import rows
from demireg.services.reporting.judging import standard_report
from demireg.services.repository import Repository

#: What an address with an ending answers with.
_FILES: Final[dict[str, dict[str, object]]] = {each.media_type: {} for each in FORMATS.values()}

router = APIRouter(prefix="/api/studies", tags=["Studies"], dependencies=[Depends(tagged)])


@router.get("")
def studies(held: Annotated[Repository, Depends(repository)]) -> tuple[StudySummary, ...]:
    """List the studies by label."""
    return study_list(held)


@router.get("/{study}", response_model=StudyView, responses={200: {"content": _FILES}})
def study(
    study: str,
    held: Annotated[Repository, Depends(repository)],
    partly: Annotated[
        bool, Query(description="Take a sheet even where it cannot say all that a study says that came as triples.")
    ] = False,
) -> StudyView | Response:
    """Show everything about one study: setting, participants, configurations, discrepancies, stances.

    With an ending (`wood-2021.yaml`, `.json`, `.xlsx`, `.csv.zip`, `.ttl`, `.trig`, `.jsonld`, `.nt` or `.rdf`) it is
    the study as a file, which `demireg check`, `demireg import` and the page for adding studies take back.
    """
    name, ending = parted(study)
    return file(held, name, ending, partly=partly) if ending else study_view(held, study)


@router.get("/{study}/rameses")
def rameses(study: str, request: Request, held: Annotated[Repository, Depends(repository)]) -> Response:
    """Hold what a study reports against RAMESES II, or RAMESES I for a synthesis; ``format`` is json or csv."""
    found = standard_report(held, study)
    return respond(request, rows.COLUMNS, rows.rows(found), asdict(found))
