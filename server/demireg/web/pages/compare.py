"""The comparison matrix, its evidence drawer, and its figure for print."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from demireg import __version__
from demireg.domain.errors import BadParameter
from demireg.domain.names import ALL_ACCEPTED, PROFILES
from demireg.edge.state import repository as held_repository
from demireg.services.catalogue.evidence import CellEvidence, cell_evidence
from demireg.services.catalogue.stances import reviews
from demireg.services.catalogue.theories import TheorySummary, lineage, theory_list
from demireg.services.comparing import filters
from demireg.services.comparing.filters import Filters
from demireg.services.comparing.matrix import Matrix, matrix
from demireg.services.queries import load
from demireg.services.repository import Repository
from demireg.web import choosing, citing, figure, matrix_view, strips, urls, words
from demireg.web.asking import FilterChip, Offers
from demireg.web.choosing import Choice, Chooser
from demireg.web.contexts import Chip, ComparePage, DrawerPart, Evidence, Frame, Relative, TheoryGroup
from demireg.web.matrix_view import MatrixView
from demireg.web.measuring import form
from demireg.web.rendering import render, render_figure

router = APIRouter(include_in_schema=False)

#: Filters of the matrix; the profile has a choice of its own.
_FILTERS = tuple(name for name in filters.NAMES if name != "profile")


def chosen(
    request: Request, order: str = "", show: str = "", repository: Repository = Depends(held_repository)
) -> Choice:
    """Return which studies the matrix counts and how it orders them, by the filters that every comparison takes."""
    given = {name: ",".join(request.query_params.getlist(name)) for name in _FILTERS}
    held = filters.read(repository.table, given)
    return Choice(order=choosing.ordered(order), show=show, filters=None if held == Filters() else held)


@router.get("/", response_class=HTMLResponse)
def compare(
    theory: str = "",
    profile: str = ALL_ACCEPTED,
    cell: str = "",
    choice: Choice = Depends(chosen),
    repository: Repository = Depends(held_repository),
) -> HTMLResponse:
    """Show a theory against all studies or those chosen, perhaps with the evidence behind one cell beside it."""
    theories = theory_list(repository)
    slug = theory or _first(theories)
    table = matrix(repository, slug, profile, filters=choice.filters) if slug else None
    shown = matrix_view.view(table, cell, choice) if table else None
    page = ComparePage(
        frame=Frame("demireg", "matrix"),
        intro=_intro(table, choice) if table else "A theory’s propositions down the left, studies across the top.",
        theories=_groups(theories, slug, profile, choice),
        relatives=_relatives(repository, slug, profile) if table else (),
        profiles=profile_chips(urls.compare(slug, **choice.query()), profile) if table else (),
        matrix=shown,
        evidence=_evidence(repository, table, cell, choice) if table and cell else None,
        drafts=words.drafts(reviews(repository, slug)) if table else "",
        filters=choice.filters.query() if choice.filters else {},
        chooser=_chooser(repository, table, shown, choice, folded=bool(cell)) if table and shown else None,
    )
    return render("compare.html", page)


@router.get("/drawer", response_class=HTMLResponse)
def drawer(
    theory: str = "",
    profile: str = ALL_ACCEPTED,
    cell: str = "",
    choice: Choice = Depends(chosen),
    repository: Repository = Depends(held_repository),
) -> HTMLResponse:
    """Show the evidence behind one cell alone, for a page that is already open."""
    slug = theory or _first(theory_list(repository))
    table = matrix(repository, slug, profile, filters=choice.filters) if cell and slug else None
    evidence = _evidence(repository, table, cell, choice) if table else None
    return render("_drawer.html", DrawerPart(evidence))


@router.get("/figures/matrix.svg")
def matrix_figure(
    theory: str = "",
    profile: str = ALL_ACCEPTED,
    choice: Choice = Depends(chosen),
    repository: Repository = Depends(held_repository),
) -> Response:
    """Draw the matrix for print, with its legend and the versions it was made from."""
    slug = theory or _first(theory_list(repository))
    if not slug:
        raise BadParameter("There is no theory to draw; run `demireg seed` first.")
    drafts = words.drafts(reviews(repository, slug))
    page = figure.lay_out(matrix(repository, slug, profile, filters=choice.filters), __version__, drafts)
    return render_figure("figure.svg", page, f"{slug}.svg")


def profile_chips(address: str, profile: str) -> tuple[Chip, ...]:
    """Return the coding profiles as choices that keep the rest of an address."""
    joint = "&" if "?" in address else "?"
    return tuple(
        Chip(label, address if name == ALL_ACCEPTED else f"{address}{joint}profile={name}", name == profile)
        for name, label in words.PROFILES.items()
        if name in PROFILES
    )


def _chooser(
    repository: Repository, table: Matrix, shown: MatrixView, choice: Choice, *, folded: bool
) -> Chooser | None:
    """Return the form that chooses; ``folded`` leaves the filters to the page without evidence, for they are long."""
    if table.counted <= choosing.FEW and not choice.query():
        return None
    profile = "" if table.profile == ALL_ACCEPTED else table.profile
    kept = (profile, choice.show)
    everything = choice.query() | {"show": "all"}
    lists: dict[str, Offers] = {}
    query = choice.query()
    fields = () if folded else form.filter_fields(repository.table, _FILTERS, query, lists)
    hidden = tuple((name, value) for name, value in query.items() if name not in {"order", "show"}) if folded else ()
    return Chooser(
        action=urls.compare(),
        kept=(
            ("theory", table.theory),
            *((name, value) for name, value in zip(("profile", "show"), kept, strict=True) if value),
            *hidden,
        ),
        selects=(choosing.order_select(choice.order),),
        shown=len(shown.columns),
        of=len(repository.table.versions()),
        left_out=shown.left_out,
        every=urls.compare(table.theory, table.profile, **everything) if shown.left_out else "",
        clear=urls.compare(table.theory, table.profile) if choice.query() else "",
        filters=fields,
        unfold=urls.compare(table.theory, table.profile, **query) if folded else "",
        offers=tuple(lists.values()),
        chips=_chips(table.theory, profile, choice),
    )


def _chips(theory: str, profile: str, choice: Choice) -> tuple[FilterChip, ...]:
    if choice.filters is None:
        return ()
    return form.chips(choice.query(), choice.filters, lambda given: urls.compare(theory, profile, **given))


def _groups(theories: tuple[TheorySummary, ...], slug: str, profile: str, choice: Choice) -> tuple[TheoryGroup, ...]:
    """Return the theories by kind, those that travel furthest first, each with what it is called and its address."""
    found: dict[str, list[Chip]] = {}
    for one in sorted(theories, key=lambda one: (not one.formal, one.stage != "mid_range")):
        chip = Chip(one.label, urls.compare(one.slug, profile, **choice.query()), one.slug == slug)
        found.setdefault(words.kind_of_theory(one.stage, formal=one.formal), []).append(chip)
    return tuple(TheoryGroup(heading, tuple(chips)) for heading, chips in found.items())


def _relatives(repository: Repository, slug: str, profile: str) -> tuple[Relative, ...]:
    """Return the theories next to one in its lineage, from its own point of view."""
    found: dict[str, list[Chip]] = {}
    for edge in lineage(repository):
        if edge.source == slug:
            chip = Chip(edge.target_label, urls.compare(edge.target, profile), current=False)
            found.setdefault(words.RELATIONS.get(edge.relation, edge.relation), []).append(chip)
        elif edge.target == slug:
            chip = Chip(edge.source_label, urls.compare(edge.source, profile), current=False)
            found.setdefault(words.RELATIONS_IN.get(edge.relation, edge.relation), []).append(chip)
    return tuple(Relative(relation, tuple(chips)) for relation, chips in found.items())


def _first(theories: tuple[TheorySummary, ...]) -> str:
    """Return the theory to begin with: a mid-range one where there is one."""
    travelling = [theory for theory in theories if theory.stage == "mid_range"]
    return next((theory.slug for theory in (*travelling, *theories)), "")


def _intro(table: Matrix, choice: Choice) -> str:
    programmes = len({study.programme for study in table.studies})
    counted = words.count(programmes, "independent programme")
    if choice.filters and choice.filters.unit == "study":
        counted = "every study counted for itself"
    whole = sum(study.text_seen == "full_text" for study in table.studies)
    return (
        f"{words.count(len(table.propositions), 'proposition')}, each set against what each study says: "
        f"{counted}, {whole} of "
        f"{words.count(len(table.studies), 'study', 'studies')} read whole. "
        f"{table.known} of {table.known + table.unknown} cells assessed."
    )


def _evidence(repository: Repository, table: Matrix, key: str, choice: Choice) -> Evidence:
    found = next((cell for cell in table.cells if matrix_view.key_of(cell) == key), None)
    if found is None:
        raise BadParameter(
            f"This matrix has no cell '{key}'. A cell is named by proposition and study, as in P1.wood-2021."
        )
    reference = f"{table.theory}/{matrix_view.short(found.proposition)}"
    held = cell_evidence(repository, reference, found.study, table.profile)
    drawn = tuple(behind for behind in held.behind if behind.basis) or held.behind[:1]
    return Evidence(
        held=held,
        stance=found.stance,
        key=key,
        drawn=drawn,
        strips=tuple(strips.draw(behind.strip) for behind in drawn),
        others=tuple(behind for behind in held.behind if behind not in drawn),
        sparql=urls.sparql(_question(repository, held, table.profile)),
        permalink=urls.compare(table.theory, table.profile, key, **choice.query()),
        close=urls.compare(table.theory, table.profile, **choice.query()),
        source=citing.source(held.report),
        cite=citing.cell(held, table.versions.generation),
        profile=table.profile,
    )


def _question(repository: Repository, held: CellEvidence, profile: str) -> str:
    asked = load("pages/cell")
    values = {"proposition": held.proposition.reference, "study": held.study.id, "profile": profile}
    return asked.bind(asked.terms(values, repository.names))
