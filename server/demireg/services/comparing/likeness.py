"""How alike concepts, roles, patterns and propositions are (measure 8.9 of the method).

Concepts: |Anc∩|/|Anc∪|, where Anc is what a concept is a kind of, itself among it. Roles: the mean, over the concepts
of both patterns, of the best likeness in the other. Patterns: the mean over context, mechanism and outcome; a role that
neither requires is left out, one that only one requires counts 0. Propositions: the best of their patterns' pairs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from demireg.services.comparing.theories_read import COUNTED, ROLES, Pattern, Proposition

Grid = NDArray[np.float64]
Kinds = Mapping[str, frozenset[str]]
#: Likeness is rounded to so many places, so that what is 0.8 is not taken for less.
_PLACES: Final = 12


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike propositions are, each with each.

    propositions: in the order of ``alike``, each at its place ``at``; patterns: all of theirs, in the order of
    ``of_patterns``; roles: by role, how alike the patterns are in it, not a number where neither requires any.
    """

    propositions: tuple[Proposition, ...]
    at: Mapping[str, int]
    alike: Grid
    patterns: tuple[Pattern, ...]
    of_patterns: Grid
    roles: Mapping[str, Grid]

    def places(self, names: Iterable[str]) -> list[int]:
        """Return where propositions stand, by their names."""
        return [self.at[name] for name in names]

    def nearest_patterns(self, one: int, other: int) -> tuple[int, int]:
        """Return the places of the two patterns that make two propositions as alike as they are, the first of such."""
        starts = np.cumsum([0, *(len(each.patterns) for each in self.propositions)])
        block = self.of_patterns[starts[one] : starts[one + 1], starts[other] : starts[other + 1]]
        row, column = np.unravel_index(int(np.argmax(block)), block.shape)
        return int(starts[one] + row), int(starts[other] + column)


def likeness(propositions: Sequence[Proposition], kinds: Kinds) -> Likeness:
    """Return how alike propositions are, each of which has a pattern that can be compared."""
    patterns = tuple(pattern for each in propositions for pattern in each.patterns)
    concepts = sorted({name for each in patterns for names in each.requires.values() for name in names})
    between = concept_likeness(concepts, kinds)
    roles = {role: _role(patterns, role, concepts, between) for role in ROLES}
    counted = np.stack([roles[role] for role in COUNTED])
    known = ~np.isnan(counted)
    of_patterns = np.round(np.where(known, counted, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1), _PLACES)
    alike = of_patterns
    if propositions:
        starts = np.cumsum([0, *(len(each.patterns) for each in propositions)])[:-1]
        alike = np.maximum.reduceat(np.maximum.reduceat(of_patterns, starts, axis=0), starts, axis=1)
    at = {each.proposition: place for place, each in enumerate(propositions)}
    return Likeness(tuple(propositions), at, alike, patterns, of_patterns, roles)


def concept_likeness(concepts: Sequence[str], kinds: Kinds) -> Grid:
    """Return how alike concepts are, each with each: what both are kinds of, out of what either is a kind of."""
    own = [kinds.get(name, frozenset({name})) for name in concepts]
    at = {name: place for place, name in enumerate(sorted(frozenset().union(*own)))}
    member = np.zeros((len(concepts), len(at)))
    for row, ancestors in enumerate(own):
        member[row, [at[name] for name in ancestors]] = 1
    shared = _products(member, member)
    size = member.sum(axis=1)
    return np.asarray(shared / (size[:, None] + size[None, :] - shared))


def _role(patterns: Sequence[Pattern], role: str, concepts: Sequence[str], between: Grid) -> Grid:
    """Return how alike patterns are in a role: the symmetric best match of their concepts."""
    at = {name: place for place, name in enumerate(concepts)}
    member = np.zeros((len(patterns), len(concepts)))
    best = np.zeros_like(member)
    for row, pattern in enumerate(patterns):
        own = [at[name] for name in pattern.requires.get(role, ())]
        member[row, own] = 1
        if own:
            best[row] = between[own].max(axis=0)
    met = _products(best, member)
    size = member.sum(axis=1)
    both = size[:, None] + size[None, :]
    return np.where(both > 0, (met + met.T) / np.maximum(both, 1), np.nan)


def _products(one: Grid, other: Grid) -> Grid:
    """Return the products of all rows with all rows, in this thread alone: the grids are small and others are busy."""
    return np.asarray(np.einsum("ij,kj->ik", one, other))
