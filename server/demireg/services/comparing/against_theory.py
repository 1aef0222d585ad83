"""What is there for or against a theory, in columns of numbers: matches of configurations and stances of studies.

The columns of a theory are kept in memory while no row of the table changes; a question picks what counts of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Named, Numbers

    Table = NDArray[np.bool_]

#: Stances by their number; the first four support.
STRONGEST: Final = ("", "refines", "extends", "qualifies", "corroborates", "inconclusive", "silent")
CONTRADICTS: Final = len(STRONGEST)
MIXED: Final = CONTRADICTS + 1
STANCES: Final = (*STRONGEST, "contradicts", "mixed")
_SUPPORTING: Final = 4


@dataclass(frozen=True, slots=True)
class Once:
    """The configurations that count, by number in order, each with its unit."""

    numbers: "Numbers"
    units: "Numbers"

    def among(self, numbers: "Numbers") -> "tuple[Numbers, Table]":
        """Return the place of each number among these, and whether it is one of them."""
        if not len(self.numbers):
            return np.zeros(len(numbers), dtype=np.int64), np.zeros(len(numbers), dtype=np.bool_)
        places = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return places, self.numbers[places] == numbers


@dataclass(frozen=True, slots=True)
class Matches:
    """What configurations match of a theory: a configuration and proposition a place, configurations in order.

    names: of the propositions, in order; proposition: the place of each among them. A match is in full, or counter
    (with an opposed outcome), or partly, or several of these.
    """

    names: Sequence[str]
    configuration: "Numbers"
    proposition: "Numbers"
    in_full: "Table"
    counter: "Table"
    partly: "Table"

    def words(self, kept: "Table") -> dict[int, list[str]]:
        """Return the names of the propositions at the kept places, in order, by configuration."""
        return numbered.parted(self.configuration[kept], [self.names[each] for each in self.proposition[kept].tolist()])


@dataclass(frozen=True, slots=True)
class Judged:
    """What studies say on a theory: a proposition and study a place; stance: the number of the study's stance."""

    names: Sequence[str]
    proposition: "Numbers"
    study: "Numbers"
    stance: "Numbers"


@dataclass(frozen=True, slots=True)
class Bases:
    """On which configurations stances rest, by proposition and study; configuration: the place of its name."""

    proposition: "Numbers"
    study: "Numbers"
    configuration: "Numbers"
    names: "NDArray[np.object_]"


def once(asked: Asked) -> Once:
    """Return the configurations that count; a synthesis is left out where a study that it synthesises is there."""
    found = asked.arrays("configurations-once")
    return Once(numbered.plain(found["number"]), numbered.plain(found["unit"]))


def chosen_units(asked: Asked) -> "Numbers":
    """Return the unit of each chosen study by its number, -1 for one that is not chosen."""
    found = asked.arrays("units-chosen")
    study = numbered.plain(found["study"])
    units = np.full(int(study.max(initial=0)) + 1, -1, dtype=np.int64)
    units[study] = numbered.plain(found["unit"])
    return units


def units_of(units: "Numbers", study: "Numbers") -> "Numbers":
    """Return the unit of each study, -1 for one that is not chosen."""
    return np.where(study < len(units), units[np.minimum(study, len(units) - 1)], -1)


def matches(asked: Asked, theory: str) -> Matches:
    """Return what configurations match of a theory, of all studies."""
    rows = asked.arrays("theory-matches", theory=theory)
    configuration, proposition = (numbered.plain(rows[name]) for name in ("configuration", "proposition"))
    in_full, counter, partly = (numbered.flags(rows[name]) for name in ("in_full", "counter", "partly"))
    return Matches(_names(asked, theory), configuration, proposition, in_full, counter, partly)


def judged(asked: Asked, theory: str) -> Judged:
    """Return what studies say on a theory, of all studies: several assessments make one stance by the method's rule."""
    rows = asked.arrays("theory-said", theory=theory)
    strongest, against = numbered.plain(rows["strongest"]), numbered.flags(rows["against"])
    supports = (strongest > 0) & (strongest <= _SUPPORTING)
    stance = np.where(against, np.where(supports, MIXED, CONTRADICTS), strongest)
    return Judged(_names(asked, theory), numbered.plain(rows["proposition"]), numbered.plain(rows["study"]), stance)


def bases(asked: Asked, theory: str) -> Bases:
    """Return on which configurations the stances on a theory rest, of all studies."""

    def read() -> Bases:
        rows = asked.arrays("theory-bases", theory=theory)
        names, places = numbered.ranked(rows["configuration"].tolist())
        return Bases(numbered.plain(rows["proposition"]), numbered.plain(rows["study"]), places, names)

    return asked.repository.table.kept(("bases", theory), read)


def studies(asked: Asked) -> "Named":
    """Return the names of all studies."""

    def read() -> "Named":
        found: dict[str, Any] = asked.arrays("names-of-units", unit="study")
        return numbered.Named(found["unit"].astype(np.int64), found["name"].astype(object))

    return asked.repository.table.kept("names of studies", read)


def by_group(
    keys: "Numbers", names: "Sequence[str] | NDArray[np.object_]", values: "Numbers"
) -> Mapping[int, list[str]]:
    """Return the names of the values of each key, distinct and in the order of the names."""
    many = len(names) + 1
    both = numbered.distinct(keys * many + values)
    return numbered.parted(both // many, [names[value] for value in (both % many).tolist()])


def _names(asked: Asked, theory: str) -> list[str]:
    return [str(row["proposition"]) for row in asked.rows("theory-names", theory=theory)]
