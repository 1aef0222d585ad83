"""What was decided about each difference, as a table that people fill in with a spreadsheet or on the page."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from demireg.domain.errors import BadParameter, TooLarge
from demireg.services.agreeing.align import SECOND
from demireg.services.agreeing.items import DECISIONS, Item
from demireg.services.importing.characters import shortened
from demireg.services.tables import as_csv

COLUMNS: Final = (
    "unit", "what", "a", "b", "wording_a", "wording_b", "passage", "may_be", "decision", "value", "reason", "agent",
)  # fmt: skip
#: What only one coder has and may yet be what only the other has.
PAIRABLE: Final = ("part", "configuration")
_NEEDED: Final = ("unit", "what", "decision")
MOST_BYTES: Final = 2_000_000
_DIVIDERS: Final = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on one difference.

    decision: ``a``, ``b`` or ``other`` for role and concept, ``keep`` or ``leave`` for what one coder left out,
    ``same`` or ``none`` for a match; value: what it is otherwise, or the address that it matches; reason; agent: whose.
    """

    unit: str
    what: str
    decision: str
    value: str = ""
    reason: str = ""
    agent: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what names the difference among all others."""
        return self.unit, self.what


def decisions_csv(items: Iterable[Item], decided: Iterable[Decision] = (), coders: tuple[str, str] = ("", "")) -> str:
    """Return all differences as CSV, each with its decision where there is one, to be filled in and read again.

    Decisions on matches come first, also those whose difference is settled by them and so no more among the items.
    """
    made = {each.key: each for each in decided}
    found = list(items)
    known = {each.key for each in found}
    earlier = [Item(each.unit, "match", "", "", "", "", "") for each in made.values() if each.key not in known]
    rows = []
    for each in (*earlier, *found):
        said = made.get(each.key, Decision(each.unit, each.what, ""))
        words = _words(each)
        told = (each.unit, each.what, each.a, each.b, each.text_a, each.text_b, each.passage, words)
        rows.append((*told, said.decision, said.value, said.reason, said.agent))
    heads = [f"{name} ({coders['ab'.index(name)]})" if name in {"a", "b"} and all(coders) else name for name in COLUMNS]
    return as_csv(heads, rows)


def read_decisions(content: bytes, name: str) -> list[Decision]:
    """Read decisions from CSV, whatever divides its columns; rows without a decision are left out.

    Raises TooLarge above the limit, and BadParameter, with the line, for what is no such table.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge(f"{name} is over {MOST_BYTES / 1e6:g} MB, the most that decisions may take.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadParameter(f"{name} is not UTF-8 text. Save it as CSV UTF-8.") from fault
    divider = max(_DIVIDERS, key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True))
    except csv.Error as fault:
        raise BadParameter(f"{name} is not sound CSV ({fault}). Save it as CSV UTF-8 again.") from fault
    heads = [each.partition("(")[0].strip().lower() for each in rows[0]] if rows else []
    lacking = [each for each in _NEEDED if each not in heads]
    if lacking:
        raise BadParameter(
            f"{name} lacks the columns {', '.join(lacking)}. Begin with the table that the comparison gives."
        )
    found: dict[tuple[str, str], Decision] = {}
    for line, row in enumerate(rows[1:], 2):
        said = _decision(dict(zip(heads, map(_plain, row), strict=False)), f"{name} row {line}")
        if said is None:
            continue
        if said.key in found:
            raise BadParameter(f"{name} row {line}: '{said.unit}' {said.what} is decided twice. Keep one row.")
        found[said.key] = said
    return list(found.values())


def checked(said: Decision, place: str) -> Decision:
    """Return a decision. Raises BadParameter, with its place, for one that is not a decision on such a difference."""
    if said.what not in DECISIONS:
        raise BadParameter(f"{place}: 'what' is one of {', '.join(DECISIONS)}, not '{shortened(said.what)}'.")
    if said.decision not in DECISIONS[said.what]:
        words = " or ".join(DECISIONS[said.what])
        raise BadParameter(f"{place}: a {said.what} is decided by {words}, not '{shortened(said.decision)}'.")
    if said.decision in {"other", "same"} and not said.value:
        raise BadParameter(f"{place}: '{said.decision}' needs a value: what it is instead, or what it is the same as.")
    if said.decision == "other" and not said.reason:
        raise BadParameter(f"{place}: neither coder gave '{shortened(said.value)}', so say in 'reason' why it stands.")
    return said


def _decision(row: Mapping[str, str], place: str) -> Decision | None:
    if not row.get("decision"):
        return None
    made = Decision(*(row.get(name, "") for name in ("unit", "what", "decision", "value", "reason", "agent")))
    return checked(as_match(made), place)


def as_match(said: Decision) -> Decision:
    """Return a decision that pairs what only the first coder has as the decision on a match that it is."""
    pairs = said.decision == "same" and said.what in PAIRABLE and not said.unit.startswith(SECOND)
    return replace(said, what="match") if pairs else said


def _words(item: Item) -> str:
    """Return what may be decided: the decisions, or what it may be; what one coder has may be paired as well."""
    among, ways = " | ".join(value for value, _ in item.choices), ", ".join(DECISIONS[item.what])
    if item.what in PAIRABLE:
        return f"{ways}, same: {among}" if among else ways
    return among or ways


def _plain(cell: str) -> str:
    """Return a cell without the mark that keeps a spreadsheet from running it."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text
