"""What stands behind one cell of the matrix: the stance's reasons, the configurations, the reasoner's path."""

from dataclasses import dataclass

from demireg.domain.errors import NotFound
from demireg.domain.names import ALL_ACCEPTED
from demireg.services.catalogue.configurations import Strip, strips
from demireg.services.catalogue.matches import Match, matches_by_configuration, reasons
from demireg.services.catalogue.rows import Facts, fetch
from demireg.services.catalogue.stances import PropositionRef, StanceNote, stances
from demireg.services.catalogue.studies import StudySummary, summary_of
from demireg.services.catalogue.study_reading import ReportRef, report
from demireg.services.repository import Repository
from demireg.services.retracting import absent


@dataclass(frozen=True, slots=True)
class Behind:
    """A configuration behind a cell. strip: itself; basis: a stance rests on it; matches: of the proposition."""

    strip: Strip
    basis: bool
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """Everything behind one cell.

    proposition: the row; study: the column; report: where the study is published; notes: current assessments,
    each with its reasons; behind: configurations they rest on first, then those that only match.
    """

    proposition: PropositionRef
    study: StudySummary
    report: ReportRef
    notes: tuple[StanceNote, ...]
    behind: tuple[Behind, ...]


def cell_evidence(repository: Repository, reference: str, study: str, profile: str = ALL_ACCEPTED) -> CellEvidence:
    """Return what stands behind a proposition (``salutogenesis/P1``) in a study, under a coding profile.

    Raises NotFound when either is not held.
    """
    iri, proposition = repository.names.study(study), repository.names.proposition(reference)
    why = reasons(repository)
    if proposition not in why.index:
        raise NotFound(f"There is no proposition '{reference}' here. Each theory's page lists its propositions.")
    facts = Facts(fetch(repository, "study-claims", study=iri))
    if not facts.one(iri, "identifier"):
        raise absent(repository, study)
    held = strips(repository, study)
    notes = tuple(
        note for note in stances(facts, why.index) if note.proposition == why.index[proposition] and not note.superseded
    )
    matches = matches_by_configuration(repository, iri, {strip.iri: strip.parts for strip in held}, why, profile)
    bases = {label for note in notes for label in note.configurations}
    behind = [
        Behind(strip, strip.label in bases, _of(matches.get(strip.iri, ()), why.index[proposition])) for strip in held
    ]
    shown = [item for item in behind if item.basis or item.matches]
    return CellEvidence(
        proposition=why.index[proposition],
        study=summary_of(facts, iri, sum(not strip.hypothesised for strip in held)),
        report=report(facts),
        notes=notes,
        behind=tuple(sorted(shown, key=lambda item: not item.basis)),
    )


def _of(matches: tuple[Match, ...], proposition: PropositionRef) -> tuple[Match, ...]:
    return tuple(match for match in matches if match.proposition == proposition)
