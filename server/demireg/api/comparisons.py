"""``/api/comparisons``: answers that are kept under a name, to be cited, asked again and held apart."""

from dataclasses import asdict
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from demireg.api.answers import respond_answer
from demireg.api.submissions import Caller, Given, OnDesk, unkept
from demireg.api.tables import respond
from demireg.domain.errors import Refused
from demireg.edge.caching import tagged
from demireg.edge.state import heavy, repository
from demireg.services.comparing.again import again as ask_again
from demireg.services.comparing.leaving_out import asked
from demireg.services.comparing.saving import COLUMNS, Heading, Saved, listed, save, saved
from demireg.services.repository import Repository

router = APIRouter(prefix="/api/comparisons", tags=["Compare"])

Held = Annotated[Repository, Depends(repository)]
Version = Annotated[int, Query(ge=0, le=10_000_000, description="Which version; the newest unless given.")]
#: What the interface's description says of the format; ``respond`` reads it from the address.
_FORMAT: Final = {
    "parameters": [
        {
            "name": "format",
            "in": "query",
            "description": "json or csv.",
            "schema": {"type": "string", "enum": ["json", "csv"]},
        }
    ]
}
Format = Annotated[str, Query(alias="format", description="Any format of an answer, such as csv or xlsx.")]


class Kept(Given):
    """What is to be kept.

    name: small letters, digits and hyphens; measure: which; values: its values and filters by name, leave_out=each
    included; note: why it is kept.
    """

    name: str
    measure: str
    values: dict[str, str] = Field(default_factory=dict, max_length=60)
    note: str = ""


@router.get("", dependencies=[Depends(tagged)], response_model=None, openapi_extra=_FORMAT)
def comparisons(request: Request, held: Held) -> Response:
    """List the newest answer kept under each name."""
    found = listed(held)
    return respond(request, COLUMNS, [each.row for each in found], {"comparisons": [asdict(each) for each in found]})


@router.get("/{name}", dependencies=[Depends(tagged)], response_model=None, openapi_extra=_FORMAT)
def comparison(name: str, request: Request, held: Held, version: Version = 0) -> Response:
    """Show what is kept under a name: the question, what it was made from, and the answer as it was."""
    found = saved(held, name, version)
    return respond(request, found.columns, found.rows, _shown(found))


@router.get("/{name}/again", dependencies=[Depends(tagged)], response_model=None)
def again(name: str, request: Request, held: Held, version: Version = 0, form: Format = "") -> Response:
    """Ask the question again, and tell what has changed since: rows, figures, and versions of studies."""
    with heavy(request).one():
        answer = ask_again(held, name, version).answer
    return respond_answer(request, answer, form)


@router.post("", status_code=201, dependencies=[Depends(unkept)])
def keep(sent: Kept, held: Held, desk: OnDesk, person: Caller) -> dict[str, Any]:
    """Ask a measure and keep the answer under a name, as a curator; the versions before it stay."""
    if not person.curates:
        raise Refused("Only a curator keeps comparisons here. Ask one, or keep it in a repository of your own.")
    answer = asked(held, sent.measure, sent.values)
    with desk.deciding:
        return _shown(save(held, sent.name, answer, person.name, sent.note))


def _shown(found: Saved) -> dict[str, Any]:
    heading: Heading = found.heading
    made_from = {
        "software": found.software,
        "generation": found.generation,
        "background": found.background,
        "digest": found.digest,
        "studies": dict(found.studies),
    }
    return {
        "name": heading.name,
        "version": found.number,
        "versions_kept": list(found.numbers),
        "iri": found.iri,
        "measure": heading.measure,
        "values": dict(heading.query),
        "kept": heading.on,
        "by": heading.agent,
        "note": heading.note,
        "columns": list(found.columns),
        "rows": [list(row) for row in found.rows],
        "answer": dict(found.body),
        "notes": list(found.notes),
        "sha256": found.result_hash,
        "versions": made_from,
    }
