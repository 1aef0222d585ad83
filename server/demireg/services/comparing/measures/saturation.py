"""Saturation: whether further studies still bring new concepts (measure 8.8 of the method).

Studies stand in the order of years, then of identifiers. new(s) are the concepts that no earlier study codes;
ratio = new / base, base the distinct concepts of the first two studies; coverage Ĉ = 1 − f₁/n (Good 1953), f₁ the
concepts that one unit alone sees, n the pairs of unit and concept. Undefined figures are None.
"""

from operator import itemgetter
from typing import Any, Final

from demireg.services.comparing.asking import Asked, Measure, Measured
from demireg.services.comparing.later import Later
from demireg.services.queries import Param

_COLUMNS: Final = ("year", "study", "concepts", "new", "cumulative", "ratio", "new_concepts")
_figures: Final = itemgetter(*_COLUMNS[:-1])
_CAUTION: Final = (
    "Later studies coded with the same vocabulary bring fewer new concepts for that reason too: a low ratio says that "
    "the vocabulary covers what is coded, not that nothing is left to find."
)


def run(asked: Asked) -> Measured:
    """Return one step per study with a year, in order, with what it brought and how much is covered in all.

    What a study without any coded concept brings is unknown, so None.
    """
    from demireg.services.comparing import saturating  # NumPy is read only when something is compared

    steps = saturating.steps(asked)
    left_out = asked.rows("saturation-left-out")
    body = {
        "role": asked.values["role"],
        "known": len(steps.rows) - len(steps.silent),
        "unknown": len(steps.silent) + sum(row["why"] == "no year" for row in left_out),
        "once": steps.once,
        "sightings": steps.sightings,
        "once_concepts": steps.once_concepts,
        "base": steps.base,
        "coverage": 1 - steps.once / steps.sightings if steps.sightings else None,
        "steps": steps.rows,
        "without_concepts": steps.silent,
        "left_out": left_out,
    }
    rows = Later(len(steps.rows), lambda: [(*_figures(step), " ".join(step["new_concepts"])) for step in steps.rows])
    return Measured(_COLUMNS, rows, body, tuple(_notes(body)))


def _notes(body: dict[str, Any]) -> list[str]:
    notes = [_CAUTION]
    if body["coverage"] is not None:
        notes.append(
            f"Coverage is {body['coverage']:.3f}: of {body['sightings']} pairs of unit and concept, {body['once']} are "
            "of a concept that no other unit has."
        )
    if body["unknown"]:
        notes.append(
            f"What {body['unknown']} studies bring is unknown: nothing of this role is coded, or no year is given."
        )
    reviews = sum(row["why"] == "synthesis" for row in body["left_out"])
    if reviews:
        notes.append(f"{reviews} syntheses are left out, because studies that they draw on are here themselves.")
    return notes


MEASURE: Final = Measure(
    name="saturation",
    title="Do further studies still bring new concepts?",
    summary=(
        "One step per study in the order of years: how many of its concepts no earlier one had, and that by all "
        "concepts of the first two studies (ratio). Coverage is 1 minus the concepts that one programme alone has by "
        "all pairs of programme and concept. What a study without coded concepts brings is unknown."
    ),
    run=run,
    params=(Param("role", "choice", "any", "which concepts", ("any", "context", "mechanism", "outcome")),),
    empty="No chosen study has a year.",
)
