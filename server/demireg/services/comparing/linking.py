"""Links between concepts within configurations, and who speaks for them, in arrays of numbers.

All numbers are places in the order of names, so that what comes first does so by name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from demireg.services.comparing.grouping import Numbers, distinct
from demireg.services.comparing.numbered import PLACES

#: So many groups of voices fit one number; the others, which speak least often, are counted as one.
MOST_GROUPS: Final = 62


@dataclass(frozen=True, slots=True)
class Linked:
    """One link. produces: M→O, otherwise C→M; configurations: sorted; voices: of each, a bit for each group.

    units: in how many units it stands.
    """

    produces: bool
    source: int
    target: int
    configurations: Numbers
    voices: Numbers
    units: int

    @property
    def spoken(self) -> int:
        """All groups that speak for the link, one bit each."""
        return int(np.bitwise_or.reduce(self.voices))


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks where, one bit a group: by configuration, and in all configurations of a study; both sorted."""

    configurations: Numbers
    voices: Numbers
    studies: Numbers
    of_study: Numbers

    def of(self, configurations: Numbers) -> Numbers:
        """Return the groups that speak in each configuration."""
        return _looked_up(self.configurations, self.voices, configurations)

    def elsewhere(self, link: Linked) -> tuple[Numbers, Numbers]:
        """Return the studies of a link, and for each the groups that speak in it but not for the link."""
        study = link.configurations >> PLACES
        begins = np.flatnonzero(np.diff(study, prepend=-1))
        own = np.bitwise_or.reduceat(link.voices, begins)
        return study[begins], _looked_up(self.studies, self.of_study, study[begins]) & ~own


def _looked_up(keys: Numbers, values: Numbers, wanted: Numbers) -> Numbers:
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, values[place], 0)


def speakers(rows: Mapping[str, Any], bits: Sequence[int]) -> Speakers:
    """Return who speaks where from rows of configuration and voice; ``bits``: of each voice the bit of its group."""
    number = np.asarray(rows["configuration"], dtype=np.int64)
    bit = np.asarray(bits, dtype=np.int64)[np.asarray(rows["voice"], dtype=np.int64)]
    configurations, voices = _gathered(number, bit)
    studies, of_study = _gathered(configurations >> PLACES, voices)
    return Speakers(configurations, voices, studies, of_study)


def _gathered(keys: Numbers, bits: Numbers) -> tuple[Numbers, Numbers]:
    if not len(keys):
        return keys, bits
    order = np.argsort(keys, kind="stable")
    held = keys[order]
    begins = np.flatnonzero(np.diff(held, prepend=-1))
    return held[begins], np.bitwise_or.reduceat(bits[order], begins)


def linked(rows: Mapping[str, Any], units: Mapping[str, Any], known: Speakers) -> Iterator[Linked]:
    """Yield each link of rows of produces, mechanism, other and configuration, of the studies in ``units`` alone."""
    configuration = np.asarray(rows["configuration"], dtype=np.int64)
    unit_of = by_number(units["study"], units["unit"], int(configuration.max(initial=0) >> PLACES))
    names, rank = _ranked(rows)
    width = max(int(configuration.max(initial=0)).bit_length(), 1)
    key = distinct(np.sort((rank << width | configuration)[unit_of[configuration >> PLACES] >= 0]))
    held, place = key & ((1 << width) - 1), key >> width
    unit = unit_of[held >> PLACES]
    wide = max(int(unit.max(initial=0)).bit_length(), 1)
    sizes = np.bincount(distinct(np.sort(place << wide | unit)) >> wide, minlength=len(names)).tolist()
    voices = known.of(held)
    edges = [*np.flatnonzero(np.diff(place, prepend=-1)).tolist(), len(key)]
    for begin, end in pairwise(edges):
        at = int(place[begin])
        produces, one, two = names[at]
        ends = (one, two) if produces else (two, one)
        yield Linked(bool(produces), *ends, held[begin:end], voices[begin:end], sizes[at])


def by_number(numbers: Numbers, values: Numbers, most: int) -> Numbers:
    """Return values by number up to the greatest of the numbers and ``most``, -1 where there is none."""
    found = np.full(max(int(np.max(numbers, initial=0)), most) + 1, -1, dtype=np.int64)
    found[np.asarray(numbers, dtype=np.int64)] = np.asarray(values, dtype=np.int64)
    return found


def _ranked(rows: Mapping[str, Any]) -> tuple[list[tuple[int, int, int]], Numbers]:
    """Return the links, as produces, mechanism and other concept, and for each row the place of its own."""
    produces, mechanism, other = (np.asarray(rows[name], dtype=np.int64) for name in ("produces", "mechanism", "other"))
    width = int(max(mechanism.max(initial=0), other.max(initial=0))) + 1
    link = (produces * width + mechanism) * width + other
    present = np.zeros(2 * width * width, dtype=np.bool_)
    present[link] = True
    rank = (np.cumsum(present) - 1)[link]
    names = np.flatnonzero(present)
    return [(each // width // width, each // width % width, each % width) for each in names.tolist()], rank
