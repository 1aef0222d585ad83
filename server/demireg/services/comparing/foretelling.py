"""Put what is expected at a site into a sentence, and say afterwards what of it was seen."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from demireg.services.comparing.grouping import Numbers, among, sets
from demireg.services.comparing.transferring import Expected, Site

#: So many ways to intervene are named in one sentence.
_WAYS: Final = 3

#: What a score says, by whether the outcome was expected to come, came, and was opposed by what came.
SCORES: Final = {
    (True, True, False): "outcome_seen",
    (True, False, True): "opposite_seen",
    (False, True, False): "outcome_seen_though_not_expected",
    (False, False, True): "opposite_seen_as_expected",
    (True, True, True): "outcome_and_opposite_seen",
    (False, True, True): "outcome_and_opposite_seen",
}
#: Where neither the outcome nor what opposes it was observed.
NOT_OBSERVED: Final = "not_observed"


def score(reached: bool, outcome: int, seen: Site) -> str:
    """Return what was seen of an expected outcome, one of ``SCORES`` or ``NOT_OBSERVED``; it confirms no sentence."""
    return SCORES.get((reached, outcome in seen.holds, outcome in seen.fails), NOT_OBSERVED)


def sentence(each: Expected, interventions: Sequence[Sequence[int]], labels: Mapping[int, str]) -> str:
    """Return what is expected as one sentence, made of the labels of its concepts.

    ``interventions`` are the ways in which the configurations behind it intervene, each by its concepts.
    """
    given = _joined([_context(labels, concept, there) for concept, there in each.contexts])
    works = [labels[concept] for concept, worked in each.mechanisms if worked]
    fails = [labels[concept] for concept, worked in each.mechanisms if not worked]
    expect = "the outcome to expect is" if each.reached else "an outcome not to expect is"
    through = f", through {_joined(works)}" if works else ""
    as_not = f", {'although' if works else 'as'} {_joined(fails)} does not come about" if fails else ""
    how = through + as_not or ", by no mechanism given"
    return f"Given {given}, {_offered(interventions, labels)}, {expect} {labels[each.outcome]}{how}."


def _context(labels: Mapping[int, str], concept: int, there: bool) -> str:
    label = labels.get(concept, "a context without a code")
    return label if there else f"no {label}"


def _offered(interventions: Sequence[Sequence[int]], labels: Mapping[int, str]) -> str:
    """Return which interventions are offered; where configurations differ, any of them may be."""
    ways = [_joined([labels.get(each, "an intervention without a code") for each in way]) for way in interventions]
    if not ways:
        return "with no intervention given"
    more = f", or {len(ways) - _WAYS} other ways" if len(ways) > _WAYS else ""
    return f"with {', or '.join(ways[:_WAYS])}{more} offered"


def _joined(labels: Sequence[str]) -> str:
    return f"{', '.join(labels[:-1])} and {labels[-1]}" if len(labels) > 1 else "".join(labels)


class Beside:
    """What stands in configurations beside their contexts and mechanisms, by their numbers, sorted, and members."""

    def __init__(self, configurations: Numbers, members: Numbers, wanted: Numbers) -> None:
        there = among(configurations, wanted)
        self.configurations, self.members = configurations[there], members[there]
        self.numbers, self.group = sets(self.configurations, self.members)

    def ways(self, configurations: Numbers) -> list[list[int]]:
        """Return the different sets of members that some configurations have, those of most configurations first."""
        at = np.flatnonzero(among(self.numbers, configurations))
        first, counts = np.unique(self.group[at], return_index=True, return_counts=True)[1:]
        order = np.lexsort((first, -counts))
        return [self._members(int(self.numbers[at[first[each]]])) for each in order.tolist()]

    def _members(self, configuration: int) -> list[int]:
        begin, end = np.searchsorted(self.configurations, [configuration, configuration + 1])
        found: list[int] = self.members[begin:end].tolist()
        return found

    def every(self, configurations: Numbers) -> list[int]:
        """Return all members that some configurations have, sorted."""
        found: list[int] = np.unique(self.members[among(self.configurations, configurations)]).tolist()
        return found
