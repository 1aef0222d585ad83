"""The review desk: what waits, one submission with its difference and report, and what is done with it."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from demireg.domain.errors import Invalid, NotFound
from demireg.edge import identity
from demireg.edge.identity import Visitor, held_desk
from demireg.edge.places import Places
from demireg.edge.state import checks
from demireg.edge.state import repository as held_repository
from demireg.edge.tray import Tray
from demireg.edge.tray import tray as held_tray
from demireg.services import versions
from demireg.services.effects_wording import besides, sentences
from demireg.services.repository import Repository
from demireg.services.reviewing import deciding
from demireg.services.reviewing.changes import difference, tree_of
from demireg.services.reviewing.deciding import Ruling
from demireg.services.reviewing.desk import Desk
from demireg.services.reviewing.showing import Shown, in_force, show
from demireg.services.reviewing.submissions import State
from demireg.web import checked_view, urls
from demireg.web.contexts import Frame
from demireg.web.contexts_desk import DeskPage, HandInPage, Pile, SubmissionPage
from demireg.web.pages.adding import looked_at
from demireg.web.pages.signing import private, signed
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

Held = Annotated[Repository, Depends(held_repository)]
OnDesk = Annotated[Desk, Depends(held_desk)]
Signed = Annotated[Visitor, Depends(signed)]

_PILES: Final = {
    State.SUBMITTED: "Waiting for a curator",
    State.RETURNED: "Returned, to be mended",
    State.DRAFT: "Kept, not submitted yet",
    State.ACCEPTED: "Accepted",
    State.REJECTED: "Rejected",
    State.WITHDRAWN: "Taken back",
}


class Sent(BaseModel):
    """What a form of the desk sends.

    csrf: the form's token; reason, onto, seen: of a decision; place, text: of a remark; note: to the curator.
    """

    csrf: str = ""
    reason: str = ""
    onto: str = ""
    seen: str = ""
    place: str = ""
    text: str = ""
    note: str = ""


@router.get("/desk", response_class=HTMLResponse)
def desk(visit: Signed, on: OnDesk, repository: Held) -> HTMLResponse:
    """List what this person may see."""
    seen = on.seen_by(visit.person)
    piles = tuple(
        Pile(heading, tuple(each for each in seen if each.state is state))
        for state, heading in _PILES.items()
        if any(each.state is state for each in seen)
    )
    gone = versions.retracted(repository.store)
    return private(render("desk.html", DeskPage(Frame("Review desk", robots=False), visit, piles, gone)))


@router.get("/desk/from/{key}", response_class=HTMLResponse)
def about_to_hand_in(
    key: str,
    visit: Signed,
    repository: Held,
    tray: Annotated[Tray, Depends(held_tray)],
    places: Annotated[Places, Depends(checks)],
) -> HTMLResponse:
    """Show an upload that is about to be handed in."""
    kept = tray.get(key)
    looked = looked_at(repository, kept, places)
    before = in_force(repository, looked.study) if looked.study else {}
    after = tree_of(repository, looked.draft) if looked.draft and before else None
    page = HandInPage(
        frame=Frame(f"Submit {kept.name} for review", robots=False),
        visit=visit,
        key=key,
        name=kept.name,
        study=looked.study,
        conforms=looked.report.conforms,
        verdict=checked_view.verdict(looked),
        apart=difference(before, after, repository.background.codes) if after is not None else None,
        held=bool(before),
        news=looked.effects is not None and looked.effects.changed,
    )
    return private(render("hand_in.html", page))


@router.post("/desk/from/{key}")
def hand_in(
    key: str, request: Request, sent: Annotated[Sent, Form()], visit: Signed, repository: Held, on: OnDesk
) -> Response:
    """Hand an upload in for review."""
    identity.hold_form(request, visit, sent.csrf)
    looked = looked_at(repository, held_tray(request).get(key), checks(request))
    if looked.draft is None or not looked.report.conforms:
        raise Invalid(f"{looked.name} cannot be handed in as it is; its report says what to mend.", looked.report)
    with checks(request).one():
        held = deciding.hand_in(repository, on, looked.draft, visit.person, sent.note)
    return private(RedirectResponse(urls.desk(held.number), HTTPStatus.SEE_OTHER))


@router.get("/desk/{number:int}", response_class=HTMLResponse)
def submission(number: int, request: Request, visit: Signed, repository: Held, on: OnDesk) -> HTMLResponse:
    """Show one submission: the difference, the report, what it would change, and what was said."""
    with checks(request).one():
        shown = show(repository, on, number, visit.person)
    return private(render("submission.html", _page(visit, shown)))


@router.post("/desk/{number:int}/{act}")
def act(
    number: int, act: str, request: Request, sent: Annotated[Sent, Form()], visit: Signed, repository: Held
) -> Response:
    """Do something with a submission: submit, withdraw, remark, accept, return or reject."""
    identity.hold_form(request, visit, sent.csrf)
    on, person = held_desk(request), visit.person
    ruling = Ruling(number, person, sent.reason, sent.onto, sent.seen)
    if act == "submit":
        deciding.submit(repository, on, number, person, sent.note)
    elif act == "withdraw":
        deciding.withdraw(repository, on, Ruling(number, person))
    elif act == "remark":
        on.remark(number, person, sent.place, sent.text)
    elif act == "accept":
        deciding.accept(repository, on, ruling)
    elif act == "return":
        deciding.turn_back(repository, on, ruling)
    elif act == "reject":
        deciding.reject(repository, on, ruling)
    else:
        raise NotFound("There is nothing of that name to be done with a submission.")
    return private(RedirectResponse(urls.desk(number), HTTPStatus.SEE_OTHER))


def _page(visit: Visitor, shown: Shown) -> SubmissionPage:
    held, looked = shown.submission, shown.looked
    effects = looked.effects if looked else None
    return SubmissionPage(
        frame=Frame(f"Submission {held.number}", robots=False),
        visit=visit,
        shown=shown,
        decides=visit.person.curates and held.state is State.SUBMITTED,
        owns=held.agent == visit.person.name,
        verdict=checked_view.verdict(looked) if looked else "",
        weights=checked_view.weights(looked.report, held.name) if looked else (),
        effects=effects,
        told=tuple(sentences(effects)) if effects else (),
        rest=tuple(besides(effects)) if effects else (),
        places=tuple(section.heading for section in shown.difference.sections) if shown.difference else (),
    )
