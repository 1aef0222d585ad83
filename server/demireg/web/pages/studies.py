"""Studies and their configurations."""

from itertools import groupby

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from demireg.domain.errors import BadParameter, Retracted
from demireg.domain.names import ALL_ACCEPTED, PROFILES
from demireg.edge.state import repository as held_repository
from demireg.services.catalogue.configurations import configuration_view
from demireg.services.catalogue.stances import proposition_index
from demireg.services.catalogue.studies import StudyView, study_list, study_view
from demireg.services.catalogue.thin import thin
from demireg.services.generations import generation
from demireg.services.repository import Repository
from demireg.web import choosing, citing, downloads, standing, strips, urls
from demireg.web.choosing import Choice, Chooser
from demireg.web.contexts import ConfigurationPage, Frame, StudiesPage, StudyPage, Theme
from demireg.web.contexts_asking import ThinPage
from demireg.web.pages.compare import profile_chips
from demireg.web.pages.history import tombstone
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

_DATA = ("CSV", "JSON")


@router.get("/studies", response_class=HTMLResponse)
def studies(
    choice: Choice = Depends(choosing.asked), repository: Repository = Depends(held_repository)
) -> HTMLResponse:
    """List the studies or those chosen, each with how much of it was read."""
    held = study_list(repository)
    chosen = choice.of(held)
    chooser = Chooser(
        action=urls.studies(),
        kept=(),
        selects=choosing.selects(held, choice, ("", "year", "programme", "read")),
        shown=len(chosen),
        of=len(held),
        left_out=0,
        every="",
        clear=urls.studies() if choice.query() else "",
    )
    programmes = len({study.programme or study.id for study in held})
    return render("studies.html", StudiesPage(Frame("Studies", "studies"), chosen, len(held), programmes, chooser))


@router.get("/thin", response_class=HTMLResponse)
def thin_evidence(repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """List what is thin in the evidence, each with where to mend it."""
    lists = (("Studies and parts", "thin-evidence"), ("Propositions", "thin-propositions"))
    data = tuple(
        (f"{label} ({form})", urls.question_data(name, form.lower())) for label, name in lists for form in _DATA
    )
    return render("thin.html", ThinPage(Frame("What is thin", "studies"), thin(repository), data))


@router.get("/studies/{identifier}", response_class=HTMLResponse)
def study(identifier: str, repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show what one study contributes."""
    try:
        held = study_view(repository, identifier)
    except Retracted:
        return tombstone(repository, identifier)
    summary, others = held.summary, study_list(repository)
    page = StudyPage(
        frame=Frame(summary.label, "studies"),
        study=held,
        themes=_themes(held),
        hypothesised=tuple(strip for strip in held.configurations if strip.hypothesised),
        companions=tuple(
            other
            for other in others
            if summary.programme and other.programme == summary.programme and other.id != summary.id
        ),
        held=frozenset(other.id for other in others),
        cite=citing.study(held, generation(repository.store, repository.names)),
        downloads=downloads.of_study(summary.id),
    )
    return render("study.html", page)


@router.get("/studies/{identifier}/{label}", response_class=HTMLResponse)
def configuration(
    identifier: str,
    label: str,
    profile: str = ALL_ACCEPTED,
    repository: Repository = Depends(held_repository),
) -> HTMLResponse:
    """Show one configuration, drawn, with its chains and what it bears on."""
    if profile not in PROFILES:
        raise BadParameter(f"The profile is one of {', '.join(PROFILES)}, not '{profile}'.")
    try:
        held = configuration_view(repository, identifier, label, profile)
    except Retracted:
        return tombstone(repository, identifier)
    page = ConfigurationPage(
        frame=Frame(f"{label} {held.study_label}", "studies"),
        view=held,
        said=standing.sentence(held.strip, held.study_label),
        drawn=strips.draw(held.strip),
        profiles=profile_chips(urls.configuration(identifier, label), profile),
        profile=profile,
        ttl=urls.study_turtle(identifier),
        cite=citing.configuration(held, generation(repository.store, repository.names)),
        propositions=tuple(proposition_index(repository).values()),
    )
    return render("configuration.html", page)


def _themes(held: StudyView) -> tuple[Theme, ...]:
    found = [strip for strip in held.configurations if not strip.hypothesised]
    return tuple(Theme(heading, tuple(run)) for heading, run in groupby(found, key=lambda strip: strip.theme))
