"""From the text of a YAML or JSON sheet to a draft, with a finding for each value that cannot be taken."""

import re
from collections.abc import Callable
from itertools import islice
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from demireg.domain.findings import Finding, Severity
from demireg.services.importing.draft import Draft
from demireg.services.importing.places import Placed, compose
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_faults import is_echo, path_of, said

#: A sheet of 30 configurations takes 66 kB; this leaves room for the largest review.
MAX_SHEET_BYTES: Final = 2_000_000
#: Nobody mends more at one sitting, and a report should stay readable.
MOST_FINDINGS: Final = 200

#: What says rule, message and mend of a fault.
Say = Callable[[ErrorDetails], tuple[str, str, str]]

_PAIR: Final = re.compile(r"\\\\|\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


def read_sheet(text: str, name: str) -> Draft:
    """Read one sheet. Faults of single values are findings of the draft.

    Raises Unreadable when the text is no YAML at all.
    """
    placed = composed(text, name)
    draft = Draft(name, text, lines=placed.lines)
    if not isinstance(placed.data, dict):
        finding = Finding(
            Severity.VIOLATION,
            "sheet-is-a-mapping",
            "The file holds no sheet: a sheet is a list of keys, beginning with 'schema' and 'id'.",
            "Start from a copy of a shipped sheet in data/studies.",
            name,
        )
        return Draft(name, text, lines=placed.lines, findings=(finding,))
    sheet, findings = validated(draft, placed)
    return Draft(name, text, sheet, lines=placed.lines, findings=tuple(findings))


def composed(text: str, name: str) -> Placed:
    """Return the plain values of a sheet with their places, before anything is checked. Raises as ``read_sheet``."""
    return compose(_as_yaml(text) if name.lower().endswith(".json") else text, name)


def validated(draft: Draft, placed: Placed, say: Say = said) -> tuple[Sheet | None, list[Finding]]:
    """Return the sheet that data make, None when they make none, and a finding at its place for each fault.

    ``say`` gives rule, message and mend of what the classes of the sheet refuse.
    """
    faults = [(each.path, each.rule, each.message, each.mend) for each in placed.faults]
    sheet = None
    try:
        sheet = Sheet.model_validate(placed.data)
    except ValidationError as error:
        details = (each for each in error.errors(include_url=False) if not is_echo(each))
        faults += ((path_of(each), *say(each)) for each in islice(details, MOST_FINDINGS))
    findings = [
        Finding(Severity.VIOLATION, rule, message, mend, draft.place(path))
        for path, rule, message, mend in faults[:MOST_FINDINGS]
    ]
    if len(faults) >= MOST_FINDINGS:
        message = f"There is more to mend than these {MOST_FINDINGS} findings."
        findings.append(Finding(Severity.VIOLATION, "findings-are-few", message, "Mend these first.", draft.name))
    return sheet, findings


def _as_yaml(text: str) -> str:
    """Return JSON text so that YAML reads it alike: no tabs between values, and one escape for each character."""
    return _PAIR.sub(_joined, text.replace("\t", " "))


def _joined(found: re.Match[str]) -> str:
    if not found[1]:
        return found[0]
    return f"\\U{0x10000 + ((int(found[1], 16) - 0xD800) << 10) + int(found[2], 16) - 0xDC00:08x}"
