"""Count units by context, mechanism and outcome: what the pattern explorer shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import codings, numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.codings import CONCEPTS, CONTEXT, MECHANISM, OUTCOME, Codings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers

_UNITS = 1 << 30
_ROLES = (CONTEXT, MECHANISM, OUTCOME)


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
    parts, rows = _together(asked)
    of = parts[CONTEXT]
    unit, configuration = of.unit[rows[CONTEXT]], of.configuration[rows[CONTEXT]]
    roles = [parts[role].concept[rows[role]] for role in _ROLES]
    labels = numbered.concepts(asked)
    ranks = _ranks([name for _, (name, _) in sorted(labels.items())], sorted(labels))
    places = [_dense(ranks[role]) for role in roles]
    (_, first), (kinds, second), (others, third) = places
    triple = (first * max(len(kinds), 1) + second) * max(len(others), 1) + third
    by_unit = numbered.distinct(triple * _UNITS + unit) // _UNITS
    found, sizes = np.unique(by_unit, return_counts=True)
    best = found[np.lexsort((found, -sizes))][:top]
    shown = np.flatnonzero(np.isin(triple, best))
    units = numbered.units(asked).by(triple[shown], unit[shown])
    names = numbered.configurations(asked).by(triple[shown], configuration[shown])
    example = dict(zip(triple[shown].tolist(), shown.tolist(), strict=True))
    triples = []
    for each in best.tolist():
        context, mechanism, outcome = (labels[int(role[example[each]])] for role in roles)
        triples.append(Triple(context, mechanism, outcome, tuple(units[each]), tuple(names[each])))
    [[units_there]] = [list(row.values()) for row in asked.rows("count-of-units")]
    return Counted(tuple(triples), len(found), len(numbered.distinct(unit)), int(units_there))


def _together(asked: Asked) -> "tuple[dict[int, Codings], dict[int, Numbers]]":
    """Return what came about by role, and the places in these of each context, mechanism and outcome together."""
    parts = {}
    for role in _ROLES:
        said = codings.of_role(asked, role)
        counts = said.fired & ~said.ancestor
        wanted = asked.values[codings.ROLES[role]]
        if wanted:
            counts &= _kinds(asked, wanted)[said.concept]
        parts[role] = said.only(np.flatnonzero(counts))
    contexts, mechanisms = parts[CONTEXT].beside(parts[MECHANISM])
    row, outcomes = parts[CONTEXT].only(contexts).beside(parts[OUTCOME])
    return parts, {CONTEXT: contexts[row], MECHANISM: mechanisms[row], OUTCOME: outcomes}


def _kinds(asked: Asked, concept: str) -> "NDArray[np.bool_]":
    """Return which numbers are of a concept, given by its name, or of kinds of it."""
    number = [each for each, (name, _) in numbered.concepts(asked).items() if name == concept]
    flags = np.zeros(CONCEPTS, dtype=bool)
    flags[numbered.narrower(asked).follow(np.array(number, dtype=np.int64))[1]] = True
    return flags


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
