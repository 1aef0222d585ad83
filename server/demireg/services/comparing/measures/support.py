"""Support of the propositions of a theory, by independent programmes (measure 8.2 of the method)."""

from collections.abc import Iterable, Iterator
from typing import Final

from demireg.services.comparing.asking import Asked, Measure, Measured
from demireg.services.comparing.counting import counted
from demireg.services.comparing.gathering import propositions_of
from demireg.services.comparing.matrix import matrix
from demireg.services.comparing.measures.matrix import THEORY
from demireg.services.comparing.support import Support

_FOR: Final = ("addressed", "supporting", "corroborating")
#: Stances whose programmes are counted from the names that stand behind the figures.
_CHANGING: Final = ("extends", "refines", "qualifies")
_AGAINST: Final = ("contradicting",)
_BOTH: Final = ("mixed",)
_REST: Final = ("silent", "inconclusive", "unknown")
_COUNTS: Final = (*_FOR, *_CHANGING, *_AGAINST, *_BOTH, *_REST)
_ON_BOTH: Final = (
    "{proposition}: {supporting} for and {contradicting} against are more than the {addressed} that take a side, for "
    "{mixed} mixed and counted on both: {names}."
)
#: So many programmes are named in a note.
_NAMED: Final = 6
_SHARES: Final = ("support", "strict", "contest")


def run(asked: Asked) -> Measured:
    """Return the figures of each proposition, its label, and the studies on which that turns."""
    label, propositions, support = _by_table(asked) if asked.by == "table" else _by_sparql(asked)
    rows = tuple(
        (
            figures.proposition,
            figures.label,
            *(_count(figures, name) for name in _COUNTS),
            *(getattr(figures, name) for name in _SHARES),
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
    return Measured(("proposition", "label", *_COUNTS, *_SHARES, "pivots"), rows, body, tuple(_notes(support)))


def _count(figures: Support, name: str) -> int:
    """Return how many programmes a column counts."""
    if name in _CHANGING + _BOTH:
        return len(figures.programmes.get(name, ()))
    return int(getattr(figures, name))


def _notes(support: Iterable[Support]) -> Iterator[str]:
    """Yield a sentence for each proposition that a programme both supports and contradicts."""
    for figures in support:
        mixed = figures.programmes.get("mixed", [])
        if mixed:
            yield _ON_BOTH.format(
                proposition=figures.proposition,
                supporting=figures.supporting,
                contradicting=figures.contradicting,
                addressed=figures.addressed,
                mixed="one is" if len(mixed) == 1 else f"{len(mixed)} are",
                names=", ".join(mixed[:_NAMED]) + (f" and {len(mixed) - _NAMED} more" if len(mixed) > _NAMED else ""),
            )


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
        "corroboration as stated; extending, refining and qualifying are support too. contest is how evenly the sides "
        "stand. pivots are studies that turn the label if left out. What is undefined stays empty. Companions count as "
        "one programme, a synthesis not beside its own sources."
    ),
    run=run,
    params=(THEORY,),
    empty="The theory has no propositions.",
    example={"theory": "salutogenesis"},
)
