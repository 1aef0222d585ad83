"""Hold configurations against a site that is described by its contexts, in arrays; and the sentences that follow.

All numbers are places in the order of names, so that what comes first does so by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from demireg.services.comparing.grouping import Numbers, among, distinct, sets
from demireg.services.comparing.numbered import PLACES

#: How a configuration's contexts stand at the site, in the order in which they are shown.
STATES: Final = ("holds", "unknown", "fails")


@dataclass(frozen=True, slots=True)
class Site:
    """A site: numbers of the concepts that hold and of those that do not, each with all that follows."""

    holds: frozenset[int]
    fails: frozenset[int]

    def stands(self, concept: int, there: bool) -> str:
        """Return how a context stands, or its stated absence: holds, fails, or unknown."""
        if concept in self.holds:
            return "holds" if there else "fails"
        if concept in self.fails:
            return "fails" if there else "holds"
        return "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """Configurations, sorted by number, with the set of contexts of each and how that stands at the site.

    ranked: sets, best first; state: of each set its place in STATES; ``member`` of ``line``: twice the concept of a
    context (0 without a code), and one more where it was there, by set.
    """

    configurations: Numbers
    group: Numbers
    state: Numbers
    ranked: Numbers
    line: Numbers
    member: Numbers

    def contexts(self, group: int) -> tuple[tuple[int, bool], ...]:
        """Return the contexts of a set as pairs of concept and whether it was there."""
        begin, end = np.searchsorted(self.line, [group, group + 1])
        return tuple((value // 2, bool(value % 2)) for value in self.member[begin:end].tolist())

    def counts(self) -> dict[str, int]:
        """Return how many configurations stand how."""
        sizes = np.bincount(self.state[self.group], minlength=len(STATES)).tolist()
        return dict(zip(STATES, sizes, strict=True))

    def of(self, groups: Numbers) -> Numbers:
        """Return the configurations of some sets of contexts."""
        return self.configurations[np.isin(self.group, groups)]


def standing(rows: Mapping[str, Any], site: Site, units: Numbers) -> Standing:
    """Return how the contexts of all configurations stand, from rows of configuration, concept and fired.

    ``units`` holds the unit of each study by number, -1 of one that does not count.
    """
    configuration = np.asarray(rows["configuration"], dtype=np.int64)
    counts = units[np.minimum(configuration >> PLACES, len(units) - 1)] >= 0
    counts &= configuration >> PLACES < len(units)
    member = np.asarray(rows["concept"], dtype=np.int64) * 2 + np.asarray(rows["fired"], dtype=np.int64)
    configuration, member = configuration[counts], member[counts]
    numbers, group = sets(configuration, member)
    first = np.unique(group, return_index=True)[1]
    shown = among(configuration, np.sort(numbers[first]))
    bits = max(int(member.max(initial=0)).bit_length(), 1)
    of = group[np.searchsorted(numbers, configuration[shown])].astype(np.int64)
    said = distinct(np.sort(of << bits | member[shown]))
    line, held = said >> bits, said & ((1 << bits) - 1)
    stands = _stands(site, held)
    every, holding, failing = (
        np.bincount(line[at], minlength=len(first)) for at in (stands >= -1, stands == 1, stands == -1)
    )
    state = np.where(failing > 0, 2, np.where(holding == every, 0, 1))
    ranked = np.lexsort((np.arange(len(first)), -holding, -holding / np.maximum(every, 1), state))
    return Standing(numbers, group, state, ranked, line, held)


def _stands(site: Site, members: Numbers) -> Numbers:
    """Return 1 for each context that holds at a site, -1 for one that fails, 0 for what is unknown."""
    concept = members // 2
    holds, fails = (np.array(sorted(each), dtype=np.int64) for each in (site.holds, site.fails))
    known = among(concept, holds).astype(np.int64) - among(concept, fails).astype(np.int64)
    return np.where(members % 2 == 1, known, -known)


@dataclass(frozen=True, slots=True)
class Expected:
    """One sentence: contexts and mechanisms, each with whether it was there or worked, and one outcome.

    reached: whether the outcome came; configurations: those that say so.
    """

    state: str
    contexts: tuple[tuple[int, bool], ...]
    mechanisms: tuple[tuple[int, bool], ...]
    outcome: int
    reached: bool
    configurations: Numbers


def expected(known: Standing, groups: Numbers, parts: Mapping[str, Any], most: int) -> list[Expected]:
    """Return the first sentences of some sets of contexts, in their order, from the coded mechanisms and outcomes."""
    configuration = np.asarray(parts["configuration"], dtype=np.int64)
    member = np.asarray(parts["concept"], dtype=np.int64) * 2 + np.asarray(parts["fired"], dtype=np.int64)
    produced = np.asarray(parts["produced"], dtype=np.bool_)
    of_group = known.group[np.searchsorted(known.configurations, configuration)]
    numbers, kind = sets(configuration[~produced], member[~produced])
    first = np.unique(kind, return_index=True)[1]
    shown = among(configuration, np.sort(numbers[first])) & ~produced
    worked: dict[int, set[int]] = {}
    for number, value in zip(configuration[shown].tolist(), member[shown].tolist(), strict=True):
        worked.setdefault(number, set()).add(value)
    works = [tuple(sorted(worked[number])) for number in numbers[first].tolist()]
    way = np.full(len(configuration), len(works), dtype=np.int64)
    if len(numbers):
        at = np.minimum(np.searchsorted(numbers, configuration), len(numbers) - 1)
        way = np.where(numbers[at] == configuration, kind[at], len(works))
    keys = np.stack([of_group[produced], way[produced], member[produced]])
    names, inverse = np.unique(keys, axis=1, return_inverse=True)
    order = np.lexsort((configuration[produced], inverse))
    behind, edges = configuration[produced][order], np.searchsorted(inverse[order], np.arange(names.shape[1] + 1))
    found = {
        (group, (*works, ())[kind_of], outcome): (begin, end)
        for (group, kind_of, outcome), (begin, end) in zip(names.T.tolist(), pairwise(edges.tolist()), strict=True)
    }
    place = {group: at for at, group in enumerate(groups.tolist())}
    ranked = sorted(found, key=lambda key: (place[key[0]], found[key][0] - found[key][1], key))
    return [
        Expected(
            STATES[int(known.state[group])],
            known.contexts(group),
            tuple((value // 2, bool(value % 2)) for value in mechanisms),
            outcome // 2,
            bool(outcome % 2),
            distinct(behind[slice(*found[group, mechanisms, outcome])]),
        )
        for group, mechanisms, outcome in ranked[:most]
    ]
