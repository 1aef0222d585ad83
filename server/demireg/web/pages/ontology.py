"""The ontology's documentation: the metamodel, a page a term, and diagrams."""

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from demireg.edge.caching import tagged
from demireg.edge.state import repository as held_repository
from demireg.services.documenting.terms import ontology
from demireg.services.repository import Repository
from demireg.web.contexts_ontology import DrawingFile
from demireg.web.ontology_views import diagram_page, diagrams_page, ontology_page, term_page
from demireg.web.rendering import render, render_figure

router = APIRouter(include_in_schema=False)


@router.get("/ns/core.html", response_class=HTMLResponse, dependencies=[Depends(tagged)])
def core(repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show the whole metamodel: modules, classes, properties, lists of values, history."""
    return render("ontology.html", ontology_page(ontology(repository.background)))


@router.get("/ns/core/{local}.html", response_class=HTMLResponse, dependencies=[Depends(tagged)])
def term(local: str, repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show a class, property or value: what it means, what follows from it, where it is used."""
    return render("term.html", term_page(repository, local))


@router.get("/diagrams", response_class=HTMLResponse)
def diagrams(repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """List what is drawn."""
    return render("diagrams.html", diagrams_page(repository))


@router.get("/diagrams/{name:path}.svg", dependencies=[Depends(tagged)])
def drawing(name: str, repository: Repository = Depends(held_repository)) -> Response:
    """Show a diagram alone, to be saved."""
    held = diagram_page(repository, name).held
    return render_figure("diagram.svg", DrawingFile(held), f"{name.replace('/', '-')}.svg")


@router.get("/diagrams/{name:path}", response_class=HTMLResponse, dependencies=[Depends(tagged)])
def diagram(name: str, repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show a diagram with the same in words."""
    return render("diagram.html", diagram_page(repository, name))
