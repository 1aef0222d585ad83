"""Keep an answer under a name: a form for curators, whose address carries the question."""

import json
from base64 import urlsafe_b64decode
from binascii import Error
from contextlib import nullcontext
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from demireg.domain.errors import BadParameter, NotFound, Refused
from demireg.edge import identity
from demireg.edge.identity import Visitor, held_desk
from demireg.edge.state import heavy
from demireg.edge.state import repository as held_repository
from demireg.services.comparing.ask import measure_of
from demireg.services.comparing.leaving_out import NAME, asked
from demireg.services.comparing.saving import name_of, save
from demireg.services.repository import Repository
from demireg.web import urls
from demireg.web.contexts import Frame
from demireg.web.contexts_kept import KeepPage
from demireg.web.pages.signing import private, signed
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

Held = Annotated[Repository, Depends(held_repository)]
Signed = Annotated[Visitor, Depends(signed)]
#: The most letters of a question in an address.
_MOST = 8_000


class Sent(BaseModel):
    """What the form sends. csrf: its token; name: to keep the answer under; note: why."""

    csrf: str = ""
    name: str = ""
    note: str = ""


@router.get("/desk/keep/{measure}/{question}", response_class=HTMLResponse)
def about_to_keep(measure: str, question: str, visit: Signed) -> HTMLResponse:
    """Ask a curator for the name under which an answer is to be kept."""
    _hold_curator(visit)
    return private(_asking(visit, measure, _read(question), Sent()))


@router.post("/desk/keep/{measure}/{question}")
def keep(
    measure: str, question: str, request: Request, sent: Annotated[Sent, Form()], visit: Signed, repository: Held
) -> Response:
    """Ask the question and keep the answer; a name that cannot be one is asked for again."""
    identity.hold_form(request, visit, sent.csrf)
    _hold_curator(visit)
    values = _read(question)
    try:
        name = name_of(sent.name.strip())
        with heavy(request).one() if values.get(NAME) else nullcontext():
            answer = asked(repository, measure, values)
        with held_desk(request).deciding:
            save(repository, name, answer, visit.person.name, sent.note)
    except BadParameter as fault:
        return private(_asking(visit, measure, values, sent, str(fault)))
    return private(RedirectResponse(urls.kept_comparison(name), HTTPStatus.SEE_OTHER))


def _hold_curator(visit: Visitor) -> None:
    if not visit.person.curates:
        raise Refused("Only a curator keeps comparisons here. Ask one, or keep it in a repository of your own.")


def _read(question: str) -> dict[str, str]:
    """Return the values that an address carries (``urls.keep``). Raises NotFound for what is none."""
    try:
        held = json.loads(urlsafe_b64decode(question[:_MOST] + "=" * (-len(question[:_MOST]) % 4)))
    except (Error, ValueError) as fault:
        raise NotFound("This address holds no question. Ask a comparison, and choose to keep it there.") from fault
    if not isinstance(held, dict) or not all(isinstance(value, str) for value in held.values()):
        raise NotFound("This address holds no question. Ask a comparison, and choose to keep it there.")
    return held


def _asking(visit: Visitor, measure: str, values: dict[str, str], sent: Sent, problem: str = "") -> HTMLResponse:
    page = KeepPage(
        frame=Frame("Keep an answer", robots=False),
        visit=visit,
        measure=measure_of(measure),
        asked=tuple(values.items()),
        action=urls.keep(measure, values),
        back=urls.comparison(measure, values),
        name=sent.name,
        note=sent.note,
        problem=problem,
    )
    return render("keep.html", page, HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK)
