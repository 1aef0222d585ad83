"""``/api/compare``: theories against studies, one address a measure."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from demireg.api import operations
from demireg.api.answers import TABLE, respond_answer
from demireg.domain.errors import BadParameter
from demireg.domain.names import ALL_ACCEPTED
from demireg.edge.caching import tagged
from demireg.edge.state import heavy, repository
from demireg.services.comparing.ask import measure_of
from demireg.services.comparing.describing import measure_list
from demireg.services.comparing.evidence import Evidence
from demireg.services.comparing.evidence import evidence as behind
from demireg.services.comparing.leaving_out import NAME, asked
from demireg.services.comparing.measures import MEASURES
from demireg.services.publishing import form_of
from demireg.services.repository import Repository

router = APIRouter(prefix="/api/compare", tags=["Compare"], dependencies=[Depends(tagged)])

#: So long, in seconds, units are left out one by one.
MOST_SECONDS: Final = 30.0
Held = Annotated[Repository, Depends(repository)]
Theory = Annotated[str, Query(description="The theory's slug, such as salutogenesis.")]
Profile = Annotated[str, Query(description="Which codings matches rest on: all-accepted or authors-only.")]


@router.get("")
def measures() -> list[dict[str, Any]]:
    """List what can be compared: each measure with its values, its filters and an example."""
    return measure_list()


@router.get("/evidence")
def evidence(
    theory: Theory,
    proposition: str,
    study: str,
    held: Held,
    profile: Profile = ALL_ACCEPTED,
) -> Evidence:
    """Show what stands behind one cell of the matrix: judgements, configurations and why those match."""
    return behind(held, theory, proposition, study, profile)


def _answer(request: Request, held: Repository, name: str, ending: str = "") -> Response:
    """Answer a measure with what an address says. Raises as ``asked``, and BadParameter for a format not there."""
    given = {each: ",".join(request.query_params.getlist(each)) for each in request.query_params}
    by, form = given.pop("by", "") or "table", given.pop("format", "") or ending
    if by not in {"table", "sparql"}:
        raise BadParameter(f"'by' is table or sparql, not '{by[:60]}'.")
    if form and form != TABLE:
        form_of(form, measure_of(name).name)  # before anything is worked out
    with heavy(request).one() if given.get(NAME) else nullcontext():
        answer = asked(held, name, given, "sparql" if by == "sparql" else "table", MOST_SECONDS)
    return respond_answer(request, answer, form)


def _route(name: str) -> Callable[[Request, Repository], Response]:
    def compare(request: Request, held: Held) -> Response:
        return _answer(request, held, name)

    return compare


for _measure in MEASURES.values():
    router.add_api_route(
        f"/{_measure.name}",
        _route(_measure.name),
        name=f"compare-{_measure.name}",
        operation_id=f"compare-{_measure.name}",
        summary=_measure.title,
        description=operations.description(_measure),
        openapi_extra=operations.operation(_measure),
        response_class=Response,
    )


@router.get("/{measure}", response_class=Response)
def compare(measure: str, request: Request, held: Held) -> Response:
    """Compare all studies by one measure, as a file by the ending of the address: contrast.xlsx, support.csv.

    Each measure has an address of its own above, with what it takes.
    """
    name, dot, ending = measure.partition(".")
    return _answer(request, held, name, dot + ending) if name in MEASURES else _answer(request, held, measure)
