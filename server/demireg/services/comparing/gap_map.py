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


@dataclass(frozen=True, slots=True)
class _Reported:
    """What units report. units: their numbers; held: which unit, down, reports which context, or mechanism, across.

    Each context with each mechanism of one configuration stands once for a unit, in order: the place of the unit among
    ``units``, and whether the mechanism works in any.
    """

    units: "Numbers"
    held: "tuple[NDArray[np.bool_], NDArray[np.bool_]]"
    context: "Numbers"
    mechanism: "Numbers"
    unit: "Numbers"
    fired: "NDArray[np.bool_]"


def gap_map(asked: Asked, only: tuple[int, int], reported: float, shown: int) -> GapMap:
    """Return the map of concepts that ``reported`` units have at least, of one context or mechanism where not 0.

    At most ``shown`` units are named for one count, those with the lowest numbers.
    """
    there = _reported(asked)
    axes, sides = [], []
    for held, one in zip(there.held, only, strict=True):
        counts = held.sum(axis=0, dtype=np.int64)
        concepts = np.flatnonzero(counts >= max(reported, 1))
        concepts = concepts[(concepts == one) | (one == 0)]
        sides.append(held[:, concepts])
        axes.append(Axis(concepts, counts[concepts], _first(asked, sides[-1].T, there.units, shown)))
    within = sides[0].T.astype(np.float32) @ sides[1].astype(np.float32)
    down, across = _edge(axes[0])[there.context], _edge(axes[1])[there.mechanism]
    kept = np.flatnonzero((down >= 0) & (across >= 0))
    cell = down[kept] * len(axes[1].concepts) + across[kept]
    size = len(axes[0].concepts) * len(axes[1].concepts)
    together = np.bincount(cell, minlength=size)
    unfired = np.bincount(cell[~there.fired[kept]], minlength=size)
    named = np.arange(len(cell)) - (np.cumsum(together) - together)[cell] < shown
    units = numbered.units(asked).by(cell[named], there.units[there.unit[kept][named]])
    return GapMap(axes[0], axes[1], together, unfired, within.astype(np.int64).ravel(), units)


def _edge(axis: Axis) -> "Numbers":
    """Return the place of each concept on an axis, -1 for those that are not there."""
    places = np.full(CONCEPTS, -1, dtype=np.int64)
    places[axis.concepts] = np.arange(len(axis.concepts))
    return places


def _reported(asked: Asked) -> _Reported:
    """Return what units report under the filters, kept in memory."""
    return asked.repository.table.kept(("reported", asked.filters), lambda: _read(asked))


def _read(asked: Asked) -> _Reported:
    coded = _coded(asked)
    parts = []
    for role in (CONTEXT, MECHANISM):
        said = codings.of_role(asked, role)
        parts.append(said.only(np.flatnonzero(coded[role][said.concept] & (said.fired | (role != CONTEXT)))))
    contexts, mechanisms = parts
    everyone = _distinct(np.concatenate((contexts.unit, mechanisms.unit)))
    many = max(len(everyone), 1)
    mine, theirs = contexts.beside(mechanisms)
    pair = contexts.concept[mine] * CONCEPTS + mechanisms.concept[theirs]
    key = (pair * many + _places(everyone, contexts.unit)[mine]) * 2 + mechanisms.fired[theirs]
    key.sort()
    last = key[np.append(key[1:] >> 1 != key[:-1] >> 1, [True])[: len(key)]]  # where it works in any stands last
    pair = (last >> 1) // many
    held = _held(contexts, everyone), _held(mechanisms, everyone)
    return _Reported(everyone, held, pair // CONCEPTS, pair % CONCEPTS, (last >> 1) % many, (last & 1).astype(bool))


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
