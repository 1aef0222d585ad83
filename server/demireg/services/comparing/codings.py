"""The codings that count, as columns of numbers: what measures of many concepts reckon with at once.

All of them are read once, some eight bytes each, while no row of the table changes; what counts under some filters
follows from them, and is kept too, some forty bytes each.
"""

from collections.abc import Sequence
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

#: Where in a coding's one number each thing stands, in the number of a configuration its study, and the truth values.
_CONCEPT, _ROLE, _ROLE_BITS = 6, 3, 7
_FIRED, _ANCESTOR, _BY_AUTHORS = 4, 2, 1
#: In so many ways one concept is coded, by role and two truth values.
_WAYS: Final = 32

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


def together(parts: Sequence[Codings]) -> Codings:
    """Return the codings of several roles as one, those of one role beside each other."""
    return Codings(*(np.concatenate([getattr(part, name) for part in parts]) for name in Codings.__slots__))


@dataclass(frozen=True, slots=True)
class _Everything:
    """All codings, whoever counts, in the order of configurations; code: as the statement makes it; place: as above.

    numbers: of all configurations with a coding, in order.
    """

    numbers: "Numbers"
    place: "NDArray[np.int32]"
    code: "NDArray[np.int32]"

    def decoded(self, kept: "Numbers | slice", units: "Numbers") -> Codings:
        """Return those at some places, given the unit of each study."""
        place, code = self.place[kept].astype(np.int64), self.code[kept]
        configuration = self.numbers[place]
        study = configuration >> numbered.PLACES
        role = (code >> _ROLE & _ROLE_BITS).astype(np.int8)
        fired, ancestor = (code & _FIRED) != 0, (code & _ANCESTOR) != 0
        concept = (code >> _CONCEPT).astype(np.int64)
        return Codings(study, units[study], configuration, place, role, concept, fired, ancestor)


def independent(asked: Asked) -> Codings:
    """Return the codings that count under the filters, without those of syntheses of what is there itself."""
    return asked.repository.table.kept(("codings", asked.filters), lambda: _read(asked, None))


def of_role(asked: Asked, role: int) -> Codings:
    """Return those of one role."""
    return asked.repository.table.kept(("codings", asked.filters, role), lambda: _read(asked, role))


def itself(asked: Asked, role: int, *, fired: bool) -> "NDArray[np.bool_]":
    """Return which numbers are of concepts that anybody, counted or not, codes so themselves in a role.

    ``fired`` True asks for those that were there, worked or came; else either will do.
    """

    def read() -> "NDArray[np.bool_]":
        code = _all(asked).code >> 1  # whoever says it
        there = np.bincount(code, minlength=(int(code.max(initial=0)) // _WAYS + 1) * _WAYS) > 0
        return there.reshape(-1, _WAYS)

    ways = asked.repository.table.kept("ways of coding", read)
    wanted = [role << _ROLE - 1 | was << 1 for was in ((True,) if fired else (False, True))]
    found = np.zeros(CONCEPTS, dtype=bool)
    found[: len(ways)] = ways[:, wanted].any(axis=1)
    return found


def _all(asked: Asked) -> _Everything:
    return asked.repository.table.kept("codings of all", lambda: _everything(asked))


def _read(asked: Asked, role: int | None) -> Codings:
    """Return what counts of all codings, perhaps of one role."""
    every = _all(asked)
    found = asked.arrays("units-of-studies")
    units = np.full(int(every.numbers.max(initial=0) >> numbered.PLACES) + 1, -1, dtype=np.int64)
    studies = numbered.plain(found["study"])
    there = studies < len(units)  # else it has no coding
    units[studies[there]] = numbered.plain(found["unit"])[there]
    counts = units[every.numbers >> numbered.PLACES] >= 0
    if asked.filters.stage:
        stages = numbered.plain(asked.arrays("configurations-of-stages")["configuration"])
        counts &= np.isin(every.numbers, stages)
    wanted = np.ones(len(every.code), dtype=bool) if counts.all() else counts[every.place]
    if asked.filters.values["authors_only"]:
        wanted &= (every.code & _BY_AUTHORS) != 0
    if role is not None:
        wanted &= (every.code >> _ROLE & _ROLE_BITS) == role
    return every.decoded(slice(None) if wanted.all() else np.flatnonzero(wanted), units)


def _everything(asked: Asked) -> _Everything:
    rows = asked.arrays("codings")
    configuration, code = numbered.plain(rows["configuration"]), np.ma.filled(rows["code"], 0)
    if np.any(configuration[1:] < configuration[:-1]):
        order = np.argsort(configuration, kind="stable")
        configuration, code = configuration[order], code[order]
    first = np.append(True, configuration[1:] != configuration[:-1])[: len(configuration)]
    place = np.cumsum(first, dtype=np.int32) - np.int32(1)
    return _Everything(configuration[first], place, code.astype(np.int32, copy=False))
