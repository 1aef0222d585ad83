"""Guides for those who read and code studies."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from demireg.web import guide_texts as held
from demireg.web import marked, urls
from demireg.web.contexts import Frame
from demireg.web.contexts_ontology import GuidePage, GuidesPage
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)


@router.get("/guides", response_class=HTMLResponse)
def guides() -> HTMLResponse:
    """List the guides."""
    entries = tuple((each.name, each.title, marked.line(each.lede)) for each in held.guides())
    return render("guides.html", GuidesPage(Frame("Guides"), entries))


@router.get("/guides/{name}", response_class=HTMLResponse)
def guide(name: str) -> HTMLResponse:
    """Show a guide."""
    found = held.guide(name)
    text, sections = marked.page(found.text, held.leading(str, urls.guide))
    return render("guide.html", GuidePage(Frame(found.title), text, sections))
