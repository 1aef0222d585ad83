"""Pages on the agreement of coders: the way in, two versions with what is to settle, and a held study."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Annotated, Final, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from demireg.domain.errors import BadParameter, DemiregError, StoreDown
from demireg.edge.places import Places
from demireg.edge.state import checks
from demireg.edge.state import repository as held_repository
from demireg.edge.tray import Tray
from demireg.edge.tray import tray as held_tray
from demireg.services.agreeing.compare import Agreement, agreement
from demireg.services.agreeing.decisions import Decision, checked, decisions_csv, read_decisions
from demireg.services.agreeing.held import coded_twice, coders_of
from demireg.services.agreeing.settle import Settled, Signed, matches_of, settle
from demireg.services.agreeing.version import Version, held_version, same_study, version_of
from demireg.services.catalogue.studies import study_choices, study_list
from demireg.services.exporting.formats import FORMATS
from demireg.services.exporting.sheets import workbook
from demireg.services.importing.characters import shortened
from demireg.services.importing.read import IMPORTERS, read_bytes
from demireg.services.importing.yaml_sheet import sheet_yaml
from demireg.services.repository import Repository
from demireg.web import agreement_view as view
from demireg.web.contexts import Frame
from demireg.web.contexts_agreement import AgreedPage, AgreementPage, HeldPage
from demireg.web.pages.signing import private
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

Held = Annotated[Repository, Depends(held_repository)]
OnTray = Annotated[Tray, Depends(held_tray)]
Slots = Annotated[Places, Depends(checks)]
Upload = Annotated[UploadFile | None, File()]
_MOST_NAME: Final = 100
_MOST_FIELDS: Final = 40_000
_RESTS: Final[dict[str, Literal["", "a", "b"]]] = {"a": "a", "b": "b"}


@router.get("/agreement", response_class=HTMLResponse)
def start(repository: Held, study: str = "", first: str = "") -> HTMLResponse:
    """Offer to compare two versions, or show how far those agree who coded passages of a held study."""
    return _of_study(repository, study) if study else _start(repository, wanted=first)


@router.post("/agreement")
def bring(
    repository: Held,
    tray: OnTray,
    places: Slots,
    study: Annotated[str, Form()] = "",
    a: Upload = None,
    b: Upload = None,
) -> Response:
    """Take two versions, keep them for an hour, and lead to their account."""
    try:
        with places.one():
            sent = [_sent(each) for each in (a, b) if each is not None and each.filename]
            if study and len(sent) == 1:
                held = held_version(repository, study)
                sent = [(f"{study}.yaml", sheet_yaml(held.tree).encode()), *sent]
            if len(sent) != 2 or (study and a is not None and a.filename):  # noqa: PLR2004 (two coders)
                raise BadParameter("Give two versions: two files, or a held study and the other coder's file.")
            same_study(_version(repository, *sent[0]), _version(repository, *sent[1]))
    except StoreDown:
        raise
    except DemiregError as fault:
        return _start(repository, str(fault), 400, study)
    first, second = (tray.put(*each) for each in sent)
    return RedirectResponse(_address(first, second), 303)


@router.get("/agreement/{first}/{second}", response_class=HTMLResponse)
def compared(first: str, second: str, repository: Held, tray: OnTray, places: Slots) -> HTMLResponse:
    """Show how far two versions agree, and what is to settle."""
    with places.one():
        one, other = _kept(repository, tray, first, second)
        found = agreement(one, other, repository.background.codes)
    return private(_agreed(repository, found, (), _Shown(_address(first, second))))


async def _posted(request: Request) -> Mapping[str, str]:
    """Return the fields of the form; a table of decisions that came with it is its text."""
    posted = await request.form(max_fields=_MOST_FIELDS, max_files=1)
    found = {key: value for key, value in posted.items() if isinstance(value, str)}
    for key, value in posted.items():
        if not isinstance(value, str) and value.filename:
            found[key] = (await value.read()).decode("utf-8", "surrogateescape")
    return found


Given = Annotated[Mapping[str, str], Depends(_posted)]


@router.post("/agreement/{first}/{second}")
def decide(
    first: str,
    second: str,
    repository: Held,
    tray: OnTray,
    places: Slots,
    given: Given,
) -> Response:
    """Count anew with what was decided, give the decisions as a table, or the settled sheet."""
    with places.one():
        one, other = _kept(repository, tray, first, second)
        return private(_answer(repository, (one, other), given, _address(first, second)))


def _answer(repository: Repository, two: tuple[Version, Version], given: Mapping[str, str], action: str) -> Response:
    codes, problem, told = repository.background.codes, "", ""
    made = view.decided(given)
    try:
        if given.get("table"):
            made = read_decisions(given["table"].encode("utf-8", "surrogateescape"), "The table")
            told = f"{len(made)} decisions were taken from the table."
        found = agreement(*two, codes, matches_of(made))
        if given.get("do") == "confirm":
            made, told = view.confirmed(found, made), "What was paired is taken for one, as you said."
            found = agreement(*two, codes, matches_of(made))
    except BadParameter as fault:
        problem, made = str(fault), [each for each in made if each.what != "match"]
        found = agreement(*two, codes)
    try:
        if not problem and given.get("do") == "csv":
            text = decisions_csv(found.items, made, found.coders)
            return _file(text, "text/csv; charset=utf-8", f"{found.study}-decisions.csv")
        if not problem and given.get("do") == "settle":
            return _file(_settled(repository, two, made, given).text, "application/yaml", f"{found.study}.yaml")
        if not problem and given.get("do") == "workbook":
            book = workbook(_settled(repository, two, made, given).tree, repository.background)
            return _file(book, FORMATS[".xlsx"].media_type, f"{found.study}.xlsx")
    except BadParameter as fault:
        problem = str(fault)
    return _agreed(repository, found, made, _Shown(action, given, problem, told))


def _settled(
    repository: Repository, two: tuple[Version, Version], made: Sequence[Decision], given: Mapping[str, str]
) -> Settled:
    for each in made:
        checked(each, f"{each.unit} ({each.what})")
    agent, rest = given.get("agent", "").strip(), _RESTS.get(given.get("rest", ""), "")
    if not agent:
        raise BadParameter("Say who settles it: your name as it stands in sheets, such as 'anna.k'.")
    signed = Signed(agent, datetime.now(UTC).date(), rest)
    return settle(*two, repository.background.codes, made, signed)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the page says beside the account. action; given: fields of the form; problem; told."""

    action: str
    given: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    told: str = ""


