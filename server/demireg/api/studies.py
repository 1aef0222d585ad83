"""``/api/studies``: the studies that the repository holds."""

from typing import Annotated

from fastapi import APIRouter, Depends

from demireg.edge.caching import tagged
from demireg.edge.state import repository
from demireg.services.catalogue.studies import StudySummary, StudyView, study_list, study_view
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
