"""Propose what a next study could look at: pairs widely reported apart, in countries and models without either."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.services.comparing import codings, numbered
from demireg.services.comparing.asking import Asked, Row

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: So many pairs are proposed, and so many places with each.
PROPOSED: Final = 10
PLACES: Final = 3
_SENTENCE: Final = (
    "Look for {context} with {mechanism}: {context_in} {units} report the one, {mechanism_in} the other, and none both "
    "in one configuration. {where}"
)

_WITHOUT: Final = {
    "country": "Countries in which nobody reports either",
    "model": "Service models of which nobody reports either",
}


def next_studies(asked: Asked, rows: Sequence[Row], concepts: Mapping[int, Row]) -> list[dict[str, Any]]:
    """Return proposals for the open pairs of a gap map, those first of which the rarer concept is reported most.

    ``nobody_looked`` are the countries and service models in which no unit reports either concept, those with most
    units first; ``both_apart`` those in which both are reported, so that they could be looked for together.
    """
    best = sorted(rows, key=lambda row: -min(row["context_n"], row["mechanism_n"]))[:PROPOSED]
    ids = sorted({row[role] for row in best for role in ("context", "mechanism")})
    places = _where_reported(asked, ids) if ids else []
    units = "studies" if asked.filters.unit == "study" else "programmes"
    return [_proposal(row, places, concepts, units) for row in best]


def _where_reported(asked: Asked, concepts: Sequence[int]) -> list[Row]:
    """Return countries and models with how many units are there and which of the concepts, most units first."""
    held = asked.repository.table.kept(("places", repr(asked.filters)), lambda: _Places(asked))
    coded = asked.repository.table.kept(("coded", asked.filters), lambda: _coded(asked, held.studies))
    reports = coded[:, list(concepts)]
    there: list[set[int]] = [set() for _ in held.names]
    places, columns = np.nonzero(reports[held.study])
    many = max(len(concepts), 1)
    for key in numbered.distinct(held.place[places] * many + columns).tolist():
        there[key // many].add(concepts[key % many])
    rows = [
        {"what": what, "place": place, "n": n, "concepts": found}
        for (what, place), n, found in zip(held.names, held.counts, there, strict=True)
    ]
    return sorted(rows, key=lambda row: (-row["n"], row["what"], row["place"]))


def _coded(asked: Asked, studies: int) -> "NDArray[np.bool_]":
    """Return which study, down, up to so many, codes which concept, across, in any role."""
    parts = [codings.of_role(asked, role) for role in codings.ROLES]
    widest = max(int(part.concept.max(initial=-1)) for part in parts) + 1
    found = np.zeros((studies, widest), dtype=bool)
    for part in parts:
        kept = np.flatnonzero(part.study < studies)
        found[part.study[kept], part.concept[kept]] = True
    return found


class _Places:
    """Countries and service models, read once: ``names`` with ``counts`` of units, and which study is in which."""

    def __init__(self, asked: Asked) -> None:
        rows = asked.arrays("gaps-places")
        found: dict[tuple[str, str], int] = {}
        pairs = zip(rows["what"].tolist(), rows["place"].tolist(), strict=True)
        self.place = np.array([found.setdefault(pair, len(found)) for pair in pairs], dtype=np.int64)
        self.study = numbered.plain(rows["study"])
        self.studies = int(self.study.max(initial=-1)) + 1
        self.names = list(found)
        unit = numbered.plain(rows["unit"])
        many = int(unit.max(initial=0)) + 1
        self.counts = np.bincount(numbered.distinct(self.place * many + unit) // many, minlength=len(found)).tolist()


def _proposal(row: Row, places: Sequence[Row], concepts: Mapping[int, Row], units: str) -> dict[str, Any]:
    both = {row["context"], row["mechanism"]}
    nobody = _places(place for place in places if both.isdisjoint(place["concepts"]))
    found: dict[str, Any] = {
        "context": concepts[row["context"]]["concept"],
        "mechanism": concepts[row["mechanism"]]["concept"],
        "context_in": row["context_n"],
        "mechanism_in": row["mechanism_n"],
        "within": row["within"],
        "nobody_looked": nobody,
        "both_apart": _places(place for place in places if both <= set(place["concepts"])),
    }
    labels = {role: concepts[row[role]]["label"] for role in ("context", "mechanism")}
    return found | {"sentence": _SENTENCE.format(**(found | labels), units=units, where=_where(nobody, units))}


def _places(found: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    """Return countries and models apart, the first few of each, with how many units are there."""
    kept: dict[str, list[dict[str, Any]]] = {"country": [], "model": []}
    for place in found:
        if len(kept[place["what"]]) < PLACES:
            kept[place["what"]].append({"name": place["place"], "n": place["n"]})
    return kept


def _where(nobody: Mapping[str, Sequence[Mapping[str, Any]]], units: str) -> str:
    said = [
        f"{words}: {', '.join(_counted(place, units) for place in nobody[what])}."
        for what, words in _WITHOUT.items()
        if nobody[what]
    ]
    return " ".join(said) or "Wherever studies are held, somebody reports one of them."


def _counted(place: Mapping[str, Any], units: str) -> str:
    one = {"studies": "study", "programmes": "programme"}[units]
    return f"{place['name']} ({place['n']} {one if place['n'] == 1 else units})"
