"""Know the rows of two tables again: by their first columns, as many as it takes to tell all rows apart."""

from collections.abc import Mapping, Sequence
from typing import Any

Plain = str | int | float | bool | None


def heads_of(columns: Sequence[str], *tables: Sequence[Sequence[Any]]) -> tuple[str, ...]:
    """Return the fewest first columns by which no two rows of any of the tables are the same; all, if none do."""
    sizes = range(1, len(columns) + 1)
    apart = (size for size in sizes if all(len({tuple(row[:size]) for row in rows}) == len(rows) for rows in tables))
    return tuple(columns[: next(apart, len(columns))])


def by_heads(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], heads: Sequence[str]
) -> dict[str, Mapping[str, Plain]]:
    """Return each row, as a mapping, by what its heads say."""
    found: dict[str, Mapping[str, Plain]] = {}
    for row in rows:
        named = dict(zip(columns, row, strict=True))
        found[" · ".join("" if named.get(name) is None else str(named.get(name)) for name in heads)] = named
    return found
