"""Numbers by groups, in two columns: where each group begins, and the members of all."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers


@dataclass(frozen=True, slots=True)
class Groups:
    """Members by the number of their group: those of group g begin at ``starts[g]`` and end where the next begin."""

    starts: "Numbers"
    members: "NDArray[np.int32]"

    def of(self, group: int) -> "NDArray[np.int32]":
        """Return the members of one group, none where there is no such group."""
        if group + 1 >= len(self.starts):
            return self.members[:0]
        return self.members[self.starts[group] : self.starts[group + 1]]

    def follow(self, groups: "Numbers") -> "tuple[Numbers, NDArray[np.int32]]":
        """Return places in ``groups`` and a member of the group there, one of each per pair."""
        first = self.starts[groups]
        counts = self.starts[groups + 1] - first
        places = np.repeat(np.arange(len(groups)), counts)
        within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        return places, self.members[first[places] + within]


def grouped(groups: "NDArray[Any]", members: "NDArray[np.int32]") -> Groups:
    """Return members by the group of each, in the order in which they stand."""
    order = np.argsort(groups, kind="stable")  # by radix where groups are short numbers
    return Groups(starts(groups, int(groups.max()) + 1 if len(groups) else 0), members[order])


def starts(groups: "NDArray[Any]", many: int) -> "Numbers":
    """Return where each of so many groups begins, and at last where all end, once members are in order of them."""
    return np.concatenate(([0], np.cumsum(np.bincount(groups, minlength=many))))
