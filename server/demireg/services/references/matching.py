"""Which references are new, which stand twice in the file, and which report is held here already."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process, utils

from demireg.services.queries import load
from demireg.services.references.reference import Reference
from demireg.services.repository import Repository

NEW: Final = "new"
REPEATED: Final = "repeated"
HELD: Final = "held"
PERHAPS: Final = "perhaps held"
LEAST_LIKENESS: Final = 93


@dataclass(frozen=True, slots=True)
class Held:
    """A report that is here: the study's identifier and what its report is known by."""

    id: str
    title: str
    year: int | None
    doi: str
    pmid: str


@dataclass(frozen=True, slots=True)
class Match:
    """A reference with what it is: ``state``, of what (a study or an entry of the file), and why."""

    reference: Reference
    state: str
    of: str = ""
    why: str = ""


def held_reports(repository: Repository) -> list[Held]:
    """Return the reports of all studies."""
    rows = repository.store.select(load("curating/held-reports").bind({}))
    return [
        Held(
            str(row["id"]),
            str(row.get("title") or ""),
            int(str(row["year"])) if row.get("year") else None,
            str(row.get("doi") or "").lower(),
            str(row.get("pmid") or ""),
        )
        for row in rows
    ]


def match(references: Iterable[Reference], held: Iterable[Held]) -> Iterator[Match]:
    """Give each reference with what it is: by DOI first, then PubMed number, then title and year."""
    known = _Known(list(held))
    seen: dict[str, str] = {}
    for reference in references:
        yield known.match(reference) or _repeated(reference, seen) or Match(reference, NEW)
        for key in _keys(reference):
            seen.setdefault(key, reference.place)


def _repeated(reference: Reference, seen: dict[str, str]) -> Match | None:
    key = next((key for key in _keys(reference) if key in seen), "")
    why = {"doi": "the same DOI", "pmid": "the same PubMed number"}.get(
        key.partition(":")[0], "the same title and year"
    )
    return Match(reference, REPEATED, seen[key], why) if key else None


def _keys(reference: Reference) -> Iterator[str]:
    if reference.doi:
        yield f"doi:{reference.doi}"
    if reference.pmid:
        yield f"pmid:{reference.pmid}"
    title = "".join(filter(str.isalnum, reference.title.casefold()))
    if title:
        yield f"title:{title}:{reference.year}"


class _Known:
    def __init__(self, held: list[Held]) -> None:
        self._dois = {each.doi: each.id for each in held if each.doi}
        self._pmids = {each.pmid: each.id for each in held if each.pmid}
        self._held = [each for each in held if each.title]
        self._titles = [utils.default_process(each.title) for each in self._held]

    def match(self, reference: Reference) -> Match | None:
        """Return what a reference is known by, None when it is not."""
        if reference.doi in self._dois:
            return Match(reference, HELD, self._dois[reference.doi], "the same DOI")
        if reference.pmid in self._pmids:
            return Match(reference, HELD, self._pmids[reference.pmid], "the same PubMed number")
        wanted = utils.default_process(reference.title)
        near = process.extract(wanted, self._titles, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=3)
        for _, score, at in near if wanted else ():
            other = self._held[at]
            if not (reference.year and other.year) or abs(reference.year - other.year) <= 1:
                why = f"its title is {score:.0f} in 100 the same"
                why += f", the DOI differs ({other.doi})" if reference.doi and other.doi else ""
                return Match(reference, PERHAPS, other.id, why)
        return None
