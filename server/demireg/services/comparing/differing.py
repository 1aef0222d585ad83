"""How diverse the contexts, sites, countries and models are in which propositions are supported (method 8.3)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.diversity import diversity

if TYPE_CHECKING:
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


class _Names:
    """What stands behind the numbers of all propositions, read once."""

    def __init__(self, asked: Asked, rows: dict[str, Any]) -> None:
        self.units = numbered.units(asked)
        self.concepts = {number: name for number, (name, _) in numbered.concepts(asked).items()}
        numbers = numbered.distinct(numbered.plain(rows["study"])).tolist()
        self.studies = {row["study"]: row for row in asked.rows("diversity-studies", numbers=numbers)}

    def places(self, studies: "Numbers", name: str) -> tuple[str, ...]:
        """Return the distinct sites, countries or models of studies."""
        return tuple(sorted({word for study in studies.tolist() for word in self.studies[study][name] or ()}))


def differing(asked: Asked) -> tuple[Differing, ...]:
    """Return the propositions of the theory that is asked for, in their order."""
    rows = asked.arrays("diversity")
    names = _Names(asked, rows)
    propositions = asked.rows("diversity-propositions")
    of = rows["proposition"].astype(object)
    columns = {name: numbered.plain(rows[name]) for name in ("study", "unit", "concept")}
    behind = np.ma.filled(rows["configuration"], "").astype(object)
    found = []
    for each in propositions:
        reference = str(each["proposition"])
        there = of == reference
        own = {name: column[there] for name, column in columns.items()}
        configurations = tuple(sorted(set(behind[there].tolist()) - {""}))
        found.append(_one((reference, str(each["text"])), own, names, configurations))
    return tuple(found)


def _one(
    proposition: tuple[str, str], own: "dict[str, Numbers]", names: _Names, configurations: tuple[str, ...]
) -> Differing:
    coded = own["concept"] >= 0
    unit, concept = own["unit"][coded], own["concept"][coded]
    known = numbered.distinct(unit)
    studies = numbered.distinct(own["study"])
    sites, countries, models = (names.places(studies, name) for name in _PLACES)
    return Differing(
        proposition=proposition[0].rpartition("/")[2],
        text=proposition[1],
        diversity=diversity(unit, concept),
        known=names.units(known),
        unknown=names.units(numbered.without(own["unit"], known)),
        contexts=_contexts(unit, concept, names),
        sites=sites,
        countries=countries,
        models=models,
        configurations=configurations,
    )


def _contexts(unit: "Numbers", concept: "Numbers", names: _Names) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names of each unit's contexts, by the unit's name."""
    order = np.lexsort((concept, unit))
    unit, concept = unit[order], concept[order]
    found = []
    for (number,), part in numbered.runs(unit):
        held = numbered.distinct(concept[part]).tolist()
        found.append((names.units.one(number), tuple(sorted(names.concepts[each] for each in held))))
    return tuple(sorted(found))
