"""Reports as SARIF 2.1.0: what code hosts and editors show beside the lines of a file."""

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from demireg import __version__
from demireg.domain.findings import Finding, Severity
from demireg.services.report_forms.plain import Checked, cell_of, line_of, pointer_of
from demireg.services.report_forms.rules import rule

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ABOUT: Final = "https://w3id.org/realist/core"


def as_sarif(checked: Sequence[Checked]) -> str:
    """Return one run over all files. Lines become regions; a cell, a key or a node becomes a logical location."""
    found = [(each.name, finding) for each in checked for finding in each.report.findings]
    names = list(dict.fromkeys(finding.rule for _, finding in found))
    first = {finding.rule: finding for _, finding in reversed(found)}
    driver = {
        "name": "demireg",
        "version": __version__,
        "informationUri": _ABOUT,
        "rules": [_rule(first[name]) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(name)}} for name in dict.fromkeys(each.name for each in checked)],
        "results": [_result(name, finding, names.index(finding.rule)) for name, finding in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(finding: Finding) -> dict[str, Any]:
    """Describe a rule. One that only a reader of files knows is described by its name, for its messages differ."""
    known = rule(finding.rule)
    described: dict[str, Any] = {
        "id": finding.rule,
        "shortDescription": {"text": known.message if known else _sentence(finding.rule)},
        "defaultConfiguration": {"level": _LEVELS[known.severity if known else finding.severity]},
    }
    mend = known.mend if known else finding.mend
    if mend:
        described["help"] = {"text": mend}
    return described


def _sentence(name: str) -> str:
    return f"{name.replace('-', ' ').capitalize()}."


def _result(name: str, finding: Finding, index: int) -> dict[str, Any]:
    text = f"{finding.message} {finding.mend}".strip()
    location: dict[str, Any] = {"physicalLocation": _physical(name, line_of(finding))}
    logical = [*_logical(cell_of(finding), "cell"), *_logical(pointer_of(finding), "value")]
    logical += _logical(finding.focus, "resource")
    if logical:
        location["logicalLocations"] = logical
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [location],
        "properties": {"place": str(finding.place), "mend": finding.mend},
    }


def _physical(name: str, line: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(name)}}
    if line:
        physical["region"] = {"startLine": line}
    return physical


def _logical(name: str, kind: str) -> list[dict[str, str]]:
    return [{"fullyQualifiedName": name, "kind": kind}] if name else []


def _uri(name: str) -> str:
    """Return a file's name as a URI: relative as given, absolute with its scheme."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
