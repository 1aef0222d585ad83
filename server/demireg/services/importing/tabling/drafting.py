"""From rows to a draft: a study that was written in tables becomes a sheet, with a cell for every finding."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from pydantic_core import ErrorDetails

from demireg.domain.errors import TooLarge
from demireg.domain.findings import Finding, Place, Severity
from demireg.services.importing.characters import shortened
from demireg.services.importing.draft import Draft
from demireg.services.importing.nearest import either, offered
from demireg.services.importing.places import Placed, Plain
from demireg.services.importing.sheet_faults import path_of, said
from demireg.services.importing.sheet_file import MAX_SHEET_BYTES, MOST_FINDINGS, validated
from demireg.services.importing.tabling.cells import Rows
from demireg.services.importing.tabling.gather import gather
from demireg.services.importing.tabling.gathered import CellFault
from demireg.services.importing.tabling.layout import ANY, Column, layout
from demireg.services.importing.yaml_sheet import sheet_yaml

_MISSING: Final = "key-is-there"


def draft_of(rows: Rows, name: str, tops: Mapping[str, str] | None = None, faults: Iterable[CellFault] = ()) -> Draft:
    """Return the draft of the study that rows describe; ``faults`` are what the reader of the cells has found.

    ``name`` is that of the file or form. The source of the draft is the YAML sheet that the rows became; TooLarge is
    raised when no sheet may be as long.
    """
    gathered = gather(rows, tops)
    tree = gathered.tree
    _add_defaults(tree)
    kept_as = f"{tree.get('id') or PurePath(name).stem}.yaml"
    source = sheet_yaml(tree)
    if len(source.encode()) > MAX_SHEET_BYTES:
        raise TooLarge(
            f"The tables of {name} hold over {MAX_SHEET_BYTES / 1e6:.0f} MB of text; write one study a file."
        )
    draft = Draft(name, source, cells=gathered.cells, kept_as=shortened(kept_as).replace("/", "-"))
    findings = [finding_at(name, each) for each in (*faults, *gathered.faults)]
    sheet, wrong = validated(draft, Placed(tree, {}), _said)
    findings += wrong
    if sheet is None:
        findings += _twice(draft, tree)
    if len(findings) > MOST_FINDINGS + 1:
        message = f"There is more to mend than these {MOST_FINDINGS} findings."
        last = Finding(Severity.VIOLATION, "findings-are-few", message, "Mend these first.", name)
        findings = [*findings[:MOST_FINDINGS], last]
    return replace(draft, sheet=sheet, findings=tuple(findings), rows=rows)


def finding_at(name: str, fault: CellFault) -> Finding:
    """Return a fault of a cell as a finding of the file of that name."""
    place = Place(f"{name} {fault.at}".strip(), cell=fault.at)
    return Finding(fault.severity, fault.rule, fault.message, fault.mend, place)


def _twice(draft: Draft, tree: Mapping[str, Plain]) -> Iterator[Finding]:
    """Yield a finding for each label that stands twice: of a sheet that is not whole, nobody else says so."""
    for table in layout().tables:
        seen: set[str] = set()
        lists = [(key, tree.get(key)) for key in table.lists if any(layout().within(table.name))]
        for key, entries in lists:
            for index, entry in enumerate(entries if isinstance(entries, list) else ()):
                label = entry.get(table.named_by) if isinstance(entry, dict) else None
                if isinstance(label, str) and label in seen:
                    message, place = (
                        f"The label '{shortened(label)}' stands twice.",
                        draft.place((key, index, table.named_by)),
                    )
                    yield Finding(Severity.VIOLATION, "label-is-unique", message, "Give each its own.", place)
                seen |= {label} if isinstance(label, str) else set()


def _add_defaults(tree: dict[str, Plain]) -> None:
    """Add what nobody needs to write into a table, and blocks whose needed cells are asked for one by one."""
    for table in layout().tables:
        for column in table.fields:
            path = column.path_in(ANY)
            if column.default and path and len(path) == 1:
                tree.setdefault(str(path[0]), column.default)
            elif column.required and path and len(path) > 1:
                tree.setdefault(str(path[0]), {})
        for key in () if table.within else table.lists:
            entries = tree.get(key)
            for entry in entries if isinstance(entries, list) else ():
                _add_blocks(entry, key, table.columns)


def _add_blocks(entry: Plain, key: str, columns: Iterable[Column]) -> None:
    for column in columns:
        path = column.path_in(key)
        if isinstance(entry, dict) and column.required and path and len(path) > 1:
            entry.setdefault(str(path[0]), {})


def _said(detail: ErrorDetails) -> tuple[str, str, str]:
    """Return rule, message and mend of a fault in the words of somebody who fills in tables."""
    rule, message, mend = said(detail)
    path = path_of(detail)
    column = layout().column_at(path)
    if column is None:
        table = next((each for each in layout().tables if path and path[-1] in each.lists and not each.within), None)
        if rule == _MISSING and table:
            return rule, f"The table '{table.title}' has no rows.", "Write at least one."
        block = path and isinstance(path[-1], str) and rule == _MISSING
        return (
            (rule, f"Nothing is filled in of '{path[-1]}'.", _fields_of(str(path[-1])))
            if block
            else (rule, message, mend)
        )
    if rule == _MISSING:
        return rule, f"'{column.heading}' is empty.", column.help
    if column.choices and rule == "value-is-a-choice":
        words = [each.label for each in column.choices]
        near = offered(str(detail["input"]), words, "Choices") if len(words) > 1 else f"It may be {either(words)}."
        return rule, f"'{column.heading}' is '{shortened(detail['input'])}', which is none of its choices.", near
    return rule, message.replace(f"'{path[-1]}'", f"'{column.heading}'", 1), _mended(rule, mend, column)


def _mended(rule: str, mend: str, column: Column) -> str:
    if rule == "value-is-text":
        return "Write words, not a number or a list."
    if rule == "value-is-true-or-false":
        return "Write yes or no."
    if rule == "value-is-not-empty":
        return column.help
    return mend


def _fields_of(key: str) -> str:
    """Return which fields of the table of the study make a block."""
    fields = [each for table in layout().tables for each in table.fields if (each.path_in(ANY) or ())[:1] == (key,)]
    wanted = [each.heading for each in fields if each.required] or [each.heading for each in fields]
    return f"Fill in {either(wanted)}." if wanted else "Write it in the table 'More'."
