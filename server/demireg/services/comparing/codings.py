"""The codings that count, as columns of numbers: what measures of many concepts reckon with at once.

They are kept in memory, by the filters, while no row of the table changes: some forty bytes for each coding.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers

#: The number of each role.
CONTEXT, MECHANISM, INTERVENTION, OUTCOME = 1, 2, 3, 4
ROLES: Final = {CONTEXT: "context", MECHANISM: "mechanism", INTERVENTION: "intervention", OUTCOME: "outcome"}

#: More than there are concepts, for making one number of two.
CONCEPTS: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Codings:
    """One coding a place, those of one configuration together.

    place: of the configuration among all, from 0; ancestor: only what the coded concept is a kind of.
    """

    study: "Numbers"
    unit: "Numbers"
    configuration: "Numbers"
    place: "Numbers"
    role: "NDArray[np.int8]"
    concept: "Numbers"
    fired: "NDArray[np.bool_]"
    ancestor: "NDArray[np.bool_]"

    def only(self, kept: "NDArray[Any]") -> "Codings":
        """Return those at some places, given in order or as a truth value for each."""
        return Codings(*(getattr(self, name)[kept] for name in self.__slots__))

    def beside(self, others: "Codings") -> "tuple[Numbers, Numbers]":
        """Return places in these and in others, a pair for each two that stand in one configuration."""
        last = max(self.place.max(initial=-1), others.place.max(initial=-1)) + 1
        counts = np.bincount(others.place, minlength=last)
        ends = np.cumsum(counts)
        many = counts[self.place]
        mine = np.repeat(np.arange(len(self.place)), many)
        within = np.arange(len(mine)) - np.repeat(np.cumsum(many) - many, many)
        return mine, (ends - counts)[self.place][mine] + within


def independent(asked: Asked) -> Codings:
    """Return the codings that count under the filters, without those of syntheses of what is there itself."""
    return asked.repository.table.kept(("codings", asked.filters), lambda: _read(asked))


def of_role(asked: Asked, role: int) -> Codings:
    """Return those of one role."""

    def read() -> Codings:
        every = independent(asked)
        return every.only(np.flatnonzero(every.role == role))

    return asked.repository.table.kept(("codings", asked.filters, role), read)


def _read(asked: Asked) -> Codings:
    rows = asked.arrays("codings")
    study, unit, configuration, concept = (
        numbered.plain(rows[name]) for name in ("study", "unit", "configuration", "concept")
    )
    role = np.ma.filled(rows["role"], 0).astype(np.int8)
    fired, ancestor = numbered.flags(rows["fired"]), numbered.flags(rows["ancestor"])
    place = np.zeros(len(configuration), dtype=np.int64)
    found = Codings(study, unit, configuration, place, role, concept, fired, ancestor)
    if np.any(configuration[1:] < configuration[:-1]):
        found = found.only(np.argsort(configuration, kind="stable"))
    np.cumsum(found.configuration[1:] != found.configuration[:-1], out=found.place[1:])
    return found
