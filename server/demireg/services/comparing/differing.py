"""How diverse the contexts, sites, countries and models are in which propositions are supported (method 8.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import against_theory, numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.codings import CONCEPTS
from demireg.services.comparing.diversity import diversity
from demireg.services.comparing.later import Later
from demireg.services.comparing.unit_stances import counting

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.against_theory import Table
    from demireg.services.comparing.numbered import Numbers

_PLACES = ("sites", "countries", "models")


@dataclass(frozen=True, slots=True)
class Differing:
    """One proposition, ``P1`` within its theory, and where it is supported.

    diversity: None where fewer than two units have a coded context; units: those that support; known, unknown: of them
    those with and without one; contexts: those of each known unit; configurations: those that the supporting stances
    rest on.
    """

    proposition: str
    text: str
    diversity: float | None
    units: Sequence[str]
    known: Sequence[str]
    unknown: Sequence[str]
    contexts: Sequence[tuple[str, tuple[str, ...]]]
    sites: Sequence[str]
    countries: Sequence[str]
    models: Sequence[str]
    configurations: Sequence[str]


class _Words:
    """In which sites, countries and models all studies are, read once: by kind, studies, words, and which has which."""

    def __init__(self, asked: Asked) -> None:
        rows = asked.arrays("diversity-places")
        what, word, study = rows["what"].astype(object), rows["word"].astype(object), numbered.plain(rows["study"])
        self._held = {}
        self._wide = int(study.max(initial=-1)) + 1
        for kind in _PLACES:
            of_kind = np.flatnonzero(what == kind)
            self._held[kind] = study[of_kind], *numbered.ranked(word[of_kind].tolist())

    def __call__(self, studies: "Numbers", kind: str) -> Sequence[str]:
        """Return the distinct words of these studies, sorted."""
        study, words, places = self._held[kind]
        chosen = np.zeros(max(self._wide, int(studies.max(initial=-1)) + 1), dtype=np.bool_)
        chosen[studies] = True
        found = np.zeros(len(words), dtype=np.bool_)
        found[places[chosen[study]]] = True
        there = np.flatnonzero(found)
        return Later(len(there), lambda: tuple(words[there].tolist()))


class _Names:
    """What stands behind the numbers of all propositions."""

    def __init__(self, asked: Asked) -> None:
        self.units, self.configurations = numbered.units(asked), numbered.configurations(asked)
        self.concepts = {number: name for number, (name, _) in numbered.concepts(asked).items()}
        self.places = asked.repository.table.kept("words of studies", lambda: _Words(asked))


@dataclass(frozen=True, slots=True)
class _Behind:
    """What all support of a theory rests on, by proposition and study; ``configuration`` is -1 where there is none.

    name: of one that is not in the table; row, concept: the contexts of the configuration of each row, by row.
    """

    proposition: "Numbers"
    study: "Numbers"
    configuration: "Numbers"
    name: "NDArray[np.object_]"
    row: "Numbers"
    concept: "Numbers"


@dataclass(frozen=True, slots=True)
class _Rests:
    """Which rows count. kept: those of supporting studies that count; coded: of them, whose configurations count too.

    unit: that of each row's study.
    """

    behind: _Behind
    kept: "Table"
    coded: "Table"
    unit: "Numbers"


def differing(asked: Asked) -> tuple[Differing, ...]:
    """Return the propositions of the theory that is asked for, in their order."""
    rests, names = _rests(asked), _Names(asked)
    places = {str(row["proposition"]): place for place, row in enumerate(asked.rows("theory-names"))}
    found = []
    for each in asked.rows("diversity-propositions"):
        name = str(each["proposition"])
        found.append(_one((name, str(each["text"])), places[name], rests, names))
    return tuple(found)


def _behind(asked: Asked) -> _Behind:
    rows = asked.arrays("diversity")
    configuration = numbered.plain(rows["number"])
    coded = np.flatnonzero(configuration >= 0)
    row, concept = numbered.contexts(asked).follow(configuration[coded])
    name = np.ma.filled(rows["name"], "").astype(object)
    proposition, study = (numbered.plain(rows[each]) for each in ("proposition", "study"))
    return _Behind(proposition, study, configuration, name, coded[row], concept)


def _rests(asked: Asked) -> _Rests:
    """Return what counts; a synthesis is left out where a study that it synthesises takes a side itself."""
    table, theory = asked.repository.table, asked.values["theory"]
    behind = table.kept(("behind support", theory, asked.filters.profile), lambda: _behind(asked))
    units = against_theory.chosen_units(asked)
    unit = against_theory.units_of(units, behind.study)
    counts = counting(table, theory, asked.filters)
    kept = unit >= 0
    if counts.repeats.any():
        wide = max(counts.said.wide, len(units))
        repeated = (counts.said.proposition * wide + counts.said.study)[counts.repeats]
        kept &= ~np.isin(behind.proposition * wide + behind.study, repeated)
    coded = behind.configuration >= 0
    coded &= against_theory.units_of(units, behind.configuration >> numbered.PLACES) >= 0
    if asked.filters.values["stages"] is not None:
        coded &= np.isin(behind.configuration, asked.arrays("configurations-of-stages")["configuration"])
    return _Rests(behind, kept, kept & coded, unit)


def _one(proposition: tuple[str, str], place: int, rests: _Rests, names: _Names) -> Differing:
    behind = rests.behind
    own = _slice(behind.proposition, place, place + 1)
    kept = np.flatnonzero(rests.kept[own]) + own.start
    of = _slice(behind.row, own.start, own.stop)
    rows = behind.row[of]
    coded = rests.coded[rows]
    unit, concept = rests.unit[rows[coded]], behind.concept[of][coded]
    known = numbered.distinct(unit)
    unknown = numbered.without(rests.unit[kept], known)
    sites, countries, models = (names.places(behind.study[kept], name) for name in _PLACES)
    return Differing(
        proposition=proposition[0].rpartition("/")[2],
        text=proposition[1],
        diversity=diversity(unit, concept),
        units=names.units.later(np.concatenate((known, unknown))),
        known=names.units.later(known),
        unknown=names.units.later(unknown),
        contexts=Later(len(known), lambda: _contexts(unit, concept, names)),
        sites=sites,
        countries=countries,
        models=models,
        configurations=_configurations(behind, kept, names.configurations),
    )


def _slice(ordered: "Numbers", least: int, end: int) -> slice:
    """Return where the numbers from the least to before the end stand."""
    start, stop = np.searchsorted(ordered, (least, end)).tolist()
    return slice(start, stop)


def _configurations(behind: _Behind, kept: "Numbers", names: numbered.Named) -> Sequence[str]:
    """Return the names of the configurations at some rows, each once; some may not be in the table."""
    numbers = behind.configuration[kept]
    others = {*behind.name[kept[numbers < 0]].tolist()} - {""}
    held = numbered.distinct(numbers[numbers >= 0])
    if not others:
        return names.later(held)
    return Later(len(held) + len(others), lambda: tuple(sorted({*names(held), *others})))


def _contexts(unit: "Numbers", concept: "Numbers", names: _Names) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names of each unit's contexts, by the unit's name."""
    held = numbered.distinct(names.units.places(unit) * CONCEPTS + concept)
    sets = numbered.parted(held // CONCEPTS, (held % CONCEPTS).tolist())
    worded: dict[tuple[int, ...], tuple[str, ...]] = {}
    found = []
    for name, numbers in zip(names.units.at(np.array(list(sets), dtype=np.int64)), sets.values(), strict=True):
        key = tuple(numbers)
        if key not in worded:
            worded[key] = tuple(sorted(names.concepts[each] for each in key))
        found.append((name, worded[key]))
    return tuple(found)
