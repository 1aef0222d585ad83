"""What is gathered from rows: a tree, where each of its paths stands, and what was wrong with the cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from demireg.domain.findings import Severity
from demireg.services.importing.characters import plain, refused
from demireg.services.importing.places import Path, Plain
from demireg.services.importing.tabling.cells import Cell, Row, decoded
from demireg.services.importing.tabling.layout import Column

BLANK: Final = Cell("", "")
#: More than a report shows, so that it says that there is more.
MOST_FAULTS: Final = 250


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell: its address, the rule, what is wrong and how to mend it."""

    at: str
    rule: str
    message: str
    mend: str
    severity: Severity = Severity.VIOLATION


@dataclass(slots=True)
class Gathered:
    """The tree of a sheet, the cell in which each path of it stands (or would), and what was wrong with the rows."""

    tree: dict[str, Plain] = field(default_factory=dict)
    cells: dict[Path, str] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)

    def fault(self, at: str, rule: str, message: str, mend: str | Callable[[], str]) -> None:
        """Note what is wrong with a cell, while a report holds more; a mend may take long and is then worked out."""
        if len(self.faults) <= MOST_FAULTS:
            self.faults.append(CellFault(at, rule, message, mend if isinstance(mend, str) else mend()))

    def note(self, path: Path, at: str) -> None:
        """Note where a path stands, and the blocks around it, unless they have a place."""
        self.cells[path] = at
        for length in range(len(path) - 1, 0, -1):
            self.cells.setdefault(path[:length], at)

    def checked(self, value: Plain, at: str) -> Plain:
        """Return a value without the characters that are refused, which are a fault of its cell."""
        if isinstance(value, list):
            return [self.checked(each, at) for each in value]
        if isinstance(value, str) and (found := refused(value)):
            message = f"The text holds a character that cannot be seen ({found})."
            mend = "Delete the character; text needs no control characters and no marks of writing direction."
            self.fault(at, "text-is-plain", message, mend)
            return plain(value)
        return value

    def put(self, path: Path, cell: Cell, column: Column) -> None:
        """Put the value of a cell at a path, and note where the path stands."""
        self.note(path, cell.at)
        if not cell.text.strip():
            return
        here: Plain = self.tree
        for step, following in pairwise(path):
            inner: Plain = [] if isinstance(following, int) else {}
            if isinstance(here, list) and isinstance(step, int):
                here.extend([inner] if step == len(here) else [])
                here = here[step]
            elif isinstance(here, dict) and isinstance(step, str):
                here = here.setdefault(step, inner)
        if isinstance(here, dict):
            here[str(path[-1])] = self.checked(decoded(cell.text, column), cell.at)

    def fill(self, entry: Path, key: str, row: Row, columns: Sequence[Column]) -> None:
        """Put what the cells of a row say into the entry of the list ``key`` that the tree has at a path."""
        self.cells.setdefault(entry, next(iter(row.values())).at)
        for column in columns:
            cell = row.get(column.key)
            inside = column.path_in(key)
            if cell is None:
                continue
            if inside:
                self.put((*entry, *inside), cell, column)
            elif column.paths and cell.text.strip():
                message = f"'{column.heading}' is for {_listed(column.paths)}, and this row is one of the {said(key)}."
                self.fault(cell.at, "cell-fits-its-row", message, "Empty the cell, or mend what the row is.")


def is_blank(row: Row) -> bool:
    """Whether no cell of a row holds anything."""
    return not any(cell.text.strip() for cell in row.values())


def said(key: str) -> str:
    """Return the name of a list of the sheet in words."""
    return {"links": "links to configurations", "causal_links": "links between parts"}.get(key, key.replace("_", " "))


def _listed(keys: Mapping[str, Path]) -> str:
    return " and ".join(said(key) for key in keys)
