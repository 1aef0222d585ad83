"""A study's history, which everybody sees, and the page on which a curator takes a study out."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from rapidfuzz import fuzz, process

from demireg.domain.errors import BadParameter
from demireg.edge import identity
from demireg.edge.identity import Visitor, held_desk
from demireg.edge.state import repository as held_repository
from demireg.services.catalogue.studies import study_list, study_view
from demireg.services.history import history as told
from demireg.services.repository import Repository
from demireg.services.reviewing import deciding
from demireg.services.reviewing.changes import difference
from demireg.services.reviewing.deciding import Ruling
from demireg.services.reviewing.showing import of_text
from demireg.services.versions import current
from demireg.web import urls
from demireg.web.contexts import Frame
from demireg.web.contexts_desk import HistoryPage, RetractPage, VersionPage
from demireg.web.pages.desk import Held, Sent, Signed
from demireg.web.pages.signing import private
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

#: How many identifiers are offered for one that is not here, and from how like, of 100.
_OFFERED: Final = 3
_ALIKE: Final = 60


@router.get("/studies/{identifier}/history", response_class=HTMLResponse)
def history(identifier: str, repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show every version of a study: who handed it in, who accepted it, when and why; and its retractions."""
    held = told(repository, identifier)
    return render("history.html", HistoryPage(Frame(f"History of {held.label}", "studies"), held))


@router.get("/studies/{identifier}/history/{number:int}", response_class=HTMLResponse)
def version(identifier: str, number: int, repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show what one version of a study changed."""
    held = told(repository, identifier)
    new = held.version(number)
    earlier = [each for each in held.versions if each.number < number]
    before = of_text(repository, earlier[0].text, earlier[0].source) if earlier else {}
    page = VersionPage(
        frame=Frame(f"Version {number} of {held.label}", "studies"),
        study=identifier,
        label=held.label,
        version=new,
        before=earlier[0].number if earlier else 0,
        apart=difference(before, of_text(repository, new.text, new.source), repository.background.codes),
    )
    return render("version.html", page)


def tombstone(repository: Repository, identifier: str) -> HTMLResponse:
    """Show, in the place of a study that was taken out, why it was, and its history."""
    held = told(repository, identifier)
    page = HistoryPage(Frame(held.label, "studies", robots=False), held)
    return render("history.html", page, HTTPStatus.GONE)


@router.get("/desk/retract/{identifier}", response_class=HTMLResponse)
def about_to_retract(identifier: str, visit: Signed, repository: Held) -> HTMLResponse:
    """Ask a curator why a study is to be taken out."""
    onto = deciding.base_of(repository, identifier)
    return private(_asking(repository, visit, identifier, Sent(onto=onto)))


@router.post("/desk/retract/{identifier}")
def retract(
    identifier: str,
    request: Request,
    sent: Annotated[Sent, Form()],
    visit: Signed,
    repository: Held,
) -> Response:
    """Take a study out, for the reason that was given; what stands in ``place`` supersedes it.

    What cannot be used as it was typed is asked for again, with what was typed and why it does not do.
    """
    identity.hold_form(request, visit, sent.csrf)
    ruling = Ruling(0, visit.person, sent.reason, sent.onto)
    try:
        deciding.retract(repository, held_desk(request), ruling, identifier, sent.place.strip())
    except BadParameter as fault:
        return private(_asking(repository, visit, identifier, sent, str(fault)))
    return private(RedirectResponse(urls.study(identifier), HTTPStatus.SEE_OTHER))


def _asking(repository: Repository, visit: Visitor, identifier: str, sent: Sent, problem: str = "") -> HTMLResponse:
    """Return the page that asks for reason and successor, with what was typed and what is wrong with it."""
    summary, typed = study_view(repository, identifier).summary, sent.place.strip()
    others = tuple((each.id, each.label) for each in study_list(repository) if each.id != identifier)
    unknown = typed == identifier or current(repository.store, repository.names, typed) is None
    strange = bool(problem and sent.reason.strip() and typed and unknown)
    alike = process.extract(typed, [each for each, _ in others], scorer=fuzz.ratio, limit=_OFFERED, score_cutoff=_ALIKE)
    page = RetractPage(
        frame=Frame(f"Retract {summary.label}", robots=False),
        visit=visit,
        study=identifier,
        label=summary.label,
        onto=sent.onto,
        studies=others,
        reason=sent.reason,
        successor=typed,
        problem=problem,
        field="place" if strange else "reason",
        near=tuple(name for name, *_ in alike) if strange else (),
    )
    return render("retract.html", page, HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK)
