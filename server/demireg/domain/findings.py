"""What a check finds: one line per fault, with its place in the words of the person who wrote the evidence."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


#: Kinds of characters that are shown escaped: controls, formats such as the marks of direction, ends of line, halves.
_ESCAPES: Final[dict[str, Callable[[str], str]]] = dict.fromkeys(("Cc", "Cf", "Zl", "Zp", "Cs"), _escaped)


class Severity(StrEnum):
    """How much a finding weighs: a violation keeps evidence out, a warning and an info do not."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


class Place(str):
    """A place in words that also knows its parts, for programs: they colour a cell or mark a line.

    ``line`` counts from 1 and is 0 where there are no lines; ``cell`` is such as ``configurations!F12``; ``path`` are
    the keys and list positions that lead there in the sheet.
    """

    line: int
    cell: str
    path: tuple[str | int, ...]

    def __new__(cls, words: str, *, line: int = 0, cell: str = "", path: tuple[str | int, ...] = ()) -> "Place":
        """Build a place from its words and its parts."""
        place = super().__new__(cls, words)
        place.line, place.cell, place.path = line, cell, path
        return place

    @property
    def pointer(self) -> str:
        """Return the JSON pointer (RFC 6901) of the value, empty for the whole sheet."""
        return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.path)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it stands, which rule it breaks, what is wrong and how to mend it.

    ``place`` is for people (``wood-2021.yaml line 40``, ``configurations!F12``), and a Place where its parts are known;
    ``focus`` is the IRI of the node concerned, empty where the text never became a node.
    """

    severity: Severity
    rule: str
    message: str
    mend: str = ""
    place: str = ""
    focus: str = ""

    def sentence(self) -> str:
        """Return place, severity, message and mend as one line of text."""
        head = f"{self.place}: " if self.place else ""
        tail = f" {self.mend}" if self.mend else ""
        return one_line(f"{head}{self.severity.value}: {self.message}{tail} [{self.rule}]")


def one_line(text: str) -> str:
    """Return a text with everything escaped that would end the line, steer a terminal or turn the direction around."""
    return "".join(_ESCAPES.get(unicodedata.category(each), str)(each) for each in text)


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one check, most severe first, in the order of the source within a severity."""

    findings: tuple[Finding, ...] = field(default=())

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Report":
        """Build a report from findings in any order."""
        order = list(Severity)
        return cls(tuple(sorted(findings, key=lambda finding: order.index(finding.severity))))

    @property
    def conforms(self) -> bool:
        """True when nothing found keeps the evidence out."""
        return not any(finding.severity is Severity.VIOLATION for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)
