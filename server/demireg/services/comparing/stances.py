"""How assessments become one stance, and stances a label: the rules of the method, set-based and order-proof."""

from collections.abc import Iterable
from typing import Final

#: Stances that support a proposition, the strongest change to it first.
SUPPORTING: Final = ("refines", "extends", "qualifies", "corroborates")
ADDRESSING: Final = frozenset({*SUPPORTING, "contradicts", "mixed"})
NOT_ASSESSED: Final = "not_assessed"
#: Every value that a cell of the matrix can show.
STANCES: Final = (*SUPPORTING, "contradicts", "mixed", "inconclusive", "silent", NOT_ASSESSED)


def study_stance(stances: Iterable[str]) -> str:
    """Return the one stance that a set of current assessments amounts to.

    Nothing assessed is ``not_assessed``; contradiction beside any support is ``mixed``; otherwise the strongest change
    counts, and silent or inconclusive assessments matter only where there is nothing else.
    """
    found = set(stances)
    changes = [stance for stance in SUPPORTING if stance in found]
    if "contradicts" in found:
        return "mixed" if changes else "contradicts"
    if changes:
        return changes[0]
    return next((stance for stance in ("inconclusive", "silent") if stance in found), NOT_ASSESSED)


def supports(stance: str) -> bool:
    """Tell whether a stance counts as support; a mixed one counts on both sides."""
    return stance in SUPPORTING or stance == "mixed"


def contradicts(stance: str) -> bool:
    """Tell whether a stance counts as contradiction; a mixed one counts on both sides."""
    return stance in {"contradicts", "mixed"}


def label(supporting: int, contradicting: int) -> str:
    """Return the word for a proposition that so many independent programmes support and contradict."""
    if not supporting and not contradicting:
        return "unaddressed"
    if supporting and contradicting:
        return "contested"
    if contradicting:
        return "disconfirmed"
    return "single" if supporting == 1 else "supported"
