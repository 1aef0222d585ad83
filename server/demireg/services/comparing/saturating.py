"""The arithmetic of saturation: what each study brings that no earlier one had (measure 8.8 of the method)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import codings, numbered
from demireg.services.comparing.asking import Asked, Row
from demireg.services.comparing.codings import CONCEPTS, CONTEXT, INTERVENTION, ROLES
from demireg.services.comparing.later import Later

if TYPE_CHECKING:
    from demireg.services.comparing.numbered import Numbers


@dataclass(frozen=True, slots=True)
class Steps:
    """One row per study with a year, in the order of years and names, and what follows from all of them.

    once and sightings count units: concepts that one alone has (once_concepts), and pairs of unit and concept; base is
    None with fewer than two studies; silent are studies without a coded concept, and what these bring is None.
    """

    rows: Sequence[Row]
    silent: Sequence[str]
    once: int
    sightings: int
    once_concepts: list[str]
    base: int | None


def steps(asked: Asked) -> Steps:
    """Return the steps of the studies that are chosen; the row of each is made when it is read."""
    ordered = asked.arrays("saturation-order")
    many = len(ordered["study"])
    place, unit, concept = _seen(asked, numbered.plain(ordered["study"]))
    first = np.full(CONCEPTS, many, dtype=np.int64)
    np.minimum.at(first, concept, place)
    concepts = np.flatnonzero(first < many)
    of_units = int(unit.max(initial=0)) + 1
    sighted = numbered.distinct(concept * of_units + unit) // of_units
    units = np.bincount(sighted, minlength=CONCEPTS)[concepts]
    labels = numbered.concepts(asked)
    brought: dict[int, list[str]] = {}
    for number in sorted(concepts.tolist(), key=lambda each: labels[each][0]):
        brought.setdefault(int(first[number]), []).append(labels[number][0])
    base = sum(len(brought.get(each, ())) for each in (0, 1)) if many > 1 else None
    own = np.bincount(numbered.distinct(place * CONCEPTS + concept) // CONCEPTS, minlength=many)
    years, studies = numbered.plain(ordered["year"]), ordered["study_name"]
    silent = np.flatnonzero(own == 0)

    def rows() -> list[Row]:
        return _rows(list(zip(years.tolist(), studies.tolist(), own.tolist(), strict=True)), brought, base or 0)

    return Steps(
        rows=Later(many, rows),
        silent=Later(len(silent), lambda: list(studies[silent].tolist())),
        once=int(np.count_nonzero(units == 1)),
        sightings=int(units.sum()),
        once_concepts=sorted(labels[number][0] for number in concepts[units == 1].tolist()),
        base=base,
    )


def _seen(asked: Asked, studies: "Numbers") -> "tuple[Numbers, Numbers, Numbers]":
    """Return the place of the study, the unit and the concept of each coding that counts."""
    said, role = codings.independent(asked), asked.values["role"]
    if role == "any":
        counts = (said.role != INTERVENTION) & (said.fired | (said.role != CONTEXT))
    else:
        said = codings.of_role(asked, next(number for number, name in ROLES.items() if name == role))
        counts = said.fired | (said.role != CONTEXT)
    places = np.full(int(max(said.study.max(initial=0), studies.max(initial=0))) + 1, -1, dtype=np.int64)
    places[studies] = np.arange(len(studies))
    place = places[said.study]
    kept = np.flatnonzero(counts & ~said.ancestor & (place >= 0))
    return place[kept], said.unit[kept], said.concept[kept]


def _rows(studies: list[tuple[int, str, int]], brought: Mapping[int, list[str]], base: int) -> list[Row]:
    """Return the steps of studies, each given by its year, name, and how many concepts it has."""
    new = [len(brought.get(place, ())) for place in range(len(studies))]
    found: list[Row] = []
    nothing: list[str] = []
    for place, ((year, study, own), more, cumulative) in enumerate(zip(studies, new, accumulate(new), strict=True)):
        found.append(
            {
                "year": year,
                "study": study,
                "concepts": own,
                "new": more if own else None,
                "cumulative": cumulative,
                "ratio": more / base if own and base and place > 1 else None,
                "new_concepts": brought.get(place, nothing),
            }
        )
    return found
