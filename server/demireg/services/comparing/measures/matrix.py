"""Stance matrix: how each study bears on each proposition of a theory (measure 8.1 of the method)."""

from typing import Any, Final

from demireg.services.comparing.asking import Asked, Measure, Measured
from demireg.services.comparing.cells import Cell
from demireg.services.comparing.cells import cells as cells_of
from demireg.services.comparing.counting import counted
from demireg.services.comparing.gathering import DENSE, propositions_of
from demireg.services.comparing.later import Later
from demireg.services.comparing.matrix import matrix
from demireg.services.comparing.stances import NOT_ASSESSED
from demireg.services.queries import Param

_LONG: Final = (
    "There are too many studies for a column each: every row is a cell, and what is not listed is not assessed."
)
_LEFT_OUT: Final = "{} of {} studies are left out of the table: nobody has judged them and nothing matches."
_CELL: Final = ("proposition", "study", "stance", "basis", "matches", "counter", "partly")
THEORY: Final = Param("theory", "theory", "salutogenesis", "the theory")


def run(asked: Asked) -> Measured:
    """Return a row per proposition with a column per study of which anything is known, and all cells with evidence."""
    if asked.by == "table":
        _, propositions = propositions_of(asked.repository.table, asked.values["theory"])
        [size] = asked.repository.table.named("measures/matrix-size", asked.filters.values)
        if size[0] * len(propositions) > DENSE:
            return wide(asked)
    found = matrix(asked.repository, asked.values["theory"], asked.filters.profile, asked.by, asked.filters)
    cells = {(cell.proposition, cell.study): cell.stance for cell in found.cells}
    bearing = {
        cell.study for cell in found.cells if cell.stance != NOT_ASSESSED or cell.matches or cell.counter or cell.partly
    }
    studies = [study.id for study in found.studies if study.id in bearing]
    rows = tuple((head.id, *(cells[head.id, study] for study in studies), head.text) for head in found.propositions)
    left = found.counted - len(studies)
    notes = (_LEFT_OUT.format(left, found.counted),) if left else ()
    body = found.as_dict()
    del body[
        "versions"
    ]  # an answer tells them itself; what was found is the same at a later generation of equal studies
    return Measured(("proposition", *studies, "text"), rows, body, notes)


def turned(found: Measured) -> Measured:
    """Return a matrix with its studies down the side and a column per proposition, whose sentences are notes.

    One that has a row for each cell is returned as it is.
    """
    if found.columns[-1:] != ("text",):
        return found
    rows = tuple(
        (study, *(row[place] for row in found.rows)) for place, study in enumerate(found.columns[1:-1], start=1)
    )
    key = tuple(f"{row[0]}: {row[-1]}" for row in found.rows)
    return Measured(("study", *(str(row[0]) for row in found.rows)), rows, found.body, (*found.notes, *key))


def wide(asked: Asked) -> Measured:
    """Return the same for very many studies: cells of which anything is said or inferred, and their studies only."""
    table, values = asked.repository.table, {**asked.filters.values, "theory": asked.values["theory"]}
    label, propositions = propositions_of(table, asked.values["theory"])
    [size] = table.named("measures/matrix-size", values)
    found = cells_of(asked, asked.values["theory"])
    cells, names = found.cells, [name for name, _ in propositions]
    short = {name: name.rpartition("/")[2] for name in names}
    body = {
        "theory": asked.values["theory"],
        "label": label,
        "profile": asked.filters.profile,
        "propositions": [{"id": short[name], "text": text} for name, text in propositions],
        "studies": found.studies,
        "cells": Later(len(cells), lambda: [_as_dict(short[cell[0]], cell) for cell in cells]),
        "support": [each.as_dict() for each in counted(table, asked.values["theory"], asked.filters, names, size[1])],
        "known": found.known,
        "unknown": size[0] * len(propositions) - found.known,
        "counted": size[0],
    }
    rows = Later(
        len(cells), lambda: [(short[cell[0]], *cell[1:3], " ".join(cell[3]), " ".join(cell[4])) for cell in cells]
    )
    return Measured(("proposition", "study", "stance", "basis", "matches"), rows, body, (_LONG,))


def _as_dict(proposition: str, cell: Cell) -> dict[str, Any]:
    return dict(zip(_CELL, (proposition, *cell[1:]), strict=True))


MEASURE: Final = Measure(
    name="matrix",
    title="How does each study bear on each proposition of a theory?",
    summary=(
        "The stance of each study on each proposition: contradiction beside any support is mixed, else the strongest "
        "change counts. not_assessed means that nobody has judged it, silent that the study says nothing on it."
    ),
    run=run,
    params=(THEORY,),
    empty="The theory has no propositions, or no study is chosen.",
    example={"theory": "salutogenesis"},
)
