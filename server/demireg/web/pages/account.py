"""Pages that give an account: why a configuration matches a proposition, and how far a study's report tells all."""

from itertools import groupby
from typing import Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from demireg.domain.names import ALL_ACCEPTED
from demireg.edge.state import repository as held_repository
from demireg.services.catalogue.stances import proposition_index
from demireg.services.explaining import lines
from demireg.services.explaining.explain import explain
from demireg.services.reporting import rows
from demireg.services.reporting.judging import standard_report
from demireg.services.repository import Repository
from demireg.web import urls
from demireg.web.contexts import Frame
from demireg.web.contexts_account import ExplainPage, RamesesPage, Section
from demireg.web.pages.compare import profile_chips
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

_VERBS: Final = {
    "instantiates": "matches {}",
    "counterInstantiates": "meets {} with an opposed outcome",
    "partlyInstantiates": "matches {} in part",
    "none": "does not match {}",
}
_MARKS: Final = {"instantiates": "instantiates", "counterInstantiates": "counter", "partlyInstantiates": "partly"}


@router.get("/studies/{identifier}/{label}/explain")
def chosen(identifier: str, label: str, proposition: str, profile: str = ALL_ACCEPTED) -> Response:
    """Lead from a form to the page that explains the proposition chosen in it."""
    return RedirectResponse(urls.explain(identifier, label, proposition, profile), 303)


@router.get("/studies/{identifier}/{label}/explain/{theory}/{proposition}", response_class=HTMLResponse)
def explained(
    identifier: str,
    label: str,
    theory: str,
    proposition: str,
    profile: str = ALL_ACCEPTED,
    repository: Repository = Depends(held_repository),
) -> HTMLResponse:
    """Show the proof of a match, or the nearest miss, as a tree."""
    found = explain(repository, f"{identifier}/{label}", f"{theory}/{proposition}", profile)
    named = f"{found.proposition.id} of {found.proposition.theory_label}"
    page = ExplainPage(
        frame=Frame(f"{label} and {named}", "studies"),
        found=found,
        heading=f"Why {label} {_VERBS[found.verdict].format(named)}",
        mark=_MARKS.get(found.verdict, ""),
        states={proof.name: lines.state(proof) for proof in found.patterns},
        warning="" if found.agrees else lines.disagreement(found),
        profiles=profile_chips(urls.explain(identifier, label, found.proposition.reference), profile),
        others=tuple(proposition_index(repository).values()),
        data=urls.explain_data(f"{identifier}/{label}", found.proposition.reference, profile),
    )
    return render("explain.html", page)


@router.get("/studies/{identifier}/rameses", response_class=HTMLResponse)
def rameses(identifier: str, repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show a study's report held against its reporting standard, item by item."""
    held = standard_report(repository, identifier)
    things = {found.iri for item in held.items for found in item.found if found.iri}
    by_section = groupby(held.items, key=lambda item: item.section)
    page = RamesesPage(
        frame=Frame(f"{held.standard} of {held.reading.label}", "studies"),
        report=held,
        summary=rows.summary(held),
        sections=tuple(Section(heading, tuple(items)) for heading, items in by_section),
        pages={iri: urls.page_of(iri, repository.names) for iri in things},
        most=rows.MOST,
        csv=urls.rameses_data(identifier, "csv"),
        json=urls.rameses_data(identifier, "json"),
    )
    return render("rameses.html", page)
