"""The web form as a door for studies: its fields become the rows of the tables, and rows become its fields.

A field is named ``study.title``, ``stances.2.rationale`` or, within a configuration, ``configurations.0.parts.3.text``.
The numbers only tell rows apart; their order is that in which they stand. The name is also the place of a finding.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from demireg.services.importing.tabling.cells import Cell, Row, Rows
from demireg.services.importing.tabling.keys import parsed
from demireg.services.importing.tabling.layout import ANY, Table, by_heading, layout, plainly
from demireg.services.importing.tabling.spread import PlainRows

#: More rows than this in one table, or fields in all, are not typed by anybody.
MOST_ROWS: Final = 1000
MOST_FIELDS: Final = 40_000
#: Field of a row that says that the row is there, and one that says that all its fields are shown.
THERE: Final = "row"
ALL: Final = "all"

_NAME: Final = re.compile(r"([a-z]+)(?:\.(\d{1,6})(?:\.([a-z]+)\.(\d{1,6}))?)?\.([a-z_0-9]+)")
_STUDY: Final = "study"

Entries = Sequence[tuple[str, str]]


@dataclass(slots=True)
class FormRow:
    """A row of the form. prefix: of its fields' names; values: by column; whole: show all fields; inner: its rows."""

    prefix: str
    values: dict[str, str] = field(default_factory=dict)
    whole: bool = False
    inner: dict[str, "dict[str, FormRow]"] = field(default_factory=dict)

    def rows(self, table: str) -> "list[FormRow]":
        """Return its rows in another table, in order."""
        return list(self.inner.get(table, {}).values())


@dataclass(slots=True)
class Form:
    """Everything typed. study: the fields of the study; tables: the rows of the other tables, by their numbers."""

    study: dict[str, str] = field(default_factory=dict)
    tables: dict[str, dict[str, FormRow]] = field(default_factory=dict)

    def rows(self, table: str) -> list[FormRow]:
        """Return the rows of a table, in order."""
        return list(self.tables.get(table, {}).values())

    def add(self, table: str, values: Mapping[str, str] | None = None) -> FormRow:
        """Add a row to a table, or to the table of a row: ``stances`` or ``configurations.0.parts``."""
        rows, name = self._held(table)
        if len(rows) >= MOST_ROWS:
            return next(reversed(rows.values()))
        number = str(max(map(int, rows), default=-1) + 1)
        label = {"label": self._free_label()} if name == "configurations" else {}
        rows[number] = FormRow(f"{table}.{number}", label | dict(values or {}))
        return rows[number]

    def remove(self, prefix: str) -> None:
        """Remove the row whose fields begin so; one that is not there is no fault."""
        table, _, number = prefix.rpartition(".")
        self._held(table)[0].pop(number, None)

    def row(self, prefix: str) -> FormRow | None:
        """Return the row whose fields begin so, None when it is not there."""
        table, _, number = prefix.rpartition(".")
        return self._held(table)[0].get(number)

    def _held(self, table: str) -> tuple[dict[str, FormRow], str]:
        steps = table.split(".")
        if len(steps) == 1:
            return self.tables.setdefault(steps[0], {}), steps[0]
        owner = self.tables.get(steps[0], {}).get(steps[1]) if len(steps) == 3 else None  # noqa: PLR2004
        return (owner.inner.setdefault(steps[2], {}), steps[2]) if owner else ({}, "")

    def _free_label(self) -> str:
        taken = {row.values.get("label", "") for row in self.rows("configurations")}
        number = len(taken) + 1
        while f"k{number}" in taken:
            number += 1
        return f"k{number}"


def begun() -> Form:
    """Return an empty form: one configuration with a part of each role to be filled in."""
    form = Form({column.key: column.default for column in layout().table(_STUDY).fields if column.default})
    prefix = form.add("configurations").prefix
    for role in ("contexts", "interventions", "mechanisms", "outcomes"):
        form.add(f"{prefix}.parts", {"role": role})
    return form


def typed(entries: Entries) -> Form:
    """Return the form from the fields that a browser sent, in order. What is no field of ours is passed over."""
    form = Form({column.key: column.default for column in layout().table(_STUDY).fields if column.default})
    tables = {table.name: {column.key for column in table.columns} | {THERE, ALL} for table in layout().tables}
    for name, value in entries[:MOST_FIELDS]:
        found = _NAME.fullmatch(name)
        if not found or found[1] not in tables:
            continue
        top, number, inside, inner, key = found.groups()
        if top == _STUDY and number is None:
            form.study[key] = value
        elif number is not None and key in tables.get(inside or top, ()):
            row = _row(form.tables.setdefault(top, {}), f"{top}.{number}", number)
            if inside:
                row = _row(row.inner.setdefault(inside, {}), f"{top}.{number}.{inside}.{inner}", inner)
            _set(row, key, value)
    _move(form)
    return form


def _move(form: Form) -> None:
    """Put each row under the configuration that it was told to belong to, where there is such a one."""
    for table in layout().tables:
        place = table.special("owner")
        if place is None:
            continue
        owners = {row.values.get("label", "").strip(): row for row in form.rows(table.within)}
        for owner in owners.values():
            for row in owner.rows(table.name):
                label = row.values.pop(place.key, "").strip()
                if label in owners and owners[label] is not owner:
                    form.remove(row.prefix)
                    moved = form.add(f"{owners[label].prefix}.{table.name}", row.values)
                    moved.whole = row.whole


