"""The reports of studies, for lists of references and for reference managers."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from demireg.services.catalogue.rows import fetch, text
from demireg.services.repository import Repository

_INITIALS: Final = re.compile(r"[A-Z](?:-?[A-Z]){0,4}")
#: What BibTeX takes for a mark of its own; letters beyond ASCII stay, in UTF-8.
_BIB: Final = str.maketrans(
    {"\\": r"\textbackslash ", "{": "(", "}": ")", "~": r"\~{}"} | {c: f"\\{c}" for c in "&%$#_"}
)


@dataclass(frozen=True, slots=True)
class Report:
    """Where a study is published. study: its identifier; authors: each as ``Wood E``; year: empty where unknown."""

    study: str
    authors: tuple[str, ...]
    year: str
    title: str
    journal: str
    doi: str

    @property
    def line(self) -> str:
        """Return the report as a list of references gives it."""
        year = f" ({self.year})" if self.year else ""
        doi = f"https://doi.org/{self.doi}" if self.doi else ""
        parts = [f"{', '.join(self.authors)}{year}".strip(), self.title, self.journal]
        sentences = [part if part.endswith((".", "?", "!")) else f"{part}." for part in map(str.strip, parts) if part]
        return " ".join([*sentences, *([doi] if doi else [])])


def reports_of(repository: Repository, studies: Iterable[str]) -> dict[str, Report]:
    """Return the reports of studies by their identifiers; a study that is not held is left out."""
    wanted = set(studies)
    found: dict[str, Report] = {}
    for row in fetch(repository, "reports"):
        study = text(row, "id")
        if study in wanted and study not in found:
            authors = tuple(name.strip() for name in text(row, "authors").split(";") if name.strip())
            plain = [text(row, name) for name in ("year", "title", "journal", "doi")]
            found[study] = Report(study, authors, *plain)
    return found


def bibtex(reports: Sequence[Report]) -> str:
    """Return reports as BibTeX entries keyed by the identifiers of their studies; years and journals where known."""
    return "\n".join(map(_entry, reports))


def _entry(report: Report) -> str:
    authors = " and ".join(_inverted(name) for name in report.authors)
    fields = {
        "author": authors,
        "title": f"{{{_plain(report.title)}}}" if report.title else "",
        "journal": _plain(report.journal),
        "year": report.year,
        "doi": report.doi,
        "url": f"https://doi.org/{report.doi}" if report.doi else "",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{'article' if report.journal else 'misc'}{{{report.study},\n{lines}}}\n"


def _inverted(name: str) -> str:
    """Return ``Wood E`` as ``Wood, E.``; a name without initials at its end is kept whole."""
    family, _, initials = name.rpartition(" ")
    if family and _INITIALS.fullmatch(initials):
        dotted = "".join("-" if letter == "-" else f"{letter}." for letter in initials)
        return f"{_plain(family)}, {dotted}"
    return f"{{{_plain(name)}}}"


def _plain(value: str) -> str:
    flat = " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())
    return unicodedata.normalize("NFC", flat).translate(_BIB)
