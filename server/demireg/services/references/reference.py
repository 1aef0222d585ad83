"""One reference as every format gives it, and the ways in which names, years and identifiers are written."""

import re
from dataclasses import dataclass
from typing import Final

from pydantic_core import PydanticCustomError

from demireg.services.importing.characters import plain
from demireg.services.importing.sheet_values import doi as doi_of

_YEAR: Final = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s\"<>]+", re.I)
_DIGITS: Final = re.compile(r"\d{1,9}")
_PMCID: Final = re.compile(r"PMC\d+", re.I)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a file says of one report; ``place`` is where, ``left`` names the fields that a sheet does not take."""

    place: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    title: str = ""
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    left: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """Return the reference as it is called in lists: first author and year."""
        first = self.authors[0].partition(" ")[0] if self.authors else "no author"
        return f"{first} {self.year or 'without a year'}"


def flat(text: object) -> str:
    """Return a value on one line and without braces that only guard capitals."""
    return " ".join(plain(str(text or "")).replace("{", "").replace("}", "").split())


def person(family: str, given: str) -> str:
    """Return a name as sheets write it: the family name and initials."""
    initials = "".join(part[0] for part in re.split(r"[\s.\-]+", flat(given)) if part)
    return f"{flat(family)} {initials.upper()}".strip()


def inverted(name: str) -> str:
    """Return a name that is written ``Family, Given``; others stay as they are."""
    family, comma, given = flat(name).partition(",")
    return person(family, given.split(",")[0]) if comma else family


def year_of(text: object) -> int | None:
    """Return the first year in a text."""
    found = _YEAR.search(str(text or ""))
    return int(found[1]) if found else None


def doi_in(*texts: object) -> str:
    """Return the first DOI in some texts, without the address that it may be written with, in small letters."""
    for text in texts:
        found = _DOI.search(str(text or ""))
        if found:
            try:
                return doi_of(found[0].rstrip(".,;)]").lower())
            except PydanticCustomError:
                continue
    return ""


def pmid_in(text: object) -> str:
    """Return a PubMed number, empty when the text is something else."""
    found = flat(text).lower().removeprefix("pmid").lstrip(": ")
    return found if _DIGITS.fullmatch(found) else ""


def pmcid_in(*texts: object) -> str:
    """Return the first PubMed Central number in some texts."""
    found = next((match for text in texts if (match := _PMCID.search(str(text or "")))), None)
    return found[0].upper() if found else ""


def pages_of(first: object, last: object = "") -> str:
    """Return a range of pages."""
    begin, end = flat(first), flat(last)
    return f"{begin}-{end}" if begin and end and begin != end else begin
