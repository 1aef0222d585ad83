"""The places of a theory's matrix of which anything is said or inferred, where there are very many studies."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.services.comparing import against_theory, numbered
from demireg.services.comparing.against_theory import PLACES, STANCES
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.stances import NOT_ASSESSED

if TYPE_CHECKING:
    from demireg.services.comparing.numbered import Numbers

#: proposition, study, stance, basis, matches, counter, partly: names, sorted where several.
Cell = tuple[str, str, str, list[str], list[str], list[str], list[str]]
#: One for all places, not to be altered: thousands of empty lists would cost more than the rest.
_NONE: Final[list[str]] = []
_STUDY: Final = ("id", "label", "year", "programme", "country", "text_seen", "synthesises")


def cells(asked: Asked, theory: str) -> list[Cell]:
    """Return the places of chosen studies of which anything is said or inferred, by proposition and study."""
    units = against_theory.chosen_units(asked)
    said = against_theory.judged(asked, theory)
    wide = len(units)
    judged = against_theory.units_of(units, said.study) >= 0
    keys = (said.proposition * wide + said.study)[judged]
    matched, full, counter, partly = _matches(asked, theory, units)
    every = numbered.distinct(np.concatenate((keys, matched)))
    stance = dict(zip(keys.tolist(), said.stance[judged].tolist(), strict=True))
    basis = _bases(asked, theory, units)
    names = against_theory.studies(asked)
    place = names.places(every % wide)
    order = np.lexsort((place, every // wide))
    columns = (every[order].tolist(), (every // wide)[order].tolist(), names.at(place[order]))
    return [
        (
            said.names[proposition],
            study,
            STANCES[stance[key]] if key in stance else NOT_ASSESSED,
            basis.get(key, _NONE),
            full.get(key, _NONE),
            counter.get(key, _NONE),
            partly.get(key, _NONE),
        )
        for key, proposition, study in zip(*columns, strict=True)
    ]


def studies_of(asked: Asked) -> Mapping[str, dict[str, Any]]:
    """Return what a matrix shows of each chosen study, by its name, in order."""

    def read() -> Mapping[str, dict[str, Any]]:
        values = {**asked.filters.values, "needed": None}
        rows = asked.repository.table.named("measures/matrix-studies", values)
        return {str(row[0]): dict(zip(_STUDY, row, strict=True)) for row in rows}

    return asked.repository.table.kept(("studies of a matrix", asked.filters), read)


def _matches(
    asked: Asked, theory: str, units: "Numbers"
) -> "tuple[Numbers, dict[int, list[str]], dict[int, list[str]], dict[int, list[str]]]":
    """Return the places with matches, and the configurations that match in full, counter and partly, by place."""
    found, named = against_theory.matches(asked, theory), numbered.configurations(asked)
    study = found.configuration >> PLACES
    kept = against_theory.units_of(units, study) >= 0
    keys = found.proposition * len(units) + study
    full, counter, partly = (
        _words(keys[at], named.places(found.configuration[at]), named)
        for at in (kept & found.in_full, kept & found.counter, kept & found.partly & ~found.in_full)
    )
    return keys[kept], full, counter, partly


def _words(keys: "Numbers", places: "Numbers", named: numbered.Named) -> dict[int, list[str]]:
    """Return names by key, sorted."""
    order = np.lexsort((places, keys))
    found: dict[int, list[str]] = {}
    for key, name in zip(keys[order].tolist(), named.at(places[order]), strict=True):
        found.setdefault(key, []).append(name)
    return found


def _bases(asked: Asked, theory: str, units: "Numbers") -> Mapping[int, list[str]]:
    """Return the configurations on which stances rest, by place."""
    rest = against_theory.bases(asked, theory)
    kept = against_theory.units_of(units, rest.study) >= 0
    keys = (rest.proposition * len(units) + rest.study)[kept]
    return against_theory.by_group(keys, rest.names, rest.configuration[kept])
