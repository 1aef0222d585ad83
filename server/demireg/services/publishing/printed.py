"""An answer laid out for print: heads in words, studies as citations, and never broader than it is long."""

from dataclasses import dataclass
from typing import Final

from demireg.services.comparing import heading
from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.tables import Value

#: Columns of identifiers beside a column that is called label alone.
_LABELLED: Final = frozenset((("context", "label"), ("concept", "label")))


@dataclass(frozen=True, slots=True)
class Printed:
    """A table as people read it. numeric: which columns hold numbers only; key: words that a head stands for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    numeric: tuple[bool, ...]
    key: tuple[tuple[str, str], ...] = ()


def printed(answer: Answer, called: Called, *, identifiers: bool = False) -> Printed:
    """Return the table of an answer; a matrix stands with its studies down the page, for those are many.

    ``identifiers`` keeps those beside which a label stands.
    """
    if answer.measure.name == "matrix" and "stance" not in answer.found.columns:
        return _turned(answer, called)
    found = answer.found.columns
    places = [place for place in range(len(found)) if identifiers or not _labelled(found, place)]
    columns = tuple(
        head(found[place], found, called) if identifiers else _named(found, place, called) for place in places
    )
    rows = tuple(tuple(_cell(row[place], called) for place in places) for row in answer.found.rows)
    return Printed(columns, rows, _numeric(len(columns), rows))


def _labelled(columns: tuple[str, ...], place: int) -> bool:
    """Tell whether the next column says in words what this one says by an identifier."""
    following = columns[place + 1] if place + 1 < len(columns) else ""
    return following == f"{columns[place]}_label" or (columns[place], following) in _LABELLED


def _named(columns: tuple[str, ...], place: int, called: Called) -> str:
    """Return a head; a label is headed by what it is the label of."""
    return head(columns[place - 1] if place and _labelled(columns, place - 1) else columns[place], columns, called)


def head(column: str, columns: tuple[str, ...], called: Called) -> str:
    """Return a column's name in words, or as a citation where it is a study."""
    return called.labels.get(column) or heading.head(column, columns)


def _turned(answer: Answer, called: Called) -> Printed:
    """Return a matrix with studies down and propositions across, whose sentences are the key."""
    columns, rows = answer.found.columns, answer.found.rows
    studies = [(place, name) for place, name in enumerate(columns) if name in called.labels]
    turned = tuple(
        (called.labels[name], *(str(row[place]).replace("_", " ") for row in rows)) for place, name in studies
    )
    heads = ("study", *(str(row[0]) for row in rows))
    return Printed(heads, turned, (False,) * len(heads), tuple((str(row[0]), str(row[-1] or "")) for row in rows))


def _cell(value: Value, called: Called) -> Value:
    return called.cited(value) if isinstance(value, str) else value


def _numeric(width: int, rows: tuple[tuple[Value, ...], ...]) -> tuple[bool, ...]:
    def numbers(place: int) -> bool:
        cells = [row[place] for row in rows if row[place] is not None]
        return bool(cells) and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in cells)

    return tuple(map(numbers, range(width)))
