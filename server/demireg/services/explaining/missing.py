"""Why no part fills a slot: what comes near, and in what it falls short."""

from collections.abc import Collection, Iterator, Sequence

from demireg.services.catalogue.concepts import Hierarchy
from demireg.services.catalogue.facets import ConceptRef
from demireg.services.explaining import wording
from demireg.services.explaining.kinship import Kinship, kinship
from demireg.services.explaining.proofs import FIRED, Claim, Coding, Miss


def misses(claim: Claim, used: Sequence[Coding], role: str, required: str, held: Hierarchy) -> tuple[Miss, ...]:
    """Return the reasons why a slot is not met, the most telling first; there is always one.

    ``used`` are the parts that count under the profile, none of which fills the slot.
    """
    here = [part for part in used if part.role == role]
    opposed, wide = list(_opposed(here, required, held)), list(_too_wide(here, required, held))
    said = {miss.part for miss in (*opposed, *wide)}
    found = [
        *_not_counted(claim, used, role, required, held),
        *opposed,
        *_elsewhere(claim, role, required, held),
        *wide,
        *_closest(claim, here, said, required, held),
        *(Miss("uncoded", part.number, None, (), wording.uncoded(part)) for part in here if not part.concepts),
    ]
    if not here and not found:
        others = any(part.role == role for part in claim.parts)
        found.append(Miss("no_part", "", None, (), wording.no_part(role, others=others)))
    return tuple(found)


def _coded(parts: Sequence[Coding], goal: str, held: Hierarchy) -> Iterator[tuple[Coding, tuple[ConceptRef, ...]]]:
    for part in parts:
        path = next(filter(None, (held.path(concept.iri, goal) for concept in part.concepts)), ())
        if path:
            yield part, path


def _not_counted(claim: Claim, used: Sequence[Coding], role: str, required: str, held: Hierarchy) -> Iterator[Miss]:
    """Yield parts of the right role and concept that count for nothing, or not under this profile."""
    unused = [part for part in claim.parts if part.role == role and part not in used]
    for part, path in _coded(unused, required, held):
        if part.standing == FIRED and claim.found:
            yield Miss("excluded", part.number, 0, path, wording.excluded(part, path))
        else:
            yield Miss("standing", part.number, 0, path, wording.not_at_work(part, path))


def _opposed(here: Sequence[Coding], required: str, held: Hierarchy) -> Iterator[Miss]:
    for goal in held.opposites.get(required, ()):
        for part, path in _coded(here, goal, held):
            yield Miss("opposed", part.number, None, path, wording.opposed(part, path, held.ref(required)))


def _elsewhere(claim: Claim, role: str, required: str, held: Hierarchy) -> Iterator[Miss]:
    others = [part for part in claim.parts if part.role != role]
    for part, path in _coded(others, required, held):
        yield Miss("other_role", part.number, 0, path, wording.other_role(part, path, role))


def _too_wide(here: Sequence[Coding], required: str, held: Hierarchy) -> Iterator[Miss]:
    for part in here:
        for concept in part.concepts:
            path = held.path(required, concept.iri)
            if path:
                steps = len(path) - 1
                yield Miss(
                    "too_wide", part.number, steps, (concept,), wording.too_wide(part, concept, held.ref(required))
                )


def _closest(
    claim: Claim, here: Sequence[Coding], said: Collection[str], required: str, held: Hierarchy
) -> Iterator[Miss]:
    """Yield the part that comes nearest to the required concept, of those that no reason in ``said`` names already."""
    rest = [part for part in here if part.concepts and part.number not in said]
    ways = [(part, concept, kinship(held, concept.iri, required)) for part in rest for concept in part.concepts]
    if not ways:
        return
    part, concept, kin = min(ways, key=lambda way: _steps(way[2]))
    rivals = {way[0].number for way in ways if _steps(way[2]) == _steps(kin)}
    coded = [each for each in claim.parts if each.role == part.role and each.concepts]
    among = wording.Among(
        count=len(rest),
        others=any(each.concepts and each.number in said for each in here),
        uncounted=any(each not in here for each in coded),
        tied=len(rivals) > 1,
    )
    if kin:
        path, text = (
            held.path(concept.iri, kin.common.iri),
            wording.related(part, concept, kin, held.ref(required), among),
        )
    else:
        path, text = (concept,), wording.unrelated(part, [way[1] for way in ways], held.ref(required), among)
    yield Miss("other_concept", part.number, kin.steps if kin else None, path, text)


def _steps(kin: Kinship | None) -> float:
    return float("inf") if kin is None else kin.steps
