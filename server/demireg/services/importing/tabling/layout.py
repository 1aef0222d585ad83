"""The tables in which a study can be written, their columns and headings, as ``data/forms/workbook.yaml`` says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Literal

import yaml

from demireg import assets
from demireg.services.importing.places import Path

Kind = Literal["text", "choice", "concept", "proposition", "number", "date", "yes", "value", "list"]
Special = Literal["", "owner", "number", "choosing", "without", "path", "value"]

#: The name under which a column's place is kept where its table fills one list only.
ANY: Final = ""
_FILE: Final = "workbook.yaml"
_NUMBERED: Final = re.compile(r"^\d+ (?=\D)")
_APART: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a cell may take, and the words that people see for it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a field of the table of the study (``group`` is the heading above it there).

    ``paths`` says where in an entry of each list of its table the value goes (ANY: in all of them); ``of`` what each
    value of a list is; ``unseen`` whether the cell may say that nothing was seen; ``special`` columns are no keys of
    the sheet and place the row.
    """

    key: str
    heading: str
    help: str
    synonyms: tuple[str, ...] = ()
    kind: Kind = "text"
    of: Kind = "text"
    choices: tuple[Choice, ...] = ()
    required: bool = False
    unseen: bool = False
    width: int = 20
    group: str = ""
    default: str = ""
    special: Special = ""
    paths: Mapping[str, Path] = field(default_factory=dict, hash=False)

    def path_in(self, entries: str) -> Path | None:
        """Return where in an entry of a list the value goes, None when such entries have no place for it."""
        return self.paths.get(entries, self.paths.get(ANY))

    @property
    def concepts(self) -> bool:
        """Whether the cells take concepts."""
        return "concept" in (self.kind, self.of)

    @property
    def names(self) -> tuple[str, ...]:
        """Return all headings that are read as this column, in the form in which they are compared."""
        return tuple(dict.fromkeys(plainly(each) for each in (self.heading, self.key, *self.synonyms)))


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a row is an entry of one of ``lists``, within a configuration where ``within`` names their table.

    The table of the study has a row for each of ``fields`` instead. ``named_by`` is the column by which the table
    ``more`` names an entry.
    """

    name: str
    title: str
    help: str
    columns: tuple[Column, ...]
    synonyms: tuple[str, ...] = ()
    fields: tuple[Column, ...] = ()
    lists: tuple[str, ...] = ()
    within: str = ""
    named_by: str = ""
    needed: bool = False

    def column(self, key: str) -> Column:
        """Return the column, or field, of a key. Raises KeyError for any other."""
        for each in (*self.columns, *self.fields):
            if each.key == key:
                return each
        raise KeyError(key)

    def special(self, kind: Special) -> Column | None:
        """Return the column that places rows in one way, None when the table has none."""
        return next((each for each in self.columns if each.special == kind), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names that are read as this table, in the form in which they are compared."""
        return tuple(dict.fromkeys(plainly(each) for each in (self.name, self.title, *self.synonyms)))


@dataclass(frozen=True, slots=True)
class Layout:
    """All tables, in their order; ``unseen`` is what a cell says for a value that was looked for and not seen.

    Sheets of a workbook and headings whose name is one of ``ignored`` are for people and are not read.
    """

    tables: tuple[Table, ...]
    unseen: str
    ignored: tuple[str, ...] = ()

    def table(self, name: str) -> Table:
        """Return a table by its name. Raises KeyError for any other."""
        for each in self.tables:
            if each.name == name:
                return each
        raise KeyError(name)

    def called(self, name: str) -> Table | None:
        """Return the table that a sheet or file of this name holds, None when it is none of ours."""
        asked = _NUMBERED.sub("", plainly(name))
        return next((each for each in self.tables if asked in each.names), None)

    def column_at(self, path: Path) -> Column | None:
        """Return the column in which the value at a path of the sheet stands, None when it has none."""
        return _columns().get(tuple(step for step in path if isinstance(step, str)))

    def within(self, name: str) -> Iterator[Table]:
        """Yield the tables whose rows belong to entries of another."""
        return (each for each in self.tables if each.within == name)


@cache
def layout() -> Layout:
    """Return the layout as the file that describes it says. Every word in that file is text."""
    text = (assets.folder("data") / "forms" / _FILE).read_text(encoding="utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # it makes text, lists and mappings, and nothing else
    told = yaml.load(text, Loader=loader)  # noqa: S506 - as above
    return Layout(tuple(_table(each) for each in told["tables"]), told["unseen"], tuple(told["ignored"]))


@cache
def by_heading(columns: tuple[Column, ...]) -> Mapping[str, Column]:
    """Return columns by all names that are read as theirs; a heading goes before a key, and a key before a synonym."""
    found: dict[str, Column] = {}
    for group in (slice(0, 1), slice(1, 2), slice(2, None)):
        for column in columns:
            for name in (column.heading, column.key, *column.synonyms)[group]:
                found.setdefault(plainly(name), column)
    return found


@cache
def _columns() -> Mapping[Path, Column]:
    """Return each column by the keys that lead to its values, without the numbers of entries."""
    tables = layout()
    found: dict[Path, Column] = {}
    for table in tables.tables:
        for column in table.fields:
            found[tuple(step for step in column.path_in(ANY) or () if isinstance(step, str))] = column
        around = [(key,) for key in tables.table(table.within).lists] if table.within else [()]
        for before in around:
            for key in table.lists:
                inside = ((column, column.path_in(key)) for column in table.columns)
                found.update({(*before, key, *path): column for column, path in inside if path})
    return found


def plainly(heading: str) -> str:
    """Return a heading as headings are compared: small letters, and single spaces between words."""
    return _APART.sub(" ", heading.casefold()).strip()


def _table(told: Mapping[str, Any]) -> Table:
    return Table(
        name=told["name"],
        title=told["title"],
        help=told["help"],
        columns=tuple(_column(each) for each in told["columns"]),
        synonyms=tuple(told.get("synonyms", ())),
        fields=tuple(_column(each) for each in told.get("fields", ())),
        lists=tuple(told.get("lists", ())),
        within=told.get("within", ""),
        named_by=told.get("named_by", ""),
        needed=told.get("needed", "no") == "yes",
    )


def _column(told: Mapping[str, Any]) -> Column:
    path = told.get("path", {})
    return Column(
        key=told["key"],
        heading=told["heading"],
        help=told["help"],
        synonyms=tuple(told.get("synonyms", ())),
        kind=told.get("kind", "text"),
        of=told.get("of", "text"),
        choices=tuple(Choice(value, label) for value, label in told.get("choices", {}).items()),
        required=told.get("required", "no") == "yes",
        unseen=told.get("unseen", "no") == "yes",
        width=int(told.get("width", "20")),
        group=told.get("group", ""),
        default=told.get("default", ""),
        special=told.get("special", ""),
        paths={key: _steps(keys) for key, keys in (path if isinstance(path, dict) else {ANY: path}).items()},
    )


def _steps(keys: str) -> Path:
    return tuple(int(each) if each.isdecimal() else each for each in keys.split("."))
