"""What stands behind one cell of the matrix: the judgements, the configurations, and why those match."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from demireg.domain.errors import BadParameter, NotFound
from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, PROFILES
from demireg.services.catalogue.concepts import hierarchy
from demireg.services.catalogue.configurations import Strip, strips
from demireg.services.catalogue.matches import Match, matches_by_configuration
from demireg.services.catalogue.rows import Facts, fetch
from demireg.services.catalogue.stances import PropositionRef, StanceNote, proposition_index, stances
from demireg.services.comparing.rows import Readings, StudyRow, study_row
from demireg.services.comparing.stances import study_stance
from demireg.services.repository import Repository

#: Bases of coding that count under the profile ``authors-only``.
_BY_AUTHORS = frozenset({"author_tagged", "author_stated"})


@dataclass(frozen=True, slots=True)
class EvidenceConfiguration:
    """One configuration behind a cell.

    configuration: its parts, locator, voices and all; on_basis: True when a current stance rests on it; matches: how
    its parts fill the proposition's patterns, empty when they do not.
    """

    configuration: Strip
    on_basis: bool
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that stands behind one cell.

    proposition, study, profile: which cell; text_seen_detail: what exactly of the source was read; stance: what the
    current assessments amount to; assessments, replaced: those in force and those a later one replaced;
    configurations: those a stance rests on or that match, in the order of the study; voices, locators: who speaks in
    the basis configurations, and where in the source.
    """

    proposition: PropositionRef
    study: StudyRow
    profile: str
    text_seen_detail: str
    stance: str
    assessments: tuple[StanceNote, ...]
    replaced: tuple[StanceNote, ...]
    configurations: tuple[EvidenceConfiguration, ...]
    voices: tuple[str, ...]
    locators: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values for JSON."""
        return asdict(self)


def evidence(
    repository: Repository, theory: str, proposition: str, study: str, profile: str = ALL_ACCEPTED
) -> Evidence:
    """Return what stands behind the cell of a proposition (``P1`` or ``salutogenesis/P1``) and a study.

    Raises NotFound for an unknown theory, proposition or study, BadParameter for an unknown profile.
    """
    if profile not in PROFILES:
        raise BadParameter(f"The profile is one of {', '.join(PROFILES)}, not '{profile}'.")
    names = repository.names
    index = proposition_index(repository)
    about = _proposition(index, theory, names.proposition(f"{theory}/{proposition.rpartition('/')[2]}"))
    row = study_row(Readings(repository.store, names), study)
    iri = names.study(study)
    facts = Facts(fetch(repository, "study-facts", study=iri))
    notes = [note for note in stances(facts, index) if note.proposition == about]
    current = tuple(note for note in notes if not note.superseded)
    found = matches_by_configuration(repository, iri, hierarchy(repository), index, profile)
    behind = _configurations(strips(repository, study), current, found, about, profile)
    basis = [each.configuration for each in behind if each.on_basis]
    return Evidence(
        proposition=about,
        study=row,
        profile=profile,
        text_seen_detail=facts.one(iri, "textSeenDetail"),
        stance=study_stance(note.stance for note in current),
        assessments=current,
        replaced=tuple(note for note in notes if note.superseded),
        configurations=behind,
        voices=tuple(sorted({voice for strip in basis for voice in strip.voices})),
        locators=tuple(dict.fromkeys(strip.locator for strip in basis if strip.locator)),
    )


def _proposition(index: dict[str, PropositionRef], theory: str, iri: str) -> PropositionRef:
    if iri in index:
        return index[iri]
    known = [reference.id for reference in index.values() if reference.theory == theory]
    if not known:
        raise NotFound(f"The repository holds no theory '{theory}'. `demireg ask theories` lists what it holds.")
    raise NotFound(f"The theory {theory} has no proposition '{iri.rpartition('/')[2]}'; it has {', '.join(known)}.")


def _configurations(
    held: tuple[Strip, ...],
    notes: tuple[StanceNote, ...],
    matches: dict[str, tuple[Match, ...]],
    about: PropositionRef,
    profile: str,
) -> tuple[EvidenceConfiguration, ...]:
    on_basis = {label for note in notes for label in note.configurations}
    behind = (
        EvidenceConfiguration(
            strip,
            strip.label in on_basis,
            tuple(
                _counted(match, strip, profile) for match in matches.get(strip.iri, ()) if match.proposition == about
            ),
        )
        for strip in held
    )
    return tuple(each for each in behind if each.on_basis or each.matches)


def _counted(match: Match, strip: Strip, profile: str) -> Match:
    """Keep only those reasons that rest on codings which the profile accepts."""
    if profile != AUTHORS_ONLY:
        return match
    accepted = {part.number for part in strip.parts if part.basis in _BY_AUTHORS}
    return replace(match, fills=tuple(fill for fill in match.fills if not fill.part or fill.part in accepted))
