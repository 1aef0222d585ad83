"""Rival adjudication: the same configurations under two theories, and the stances of the studies beside that.

A theory explains a configuration that instantiates one of its propositions; it is contradicted by one that meets a
proposition's conditions with an opposed outcome (counter-instantiates); a partial match is kept apart and counts as
neither. Matches are inferred from the coding; stances are judgements of people, and neither is made from the other.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.comparing.measures.discrimination import different
from demireg.services.queries import Param

COLUMNS: Final = (
    *("explained_by", "unit", "study", "configuration", "first", "second", "contradicts_first", "contradicts_second"),
    *("partly_first", "partly_second", "stances_first", "stances_second"),
)
SIDES: Final = ("first", "second")
EXPLAINED: Final = ("first", "second", "both", "neither")
#: So many configurations are listed of each group of which the theories make the same; all are counted.
LISTED: Final = 250
_MORE: Final = "{} configurations are counted and {} of them listed. Filter by study to see the others."
_SILENT: Final = (
    "That a configuration matches neither theory says that its coding does not show a match; it speaks against neither."
)


def run(asked: Asked) -> Measured:
    """Return every configuration with what each theory makes of it; those that neither explains stand last."""
    one, other = different(asked)
    groups, stances = asked.rows("rivals", listed=LISTED), asked.rows("rivals-stances")
    every = [_standing(each, group) for group in groups for each in group["listed"]]
    every.sort(key=lambda each: (EXPLAINED.index(each["explained_by"]), each["study"], each["configuration"]))
    _put_stances(every, stances)
    judged = [group for group in groups if any(group[name] for name in _JUDGED)]
    total, known = (sum(group["configurations"] for group in some) for some in (groups, judged))
    body = {
        "theory": one,
        "other": other,
        "known": known,
        "unknown": total - known,
        "explained": {by: _together([each for each in groups if _by(each) == by]) for by in EXPLAINED},
        "contradicted": {side: _together([each for each in groups if each[f"contradicts_{side}"]]) for side in SIDES},
        "partly": {side: _together([each for each in groups if each[f"partly_{side}"]]) for side in SIDES},
        "configurations": every,
        "stances": [_stance(row, asked) for row in stances],
    }
    more = (_MORE.format(total, len(every)),) if total > len(every) else ()
    return Measured(COLUMNS, tuple(map(_row, every)), body, (_SILENT, *more))


_JUDGED: Final = ("by_first", "by_second", "contradicts_first", "contradicts_second")


def _by(group: Mapping[str, Any]) -> str:
    """Return which theory explains the configurations of a group."""
    if group["by_first"] and group["by_second"]:
        return "both"
    return "first" if group["by_first"] else "second" if group["by_second"] else "neither"


def _together(groups: Sequence[Row]) -> dict[str, Any]:
    """Return several groups as one: how many configurations, in which units, and which of them."""
    return {
        "configurations": sum(group["configurations"] for group in groups),
        "units": sorted({unit for group in groups for unit in group["units"].split()}),
        "ids": sorted(name for group in groups for name in _ids(group)),
    }


def _ids(group: Row) -> list[str]:
    """Return the configurations of a group: all where any theory matches them, else those that are listed."""
    return str(group["ids"]).split() if group["ids"] else [each[0][0] for each in group["listed"]]


def _standing(listed: Sequence[Sequence[str] | None], group: Row) -> dict[str, Any]:
    """Return what both theories make of a configuration."""
    [name], [unit], [study], *propositions = (sorted(each) if each else [] for each in listed)
    sided = [dict(zip(SIDES, two, strict=True)) for two in zip(propositions[::2], propositions[1::2], strict=True)]
    own = {"explained_by": _by(group), "unit": unit, "study": study, "configuration": name}
    return own | dict(zip(("explains", "contradicts", "partly"), sided, strict=True))


def _put_stances(every: Sequence[dict[str, Any]], stances: Sequence[Row]) -> None:
    """Put beside each configuration the stances on either theory that rest on it."""
    resting: dict[str, dict[str, list[str]]] = {each["configuration"]: {side: [] for side in SIDES} for each in every}
    for row in stances:
        side, said = SIDES[0 if row["of_first"] else 1], f"{row['proposition']} {row['stance']}"
        for name in resting.keys() & set(row["configurations"].split()):
            resting[name][side].append(said)
    for each in every:
        each["stances"] = resting[each["configuration"]]


def _stance(row: Row, asked: Asked) -> dict[str, Any]:
    theory = asked.values["theory" if row["of_first"] else "other"]
    own = {"theory": theory, "proposition": row["proposition"], "stance": row["stance"]}
    return own | {name: sorted(set(row[name].split())) for name in ("units", "configurations")}


def _row(each: Mapping[str, Any]) -> tuple[Value, ...]:
    said = [" ".join(each[name][side]) for name in ("explains", "contradicts", "partly") for side in SIDES]
    head = (each["explained_by"], each["unit"], each["study"], each["configuration"])
    return (*head, *said, *("; ".join(each["stances"][side]) for side in SIDES))


MEASURE: Final = Measure(
    name="rivals",
    title="What do two rival theories make of the same configurations?",
    summary=(
        "Each configuration is explained by the first theory, the second, both or neither; it may contradict either by "
        "meeting a proposition with an opposed outcome. Partial matches stand apart and count as neither. Beside it "
        "stand the stances of the study that rest on it: people's judgements, never mixed with the matches."
    ),
    run=run,
    params=(
        Param("theory", "theory", "salutogenesis", "the first theory"),
        Param("other", "theory", "collaborative-care", "the second theory"),
    ),
    source="method 8.9",
    empty="No configuration is chosen.",
    example={"theory": "collaborative-care", "other": "salutogenesis", "study": "wood-2021"},
)
