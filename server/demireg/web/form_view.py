"""The web form as it is shown: sections, rows and fields of the layout, with what was typed and what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from demireg.domain.findings import Finding, Place, Report, Severity
from demireg.services.importing.form import Form, FormRow
from demireg.services.importing.tabling.layout import Choice, Column, Table, layout
from demireg.web.form_fields import AddView, FieldView, FormView, GroupView, RowView, SectionView

#: Columns that a row shows at once, beside those that it must have and those that are filled in; others on demand.
USUAL: Final[Mapping[str, frozenset[str]]] = {
    "study": frozenset(("doi", "urls_seen", "extent_detail", "design_concept", "setting_contexts", "note")),
    "participants": frozenset(("group", "n", "role")),
    "theories": frozenset(("name", "theory", "level", "relation")),
    "configurations": frozenset(("perspective", "participant")),
    "parts": frozenset(("concept", "kind", "valence", "level", "direction")),
    "links": frozenset(("from_part",)),
    "stances": frozenset(("configurations",)),
}
#: Groups of the study's fields that are folded away until something in them is filled in or wrong.
FOLDED: Final = frozenset(("Figures", "Reporting", "Notes"))
#: Fields of the study that take a sentence.
LONG: Final = frozenset(
    f"study.{key}"
    for key in ("title", "extent_detail", "design_detail", "programme_basis", "service_model", "population", "note")
)
#: Fields that nobody types.
HIDDEN: Final = frozenset(("study.schema",))
_LONG: Final = 40
_SPECIAL: Final = frozenset(("owner", "number"))


def form_view(form: Form, report: Report | None = None, focus: str = "") -> FormView:
    """Return a form as it is shown, with the findings of a report beside their fields.

    ``focus`` is the name of the field, or the beginning of the names of the row, to begin with.
    """
    return _Builder(form, report or Report(), focus).build()


def at_field(finding: Finding) -> str:
    """Return the name of the field where a finding stands, empty where none does."""
    return finding.place.cell if isinstance(finding.place, Place) else ""


def spoken(field: str) -> str:
    """Return a field's name as people say it: ``configurations.0.parts.2.text`` is Configurations, part 3, Wording."""
    words: list[str] = []
    steps = field.split(".")
    names = {table.name: table for table in layout().tables}
    table = None
    for step in steps:
        if step in names and (table is None or table.name != "study"):
            table = names[step]
            words.append(table.title)
        elif step.isdigit():
            words[-1] = f"{words[-1]} {int(step) + 1}"
        elif table is not None:
            words += [each.heading for each in (*table.columns, *table.fields) if each.key == step]
    return ", ".join(words)