def _agreed(repository: Repository, found: Agreement, made: Sequence[Decision], shown: _Shown) -> HTMLResponse:
    codes = repository.background.codes
    named = view.labels(codes)
    page = AgreedPage(
        frame=Frame(f"Two codings of {found.study}", "add", robots=False),
        action=shown.action,
        found=found,
        figures=(found.role, *found.roles, found.concept),
        tables=view.tables(found, named),
        choices=view.choices(found, made, named),
        earlier=view.earlier(found, made),
        agent=shown.given.get("agent", ""),
        rest=shown.given.get("rest", ""),
        problem=shown.problem,
        told=shown.told,
        concepts=tuple((each.codes[0], each.label) for each in codes.entries),
    )
    return render("agreed.html", page, 400 if shown.problem else 200)


def _of_study(repository: Repository, study: str) -> HTMLResponse:
    coders, named = coders_of(repository, study), view.labels(repository.background.codes)
    label = next((each.label for each in study_list(repository) if each.id == study), study)
    page = HeldPage(
        frame=Frame(f"Agreement of coders of {label}", "studies"),
        study=study,
        label=label,
        coders=coders,
        tables=tuple(view.tables(each, named) for each in coders.pairs),
        concepts=named,
        data=f"/api/compare/agreement?study={quote(study)}",
    )
    return render("agreed_study.html", page)


def _start(repository: Repository, problem: str = "", status: int = 200, wanted: str = "") -> HTMLResponse:
    twice = coded_twice(repository)
    studies = study_choices(repository)
    page = AgreementPage(
        frame=Frame("Agreement of coders", "add"),
        problem=problem,
        endings=tuple(IMPORTERS),
        studies=studies,
        twice=tuple(each for each in studies if each[0] in twice),
        wanted=wanted,
    )
    return render("agreement.html", page, status)


def _sent(file: UploadFile) -> tuple[str, bytes]:
    name = PurePath((file.filename or "").replace("\\", "/")).name
    return shortened(name, _MOST_NAME), file.file.read()


def _version(repository: Repository, name: str, content: bytes) -> Version:
    return version_of(read_bytes(content, name), repository.background, repository.names)


def _kept(repository: Repository, tray: Tray, first: str, second: str) -> tuple[Version, Version]:
    one, other = tray.get(first), tray.get(second)
    return _version(repository, one.name, one.content), _version(repository, other.name, other.content)


def _address(first: str, second: str) -> str:
    return f"/agreement/{quote(first)}/{quote(second)}"


def _file(text: str | bytes, media_type: str, name: str) -> Response:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=media_type, headers=disposition)
