"""Pages about the repository itself: search, the legend, the API's documentation, faults."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from demireg import __version__
from demireg.edge.state import repository as held_repository
from demireg.services.catalogue.concepts import concept_list
from demireg.services.catalogue.search import KINDS, Hit, search
from demireg.services.catalogue.studies import study_list
from demireg.services.catalogue.theories import theory_list
from demireg.services.repository import Repository
from demireg.web import urls
from demireg.web.contexts import Frame
from demireg.web.contexts_asking import AboutPage, DocsPage, ErrorPage, HitView, SearchPage
from demireg.web.rendering import DOCS_POLICY, VENDOR, render

router = APIRouter(include_in_schema=False)

_HEADINGS = {
    400: "That request cannot be answered",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not here",
    405: "Not that way",
    409: "Not as things stand",
    410: "Retracted",
    413: "Too large",
    422: "That request cannot be answered",
    429: "Wait a moment",
    500: "Something went wrong here",
    503: "The repository does not answer",
}


@router.get("/search", response_class=HTMLResponse)
def find(q: str = "", repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Search concepts, studies, theories, propositions and configurations by words."""
    found = search(repository, q[:200])
    groups = tuple((heading, tuple(map(_hit, found.of(kind)))) for kind, heading in KINDS.items() if found.of(kind))
    return render("search.html", SearchPage(Frame("Search", "", found.words, robots=False), found, groups))


@router.get("/about", response_class=HTMLResponse)
def about(repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Say what this is, how it counts, and what each sign means."""
    page = AboutPage(
        frame=Frame("About"),
        studies=len(study_list(repository)),
        theories=len(theory_list(repository)),
        concepts=len(concept_list(repository)),
        base=repository.names.base,
    )
    return render("about.html", page)


@router.get("/favicon.ico")
def favicon() -> RedirectResponse:
    """Send a browser that asks by habit to the icon."""
    return RedirectResponse(urls.static("icon.svg", __version__), 301)


@router.get("/docs", response_class=HTMLResponse)
def docs(request: Request) -> HTMLResponse:
    """Show the documentation of the API, from files of ours alone."""
    built = (VENDOR / "swagger-ui-bundle.js").is_file()
    page = DocsPage(Frame("API"), request.app.openapi_url or "/openapi.json", built)
    return render("docs.html", page, policy=DOCS_POLICY)


def error_page(_request: Request, status: int, detail: str) -> HTMLResponse:
    """Show a fault to a person: what, where and how to mend it."""
    heading = _HEADINGS.get(status, "That does not work")
    return render("error.html", ErrorPage(Frame(heading, robots=False), status, heading, detail), status)


def _hit(hit: Hit) -> HitView:
    href = {
        "theory": lambda: urls.theory(hit.id),
        "proposition": lambda: urls.theory(hit.owner, hit.id),
        "concept": lambda: urls.concept(hit.id),
        "study": lambda: urls.study(hit.id),
        "configuration": lambda: urls.configuration(hit.owner, hit.id),
    }[hit.kind]()
    label = f"{hit.id}  {hit.label}" if hit.kind in {"proposition", "configuration"} else hit.label
    return HitView(label, hit.owner, hit.matched, href)
