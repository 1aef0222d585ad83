"""Numbers as a workbook stores them, as people see them: whole where they are whole, days where they show days."""

import math
import re
from datetime import date, timedelta
from typing import Final

from demireg.services.importing.tabling.grids import Raw

#: Numbers of the formats for days and times that every workbook has.
_KNOWN: Final = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DAY: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,29})")
_MOST_EXACT: Final = 1e15
#: The days that a workbook may count to: 9999-12-31.
_LAST: Final = 2_958_465
_LEAP: Final = 60
_DAYS_TO_1904: Final = 1462
_MINUTES: Final = 24 * 60
#: Days within reach of a study, as numbers: 1968 to 2064.
PLAUSIBLE: Final = range(25_000, 60_000)


def is_dated(number: str, code: str) -> bool:
    """Whether a format, by its number and code, shows a number as a day or a time."""
    if code:
        return bool(_DAY.search(_LITERAL.sub("", code.partition(";")[0]))) and "general" not in code.lower()
    return number in _KNOWN


def numbered(stored: str) -> Raw:
    """Return a stored number as people see it."""
    text = stored.strip()
    if _WHOLE.fullmatch(text):
        return Raw(text, "number")
    try:
        value = float(text)
    except ValueError:
        return Raw(text)
    if not math.isfinite(value):
        return Raw(text)
    return Raw(str(int(value)) if value.is_integer() and abs(value) < _MOST_EXACT else f"{value:.15g}", "number")


def dated(stored: str, *, since_1904: bool = False) -> Raw:
    """Return a stored number as the day that it shows, or as the number where it shows none."""
    plain = numbered(stored)
    try:
        value = float(stored) + (_DAYS_TO_1904 if since_1904 else 0)
    except ValueError:
        return plain
    if not 0 <= value <= _LAST:
        return plain
    if value < 1:
        minutes = min(round(value * _MINUTES), _MINUTES - 1)
        return Raw(f"{minutes // 60:02}:{minutes % 60:02}", "date")
    return Raw(day_of(int(value)), "date")


def day_of(number: int) -> str:
    """Return the day of a number, as workbooks count from 1900, in the form ``2026-11-22``."""
    first = date(1899, 12, 31) if number < _LEAP else date(1899, 12, 30)
    return (first + timedelta(days=number)).isoformat()
