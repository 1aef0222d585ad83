"""Reports as JUnit XML: a suite for each file, in which each violation is a failed case."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from demireg.domain.findings import Finding, Severity
from demireg.services.report_forms.plain import Checked, line_of

#: What XML 1.0 cannot hold, not even escaped.
_NO_XML: Final = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def as_junit(checked: Sequence[Checked]) -> str:
    """Return one suite a file. A warning or an info fails nothing and stands in the output of its case."""
    root = Element("testsuites", name="demireg check")
    for each in checked:
        findings = each.report.findings
        failures = str(each.report.count(Severity.VIOLATION))
        suite = SubElement(root, "testsuite", name=_xml(each.name), tests=str(max(len(findings), 1)), errors="0")
        suite.set("failures", failures)
        suite.set("skipped", "0")
        for finding in findings:
            _case(suite, each.name, finding)
        if not findings:
            SubElement(suite, "testcase", classname=_xml(each.name), name="nothing found")
    for total in ("tests", "failures"):
        root.set(total, str(sum(int(suite.get(total, "0")) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _case(suite: Element, name: str, finding: Finding) -> None:
    place = str(finding.place).removeprefix(name).removeprefix(PurePath(name).name).strip()
    said = f"{finding.rule} at {place}" if place else finding.rule
    case = SubElement(suite, "testcase", classname=_xml(name), name=_xml(said), file=_xml(name))
    if line_of(finding):
        case.set("line", str(line_of(finding)))
    text = _xml("\n".join(_lines(finding)))
    if finding.severity is Severity.VIOLATION:
        failure = SubElement(case, "failure", message=_xml(finding.message), type=_xml(finding.rule))
        failure.text = text
    else:
        SubElement(case, "system-out").text = text


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity.value}: {finding.message}"
    if finding.mend:
        yield f"To mend it: {finding.mend}"
    if finding.place:
        yield f"At: {finding.place}"


def _xml(text: str) -> str:
    return _NO_XML.sub("�", text)
