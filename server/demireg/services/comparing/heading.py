"""Heads of the columns of a measure in words, the same on the command line, on pages and in documents."""

from typing import Final

#: Short heads for the figures of support, which stand beside one another in one line.
SUPPORT: Final = {
    "proposition": "prop.",
    "addressed": "taking a side",
    "supporting": "for",
    "corroborating": "as stated",
    "extends": "extending",
    "refines": "refining",
    "qualifies": "qualifying",
    "contradicting": "against",
    "mixed": "on both sides",
    "inconclusive": "unclear",
    "unknown": "not assessed",
    "pivots": "turns on",
}


def head(column: str, columns: tuple[str, ...]) -> str:
    """Return what stands above a column, which is one of these columns of a table."""
    held = SUPPORT if "pivots" in columns else {}
    return held.get(column, column.replace("_", " "))
