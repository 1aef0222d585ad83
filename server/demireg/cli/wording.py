"""Say what a table holds in plain words; every other format keeps names and values as they are stored."""

import re
from collections.abc import Sequence
from typing import Final

from demireg.domain.names import REALIST
from demireg.services.comparing.heading import head
from demireg.services.tables import Columns, Rows, Value

_TOKENS: Final = re.compile(r"[a-z]+(?:[_ ,;]+[a-z]+)*")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def heads(columns: Columns) -> list[str]:
    """Return the columns' names as words."""
    return [head(name, tuple(columns)) for name in columns]


def worded(rows: Rows, iris: Sequence[Sequence[str | None]] | None = None) -> list[list[Value]]:
    """Return rows in words: ``not_assessed`` as *not assessed*, and ``AbstractOnly`` as *abstract only*.

    ``iris`` hold the whole identifier of each value that is one; identifiers of anything but the ontology's own values
    stay as they are, because people type them.
    """
    whole: Sequence[Sequence[str | None]] = iris if iris is not None else [[None] * len(row) for row in rows]
    return [list(map(_words, row, beside)) for row, beside in zip(rows, whole, strict=True)]


def _words(value: Value, iri: str | None) -> Value:
    if not isinstance(value, str):
        return value
    if iri is not None:
        return _HUMP.sub(" ", value).lower() if iri.startswith(str(REALIST)) else value
    return value.replace("_", " ") if _TOKENS.fullmatch(value) else value
