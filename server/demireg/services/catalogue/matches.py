"""Why a configuration matches a proposition: element, concept, its kinds, and the slot of the pattern."""

from collections.abc import Mapping
from dataclasses import dataclass

from demireg.domain.errors import BadParameter
from demireg.domain.names import ALL_ACCEPTED, PROFILES
from demireg.services.catalogue.concepts import Hierarchy, hierarchy
from demireg.services.catalogue.facets import ConceptRef
from demireg.services.catalogue.parts import Part
from demireg.services.catalogue.rows import fetch, local, text
from demireg.services.catalogue.stances import PropositionRef, proposition_index, unknown
from demireg.services.repository import Repository

KINDS = {
    "instantiates": "instantiates",
    "counterInstantiates": "counter",
    "partlyInstantiates": "partly",
}
_WEIGHT = ("instantiates", "counter", "partly")


@dataclass(frozen=True, slots=True)
class SlotFill:
    """How one part fills one slot of a pattern.

    role: C, I, M or O; required: the concept the slot asks for; part: the part's number (``m1``), empty where
    no part fills it; path: from the coded concept up to the required one, or to the one it opposes; opposed:
    True when the path ends at an opposite.
    """

    role: str
    required: ConceptRef
    part: str
    path: tuple[ConceptRef, ...]
    opposed: bool


@dataclass(frozen=True, slots=True)
class Match:
    """One pattern match by the reasoner; it is not a stance.

    kind: ``instantiates``, ``counter`` (the outcome opposed) or ``partly`` (the context not met);
    proposition: what is matched; fills: each slot with each part that fills it, C I M O.
    """

    kind: str
    proposition: PropositionRef
    fills: tuple[SlotFill, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """What explaining matches needs beside a study's parts: the vocabulary, patterns and names of propositions.

    held: the vocabulary; index: propositions by IRI; patterns: by proposition, each a list of (role, concept).
    """

    held: Hierarchy
    index: dict[str, PropositionRef]
    patterns: dict[str, list[list[tuple[str, str]]]]


def reasons(repository: Repository) -> Reasons:
    """Read what every explanation needs, once."""
    patterns: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in fetch(repository, "pattern-slots"):
        of = patterns.setdefault(text(row, "proposition"), {})
        of.setdefault(text(row, "pattern"), []).append((text(row, "role"), text(row, "required")))
    slots = {proposition: list(of.values()) for proposition, of in patterns.items()}
    return Reasons(hierarchy(repository), proposition_index(repository), slots)


def matches_by_configuration(
    repository: Repository, study: str, parts: Mapping[str, tuple[Part, ...]], why: Reasons, profile: str
) -> dict[str, tuple[Match, ...]]:
    """Return the matches of every configuration of a study (its IRI) under a coding profile's name.

    ``parts`` are the study's, by configuration. A partial match is left out where the whole pattern is met. Raises
    BadParameter for an unknown profile.
    """
    if profile not in PROFILES:
        raise BadParameter(f"The profile is one of {', '.join(PROFILES)}, not '{profile}'.")
    found: dict[str, dict[str, Match]] = {}
    for row in fetch(repository, "study-matches", study=study, profile=PROFILES[profile]):
        configuration, proposition = text(row, "configuration"), text(row, "proposition")
        kind = KINDS[local(text(row, "relation"))]
        before = found.setdefault(configuration, {}).get(proposition)
        if before and _WEIGHT.index(before.kind) < _WEIGHT.index(kind):
            continue
        used = [part for part in parts.get(configuration, ()) if _counts(part, profile)]
        named = why.index.get(proposition) or unknown(proposition)
        fills = _explain(used, why.patterns.get(proposition, []), why.held, kind)
        found[configuration][proposition] = Match(kind, named, fills)
    return {key: tuple(value.values()) for key, value in found.items()}


def _counts(part: Part, profile: str) -> bool:
    by_authors = part.basis in {"author_tagged", "author_stated"}
    return part.status == "fired" and part.concept is not None and (by_authors or profile == ALL_ACCEPTED)


def _explain(
    parts: list[Part], patterns: list[list[tuple[str, str]]], held: Hierarchy, kind: str
) -> tuple[SlotFill, ...]:
    """Return the first pattern that the parts fill as the kind of match asks, slot by slot."""
    for slots in patterns:
        fills: list[SlotFill] = []
        for role, required in sorted(slots, key=lambda slot: "CIMO".index(slot[0])):
            here = [fill for part in parts for fill in _fill(part, role, required, held, opposing=kind == "counter")]
            if not here and not (kind == "partly" and role in "CI"):
                break
            fills += here or [SlotFill(role, held.ref(required), "", (), opposed=False)]
        else:
            return tuple(fills)
    return ()


def _fill(part: Part, role: str, required: str, held: Hierarchy, *, opposing: bool) -> list[SlotFill]:
    if part.role != role or part.concept is None:
        return []
    opposed = opposing and role == "O"
    for goal in held.opposites.get(required, ()) if opposed else (required,):
        path = held.path(part.concept.iri, goal)
        if path:
            return [SlotFill(role, held.ref(required), part.number, path, opposed)]
    return []
