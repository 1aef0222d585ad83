"""How many figures of an answer are known and how many are not, as a sentence that says of what."""

from typing import Final

from demireg.services.comparing.ask import Answer
from demireg.services.comparing.later import LISTS

#: Measure → what its ``known`` and ``unknown`` count; ``{units}`` are programmes or studies, as was asked.
_SAID: Final = {
    "matrix": "{known} cells are assessed, {unknown} are not",
    "diversity": "{known} propositions have a diversity; of {unknown} it is undefined",
    "patterns": "{known} {units} have a configuration coded in all three roles, {unknown} have none",
    "truth-table": "{known} cases are coded in everything asked for; {unknown} are left out, for something is unknown",
    "gaps": "{known} pairs of context and mechanism are told of; of {unknown} nothing is known",
    "saturation": "{known} studies have a concept of this role; what {unknown} bring is unknown",
    "minimal-pairs": "{known} pairs differ in one thing by what is coded; of {unknown}, what differs may be uncoded",
    "overlap": "{known} pairs of theories are compared; {unknown} propositions are left out, for nothing is coded",
    "diff": "{known} propositions are compared; {unknown} are left out, for nothing is coded",
    "discrimination": "{known} configurations fit a theory, {unknown} fit neither",
    "rivals": "{known} configurations fit a theory or speak against it; what {unknown} say of them is unknown",
    "lineage": "{known} changes have evidence, {unknown} have none",
    "voices": "{known} links have a voice behind them; of {unknown} it is unknown whose they are",
    "transfer": "{known} configurations hold or fail at the site; of {unknown} it is unknown",
    "ripples": "{known} paths are reported whole by one study, {unknown} only in parts by several",
    "leave-one-out": "{known} {units} were left out in turn, {unknown} were not",
    "contradictions": "{known} times one mechanism stands with two opposed outcomes",
}
_CONTRAST: Final = (
    "{known} contexts are known of on either side: {defined} have a difference, of {unknown} it is undefined"
)
_PLAIN: Final = "{known} known, {unknown} unknown"


def counted(answer: Answer) -> str:
    """Return how many are known and unknown of what the measure counts; empty where it counts nothing."""
    known, unknown = (_number(answer.found.body.get(name)) for name in ("known", "unknown"))
    if known is None or unknown is None:
        return ""
    name = answer.measure.name
    units = "studies" if answer.asked.filters.unit == "study" else "programmes"
    if name == "contrast":
        return _CONTRAST.format(known=known, unknown=unknown, defined=known - unknown)
    return _SAID.get(name, _PLAIN).format(known=known, unknown=unknown, units=units)


def _number(value: object) -> int | None:
    """Return a count, or how many are listed."""
    if isinstance(value, LISTS):
        return len(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
