"""Where rows go that belong to a configuration: by its label, by their role, by their number."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from demireg.services.importing.characters import shortened
from demireg.services.importing.nearest import either
from demireg.services.importing.places import Path, Plain
from demireg.services.importing.references import LABELS
from demireg.services.importing.tabling.cells import Row, decoded, tidy
from demireg.services.importing.tabling.gathered import BLANK, Gathered
from demireg.services.importing.tabling.layout import Table
from demireg.services.importing.tabling.similar import offered_first

_NUMBER: Final = re.compile(r"[A-Za-z]?0*([1-9][0-9]{0,3})(?:\.0)?")

#: The path of a list of the tree, with its rows and the number that each gives itself (0 where it gives none).
_Groups = dict[Path, list[tuple[int, Row]]]


def place(out: Gathered, table: Table, around: Table, rows: Sequence[Row]) -> None:
    """Put the rows of a table into the entries of the table around it to which they belong."""
    labels = _labels(out.tree, around)
    groups: _Groups = {}
    for row in rows:
        owner = _owner(out, table, row, labels)
        key = _list(out, table, row)
        if owner and key:
            groups.setdefault((*owner, key), []).append((_number(out, table, row), row))
    for path, group in groups.items():
        for index, row in enumerate(_ordered(out, table, group)):
            entry = _block(out.tree, path[:-1])
            entries = entry.setdefault(str(path[-1]), [])
            if isinstance(entries, list):
                entries.append({})
                out.fill((*path, index), str(path[-1]), row, table.columns)


def _labels(tree: Mapping[str, Plain], around: Table) -> dict[str, Path]:
    """Return the paths of entries by their labels; of two with one label the first."""
    labels: dict[str, Path] = {}
    for key in around.lists:
        entries = tree.get(key, [])
        for index, entry in enumerate(entries if isinstance(entries, list) else []):
            name = entry.get(around.named_by) if isinstance(entry, dict) else None
            if isinstance(name, str):
                labels.setdefault(name, (key, index))
    return labels


def _block(tree: dict[str, Plain], path: Path) -> dict[str, Plain]:
    here: Plain = tree
    for step in path:
        here = here[step] if isinstance(here, list) else here[step] if isinstance(here, dict) else here  # type: ignore[index]
    return here if isinstance(here, dict) else {}


def _owner(out: Gathered, table: Table, row: Row, labels: Mapping[str, Path]) -> Path:
    column = table.special("owner")
    cell = row.get(column.key, BLANK) if column else BLANK
    label = tidy(cell.text)
    if label in labels:
        return labels[label]
    at = cell.at or next(iter(row.values())).at
    if label:
        message = f"The table of configurations has no row '{shortened(label)}', to which this row should belong."
        out.fault(at, "label-is-known", message, lambda: offered_first(label, labels, LABELS))
    else:
        message = "The row does not say to which configuration it belongs."
        out.fault(at, "row-has-its-label", message, "Write the label into each row, also where it stands above.")
    return ()


def _list(out: Gathered, table: Table, row: Row) -> str:
    """Return the list to which a row goes, empty when it does not say."""
    column = table.special("choosing")
    if column is None:
        return table.lists[0]
    cell = row.get(column.key, BLANK)
    if column.paths:
        return table.lists[1 if cell.text.strip() else 0]
    key = decoded(cell.text, column) if cell.text.strip() else ""
    if key in table.lists:
        return str(key)
    wrong = f"is '{shortened(cell.text)}'" if key else "is empty"
    mend = f"It may be {either([choice.label for choice in column.choices])}."
    out.fault(cell.at or next(iter(row.values())).at, "value-is-a-choice", f"'{column.heading}' {wrong}.", mend)
    return ""


def _number(out: Gathered, table: Table, row: Row) -> int:
    column = table.special("number")
    cell = row.get(column.key, BLANK) if column else BLANK
    text = tidy(cell.text)
    found = _NUMBER.fullmatch(text)
    if text and column and not found:
        message = f"'{column.heading}' is '{shortened(text)}', and should be a whole number from 1."
        out.fault(cell.at, "number-is-whole", message, "Number the parts of each role from 1, or leave all empty.")
    return int(found[1]) if found else 0


def _ordered(out: Gathered, table: Table, group: list[tuple[int, Row]]) -> list[Row]:
    """Return rows by their numbers, and after them those without, as they stand."""
    column = table.special("number")
    numbered = sorted((each for each in group if each[0]), key=lambda each: each[0])
    for place_, (number, row) in enumerate(numbered, 1):
        if number != place_ and column:
            twice = place_ > 1 and numbered[place_ - 2][0] == number
            wrong = f"Two rows have the number {number}" if twice else f"The number {number} comes without a {place_}"
            message = f"{wrong} among the parts of this configuration and role."
            mend = "Links call parts by number, so number them 1, 2, 3 …, or leave all numbers empty."
            out.fault(row[column.key].at, "number-is-in-a-row", message, mend)
            break
    return [row for _, row in numbered] + [row for number, row in group if not number]
