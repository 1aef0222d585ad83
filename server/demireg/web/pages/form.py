"""The web form: every field of a study, rows added and removed, messages beside the fields. No script is needed."""

from typing import Annotated, Final
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from demireg.domain.errors import BadParameter, TooLarge
from demireg.domain.findings import Report, Severity
from demireg.edge.identity import Visitor, held_desk
from demireg.edge.places import Places
from demireg.edge.state import body, checks
from demireg.edge.state import repository as held_repository
from demireg.edge.tray import Tray
from demireg.edge.tray import tray as held_tray
from demireg.services.catalogue.concepts import concept_list
from demireg.services.catalogue.stances import proposition_index
from demireg.services.forms import form_draft, form_of, form_of_draft, form_of_study
from demireg.services.importing.form import MOST_FIELDS, Form, begun, typed
from demireg.services.looking import Looked, look_at
from demireg.services.repository import Repository
from demireg.services.reviewing.desk import Desk
from demireg.web import checked_view, urls
from demireg.web.contexts import Frame
from demireg.web.contexts_adding import FormPage
from demireg.web.form_view import form_view
from demireg.web.pages.signing import private, signed
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

Held = Annotated[Repository, Depends(held_repository)]
OnTray = Annotated[Tray, Depends(held_tray)]
Slots = Annotated[Places, Depends(checks)]
_TITLE: Final = "A study in the form"


@router.get("/add/form", response_class=HTMLResponse)
def form(repository: Held, tray: OnTray, upload: str = "", study: str = "") -> HTMLResponse:
    """Show the form: empty, filled from an upload with what was found in it, or from a study that is held."""
    if upload:
        kept = tray.get(upload)
        draft = kept.draft
        filled = form_of_draft(repository, draft) if draft else form_of(repository, kept.content, kept.name)
        return _shown(repository, filled, look_at(repository, form_draft(filled), effects=False))
    if study:
        return _shown(repository, form_of_study(repository, study))
    return _shown(repository, begun(), fresh=True)


@router.get("/desk/{number:int}/mend")
def mend(
    number: int, visit: Annotated[Visitor, Depends(signed)], on: Annotated[Desk, Depends(held_desk)], tray: OnTray
) -> Response:
    """Lead from a submission to the form that is filled with it. Raises NotFound for one that is not to be seen."""
    kept = on.one(number, visit.person)
    draft = on.draft(kept.number)
    key = tray.put(draft.kept_as or draft.name, draft.source.encode(), draft)
    return private(RedirectResponse(urls.form(key=key), 303))


@router.post("/add/form", response_class=HTMLResponse)
def act(repository: Held, tray: OnTray, places: Slots, sent: Annotated[bytes, Depends(body)]) -> Response:
    """Do what a button of the form asks: check it, or add, remove or open a row. What was typed stays."""
    entries = _entries(sent)
    filled, wanted = typed(entries), next((value for name, value in entries if name == "do"), "check")
    verb, _, rest = wanted.partition(" ")
    if verb == "add":
        table, _, role = rest.partition(" ")
        row = filled.add(table, {"role": role} if role else None)
        return _shown(repository, filled, focus=row.prefix)
    if verb == "remove":
        filled.remove(rest)
        return _shown(repository, filled)
    if verb == "more":
        row_there = filled.row(rest)
        if row_there:
            row_there.whole = True
        return _shown(repository, filled, focus=rest)
    if verb == "show":
        return _shown(repository, filled)
    with places.one():
        draft = form_draft(filled)
        looked = look_at(repository, draft, effects=False)
    key = tray.put(draft.kept_as or draft.name, draft.source.encode(), draft) if looked.report.conforms else ""
    return _shown(repository, filled, looked, key)


def _entries(sent: bytes) -> list[tuple[str, str]]:
    """Return the fields of the form in order. Raises BadParameter or TooLarge for what no browser of ours sends."""
    try:
        text = sent.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadParameter("The form was not sent as UTF-8 text. Send it from the page.") from error
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise TooLarge(f"The form has over {MOST_FIELDS:,} fields. Use the workbook for so large a study.") from error


def _shown(
    repository: Repository,
    filled: Form,
    looked: Looked | None = None,
    key: str = "",
    *,
    focus: str = "",
    fresh: bool = False,
) -> HTMLResponse:
    report = looked.report if looked else Report()
    concepts = (
        (each.concept.label, each.codes[0] if each.codes else each.concept.local) for each in concept_list(repository)
    )
    page = FormPage(
        frame=Frame(_TITLE, "add", robots=False),
        form=form_view(filled, report, focus),
        summary=checked_view.summary(report, Severity.VIOLATION),
        doubts=checked_view.summary(report, Severity.WARNING),
        remarks=checked_view.summary(report, Severity.INFO),
        verdict=checked_view.verdict(looked) if looked else "",
        report=urls.checked(key) if key else "",
        concepts=tuple(concepts),
        propositions=tuple((each.reference, each.statement) for each in proposition_index(repository).values()),
        fresh=fresh,
    )
    answer = render("form.html", page)
    answer.headers["Cache-Control"] = "no-store"
    return answer
