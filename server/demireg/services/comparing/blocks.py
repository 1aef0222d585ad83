"""Write whole blocks of rows into the comparison table, and remove them; the caller holds the transaction."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from demireg.services.comparing.rows import Block, Columns, Known
from demireg.services.comparing.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Tables with rows of a study by its number, and by its name.
_BY_NUMBER: Final = ("site", "configuration", "ripple", "fact", "link")
_BY_NAME: Final = ("stance", "match", "block", "study")
_OF_NO_STUDY: Final = ("theory", "proposition", "pattern", "alias", "kind", "opposite", "theories_block")


def put(cursor: "DuckDBPyConnection", block: Block, version: str) -> None:
    """Write the rows of a study in the place of those it had."""
    own = block.study
    number = forget(cursor, own.study) or _next(cursor)
    about = {"id": number}
    concepts = {"concepts": [*block.parts["concepts"], *own.site_contexts]}
    cursor.execute(statement("table/write-concept"), concepts)
    cursor.execute(statement("table/write-programme"), {"programme": own.programme})
    values: dict[str, Any] = asdict(own)
    cursor.execute(statement("table/write-site"), about | {"concepts": values.pop("site_contexts")})
    cursor.execute(statement("table/write-study"), about | values)
    cursor.execute(statement("table/write-configuration"), about | dict(block.configurations))
    cursor.execute(statement("table/write-ripple"), about | dict(block.ripples))
    cursor.execute(statement("table/write-part"), about | dict(block.parts))
    cursor.execute(statement("table/write-link"), about)
    head = [own.study, own.programme]
    cursor.execute(statement("table/write-stance"), head + block.stances)
    cursor.execute(statement("table/write-match"), head + block.matches)
    cursor.execute("INSERT INTO block VALUES ($1, $2)", [own.study, version])


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
    every: Columns = {"concepts": found.kinds["concepts"]}
    cursor.execute(statement("table/write-concept"), every)
    cursor.execute(statement("table/write-label"), found.labels)
    cursor.execute(statement("table/write-alias"), found.aliases)
    cursor.execute(statement("table/write-kind"), found.kinds)
    cursor.execute(statement("table/write-opposite"), found.opposites)


def forget(cursor: "DuckDBPyConnection", study: str) -> int | None:
    """Remove the rows of a study, and return the number it had, None when it had none."""
    held = cursor.execute("SELECT id FROM study WHERE study = $1", [study]).fetchone()
    if held is None:
        return None
    for table in _BY_NUMBER:
        cursor.execute(f"DELETE FROM {table} WHERE study = $1", [held[0]])  # noqa: S608 - a name of ours
    for table in _BY_NAME:
        cursor.execute(f"DELETE FROM {table} WHERE study = $1", [study])  # noqa: S608 - a name of ours
    return int(held[0])


def note(cursor: "DuckDBPyConnection", generation: int, before: int | None = None) -> None:
    """Keep that the rows are those of a generation of the repository.

    Given ``before``, only where they were known to be of that one, or of this one already. Otherwise they are known to
    be of none, 0: what came between is not written yet.
    """
    values = {"generation": generation, "before": before}
    of = "CASE WHEN $before IS NULL OR generation IN ($before, $generation) THEN $generation ELSE 0 END"
    cursor.execute(f"UPDATE in_step SET generation = {of}", values)  # noqa: S608 - ours


def _next(cursor: "DuckDBPyConnection") -> int:
    found = cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM study").fetchone()
    return int(found[0]) if found else 1
