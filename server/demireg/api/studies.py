"""``/api/studies``: the studies that the repository holds."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from demireg.api.tables import respond
from demireg.edge.caching import tagged
from demireg.edge.state import repository
from demireg.services.catalogue.studies import StudySummary, StudyView, study_list, study_view
from demireg.services.reporting import rows
from demireg.services.reporting.judging import standard_report
from demireg.services.repository import Repository

router = APIRouter(prefix="/api/studies", tags=["Studies"], dependencies=[Depends(tagged)])


@router.get("")
def studies(held: Annotated[Repository, Depends(repository)]) -> tuple[StudySummary, ...]:
    """List the studies by label."""
    return study_list(held)


@router.get("/{study}")
def study(study: str, held: Annotated[Repository, Depends(repository)]) -> StudyView:
    """Show everything about one study: setting, participants, configurations, discrepancies, stances."""
    return study_view(held, study)


@router.get("/{study}/rameses")
def rameses(study: str, request: Request, held: Annotated[Repository, Depends(repository)]) -> Response:
    """Hold what a study reports against RAMESES II, or RAMESES I for a synthesis; ``format`` is json or csv."""
    found = standard_report(held, study)
    return respond(request, rows.COLUMNS, rows.rows(found), asdict(found))
