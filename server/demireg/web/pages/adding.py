"""Pages for adding a study: the ways in, the report on an upload, and the rules. The form is in ``form``."""

from pathlib import PurePath
from typing import Annotated, Final

from fastapi import APIRouter, Depends, File, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from demireg.domain.errors import BadParameter
from demireg.edge.places import Places
from demireg.edge.state import checks
from demireg.edge.state import repository as held_repository
from demireg.edge.tray import Kept, Tray
from demireg.edge.tray import tray as held_tray
from demireg.services.catalogue.studies import study_choices
from demireg.services.effects_wording import besides, sentences
from demireg.services.generations import generation
from demireg.services.importing.characters import shortened
from demireg.services.importing.read import IMPORTERS
from demireg.services.looking import Looked, look, look_at
from demireg.services.report_forms.forms import FORMS
from demireg.services.report_forms.plain import Checked
from demireg.services.report_forms.rules import rules as all_rules
from demireg.services.repository import Repository
from demireg.services.templating.annotate import annotate
from demireg.services.templating.workbook import WORKBOOK
from demireg.web import checked_view, sheet_choices, urls
from demireg.web.contexts import Frame
from demireg.web.contexts_adding import AddPage, CheckedPage, RulesPage
from demireg.web.pages.signing import private
from demireg.web.rendering import HERE, render

router = APIRouter(include_in_schema=False)

Held = Annotated[Repository, Depends(held_repository)]
OnTray = Annotated[Tray, Depends(held_tray)]
Slots = Annotated[Places, Depends(checks)]
_MOST_NAME: Final = 100
#: Reports that can be taken away: name of the form → what it is called.
_FORMS: Final = {"csv": "Table (CSV)", "json": "JSON", "sarif": "SARIF", "junit": "JUnit"}
_WAYS: Final = (
    (
        "References that you have",
        "RIS, BibTeX, CSL-JSON or PubMed XML: each new report becomes a sheet that is begun.",
        "/add/references",
    ),
    (
        "Coding from NVivo, ATLAS.ti, MAXQDA, QualCoder or Taguette",
        "A project (.qdpx) or codebook (.qdc): you say which code is what, and get a draft and a list of what is lost.",
        "/add/qda",
    ),
    (
        "Two people’s codings of one study",
        "How far they agree on role and concept, what they have to settle, and the sheet that they settle on.",
        "/agreement",
    ),
)


@router.get("/add", response_class=HTMLResponse)
def add(repository: Held) -> HTMLResponse:
    """Offer every way in which a study enters the repository."""
    return _add(repository)


def _add(repository: Repository, problem: str = "", status: int = 200) -> HTMLResponse:
    page = AddPage(
        frame=Frame("Add evidence", "add"),
        problem=problem,
        endings=tuple(IMPORTERS),
        template=urls.template(),
        example=urls.template("hanlon-2021"),
        studies=study_choices(repository),
        ways=_WAYS,
        sheet=(HERE / "templates" / "sheet.yaml").read_text(encoding="utf-8"),
        choices=sheet_choices.choices(),
    )
    return render("add.html", page, status)


@router.post("/add/check")
def upload(
    request: Request, repository: Held, tray: OnTray, file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Take a file, keep it for an hour, and lead to its report."""
    if file is None or not file.filename:
        return _add(repository, "No file was chosen. Choose one, or drop it on the field.", 400)
    key = tray.put(_name(file.filename), file.file.read())
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"address": urls.checked(key)}, 201)
    return RedirectResponse(urls.checked(key), 303)


def _name(given: str) -> str:
    """Return the name of an upload without the folders that some browsers send."""
    name = PurePath(given.replace("\\", "/")).name or "study"
    if len(name) <= _MOST_NAME:
        return shortened(name, _MOST_NAME)
    ending = PurePath(name).suffix[:20]
    return f"{shortened(name[: _MOST_NAME - len(ending)], _MOST_NAME - len(ending))}{ending}"


@router.get("/add/checked/{key}", response_class=HTMLResponse)
def checked(key: str, repository: Held, tray: OnTray, places: Slots) -> HTMLResponse:
    """Show the report on an upload."""
    kept = tray.get(key)
    looked = looked_at(repository, kept, places)
    mend = urls.form(key=key) if looked.draft is not None else ""
    page = CheckedPage(
        frame=Frame(f"Report on {kept.name}", "add", robots=False),
        key=key,
        name=kept.name,
        study=looked.study,
        conforms=looked.report.conforms,
        verdict=checked_view.verdict(looked),
        weights=checked_view.weights(looked.report, kept.name, mend),
        effects=looked.effects,
        told=tuple(sentences(looked.effects)) if looked.effects else (),
        rest=tuple(besides(looked.effects)) if looked.effects else (),
        forms=tuple((label, urls.checked(key, form)) for form, label in _FORMS.items()),
        marked=urls.marked(key) if kept.name.lower().endswith(".xlsx") else "",
        mend=mend,
        hint=checked_view.elsewhere(kept.name),
        hand_in=urls.hand_in(key),
    )
    return private(render("checked.html", page))


@router.get("/add/checked/{key}/report.{form}")
def report(key: str, form: str, repository: Held, tray: OnTray, places: Slots) -> Response:
    """Give the report as a file. Raises BadParameter for a form that there is not."""
    if form not in _FORMS:
        raise BadParameter(f"A report comes as {', '.join(_FORMS)}, not as '{shortened(form)}'.")
    kept = tray.get(key)
    looked = looked_at(repository, kept, places)
    text = FORMS[form].write([Checked(kept.name, looked.report)])
    return private(_file(text.encode(), FORMS[form].media_type, f"{PurePath(kept.name).stem}-report.{form}"))


@router.get("/add/checked/{key}/marked.xlsx")
def marked(key: str, repository: Held, tray: OnTray, places: Slots) -> Response:
    """Give an uploaded workbook back, with each finding at its cell. Raises Unreadable for anything else."""
    kept = tray.get(key)
    looked = looked_at(repository, kept, places)
    if looked.fault is not None:
        raise looked.fault
    with places.one():
        body = annotate(kept.content, looked.report, kept.name)
    return private(_file(body, WORKBOOK, f"{PurePath(kept.name).stem}-marked.xlsx"))


@router.get("/rules", response_class=HTMLResponse)
def rules() -> HTMLResponse:
    """List every rule for studies, with how to mend what it finds."""
    return render("rules.html", RulesPage(Frame("Rules for studies", "add"), all_rules()))


def looked_at(repository: Repository, kept: Kept, places: Places) -> Looked:
    """Return a look at an upload, a new one when the repository has changed since the last."""
    with kept.lock:
        now, looked, draft = generation(repository.store, repository.names), kept.looked, kept.draft
        if looked is None or kept.of != now:
            with places.one():
                looked = look_at(repository, draft) if draft else look(repository, kept.content, kept.name)
            kept.looked, kept.of = looked, now
        return looked


def _file(content: bytes, media_type: str, name: str) -> Response:
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_. ") else "_" for letter in name)
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{plain}"'})
