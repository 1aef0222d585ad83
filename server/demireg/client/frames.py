"""Tables as data frames of pandas or Polars; what is undefined is missing there, and never 0."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal

from demireg.client.source import Table
from demireg.domain.errors import BadParameter

Frame = Literal["pandas", "polars"]
#: A data frame of one of the two libraries, which are loaded only when one is made.
Made = Any

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_READ: Final[Mapping[str, Callable[[str], object]]] = {
    **dict.fromkeys((f"{_XSD}integer", f"{_XSD}int", f"{_XSD}long", f"{_XSD}nonNegativeInteger"), int),
    **dict.fromkeys((f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float"), float),
    f"{_XSD}boolean": lambda text: text in {"true", "1"},
}


def frame_of(table: Table, frame: Frame) -> Made:
    """Return a table as a data frame with ``attrs``. Raises BadParameter for another library, or one not installed."""
    columns = {name: _typed([row[place] for row in table.rows]) for place, name in enumerate(table.columns)}
    if frame == "pandas":
        made = _library("pandas").DataFrame(columns, columns=list(table.columns))
        made = made.astype({name: kind for name, values in columns.items() if (kind := _nullable(values))})
    elif frame == "polars":
        made = _library("polars").DataFrame(columns, strict=False)
    else:
        raise BadParameter(f"A frame is of pandas or polars, not '{str(frame)[:40]}'.")
    made.attrs = dict(table.attrs)
    return made


def frames_of_bindings(table: Table, frame: Frame) -> Made:
    """Return the bindings of a query as a data frame: numbers as such, identifiers and texts as text."""
    rows = [[None if term is None else _term(term) for term in row] for row in table.rows]
    return frame_of(Table(table.columns, rows, table.attrs), frame)


def _term(term: Mapping[str, str]) -> object:
    read = _READ.get(term.get("datatype", ""))
    try:
        return read(term["value"]) if read is not None else term["value"]
    except ValueError:  # a literal that is not of the type that it names
        return term["value"]


def _typed(values: Sequence[Any]) -> list[Any]:
    """Return a column whose values are of one type: whole numbers beside others are such too, else all is text."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int, float}:
        return [None if value is None else float(value) for value in values]
    if len(kinds) > 1:
        return [None if value is None else str(value) for value in values]
    return list(values)


def _nullable(values: Sequence[Any]) -> str:
    """Return the type of pandas that keeps whole numbers and yes or no what they are where some are missing."""
    kinds = {type(value) for value in values if value is not None}
    return {int: "Int64", bool: "boolean"}.get(kinds.pop(), "") if len(kinds) == 1 else ""


def _library(name: str) -> Any:  # noqa: ANN401 (a library that may be absent)
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as fault:
        raise BadParameter(f"{name} is not installed here; `pip install 'demireg[client]'` brings it.") from fault
