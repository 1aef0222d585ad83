"""Hold configurations against a site that is described by its contexts, in arrays; and the sentences that follow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from demireg.services.comparing.grouping import Numbers, among, sets
from demireg.services.comparing.linking import PLACES

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

    ``contexts`` of a set: pairs of concept (0 without a code) and whether it was there; ``ranked``: sets, best first.
    """

    configurations: Numbers
    group: Numbers
    contexts: Mapping[int, tuple[tuple[int, bool], ...]]
    state: Mapping[int, str]
    ranked: tuple[int, ...]

    def counts(self) -> dict[str, int]:
        """Return how many configurations stand how."""
        sizes = np.bincount(self.group, minlength=len(self.contexts)).tolist()
        return {state: sum(sizes[group] for group in self.contexts if self.state[group] == state) for state in STATES}

    def of(self, groups: Iterable[int]) -> Numbers:
        """Return the configurations of some sets of contexts."""
        return self.configurations[np.isin(self.group, list(groups))]


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
    shown = among(configuration, numbers[np.sort(first)])
    contexts: dict[int, set[tuple[int, bool]]] = {}
    group_of = dict(zip(numbers[first].tolist(), group[first].tolist(), strict=True))
    for number, value in zip(configuration[shown].tolist(), member[shown].tolist(), strict=True):
        contexts.setdefault(group_of[number], set()).add((value // 2, bool(value % 2)))
    state, rank = {}, {}
    for each, said in contexts.items():
        stands = [site.stands(*one) for one in said]
        state[each] = "fails" if "fails" in stands else "holds" if set(stands) == {"holds"} else "unknown"
        held = stands.count("holds")
        rank[each] = (STATES.index(state[each]), -held / len(stands), -held, sorted(said))
    kept = {each: tuple(sorted(said)) for each, said in contexts.items()}
    return Standing(numbers, group, kept, state, tuple(sorted(rank, key=lambda each: rank[each])))


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


def expected(known: Standing, groups: Sequence[int], parts: Mapping[str, Any]) -> list[Expected]:
    """Return the sentences of some sets of contexts, in their order, from the coded mechanisms and outcomes."""
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
    found: dict[tuple[int, tuple[int, ...], int], Numbers] = {}
    keys = np.stack([of_group[produced], way[produced], member[produced]])
    names, inverse = np.unique(keys, axis=1, return_inverse=True)
    order = np.lexsort((configuration[produced], inverse))
    edges = [*np.flatnonzero(np.diff(inverse[order], prepend=-1)).tolist(), len(order)]
    for (group, kind_of, outcome), begin, end in zip(names.T.tolist(), edges[:-1], edges[1:], strict=True):
        mechanisms = (*works, ())[kind_of]
        found[group, mechanisms, outcome] = np.unique(configuration[produced][order[begin:end]])
    place = {group: at for at, group in enumerate(groups)}
    ranked = sorted(found, key=lambda key: (place[key[0]], -len(found[key]), key))
    return [
        Expected(
            known.state[group],
            known.contexts[group],
            tuple((value // 2, bool(value % 2)) for value in mechanisms),
            outcome // 2,
            bool(outcome % 2),
            found[group, mechanisms, outcome],
        )
        for group, mechanisms, outcome in ranked
    ]


def sentence(each: Expected, labels: Mapping[int, str]) -> str:
    """Return what is expected as one sentence in plain English, made of the labels of its concepts."""
    given = " and ".join(_said(labels, concept, there) for concept, there in each.contexts)
    works = [labels[concept] for concept, worked in each.mechanisms if worked]
    fails = [labels[concept] for concept, worked in each.mechanisms if not worked]
    through = f", through {' and '.join(works)}," if works else ""
    without = f" although {' and '.join(fails)} does not come about" if fails and works else ""
    because = f", as {' and '.join(fails)} does not come about," if fails and not works else ""
    expectation = "is expected" if each.reached else "is not expected"
    return f"If {given} then{through}{because} {labels[each.outcome]} {expectation}{without}."


def _said(labels: Mapping[int, str], concept: int, there: bool) -> str:
    label = labels.get(concept, "a context without a code")
    return label if there else f"no {label}"


def scored(each: Expected, seen: Site) -> str:
    """Return whether what was observed confirms a sentence: confirmed, not, mixed, or not_observed."""
    came, opposed = each.outcome in seen.holds, each.outcome in seen.fails
    if came and opposed:
        return "mixed"
    if not came and not opposed:
        return "not_observed"
    return "confirmed" if came == each.reached else "not"
