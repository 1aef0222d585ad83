"""The SQL of the comparison table, one statement a file in ``sql/``, with a ``--+`` header like that of the queries."""

from functools import cache
from pathlib import Path


@cache
def statement(name: str) -> str:
    """Return the text of one SQL file by its name without the ending."""
    return (Path(__file__).with_name("sql") / f"{name}.sql").read_text(encoding="utf-8")
