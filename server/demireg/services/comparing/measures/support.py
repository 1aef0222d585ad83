"""Support of the propositions of a theory, by independent programmes (measure 8.2 of the method)."""

from typing import Final

from demireg.services.comparing.asking import Asked, Measure, Measured
from demireg.services.comparing.matrix import matrix
from demireg.services.comparing.measures.matrix import THEORY

_COUNTS: Final = ("addressed", "supporting", "corroborating", "contradicting", "silent", "inconclusive", "unknown")
_SHARES: Final = ("support", "strict", "contest")
_KEPT: Final = ("theory", "label", "profile", "propositions", "support")


def run(asked: Asked) -> Measured:
    """Return the figures of each proposition, its label, and the studies on which that turns."""
    found = matrix(asked.repository, asked.values["theory"], asked.filters.profile, asked.by, asked.filters)
    rows = tuple(
        (
            figures.proposition,
            figures.label,
            *(getattr(figures, name) for name in (*_COUNTS, *_SHARES)),
            " ".join(figures.pivots),
        )
        for figures in found.support
    )
    body = found.as_dict()
    columns = ("proposition", "label", *_COUNTS, *_SHARES, "pivots")
    return Measured(columns, rows, {name: body[name] for name in _KEPT})


MEASURE: Final = Measure(
    name="support",
    title="How many independent programmes support each proposition of a theory, and how many contradict it?",
    summary=(
        "support is the share of supporting among the programmes that take a side, strict that of plain "
        "corroboration, contest how evenly the sides stand. pivots are studies that turn the label if left out. What "
        "is undefined stays empty. Companions count as one programme, a synthesis not beside its own sources."
    ),
    run=run,
    params=(THEORY,),
    source="method 8.2",
    empty="The theory has no propositions.",
    example={"theory": "salutogenesis"},
)
