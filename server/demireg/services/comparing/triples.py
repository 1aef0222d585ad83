"""Count units by context, mechanism and outcome: what the pattern explorer shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked

if TYPE_CHECKING:
    from demireg.services.comparing.numbered import Numbers

_UNITS = 1 << 30


@dataclass(frozen=True, slots=True)
class Triple:
    """A context, mechanism and outcome, by name and label, with the units and configurations that have all three."""

    context: tuple[str, str]
    mechanism: tuple[str, str]
    outcome: tuple[str, str]
    units: tuple[str, ...]
    configurations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The triples of most units; there: how many there are in all; known: units that have any; units: all chosen."""

    triples: tuple[Triple, ...]
    there: int
    known: int
    units: int


def counted(asked: Asked, top: int) -> Counted:
    """Return so many triples, those of most units first, then by their names."""
    rows = asked.arrays("patterns")
    unit, configuration = numbered.plain(rows["unit"]), numbered.plain(rows["configuration"])
    roles = [numbered.plain(rows[name]) for name in ("context", "mechanism", "outcome")]
    labels = numbered.concepts(asked)
    ranks = _ranks([name for _, (name, _) in sorted(labels.items())], sorted(labels))
    places = [_dense(ranks[role]) for role in roles]
    (_, first), (kinds, second), (others, third) = places
    triple = (first * max(len(kinds), 1) + second) * max(len(others), 1) + third
    by_unit = numbered.distinct(triple * _UNITS + unit) // _UNITS
    found, sizes = np.unique(by_unit, return_counts=True)
    best = found[np.lexsort((found, -sizes))][:top]
    shown = np.flatnonzero(np.isin(triple, best))
    shown = shown[np.argsort(triple[shown], kind="stable")]
    ordered = triple[shown]
    units = numbered.units(asked)
    names = numbered.configurations(asked)
    triples = []
    for each in best.tolist():
        part = shown[np.searchsorted(ordered, each, "left") : np.searchsorted(ordered, each, "right")]
        one = [labels[int(role[part[0]])] for role in roles]
        triples.append(
            Triple(
                one[0],
                one[1],
                one[2],
                units(numbered.distinct(unit[part])),
                names(numbered.distinct(configuration[part])),
            )
        )
    [[units_there]] = [list(row.values()) for row in asked.rows("count-of-units")]
    return Counted(tuple(triples), len(found), len(numbered.distinct(unit)), int(units_there))


def _ranks(names: list[str], numbers: list[int]) -> "Numbers":
    """Return the place of each concept's name among all names, by the concept's number."""
    places = np.zeros(max(numbers, default=0) + 1, dtype=np.int64)
    places[numbers] = np.argsort(np.argsort(np.array(names, dtype=object)))
    return places


def _dense(column: "Numbers") -> "tuple[Numbers, Numbers]":
    """Return the distinct values in order, and for each place which of them it has."""
    there = np.zeros(int(column.max(initial=0)) + 1, dtype=np.int64)
    there[column] = 1
    return np.flatnonzero(there), (np.cumsum(there) - 1)[column]
