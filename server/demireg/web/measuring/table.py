"""An answer as a table: columns sorted by an address, identifiers as links, bounded to what a page holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from demireg.services.comparing.ask import Answer
from demireg.services.comparing.asking import Value
from demireg.services.comparing.heading import head
from demireg.services.comparing.saving import question_of
from demireg.services.tables import UNKNOWN
from demireg.web import urls, words
from demireg.web.contexts_comparing import AnswerTable, Head, Piece, Shown
from demireg.web.measuring.linking import Linker, tokens
from demireg.web.measuring.view import View

#: So many rows stand on one page, and so many names in one cell before the rest is held back.
MOST_ROWS: Final = 60
MOST_BESIDE: Final = 25
MOST_NAMES: Final = 4
#: A table wider than this has its cells bounded harder, so that the page stays light.
_MOST_CELLS: Final = 600
_TEXT: Final = 400
#: From how many letters on, usually, a column is given room.
_LONG, _LONGER = 45, 140
#: Identifiers are looked for in so much of a cell.
_MOST_TEXT: Final = 20_000

#: What stands between the steps of a path.
_STEP: Final = " → "
#: What a token of a measure looks like, such as ``not_studied``.
_CODE: Final = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Which rows to show. sort: a column, with ``-`` before it for descending, or empty; page: from 1."""

    sort: str = ""
    page: int = 1


def build(answer: Answer, linker: Linker, order: Order, view: View | None) -> AnswerTable:
    """Return the rows of an answer; fewer on one page where a view draws them too."""
    found, heads = answer.found, view.heads if view else {}
    rows = _sorted(found.columns, found.rows, order.sort)
    most = max(10, min(MOST_BESIDE if view else MOST_ROWS, _MOST_CELLS // max(len(found.columns), 1)))
    first = most * (min(max(order.page, 1), -(-len(rows) // most) or 1) - 1)
    shown = rows[first : first + most]
    linker.learn(
        token for row in shown for value in row if isinstance(value, str) for token in tokens(value[:_MOST_TEXT])
    )
    kinds = {name: _kind([row[at] for row in shown], linker) for at, name in enumerate(found.columns)}
    merged = _merged(found.columns, shown, linker)
    kept = [name for name in found.columns if heads.get(name, name) and name not in merged.values()]
    linker.learn([f"{answer.asked.values.get('theory', '')}/{row[0]}" for row in shown if row])
    at = {name: place for place, name in enumerate(found.columns)}
    page = first // most + 1
    return AnswerTable(
        caption=answer.measure.title,
        heads=tuple(_head(answer, name, heads.get(name, ""), kinds, order.sort) for name in kept),
        rows=tuple(tuple(_cell(answer, name, row[at[name]], linker) for name in kept) for row in shown),
        total=len(rows),
        first=first + 1 if rows else 0,
        last=first + len(shown),
        before=_address(answer, order.sort, page - 1) if page > 1 else "",
        after=_address(answer, order.sort, page + 1) if first + most < len(rows) else "",
    )


def plain(value: Value) -> str:
    """Return a value in words; an undefined number is said to be so by a dash."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"
    return "" if value is None else str(value)


def _cell(answer: Answer, name: str, value: Value, linker: Linker) -> Shown:
    if not isinstance(value, str):
        return Shown((Piece(plain(value) if value is not None else UNKNOWN),))
    if value in words.STANCES:
        return Shown((Piece(words.spoken(value)),), stance=value)
    if name == "proposition" and linker.knows(f"{answer.asked.values.get('theory', '')}/{value}"):
        held = linker.piece(f"{answer.asked.values['theory']}/{value}")
        return Shown((Piece(value, held.href, held.title),))
    parts = _parts(value, linker)
    if parts:
        pieces = linker.pieces(parts)
        joint = _STEP if _STEP in value else ", "
        return Shown(pieces[:MOST_NAMES], pieces[MOST_NAMES:], joint=joint)
    said = _CODE.sub(lambda found: words.spoken(found.group()), value)
    return Shown((Piece(said if len(said) <= _TEXT else f"{said[: _TEXT - 1]}…"),))


def _parts(value: str, linker: Linker) -> list[str]:
    """Return the identifiers that a cell lists; none where it is a text."""
    listed = [each.strip() for each in value[:_MOST_TEXT].split(";")]
    if len(listed) > 1 and any(linker.knows(each) for each in listed) and not any(" " in each for each in listed):
        return listed
    parts = tokens(value[:_MOST_TEXT])
    return parts if parts and all(linker.knows(each) for each in parts) else []


def _merged(columns: Sequence[str], rows: Sequence[Row], linker: Linker) -> dict[str, str]:
    """Return the columns of identifiers whose next column only says their labels, which the links say already."""
    found: dict[str, str] = {}
    for at, (name, after) in enumerate(pairwise(columns)):
        texts = [(row[at], row[at + 1]) for row in rows]
        if texts and after.endswith("label") and all(isinstance(one, str) and linker.knows(one) for one, _ in texts):
            found[name] = after
    return found


def _head(answer: Answer, name: str, said: str, kinds: Mapping[str, str], sort: str) -> Head:
    direction = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    first, other = (f"-{name}", name) if kinds[name] == "num" else (name, f"-{name}")
    href = _address(answer, other if sort == first else first, 1)
    return Head(name, said or words.spoken(head(name, answer.found.columns)), kinds[name], href, direction)


def _address(answer: Answer, sort: str, page: int) -> str:
    extra = {"sort": sort, "page": str(page) if page > 1 else ""}
    name, query = question_of(answer)
    return urls.comparison(name, query | extra) + "#answer"


def _sorted(columns: Sequence[str], rows: Sequence[Row], sort: str) -> list[Row]:
    """Return the rows in the order of a column; what is undefined comes last, whichever way."""
    name = sort.removeprefix("-")
    if name not in columns:
        return list(rows)
    at = columns.index(name)
    known = [row for row in rows if row[at] is not None]
    known.sort(key=lambda row: _key(row[at]), reverse=sort.startswith("-"))
    return known + [row for row in rows if row[at] is None]


def _key(value: Value) -> tuple[bool, float, str]:
    if isinstance(value, int | float):
        return (False, float(value), "")
    return (True, 0.0, str(value).casefold())


def _kind(values: Sequence[Value], linker: Linker) -> str:
    """Return whether a column holds numbers, texts (``long``, ``longer``) or neither."""
    there = [value for value in values if value is not None]
    if there and all(isinstance(value, int | float) and not isinstance(value, bool) for value in there):
        return "num"
    texts = [len(value) for value in there if isinstance(value, str) and " " in value and not _parts(value, linker)]
    usual = sum(texts) / len(texts) if texts else 0
    return "longer" if usual > _LONGER else "long" if usual > _LONG else ""
