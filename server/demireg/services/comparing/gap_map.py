"""The arithmetic of the gap map: how many units report each context with each mechanism, and apart from it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import codings, numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.codings import CONCEPTS, CONTEXT, MECHANISM, Codings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers


@dataclass(frozen=True, slots=True)
class Axis:
    """The concepts at one edge by number, those that enough units report; n: how many do; units: the first of them."""

    concepts: "Numbers"
    n: "Numbers"
    units: dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class GapMap:
    """Counts of units, contexts down and mechanisms across.

    together: with both in one configuration, the mechanism working or not; unfired: of them those in which it works in
    none; within: those that report both anywhere; units: the first of those with both, by place among the cells.
    """

    contexts: Axis
    mechanisms: Axis
    together: "Numbers"
    unfired: "Numbers"
    within: "Numbers"
    units: dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sought:
    """Pairs whose context is stated to be absent beside the mechanism, with the names behind, by pair of numbers."""

    units: dict[int, list[str]]
    configurations: dict[int, list[str]]


def gap_map(asked: Asked, only: tuple[int, int], reported: float, shown: int) -> GapMap:
    """Return the map of concepts that ``reported`` units have at least, of one context or mechanism where not 0.

    At most ``shown`` units are named for one count, those with the lowest numbers.
    """
    coded = _coded(asked)
    parts = []
    for role in (CONTEXT, MECHANISM):
        said = codings.of_role(asked, role)
        parts.append(said.only(np.flatnonzero(coded[role][said.concept] & (said.fired | (role != CONTEXT)))))
    everyone = _distinct(np.concatenate([part.unit for part in parts]))
    held = [_held(part, everyone) for part in parts]
    axes, sides = [], []
    for side, one in zip(held, only, strict=True):
        counts = side.sum(axis=0, dtype=np.int64)
        concepts = np.flatnonzero(counts >= max(reported, 1))
        concepts = concepts[(concepts == one) | (one == 0)]
        sides.append(side[:, concepts])
        axes.append(Axis(concepts, counts[concepts], _first(asked, sides[-1].T, everyone, shown)))
    within = sides[0].T.astype(np.float32) @ sides[1].astype(np.float32)
    pair, unit, fired = _pairs(parts, [axis.concepts for axis in axes], everyone)
    size = len(axes[0].concepts) * len(axes[1].concepts)
    together = np.bincount(pair, minlength=size)
    unfired = np.bincount(pair[~fired], minlength=size)
    rank = np.arange(len(pair)) - (np.cumsum(together) - together)[pair]
    named = rank < shown
    units = numbered.units(asked).by(pair[named], everyone[unit[named]])
    return GapMap(axes[0], axes[1], together, unfired, within.astype(np.int64).ravel(), units)


def _coded(asked: Asked) -> "dict[int, NDArray[np.bool_]]":
    """Return for each role which numbers are of concepts that are coded so themselves."""
    found = asked.arrays("gaps-coded")
    roles, concepts = found["role"].astype(object), numbered.plain(found["concept"])
    coded = {role: np.zeros(CONCEPTS, dtype=bool) for role in (CONTEXT, MECHANISM)}
    for role, flags in coded.items():
        flags[concepts[roles == codings.ROLES[role]]] = True
    return coded


def _held(part: Codings, everyone: "Numbers") -> "NDArray[np.bool_]":
    """Return which unit, down, reports which concept, across."""
    held = np.zeros((len(everyone), int(part.concept.max(initial=0)) + 1), dtype=bool)
    held[_places(everyone, part.unit), part.concept] = True
    return held


def _distinct(numbers: "Numbers") -> "Numbers":
    """Return the distinct numbers in order, of few more than there are."""
    there = np.zeros(int(numbers.max(initial=0)) + 1, dtype=bool)
    there[numbers] = True
    return np.flatnonzero(there)


def _places(everyone: "Numbers", units: "Numbers") -> "Numbers":
    places = np.zeros(int(everyone.max(initial=0)) + 1, dtype=np.int64)
    places[everyone] = np.arange(len(everyone))
    found: Numbers = places[units]
    return found


def _first(asked: Asked, held: "NDArray[np.bool_]", everyone: "Numbers", shown: int) -> dict[int, list[str]]:
    """Return the names of the first units of each row."""
    row, unit = np.nonzero(held)
    counts = np.bincount(row, minlength=len(held))
    named = np.arange(len(row)) - (np.cumsum(counts) - counts)[row] < shown
    return numbered.units(asked).by(row[named], everyone[unit[named]])


def _pairs(
    parts: list[Codings], axes: "list[Numbers]", everyone: "Numbers"
) -> "tuple[Numbers, Numbers, NDArray[np.bool_]]":
    """Return each cell with each unit that has both in one configuration, and whether the mechanism works in any."""
    places = []
    for part, concepts in zip(parts, axes, strict=True):
        place = np.full(CONCEPTS, -1, dtype=np.int64)
        place[concepts] = np.arange(len(concepts))
        places.append(place[part.concept])
    kept = [np.flatnonzero(place >= 0) for place in places]
    one, other = parts[0].only(kept[0]), parts[1].only(kept[1])
    mine, theirs = one.beside(other)
    cell = places[0][kept[0]][mine] * len(axes[1]) + places[1][kept[1]][theirs]
    key = (cell * len(everyone) + _places(everyone, one.unit)[mine]) * 2 + other.fired[theirs]
    key.sort()
    last = key[np.append(key[1:] >> 1 != key[:-1] >> 1, [True])[: len(key)]]  # where it works in any stands last
    both = last >> 1
    return both // max(len(everyone), 1), both % max(len(everyone), 1), (last & 1).astype(bool)


def sought(asked: Asked) -> Sought:
    """Return pairs of which somebody says that the context was absent; what is absent denies its kinds too."""
    contexts, mechanisms = (codings.of_role(asked, role) for role in (CONTEXT, MECHANISM))
    absent = contexts.only(np.flatnonzero(~contexts.fired & ~contexts.ancestor))
    mine, theirs = absent.beside(mechanisms)
    places, kinds = numbered.narrower(asked).follow(absent.concept[mine])
    pair = kinds * CONCEPTS + mechanisms.concept[theirs][places]
    row = mine[places]
    return Sought(
        numbered.units(asked).by(pair, absent.unit[row]),
        numbered.configurations(asked).by(pair, absent.configuration[row]),
    )
