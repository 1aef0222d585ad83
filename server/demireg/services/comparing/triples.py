"""Count units by context, mechanism and outcome: what the pattern explorer shows.

Which units have which triple follows from the filters alone and is kept while no row changes; a question chooses among
the triples, and has names of the first few only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import codings, numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.codings import CONCEPTS, CONTEXT, MECHANISM, OUTCOME, Codings
from demireg.services.comparing.groups import Groups, starts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers

_ROLES = (CONTEXT, MECHANISM, OUTCOME)


@dataclass(frozen=True, slots=True)
class Triple:
    """A context, mechanism and outcome, by name and label, with the units and configurations that have all three."""

    context: tuple[str, str]
    mechanism: tuple[str, str]
    outcome: tuple[str, str]
    units: Sequence[str]
    configurations: Sequence[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """The triples of most units; there: how many there are in all; known: units that have any; units: all chosen."""

    triples: tuple[Triple, ...]
    there: int
    known: int
    units: int


@dataclass(frozen=True, slots=True)
class _Together:
    """All triples that count under some filters, in the order of their names.

    concepts: a column for each role; units, configurations: those that have each triple, by place of name.
    """

    concepts: "tuple[Numbers, Numbers, Numbers]"
    units: Groups
    configurations: Groups


def counted(asked: Asked, top: int) -> Counted:
    """Return so many triples, those of most units first, then by their names."""
    every = asked.repository.table.kept(("triples", asked.filters), lambda: _together(asked))
    units, configurations = numbered.units(asked), numbered.configurations(asked)
    labels = numbered.concepts(asked)
    sizes = np.diff(every.units.starts)
    chosen = _chosen(asked, every)
    there = np.flatnonzero(chosen)
    best = there[np.argsort(-sizes[there], kind="stable")][:top]
    triples = []
    for each in best.tolist():
        context, mechanism, outcome = (labels[int(column[each])] for column in every.concepts)
        having_it = (
            names.later_at(places.of(each).astype(np.int64))
            for names, places in ((units, every.units), (configurations, every.configurations))
        )
        triples.append(Triple(context, mechanism, outcome, *having_it))
    having = np.zeros(int(every.units.members.max(initial=-1)) + 1, dtype=bool)
    having[every.units.members[np.repeat(chosen, sizes)]] = True
    [[units_there]] = [list(row.values()) for row in asked.rows("count-of-units")]
    return Counted(tuple(triples), len(there), int(np.count_nonzero(having)), int(units_there))


def _chosen(asked: Asked, every: _Together) -> "NDArray[np.bool_]":
    """Return which triples have the concepts that are asked for, or kinds of them."""
    found = np.ones(len(every.concepts[0]), dtype=bool)
    for role, column in zip(_ROLES, every.concepts, strict=True):
        wanted = asked.values[codings.ROLES[role]]
        if wanted:
            found &= _kinds(asked, wanted)[column]
    return found


def _together(asked: Asked) -> _Together:
    """Return what came about together in one configuration, as triples of concepts."""
    ranks, concepts = _ranks(asked)
    parts = {role: _once(codings.of_role(asked, role), ranks) for role in _ROLES}
    contexts, mechanisms = parts[CONTEXT].beside(parts[MECHANISM])
    row, outcomes = parts[CONTEXT].only(contexts).beside(parts[OUTCOME])
    of = parts[CONTEXT]
    rows = {CONTEXT: contexts[row], MECHANISM: mechanisms[row], OUTCOME: outcomes}
    many = len(concepts) + 1
    triple = np.zeros(len(row), dtype=np.int64)
    for role in _ROLES:
        triple = triple * many + ranks[parts[role].concept][rows[role]]
    units = _by_triple(triple, numbered.units(asked).places(of.unit)[rows[CONTEXT]])
    configurations = _by_triple(triple, numbered.configurations(asked).places(of.configuration)[rows[CONTEXT]])
    names = numbered.distinct(triple)
    columns = (names // many // many, names // many % many, names % many)
    return _Together((concepts[columns[0]], concepts[columns[1]], concepts[columns[2]]), units, configurations)


def _once(said: Codings, ranks: "Numbers") -> Codings:
    """Return what came about, each concept once for each configuration."""
    there = np.flatnonzero(said.fired & ~said.ancestor)
    keys = said.place[there] * CONCEPTS + ranks[said.concept[there]]
    order = np.argsort(keys, kind="stable")
    first = np.append(True, np.diff(keys[order]) != 0)[: len(keys)]
    return said.only(there[order[first]])


def _by_triple(triple: "Numbers", places: "Numbers") -> Groups:
    """Return the distinct places by the place of each triple among all, in order."""
    many = int(places.max(initial=0)) + 1
    keys = numbered.distinct(triple * many + places)
    of = keys // many
    group = np.cumsum(np.append(False, np.diff(of) != 0)[: len(of)])
    return Groups(starts(group, int(group[-1]) + 1 if len(group) else 0), (keys % many).astype(np.int32))


def _kinds(asked: Asked, concept: str) -> "NDArray[np.bool_]":
    """Return which numbers are of a concept, given by its name, or of kinds of it."""
    number = [each for each, (name, _) in numbered.concepts(asked).items() if name == concept]
    flags = np.zeros(CONCEPTS, dtype=bool)
    flags[numbered.narrower(asked).follow(np.array(number, dtype=np.int64))[1]] = True
    return flags


def _ranks(asked: Asked) -> "tuple[Numbers, Numbers]":
    """Return the place of each concept's name among all names, by the concept's number, and the numbers in order."""
    labels = numbered.concepts(asked)
    numbers = np.array(sorted(labels, key=lambda each: labels[each][0]), dtype=np.int64)
    places = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.int64)
    places[numbers] = np.arange(len(numbers))
    return places, numbers
