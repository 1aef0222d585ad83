"""Contradictions: one mechanism worked in two studies, and opposed outcomes came (measure 8.7 of the method).

A pair is explained where a context of one configuration opposes a context of the other, or is said to be absent there;
the others are questions for research. A mechanism that did not work contradicts nothing. A shared mechanism, opposed
outcomes and opposed contexts count where at least one of the two configurations is coded with the concept itself and
the other with it or a kind of it. The same pairs as ``queries/compare/contradictions.rq``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Final

import numpy as np

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked, Measure, Measured, Row
from demireg.services.comparing.opposing import Contexts, Opposed, Table, contexts, count, distinct, opposed, pairs
from demireg.services.queries import Param

_CUT: Final = "The list ends after {}; the counts are of all. Ask for one mechanism or outcome, or a larger `top`."
_OVERLAP: Final = (
    "The total counts each pair of configurations once. In the counts it stands under each mechanism and each pair of "
    "opposed outcomes that it shares."
)
_UNCOUNTED: Final = "The configurations are of too many kinds for a total; each count is exact. Ask for one mechanism."
COLUMNS: Final = ("first", "second", "mechanism", "outcomes", "explained", "contexts", "first_study", "second_study")


@dataclass(frozen=True, slots=True)
class _Named:
    """The names of concepts, by number."""

    concepts: Mapping[int, str]
    labels: Mapping[int, str]


def run(asked: Asked) -> Measured:
    """Return counts per mechanism and opposition, and the first pairs, those that nothing explains before others."""
    oppositions = _oppositions(asked)
    rows = asked.arrays("contradictions")
    known = contexts(asked.arrays("contradictions-contexts"), oppositions, np.unique(rows["configuration"]))
    concepts = asked.rows("concepts")
    named = _Named({row["id"]: row["concept"] for row in concepts}, {row["id"]: row["label"] for row in concepts})
    wanted = {number for number, name in named.concepts.items() if name == asked.values["outcome"]}
    chosen = frozenset(pair for pair in oppositions if not wanted or wanted & set(pair))
    held = [each for each in opposed(rows, known, chosen) if count(each, each.contradicts, each.study)]
    top = int(asked.number("top"))
    counts = sorted(_counts(asked, held, named, top), key=lambda row: (-row["unexplained"], -row["pairs"]))
    listed = _listed(asked, held, known, named)
    body = _totals(held) | {"counts": counts, "listed": listed, "known": len(counts), "unknown": 0}
    notes = [_OVERLAP] if len(counts) > 1 else []
    notes += [_UNCOUNTED] if body["pairs"] is None else []
    notes += [_CUT.format(top)] if len(listed) == top else []
    table = tuple(tuple(_flat(row[name]) for name in COLUMNS) for row in listed)
    return Measured(COLUMNS, table, body, tuple(notes))


def _totals(held: list[Opposed]) -> dict[str, Any]:
    """Return how many pairs there are, each once; None where that cannot be counted in one sweep."""
    found = distinct(held) if held else (0, 0)
    if found is None:
        return dict.fromkeys(("pairs", "explained", "unexplained"))
    every, explained = found
    return {"pairs": every, "explained": explained, "unexplained": every - explained}


def _flat(value: str | bool | list[str]) -> str | bool:
    return "; ".join(value) if isinstance(value, list) else value


def _oppositions(asked: Asked) -> frozenset[tuple[int, int]]:
    return frozenset((row["one"], row["other"]) for row in asked.rows("oppositions"))


def _counts(asked: Asked, held: Iterable[Opposed], named: _Named, top: int) -> Iterator[Row]:
    """Yield the counts of each mechanism and opposition; at most ``top`` units of each side are named."""
    sides = [[np.unique(each.unit[each.side(other)]) for other in (False, True)] for each in held]
    names = numbered.units(asked)
    for each, both in zip(held, sides, strict=True):
        every, explained = (count(each, table, each.study) for table in (each.contradicts, each.explained))
        yield {
            "mechanism": named.concepts[each.mechanism],
            "label": named.labels[each.mechanism],
            "pairs": every,
            "explained": explained,
            "unexplained": every - explained,
            "across_units": count(each, each.contradicts, each.unit),
            "configurations": int(np.count_nonzero(each.taking_part)),
            "sides": [
                {
                    "outcome": named.concepts[outcome],
                    "label": named.labels[outcome],
                    "units": len(units),
                    "named": [names.one(unit) for unit in units[:top].tolist()],
                }
                for outcome, units in zip(each.outcomes, both, strict=True)
            ],
        }


def _listed(asked: Asked, held: list[Opposed], known: Contexts, named: _Named) -> list[Row]:
    """Return the first pairs in the order of their configurations, those that nothing explains before the others."""
    top, kind = int(asked.number("top")), asked.values["explained"]
    found: list[tuple[bool, tuple[int, int, int], list[int]]] = []
    for explained in (False, True):
        if kind in {"both", "yes" if explained else "no"}:
            tables = [each.explained if explained else each.contradicts & ~each.explained for each in held]
            streams = [_keyed(each, table, at) for at, (each, table) in enumerate(zip(held, tables, strict=True))]
            grouped = groupby(merge(*streams), key=itemgetter(0))
            for key, same in islice(grouped, max(0, top - len(found))):
                found.append((explained, key, [at for _, at in same]))
    numbers = sorted({number for _, (one, other, _), _ in found for number in (one, other)})
    shown = {row["number"]: row for row in asked.rows("configurations", numbers=numbers)}
    rows = [_row(each, [held[at] for at in places], shown, known, named) for *each, places in found]
    return sorted(rows, key=itemgetter("explained", "first", "second", "mechanism"))


def _keyed(each: Opposed, table: Table, at: int) -> Iterator[tuple[tuple[int, int, int], int]]:
    for one, other in pairs(each, table):
        yield (one, other, each.mechanism), at


def _row(found: list[Any], held: list[Opposed], shown: Mapping[int, Row], known: Contexts, named: _Named) -> Row:
    explained, (one, other, mechanism) = found
    if shown[one]["configuration"] > shown[other]["configuration"]:
        one, other = other, one
    results = [text for each in held for text in _results(each, one, other, named)]
    return {
        "first": shown[one]["configuration"],
        "second": shown[other]["configuration"],
        "mechanism": named.concepts[mechanism],
        "outcomes": sorted(results),
        "explained": explained,
        "contexts": sorted(_reasons(known, named, *known.of(np.array([one, other])).tolist())),
        "first_study": shown[one]["study"],
        "second_study": shown[other]["study"],
    }


def _results(each: Opposed, one: int, other: int, named: _Named) -> Iterator[str]:
    """Yield what came in the first against what came in the second."""
    here, there = (int(each.state[np.searchsorted(each.configuration, number)]) for number in (one, other))
    for first, second in each.against(here, there):
        yield f"{named.concepts[first]} against {named.concepts[second]}"


def _reasons(known: Contexts, named: _Named, one: int, other: int) -> Iterator[str]:
    """Yield the contexts that tell two signatures apart, that of the first before that of the second."""
    for first, second in known.reasons(one, other):
        words = [named.concepts[each] if each is not None else "absence" for each in (first, second)]
        yield " against ".join(words)


MEASURE: Final = Measure(
    name="contradictions",
    title="Where did one mechanism lead to opposed outcomes, and does a context explain it?",
    summary=(
        "Pairs of configurations of different studies in which the same mechanism worked and opposed outcomes came. A "
        "pair is explained when a context of one opposes a context of the other or is said to be absent there; the "
        "others are questions for research. A mechanism that did not work contradicts nothing."
    ),
    run=run,
    params=(
        Param("mechanism", "optionalconcept", "", "one mechanism only"),
        Param("outcome", "optionalconcept", "", "one outcome only, with its opposites"),
        Param("explained", "choice", "both", "which pairs to list", ("yes", "no", "both")),
        Param("top", "number", "100", "how many pairs are listed, and units named, at most"),
    ),
    empty="In no two studies did one mechanism come with opposed outcomes. contrast has the unfired ones too.",
    example={"explained": "no"},
)