class _Builder:
    def __init__(self, form: Form, report: Report, focus: str) -> None:
        self._form = form
        self._focus = focus
        self._found: dict[str, list[Finding]] = {}
        for finding in report.findings:
            if finding.severity is not Severity.INFO:  # what needs no answer stands together, beside no field
                self._found.setdefault(at_field(finding), []).append(finding)
        self._begun = False
        labels = (row.values.get("label", "").strip() for row in form.rows("configurations"))
        self._labels = tuple(Choice(each, each) for each in dict.fromkeys(labels) if each)

    def build(self) -> FormView:
        study, *others = layout().tables
        groups: dict[str, list[Column]] = {}
        for column in study.fields:
            if f"study.{column.key}" not in HIDDEN:
                groups.setdefault(column.group, []).append(column)
        return FormView(
            groups=tuple(self._group(heading, columns) for heading, columns in groups.items()),
            sections=tuple(
                self._section(table, table.name, self._form.rows(table.name)) for table in others if not table.within
            ),
            hidden=tuple((name, self._form.study.get(name.partition(".")[2], "")) for name in sorted(HIDDEN)),
        )

    def _group(self, heading: str, columns: Sequence[Column]) -> GroupView:
        fields = [(each, self._field(each, "study", self._form.study, shared=False)) for each in columns]
        shown = tuple(field for each, field in fields if each.required or each.key in USUAL["study"])
        more = tuple(field for _, field in fields if field not in shown)
        told = any(field.value or field.messages for _, field in fields)
        if heading in FOLDED:
            return GroupView(heading, shown + more, (), folded=not told)
        filled = tuple(field for field in more if field.value or field.messages)
        return GroupView(heading, shown + filled, tuple(field for field in more if field not in filled), folded=False)

    def _section(self, table: Table, name: str, rows: Sequence[FormRow]) -> SectionView:
        top = name == table.name
        hinted = (table, *layout().within(table.name)) if top else ()
        return SectionView(
            name=name,
            title=table.title,
            help=table.help,
            hints=tuple((each.title, tuple(_hints(each))) for each in hinted),
            rows=tuple(self._row(table, each, place) for place, each in enumerate(rows, 1)),
            adds=tuple(_adds(table, name)),
            messages=tuple(self._found.get(name, ())) if top else (),
        )

    def _row(self, table: Table, row: FormRow, place: int) -> RowView:
        role = row.values.get("role", "") if table.name == "parts" else ""
        return RowView(
            prefix=row.prefix,
            title=_title(table, row, place),
            role=role[:1].upper(),
            fields=tuple(self._fields(table, row, role)),
            whole=row.whole or len(table.columns) < 4,  # noqa: PLR2004 - so few that all are shown
            inner=tuple(
                self._section(each, f"{row.prefix}.{each.name}", row.rows(each.name))
                for each in layout().within(table.name)
            ),
        )

    def _fields(self, table: Table, row: FormRow, role: str) -> Iterator[FieldView]:
        for column in table.columns:
            if column.special == "owner" and len(self._labels) > 1:
                yield self._belongs(column, row)
            if column.special in _SPECIAL:
                continue
            field = self._field(column, row.prefix, row.values)
            fits = not role or column.path_in(role) is not None or column.special == "choosing"
            usual = fits and (column.required or column.key in USUAL.get(table.name, ()) or row.whole)
            if usual or field.value or field.messages or table.name == "more":
                yield field

    def _belongs(self, column: Column, row: FormRow) -> FieldView:
        """Return the field that moves a row into another configuration."""
        number, table = row.prefix.split(".")[1:3]
        own = self._form.tables["configurations"][number].values.get("label", "").strip()
        return FieldView(
            name=f"{row.prefix}.{column.key}",
            label=column.heading,
            kind="choice",
            value=own,
            choices=self._labels,
            hint=f"h-{table}-{column.key}",
            help="",
            required=False,
            options="",
            messages=(),
            long=False,
            focus=False,
        )

    def _field(self, column: Column, prefix: str, values: Mapping[str, str], *, shared: bool = True) -> FieldView:
        name = f"{prefix}.{column.key}"
        table = prefix.split(".")[-2] if "." in prefix else prefix
        found = tuple(self._found.get(name, ()))
        begins = not self._begun and self._is_first(column, prefix, found)
        self._begun = self._begun or begins
        return FieldView(
            name=name,
            label=column.heading,
            kind=column.kind,
            value=_value(column, values.get(column.key, "")),
            choices=column.choices if column.kind == "choice" else (),
            hint=f"h-{table}-{column.key}",
            help="" if shared else column.help,
            required=column.required,
            options=_options(column, table),
            messages=found,
            long=not _options(column, table)
            and (column.kind == "list" or column.width >= _LONG or name in LONG or "\n" in values.get(column.key, "")),
            focus=begins,
        )

    def _is_first(self, column: Column, prefix: str, found: Sequence[Finding]) -> bool:
        """Whether to begin at a field: the first of the row that is asked for, or else the first that is wrong."""
        if self._focus:
            return self._focus == prefix and column.required and column.special != "choosing"
        return any(each.severity is Severity.VIOLATION for each in found)


def _hints(table: Table) -> Iterator[tuple[str, str, str]]:
    for column in table.columns:
        if column.special != "number":
            yield column.heading, column.help, f"h-{table.name}-{column.key}"


def _value(column: Column, value: str) -> str:
    """Return what is typed; a choice that was written by its label or otherwise is shown as the choice it is."""
    if column.kind == "choice":
        said = value.strip().casefold()
        return next(
            (each.value for each in column.choices if said in {each.value.casefold(), each.label.casefold()}), value
        )
    return value


def _options(column: Column, table: str) -> str:
    if column.concepts and column.kind != "list":
        return "concepts"
    return "propositions" if (table, column.key) == ("stances", "proposition") else ""


def _title(table: Table, row: FormRow, place: int) -> str:
    if table.name == "parts":
        choosing = table.special("choosing")
        known = {each.value: each.label for each in choosing.choices} if choosing else {}
        return known.get(row.values.get("role", ""), "part").capitalize()
    named = row.values.get(table.named_by, "").partition(": ")[0] if table.named_by else ""
    return f"{_one(table)} {named or place}"


def _one(table: Table) -> str:
    return {"stances": "Stance on", "theories": "Theory", "more": "Entry"}.get(table.name, table.title.rstrip("s"))


def _adds(table: Table, name: str) -> Iterator[AddView]:
    choosing = table.special("choosing")
    if table.name == "parts" and choosing:
        for each in choosing.choices:
            yield AddView(f"Add {'an' if each.label[0] in 'aeiou' else 'a'} {each.label}", f"add {name} {each.value}")
    else:
        noun = "stance" if table.name == "stances" else _one(table).lower()
        yield AddView(f"Add {'an' if noun[0] in 'aeiou' else 'a'} {noun}", f"add {name}")
