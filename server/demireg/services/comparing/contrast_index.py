"""What contrasts of all mechanisms and outcomes share: where each concept stands, and what is said of contexts there.

It follows from the rows and the profile alone and is kept while no row changes, so that a question looks at the few
configurations of its two sides only. A place is that of a configuration among all that are coded, in order.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.codings import CONCEPTS, CONTEXT, MECHANISM, OUTCOME
from demireg.services.comparing.filters import Filters
from demireg.services.comparing.groups import Groups, grouped, starts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers


@dataclass(frozen=True, slots=True)
class Standing:
    """Where mechanisms and outcomes stand, by their numbers, in places of configurations.

    number: of the configuration at each place; worked: of mechanisms that worked there; coded: that did or did not;
    came: of outcomes that came.
    """

    number: "Numbers"
    worked: Groups
    coded: Groups
    came: Groups


@dataclass(frozen=True, slots=True)
class _Coded:
    """All codings under a profile that a contrast needs, one a row."""

    number: "Numbers"
    place: "NDArray[np.int32]"
    role: "NDArray[np.int8]"
    concept: "NDArray[np.uint16]"
    fired: "NDArray[np.bool_]"
    ancestor: "NDArray[np.bool_]"


def standing(asked: Asked) -> Standing:
    """Return where mechanisms and outcomes stand under the profile, in studies of all kinds."""
    return asked.repository.table.kept(("contrast", asked.filters.profile), lambda: _standing(_coded(asked)))


def said(asked: Asked) -> Groups:
    """Return what is said of contexts at each place: the number of the concept twice, and one more where it was there.

    A context was there where it or a kind of it is coded, or, where asked for, is one of the site; it was not where its
    opposite was there or it is said to be absent. There outweighs absent.
    """
    key = ("contrast, contexts", asked.filters.profile, asked.values["site"])
    return asked.repository.table.kept(key, lambda: _said(asked, _coded(asked)))


def _coded(asked: Asked) -> _Coded:
    def read() -> _Coded:
        rows = asked.arrays("contrast")
        configuration = numbered.plain(rows["configuration"])
        order: Any = slice(None)
        if np.any(configuration[1:] < configuration[:-1]):
            order = np.argsort(configuration, kind="stable")
        configuration, code = configuration[order], np.ma.filled(rows["code"], 0)[order]
        first = np.append(True, configuration[1:] != configuration[:-1])[: len(configuration)]
        place = np.cumsum(first, dtype=np.int32) - np.int32(1)
        role, concept = (code >> 2 & 7).astype(np.int8), (code >> 5).astype(np.uint16)
        return _Coded(configuration[first], place, role, concept, code & 2 != 0, code & 1 != 0)

    return asked.repository.table.kept(("contrast, codings", asked.filters.profile), read)


def _standing(coded: _Coded) -> Standing:
    worked = (coded.role == MECHANISM) & coded.fired
    came = (coded.role == OUTCOME) & coded.fired
    every = coded.role == MECHANISM
    return Standing(coded.number, *(grouped(coded.concept[own], coded.place[own]) for own in (worked, every, came)))


def _said(asked: Asked, coded: _Coded) -> Groups:
    of_context = coded.role == CONTEXT
    yes = of_context & coded.fired
    absent = of_context & ~coded.fired & ~coded.ancestor
    place, concept = coded.place[yes].astype(np.int64), coded.concept[yes].astype(np.int64)
    site = asked.values["site"] == "yes"
    if site:
        rows = asked.arrays("site-contexts", **Filters().values)
        of_site = numbered.Pairs(numbered.plain(rows["study"]), numbered.plain(rows["concept"]))
        places, concepts = of_site.follow(coded.number >> numbered.PLACES)
        place, concept = np.concatenate((place, places)), np.concatenate((concept, concepts))
    against, opposed = numbered.opposites(asked).follow(concept)
    without, kinds = numbered.narrower(asked).follow(coded.concept[absent].astype(np.int64))
    known = np.zeros(CONCEPTS, dtype=bool)
    known[numbered.plain(asked.arrays("coded-contexts", site=site)["concept"])] = True
    no = np.concatenate((place[against], coded.place[absent][without])), np.concatenate((opposed, kinds))
    keys = np.concatenate(
        [((at * CONCEPTS + what) * 2 + there)[known[what]] for at, what, there in ((place, concept, 1), (*no, 0))]
    )
    keys.sort()
    keys = keys[np.append(keys[1:] // 2 != keys[:-1] // 2, True)[: len(keys)]]
    return Groups(starts(keys // (CONCEPTS * 2), len(coded.number)), (keys % (CONCEPTS * 2)).astype(np.int32))
