"""A report as a table: for a paper's supplement, and for other programs."""

from typing import Final

from demireg.services.reporting.standards import ReportedItem, StandardReport
from demireg.services.tables import Value

COLUMNS: Final = (
    "number",
    "section",
    "item",
    "asks_for",
    "answer",
    "reason",
    "evidence",
    "to_add",
    "answered_by",
    "note",
)
#: What a terminal has room for.
SHORT: Final = ("number", "item", "answer", "evidence", "to_add")
#: So many values of an item are written out; the others are counted.
MOST: Final = 4
#: So many letters of a value fit into a terminal.
ROOM: Final = 60


def rows(report: StandardReport) -> list[tuple[Value, ...]]:
    """Return one row for each item, with all columns."""
    return [_row(item) for item in report.items]


def short(report: StandardReport) -> list[tuple[Value, ...]]:
    """Return one row for each item, with the columns that a terminal has room for."""
    return [
        (item.number, item.title, item.answer.value, evidence(item, ROOM) or None, _mends(item) or None)
        for item in report.items
    ]


def summary(report: StandardReport) -> str:
    """Return how many items have each answer, in words."""
    counted = ", ".join(f"{count} {answer}" for answer, count in report.counts.items() if count)
    return f"{report.reading.label} against {report.standard}: {counted}, of {len(report.items)} items."


def evidence(item: ReportedItem, room: int = 0) -> str:
    """Return what was found for an item, with places, the first few values of each head written out.

    ``room`` is how many letters of a value are kept, 0 for all of them.
    """
    by_head: dict[str, list[str]] = {}
    for found in item.found:
        place = f" ({found.locator})" if found.locator else ""
        by_head.setdefault(found.head, []).append(f"{_cut(found.value, room)}{place}")
    return "; ".join(f"{head}: {_listed(values)}" for head, values in by_head.items())


def _cut(value: str, room: int) -> str:
    return f"{value[:room].rstrip()}…" if room and len(value) > room + 1 else value


def _mends(item: ReportedItem) -> str:
    return " ".join(lack.mend for lack in item.lacking)


def _listed(values: list[str]) -> str:
    rest = len(values) - MOST
    return ", ".join(values[:MOST]) + (f" and {rest} more" if rest > 0 else "")


def _row(item: ReportedItem) -> tuple[Value, ...]:
    response = item.response
    return (
        item.number,
        item.section,
        item.title,
        item.asks,
        item.answer.value,
        item.reason,
        evidence(item) or None,
        " ".join(f"{lack.message} {lack.mend}" for lack in item.lacking) or None,
        f"{response.agent}, {response.date}" if response else "computed",
        item.note or None,
    )
