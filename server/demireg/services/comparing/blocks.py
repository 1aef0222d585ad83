"""Write whole blocks of rows into the comparison table, and remove them; the caller holds the transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from demireg.services.comparing.rows import Block, Column, Columns, Known, StudyRow
from demireg.services.comparing.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Tables with rows of a study by its number, and by its name.
_BY_NUMBER: Final = ("site", "configuration", "ripple", "fact", "link")
_BY_NAME: Final = ("stance", "match", "block", "study")
_OF_STUDY: Final = tuple(each.name for each in fields(StudyRow) if each.name != "site_contexts")
_OF_STANCE: Final = ("assessment", "proposition", "stance", "configurations", "basis", "review", "agent", "assessed")
_OF_MATCH: Final = ("proposition", "configuration", "profile", "kind")
_OF_NO_STUDY: Final = ("theory", "proposition", "pattern", "alias", "kind", "opposite", "theories_block")


def put(cursor: "DuckDBPyConnection", blocks: Iterable[tuple[Block, str]]) -> None:
    """Write the rows of studies, each with the version of its rows, in the place of those they had.

    Concepts, programmes and new studies get the numbers that they would get one study after the other.
    """
    last = {block.study.study: (block, version) for block, version in blocks}
    if not last:
        return
    held, versions = zip(*last.values(), strict=True)
    rows = [block.study for block in held]
    ids = _numbered(cursor, list(last))
    used = ({*block.parts["concepts"], *block.study.site_contexts} - {None} for block in held)
    values: dict[str, Any] = {name: [getattr(row, name) for row in rows] for name in _OF_STUDY}
    sites: list[Columns] = [{"concepts": row.site_contexts} for row in rows]
    places: list[Columns] = [{"places": range(len(block.configurations["configurations"]))} for block in held]
    for name, given in (
        ("concept", {"concepts": [concept for each in used for concept in sorted(map(str, each))]}),
        ("programme", {"programmes": values["programme"]}),
        ("site", _below(sites, ids=ids)),
        ("study", {"ids": ids, **values}),
        ("configuration", _below([block.configurations for block in held], ids=ids) | _below(places)),
        ("ripple", _below([block.ripples for block in held], ids=ids)),
        ("part", _below([block.parts for block in held], ids=ids)),
        ("link", {"ids": ids}),
        ("stance", _below([_named(_OF_STANCE, block.stances) for block in held], **_heads(values))),
        ("match", _below([_named(_OF_MATCH, block.matches) for block in held], **_heads(values))),
        ("block", {"studies": list(last), "versions": list(versions)}),
    ):
        cursor.execute(statement(f"table/write-{name}"), given)


def _numbered(cursor: "DuckDBPyConnection", studies: list[str]) -> list[int]:
    """Remove the rows of studies, and return the numbers that they have from now on: those they had, or the next."""
    [(highest,)] = cursor.execute("SELECT coalesce(max(id), 0) FROM study").fetchall()
    had = forget(cursor, studies)
    free = count(highest + 1)
    return [had[study] if study in had else next(free) for study in studies]


def _below(blocks: Sequence[Columns], **heads: Sequence[object]) -> dict[str, list[object]]:
    """Return the columns of blocks one below the other, each row headed by what is given for its block."""
    names = list(blocks[0])
    joined: dict[str, list[object]] = {name: [value for each in blocks for value in each[name]] for name in names}
    counts = [len(each[names[0]]) for each in blocks]
    for name, values in heads.items():
        joined[name] = [value for value, times in zip(values, counts, strict=True) for _ in range(times)]
    return joined


def _named(names: Sequence[str], columns: Sequence[Column]) -> Columns:
    return dict(zip(names, columns, strict=True))


def _heads(values: Mapping[str, Sequence[object]]) -> dict[str, Sequence[object]]:
    return {name: values[name] for name in ("study", "programme")}


def put_known(cursor: "DuckDBPyConnection", found: Known, version: str) -> None:
    """Write the rows of all theories and concepts in the place of those that were there."""
    for table in _OF_NO_STUDY:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
    cursor.execute(statement("table/write-theory"), found.theories)
    cursor.execute(statement("table/write-proposition"), found.propositions)
    cursor.execute(statement("table/write-pattern"), found.patterns)
    _put_concepts(cursor, found)
    cursor.execute("INSERT INTO theories_block VALUES ($1)", [version])


def _put_concepts(cursor: "DuckDBPyConnection", found: Known) -> None:
    every: Columns = {"concepts": sorted(map(str, found.kinds["concepts"]))}
    cursor.execute(statement("table/write-concept"), every)
    cursor.execute(statement("table/write-label"), found.labels)
    cursor.execute(statement("table/write-alias"), found.aliases)
    cursor.execute(statement("table/write-kind"), found.kinds)
    cursor.execute(statement("table/write-opposite"), found.opposites)


def forget(cursor: "DuckDBPyConnection", studies: list[str]) -> dict[str, int]:
    """Remove the rows of studies, and return the numbers of those that had any."""
    found = cursor.execute("SELECT study, id FROM study WHERE study IN (SELECT unnest($1))", [studies]).fetchall()
    had: dict[str, int] = dict(found)
    for table, values in (*((each, [*had.values()]) for each in _BY_NUMBER), *((each, [*had]) for each in _BY_NAME)):
        if had:
            cursor.execute(f"DELETE FROM {table} WHERE study IN (SELECT unnest($1))", [values])  # noqa: S608 - ours
    return had


def note(cursor: "DuckDBPyConnection", generation: int, before: int | None = None) -> None:
    """Keep that the rows are those of a generation of the repository.

    Given ``before``, only where they were known to be of that one, or of this one already. Otherwise they are known to
    be of none, 0: what came between is not written yet.
    """
    values = {"generation": generation, "before": before}
    of = "CASE WHEN $before IS NULL OR generation IN ($before, $generation) THEN $generation ELSE 0 END"
    cursor.execute(f"UPDATE in_step SET generation = {of}", values)  # noqa: S608 - ours
