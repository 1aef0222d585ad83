"""How a difference is told: by the headings and labels of the workbook, and concepts by their labels."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from demireg.services.importing.characters import plain
from demireg.services.importing.codes import Codes
from demireg.services.importing.places import Path
from demireg.services.importing.tabling.layout import Column, layout

#: How much of a value is told.
MOST_TEXT: Final = 1500
#: Lists whose parts stand for themselves.
ONE: Final = {
    "cmo_configurations": "Configuration",
    "hypothesised_configurations": "Hypothesised configuration",
    "stances": "Stance on",
    "discrepancies": "Discrepancy",
}


class Name(str):
    """What a part of a list is called by, where a path names it instead of giving its number."""

    __slots__ = ()


def heading(path: Path) -> str:
    """Return which part of a study a path leads into, as the workbook groups and calls it."""
    top = str(path[0])
    if top in ONE and len(path) > 1:
        return f"{ONE[top]} {_step(path[1])}"
    return _headings().get(top) or _step(top).capitalize()


def place(path: Path) -> str:
    """Return the place of a field within its part: its heading, and which entry of which list."""
    depth = 2 if path[0] in ONE and len(path) > 1 else 1
    column = column_at(path)
    if column is None:
        return ", ".join(map(_step, path[depth:])) or _step(path[-1])
    owner = next((at for at in range(len(path) - 2, -1, -1) if path[at] in _lists() and not _key(path[at + 1])), -1)
    around = path[depth : max(owner + 2, depth)]
    last = [_step(path[-1])] if isinstance(path[-1], int) and owner + 2 < len(path) else []
    return ", ".join((*_parts(around), column.heading, *last))


def text(path: Path, value: Any, codes: Codes | None) -> str:  # noqa: ANN401 (any value of a tree)
    """Return a value as people read it: a choice and a concept by its label."""
    if value is None:
        return ""
    said = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    column = column_at(path)
    if column is not None and isinstance(value, str):
        said = next((each.label for each in column.choices if each.value == value), said)
        if codes and column.concepts and value in codes.called:
            said = f"{codes.entries[codes.called[value]].label} ({value})"
    said = plain(said)
    return said if len(said) <= MOST_TEXT else f"{said[:MOST_TEXT]}…"


def same(path: Path, one: Any, other: Any, codes: Codes | None) -> bool:  # noqa: ANN401
    """Tell whether two values mean the same: a concept is the same by whichever of its codes."""
    if codes is None or not isinstance(one, str) or not isinstance(other, str):
        return False
    column = column_at(path)
    if column is None or not column.concepts:
        return False
    known = codes.concepts.get(one)
    return known is not None and known == codes.concepts.get(other)


def column_at(path: Path) -> Column | None:
    """Return the column of the workbook that holds the value at a path, None for what has none."""
    return layout().column_at(tuple(step for step in path if _key(step)))


def _key(step: str | int) -> bool:
    return isinstance(step, str) and not isinstance(step, Name)


def _parts(steps: Sequence[str | int]) -> list[str]:
    """Return the entries that a path leads through, such as ``context 2``."""
    told: list[str] = []
    for step in steps:
        if _key(step):
            told.append(_roles().get(str(step), _step(step)))
        elif told:
            told[-1] += f" {step + 1 if isinstance(step, int) else plain(step)}"
        else:
            told.append(_step(step))
    return told


def _step(step: str | int) -> str:
    return f"no. {step + 1}" if isinstance(step, int) else plain(step) if not _key(step) else step.replace("_", " ")


@cache
def _headings() -> dict[str, str]:
    """Return by the first key of a path what the workbook calls that part of a study."""
    found: dict[str, str] = {}
    for table in layout().tables:
        for column in table.fields:
            found.setdefault(str((column.path_in("") or ("",))[0]), column.group)
        found.update({key: table.title for key in table.lists if not table.within})
    return found


@cache
def _lists() -> frozenset[str]:
    return frozenset(key for table in layout().tables for key in table.lists)


@cache
def _roles() -> dict[str, str]:
    """Return by its key what an entry of a list is called."""
    choosing = (table.special("choosing") for table in layout().tables)
    return {choice.value: choice.label for column in choosing if column for choice in column.choices}
