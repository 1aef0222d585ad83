"""The arithmetic of demi-regularities (measure 8.4 of the method): an outcome that comes with a mechanism.

Among the units in which the mechanism worked: yes where the outcome, or a kind of it, came; no where its opposite came
or it did not come; else unknown. Yes in one configuration outweighs no in another. A synthesis is left out where the
mechanism worked in a study that it synthesises.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.diversity import diversity
from demireg.services.comparing.in_order import in_order

if TYPE_CHECKING:
    from demireg.services.comparing.numbered import Numbers

#: More than there are concepts, for making one number of several.
_CONCEPTS = 1 << 16
_UNITS = 1 << 30


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What makes a demi-regularity: so many known at least, such a share of yes, such diverse contexts."""

    least: float
    share: float
    diversity: float


@dataclass(frozen=True, slots=True)
class Regularity:
    """One mechanism and outcome, given by name and label: the units by what is known, and what follows.

    diversity: how the contexts of the units with yes differ, None where fewer than two have a coded context;
    contexts_unknown: those of them without one; configurations: those in which the outcome came, or did not.
    """

    mechanism: tuple[str, str]
    outcome: tuple[str, str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    unknown: tuple[str, ...]
    diversity: float | None
    contexts_unknown: tuple[str, ...]
    configurations: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def known(self) -> int:
        """In how many units the outcome is known."""
        return len(self.yes) + len(self.no)

    @property
    def share(self) -> float | None:
        """The share of yes among the known, None where nothing is known."""
        return len(self.yes) / self.known if self.known else None

    def holds(self, at: Thresholds) -> bool | None:
        """Tell whether it meets all thresholds; None where only the diversity could tell and is undefined."""
        if self.share is None or self.known < at.least or self.share < at.share:
            return False
        return None if self.diversity is None else self.diversity >= at.diversity


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of outcomes where mechanisms worked, a column each; yes or no in ``yes``."""

    mechanism: "Numbers"
    outcome: "Numbers"
    unit: "Numbers"
    yes: "Numbers"
    configuration: "Numbers"

    def only(self, rows: "Numbers | slice") -> "_Said":
        """Return these rows of it."""
        return _Said(*(getattr(self, name)[rows] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Mechanisms and outcomes by number, one of each a place."""

    mechanism: "Numbers"
    outcome: "Numbers"

    def first(self, count: int) -> "Pairs":
        """Return so many of them."""
        return Pairs(self.mechanism[:count], self.outcome[:count])


@dataclass(frozen=True, slots=True)
class _Read:
    """Where mechanisms worked: ``mechanism`` and ``unit`` in the order of mechanisms, and what is said of outcomes.

    ``said`` lies in the order of ``key``, which is one number of mechanism and outcome.
    """

    mechanism: "Numbers"
    unit: "Numbers"
    said: _Said
    key: "Numbers"


def _read(asked: Asked) -> _Read:
    rows = asked.arrays("worked")
    study, mechanism = numbered.plain(rows["study"]), numbered.plain(rows["mechanism"])
    counted = _counted(asked, study, mechanism)
    mechanism, unit = mechanism[counted], numbered.plain(rows["unit"])[counted]
    configuration = numbered.plain(rows["configuration"])[counted]
    outcome = numbered.plain(rows["outcome"])[counted]
    reached = numbered.flags(rows["reached"])[counted]
    came = np.flatnonzero(reached & (outcome >= 0))
    missed = np.flatnonzero(~reached & (outcome >= 0) & ~numbered.flags(rows["outcome_kind"])[counted])
    opposed, opposites = numbered.opposites(asked).follow(outcome[came])
    without, kinds = numbered.narrower(asked).follow(outcome[missed])
    row = np.concatenate((came, came[opposed], missed[without]))
    named = np.concatenate((outcome[came], opposites, kinds))
    yes = np.zeros(len(row), dtype=np.int64)
    yes[: len(came)] = 1
    said = _Said(mechanism[row], named, unit[row], yes, configuration[row])
    key = said.mechanism * _CONCEPTS + said.outcome
    order, by_mechanism = np.argsort(key, kind="stable"), np.argsort(mechanism, kind="stable")
    return _Read(mechanism[by_mechanism], unit[by_mechanism], said.only(order), key[order])


class Worked:
    """Where mechanisms worked, all of them or the one that is asked for; all are kept in memory."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        if not asked.values["mechanism"]:
            self._read = asked.repository.table.kept(("worked", asked.filters), lambda: _read(asked))
        else:
            self._read = _read(asked)
        self._contexts = numbered.contexts(asked)

    def one(self, mechanism: str, outcome: str) -> tuple[Regularity, ...]:
        """Return what is known of one pair, given by names; nothing where the mechanism worked nowhere."""
        numbers = {name: number for number, (name, _) in numbered.concepts(self._asked).items()}
        one, other = np.array([numbers[mechanism]]), np.array([numbers[outcome]])
        if not len(self._read.mechanism):
            return ()
        return self.regularities(Pairs(one, other))

    def pairs(self, at: Thresholds, outcome: str = "") -> "Pairs":
        """Return the pairs that are reported, those that may hold first, then by how often they are known.

        Those are pairs of concepts that are coded somewhere, with a yes, and known in so many units at least; of one
        outcome where it is given by name. Where nothing else tells, they are in the order of names.
        """
        said = self._coded()
        key = (said.mechanism * _CONCEPTS + said.outcome) * _UNITS + said.unit * 2 + said.yes
        key.sort()
        last = np.append(key[1:] >> 1 != key[:-1] >> 1, [True])[: len(key)]  # of one unit the yes stands last
        pair, known = np.unique(key[last] // _UNITS, return_counts=True)
        place = np.searchsorted(pair, key[last] // _UNITS)
        yes = np.bincount(place, weights=key[last] & 1, minlength=len(pair)).astype(np.int64)
        mechanism, came = pair // _CONCEPTS, pair % _CONCEPTS
        kept = (known >= at.least) & (yes > 0)
        if outcome:
            kept &= np.isin(
                came, [each for each, (name, _) in numbered.concepts(self._asked).items() if name == outcome]
            )
        mechanism, came, known, yes = mechanism[kept], came[kept], known[kept], yes[kept]
        names = in_order(self._asked).concepts
        order = np.lexsort((names(came), names(mechanism), -yes / known, -known, yes < at.share * known))
        return Pairs(mechanism[order], came[order])

    def regularities(self, pairs: Pairs) -> tuple[Regularity, ...]:
        """Return what is known of these pairs, in their order."""
        wanted = pairs.mechanism * _CONCEPTS + pairs.outcome
        first, last = (np.searchsorted(self._read.key, wanted, side) for side in ("left", "right"))
        naming = _Naming(self._asked)
        found = []
        for pair, start, end in zip(wanted.tolist(), first.tolist(), last.tolist(), strict=True):
            found.append(self._regularity(divmod(pair, _CONCEPTS), self._read.said.only(slice(start, end)), naming))
        return tuple(found)

    def _regularity(self, pair: tuple[int, int], said: _Said, naming: "_Naming") -> Regularity:
        start, end = (np.searchsorted(self._read.mechanism, pair[0], side) for side in ("left", "right"))
        worked = numbered.distinct(self._read.unit[start:end])
        came = said.yes == 1
        yes = numbered.distinct(said.unit[came])
        no = numbered.without(said.unit, yes)
        places, concepts = self._contexts.follow(said.configuration[came])
        of = said.unit[came][places]
        return Regularity(
            mechanism=naming.concepts[pair[0]],
            outcome=naming.concepts[pair[1]],
            yes=naming.units(yes),
            no=naming.units(no),
            unknown=naming.units(numbered.without(worked, numbered.distinct(said.unit))),
            diversity=diversity(of, concepts),
            contexts_unknown=naming.units(numbered.without(yes, numbered.distinct(of))),
            configurations=naming.configurations(numbered.distinct(said.configuration[came])),
            against=naming.configurations(numbered.distinct(said.configuration[~came])),
        )

    def _coded(self) -> _Said:
        """Return what is said of concepts that are coded themselves, not of what they are kinds of unless asked for."""
        kept = np.ones(len(self._read.key), dtype=bool)
        for role in ("mechanism", "outcome"):
            if not self._asked.values[role]:
                is_coded = np.zeros(_CONCEPTS, dtype=bool)
                is_coded[numbered.plain(self._asked.arrays(f"coded-{role}s")["concept"])] = True
                kept &= is_coded[getattr(self._read.said, role)]
        return self._read.said.only(np.flatnonzero(kept))


class _Naming:
    """Names of units, configurations and concepts, read once."""

    def __init__(self, asked: Asked) -> None:
        self.units = numbered.units(asked)
        self.configurations = numbered.configurations(asked)
        self.concepts = numbered.concepts(asked)


def _counted(asked: Asked, study: "Numbers", mechanism: "Numbers") -> "Numbers":
    """Return the places that count: without syntheses of a study in which the same mechanism worked."""
    found = asked.arrays("syntheses")
    syntheses = numbered.Pairs(numbered.plain(found["source"]), numbered.plain(found["study"]))
    places, repeating = syntheses.follow(study)
    repeated = repeating * _CONCEPTS + mechanism[places]
    return np.flatnonzero(np.isin(study * _CONCEPTS + mechanism, repeated, invert=True))
