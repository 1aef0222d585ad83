"""What a measure of comparison is, what it is asked, and what it answers.

A measure takes values of its own (``params``) and the filters that all share, reads the comparison table by the SQL
of ``sql/measures/``, and answers with a table for people and a body for programs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from demireg.services.comparing.filters import NAMES, Filters
from demireg.services.comparing.matrix import By
from demireg.services.queries import Param
from demireg.services.repository import Repository

Value = str | int | float | bool | None
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """A comparison: ``columns`` and ``rows`` for a table, ``body`` for JSON, ``notes`` as sentences beside both.

    Every figure in ``body`` stands with what is known, what is not, and the identifiers behind it. Long lists may be
    ``Later`` ones, whose names are looked up when somebody reads them.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    body: Mapping[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure's question: ``values`` are those of its parameters, checked, with defaults filled in.

    Concepts are their local names (``Trust``), theories and studies their identifiers; what was not given is empty.
    """

    repository: Repository
    values: Mapping[str, str]
    filters: Filters = field(default_factory=Filters)
    by: By = "table"

    def rows(self, name: str, **more: object) -> list[Row]:
        """Return the rows of a statement of ``sql/measures/``, each by column; its values are bound by their names."""
        return self.repository.table.named_records(f"measures/{name}", {**self.filters.values, **self.values, **more})

    def arrays(self, name: str, **more: object) -> dict[str, Any]:
        """Return the columns of a statement of ``sql/measures/`` as NumPy arrays, for arithmetic on many rows."""
        return self.repository.table.named_arrays(f"measures/{name}", {**self.filters.values, **self.values, **more})

    def number(self, name: str) -> float:
        """Return the value of a parameter of kind ``number``."""
        return float(self.values[name])

    def many(self, name: str) -> tuple[str, ...]:
        """Return the values of a parameter of kind ``concepts``, in the order in which they were given."""
        return tuple(self.values[name].split())


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of comparison.

    name: on the command line and in addresses; title: the question it answers; summary: how, in plain words;
    source: the paper that defines it, as a reference, or nothing; params: its own values; filters: the names of those
    that it takes; empty: what no row means and what to try; example: values that give an answer on what ships.
    """

    name: str
    title: str
    summary: str
    run: Callable[[Asked], Measured]
    params: tuple[Param, ...] = ()
    filters: tuple[str, ...] = NAMES
    source: str = ""
    empty: str = ""
    example: Mapping[str, str] = field(default_factory=dict)
