"""What a supplement is made of: one theory, its matrix and support, and every study that bears on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from demireg.domain.errors import BadParameter
from demireg.services.catalogue.configurations import Strip, strips
from demireg.services.catalogue.rows import Facts, fetch
from demireg.services.catalogue.stances import PropositionRef, StanceNote, proposition_index, stances
from demireg.services.catalogue.theories import Edge, TheorySummary, TheoryView, lineage, theory_list, theory_view
from demireg.services.comparing.ask import Answer, ask
from demireg.services.publishing.called import Called
from demireg.services.publishing.reports import Report, reports_of
from demireg.services.reporting.judging import standard_report
from demireg.services.reporting.standards import StandardReport
from demireg.services.repository import Repository

#: Of so many studies a supplement can hold everything; more are for the exports of the whole repository.
MOST: Final = 200
_TOO_MANY: Final = (
    "{} studies bear on {}, and a supplement holds at most {}. Choose some by a filter such as country or since, or "
    "take the whole repository with `demireg export`."
)
_NONE: Final = "No study bears on {}: nobody has given a stance, and nothing matches. Choose another theory."


@dataclass(frozen=True, slots=True)
class Used:
    """A configuration behind the matrix: its study, itself, and what it is used for, such as ``P1 (stance)``."""

    study: str
    strip: Strip
    bearing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything of a supplement.

    theory, edges, theories: the theory and those it stands with; matrix, support: the answers; studies: identifiers
    of those that bear on the theory, by label; notes: the stances of each that are in force; used: configurations
    behind the matrix; reports: where studies are published; checks: each held against its reporting standard.
    """

    theory: TheoryView
    edges: tuple[Edge, ...]
    theories: tuple[TheorySummary, ...]
    matrix: Answer
    support: Answer
    called: Called
    studies: tuple[str, ...]
    notes: Mapping[str, tuple[StanceNote, ...]]
    used: tuple[Used, ...]
    reports: Mapping[str, Report]
    checks: Mapping[str, StandardReport]

    @property
    def day(self) -> str:
        """Return the day of the latest judgement in it, as 2026-11-22; the release of the software where none is."""
        return max((note.date for notes in self.notes.values() for note in notes if note.date), default="2026-11-22")


def material(repository: Repository, theory: str, given: Mapping[str, str]) -> Material:
    """Gather everything; ``given`` holds filters by their names.

    Raises NotFound for an unknown theory, BadParameter for a filter that cannot be and where no study bears on the
    theory or too many do.
    """
    asked = {**given, "theory": theory}
    matrix, support = ask(repository, "matrix", asked), ask(repository, "support", asked)
    slug, called = matrix.asked.values["theory"], Called.of(repository.table)
    view, bearing = theory_view(repository, slug), _bearing(matrix)
    studies = tuple(called.order(study for study, _ in bearing))
    if not studies:
        raise BadParameter(_NONE.format(view.summary.label))
    if len(studies) > MOST:
        raise BadParameter(_TOO_MANY.format(len(studies), view.summary.label, MOST))
    index = proposition_index(repository)
    notes = {study: _notes(repository, study, slug, index) for study in studies}
    return Material(
        theory=view,
        edges=lineage(repository),
        theories=theory_list(repository),
        matrix=matrix,
        support=support,
        called=called,
        studies=studies,
        notes=notes,
        used=tuple(used for study in studies for used in _used(repository, study, bearing)),
        reports=reports_of(repository, studies),
        checks={study: standard_report(repository, study) for study in studies},
    )


Bearing = Mapping[tuple[str, str], tuple[str, ...]]


def _bearing(matrix: Answer) -> Bearing:
    """Return what configurations are used for, by study and configuration; a stance without any by study and ''."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    kinds = {"basis": "stance", "matches": "match", "counter": "opposed outcome", "partly": "match in part"}
    for cell in matrix.body["cells"]:
        if cell["stance"] != "not_assessed":
            found.setdefault((cell["study"], ""), {})[cell["proposition"]] = None
        for name, word in kinds.items():
            for configuration in cell[name]:
                found.setdefault((cell["study"], configuration), {})[f"{cell['proposition']} ({word})"] = None
    return {key: tuple(words) for key, words in found.items()}


def _used(repository: Repository, study: str, bearing: Bearing) -> list[Used]:
    found = strips(repository, study)
    return [
        Used(study, strip, bearing[study, f"{study}/{strip.label}"])
        for strip in found
        if (study, f"{study}/{strip.label}") in bearing
    ]


def _notes(repository: Repository, study: str, theory: str, index: dict[str, PropositionRef]) -> tuple[StanceNote, ...]:
    facts = Facts(fetch(repository, "study-claims", study=repository.names.study(study)))
    return tuple(note for note in stances(facts, index) if note.proposition.theory == theory and not note.superseded)
