"""Links between concepts within configurations, and who speaks for them, in arrays of numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

#: A configuration's number is its study's times this, and its place.
_PLACES: Final = 16
#: Bits that a concept's number takes in a key.
_CONCEPT: Final = 20
#: So many groups of voices fit one number; the others, which speak least often, are counted as one.
MOST_GROUPS: Final = 62


@dataclass(frozen=True, slots=True)
class Linked:
    """One link. produces: M→O, otherwise C→M; configurations: sorted; units, voices: of each, a bit for each group."""

    produces: bool
    source: int
    target: int
    configurations: Numbers
    units: Numbers
    voices: Numbers

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
        study = link.configurations >> _PLACES
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
    studies, of_study = _gathered(configurations >> _PLACES, voices)
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
    mechanism, other = (np.asarray(rows[name], dtype=np.int64) for name in ("mechanism", "other"))
    link = (np.asarray(rows["produces"], dtype=np.int64) << 2 * _CONCEPT) | mechanism << _CONCEPT | other
    names, rank = np.unique(link, return_inverse=True)
    configuration = np.asarray(rows["configuration"], dtype=np.int64)
    width = max(int(configuration.max(initial=0)).bit_length(), 1)
    key = np.sort(rank.astype(np.int64) << width | configuration)
    key = key[np.diff(key, prepend=-1) != 0]
    held, study = key & ((1 << width) - 1), (key & ((1 << width) - 1)) >> _PLACES
    unit_of = np.full(int(max(study.max(initial=0), np.max(units["study"], initial=0))) + 1, -1, dtype=np.int64)
    unit_of[np.asarray(units["study"], dtype=np.int64)] = np.asarray(units["unit"], dtype=np.int64)
    unit = unit_of[study]
    key, held, unit = key[unit >= 0], held[unit >= 0], unit[unit >= 0]
    voices = known.of(held)
    edges = [*np.flatnonzero(np.diff(key >> width, prepend=-1)).tolist(), len(key)]
    low = (1 << _CONCEPT) - 1
    for begin, end in pairwise(edges):
        name = int(names[key[begin] >> width])
        produces, one, two = bool(name >> 2 * _CONCEPT), name >> _CONCEPT & low, name & low
        at = slice(begin, end)
        ends = (one, two) if produces else (two, one)
        yield Linked(produces, *ends, held[at], unit[at], voices[at])
