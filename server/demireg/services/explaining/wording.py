"""What an explanation says, in the words of an evaluator."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from demireg.domain.names import AUTHORS_ONLY
from demireg.services.catalogue.facets import ConceptRef
from demireg.services.catalogue.parts import ROLES
from demireg.services.explaining.kinship import Kinship
from demireg.services.explaining.proofs import Claim, Coding, PatternProof, Slot

NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ARTICLES: Final = {"C": "a context", "I": "an intervention", "M": "a mechanism", "O": "an outcome"}
#: What may fill a slot, one and many.
_AT_WORK: Final = {
    "C": ("context", "contexts"),
    "I": ("intervention", "interventions"),
    "M": ("mechanism at work", "mechanisms at work"),
    "O": ("outcome reached", "outcomes reached"),
}
_ABSENT: Final = {
    "C": "as a context that was absent",
    "I": "as an intervention that was absent",
    "M": "as a mechanism that did not fire",
    "O": "as an outcome that was not reached",
}
_STANDINGS: Final = {
    "fired": "as {article} of a configuration that was only hypothesised",
    "hypothetical": "only as something supposed, which is no finding",
    "proposed": "only as a proposal that nobody has accepted",
    "rejected": "only as a proposal that was rejected",
}
_BASES: Final = {
    "author_tagged": "the authors’ tag",
    "author_stated": "the authors’ statement",
    "curator_inferred": "the curator’s reading",
    "machine_suggested": "a machine’s suggestion",
}


@dataclass(frozen=True, slots=True)
class Among:
    """What a part was chosen from: the parts of its role that count and are coded, but for those named already.

    count: how many; others: whether some are named already; uncounted: whether the role has coded parts that do not
    count here; tied: whether another of these is as near.
    """

    count: int
    others: bool
    uncounted: bool
    tied: bool


def excluded(part: Coding, path: Sequence[ConceptRef]) -> str:
    """Say that a part fits but rests on a basis that the profile leaves out."""
    return f"{coded(part, path)}. It fits, but rests on {basis(part)}, and this profile counts authors’ codes only."


def not_at_work(part: Coding, path: Sequence[ConceptRef]) -> str:
    """Say that a part has the right role and concept but is not said to have been at work."""
    said = _ABSENT[part.role] if part.standing == "absent" else _STANDINGS[part.standing]
    return f"{coded(part, path)}. It is there, but {said.format(article=_ARTICLES[part.role])}."


def opposed(part: Coding, path: Sequence[ConceptRef], required: ConceptRef) -> str:
    """Say that a part is coded with what the pattern's concept is opposed to."""
    return f"{coded(part, path)}, the opposite of {required.label}."


def other_role(part: Coding, path: Sequence[ConceptRef], role: str) -> str:
    """Say that what the slot asks for plays another role here."""
    there = _ABSENT[part.role] if part.standing == "absent" else f"as {_ARTICLES[part.role]}"
    return f"{coded(part, path)}. It is there {there}, and the pattern asks for it as {_ARTICLES[role]}."


def too_wide(part: Coding, concept: ConceptRef, required: ConceptRef) -> str:
    """Say that a part's concept leaves open whether it is the one asked for."""
    return f"{_named(part)} is coded as {concept.label}, which is wider than {required.label}: it may be that or not."


def related(part: Coding, concept: ConceptRef, kin: Kinship, required: ConceptRef, among: Among) -> str:
    """Say which part with another concept comes nearest, and how near that is."""
    if among.count == 1:
        head = f"{_only(part, among)} is {_named(part)}"
    elif among.tied:
        head = f"Of {_several(part, among)} none is nearer than {_named(part)}"
    else:
        head = f"Of {_several(part, among)} the nearest is {_named(part)}"
    return (
        f"{head}, coded as {concept.label}; {concept.label} and {required.label} are both kinds of "
        f"{kin.common.label}, {_steps(kin)}."
    )


