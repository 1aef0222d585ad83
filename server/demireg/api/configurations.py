"""``/api/configurations``: the claims that studies make."""

from itertools import chain, islice
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from demireg.domain.names import ALL_ACCEPTED
from demireg.edge.caching import tagged
from demireg.edge.state import repository
from demireg.services.catalogue.configurations import ConfigurationView, Strip, configuration_view, strips
from demireg.services.catalogue.studies import study_list
from demireg.services.repository import Repository

router = APIRouter(prefix="/api/configurations", tags=["Configurations"], dependencies=[Depends(tagged)])


@router.get("")
def configurations(
    held: Annotated[Repository, Depends(repository)],
    study: Annotated[str, Query(description="Only those of this study.")] = "",
    limit: Annotated[int, Query(ge=1, le=1000, description="How many at most.")] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out first.")] = 0,
) -> list[Strip]:
    """List configurations with their parts, study by study, in the order of each sheet."""
    studies = [study] if study else [each.id for each in study_list(held)]
    found = chain.from_iterable(strips(held, each) for each in studies)
    return list(islice(found, offset, offset + limit))


@router.get("/{study}/{label}")
def configuration(
    study: str, label: str, held: Annotated[Repository, Depends(repository)], profile: str = ALL_ACCEPTED
) -> ConfigurationView:
    """Show one configuration with its chains, the propositions it matches and why, and the stances on it."""
    return configuration_view(held, study, label, profile)
