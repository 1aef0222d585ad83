"""The SQL of the comparison table, one statement a file in ``sql/``, with a ``--+`` header like that of the queries.

A header line reads ``--+ title: …``, ``--+ summary: …`` or ``--+ uses: NAME …``: files of ``sql/shared/`` that stand
before the statement as common table expressions of the same names, in the order in which they need each other. A shared
file with ``--+ inline: yes`` is never worked out as a whole. What a statement with ``--+ kept: yes`` finds is kept in
memory, by its values, until a row changes: for words, names, and what follows from filters alone. Values enter as
``$name`` and are bound by the engine.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_SQL: Final = Path(__file__).with_name("sql")
_VALUE: Final = re.compile(r"\$(\w+)")
_HEADER: Final = "--+ "


def names(folder: str) -> list[str]:
    """Return the names of all statements in a folder below ``sql/``, sorted."""
    return sorted(f"{folder}/{path.stem}" for path in (_SQL / folder).glob("*.sql"))


@cache
def header(name: str) -> Mapping[str, str]:
    """Return what the header of a statement says, by key; several lines of one key are joined."""
    said: dict[str, str] = {}
    for line in _text(name).splitlines():
        if line.startswith(_HEADER):
            key, _, rest = line.removeprefix(_HEADER).partition(":")
            said[key] = f"{said.get(key, '')} {rest.strip()}".strip()
    return said


@cache
def statement(name: str) -> str:
    """Return the text of one statement by its name without the ending, with all that it uses before it."""
    used = _used(name)
    if not used:
        return _text(name)
    shared = ",\n".join(f"{each} AS {_kept(each)}(\n{_body(f'shared/{each}')}\n)" for each in used)
    body = _body(name)
    own = re.sub(r"^WITH\s", ",\n", body, count=1) if body.startswith("WITH") else f"\n{body}"
    return f"WITH {shared}{own}"


@cache
def asked(name: str) -> frozenset[str]:
    """Return the names of the values that a statement takes."""
    return frozenset(_VALUE.findall(re.sub(r"--.*", "", statement(name))))


def _used(name: str) -> list[str]:
    """Return the shared files that a statement needs, each after those that it needs itself."""
    found: list[str] = []
    for each in header(name).get("uses", "").split():
        found += [other for other in (*_used(f"shared/{each}"), each) if other not in found]
    return found


def _kept(name: str) -> str:
    """Return how a shared file stands: once for all, or, where it is large, anew in each place with its conditions."""
    return "NOT MATERIALIZED " if header(f"shared/{name}").get("inline") else ""


def _body(name: str) -> str:
    lines = (line for line in _text(name).splitlines() if not line.startswith("--"))
    return "\n".join(lines).strip().removesuffix(";")


@cache
def _text(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")
