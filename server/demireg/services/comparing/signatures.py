"""Which conditions units show and which they deny: what a truth table is made of (measure 8.6 of the method)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import codings, numbered
from demireg.services.comparing.asking import Asked, Row
from demireg.services.comparing.codings import CONCEPTS, OUTCOME

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers

    Mask = NDArray[np.bool_]

#: More bits than there are conditions.
_BITS = 32


class _Sense:
    """What a coding says of the conditions and, last, the outcome: bits by the number of the concept.

    shown: it or a kind of it is coded; denied: its opposite is; lacking: it, or what it is a kind of, is coded as
    absent, unfired or unachieved.
    """

    def __init__(self, asked: Asked, numbers: Sequence[int]) -> None:
        self.shown, self.denied, self.lacking = (np.zeros(CONCEPTS, dtype=np.int64) for _ in range(3))
        opposites, broader = numbered.opposites(asked), numbered.broader(asked)
        for place, number in enumerate(numbers):
            own = np.array([number], dtype=np.int64)
            self.shown[number] |= 1 << place
            self.denied[opposites.follow(own)[1]] |= 1 << place
            self.lacking[broader.follow(own)[1]] |= 1 << place


def signatures(asked: Asked, names: Sequence[str]) -> list[Row]:
    """Return each combination of what is present and absent, with the units that show it, by name.

    Bit i of ``present`` and ``absent`` is the i-th name; the last is the outcome, which is read from outcomes only.
    ``configurations`` are named where nothing is unknown, and ``joined`` are the units in which no one of them says it
    all.
    """
    numbers = {name: number for number, (name, _) in numbered.concepts(asked).items()}
    unit, configuration, present, absent = _said(asked, [numbers[name] for name in names])
    everyone = numbered.distinct(numbered.plain(asked.arrays("units-of-studies")["unit"]))
    place = np.searchsorted(everyone, unit)
    told = [np.zeros(len(everyone), dtype=np.int64) for _ in range(2)]
    for column, bits in zip(told, (present, absent), strict=True):
        np.bitwise_or.at(column, place, bits)
    keys = told[0] << _BITS | told[1]
    units_named = numbered.units(asked)
    units = units_named.by(keys, everyone)
    whole = (told[0] | told[1]) == (1 << len(names)) - 1
    behind = np.flatnonzero(whole[place] & (configuration >= 0) & ((present | absent) != 0))
    configurations = numbered.configurations(asked).by(keys[place[behind]], configuration[behind])
    says = present & told[0][place] | absent & ~told[0][place]
    joined = whole & ~_at_once(place, configuration, says, whole, (1 << len(names)) - 1)
    together = units_named.by(keys[joined], everyone[joined])
    found = [
        {
            "present": key >> _BITS,
            "absent": key & (1 << _BITS) - 1,
            "units": units[key],
            "configurations": configurations.get(key, []),
            "joined": together.get(key, []),
        }
        for key in units
    ]
    return sorted(found, key=lambda row: (-row["present"], row["absent"]))


def _at_once(place: "Numbers", configuration: "Numbers", says: "Numbers", whole: "Mask", every: int) -> "Mask":
    """Return for each unit whether one configuration, with the contexts of its site, says all that the unit does.

    ``place`` of a coding is that of its unit, ``says`` the bits it gives to it; ``whole`` units have every bit.
    """
    of_site = np.zeros(len(whole), dtype=np.int64)
    sites = configuration < 0
    np.bitwise_or.at(of_site, place[sites], says[sites])
    asked = np.flatnonzero(whole[place] & ~sites & (says != 0))
    numbers, row = np.unique(configuration[asked], return_inverse=True)
    told, owner = (np.zeros(len(numbers), dtype=np.int64) for _ in range(2))
    np.bitwise_or.at(told, row, says[asked])
    owner[row] = place[asked]
    found: Mask = np.zeros(len(whole), dtype=np.bool_)
    found[owner[(told | of_site[owner]) == every]] = True
    return found


def _said(asked: Asked, numbers: Sequence[int]) -> "tuple[Numbers, Numbers, Numbers, Numbers]":
    """Return the unit, the configuration, and what is present and absent of each coding that says anything."""
    sense = _Sense(asked, numbers)
    said = codings.independent(asked)
    said = said.only(np.flatnonzero((sense.shown | sense.denied | sense.lacking)[said.concept]))
    conditions = (1 << len(numbers) - 1) - 1
    counts: Numbers = np.where(said.role == OUTCOME, -1, conditions)
    lacking = np.where(said.ancestor, 0, sense.lacking[said.concept])
    present: Numbers = np.where(said.fired, sense.shown[said.concept], 0) & counts
    absent: Numbers = np.where(said.fired, sense.denied[said.concept], lacking) & counts
    if asked.values["site"] != "yes":
        return said.unit, said.configuration, present, absent
    units, concepts = _of_sites(asked)
    return (
        np.concatenate((said.unit, units)),
        np.concatenate((said.configuration, np.full(len(units), -1))),
        np.concatenate((present, sense.shown[concepts] & conditions)),
        np.concatenate((absent, sense.denied[concepts] & conditions)),
    )


def _of_sites(asked: Asked) -> "tuple[Numbers, Numbers]":
    """Return units with the contexts of their whole sites, kinds too."""
    found, counted = asked.arrays("site-contexts"), asked.arrays("units-of-studies")
    of_unit = numbered.Pairs(numbered.plain(counted["study"]), numbered.plain(counted["unit"]))
    places, units = of_unit.follow(numbered.plain(found["study"]))
    return units, numbered.plain(found["concept"])[places]


def described(asked: Asked, names: Sequence[str]) -> Mapping[str, Row]:
    """Return what is known of each concept: its label, the roles in which it is coded, its kinds and opposites."""
    labels = numbered.concepts(asked)
    numbers = {name: number for number, (name, _) in labels.items()}
    coded = asked.arrays("roles-of-concepts")
    concepts, roles = numbered.plain(coded["concept"]), coded["role"].astype(object)
    opposites, narrower = numbered.opposites(asked), numbered.narrower(asked)
    found = {}
    for name in names:
        own = np.array([numbers[name]], dtype=np.int64)
        kinds, against = (pairs.follow(own)[1].tolist() for pairs in (narrower, opposites))
        found[name] = {
            "concept": name,
            "label": labels[numbers[name]][1],
            "roles": sorted(roles[concepts == numbers[name]].tolist()),
            "kinds": sorted(labels[each][0] for each in kinds if each != numbers[name]),
            "opposites": sorted(labels[each][0] for each in against),
        }
    return found
