"""Why a configuration matches a proposition: element, concept, its kinds, and the slot of the pattern."""

from dataclasses import dataclass

from demireg.domain.names import ALL_ACCEPTED, PROFILES
from demireg.services.catalogue.concepts import Hierarchy
from demireg.services.catalogue.parts import ConceptRef
from demireg.services.catalogue.rows import fetch, local, text
from demireg.services.catalogue.stances import PropositionRef, unknown
from demireg.services.repository import Repository
from demireg.store.base import Row

KINDS = {
    "instantiates": "instantiates",
    "counterInstantiates": "counter",
    "partlyInstantiates": "partly",
}


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


def matches_by_configuration(
    repository: Repository,
    study: str,
    held: Hierarchy,
    index: dict[str, PropositionRef],
    profile: str = ALL_ACCEPTED,
) -> dict[str, tuple[Match, ...]]:
    """Return the matches of every configuration of a study (its IRI) under a coding profile's name."""
    grouped: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in fetch(repository, "study-matches", study=study, profile=PROFILES[profile]):
        key = (text(row, "configuration"), text(row, "relation"), text(row, "proposition"), text(row, "pattern"))
        grouped.setdefault(key, []).append(row)
    found: dict[str, list[Match]] = {}
    seen: set[tuple[str, str, str]] = set()
    for (configuration, relation, proposition, _), rows in grouped.items():
        kind = KINDS[local(relation)]
        fills = _fills(rows, held, opposing=kind == "counter")
        whole = all(fill.part or (kind == "partly" and fill.role in "CI") for fill in fills)
        if whole and (configuration, kind, proposition) not in seen:
            seen.add((configuration, kind, proposition))
            named = index.get(proposition) or unknown(proposition)
            found.setdefault(configuration, []).append(Match(kind, named, fills))
    return {key: tuple(value) for key, value in found.items()}


def _fills(rows: list[Row], held: Hierarchy, *, opposing: bool) -> tuple[SlotFill, ...]:
    fills: dict[tuple[str, str], list[SlotFill]] = {}
    for row in rows:
        slot, required = text(row, "slot"), text(row, "required")
        coded, opposed = text(row, "coded"), text(row, "opposed")
        wanted = opposing and slot == "O"
        here = fills.setdefault((slot, required), [])
        if coded and bool(opposed) == wanted:
            path = held.path(coded, opposed or required)
            here.append(SlotFill(slot, held.ref(required), local(text(row, "part")), path, bool(opposed)))
    out: list[SlotFill] = []
    for (slot, required), here in sorted(fills.items(), key=lambda item: "CIMO".index(item[0][0])):
        nearest = {fill.part: fill for fill in sorted(here, key=lambda fill: -len(fill.path))}
        out += sorted(nearest.values(), key=lambda fill: fill.part) or [
            SlotFill(slot, held.ref(required), "", (), opposed=False)
        ]
    return tuple(out)
