"""Pages for what reviewers already have: references, and projects of qualitative analysis. Nothing is stored."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import Annotated, Final

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from demireg.domain.errors import NotFound, Refused, Unreadable
from demireg.edge.places import Places
from demireg.edge.state import checks
from demireg.edge.state import repository as held_repository
from demireg.edge.tray import Kept, Tray
from demireg.edge.tray import tray as held_tray
from demireg.services.exporting.formats import FORMATS
from demireg.services.exporting.sheets import workbook
from demireg.services.importing.characters import shortened
from demireg.services.importing.encodings import decoded
from demireg.services.importing.sheet_file import composed
from demireg.services.importing.started import Tree
from demireg.services.importing.yaml_sheet import sheet_yaml
from demireg.services.qda import ledger
from demireg.services.qda.archive import ENDINGS
from demireg.services.qda.drafting import Drafted, Options, draft, own_words
from demireg.services.qda.mapping_file import COLUMNS, Decided, cells, decide
from demireg.services.qda.project import Project, read_project
from demireg.services.qda.roles import ROLES, concepts_of, propose
from demireg.services.references.matching import NEW, Match, held_reports, match
from demireg.services.references.reading import READERS, Listed, read_references
from demireg.services.references.starting import begin
from demireg.services.repository import Repository
from demireg.services.tables import WRITERS
from demireg.web import urls
from demireg.web.contexts import Frame
from demireg.web.contexts_outside import BringPage, DraftedPage, MappingPage, ReferencesPage
from demireg.web.pages.signing import private
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

Held = Annotated[Repository, Depends(held_repository)]
OnTray = Annotated[Tray, Depends(held_tray)]
Slots = Annotated[Places, Depends(checks)]
Upload = Annotated[UploadFile | None, File()]

#: So many references are listed on the page; all are in what is downloaded.
_MOST_LISTED: Final = 500
_MOST_FIELDS: Final = 40_000
_NO_FILE: Final = "No file was chosen. Choose one."
_REFERENCES: Final = BringPage(
    Frame("References", "add"),
    "References",
    (
        "Each reference is held against the others and against the studies here: by DOI, PubMed number, then title.",
        "For each report that is new, a sheet is begun that says what to fill in. Nothing is looked up elsewhere.",
    ),
    tuple(READERS),
    urls.references(),
)
_QDA: Final = BringPage(
    Frame("Coding from a QDA program", "add"),
    "Coding from NVivo, ATLAS.ti, MAXQDA, QualCoder or Taguette",
    (
        "Export your project as REFI-QDA. You then say which code is a context, a mechanism or an outcome.",
        "Passages, links and sets that bring such codes together become candidate configurations of a draft.",
        "The words of your sources are never copied. A loss report names everything that is not in the draft.",
    ),
    ENDINGS[:2],
    urls.qda(),
)


@router.get("/add/references", response_class=HTMLResponse)
def references() -> HTMLResponse:
    """Offer to bring in references."""
    return render("bring.html", _REFERENCES)


@router.post("/add/references")
def bring_references(tray: OnTray, places: Slots, file: Upload = None) -> Response:
    """Take a file of references and lead to what each of them is."""
    if file is None or not file.filename:
        return _problem(_REFERENCES, _NO_FILE)
    name, content = PurePath(file.filename.replace("\\", "/")).name, file.file.read()
    try:
        with places.one():
            listed = read_references(content, name)
    except (Unreadable, Refused) as fault:
        return _problem(_REFERENCES, str(fault))
    key = tray.put(name, content)
    tray.get(key).listed = listed
    return RedirectResponse(urls.references(key), 303)


@router.get("/add/references/{key}", response_class=HTMLResponse)
def listed_references(key: str, repository: Held, tray: OnTray, places: Slots) -> HTMLResponse:
    """List references with what each is."""
    kept = tray.get(key)
    with places.one():
        listed, matches = _matches(kept, repository)
    page = ReferencesPage(
        frame=Frame(f"References in {kept.name}", "add", robots=False),
        name=kept.name,
        matches=tuple(enumerate(matches))[:_MOST_LISTED],
        findings=listed.findings[:_MOST_LISTED],
        total=len(matches),
        new=sum(each.state == NEW for each in matches),
        zipped=urls.references(key, "sheets.zip"),
        begin=urls.references(key, "begin"),
    )
    return private(render("references.html", page))


@router.post("/add/references/{key}/begin")
def begin_sheet(key: str, number: Annotated[int, Form()], repository: Held, tray: OnTray, places: Slots) -> Response:
    """Begin a sheet for one reference and lead to its check. Raises NotFound for a number that there is not."""
    with places.one():
        _, matches = _matches(tray.get(key), repository)
    if not 0 <= number < len(matches):
        raise NotFound(f"The file has no reference {number + 1}.")
    wanted = Match(matches[number].reference, NEW)
    begun = next(begin([wanted], {each.id for each in held_reports(repository)}, _today()))
    made = tray.put(f"{begun.id}.yaml", sheet_yaml(begun.tree).encode())
    return RedirectResponse(urls.checked(made), 303)


@router.get("/add/references/{key}/sheets.zip")
def begun_sheets(key: str, repository: Held, tray: OnTray, places: Slots) -> Response:
    """Give a sheet for each new reference, in one archive."""
    target = io.BytesIO()
    with places.one(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _, matches = _matches(tray.get(key), repository)
        for begun in begin(matches, {each.id for each in held_reports(repository)}, _today()):
            archive.writestr(f"{begun.id}.yaml", sheet_yaml(begun.tree))
    return _file("sheets.zip", target.getvalue())


def _matches(kept: Kept, repository: Repository) -> tuple[Listed, list[Match]]:
    kept.listed = listed = kept.listed or read_references(kept.content, kept.name)
    return listed, list(match(listed.references, held_reports(repository)))


@router.get("/add/qda", response_class=HTMLResponse)
def qda() -> HTMLResponse:
    """Offer to bring in a project of qualitative analysis."""
    return render("bring.html", _QDA)


@router.post("/add/qda")
def bring_project(tray: OnTray, places: Slots, file: Upload = None) -> Response:
    """Take a project and lead to the mapping of its codes."""
    if file is None or not file.filename:
        return _problem(_QDA, _NO_FILE)
    name, content = PurePath(file.filename.replace("\\", "/")).name, file.file.read()
    try:
        with places.one():
            read_project(io.BytesIO(content), name)
    except (Unreadable, Refused) as fault:
        return _problem(_QDA, str(fault))
    return RedirectResponse(urls.qda(tray.put(name, content)), 303)


@router.get("/add/qda/{key}", response_class=HTMLResponse)
def mapping(key: str, repository: Held, tray: OnTray, places: Slots) -> HTMLResponse:
    """Show the proposed mapping of codes, to be decided."""
    with places.one():
        project = _project(tray.get(key))
        rows = propose(project, concepts_of(repository.background))
    page = MappingPage(
        frame=Frame(f"Codes of {shortened(project.name)}", "add", robots=False),
        name=shortened(project.name, 200),
        origin=shortened(project.origin),
        counts=_counts(project),
        rows=tuple(rows),
        roles=tuple(ROLES),
        entries=repository.background.codes.entries,
        action=urls.qda(key, "draft"),
        table=urls.qda(key, "mapping.csv"),
    )
    return private(render("mapping.html", page))


@router.get("/add/qda/{key}/mapping.csv")
def mapping_table(key: str, repository: Held, tray: OnTray, places: Slots) -> Response:
    """Give the proposed mapping as a table."""
    with places.one():
        rows = propose(_project(tray.get(key)), concepts_of(repository.background))
    return _file("mapping.csv", WRITERS["csv"](COLUMNS, cells(rows)).encode(), "text/csv")


async def _posted(request: Request) -> Mapping[str, str]:
    """Return the fields of a form that has two for each code; a sheet that is handed in with it is its text."""
    posted = await request.form(max_fields=_MOST_FIELDS, max_files=1)
    found = {key: value for key, value in posted.items() if isinstance(value, str)}
    for key, value in posted.items():
        if not isinstance(value, str) and value.filename:
            found[key] = decoded(await value.read())[0]
    return found


@router.post("/add/qda/{key}/draft", response_class=HTMLResponse)
def drafted(
    key: str, repository: Held, tray: OnTray, places: Slots, given: Annotated[Mapping[str, str], Depends(_posted)]
) -> HTMLResponse:
    """Make the draft as decided and show what is not in it."""
    concepts = concepts_of(repository.background)
    licence = given.get("licence", "").strip()[:200]
    options = Options(_today(), memos="memos" in given, synthesis="synthesis" in given, licence=licence)
    with places.one():
        project = _project(tray.get(key))
        proposed = propose(project, concepts)
        entries = {
            row.code: {"guid": row.guid, "role": given[f"role.{at}"], "concept": given.get(f"concept.{at}", "")}
            for at, row in enumerate(proposed)
            if f"role.{at}" in given
        }
        decided = decide(entries, proposed, concepts)
        found = draft(project, decided.rows, options, _before(given.get("before", "")))
    return private(render("drafted.html", _drafted_page(key, tray, project, decided, found)))


def _before(text: str) -> Tree | None:
    """Return the sheet to add to, None where none was given. Raises Unreadable when it is no sheet."""
    if not text:
        return None
    tree = composed(text, "the earlier draft").data
    if not isinstance(tree, dict):
        raise Unreadable("The earlier draft is no sheet in YAML. Choose the file that you downloaded before.")
    return tree


def _drafted_page(key: str, tray: Tray, project: Project, decided: Decided, found: Drafted) -> DraftedPage:
    study = shortened(found.tree.get("id") or "study")
    sheet = tray.put(f"{study}.yaml", sheet_yaml(found.tree).encode())
    account = WRITERS["csv"](ledger.COLUMNS, ledger.rows(found.lines)).encode()
    left = [line for line in found.lines if line.outcome is not ledger.Outcome.TAKEN]
    roles = {row.guid for row in decided.rows if row.role != "none"}
    return DraftedPage(
        frame=Frame(f"Draft from {shortened(project.name)}", "add", robots=False),
        name=shortened(project.name, 200),
        study=study,
        configurations=tuple((each["label"], each["title"]) for each in found.tree["cmo_configurations"]),
        left=tuple(ledger.summary(left)),
        taken=sum(line.count for line in found.lines if line.outcome is not ledger.Outcome.LEFT),
        changes=found.changes,
        findings=decided.findings,
        own_words=tuple(own_words(project, (code for guid, code in project.codes.items() if guid in roles))),
        check=urls.checked(sheet),
        sheet=urls.kept(sheet),
        account=urls.kept(tray.put(f"{study}-loss-report.csv", account)),
        back=urls.qda(key),
    )


@router.get("/add/kept/{key}")
def kept_file(
    key: str, repository: Held, tray: OnTray, places: Slots, form: Annotated[str, Query(alias="as")] = ""
) -> Response:
    """Give a file that was made from an upload; a sheet is given as a workbook on request."""
    kept = tray.get(key)
    if form == "xlsx" and kept.name.endswith(".yaml"):
        tree = _before(decoded(kept.content)[0]) or {}
        with places.one():
            return _file(f"{kept.name[:-5]}.xlsx", workbook(tree, repository.background), FORMATS[".xlsx"].media_type)
    return _file(kept.name, kept.content, "text/csv" if kept.name.endswith(".csv") else "application/yaml")


def _project(kept: Kept) -> Project:
    return read_project(io.BytesIO(kept.content), kept.name)


def _counts(project: Project) -> tuple[str, ...]:
    found = {
        "source": len(project.sources),
        "code": len(project.codes),
        "coded passage": len(project.segments),
        "memo": len(project.memos),
        "case": sum(1 for _ in project.elements("Case")),
        "link": sum(1 for _ in project.elements("Link")),
        "set": sum(1 for _ in project.elements("Set")),
    }
    return tuple(f"{count} {what}{'s' * (count != 1)}" for what, count in found.items() if count)


def _problem(page: BringPage, problem: str) -> HTMLResponse:
    return render("bring.html", BringPage(page.frame, page.what, page.said, page.endings, page.action, problem), 400)


def _today() -> date:
    return datetime.now(UTC).date()


def _file(name: str, content: bytes, media_type: str = "application/zip") -> Response:
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_. ") else "_" for letter in name)
    headers = {"Content-Disposition": f'attachment; filename="{plain}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
