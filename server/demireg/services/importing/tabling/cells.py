"""A cell and the value that it stands for: what a column's kind makes of its text, and the text that gives a value."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from demireg.services.importing.places import MAX_DIGITS, Plain
from demireg.services.importing.tabling.layout import Column, Kind, layout, plainly

_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_LINES: Final = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_TRUE: Final = frozenset(("yes", "true", "y", "x", "✓", "✔"))
_FALSE: Final = frozenset(("no", "false", "n"))
#: What stands for a value that is no text, in cells that take any value.
_WORDS: Final[Mapping[str, Plain]] = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and where it stands: ``configurations!F12``, or the name of a field of a form."""

    text: str
    at: str


#: Column key → cell; blank cells are there too, so that what is missing has a place.
Row = Mapping[str, Cell]
#: Table name → its rows, in order.
Rows = Mapping[str, Sequence[Row]]


def tidy(text: str) -> str:
    """Return the text of a cell without blanks around it and with one kind of line break."""
    return _LINES.sub("\n", text).strip()


def decoded(text: str, column: Column) -> Plain:
    """Return the value that a cell that is not blank stands for. What does not fit the kind stays text."""
    text = tidy(text)
    if column.unseen and plainly(text) == plainly(layout().unseen):
        return None
    if column.kind == "list":
        pieces = text.split("\n") if "\n" in text else text.split(";")
        return [_one(piece.strip(), column.of, column) for piece in pieces if piece.strip()]
    return _one(text, column.kind, column)


def encoded(value: Plain, column: Column) -> str | None:
    """Return the text of a cell that stands for just this value, None when no text of this column does."""
    text = _written(value, column)
    if not text or tidy(text) != text:
        return None
    return text if same(decoded(text, column), value) else None


def same(one: Plain, other: Plain) -> bool:
    """Whether two values are equal and of one type, throughout."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def loose(value: Plain) -> str:
    """Return the text for a value in a cell that takes any: text that reads otherwise is put in double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int):
        return "null" if value is None else str(value)
    if isinstance(value, str):
        plain = value and tidy(value) == value and isinstance(_loosely(value), str) and _loosely(value) == value
        return value if plain else json.dumps(value, ensure_ascii=bool(_LINES.search(value)))  # tidying leaves escapes
    return "[]" if isinstance(value, list) else "{}"


def _written(value: Plain, column: Column) -> str:
    if value is None:
        return layout().unseen if column.unseen else ""
    if isinstance(value, bool):
        return ("yes" if value else "no") if column.kind == "yes" else ""
    if isinstance(value, list):
        pieces = [_label(each, column) for each in value if isinstance(each, str)]
        return ("\n" if any(";" in each for each in pieces) else "; ").join(pieces)
    if isinstance(value, dict):
        return ""
    return _label(value, column) if isinstance(value, str) else str(value)


def _label(value: str, column: Column) -> str:
    return next((each.label for each in column.choices if each.value == value), value)


def _one(text: str, kind: Kind, column: Column) -> Plain:
    if kind == "choice":
        asked = plainly(text)
        for choice in column.choices:
            if asked in (plainly(choice.value), plainly(choice.label)):
                return choice.value
    elif kind == "yes":
        asked = text.casefold()
        return True if asked in _TRUE else False if asked in _FALSE else text
    elif kind == "number":
        return int(text) if _is_whole(text) else text
    elif kind == "value":
        return _loosely(text)
    elif kind == "proposition":  # drop-downs show its sentence after it
        return text.partition(": ")[0]
    return text


def _loosely(text: str) -> Plain:
    """Return the value that a cell stands for which takes any."""
    if text in _WORDS:
        return _WORDS[text]
    if text in ("[]", "{}"):
        return [] if text == "[]" else {}
    if _is_whole(text):
        return int(text)
    if text.startswith('"') and text.endswith('"'):
        try:
            value = json.loads(text)
        except ValueError:
            return text
        return value if isinstance(value, str) else text
    return text


def _is_whole(text: str) -> bool:
    return len(text) <= MAX_DIGITS and bool(_WHOLE.fullmatch(text))
