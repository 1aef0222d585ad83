"""From the tree of a sheet to the rows of its tables. What no column can hold goes to the table ``more``."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from demireg.services.importing.places import Path, Plain
from demireg.services.importing.tabling.cells import encoded, loose
from demireg.services.importing.tabling.keys import named, written
from demireg.services.importing.tabling.layout import ANY, Column, Layout, Table, layout

#: Column key → text; a column without text is left out.
PlainRow = dict[str, str]
#: Table name → its rows, in order.
PlainRows = dict[str, list[PlainRow]]


def spread(tree: Mapping[str, Plain]) -> PlainRows:
    """Return the rows of all tables, such that ``gather`` makes the same tree of them.

    The table of the study has a row for each of its fields, also where nothing is known.
    """
    spreader = _Spreader(tree, layout())
    return spreader.run()


def held(tree: Plain, path: Path) -> Plain:
    """Return the value at a path. Raises KeyError when there is none."""
    for step in path:
        if isinstance(tree, dict) and step in tree:
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            raise KeyError(step)
    return tree


class _Spreader:
    """Fills the rows and remembers which paths they hold."""

    def __init__(self, tree: Mapping[str, Plain], tables: Layout) -> None:
        self.tree: dict[str, Plain] = dict(tree)
        self.tables = tables
        self.rows: PlainRows = {each.name: [] for each in tables.tables}
        self.taken: set[Path] = set()
        self.called: dict[Path, str] = {}

    def run(self) -> PlainRows:
        for table in self.tables.tables:
            if table.fields:
                self._fields(table)
            elif table.lists and not table.within:
                self._table(table)
        more = self.rows[self.tables.tables[-1].name]
        more += ({"path": self._written(path), "value": loose(value)} for path, value in self._left((), self.tree))
        return self.rows

    def _fields(self, table: Table) -> None:
        for column in table.fields:
            path = column.path_in(ANY) or ()
            text = _text(self.tree, path, column)
            self.rows[table.name].append({"field": column.heading, "value": text or ""})
            if text:
                self.taken.add(path)

    def _table(self, table: Table) -> None:
        """Fill a table, if every entry of its lists can be a row of it."""
        entries = [(key, index, each) for key in table.lists for index, each in enumerate(self._list((key,)))]
        labels = [self._name(table, each) for _, _, each in entries]
        unique = len(set(labels)) == len(labels) and "" not in labels
        inner = tuple(self.tables.within(table.name))
        if inner and not unique:
            return
        rows = [self._row(table, key, (key, index)) for key, index, _ in entries]
        if not all(rows):
            return
        for (key, index, _), label, row in zip(entries, labels, rows, strict=True):
            self._keep(table, key, (key, index), row)
            if unique:
                self.called[key, index] = label
            for each in inner:
                self._inner(each, (key, index), label)

    def _inner(self, table: Table, path: Path, label: str) -> None:
        """Fill the rows of a table whose entries belong to one of another, with its label."""
        owner, number = table.special("owner"), table.special("number")
        for key in table.lists:
            entries = self._list((*path, key))
            rows = [self._row(table, key, (*path, key, index)) for index in range(len(entries))]
            if not all(row or number for row in rows):
                continue
            for index, row in enumerate(rows):
                placed = {owner.key: label} if owner else {}
                placed |= {number.key: str(index + 1)} if number else {}
                self._keep(table, key, (*path, key, index), placed | row)

    def _row(self, table: Table, key: str, path: Path) -> PlainRow:
        """Return the cells of an entry, none when the entry cannot be a row of the table."""
        entry = held(self.tree, path)
        if not isinstance(entry, dict):
            return {}
        row: PlainRow = {}
        for column in table.columns:
            if column.special == "without":
                text = encoded([each for each in _lists(self.tables, table) if entry.get(each) == []], column)
            else:
                inside = column.path_in(key)
                text = _text(entry, inside, column) if inside else None
            if text:
                row[column.key] = text
        choosing = table.special("choosing")
        if choosing and choosing.path_in(table.lists[-1]) and (choosing.key in row) != (key == table.lists[-1]):
            return {}
        return row

    def _keep(self, table: Table, key: str, path: Path, row: PlainRow) -> None:
        """Put a row into its table, and remember what it holds."""
        choosing = table.special("choosing")
        if choosing and not choosing.paths:
            row[choosing.key] = next(each.label for each in choosing.choices if each.value == key)
        self.rows[table.name].append({each.key: row[each.key] for each in table.columns if each.key in row})
        self.taken.add(path)
        for column in table.columns:
            inside = column.path_in(key)
            if inside and column.key in row:
                self.taken.add((*path, *inside))
            elif column.special == "without" and column.key in row:
                entry = cast("dict[str, Plain]", held(self.tree, path))
                self.taken.update((*path, each) for each in _lists(self.tables, table) if entry.get(each) == [])

    def _list(self, path: Path) -> Sequence[Plain]:
        """Return the entries of a list, none where there is none or something else."""
        try:
            value = held(self.tree, path)
        except KeyError:
            return []
        return value if isinstance(value, list) and all(isinstance(each, dict) for each in value) else []

    def _name(self, table: Table, entry: Plain) -> str:
        """Return what an entry is called in its table, empty when it has no name that a cell can hold."""
        column = table.column(table.named_by)
        name = entry.get(table.named_by) if isinstance(entry, dict) else None
        return name if isinstance(name, str) and encoded(name, column) == name else ""

    def _left(self, path: Path, value: Plain) -> Iterator[tuple[Path, Plain]]:
        """Yield what no row holds, leaf by leaf."""
        if isinstance(value, dict) and value:
            for key, each in value.items():
                yield from self._left((*path, key), each)
        elif path in self.taken:
            return
        elif isinstance(value, list) and value:
            for index, each in enumerate(value):
                yield from self._left((*path, index), each)
        elif path:
            yield path, value

    def _written(self, path: Path) -> str:
        name = self.called.get(path[:2])
        entry = None if name is None else named(path[:1], name)
        if entry is None:
            return written(path)
        rest = written(path[2:])
        return f"{entry}{'.' if rest and rest[0] != '[' else ''}{rest}"


def _text(entry: Plain, inside: Path, column: Column) -> str | None:
    """Return the cell for what an entry holds at a path, None where it holds nothing that a cell can say."""
    try:
        return encoded(held(entry, inside), column)
    except KeyError:
        return None


def _lists(tables: Layout, table: Table) -> tuple[str, ...]:
    """Return the lists of an entry whose entries are rows of other tables."""
    return tuple(key for each in tables.within(table.name) for key in each.lists)
