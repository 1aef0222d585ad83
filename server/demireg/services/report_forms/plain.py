"""A finding as plain values, and a report on a file that could not be read at all."""

import re
from dataclasses import dataclass
from typing import Any, Final

from demireg.domain.errors import DemiregError
from demireg.domain.findings import Finding, Place, Report, Severity
from demireg.services.report_forms.rules import rule

#: The rule that a file breaks that no reader can read.
UNREAD: Final = "file-is-readable"
_LINE: Final = re.compile(r" line (\d{1,9})\b")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was checked: the name by which it was given, and the report."""

    name: str
    report: Report


def unread(fault: DemiregError, name: str) -> Report:
    """Return the report on a file that could not be read, from the error that says why."""
    place = getattr(fault, "place", "") or name
    message = str(fault).removeprefix(f"{place}: ")
    return Report.of([Finding(Severity.VIOLATION, UNREAD, message, place=place)])


def line_of(finding: Finding) -> int:
    """Return the line of a finding, from 1; 0 where its place has none."""
    if isinstance(finding.place, Place):
        return finding.place.line
    said = _LINE.search(finding.place)
    return int(said[1]) if said else 0


def cell_of(finding: Finding) -> str:
    """Return the cell (``configurations!F12``) or field of a form where a finding stands, empty where there is none."""
    return finding.place.cell if isinstance(finding.place, Place) else ""


def pointer_of(finding: Finding) -> str:
    """Return the JSON pointer of the value that a finding is about, empty where there is none."""
    return finding.place.pointer if isinstance(finding.place, Place) else ""


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """Return the JSON object of a finding; what does not apply is empty, and 0 for a line."""
    known = rule(finding.rule)
    return {
        "severity": finding.severity.value,
        "rule": finding.rule,
        "message": finding.message,
        "mend": finding.mend,
        "place": str(finding.place),
        "line": line_of(finding),
        "cell": cell_of(finding),
        "pointer": pointer_of(finding),
        "focus": finding.focus,
        "help": known.address if known else "",
    }


def report_as_dict(report: Report) -> dict[str, Any]:
    """Return the JSON object of a report, as ``/api/check`` answers it."""
    return {"conforms": report.conforms, "findings": [finding_as_dict(each) for each in report.findings]}
