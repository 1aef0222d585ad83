"""The forms of a report by name. ``FORMS`` is what ``demireg check --format`` and ``/api/check?format=`` offer."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from demireg.services import tables
from demireg.services.report_forms.junit import as_junit
from demireg.services.report_forms.plain import Checked, finding_as_dict
from demireg.services.report_forms.sarif import as_sarif

#: Columns of a report as a table; programs count on the first five standing first.
COLUMNS: Final = ("severity", "place", "message", "mend", "rule", "file", "line", "cell", "pointer", "focus")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a report: its media type, and what writes it."""

    media_type: str
    write: Callable[[Sequence[Checked]], str]


def _rows(checked: Sequence[Checked]) -> list[tuple[tables.Value, ...]]:
    found = [(each.name, finding_as_dict(finding)) for each in checked for finding in each.report.findings]
    return [tuple(name if column == "file" else said[column] for column in COLUMNS) for name, said in found]


def _as_json(checked: Sequence[Checked]) -> str:
    found = [{**finding_as_dict(finding), "file": each.name} for each in checked for finding in each.report.findings]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _as_csv(checked: Sequence[Checked]) -> str:
    return tables.as_csv(COLUMNS, _rows(checked))


def _as_markdown(checked: Sequence[Checked]) -> str:
    return tables.as_markdown(COLUMNS[:5], [row[:5] for row in _rows(checked)])


#: Forms of a report: name on the command line and in addresses → media type and writer.
FORMS: Final[dict[str, Form]] = {
    "json": Form("application/json", _as_json),
    "csv": Form("text/csv", _as_csv),
    "markdown": Form("text/markdown", _as_markdown),
    "sarif": Form("application/sarif+json", as_sarif),
    "junit": Form("application/xml", as_junit),
}
