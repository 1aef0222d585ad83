"""``/api/explain``: why a configuration does or does not match a proposition."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from demireg.domain.names import ALL_ACCEPTED
from demireg.edge.caching import tagged
from demireg.edge.parameters import Only
from demireg.edge.state import repository
from demireg.services.explaining.explain import explain as explained
from demireg.services.explaining.proofs import Explanation
from demireg.services.repository import Repository

router = APIRouter(prefix="/api/explain", tags=["Configurations"], dependencies=[Depends(tagged)])


@router.get("", dependencies=[Depends(Only("configuration", "proposition", "profile"))])
def explain(
    configuration: Annotated[str, Query(description="Study and label, such as wood-2021/w12.")],
    proposition: Annotated[str, Query(description="Theory and short name, such as salutogenesis/P1.")],
    held: Annotated[Repository, Depends(repository)],
    profile: Annotated[str, Query(description="Whose codings count: all-accepted or authors-only.")] = ALL_ACCEPTED,
) -> Explanation:
    """Show the proof slot by slot, or the nearest miss: which slot no part fills, and why."""
    return explained(held, configuration, proposition, profile)
