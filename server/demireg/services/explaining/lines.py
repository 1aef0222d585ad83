"""An explanation as text: a tree for reading, and rows for other programs."""

from collections.abc import Iterator
from typing import Final

from demireg.services.catalogue.parts import ROLES
from demireg.services.explaining import wording
from demireg.services.explaining.proofs import Claim, Coding, Explanation, Filling, PatternProof, Slot
from demireg.services.tables import Value

COLUMNS: Final = (
    "pattern",
    "role",
    "required",
    "met",
    "part",
    "wording",
    "codes",
    "path",
    "basis",
    "coder",
    "coded_on",
    "locator",
    "why",
)
_RELATIONS: Final = {
    "instantiates": "matches",
    "counterInstantiates": "meets with an opposed outcome",
    "partlyInstantiates": "matches in part",
}


def tree(found: Explanation) -> Iterator[str]:
    """Yield the lines of a tree: the verdict, the claim, then each pattern with its slots and what fills them."""
    claim, proposition = found.claim, found.proposition
    yield found.said
    yield ""
    yield f"{proposition.reference}  {proposition.statement}"
    yield f"{claim.study}/{claim.label}  {claim.title}"
    yield f"  stands in: {source(claim)}"
    for proof in found.patterns:
        yield f"  {proof.name}: {state(proof)}{' (the nearest)' if proof.name == found.nearest else ''}"
        for slot in proof.slots:
            yield from _slot(slot)
    if not found.agrees:
        yield ""
        yield disagreement(found)


def source(claim: Claim) -> str:
    """Return where a claim stands in its source, in words."""
    places = "; ".join(claim.locators) or "place not recorded"
    return f"{places}, doi:{claim.doi}" if claim.doi else places


def state(proof: PatternProof) -> str:
    """Return what follows by one pattern, in words."""
    if "instantiates" in proof.relations:
        return _RELATIONS["instantiates"]
    said = [_RELATIONS[each] for each in proof.relations]
    return ", ".join([*said, f"{proof.unmet} of {len(proof.slots)} slots not met"])


def disagreement(found: Explanation) -> str:
    """Say that the repository holds other inferences than these; a study accepted anew brings them together."""
    stored = ", ".join(_RELATIONS[each] for each in found.stored) or "no match"
    return (
        f"The repository holds {stored} as inferred, which is not what follows from its data now. "
        f"Import the study {found.claim.study} again."
    )


def _slot(slot: Slot) -> Iterator[str]:
    yield f"    {'met    ' if slot.met else 'NOT MET'} {ROLES[slot.role]}: {slot.required.label}"
    for filling in slot.fillings:
        yield f"              {_filled(filling)}"
    for filling in slot.opposites:
        yield f"              opposite: {_filled(filling)}"
    for miss in slot.misses:
        yield f"              {miss.said}"


def _filled(filling: Filling) -> str:
    part = filling.part
    codes = f" [{', '.join(part.codes)}]" if part.codes else ""
    return f"{wording.coded(part, filling.path)}{codes}; {coded_by(part)}"


def coded_by(part: Coding) -> str:
    """Return on whose word a part rests and who coded it when."""
    return ", ".join(filter(None, (wording.basis(part), f"coded by {part.coder}" if part.coder else "", part.coded_on)))


def rows(found: Explanation) -> list[tuple[Value, ...]]:
    """Return one row for each part that fills a slot, and one for each reason why a slot is not met."""
    return [row for proof in found.patterns for slot in proof.slots for row in _rows(found, proof, slot)]


def _rows(found: Explanation, proof: PatternProof, slot: Slot) -> Iterator[tuple[Value, ...]]:
    head = (proof.name, ROLES[slot.role], slot.required.local, slot.met)
    parts = {part.number: part for part in found.claim.parts}
    place = "; ".join(found.claim.locators)
    for filling in slot.fillings:
        yield (*head, *_cells(filling.part, tuple(step.local for step in filling.path)), place, "")
    for miss in slot.misses:
        part = parts.get(miss.part)
        path = tuple(step.local for step in miss.path)
        yield (*head, *(_cells(part, path) if part else (None,) * 7), place, miss.said)


def _cells(part: Coding, path: tuple[str, ...]) -> tuple[Value, ...]:
    codes, basis = ", ".join(part.codes), ", ".join(part.bases)
    return part.number, part.wording, codes, " > ".join(path), basis, part.coder, part.coded_on
