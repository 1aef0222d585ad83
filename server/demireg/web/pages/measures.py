"""What can be asked of all studies together, and one page for each measure."""

from contextlib import nullcontext

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from demireg.domain.errors import BadParameter, NotFound
from demireg.edge.problems import status_of
from demireg.edge.state import heavy
from demireg.edge.state import repository as held_repository
from demireg.services.comparing.ask import measure_of
from demireg.services.comparing.leaving_out import NAME as LEFT_OUT
from demireg.services.comparing.leaving_out import asked as left_out
from demireg.services.repository import Repository
from demireg.web import urls
from demireg.web.contexts import Frame
from demireg.web.contexts_comparing import MeasuresPage
from demireg.web.measuring import files, overview, page
from demireg.web.measuring.table import Order
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)


@router.get("/compare", response_class=HTMLResponse)
def measures() -> HTMLResponse:
    """List what can be asked of all studies together, each with an example that leads to an answer."""
    return render("measures.html", MeasuresPage(Frame("Compare", "compare"), overview.groups()))


@router.get("/compare/{name}", response_class=HTMLResponse)
def measure(name: str, request: Request, repository: Repository = Depends(held_repository)) -> Response:
    """Show one measure with its form, answered when every value that it needs is there; as a file by its ending."""
    if "." in name:
        stem, _, ending = name.partition(".")
        return files.respond(left_out(repository, stem, _given(request)), ending, heavy(request))
    asked = measure_of(name)
    given = page.short(asked, _given(request))
    whole = given | {each: request.query_params[each] for each in page.OF_PAGE if request.query_params.get(each)}
    if sorted(request.query_params.multi_items()) != sorted(whole.items()):
        return RedirectResponse(urls.comparison(name, whole), 303)
    if page.missing(asked, given):
        return render("measure.html", page.unanswered(repository, asked, given))
    try:
        host = str(request.base_url).rstrip("/")
        with heavy(request).one() if given.get(LEFT_OUT) else nullcontext():
            return render("measure.html", page.answered(repository, asked, given, _order(request), host))
    except (BadParameter, NotFound) as fault:
        return render("measure.html", page.unanswered(repository, asked, given, str(fault)), status_of(fault))


def _given(request: Request) -> dict[str, str]:
    """Return the values and filters of an address that are not empty; one given several times is joined by commas."""
    asked = request.query_params
    joined = {name: ",".join(filter(None, asked.getlist(name))) for name in asked if name not in page.OF_PAGE}
    return {name: value.strip() for name, value in joined.items() if value.strip()}


def _order(request: Request) -> Order:
    number = request.query_params.get("page", "1")
    return Order(request.query_params.get("sort", ""), int(number[:6]) if number.isascii() and number.isdigit() else 1)
