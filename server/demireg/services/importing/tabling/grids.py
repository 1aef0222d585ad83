"""A grid of cells as some file holds it, before anybody knows what it is about."""

from dataclasses import dataclass, field
from typing import Literal

#: What a cell is besides text: a number, a day made of a number, a formula without a value, an error of a formula.
Sort = Literal["text", "number", "date", "formula", "error"]


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell that is not blank."""

    text: str
    sort: Sort = "text"


@dataclass(frozen=True, slots=True)
class Merged:
    """A rectangle of cells that are merged; rows count from 1, columns from 0."""

    reference: str
    top: int
    bottom: int


@dataclass(slots=True)
class Grid:
    """A sheet of a workbook, or a CSV file: its rows by number (from 1), each with its cells by column (from 0)."""

    name: str
    rows: dict[int, dict[int, Raw]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden: bool = False
