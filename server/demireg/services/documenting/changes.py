"""The ontology's history: what each release changed in it, as ``CHANGELOG.md`` tells under its ontology headings."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from demireg import assets

_RELEASE: Final = re.compile(r"^## (?P<version>\S+)(?: – (?P<day>\S+))?$", re.MULTILINE)
_HEADING: Final = re.compile(r"^### Ontology$(?P<text>.*?)(?=^###? |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Release:
    """One release. version, day: of it, the day empty while it is being made; changes: in the ontology, as Markdown."""

    version: str
    day: str
    changes: tuple[str, ...]


@cache
def releases() -> tuple[Release, ...]:
    """Return the releases that changed the ontology, the newest first."""
    return read((assets.root() / "CHANGELOG.md").read_text(encoding="utf-8"))


def read(text: str) -> tuple[Release, ...]:
    """Return the releases that a list of changes tells of under the heading Ontology."""
    starts = list(_RELEASE.finditer(text))
    ends = [*(start.start() for start in starts[1:]), len(text)]
    made = []
    for start, end in zip(starts, ends, strict=True):
        found = _HEADING.search(text, start.end(), end)
        if found:
            bullets = re.split(r"^- ", found["text"], flags=re.MULTILINE)[1:]
            changes = tuple(" ".join(each.split()) for each in bullets)
            made.append(Release(start["version"], start["day"] or "", changes))
    return tuple(made)
