"""``/api/submissions``: hand a study in, see what became of it, decide; and ``/api/studies/{id}/retraction``.

Everything here asks for a token in the header ``Authorization: Bearer``, and nobody may keep an answer.
"""

from dataclasses import asdict
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from demireg.api.check import BODY, shown_name
from demireg.domain.errors import BadParameter, Invalid
from demireg.edge.identity import caller, held_desk
from demireg.edge.places import Places
from demireg.edge.state import body, checks, repository
from demireg.services.history import Version, history
from demireg.services.looking import as_dict, look
from demireg.services.repository import Repository
from demireg.services.retracting import Retraction
from demireg.services.reviewing import deciding
from demireg.services.reviewing.accounts import Person
from demireg.services.reviewing.deciding import Ruling
from demireg.services.reviewing.desk import MOST_NUMBER, Desk, remark_of
from demireg.services.reviewing.showing import show
from demireg.services.reviewing.submissions import Submission

Held = Annotated[Repository, Depends(repository)]
OnDesk = Annotated[Desk, Depends(held_desk)]
Caller = Annotated[Person, Depends(caller)]
Number = Annotated[int, Path(ge=1, le=MOST_NUMBER, description="The submission's number on this desk.")]

#: What may be decided.
_ACTS: Final = {
    "accept": deciding.accept,
    "return": deciding.turn_back,
    "reject": deciding.reject,
    "withdraw": deciding.withdraw,
}


def unkept(response: Response) -> None:
    """Have nobody keep the answer."""
    response.headers["Cache-Control"] = "no-store"


router = APIRouter(prefix="/api", tags=["Review"], dependencies=[Depends(unkept)])


class Given(BaseModel):
    """What a program sends: a field that is not known is refused, for whoever sent it meant something by it."""

    model_config = ConfigDict(extra="forbid")


class Words(Given):
    """A remark on a place of a submission, or a part of a decision. place: which, perhaps empty; text: the words."""

    text: str
    place: str = ""


class Decision(Given):
    """What is done with a submission.

    decision: accept, return or reject by a curator, withdraw by its author; seen: the text that was looked at
    (``digest`` of the submission), which a curator must name; reason: why; onto: the version in force that it was
    compared with (``base`` of the submission's view), by default the one it was made against; remarks: to be written
    beside it.
    """

    decision: str
    seen: str = ""
    reason: str = ""
    onto: str = ""
    remarks: list[Words] = Field(default_factory=list, max_length=100)


class Withdrawal(Given):
    """Why a study is taken out. reason; superseded_by: identifier of a study that is here, perhaps empty."""

    reason: str
    superseded_by: str = ""


@router.post("/submissions", status_code=201, openapi_extra=BODY)
def submit(
    request: Request,
    held: Held,
    sent: Annotated[bytes, Depends(body)],
    person: Caller,
    name: Annotated[str, Query(description="The file's name.", max_length=100)] = "",
    note: Annotated[str, Query(description="A word to the curator.", max_length=2000)] = "",
) -> Submission:
    """Hand in a study, in any format that ``/api/check`` takes.

    Answers 422 with the findings when something keeps it out, and 409 when it says nothing new. A submission of the
    same study that was returned takes the new text and keeps its number.
    """
    shown = shown_name(request.headers.get("content-type", ""), name)
    with checks(request).one():
        looked = look(held, sent, shown, named=shown == name)
    if looked.fault is not None:
        raise looked.fault
    if looked.draft is None or not looked.report.conforms:
        raise Invalid(f"{shown} cannot be handed in as it is; the findings say what to mend.", looked.report)
    with checks(request).one():
        return deciding.hand_in(held, held_desk(request), looked.draft, person, note)


@router.get("/submissions")
def submissions(desk: OnDesk, person: Caller) -> tuple[Submission, ...]:
    """List the caller's own submissions, for a curator everybody's, the newest first."""
    return desk.seen_by(person)


@router.get("/submissions/{number}")
def submission(
    number: Number, held: Held, desk: OnDesk, person: Caller, places: Annotated[Places, Depends(checks)]
) -> dict[str, Any]:
    """Show one submission: its report, what differs from the version in force, and what accepting would change."""
    with places.one():
        shown = show(held, desk, number, person)
    return {
        "submission": shown.submission,
        "events": shown.events,
        "remarks": shown.remarks,
        "base": shown.base,
        "moved": shown.moved,
        "rivalled": shown.rivalled,
        "others": [other.number for other in shown.others],
        "difference": asdict(shown.difference) if shown.difference else None,
        "check": as_dict(shown.looked) if shown.looked else None,
    }


@router.post("/submissions/{number}/decision")
def decide(number: Number, decision: Decision, held: Held, desk: OnDesk, person: Caller) -> Submission:
    """Accept, return or reject a submission as a curator, or withdraw an own one."""
    act = _ACTS.get(decision.decision)
    if act is None:
        raise BadParameter(f"A decision is accept, return, reject or withdraw, not '{decision.decision[:40]}'.")
    if act is not deciding.withdraw and not decision.seen:
        raise BadParameter(
            "Name in 'seen' the text that you looked at: the 'digest' of the submission, as "
            f"GET /api/submissions/{number} shows it. Otherwise a text that nobody saw might be decided on."
        )
    remarks = tuple(remark_of(person, words.place, words.text) for words in decision.remarks)
    return act(held, desk, Ruling(number, person, decision.reason, decision.onto, decision.seen, remarks))


@router.post("/submissions/{number}/remarks", status_code=201)
def remark(number: Number, words: Words, desk: OnDesk, person: Caller) -> dict[str, int]:
    """Write a remark on a place of an open submission."""
    desk.remark(number, person, words.place, words.text)
    return {"submission": number}


@router.post("/studies/{study}/retraction", status_code=201)
def retract(study: str, withdrawal: Withdrawal, held: Held, desk: OnDesk, person: Caller) -> Retraction:
    """Take a study out, as a curator, for a reason that every reader sees."""
    return deciding.retract(held, desk, Ruling(0, person, withdrawal.reason), study, withdrawal.superseded_by)


public = APIRouter(prefix="/api", tags=["Studies"])


@public.get("/studies/{study}/history")
def versions(study: str, held: Held) -> tuple[Version, ...]:
    """List the versions of a study, the newest first: who handed them in and accepted them, when and why."""
    return history(held, study).versions