def _row(rows: dict[str, FormRow], prefix: str, number: str) -> FormRow:
    if number not in rows and len(rows) >= MOST_ROWS:
        return FormRow(prefix)
    return rows.setdefault(number, FormRow(prefix))


def _set(row: FormRow, key: str, value: str) -> None:
    if key == ALL:
        row.whole = True
    elif key != THERE:
        row.values[key] = value


def entries_of(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form as a browser would send them."""
    for key, value in form.study.items():
        yield f"{_STUDY}.{key}", value
    for rows in form.tables.values():
        yield from _entries(rows.values())


def _entries(rows: Iterable[FormRow]) -> Iterator[tuple[str, str]]:
    for row in rows:
        yield f"{row.prefix}.{THERE}", "1"
        if row.whole:
            yield f"{row.prefix}.{ALL}", "1"
        for key, value in row.values.items():
            yield f"{row.prefix}.{key}", value
        for inner in row.inner.values():
            yield from _entries(inner.values())


def to_rows(form: Form) -> Rows:
    """Return the rows of the tables with the name of each field as its address; rows left empty are left out."""
    fields = layout().table(_STUDY).fields
    rows: dict[str, list[Row]] = {
        _STUDY: [
            {
                "field": Cell(column.heading, f"{_STUDY}.{column.key}"),
                "value": Cell(form.study.get(column.key, ""), f"{_STUDY}.{column.key}"),
            }
            for column in fields
        ]
    }
    for table in layout().tables[1:]:
        if table.within:
            rows[table.name] = [
                cells
                for owner in form.rows(table.within)
                for row in owner.rows(table.name)
                if (cells := _cells(table, row, owner))
            ]
        else:
            rows[table.name] = [cells for row in form.rows(table.name) if (cells := _cells(table, row))]
    return rows


def _cells(table: Table, row: FormRow, owner: FormRow | None = None) -> Row:
    """Return the cells of a row, none for one that says nothing of its own."""
    if not is_filled(table, row):
        return {}
    cells = {column.key: Cell(row.values.get(column.key, ""), f"{row.prefix}.{column.key}") for column in table.columns}
    place = table.special("owner")
    if place and owner:
        cells[place.key] = Cell(owner.values.get("label", ""), f"{owner.prefix}.label")
    return {key: cell for key, cell in cells.items() if key != "number"}


def is_filled(table: Table, row: FormRow) -> bool:
    """Whether a row says more than what the form itself put into it."""
    given = {key for key, value in row.values.items() if value.strip()}
    if table.name == "configurations":
        inner = ((layout().table(name), each) for name, rows in row.inner.items() for each in rows.values())
        return bool(given - {"label"}) or any(is_filled(*each) for each in inner)
    return bool(given - {column.key for column in table.columns if column.special in {"choosing", "owner"}}) or (
        table.name == "links" and bool(given)
    )


def from_rows(rows: Rows) -> Form:
    """Return a form filled from the rows of tables, whatever is wrong with them: nothing that was typed is lost."""
    form = Form()
    study = layout().table(_STUDY)
    known = by_heading(study.fields)
    paths = {column.path_in(ANY): column for column in study.fields}
    for row in rows.get(_STUDY, ()):
        asked, said = _text(row, "field"), _text(row, "value")
        column = known.get(plainly(asked)) or paths.get(parsed(asked))
        if said and column and not form.study.get(column.key):
            form.study[column.key] = said
        elif said:
            form.add("more", {"path": asked, "value": said})
    for column in study.fields:
        form.study.setdefault(column.key, column.default)
    for table in layout().tables[1:]:
        for row in rows.get(table.name, ()):
            values = {key: cell.text for key, cell in row.items() if cell.text.strip()}
            if values and table.within:
                _place(form, table, values)
            elif values:
                form.add(table.name, values)
    return form


def _place(form: Form, table: Table, values: dict[str, str]) -> None:
    """Put a row into the configuration of its label; one that is not there is made, so that the row is seen."""
    owner = table.special("owner")
    label = values.pop(owner.key, "").strip() if owner else ""
    values.pop("number", None)
    for row in form.rows(table.within):
        if row.values.get("label", "").strip() == label:
            break
    else:
        row = form.add(table.within, {"label": label} if label else {})
    choosing = table.special("choosing")
    if choosing and choosing.choices:
        said = values.get(choosing.key, "").casefold()
        known = {each.label.casefold(): each.value for each in choosing.choices}
        values[choosing.key] = known.get(said, values.get(choosing.key, ""))
    form.add(f"{row.prefix}.{table.name}", values)


def _text(row: Row, key: str) -> str:
    return row[key].text.strip() if key in row else ""


def from_plain(rows: PlainRows) -> Form:
    """Return a form filled from the rows into which a sheet is spread."""
    return from_rows(
        {name: [{key: Cell(text, "") for key, text in row.items()} for row in each] for name, each in rows.items()}
    )
