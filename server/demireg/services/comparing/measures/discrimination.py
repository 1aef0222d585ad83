"""Discrimination: which evidence tells two theories apart, and which fits both (measure 8.9 of the method).

A configuration that fits (instantiates) one theory only discriminates; one that fits both tells nothing between them.
What fits neither counts as unknown: its coding does not show a match, which is no judgement against either.
"""

from typing import Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.queries import Param

COLUMNS: Final = ("fits", "discriminates", "unit", "study", "configuration", "first", "second", "opposed")
FITS: Final = ("first only", "second only", "both")


def run(asked: Asked) -> Measured:
    """Return every configuration that fits a theory, by what it fits; units may stand in several groups."""
    one, other = different(asked)
    rows = asked.rows("discrimination")
    [every] = asked.rows("configurations-chosen")
    body = {
        "theory": one,
        "other": other,
        "known": len(rows),
        "unknown": every["configurations"] - len(rows),
        "fits": {fits: _group([row for row in rows if row["fits"] == fits]) for fits in FITS},
        "configurations": rows,
    }
    return Measured(COLUMNS, tuple(map(_row, rows)), body)


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
    source="method 8.9",
    empty="No configuration fits either theory. Ask rivals, which shows what they meet in part.",
    example={"theory": "salutogenesis", "other": "self-determination"},
)
