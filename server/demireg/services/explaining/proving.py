"""Hold a claim against patterns: the same conditions as ``queries/rules``, kept apart so that each shows its reasons.

A test holds the verdict against the stored inferences for every configuration and proposition.
"""

from collections.abc import Sequence

from demireg.domain.names import ALL_ACCEPTED
from demireg.services.catalogue.concepts import Hierarchy
from demireg.services.catalogue.rows import local
from demireg.services.explaining.missing import misses
from demireg.services.explaining.proofs import FIRED, RELATIONS, Claim, Coding, Filling, Pattern, PatternProof, Slot

_BY_AUTHORS = {"author_tagged", "author_stated"}
#: Steps that stand for having no broader concept in common; more than any vocabulary has.
_UNRELATED = 1000


def counts(part: Coding, profile: str) -> bool:
    """Tell whether a part may fill a slot under a profile: it is at work, and its basis is among those accepted."""
    return part.standing == FIRED and (profile == ALL_ACCEPTED or not _BY_AUTHORS.isdisjoint(part.bases))


def prove(claim: Claim, patterns: Sequence[Pattern], held: Hierarchy, profile: str) -> tuple[PatternProof, ...]:
    """Return each pattern with what fills its slots, or why nothing does."""
    return tuple(_prove(claim, pattern, held, profile) for pattern in patterns)


def related(proofs: Sequence[PatternProof]) -> tuple[str, ...]:
    """Return what follows from all patterns together, the weightiest relation first."""
    return tuple(name for name in RELATIONS if any(name in proof.relations for proof in proofs))


def nearest(proofs: Sequence[PatternProof]) -> str:
    """Return the name of the pattern with the fewest unmet slots and then the nearest parts, empty for no pattern."""

    def order(proof: PatternProof) -> tuple[int, int]:
        return proof.unmet, sum(_distance(slot) for slot in proof.slots if not slot.met)

    return min(proofs, key=order).name if proofs else ""


def _distance(slot: Slot) -> int:
    steps = [miss.steps for miss in slot.misses if miss.steps is not None]
    return min(steps, default=_UNRELATED)


def _prove(claim: Claim, pattern: Pattern, held: Hierarchy, profile: str) -> PatternProof:
    used = [part for part in claim.parts if counts(part, profile)] if claim.found else []
    slots = tuple(_slot(claim, used, role, required, held) for role, required in pattern.slots)
    relations = _relations(slots) if claim.found else ()
    return PatternProof(pattern.iri, local(pattern.iri), relations, slots, sum(not slot.met for slot in slots))


def _slot(claim: Claim, used: Sequence[Coding], role: str, required: str, held: Hierarchy) -> Slot:
    here = [part for part in used if part.role == role]
    fillings = _fillings(here, required, held)
    opposed = held.opposites.get(required, ()) if role == "O" else ()
    return Slot(
        role=role,
        required=held.ref(required),
        met=bool(fillings),
        fillings=fillings,
        opposites=tuple(filling for goal in opposed for filling in _fillings(here, goal, held)),
        misses=() if fillings else misses(claim, used, role, required, held),
    )


def _fillings(parts: Sequence[Coding], goal: str, held: Hierarchy) -> tuple[Filling, ...]:
    ways = [(part, held.path(concept.iri, goal)) for part in parts for concept in part.concepts]
    return tuple(Filling(part, path) for part, path in ways if path)


def _relations(slots: Sequence[Slot]) -> tuple[str, ...]:
    outcomes = [slot for slot in slots if slot.role == "O"]
    mechanisms = [slot for slot in slots if slot.role == "M"]
    others = [slot for slot in slots if slot.role != "O"]
    whole = bool(outcomes or mechanisms) and all(slot.met for slot in slots)
    opposed = bool(others) and all(slot.met for slot in others) and any(slot.opposites for slot in outcomes)
    partly = bool(outcomes and mechanisms) and all(slot.met for slot in (*outcomes, *mechanisms))
    return tuple(name for name, holds in zip(RELATIONS, (whole, opposed, partly), strict=True) if holds)
