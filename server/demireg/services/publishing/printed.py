"""An answer laid out for print: heads in words, studies as citations, and never broader than it is long."""

from dataclasses import dataclass

from demireg.services.comparing.ask import Answer
from demireg.services.publishing.called import Called
from demireg.services.tables import Value


@dataclass(frozen=True, slots=True)
class Printed:
    """A table as people read it. numeric: which columns hold numbers only; key: words that a head stands for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    numeric: tuple[bool, ...]
    key: tuple[tuple[str, str], ...] = ()


def printed(answer: Answer, called: Called) -> Printed:
    """Return the table of an answer; a matrix stands with its studies down the page, for those are many."""
    if answer.measure.name == "matrix" and "stance" not in answer.found.columns:
        return _turned(answer, called)
    columns = tuple(head(column, called) for column in answer.found.columns)
    rows = tuple(tuple(_cell(value, called) for value in row) for row in answer.found.rows)
    return Printed(columns, rows, _numeric(len(columns), rows))


def head(column: str, called: Called) -> str:
    """Return a column's name in words, or as a citation where it is a study."""
    return called.labels.get(column) or column.replace("_", " ")


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
