"""Contradictions: one mechanism worked in two studies, and opposed outcomes came (measure 8.7 of the method).

A pair is explained where a context of one configuration opposes a context of the other, or is said to be absent there;
the others are questions for research. A mechanism that did not work contradicts nothing. A shared mechanism, opposed
outcomes and opposed contexts count where at least one of the two configurations is coded with the concept itself and
the other with it or a kind of it. The same pairs as ``queries/compare/contradictions.rq``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked, Measure, Measured, Row
from demireg.services.queries import Param

if TYPE_CHECKING:
    from demireg.services.comparing.contradicting import Contradicting, Pair
    from demireg.services.comparing.telling import Table

_CUT: Final = "The list ends after {}; the counts are of all. Ask for one mechanism or outcome, or a larger `top`."
_OVERLAP: Final = (
    "The total counts each pair of configurations once. In the counts it stands under each mechanism and each pair of "
    "opposed outcomes that it shares."
)
_UNCOUNTED: Final = "The configurations are of too many kinds for a total; each count is exact. Ask for one mechanism."
COLUMNS: Final = ("first", "second", "mechanism", "outcomes", "explained", "contexts", "first_study", "second_study")


@dataclass(frozen=True, slots=True)
class _Named:
    """The names of concepts, by their places in the order of names."""

    concepts: Mapping[int, str]
    labels: Mapping[int, str]


def run(asked: Asked) -> Measured:
    """Return counts per mechanism and opposition, and the first pairs, those that nothing explains before others."""
    from demireg.services.comparing.contradicting import chosen, contradicting  # NumPy is read only when asked

    found = contradicting(asked, frozenset((row["one"], row["other"]) for row in asked.rows("oppositions")))
    concepts = asked.rows("places-of-concepts")
    named = _Named({row["place"]: row["concept"] for row in concepts}, {row["place"]: row["label"] for row in concepts})
    numbers = {name: number for number, name in named.concepts.items()}
    of = {name: numbers.get(asked.values[name], 0) for name in ("mechanism", "outcome")}
    wanted = chosen(found, of["mechanism"], of["outcome"])
    top = int(asked.number("top"))
    counts = sorted(_counts(asked, found, wanted, named), key=lambda row: (-row["unexplained"], -row["pairs"]))
    listed = _listed(asked, found, wanted, named)
    body = _totals(asked, found, wanted) | {"counts": counts, "listed": listed, "known": len(counts), "unknown": 0}
    notes = [_OVERLAP] if len(counts) > 1 else []
    notes += [_UNCOUNTED] if body["pairs"] is None else []
    notes += [_CUT.format(top)] if len(listed) == top else []
    table = tuple(tuple(_flat(row[name]) for name in COLUMNS) for row in listed)
    return Measured(COLUMNS, table, body, tuple(notes))


def _totals(asked: Asked, found: "Contradicting", wanted: "Table") -> dict[str, Any]:
    """Return how many pairs there are, each once; None where that cannot be counted in one sweep."""
    from demireg.services.comparing.contradicting import total

    of = (asked.filters, wanted.tobytes())
    counts = asked.repository.table.kept(("contradictions in all", *of), lambda: total(found, wanted))
    if counts is None:
        return dict.fromkeys(("pairs", "explained", "unexplained"))
    every, explained = counts
    return {"pairs": every, "explained": explained, "unexplained": every - explained}


def _flat(value: str | bool | list[str]) -> str | bool:
    return "; ".join(value) if isinstance(value, list) else value


def _counts(asked: Asked, found: "Contradicting", wanted: "Table", named: _Named) -> Iterator[Row]:
    """Yield the counts of each mechanism and opposition; at most ``top`` units of each side are named."""
    names, of, every = numbered.units(asked), found.held, found.cases
    top = int(asked.number("top"))
    for case in wanted.nonzero()[0].tolist():
        mechanism = int(of.mechanisms[every.mechanism[case]])
        pairs, explained = int(every.pairs[case]), int(every.explained[case])
        sides = []
        for side, place in enumerate(of.sides[int(every.side[case])]):
            outcome = int(of.outcomes[place])
            units = found.units[slice(*found.units_from[2 * case + side :][:2])]
            sides.append(
                {
                    "outcome": named.concepts[outcome],
                    "label": named.labels[outcome],
                    "units": len(units),
                    "named": names.later_at(units[:top]),
                }
            )
        yield {
            "mechanism": named.concepts[mechanism],
            "label": named.labels[mechanism],
            "pairs": pairs,
            "explained": explained,
            "unexplained": pairs - explained,
            "across_units": int(every.across[case]),
            "configurations": int(found.taking_part[case]),
            "sides": sides,
        }


def _listed(asked: Asked, found: "Contradicting", wanted: "Table", named: _Named) -> list[Row]:
    """Return the first pairs in the order of their configurations, those that nothing explains before the others."""
    from demireg.services.comparing.contradicting import first
    from demireg.services.comparing.in_order import in_order

    top, kind = int(asked.number("top")), asked.values["explained"]
    pairs: list[Pair] = []
    for explained in (False, True):
        if kind in {"both", "yes" if explained else "no"}:
            pairs += first(found, wanted, explained, top - len(pairs))
    lines = sorted({line for pair in pairs for line in (pair.one, pair.other)})
    numbers = in_order(asked).numbers(found.held.configuration[lines]).tolist() if lines else []
    rows_of = {row["number"]: row for row in asked.rows("configurations", numbers=numbers)}
    shown = {line: rows_of[number] for line, number in zip(lines, numbers, strict=True)}
    rows = [_row(pair, found, shown, named) for pair in pairs]
    return sorted(rows, key=itemgetter("explained", "first", "second", "mechanism"))


def _row(pair: "Pair", found: "Contradicting", shown: Mapping[int, Row], named: _Named) -> Row:
    one, other = sorted((pair.one, pair.other), key=lambda line: str(shown[line]["configuration"]))
    results = [text for case in pair.cases for text in _results(found, case, (one, other), named)]
    return {
        "first": shown[one]["configuration"],
        "second": shown[other]["configuration"],
        "mechanism": named.concepts[pair.mechanism],
        "outcomes": sorted(results),
        "explained": pair.explained,
        "contexts": sorted(_reasons(found, (one, other), named)),
        "first_study": shown[one]["study"],
        "second_study": shown[other]["study"],
    }


def _results(found: "Contradicting", case: int, pair: tuple[int, int], named: _Named) -> Iterator[str]:
    """Yield what came in the first against what came in the second."""
    from demireg.services.comparing.contradicting import results

    for first, second in results(found, case, *pair):
        yield f"{named.concepts[first]} against {named.concepts[second]}"


def _reasons(found: "Contradicting", pair: tuple[int, int], named: _Named) -> Iterator[str]:
    """Yield the contexts that tell two configurations apart, that of the first before that of the second."""
    from demireg.services.comparing.contradicting import reasons

    for first, second in reasons(found, *pair):
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
