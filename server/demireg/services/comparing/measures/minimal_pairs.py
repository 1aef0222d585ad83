"""Minimal pairs: configurations of different units, alike but for one condition, with opposed outcomes.

The method of difference (Mill 1843) on coded configurations. Conditions are the coded contexts and mechanisms, each
there or stated to be absent, working or unfired, and interventions where asked. A pair is strict where one condition
is replaced by its opposite or its stated absence; it is loose where a condition is coded in one and not mentioned in
the other, or where a part without a concept may differ: then the difference is unknown, not found. At least one
condition is common. Outcomes are opposed where one side's opposes the other's, or was not achieved there.
Configurations of the same conditions and outcomes are compared as one type, so that the work grows with types.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from demireg.services.comparing.asking import Asked, Measure, Measured, Value
from demireg.services.comparing.later import Later
from demireg.services.queries import Param

if TYPE_CHECKING:
    from demireg.services.comparing.alike import Alike, Condition, Found

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
    from demireg.services.comparing.alike import found  # NumPy is read only when something is compared

    wanted = asked.values["kind"]
    every = [each for each in found(asked, _interventions(asked)) if wanted in {"both", kind(each.alike)}]
    groups = _groups(asked, every[:LISTED])
    counts = {name: sum(each.pairs for each in every if kind(each.alike) == name) for name in ("strict", "loose")}
    body = {
        "known": counts["strict"],
        "unknown": counts["loose"],
        "strict": counts["strict"],
        "loose": counts["loose"],
        "groups_in_all": len(every),
        "groups": groups,
    }
    notes = [_CAUTION]
    if len(every) > len(groups):
        notes.append(f"{len(groups)} of {len(every)} groups are listed; the counts are of all.")
    if counts["loose"]:
        notes.append(f"{counts['loose']} pairs are loose: whether they differ in what one does not mention is unknown.")
    return Measured(_COLUMNS, Later(len(groups), lambda: tuple(map(_row, groups))), body, tuple(notes))


def _interventions(asked: Asked) -> bool:
    return asked.values["interventions"] == "yes"


def kind(each: "Alike") -> str:
    """Return ``strict`` or ``loose``."""
    return "strict" if each.strict else "loose"


def _groups(asked: Asked, found: Sequence["Found"]) -> Later[dict[str, Any]]:
    """Return pairs of types with names for numbers."""
    from demireg.services.comparing import numbered

    concepts = {number: name for number, (name, _) in numbered.concepts(asked).items()}
    units, configurations = numbered.units(asked), numbered.configurations(asked)

    def group(each: "Found") -> dict[str, Any]:
        one, two = each.alike.one, each.alike.two
        return _said(each.alike, concepts) | {
            "pairs": each.pairs,
            "configurations": list(configurations(one.numbers)),
            "units": list(units(numbered.distinct(one.units))),
            "other_configurations": list(configurations(two.numbers)),
            "other_units": list(units(numbered.distinct(two.units))),
        }

    return Later(len(found), lambda: list(map(group, found)))


def _said(each: "Alike", concepts: Mapping[int, str]) -> dict[str, Any]:
    """Return in what two types differ, and what they share."""
    from demireg.services.comparing.codings import ROLES

    def written(condition: "Condition") -> str:
        """Return a condition as it is written: ``~Trust`` where it is stated to be absent or unfired."""
        return concepts[condition[1]] if condition[2] else f"~{concepts[condition[1]]}"

    outcomes = sorted((concepts[one], concepts[other]) for one, other in each.outcomes)
    conditions = [{written(condition) for condition in side.conditions.values()} for side in (each.one, each.two)]
    return {
        "kind": kind(each),
        "role": ROLES[each.condition[0]],
        "condition": written(each.condition),
        "against": None if each.other is None else written(each.other),
        "uncoded": each.one.vague or each.two.vague,
        "outcomes": [{"outcome": mine, "opposed": theirs} for mine, theirs in outcomes],
        "shared": sorted(conditions[0] & conditions[1]),
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
    source="J. S. Mill, A System of Logic (1843), book 3, chapter 8: the method of difference",
    empty="No two configurations are so alike. contrast compares groups of them; contradictions asks for less.",
)
