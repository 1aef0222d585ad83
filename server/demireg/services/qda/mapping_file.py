"""The mapping as a CSV file that people edit: one line a code, with its role and its concept."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from demireg.domain.errors import TooLarge, Unreadable
from demireg.domain.findings import Finding, Severity
from demireg.services.importing.characters import plain, shortened
from demireg.services.importing.encodings import decoded
from demireg.services.importing.nearest import offered
from demireg.services.qda.elements import plain_guid
from demireg.services.qda.roles import ROLES, Concepts, Row

COLUMNS: Final = ("guid", "code", "used", "role", "concept", "why")
MAX_BYTES: Final = 5_000_000
#: From how like, of 100, a concept is offered for what is none; below that, what is offered has other words.
_LEAST_OFFERED: Final = 75
#: Other names that a spreadsheet's owner may give a column.
_COLUMNS: Final = {"uuid": "guid", "id": "guid", "name": "code", "segments": "used", "times used": "used"}
_SHORT: Final = {
    **dict.fromkeys(("", "-", "no", "ignore", "nothing"), "none"),
    **{f"{role}s": role for role in ROLES},
    "c": "context",
    "i": "intervention",
    "m": "mechanism",
    "o": "outcome",
    "cmo": "configuration",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A mapping as it was decided, and what could not be taken from where it was written."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()


def cells(rows: Iterable[Row]) -> list[tuple[str, str, int, str, str, str]]:
    """Return the mapping as rows of a table, in the order of ``COLUMNS``."""
    return [(row.guid, row.code, row.used, row.role, row.concept, row.why) for row in rows]


def read_mapping(content: bytes, name: str, proposed: Iterable[Row], concepts: Concepts) -> Decided:
    """Read a mapping; codes that it does not list keep their proposal.

    Raises Unreadable when there is no column for codes or roles, TooLarge over the limit.
    """
    if len(content) > MAX_BYTES:
        raise TooLarge(f"{name} has {len(content) / 1e6:.1f} MB, and the limit is {MAX_BYTES / 1e6:.0f} MB.")
    text = plain(decoded(content)[0])
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    table = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        lines = [(table.line_num, [each.strip() for each in line]) for line in table]
    except csv.Error as error:
        raise Unreadable(f"The table does not parse ({error}).", f"{name} line {table.line_num}") from error
    titles = [_COLUMNS.get(title.lower(), title.lower()) for title in (lines[0][1] if lines else [])]
    if "role" not in titles or not {"guid", "code"} & set(titles):
        raise Unreadable(f"The first line should name the columns {', '.join(COLUMNS)}.", name)
    entries = {
        f"{name} line {number}": {title: _unguarded(cell) for title, cell in zip(titles, line, strict=False)}
        for number, line in lines[1:]
        if any(line)
    }
    return decide(entries, proposed, concepts)


def decide(entries: Mapping[str, Mapping[str, str]], proposed: Iterable[Row], concepts: Concepts) -> Decided:
    """Return the proposal with what was decided, by place: ``guid`` or ``code``, ``role`` and ``concept``."""
    rows = {row.guid: row for row in proposed}
    names = {row.code.casefold(): row.guid for row in reversed(rows.values())}
    findings: list[Finding] = []
    for place, entry in entries.items():
        guid = plain_guid(entry.get("guid", ""))
        guid = guid if guid in rows else names.get(entry.get("code", "").casefold(), "")
        if not guid:
            message = f"The project has no code '{shortened(entry.get('code') or entry.get('guid', ''))}'."
            mend = "It may have been renamed or removed; delete the line."
            findings.append(Finding(Severity.INFO, "mapped-code-is-there", message, mend, place))
            continue
        role = _role(entry, place, findings)
        concept = _concept(entry.get("concept", ""), role, (place, concepts), findings)
        if (role, concept) != (rows[guid].role, rows[guid].concept):
            rows[guid] = replace(rows[guid], role=role, concept=concept, why="as you decided")
    return Decided(tuple(rows.values()), tuple(findings))


def _role(entry: Mapping[str, str], place: str, findings: list[Finding]) -> str:
    said = entry.get("role", "").lower()
    role = _SHORT.get(said, said)
    if role in ROLES:
        return role
    mend = f"{offered(said, ROLES, 'Roles')} The code is left out of all configurations."
    findings.append(Finding(Severity.WARNING, "mapped-role-is-known", f"'{shortened(said)}' is no role.", mend, place))
    return "none"


def _concept(said: str, role: str, against: tuple[str, Concepts], findings: list[Finding]) -> str:
    """Return a concept by the code that suits the role; what is none is said, with what is spelt much like it."""
    place, concepts = against
    known = concepts.known(said, ROLES[role]) if said else ""
    if known or not said:
        return known
    near = concepts.like(said.partition(".")[2] or said, _LEAST_OFFERED, 3)
    offers = {each.entry.code(ROLES[role]): each.text for each in near}
    asked = " or ".join(f"'{code}' ({text})" for code, text in offers.items())
    mend = f"Did you mean {asked}? " if asked else ""
    mend += "All concepts are on the page /vocabulary. The code stays without a concept."
    message = f"'{shortened(said)}' is no concept of the vocabularies."
    findings.append(Finding(Severity.WARNING, "concept-is-known", message, mend, place))
    return ""


def _unguarded(cell: str) -> str:
    """Return a cell without the mark that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@", "\t"} else cell
