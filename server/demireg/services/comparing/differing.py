"""How diverse the contexts, sites, countries and models are in which propositions are supported (method 8.3)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.codings import CONCEPTS
from demireg.services.comparing.diversity import diversity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers

_PLACES = ("sites", "countries", "models")


@dataclass(frozen=True, slots=True)
class Differing:
    """One proposition, ``P1`` within its theory, and where it is supported.

    diversity: None where fewer than two units have a coded context; known, unknown: supporting units with and without
    one; contexts: those of each known unit; configurations: those that the supporting stances rest on.
    """

    proposition: str
    text: str
    diversity: float | None
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    contexts: tuple[tuple[str, tuple[str, ...]], ...]
    sites: tuple[str, ...]
    countries: tuple[str, ...]
    models: tuple[str, ...]
    configurations: tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """All supporting units."""
        return tuple(sorted((*self.known, *self.unknown)))


class _Words:
    """In which sites, countries and models all studies are, read once: by kind, studies, words, and which has which."""

    def __init__(self, asked: Asked) -> None:
        rows = asked.arrays("diversity-places")
        what, word, study = rows["what"].astype(object), rows["word"].astype(object), numbered.plain(rows["study"])
        self._held = {}
        for kind in _PLACES:
            of_kind = np.flatnonzero(what == kind)
            words, places = np.unique(word[of_kind], return_inverse=True)
            self._held[kind] = study[of_kind], words, places

    def __call__(self, studies: "Numbers", kind: str) -> tuple[str, ...]:
        """Return the distinct words of these studies, sorted."""
        study, words, places = self._held[kind]
        there = np.zeros(int(max(study.max(initial=0), studies.max(initial=0))) + 1, dtype=bool)
        there[studies] = True
        return tuple(words[numbered.distinct(places[there[study]])].tolist())


class _Names:
    """What stands behind the numbers of all propositions."""

    def __init__(self, asked: Asked) -> None:
        self.units, self.configurations = numbered.units(asked), numbered.configurations(asked)
        self.concepts = {number: name for number, (name, _) in numbered.concepts(asked).items()}
        self.contexts = numbered.contexts(asked)
        self.places = asked.repository.table.kept("words of studies", lambda: _Words(asked))


@dataclass(frozen=True, slots=True)
class _Behind:
    """Columns of what one proposition rests on; ``number`` is that of the configuration, -1 where there is none."""

    study: "Numbers"
    unit: "Numbers"
    number: "Numbers"
    counts: "NDArray[np.bool_]"

    def only(self, kept: "NDArray[np.bool_]") -> "_Behind":
        """Return some of the rows."""
        return _Behind(*(getattr(self, name)[kept] for name in self.__slots__))


def differing(asked: Asked) -> tuple[Differing, ...]:
    """Return the propositions of the theory that is asked for, in their order."""
    rows = asked.arrays("diversity")
    names = _Names(asked)
    study, unit, number = (numbered.plain(rows[name]) for name in ("study", "unit", "number"))
    every = _Behind(study, unit, number, numbered.flags(rows["counts"]))
    of, others = numbered.plain(rows["place"]), np.ma.filled(rows["name"], "").astype(object)
    found = []
    for place, each in enumerate(asked.rows("diversity-propositions")):
        there = of == place
        own = every.only(there)
        known = names.configurations(numbered.distinct(own.number[own.number >= 0]))
        configurations = tuple(sorted({*known, *others[there & (every.number < 0)].tolist()} - {""}))
        found.append(_one((str(each["proposition"]), str(each["text"])), own, names, configurations))
    return tuple(found)


def _one(proposition: tuple[str, str], own: _Behind, names: _Names, configurations: tuple[str, ...]) -> Differing:
    counted = own.only(own.counts & (own.number >= 0))
    places, concept = names.contexts.follow(counted.number)
    unit = counted.unit[places]
    known = numbered.distinct(unit)
    studies = numbered.distinct(own.study)
    sites, countries, models = (names.places(studies, name) for name in _PLACES)
    return Differing(
        proposition=proposition[0].rpartition("/")[2],
        text=proposition[1],
        diversity=diversity(unit, concept),
        known=names.units(known),
        unknown=names.units(numbered.without(own.unit, known)),
        contexts=_contexts(unit, concept, names),
        sites=sites,
        countries=countries,
        models=models,
        configurations=configurations,
    )


def _contexts(unit: "Numbers", concept: "Numbers", names: _Names) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names of each unit's contexts, by the unit's name."""
    held = numbered.distinct(names.units.places(unit) * CONCEPTS + concept)
    sets: dict[int, list[int]] = {}
    for place, number in zip((held // CONCEPTS).tolist(), (held % CONCEPTS).tolist(), strict=True):
        sets.setdefault(place, []).append(number)
    worded: dict[tuple[int, ...], tuple[str, ...]] = {}
    found = []
    for name, numbers in zip(names.units.at(np.array(list(sets), dtype=np.int64)), sets.values(), strict=True):
        key = tuple(numbers)
        if key not in worded:
            worded[key] = tuple(sorted(names.concepts[each] for each in key))
        found.append((name, worded[key]))
    return tuple(found)
