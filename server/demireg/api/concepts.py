"""``/api/concepts``: the vocabulary that configurations and propositions share."""

from typing import Annotated

from fastapi import APIRouter, Depends

from demireg.edge.caching import tagged
from demireg.edge.state import repository
from demireg.services.catalogue.concepts import ConceptSummary, ConceptView, concept_list, concept_view
from demireg.services.repository import Repository

router = APIRouter(prefix="/api/concepts", tags=["Concepts"], dependencies=[Depends(tagged)])


@router.get("")
def concepts(held: Annotated[Repository, Depends(repository)]) -> tuple[ConceptSummary, ...]:
    """List the concepts."""
    return concept_list(held)


@router.get("/{concept}")
def concept(concept: str, held: Annotated[Repository, Depends(repository)]) -> ConceptView:
    """Show one concept by its local name: its kinds, opposites and uses."""
    return concept_view(held, concept)
