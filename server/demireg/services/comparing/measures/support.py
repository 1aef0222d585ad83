"""Support of the propositions of a theory, by independent programmes (measure 8.2 of the method)."""

from typing import Final

from demireg.services.comparing.asking import Asked, Measure, Measured
from demireg.services.comparing.counting import counted
from demireg.services.comparing.gathering import propositions_of
from demireg.services.comparing.matrix import matrix
from demireg.services.comparing.measures.matrix import THEORY
from demireg.services.comparing.support import Support

_COUNTS: Final = ("addressed", "supporting", "corroborating", "contradicting", "silent", "inconclusive", "unknown")
_SHARES: Final = ("support", "strict", "contest")


def run(asked: Asked) -> Measured:
    """Return the figures of each proposition, its label, and the studies on which that turns."""
    label, propositions, support = _by_table(asked) if asked.by == "table" else _by_sparql(asked)
    rows = tuple(
        (
            figures.proposition,
            figures.label,
            *(getattr(figures, name) for name in (*_COUNTS, *_SHARES)),
            " ".join(figures.pivots),
        )
        for figures in support
    )
    body = {
        "theory": asked.values["theory"],
        "label": label,
        "profile": asked.filters.profile,
        "propositions": [{"id": name.rpartition("/")[2], "text": text} for name, text in propositions],
        "support": [figures.as_dict() for figures in support],
    }
    return Measured(("proposition", "label", *_COUNTS, *_SHARES, "pivots"), rows, body)


def _by_table(asked: Asked) -> tuple[str, list[tuple[str, str]], tuple[Support, ...]]:
    table, theory = asked.repository.table, asked.values["theory"]
    label, propositions = propositions_of(table, theory)
    [(_, units)] = table.named("measures/matrix-size", asked.filters.values)
    return label, propositions, counted(table, theory, asked.filters, [name for name, _ in propositions], units)


def _by_sparql(asked: Asked) -> tuple[str, list[tuple[str, str]], tuple[Support, ...]]:
    found = matrix(asked.repository, asked.values["theory"], asked.filters.profile, asked.by, asked.filters)
    return found.label, [(head.id, head.text) for head in found.propositions], found.support


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
    empty="The theory has no propositions.",
    example={"theory": "salutogenesis"},
)
