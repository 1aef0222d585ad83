"""Findings in the words of the door by which a study came: headings for keys, and what the report does not give."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from demireg.domain.findings import Finding, Severity
from demireg.services.importing.draft import Draft
from demireg.services.importing.places import Path
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.tabling.layout import layout

#: Rule on a part that lacks → the list of the sheet that may say that the report gives none, and what it is called.
_LACKING: Final = {
    "configuration-has-mechanism": ("mechanisms", "mechanism"),
    "configuration-has-outcome": ("outcomes", "outcome"),
}
#: Rules whose messages quote keys; the messages of others quote what somebody wrote.
_QUOTING: Final = frozenset(("suggestion-is-no-tag", "suggestion-is-said"))
_QUOTED: Final = re.compile(r"'(?P<key>[a-z_]+)(?:: (?P<value>[a-z_]+))?'")
#: What is said of YAML → what is said of cells.
_OF_YAML: Final = (
    ("where no number is given, leave the cell empty, or the key out in YAML", "where none is given, leave it empty"),
    ("Divide several with semicolons, or write one an entry in YAML.", "Divide several with semicolons."),
    ("or remove the key where it may be left out", "or leave it empty where nothing is needed"),
    ("Remove the key", "Leave it empty"),
    ("remove the key", "leave it empty"),
    ("Remove '", "Empty '"),
)


def as_given(finding: Finding, sheet: Sheet, path: Path) -> Finding:
    """Return a finding, as a remark where the sheet says itself that the report gives nothing of the kind."""
    key, name = _LACKING.get(finding.rule, ("", ""))
    if not key or len(path) < 2:  # noqa: PLR2004 - the list and the place in it
        return finding
    block = getattr(sheet, str(path[0]))[path[1]]
    if key not in block.model_fields_set or getattr(block, key):
        return finding
    message = f"This configuration has no {name}; as the sheet says, the report gives none."
    return replace(finding, severity=Severity.INFO, message=message, mend="It is kept as it is.")


def in_headings(finding: Finding, draft: Draft) -> Finding:
    """Return a finding that names columns by their headings where the draft was written in tables or a form."""
    if not draft.cells:
        return finding
    message = _headed(finding.message) if finding.rule in _QUOTING else finding.message
    mend = finding.mend
    for said, instead in _OF_YAML:
        mend = mend.replace(said, instead)
    return replace(finding, message=message, mend=_headed(mend))


def _headed(text: str) -> str:
    return _QUOTED.sub(_heading, text)


def _heading(found: re.Match[str]) -> str:
    heading = _headings().get(found["key"])
    if heading is None:
        return found[0]
    return f"'{heading}': {found['value'].replace('_', ' ')}" if found["value"] else f"'{heading}'"


@cache
def _headings() -> dict[str, str]:
    """Return the headings of the keys that stand under one heading only, and the titles of tables by their lists."""
    found: dict[str, set[str]] = {}
    for table in layout().tables:
        for column in (*table.columns, *table.fields):
            for path in column.paths.values():
                found.setdefault(str(path[-1]), set()).add(column.heading)
        for key in table.lists:
            found.setdefault(key, set()).add(table.title)
    return {key: headings.pop() for key, headings in found.items() if len(headings) == 1}
