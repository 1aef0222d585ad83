"""What leaving one unit out makes of a count: all units that count alike change a figure alike.

A share of yes among known, and a share of supporting among those who take a side, depend on how many there are of each
kind only; so one unit of each kind stands for all of its kind, however many there are.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.comparing.contrasting import ENOUGH
from demireg.services.comparing.stances import ADDRESSING
from demireg.services.comparing.support import figures

Plain = str | int | float | bool | None
_SIDES: Final = ("reached", "opposed")
_SHARES: Final = ("label", "support", "strict", "contest")


@dataclass(frozen=True, slots=True)
class Figure:
    """What becomes of the figures of one row without one of these units. of: the row; before, after: by name."""

    of: str
    units: tuple[str, ...]
    before: Mapping[str, Plain]
    after: Mapping[str, Plain]


def of_support(body: Mapping[str, Any]) -> Iterator[Figure]:
    """Yield, for each proposition and stance, its figures without one unit of that stance (method 8.2)."""
    for each in body["support"]:
        units = {stance: list(names) for stance, names in each["programmes"].items()}
        before = {name: each[name] for name in _SHARES}
        for stance in sorted(ADDRESSING & units.keys()):
            rest = {key: names[1:] if key == stance else names for key, names in units.items()}
            left = figures(each["proposition"], rest, each["unknown"], (), ())
            after = {name: getattr(left, name) for name in _SHARES}
            yield Figure(str(each["proposition"]), tuple(units[stance]), before, after)


def of_contrast(body: Mapping[str, Any]) -> Iterator[Figure]:
    """Yield, for each context and all units that say the same of it, its delta without one of them (method 8.5)."""
    for each in body["contexts"]:
        parts = {(side, said): frozenset(each[side][said]) for side in _SIDES for said in ("yes", "no")}
        counts = {kind: len(units) for kind, units in parts.items()}
        alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for unit in sorted(frozenset().union(*parts.values())):
            alike.setdefault(tuple(kind for kind in parts if unit in parts[kind]), []).append(unit)
        before = _contrast(counts)
        for kinds, units in alike.items():
            after = _contrast({kind: count - (kind in kinds) for kind, count in counts.items()})
            yield Figure(str(each["context"]), tuple(units), before, after)


def _contrast(counts: Mapping[tuple[str, str], int]) -> dict[str, Plain]:
    known = {side: counts[side, "yes"] + counts[side, "no"] for side in _SIDES}
    if not all(known.values()):
        return {"delta": None, "discriminates": False}
    shares = [counts[side, "yes"] / known[side] for side in _SIDES]
    delta = shares[0] - shares[1]
    return {"delta": delta, "discriminates": abs(delta) == 1 and min(known.values()) >= ENOUGH}


#: Measures whose figures follow from counts: name → what one unit less makes of each.
COUNTED: Final[Mapping[str, Callable[[Mapping[str, Any]], Iterator[Figure]]]] = {
    "support": of_support,
    "contrast": of_contrast,
}


def rows_alike(body: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the units of each row of a truth table with the outcome, and those without: each counts like its fellows.

    Units that are not in the table change nothing in it.
    """
    for row in body["rows"]:
        yield from (tuple(row[side]) for side in ("reached_by", "missed_by") if row[side])


def solution(body: Mapping[str, Any]) -> dict[tuple[str, str], Plain]:
    """Return the solutions of a truth table, as one figure."""
    found = sorted(str(each["expression"]) for each in body["solutions"])
    return {("", "solution"): " or ".join(found) or "none"}


#: Measures in which units count like others, so that one of each group is left out for all: name → the groups.
ALIKE: Final[Mapping[str, Callable[[Mapping[str, Any]], Iterator[tuple[str, ...]]]]] = {"truth-table": rows_alike}


def paths(body: Mapping[str, Any]) -> dict[tuple[str, str], Plain]:
    """Return how many of the paths that are listed go by the same links, are whole, and are loops, by those links."""
    found: dict[tuple[str, str], int] = {}
    for each in body["listed"]:
        of = " → ".join(str(link.get("concept", f"stated ({link['as']})")) for link in each["links"])
        said = {"paths": True, "whole paths": not each["splice"], "loops": each["loop"]}
        for name in (name for name, true in said.items() if true):
            found[of, name] = found.get((of, name), 0) + 1
    return dict(found)


def is_cut(body: Mapping[str, Any]) -> bool:
    """Tell whether an answer on ripples names the first only of its paths or of the configurations in one."""
    ends = [link[end] for link in body["links"]["by_concept"] for end in ("outcome_in", "context_in")]
    steps = [step for each in body["listed"] for step in each["steps"]]
    short = any(len(each["behind"]) < each["configurations"] for each in [*ends, *steps])
    return short or not body["complete"] or len(body["listed"]) < body["paths"]


#: Measures whose rows are other ones with other configurations, so that only what stands beside them is held apart.
ROWLESS: Final = frozenset(("ripples",))
#: Measures with a figure that stands in no column: name → it, by its row (none) and name.
BESIDE: Final[Mapping[str, Callable[[Mapping[str, Any]], dict[tuple[str, str], Plain]]]] = {
    "truth-table": solution,
    "ripples": paths,
}


def of_many(body: Mapping[str, Any]) -> Iterator[Figure]:
    """Yield, for each demi-regularity of very many units, its share without one of them, and whether it still holds.

    Diversity is a mean over all pairs, so that one of many units moves it by little: it is held to lie as low as it
    can. Where that leaves open whether the whole holds, ``holds`` counts as lost, and asking less widely tells.
    """
    at = body["thresholds"]
    for each in body["regularities"]:
        yes, known = len(each["yes"]), int(each["known"])
        of = f"{each['mechanism']} · {each['outcome']}"
        before = {"share": each["share"], "holds": each["holds"]}
        low = lowest(each["diversity"], yes - len(each["contexts_unknown"]))
        for units, left, diversity in ((each["yes"], yes - 1, low), (each["no"], yes, each["diversity"])):
            share = left / (known - 1) if known > 1 else None
            enough = share is not None and known - 1 >= at["least"] and share >= at["share"]
            holds = enough and diversity is not None and diversity >= at["diversity"]
            if units:
                yield Figure(of, tuple(units), before, {"share": share, "holds": holds})


def lowest(mean: float | None, units: int) -> float | None:
    """Return the least that a mean over pairs of so many units, each from 0 to 1, can be without one of them."""
    if mean is None or units < 3:  # noqa: PLR2004 (two are a pair, and one of three must leave one)
        return None
    pairs = units * (units - 1) / 2
    return max(0.0, (mean * pairs - (units - 1)) / (pairs - (units - 1)))


#: Measures that are counted only where too many units stand behind them to be left out one by one.
MANY: Final[Mapping[str, Callable[[Mapping[str, Any]], Iterator[Figure]]]] = {"demi-regularities": of_many}