def unrelated(part: Coding, concepts: Sequence[ConceptRef], required: ConceptRef, among: Among) -> str:
    """Say that what plays the role has nothing in common with what is asked for."""
    labels = ", ".join(dict.fromkeys(concept.label for concept in concepts))
    if among.count == 1:
        head = f"{_only(part, among)} is {_named(part)}, coded as {labels}"
        return f"{head}, which shares no broader concept with {required.label}."
    return f"None of {_several(part, among)} is akin to {required.label}: coded are {labels}."


def _only(part: Coding, among: Among) -> str:
    which = "The one other" if among.others else "The only"
    return f"{which} {_AT_WORK[part.role][0]} with a concept{' that counts here' if among.uncounted else ''}"


def _several(part: Coding, among: Among) -> str:
    which = f"{_number(among.count)} {'other ' if among.others else ''}{_AT_WORK[part.role][1]} with a concept"
    return f"{which}{' that count here' if among.uncounted else ''}"


def uncoded(part: Coding) -> str:
    """Say that a part might fill the slot, and nobody has coded it."""
    return f"{_named(part)} has no concept yet, so it cannot be told whether it fits: code it."


def no_part(role: str, *, others: bool) -> str:
    """Say that nothing plays the role; ``others`` tells that something does which does not count."""
    if others:
        return f"No {_AT_WORK[role][0]} counts here: all are absent, supposed, proposed or left out by the profile."
    return f"The configuration names no {ROLES[role]}. That is not to say that there was none."


def coded(part: Coding, path: Sequence[ConceptRef]) -> str:
    """Say how a part is coded and what that is a kind of."""
    kinds = ", a kind of ".join(concept.label for concept in path)
    return f"{_named(part)} is coded as {kinds}"


def basis(part: Coding) -> str:
    """Return on whose word a part plays its role."""
    return " and ".join(_BASES.get(each, each) for each in part.bases) or "no stated basis"


def headline(claim: Claim, proposition: str, profile: str, relations: Sequence[str], near: PatternProof | None) -> str:
    """Say what follows, and if need be what is missing."""
    under = " by the authors’ codes alone" if profile == AUTHORS_ONLY else ""
    if not claim.found:
        return f"{claim.label} was only hypothesised, so no pattern is held against it: only what is reported counts."
    said = []
    if "instantiates" in relations:
        said.append(f"{claim.label} matches {proposition}{under}: a part fills every slot of a pattern.")
    if "counterInstantiates" in relations:
        also = "also " if said else ""
        said.append(
            f"{claim.label} {also}meets {proposition} with an opposed outcome{under}: all that a pattern asks for is "
            "there but the outcome, which is an opposite one."
        )
    if "partlyInstantiates" in relations and not said:
        said.append(
            f"{claim.label} matches {proposition} in part{under}: mechanism and outcome are there, "
            "the rest of the pattern is not."
        )
    return " ".join(said) or _no(claim, proposition, under, near)


def _no(claim: Claim, proposition: str, under: str, near: PatternProof | None) -> str:
    if near is None:
        return f"{proposition} has no pattern, so no configuration can be held against it."
    lacking = [slot for slot in near.slots if not slot.met]
    of = f"{_number(len(lacking))} of {_number(len(near.slots))} slots"
    return (
        f"{claim.label} does not match {proposition}{under}: in the nearest pattern {of} "
        f"{'is' if len(lacking) == 1 else 'are'} not met ({', '.join(map(slot_name, lacking))}). "
        "That is no finding against the proposition."
    )


def slot_name(slot: Slot) -> str:
    """Name a slot by its role and the concept it asks for."""
    return f"{ROLES[slot.role]} {slot.required.label}"


def _named(part: Coding) -> str:
    return f"{part.number} (“{part.wording}”)" if part.wording else part.number


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _steps(kin: Kinship) -> str:
    return f"{_number(kin.up)} {'step' if kin.up == 1 else 'steps'} up and {_number(kin.down)} down"
