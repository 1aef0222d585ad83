"""What the template of the web form is given: fields in rows, rows in sections, the fields of the study in groups."""

from dataclasses import dataclass

from demireg.domain.findings import Finding, Severity
from demireg.services.importing.tabling.layout import Choice


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field.

    name, label, kind, value; choices: to choose from; hint: id of its help; help: the text, where it stands beside the
    field; required; options: id of a list of suggestions; messages: what is wrong with it; long: several lines; focus:
    begin here.
    """

    name: str
    label: str
    kind: str
    value: str
    choices: tuple[Choice, ...]
    hint: str
    help: str
    required: bool
    options: str
    messages: tuple[Finding, ...]
    long: bool
    focus: bool

    @property
    def wrong(self) -> bool:
        """Whether something at it keeps the study out."""
        return any(each.severity is Severity.VIOLATION for each in self.messages)

    @property
    def described(self) -> str:
        """Ids of what describes it."""
        return " ".join(filter(None, (self.hint, f"{self.name}-said" if self.messages else "")))


@dataclass(frozen=True, slots=True)
class AddView:
    """A button that adds a row. label; value: what it asks for."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row.

    prefix: of its fields; title: what it is; role: its letter, or empty; fields: shown; whole: all are shown; inner:
    its own tables.
    """

    prefix: str
    title: str
    role: str
    fields: tuple[FieldView, ...]
    whole: bool
    inner: tuple["SectionView", ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A table.

    name, title, help; hints: titles of it and of the tables within, each with heading, help and id of the help of each
    column; rows; adds: buttons that add a row; messages: what is wrong with the table as a whole.
    """

    name: str
    title: str
    help: str
    hints: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    rows: tuple[RowView, ...]
    adds: tuple[AddView, ...]
    messages: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Fields of the study under one heading. heading; fields: shown; more: others; folded: shown only when opened."""

    heading: str
    fields: tuple[FieldView, ...]
    more: tuple[FieldView, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """The whole form. groups: of the study's fields; sections: the other tables; hidden: fields nobody types."""

    groups: tuple[GroupView, ...]
    sections: tuple[SectionView, ...]
    hidden: tuple[tuple[str, str], ...]
