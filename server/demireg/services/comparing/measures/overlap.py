"""Theory overlap: how near the propositions of theories come to one another (measure 8.9 of the method).

overlap(T1, T2) = (Σ best over T1 + Σ best over T2) / (|T1| + |T2|), over the propositions that have a pattern; it is
undefined where one theory has none.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import fsum
from typing import Any, Final

from demireg.services.comparing.asking import Asked, Measure, Measured, Value
from demireg.services.comparing.likeness import Likeness, likeness
from demireg.services.comparing.theories_read import Theory, kinds, theories
from demireg.services.queries import Param

COLUMNS: Final = ("theory", "other", "overlap", "known", "unknown", "label", "other_label")
_LEFT_OUT: Final = "Left out, since a proposition without a pattern cannot be compared: {}."


def run(asked: Asked) -> Measured:
    """Return one theory beside each other one, beside one other, or all pairs; the nearest first."""
    one, other = asked.values["theory"], asked.values["other"]
    held = theories(asked, [one, other] if one and other else None)
    found = likeness([each for theory in held.values() for each in theory.propositions], kinds(asked))
    pairs = [pair(held[first], held[second], found) for first, second in _pairs(list(held), one, other)]
    pairs.sort(key=lambda each: (each["overlap"] is None, -(each["overlap"] or 0), each["theory"], each["other"]))
    shown = {each[side] for each in pairs for side in ("theory", "other")}
    left_out = sorted(name for theory in shown for name in held[theory].left_out)
    notes = (_LEFT_OUT.format(", ".join(left_out)),) if left_out else ()
    body = {"known": sum(each["overlap"] is not None for each in pairs), "unknown": left_out, "pairs": pairs}
    return Measured(COLUMNS, tuple(map(_row, pairs)), body, notes)


def pair(one: Theory, other: Theory, found: Likeness) -> dict[str, Any]:
    """Return the overlap of two theories, and the nearest of the other to each proposition of either."""
    nearest = [*_nearest(one, other, found), *_nearest(other, one, found)]
    defined = bool(one.propositions and other.propositions)
    return {
        "theory": one.theory,
        "label": one.label,
        "other": other.theory,
        "other_label": other.label,
        "overlap": fsum(each["similarity"] for each in nearest) / len(nearest) if defined else None,
        "known": [each.proposition for theory in (one, other) for each in theory.propositions],
        "unknown": [*one.left_out, *other.left_out],
        "nearest": nearest,
    }


def _nearest(one: Theory, other: Theory, found: Likeness) -> list[dict[str, Any]]:
    """Return the nearest of the other theory to each proposition of one; of several the last by name."""
    ours = found.places(each.proposition for each in one.propositions)
    theirs = found.places(sorted((each.proposition for each in other.propositions), reverse=True))
    if not theirs:
        return []
    best = found.alike[ours][:, theirs]
    return [
        {
            "proposition": found.propositions[place].proposition,
            "nearest": found.propositions[theirs[int(column)]].proposition if row[column] > 0 else None,
            "similarity": float(row[column]),
        }
        for place, row, column in zip(ours, best, best.argmax(axis=1), strict=True)
    ]


def _pairs(names: Sequence[str], one: str, other: str) -> list[tuple[str, str]]:
    if one and other:
        return [(one, other)]
    if one or other:
        return [(one or other, name) for name in names if name != (one or other)]
    return list(combinations(names, 2))


def _row(each: Mapping[str, Any]) -> tuple[Value, ...]:
    counts = (len(each["known"]), len(each["unknown"]))
    return (each["theory"], each["other"], each["overlap"], *counts, each["label"], each["other_label"])


MEASURE: Final = Measure(
    name="overlap",
    title="How much do theories overlap?",
    summary=(
        "The mean, over the propositions of both theories, of how near the nearest one of the other comes, by what "
        "their contexts, mechanisms and outcomes are kinds of; 1 says that each has its equal. A proposition without a "
        "pattern is left out and named."
    ),
    run=run,
    params=(
        Param("theory", "optionaltheory", "", "the theory; without it all pairs are compared"),
        Param("other", "optionaltheory", "", "one other theory; without it all others"),
    ),
    filters=(),
    empty="There are not two theories to compare.",
    example={"theory": "salutogenesis"},
)
