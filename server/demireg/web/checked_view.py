"""A report as a page shows it: by severity, findings that say the same put together, each place within reach."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from demireg.domain.findings import Finding, Place, Report, Severity
from demireg.services.importing.tabling.layout import layout
from demireg.services.looking import Looked
from demireg.services.report_forms.plain import cell_of, line_of
from demireg.services.report_forms.rules import rule
from demireg.web import words
from demireg.web.contexts_adding import FoundView, PlaceView, WeightView
from demireg.web.form_view import spoken

_HEADINGS: Final = {
    Severity.VIOLATION: ("To mend", "Each of these keeps the study out."),
    Severity.WARNING: ("To look at", "These keep nothing out; look whether they are meant so."),
    Severity.INFO: ("Good to know", "Nothing here needs an answer."),
}
_FIELD: Final = re.compile(r"[a-z]+(?:\.[a-z0-9_]+)+")
#: Endings of files that belong to another page: which one, and what to say.
_ELSEWHERE: Final = {
    **dict.fromkeys((".ris", ".bib", ".nbib", ".enw"), ("/add/references", "This looks like a list of references.")),
    **dict.fromkeys((".qdpx", ".qdc"), ("/add/qda", "This is a project or codebook of coding software.")),
}


def weights(report: Report, name: str = "", form: str = "") -> tuple[WeightView, ...]:
    """Return a report by severity; ``name`` of the file is left out of places, ``form`` is where fields are found."""
    return tuple(_weights(report.findings, name, form))


def _weights(findings: Sequence[Finding], name: str, form: str) -> Iterator[WeightView]:
    for severity, (heading, note) in _HEADINGS.items():
        own = [each for each in findings if each.severity is severity]
        if own:
            yield WeightView(severity.value, heading, note, len(own), tuple(_together(own, name, form)))


def _together(findings: Sequence[Finding], name: str, form: str) -> Iterator[FoundView]:
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.message, finding.mend), []).append(finding)
    for found in groups.values():
        known = rule(found[0].rule)
        yield FoundView(found[0], tuple(_place(each, name, form) for each in found), known.address if known else "")


def _place(finding: Finding, name: str, form: str) -> PlaceView:
    cell, line = cell_of(finding), line_of(finding)
    if cell and _FIELD.fullmatch(cell):
        return PlaceView(spoken(cell), 0, cell, f"{form}#{cell}")
    text = str(finding.place).removeprefix(name).strip()
    if cell and isinstance(finding.place, Place):
        column = layout().column_at(finding.place.path)
        text = f"{cell}, {column.heading}" if column else cell
    return PlaceView(text or "the file as a whole", line, cell, "")


def verdict(looked: Looked) -> str:
    """Return what a look came to, in a sentence."""
    if looked.fault is not None:
        return "This file could not be read."
    counts = {severity: looked.report.count(severity) for severity in Severity}
    if looked.report.conforms:
        rest = counts[Severity.WARNING]
        more = f" {words.count(rest, 'warning')} to look at." if rest else ""
        return f"Nothing keeps this study out.{more}"
    told = f"{words.count(counts[Severity.VIOLATION], 'thing')} to mend before this study can be handed in."
    whole = looked.draft is None or looked.draft.sheet is not None or looked.draft.graph is not None
    return told if whole else f"{told} Some checks can run only then, and may find more."


def elsewhere(name: str) -> tuple[str, str]:
    """Return the page where a file of such a name belongs, and why; both empty when it is here."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return _ELSEWHERE.get(ending, ("", ""))


def summary(report: Report, *severities: Severity) -> tuple[tuple[str, str, Finding], ...]:
    """Return the findings of some severities: the field's name, what it is called, and the finding."""
    found = [each for each in report.findings if each.severity in severities]
    return tuple((cell_of(each), spoken(cell_of(each)) or "The study as a whole", each) for each in found)
