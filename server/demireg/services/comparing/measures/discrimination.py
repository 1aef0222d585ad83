"""Discrimination: which evidence tells two theories apart, and which fits both (measure 8.9 of the method).

A configuration that fits (instantiates) one theory only discriminates; one that fits both tells nothing between them.
What fits neither counts as unknown: its coding does not show a match, which is no judgement against either.
"""

from typing import Any, Final

import numpy as np

from demireg.domain.errors import BadParameter
from demireg.services.comparing import against_theory, numbered
from demireg.services.comparing.against_theory import Once
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.queries import Param

COLUMNS: Final = ("fits", "discriminates", "unit", "study", "configuration", "first", "second", "opposed")
FITS: Final = ("first only", "second only", "both")
#: The same, as the list stands in order.
_BY_NAME: Final = tuple(sorted(FITS))


def run(asked: Asked) -> Measured:
    """Return every configuration that fits a theory, by what it fits; units may stand in several groups."""
    one, other = different(asked)
    once = against_theory.once(asked)
    rows = _rows(asked, once, one, other)
    body = {
        "theory": one,
        "other": other,
        "known": len(rows),
        "unknown": len(once.numbers) - len(rows),
        "fits": {fits: _group([row for row in rows if row["fits"] == fits]) for fits in FITS},
        "configurations": rows,
    }
    return Measured(COLUMNS, tuple(map(_row, rows)), body)


def _rows(asked: Asked, once: Once, one: str, other: str) -> list[Row]:
    """Return the configurations that fit, by what they fit, then by the names of study and configuration."""
    sides = [against_theory.matches(asked, theory) for theory in (one, other)]
    counted = [once.among(side.configuration)[1] for side in sides]
    first, second = (side.words(side.in_full & there) for side, there in zip(sides, counted, strict=True))
    opposed = [side.words(side.counter & there) for side, there in zip(sides, counted, strict=True)]
    numbers = np.array(sorted({*first, *second}), dtype=np.int64)
    if not len(numbers):
        return []
    units, studies = numbered.units(asked), against_theory.studies(asked)
    named, of_study = numbered.configurations(asked).places(numbers), studies.places(numbers >> against_theory.PLACES)
    fits = np.array([2 if each not in first else 0 if each in second else 1 for each in numbers.tolist()])
    order = np.lexsort((named, of_study, fits))
    columns = (
        numbers[order].tolist(),
        fits[order].tolist(),
        units.at(units.places(once.units[once.among(numbers)[0]])[order]),
        studies.at(of_study[order]),
        numbered.configurations(asked).at(named[order]),
    )
    return [
        {
            "fits": _BY_NAME[fit],
            "unit": unit,
            "study": study,
            "configuration": configuration,
            "first": first.get(number, []),
            "second": second.get(number, []),
            "opposed": sorted(name for side in opposed for name in side.get(number, ())),
        }
        for number, fit, unit, study, configuration in zip(*columns, strict=True)
    ]


def different(asked: Asked) -> tuple[str, str]:
    """Return the two theories that are asked for. Raises BadParameter when they are the same one."""
    one, other = asked.values["theory"], asked.values["other"]
    if one == other:
        raise BadParameter(f"'theory' and 'other' are both {one}: nothing tells a theory from itself. Name two.")
    return one, other


def _group(rows: list[Row]) -> dict[str, Any]:
    """Return a group of configurations: how many, in which units, and which."""
    return {
        "configurations": len(rows),
        "units": sorted({row["unit"] for row in rows}),
        "ids": [row["configuration"] for row in rows],
    }


def _row(row: Row) -> tuple[Value, ...]:
    own = (row["fits"], row["fits"] != "both", row["unit"], row["study"], row["configuration"])
    return (*own, " ".join(row["first"]), " ".join(row["second"]), " ".join(row["opposed"]))


MEASURE: Final = Measure(
    name="discrimination",
    title="Which evidence tells two theories apart, and which fits both?",
    summary=(
        "Each configuration that fits the first theory only, the second only, or both, with the propositions that it "
        "fits; what fits both tells nothing between them. A proposition that it meets with an opposed outcome stands "
        "under opposed. What fits neither is not judged."
    ),
    run=run,
    params=(
        Param("theory", "theory", "salutogenesis", "the first theory"),
        Param("other", "theory", "self-determination", "the second theory"),
    ),
    empty="No configuration fits either theory. Ask rivals, which shows what they meet in part.",
    example={"theory": "salutogenesis", "other": "self-determination"},
)
