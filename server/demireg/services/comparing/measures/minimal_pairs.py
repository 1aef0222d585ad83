"""Minimal pairs: configurations of different units, alike but for one condition, with opposed outcomes.

The method of difference (Mill 1843) on coded configurations. Conditions are the coded contexts and mechanisms, each
there or stated to be absent, working or unfired, and interventions where asked. A pair is strict where one condition
is replaced by its opposite or its stated absence; it is loose where a condition is coded in one and not mentioned in
the other, or where a part without a concept may differ: then the difference is unknown, not found. At least one
condition is common. Outcomes are opposed where one side's opposes the other's, or was not achieved there.
Configurations of the same conditions and outcomes are compared as one type, so that the work grows with types.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.queries import Param

#: So many groups of pairs are listed; all are counted.
LISTED: Final = 200
_COLUMNS: Final = (
    "kind",
    "role",
    "condition",
    "against",
    "outcome",
    "opposed_outcome",
    "shared",
    "pairs",
    "units",
    "other_units",
    "configurations",
    "other_configurations",
)
_CAUTION: Final = (
    "A minimal pair shows where to ask why: what differs beside the coded conditions is not seen here, and what is not "
    "mentioned is unknown, not absent."
)


def run(asked: Asked) -> Measured:
    """Return groups of pairs that differ in the same way, strict ones first, with exact counts of pairs."""
    interventions = asked.values["interventions"] == "yes"
    found = [row | {"pairs": pairs(row["units"], row["other_units"])} for row in _rows(asked, interventions)]
    found = [row for row in found if row["pairs"]]
    found.sort(key=lambda row: (kind(row) != "strict", -row["pairs"], row["sample"], row["other_sample"]))
    listed = found[:LISTED]
    groups = _groups(asked, listed, interventions)
    counts = {name: sum(row["pairs"] for row in found if kind(row) == name) for name in ("strict", "loose")}
    body = {
        "known": counts["strict"],
        "unknown": counts["loose"],
        "strict": counts["strict"],
        "loose": counts["loose"],
        "groups_in_all": len(found),
        "groups": groups,
    }
    notes = [_CAUTION]
    if len(found) > len(listed):
        notes.append(f"{len(listed)} of {len(found)} groups are listed; the counts are of all.")
    if counts["loose"]:
        notes.append(f"{counts['loose']} pairs are loose: whether they differ in what one does not mention is unknown.")
    return Measured(_COLUMNS, tuple(map(_row, groups)), body, tuple(notes))


def _rows(asked: Asked, interventions: bool) -> list[Row]:
    wanted = asked.values["kind"]
    rows = asked.rows("minimal-pairs", interventions=interventions)
    return [row for row in rows if wanted in {"both", kind(row)}]


def kind(row: Row) -> str:
    """Return ``strict`` or ``loose``."""
    return "loose" if row["against"] is None or row["vague"] else "strict"


def pairs(units: Sequence[int], others: Sequence[int]) -> int:
    """Return how many pairs of one configuration of each side are of different units, given the unit of each."""
    there = Counter(others)
    return len(units) * len(others) - sum(n * there[unit] for unit, n in Counter(units).items())


def _groups(asked: Asked, rows: Sequence[Row], interventions: bool) -> list[dict[str, Any]]:
    """Return the rows with names in the place of numbers."""
    if not rows:
        return []
    numbers = sorted({n for row in rows for n in (*row["numbers"], *row["other_numbers"])})
    names = {row["number"]: row for row in asked.rows("minimal-pairs-names", numbers=numbers)}
    samples = sorted({row[side] for row in rows for side in ("sample", "other_sample")})
    conditions: dict[int, set[str]] = {}
    for row in asked.rows("minimal-pairs-conditions", numbers=samples, interventions=interventions):
        conditions.setdefault(row["number"], set()).add(_written(row["concept"], row["fired"]))
    concepts = {row["id"]: row["concept"] for row in asked.rows("concepts")}
    return [_group(row, names, conditions, concepts) for row in rows]


def _written(concept: str, fired: bool) -> str:
    """Return a condition as it is written: ``~Trust`` where it is stated to be absent or unfired."""
    return concept if fired else f"~{concept}"


def _group(
    row: Row, names: Mapping[int, Row], conditions: Mapping[int, set[str]], concepts: Mapping[int, str]
) -> dict[str, Any]:
    against = None if row["against"] is None else _written(concepts[row["against"]], row["against_fired"])
    outcomes = sorted((concepts[one], concepts[other]) for one, other in row["outcomes"])
    sides = [[names[number] for number in row[side]] for side in ("numbers", "other_numbers")]
    one, other = ([each["configuration"] for each in side] for side in sides)
    return {
        "kind": kind(row),
        "role": row["role"],
        "condition": _written(concepts[row["concept"]], row["fired"]),
        "against": against,
        "uncoded": row["vague"],
        "outcomes": [{"outcome": mine, "opposed": theirs} for mine, theirs in outcomes],
        "shared": sorted(conditions[row["sample"]] & conditions[row["other_sample"]]),
        "pairs": row["pairs"],
        "configurations": sorted(one),
        "units": sorted({each["unit_name"] for each in sides[0]}),
        "other_configurations": sorted(other),
        "other_units": sorted({each["unit_name"] for each in sides[1]}),
    }


def _row(group: Mapping[str, Any]) -> tuple[Value, ...]:
    first = group["outcomes"][0]
    lists = (" ".join(group[name]) for name in ("units", "other_units", "configurations", "other_configurations"))
    return (
        group["kind"],
        group["role"],
        group["condition"],
        group["against"],
        first["outcome"],
        first["opposed"],
        " ".join(group["shared"]),
        group["pairs"],
        *lists,
    )


MEASURE: Final = Measure(
    name="minimal-pairs",
    title="Which configurations are alike but for one condition and end in opposed outcomes?",
    summary=(
        "Pairs of configurations of different programmes that share all coded contexts and mechanisms but one. Strict: "
        "that one is replaced by its opposite or its stated absence. Loose: it is coded in one and not mentioned in "
        "the other, so that the difference is unknown. Pairs that differ in the same way stand as one group: each "
        "configuration of the one side is paired with each of the other, unless both are of one programme."
    ),
    run=run,
    params=(
        Param("kind", "choice", "both", "which pairs", ("both", "strict", "loose")),
        Param("interventions", "choice", "no", "whether interventions must be alike too", ("yes", "no")),
    ),
    source="method 8.5 and 8.7; Mill's method of difference",
    empty="No two configurations are so alike. contrast compares groups of them; contradictions asks for less.",
)
