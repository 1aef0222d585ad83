"""Begin a sheet for each reference that is new, with what the reference says and placeholders for the rest."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from demireg.services.importing.started import Tree, begun_configuration, started
from demireg.services.references.matching import NEW, PERHAPS, Match
from demireg.services.references.reference import Reference

_SLUG: Final = re.compile(r"[^a-z0-9]+")
#: Small letters that are no letter with a mark, and what is written where there are only the letters of English.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t"}
)


@dataclass(frozen=True, slots=True)
class Begun:
    """A sheet that was begun for a reference."""

    id: str
    match: Match
    tree: Tree


def begin(matches: Iterable[Match], taken: Collection[str], today: date, *, perhaps: bool = False) -> Iterator[Begun]:
    """Give a sheet for each new reference, and with ``perhaps`` for those that may be held, each of its own name."""
    used = set(taken)
    for match in matches:
        if match.state == NEW or (perhaps and match.state == PERHAPS):
            name = _free(match.reference, used)
            used.add(name)
            tree = started(name, today, _citation(match.reference))
            tree["cmo_configurations"] = [begun_configuration()]
            yield Begun(name, match, tree)


def _citation(reference: Reference) -> Tree:
    keys = ("year", "title", "journal", "volume", "issue", "pages", "doi", "pmid", "pmcid")
    citation: Tree = {key: getattr(reference, key) for key in keys}
    return {"authors": list(reference.authors), **citation}


def _free(reference: Reference, used: set[str]) -> str:
    """Return an identifier as sheets are called, first author and year, that nobody has yet."""
    family = " ".join(reference.authors[0].split(" ")[:-1]) or reference.authors[0] if reference.authors else "report"
    folded = family.casefold().translate(_LETTERS)
    letters = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    stem = _SLUG.sub("-", letters).strip("-")[:40].strip("-") or "report"
    name = f"{stem}-{reference.year}" if reference.year else stem
    number = 1
    while (name if number == 1 else f"{name}-{number}") in used:
        number += 1
    return name if number == 1 else f"{name}-{number}"
