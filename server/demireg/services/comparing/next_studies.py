"""Propose what a next study could look at: pairs widely reported apart, in countries and models without either."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from demireg.services.comparing.asking import Asked, Row

#: So many pairs are proposed, and so many places with each.
PROPOSED: Final = 10
PLACES: Final = 3
_SENTENCE: Final = (
    "Look for {context} with {mechanism}: {context_in} {units} report the one, {mechanism_in} the other, and none both "
    "in one configuration. {where}"
)


def next_studies(asked: Asked, rows: Sequence[Row], concepts: Mapping[int, Row]) -> list[dict[str, Any]]:
    """Return proposals for the open pairs of a gap map, those first of which the rarer concept is reported most.

    ``nobody_looked`` are the countries and service models in which no unit reports either concept, those with most
    units first; ``both_apart`` those in which both are reported, so that they could be looked for together.
    """
    best = sorted(rows, key=lambda row: -min(row["context_n"], row["mechanism_n"]))[:PROPOSED]
    ids = sorted({row[role] for row in best for role in ("context", "mechanism")})
    places = asked.rows("gaps-where", concepts=ids) if ids else []
    units = "studies" if asked.filters.unit == "study" else "programmes"
    return [_proposal(row, places, concepts, units) for row in best]


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
    return found | {"sentence": _SENTENCE.format(**(found | labels), units=units, where=_where(nobody))}


def _places(found: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    """Return countries and models apart, the first few of each, with how many units are there."""
    kept: dict[str, list[dict[str, Any]]] = {"country": [], "model": []}
    for place in found:
        if len(kept[place["what"]]) < PLACES:
            kept[place["what"]].append({"name": place["place"], "n": place["n"]})
    return kept


def _where(nobody: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    said = [f"{place['name']} ({place['n']})" for places in nobody.values() for place in places]
    if not said:
        return "Wherever studies are held, somebody reports one of them."
    return f"Nobody reports either in {', '.join(said)}."
