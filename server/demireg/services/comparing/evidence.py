"""What stands behind one cell of the matrix: the judgements, the configurations, and why those match."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from demireg.domain.errors import BadParameter
from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, PROFILES
from demireg.services.catalogue.evidence import Behind, CellEvidence, cell_evidence
from demireg.services.catalogue.matches import Match
from demireg.services.catalogue.parts import Part
from demireg.services.comparing.stances import study_stance
from demireg.services.repository import Repository

#: Bases of coding that count under the profile ``authors-only``.
_BY_AUTHORS = frozenset({"author_tagged", "author_stated"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that stands behind one cell.

    cell: proposition, study, report, the assessments in force with value, rationale, basis, agent, date and review
    status, and the configurations behind them with parts, locator, voices and the path of each match; profile: whose
    codings the matches count; stance: what the assessments amount to; voices, locators: who speaks in the
    configurations that a stance rests on, and where in the source.
    """

    cell: CellEvidence
    profile: str
    stance: str
    voices: tuple[str, ...]
    locators: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values for JSON."""
        return asdict(self)


def evidence(
    repository: Repository, theory: str, proposition: str, study: str, profile: str = ALL_ACCEPTED
) -> Evidence:
    """Return what stands behind the cell of a proposition (``P1`` or ``salutogenesis/P1``) and a study.

    Raises NotFound for an unknown proposition or study, BadParameter for an unknown profile.
    """
    if profile not in PROFILES:
        raise BadParameter(f"The profile is one of {', '.join(PROFILES)}, not '{profile}'.")
    cell = cell_evidence(repository, f"{theory}/{proposition.rpartition('/')[2]}", study, profile)
    if profile == AUTHORS_ONLY:
        cell = replace(cell, behind=tuple(_by_authors(each) for each in cell.behind))
    basis = [each.strip for each in cell.behind if each.basis]
    return Evidence(
        cell=cell,
        profile=profile,
        stance=study_stance(note.stance for note in cell.notes),
        voices=tuple(sorted({voice for strip in basis for voice in strip.voices})),
        locators=tuple(dict.fromkeys(strip.locator for strip in basis if strip.locator)),
    )


def _by_authors(behind: Behind) -> Behind:
    """Keep only those reasons for a match that rest on the authors' own codings."""
    accepted = {part.number for part in filter(_is_authors, behind.strip.parts)}
    return replace(behind, matches=tuple(_without(match, accepted) for match in behind.matches))


def _is_authors(part: Part) -> bool:
    return part.basis in _BY_AUTHORS


def _without(match: Match, accepted: set[str]) -> Match:
    return replace(match, fills=tuple(fill for fill in match.fills if not fill.part or fill.part in accepted))
