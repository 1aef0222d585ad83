"""``/api/theories``: mid-range and programme theories with their propositions."""

from typing import Annotated

from fastapi import APIRouter, Depends

from demireg.edge.caching import tagged
from demireg.edge.state import repository
from demireg.services.catalogue.theories import TheorySummary, TheoryView, theory_list, theory_view
from demireg.services.repository import Repository

router = APIRouter(prefix="/api/theories", tags=["Theories"], dependencies=[Depends(tagged)])


@router.get("")
def theories(held: Annotated[Repository, Depends(repository)]) -> tuple[TheorySummary, ...]:
    """List the theories."""
    return theory_list(held)


@router.get("/{theory}")
def theory(theory: str, held: Annotated[Repository, Depends(repository)]) -> TheoryView:
    """Show one theory: its propositions, patterns, descent and use."""
    return theory_view(held, theory)
