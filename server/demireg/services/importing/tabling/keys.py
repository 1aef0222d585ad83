"""The path of a value as people write it in the table ``more``: ``theories[Salutogenesis].constructs[0].name``.

A number in brackets counts entries from 0; a word in brackets names an entry of a table, or a key that holds marks.
"""

import json
import re
from typing import Final

from demireg.services.importing.places import MAX_DEPTH, Path

_KEY: Final = re.compile(r"[^\W\d][\w-]*")
_NAME: Final = re.compile(r"[^\[\]\"\s](?:[^\[\]\"\r\n]*[^\[\]\"\s])?")
_LINES: Final = re.compile(r"[\x85\u2028\u2029]")
_STEP: Final = re.compile(
    r"""
    (?:^|\.)(?P<key>[^\W\d][\w-]*)
    | \[(?P<index>\d{1,6})\] | \[(?P<name>[^\[\]"]+)\] | \[(?P<text>"(?:[^"\\]|\\.)*")\]
    """,
    re.VERBOSE,
)


class Name(str):
    """The step of a path that names an entry of a table."""

    __slots__ = ()


def written(path: Path) -> str:
    """Return a path as people write it."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _KEY.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step, ensure_ascii=bool(_LINES.search(step)))}]"
    return text


def named(path: Path, name: str) -> str | None:
    """Return the path of an entry by its name, as people write it, None when the name cannot be written so."""
    plain = _NAME.fullmatch(name) and not name.isdecimal()
    return f"{written(path)}[{name}]" if plain else None


def parsed(text: str) -> Path | None:
    """Return the steps of a written path, names of entries among them, None when it cannot be read."""
    steps: list[str | int] = []
    at = 0
    text = text.strip()
    while at < len(text):
        found = _STEP.match(text, at)
        if found is None or len(steps) >= MAX_DEPTH:
            return None
        step = _step(found)
        if step is None:
            return None
        steps.append(step)
        at = found.end()
    return tuple(steps) or None


def _step(found: re.Match[str]) -> str | int | None:
    if found["index"] is not None:
        return int(found["index"])
    if found["text"] is not None:
        try:
            return str(json.loads(found["text"]))
        except ValueError:
            return None
    return found["key"] or Name(found["name"].strip()) or None
