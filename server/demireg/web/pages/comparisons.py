"""Comparisons that are kept under a name: the list, each as it was, and what has changed since."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from demireg.edge.state import heavy
from demireg.edge.state import repository as held_repository
from demireg.services.comparing import again as asking
from demireg.services.comparing.again import Again
from demireg.services.comparing.measures import MEASURES
from demireg.services.comparing.saving import Saved, listed, saved
from demireg.services.repository import Repository
from demireg.services.tables import UNKNOWN, are_numbers, shown
from demireg.web import urls
from demireg.web.answers import MOST_ROWS
from demireg.web.contexts import Frame
from demireg.web.contexts_asking import Table, TableCell
from demireg.web.contexts_kept import KeptListPage, KeptPage
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

#: Letters of a cell that a page shows; the data behind its links has no such limit.
_MOST: int = 300
_LARGEST: int = 10_000_000


@router.get("/comparisons", response_class=HTMLResponse)
def comparisons(repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """List what is kept."""
    return render("comparisons.html", KeptListPage(Frame("Kept comparisons", "compare"), listed(repository)))


@router.get("/comparisons/{name}", response_class=HTMLResponse)
def comparison(name: str, version: int = 0, repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show one kept comparison as it was."""
    kept = saved(repository, name, min(version, _LARGEST))
    return render("comparison.html", _page(kept, _table(kept.columns, kept.rows, ""), kept.notes))


@router.get("/comparisons/{name}/again", response_class=HTMLResponse)
def again(
    name: str, request: Request, version: int = 0, repository: Repository = Depends(held_repository)
) -> HTMLResponse:
    """Ask it again, and show what has changed since."""
    with heavy(request).one():
        found = asking.again(repository, name, min(version, _LARGEST))
    return render("comparison.html", _page(found.saved, _changes(found), found.notes, found.sentence))


def _page(kept: Saved, table: Table, notes: tuple[str, ...], sentence: str = "") -> KeptPage:
    heading = kept.heading
    measure = MEASURES.get(heading.measure)
    values = {name: value for name, value in heading.query.items() if name != "leave_out"}
    cite = (
        f"{heading.name}, version {kept.number}, kept by {heading.agent} on {heading.on[:10]}; "
        f"demireg {kept.software}, data {kept.digest}. {kept.iri}"
    )
    return KeptPage(
        frame=Frame(f"{heading.name}, version {kept.number}", "compare"),
        kept=kept,
        measure=measure,
        asked=tuple(heading.query.items()),
        today=urls.comparison(measure.name, values) if measure is not None else "",
        table=table,
        sentence=sentence,
        notes=notes,
        cite=cite,
    )


def _changes(found: Again) -> Table:
    answer = found.answer
    return _table(answer.found.columns, answer.found.rows, answer.measure.empty)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]], empty: str) -> Table:
    numeric = frozenset(name for at, name in enumerate(columns) if rows and are_numbers([row[at] for row in rows]))
    cells = tuple(
        tuple(
            TableCell("" if value is None and name not in numeric else _shown(value))
            for name, value in zip(columns, row, strict=True)
        )
        for row in rows[:MOST_ROWS]
    )
    return Table(tuple(columns), cells, len(rows), numeric, empty)


def _shown(value: Any) -> str:  # noqa: ANN401 (any value of a table)
    text = shown(value) if value is not None else UNKNOWN
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"
