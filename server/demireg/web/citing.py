"""Lines to cite by: whole, to be copied, each ending in an address that never changes."""

import re
from collections.abc import Iterable
from typing import Final

from demireg import __version__
from demireg.services.catalogue.configurations import ConfigurationView
from demireg.services.catalogue.evidence import CellEvidence
from demireg.services.catalogue.studies import StudyView
from demireg.services.catalogue.study_reading import ReportRef
from demireg.services.catalogue.theories import TheoryView
from demireg.services.comparing.ask import Answer
from demireg.web import urls, words

_DOI: Final = r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?P<doi>10\.\d{4,9}/[^\s;,\"<>]*[^\s;,.\"<>)])"
_ADDRESS: Final = re.compile(rf"{_DOI}|https?://[^\s\"<>]*[^\s;,.\"<>)]", re.IGNORECASE)


def source(report: ReportRef) -> str:
    """Return the report of a study as a list of references gives it."""
    year = f" ({report.year})" if report.year else ""
    doi = f"https://doi.org/{report.doi}" if report.doi else ""
    return _line([f"{report.authors}{year}", report.title, report.journal, doi])


def cell(held: CellEvidence, generation: int) -> tuple[str, ...]:
    """Return one line for each stance in a cell, and a single one where nobody has given a stance."""
    proposition = held.proposition
    bears = f"{held.study.label} on {proposition.theory_label} {proposition.id} “{proposition.statement}”"
    if not held.notes:
        return (_line([f"{bears}: no stance", _made(generation), f"{proposition.reference} and {held.study.id}"]),)
    return tuple(
        _line(
            [
                f"{bears}: {words.spoken(note.stance)}",
                f"{note.agent}, {note.date}, {words.REVIEW.get(note.review, note.review)}",
                _made(generation),
                note.iri,
            ]
        )
        for note in held.notes
    )


def study(held: StudyView, generation: int) -> str:
    """Return the line for a study as it is coded here."""
    coded = f"Coded by {held.coded_by}, {held.coded_on}" if held.coded_by else ""
    return _line([source(held.report), coded, _made(generation), held.iri])


def configuration(held: ConfigurationView, generation: int) -> str:
    """Return the line for one configuration as it is coded here."""
    named = f"Configuration {held.strip.label}: {held.strip.title}"
    coded = f"Coded by {held.coded_by}, {held.coded_on}" if held.coded_by else ""
    return _line([source(held.report), named, coded, _made(generation), held.strip.iri])


def theory(held: TheoryView, generation: int) -> str:
    """Return the line for a theory as it is encoded here."""
    review = f"Encoding: {words.REVIEW.get(held.review, held.review)}" if held.review else ""
    return _line([held.summary.label, review, _made(generation), held.iri])


def comparison(answer: Answer, address: str) -> str:
    """Return the line for an answer of a measure, with what it was asked and the studies it was made from."""
    asked = ", ".join(f"{words.spoken(name)} {value}" for name, value in answer.query.items())
    made = f"{_made(answer.versions.generation)}, studies {answer.versions.digest}"
    return _line([answer.measure.title, asked, made, address])


def linked(text: str) -> tuple[tuple[str, str], ...]:
    """Return a text in pieces, each with the address it leads to; empty for pieces that are words alone."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for found in _ADDRESS.finditer(text):
        doi = found.group("doi")
        pieces += [(text[at : found.start()], ""), (found.group(), urls.doi(doi) if doi else found.group())]
        at = found.end()
    return tuple(piece for piece in (*pieces, (text[at:], "")) if piece[0])


def _made(generation: int) -> str:
    return f"demireg {__version__}, generation {generation}"


def _line(parts: Iterable[str]) -> str:
    """Join sentences by full stops; one that ends in an address or a question keeps its own end."""
    kept = [part.strip() for part in parts if part.strip()]
    ended = [part if re.search(r"([.?]|https?://\S+)$", part) else f"{part}." for part in kept]
    return " ".join(ended)
