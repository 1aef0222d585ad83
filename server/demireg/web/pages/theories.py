"""Theories and the vocabulary their patterns speak."""

from collections import Counter

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from demireg.edge.state import repository as held_repository
from demireg.services.catalogue.concepts import ConceptView, concept_list, concept_view, hierarchy
from demireg.services.catalogue.theories import lineage, theory_list, theory_view
from demireg.services.comparing.matrix import matrix
from demireg.services.documenting.schemes import scheme_list
from demireg.services.generations import generation
from demireg.services.repository import Repository
from demireg.web import citing, matrix_view, tree, words
from demireg.web import lineage as drawing
from demireg.web.contexts import ConceptPage, Frame, TheoriesPage, TheoryPage, VocabularyPage
from demireg.web.ontology_views import scheme_page
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)


@router.get("/theories", response_class=HTMLResponse)
def theories(repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """List the theories and draw how they descend from each other."""
    held, edges = theory_list(repository), lineage(repository)
    drawn = drawing.draw(edges, held, "", words.STAGES) if edges else None
    return render("theories.html", TheoriesPage(Frame("Theories", "theories"), held, edges, drawn))


@router.get("/theories/{slug}", response_class=HTMLResponse)
def theory(slug: str, repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show a theory: its propositions with their support, its lineage, the studies that use it."""
    held = theory_view(repository, slug)
    rows = matrix_view.view(matrix(repository, slug)).rows
    page = TheoryPage(
        frame=Frame(held.summary.label, "theories"),
        theory=held,
        rows={row.id: row for row in rows},
        drawing=drawing.draw(held.lineage, theory_list(repository), slug, words.STAGES),
        cite=citing.theory(held, generation(repository.store, repository.names)),
    )
    return render("theory.html", page)


@router.get("/vocabulary", response_class=HTMLResponse)
def vocabulary(repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show the vocabulary as a tree by kinds."""
    lines = concept_list(repository)
    roots = tree.grow(lines, hierarchy(repository))
    page = VocabularyPage(Frame("Vocabulary", "vocabulary"), roots, len(lines), scheme_list(repository))
    return render("vocabulary.html", page)


@router.get("/vocabulary/{local}", response_class=HTMLResponse)
def concept(local: str, repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show a concept: its meaning, its place, and where it is used in which role; or a scheme with its concepts."""
    scheme = scheme_page(repository, local)
    if scheme is not None:
        return render("scheme.html", scheme)
    return render("concept.html", concept_page(concept_view(repository, local)))


def concept_page(held: ConceptView) -> ConceptPage:
    """Return the page of a concept."""
    uses = Counter(use.role for use in held.uses)
    counted = tuple((role, uses[role]) for role in words.ROLES if uses[role])
    return ConceptPage(Frame(held.concept.label, "vocabulary"), held, counted)
