"""The measures of comparison by name, each as a table for people and as JSON for programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from demireg.domain.errors import BadParameter, NotFound
from demireg.domain.names import ALL_ACCEPTED
from demireg.services.comparing.matrix import By, Matrix, matrix
from demireg.services.repository import Repository

#: A measure that takes a study and no theory.
_OF_ONE_STUDY: Final = "agreement"
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A comparison: ``columns`` and ``rows`` for a table, ``body`` for JSON."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    body: Mapping[str, Any]


def measure(repository: Repository, name: str, theory: str, profile: str = ALL_ACCEPTED, by: By = "table") -> Measured:
    """Compare the studies by one measure.

    Raises NotFound for an unknown measure or theory, BadParameter for an unknown profile and for ``agreement``, which
    is of one study.
    """
    if name == _OF_ONE_STUDY:
        raise BadParameter(
            f"'{name}' is of the coders of one study: ask `demireg agree STUDY`, or /api/compare/{name}?study=STUDY."
        )
    if name not in MEASURES:
        near = get_close_matches(name, MEASURES, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(MEASURES)}."
        raise NotFound(f"There is no measure '{name}'. {hint}")
    if not theory.isprintable():  # half characters, as an argument that is not UTF-8 brings them
        raise NotFound(f"There is no theory {theory!r}.")
    return MEASURES[name](matrix(repository, theory, profile, by))


def _stances(found: Matrix) -> Measured:
    cells = {(cell.proposition, cell.study): cell.stance for cell in found.cells}
    rows = tuple(
        (head.id, *(cells[head.id, study.id] for study in found.studies), head.text) for head in found.propositions
    )
    return Measured(("proposition", *(study.id for study in found.studies), "text"), rows, found.as_dict())


def _support(found: Matrix) -> Measured:
    names = ("addressed", "supporting", "corroborating", "contradicting", "silent", "inconclusive", "unknown")
    shares = ("support", "strict", "contest")
    rows = tuple(
        (
            figures.proposition,
            figures.label,
            *(getattr(figures, name) for name in (*names, *shares)),
            " ".join(figures.pivots),
        )
        for figures in found.support
    )
    body = found.as_dict()
    kept = ("theory", "label", "profile", "propositions", "support", "versions")
    return Measured(("proposition", "label", *names, *shares, "pivots"), rows, {name: body[name] for name in kept})


#: Measures of comparison: name on the command line and in addresses → how it is laid out.
MEASURES: Final[dict[str, Callable[[Matrix], Measured]]] = {"matrix": _stances, "support": _support}
