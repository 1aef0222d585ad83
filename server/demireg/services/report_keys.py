"""By what a report is known again: its DOI, its numbers in PubMed, or its title and year, written in one way.

Each version of a study keeps these keys, so that the studies of a report are found without reading any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, Graph
from rdflib.namespace import DCTERMS

from demireg.domain.names import REALIST

#: Schemes of numbers → how they are called.
_NUMBERS: Final = {"pmid": "PMID", "pmcid": "PMCID"}


@dataclass(frozen=True, slots=True)
class ReportKey:
    """A key. text: as it is kept and compared; said: as it is told, such as ``doi 10.1111/hsc.12839``."""

    text: str
    said: str


def report_keys(study: Graph) -> tuple[ReportKey, ...]:
    """Return the keys of the reports of the study in a graph, the surest first."""
    return tuple({key.text: key for key in (*_numbers(study), *_titles(study))}.values())


def plain_title(title: str) -> str:
    """Return a title as titles are compared: its letters and digits, all small."""
    return "".join(letter for letter in title.casefold() if letter.isalnum())


def _numbers(study: Graph) -> Iterator[ReportKey]:
    reports = sorted(set(study.objects(None, REALIST.reportedIn)), key=str)
    for report in reports:
        for doi in study.objects(report, REALIST.doi):
            yield ReportKey(str(doi).lower(), f"doi {doi}")
    for report in reports:
        for each in sorted(map(str, study.objects(report, DCTERMS.identifier))):
            scheme, _, number = each.lower().partition(":")
            if scheme in _NUMBERS and number:
                yield ReportKey(f"{scheme}:{number.removeprefix('pmc')}", f"{_NUMBERS[scheme]} {number.upper()}")


def _titles(study: Graph) -> Iterator[ReportKey]:
    subject = study.value(predicate=RDF.type, object=REALIST.Study)
    title, year = (study.value(subject, each) for each in (DCTERMS.title, REALIST.year))
    if title and year and plain_title(str(title)):
        yield ReportKey(f"title:{plain_title(str(title))}:{year}", f"of this title from {year}")
