"""Stance matrix: how each study bears on each proposition of a theory (measure 8.1 of the method)."""

from typing import Final

from demireg.services.comparing.asking import Asked, Measure, Measured
from demireg.services.comparing.matrix import matrix
from demireg.services.queries import Param

THEORY: Final = Param("theory", "theory", "salutogenesis", "the theory")


def run(asked: Asked) -> Measured:
    """Return one row per proposition with a column per study, and every cell with what stands behind it."""
    found = matrix(asked.repository, asked.values["theory"], asked.filters.profile, asked.by, asked.filters)
    cells = {(cell.proposition, cell.study): cell.stance for cell in found.cells}
    rows = tuple(
        (head.id, *(cells[head.id, study.id] for study in found.studies), head.text) for head in found.propositions
    )
    return Measured(("proposition", *(study.id for study in found.studies), "text"), rows, found.as_dict())


MEASURE: Final = Measure(
    name="matrix",
    title="How does each study bear on each proposition of a theory?",
    summary=(
        "The stance of each study on each proposition: contradiction beside any support is mixed, else the strongest "
        "change counts. not_assessed means that nobody has judged it, silent that the study says nothing on it."
    ),
    run=run,
    params=(THEORY,),
    source="method 8.1",
    empty="The theory has no propositions, or no study is chosen.",
    example={"theory": "salutogenesis"},
)
