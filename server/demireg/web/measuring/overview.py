"""The overview of what can be asked, in the order in which a synthesis asks it."""

from typing import Final

from demireg.services.comparing.measures import MEASURES
from demireg.web.contexts_comparing import MeasureGroup
from demireg.web.measuring.page import card

#: Heading → the measures under it; what is not named here stands at the end.
_GROUPS: Final = {
    "How far a theory holds": ("matrix", "support", "diversity", "voices"),
    "Under which contexts": ("contrast", "demi-regularities", "minimal-pairs", "contradictions", "truth-table"),
    "Theories beside each other": ("overlap", "diff", "discrimination", "rivals", "lineage"),
    "What the studies hold together": ("patterns", "ripples", "saturation", "gaps"),
    "From here to somewhere else": ("transfer",),
    "How well it is coded": ("agreement",),
}


def groups() -> tuple[MeasureGroup, ...]:
    """Return all measures under their headings."""
    named = {name for names in _GROUPS.values() for name in names}
    others = {"And more": tuple(name for name in MEASURES if name not in named)}
    return tuple(
        MeasureGroup(heading, cards)
        for heading, names in (_GROUPS | others).items()
        if (cards := tuple(card(MEASURES[name]) for name in names if name in MEASURES))
    )
