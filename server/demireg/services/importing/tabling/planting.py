"""Put the values of the table ``more`` into the tree, each at the path that is written beside it."""

from collections.abc import Sequence

from demireg.services.importing.characters import shortened
from demireg.services.importing.places import Path, Plain
from demireg.services.importing.tabling.cells import Cell, Row, decoded
from demireg.services.importing.tabling.gathered import BLANK, Gathered
from demireg.services.importing.tabling.keys import Name, parsed
from demireg.services.importing.tabling.layout import Layout, Table
from demireg.services.importing.tabling.similar import offered_first

_AT = "path-is-readable"
_THERE = "entry-is-there"
_ONCE = "value-is-given-once"


def plant(out: Gathered, tables: Layout, table: Table, rows: Sequence[Row]) -> None:
    """Put each value at its path; entries of one list in the order of their numbers."""
    value = table.special("value")
    planted: list[tuple[tuple[int, ...], Path, Row]] = []
    for row in rows:
        cell = row.get("path", BLANK)
        path = parsed(cell.text)
        if path is None:
            message = (
                f"The path '{shortened(cell.text)}' cannot be read." if cell.text.strip() else "The path is empty."
            )
            mend = "Write keys with dots between them and numbers from 0 in brackets, as in 'discrepancies[0].item'."
            out.fault(cell.at or next(iter(row.values())).at, _AT, message, mend)
            continue
        planted.append((tuple(step if isinstance(step, int) else 0 for step in path), path, row))
    planted.sort(key=lambda each: each[0])
    planter = _Planter(out, tables)
    for _, path, row in planted:
        cell = row.get("value", BLANK)
        if not cell.text.strip():
            message, mend = "A path is written here, and no value.", "Write the value beside it, or remove the row."
            out.fault(cell.at or row["path"].at, "value-is-not-empty", message, mend)
        elif value:
            told = out.checked(decoded(cell.text, value), cell.at)
            planter.plant(path, told, row["path"].at, cell)


class _Planter:
    """Puts values at their paths, or says why that cannot be."""

    def __init__(self, out: Gathered, tables: Layout) -> None:
        self.out = out
        self.tables = tables
        self.at = ""
        self.names: dict[Path, tuple[int, dict[str, int]]] = {}

    def plant(self, path: Path, value: Plain, at: str, cell: Cell) -> None:
        """Put a value, of a cell, at the path that stands at an address."""
        self.at = at
        here: Plain = self.out.tree
        real: Path = ()
        for place, step in enumerate(path):
            inner = value if place == len(path) - 1 else [] if isinstance(path[place + 1], int) else {}
            if isinstance(here, list) and isinstance(step, int | Name):
                index = self._index(here, real, step)
                if index is None:
                    return
                real = (*real, index)
                if index == len(here):
                    here.append(inner)
                elif inner is value:
                    self._twice(here[index], value)
                here = here[index]
            elif isinstance(here, dict) and isinstance(step, str) and not self._lost(here, real, step, path):
                real = (*real, step)
                if step not in here:
                    here[step] = inner
                elif inner is value:
                    self._twice(here[step], value)
                here = here[step]
            else:
                self._refuse(here, step)
                return
        self.out.note(real, cell.at)

    def _index(self, entries: list[Plain], path: Path, step: str | int) -> int | None:
        """Return the place of an entry, None when there is none and none can be added there."""
        if isinstance(step, int):
            if step <= len(entries):
                return step
            message = f"The list has {len(entries)} entries so far, so none can have the number {step}."
            self.out.fault(self.at, _THERE, message, "Number the entries of a list 0, 1, 2 … without a gap.")
            return None
        names = self._names(entries, path)
        if step in names:
            return names[step]
        message = f"There is no entry '{shortened(step)}' there."
        self.out.fault(self.at, _THERE, message, lambda: offered_first(step, names, "Entries there"))
        return None

    def _names(self, entries: list[Plain], path: Path) -> dict[str, int]:
        """Return the places of entries by their names; of two with one name the first."""
        known = self.names.get(path)
        if known is None or len(entries) != known[0]:
            key = next((table.named_by for table in self.tables.tables if path and path[0] in table.lists), "")
            places: dict[str, int] = {}
            for index, each in enumerate(entries):
                places.setdefault(str(each.get(key)) if isinstance(each, dict) else "", index)
            known = self.names[path] = (len(entries), places)
        return known[1]

    def _lost(self, block: dict[str, Plain], path: Path, step: str, whole: Path) -> bool:
        """Whether the path goes on to an entry, by its name, of a table that has no rows."""
        lists = {each for table in self.tables.tables for each in table.lists if not table.within}
        return (
            not path and step in lists and step not in block and isinstance(whole[-1 if len(whole) == 1 else 1], Name)
        )

    def _twice(self, there: Plain, value: Plain) -> None:
        if there != value or not isinstance(value, list | dict):
            message = "This value is given already, by another row or another table."
            self.out.fault(self.at, _ONCE, message, "Keep one of the two.")

    def _refuse(self, here: Plain, step: str | int) -> None:
        held = "a list" if isinstance(here, list) else "a block of keys" if isinstance(here, dict) else "a single value"
        message = f"The path cannot go on with '{shortened(step)}', for there is {held} at that place."
        self.out.fault(self.at, _THERE, message, "Mend the path; the value may have a column or row of its own.")
