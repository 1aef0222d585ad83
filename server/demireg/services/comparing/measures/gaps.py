"""Gap map: which contexts stand with which mechanisms, and what kind of gap the rest is (measure 8.8 of the method).

cell(c, m) counts the units with context and mechanism in one configuration, the mechanism working or not. A cell
in which no unit reports the mechanism at work in the context is, the first that applies:

- refuted: a proposition whose pattern asks for both is contradicted, by a stance or a configuration with the opposed
  outcome, and no stance supports it;
- sought_not_found: the mechanism stands beside the stated absence of the context, or is coded there as unfired only;
- studied_not_reported: some unit reports both, though never in one configuration;
- not_studied: no unit reports both anywhere;
- implausible: nobody can record in a sheet that a pair cannot be, so that there are no such cells.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from demireg.services.comparing import naming
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.comparing.later import Later
from demireg.services.queries import Param

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from demireg.services.comparing.gap_map import Axis, GapMap, Sought
    from demireg.services.comparing.numbered import Named, Numbers

Pair = tuple[int, int]
#: So many units are named for one count in the map; where one pair is asked for, all are.
SHOWN: Final = 25
#: Kinds of a cell and what each means.
KINDS: Final = {
    "reported": "Some unit reports the mechanism at work in this context.",
    "not_studied": "No unit reports both anywhere.",
    "studied_not_reported": "Some unit reports both, but never in one configuration.",
    "sought_not_found": (
        "Somebody states that the context was absent where the mechanism stands, or that the mechanism did not work "
        "in it, and nobody reports it at work there."
    ),
    "refuted": "A proposition that asks for both is contradicted, and no study supports it.",
    "implausible": (
        "Nobody can record in a sheet yet that a context and a mechanism cannot stand together, so no cell is "
        "implausible."
    ),
}
#: The kinds of gaps.
GAPS: Final = tuple(name for name in KINDS if name != "reported")
_COLUMNS: Final = (
    "context",
    "mechanism",
    "kind",
    "together",
    "unfired",
    "within",
    "context_in",
    "mechanism_in",
    "units",
)
#: What is known of a cell before it is named; starts: where its units begin.
_COUNTS: Final = (
    "context",
    "mechanism",
    "context_n",
    "mechanism_n",
    "together",
    "unfired",
    "within",
    "starts",
)
_CAUTION: Final = (
    "A gap is a place to look, not a finding that nothing is there: what no sheet codes may stand in the papers."
)
_BOUNDED: Final = (
    "Of units behind one count, {} are named at most; name a context and a mechanism, and all are. Counts are exact."
)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a map, those first whose two concepts are reported most, and what they are made of.

    place: of each in the map; kinds: of each, by place among ``KINDS``; concepts: by number; sought, refuted: what is
    known of pairs of numbers that nobody reports; names: of units.
    """

    held: "GapMap"
    place: "Numbers"
    kinds: "NDArray[np.int8]"
    concepts: Mapping[int, Row]
    sought: "Sought"
    refuted: Mapping[Pair, Sequence[Row]]
    names: "Named"

    def counts(self, chosen: "Numbers") -> Iterator[dict[str, int]]:
        """Yield the counts of some cells, with the numbers of their concepts."""
        held, (down, across) = self.held, self.held.sides(self.place[chosen])
        columns = [held.contexts.concepts[down], held.mechanisms.concepts[across]]
        columns += [held.contexts.n[down], held.mechanisms.n[across]]
        columns += [each[down, across] for each in (held.together, held.unfired, held.within, held.starts)]
        for row in zip(*(column.tolist() for column in columns), strict=True):
            yield dict(zip(_COUNTS, row, strict=True))

    def made(self, chosen: "Numbers") -> list[dict[str, Any]]:
        """Return some cells with their kinds and what these rest on."""
        kinds = tuple(KINDS)
        counted = zip(self.counts(chosen), self.kinds[chosen].tolist(), strict=True)
        return [self._cell(row, kinds[kind]) for row, kind in counted]

    def _cell(self, row: Row, kind: str) -> dict[str, Any]:
        pair = row["context"], row["mechanism"]
        named = self.held.first[row["starts"] : row["starts"] + min(row["together"], SHOWN)]
        return {
            "context": self.concepts[pair[0]]["concept"],
            "mechanism": self.concepts[pair[1]]["concept"],
            "kind": kind,
            "together": row["together"],
            "unfired": row["unfired"],
            "within": row["within"],
            "context_in": row["context_n"],
            "mechanism_in": row["mechanism_n"],
            "units": self.names.at(named) if len(named) else [],
            "absent_in": self.sought.units.get(pair, []),
            "absent_configurations": self.sought.configurations.get(pair, []),
            "contradicted": [
                {"proposition": each["proposition"], "by": each["names"]} for each in self.refuted.get(pair, ())
            ],
        }


def run(asked: Asked) -> Measured:
    """Return the cells of the map, and as rows those that few or no units report, the most reported apart first."""
    from demireg.services.comparing.gap_map import gap_map  # NumPy is read only when something is compared

    most, reported = asked.number("together"), asked.number("reported")
    concepts = {row["id"]: row for row in asked.rows("concepts")}
    numbers = {row["concept"]: number for number, row in concepts.items()}
    chosen = {name: numbers.get(asked.values[name], 0) for name in ("context", "mechanism")}
    held = gap_map(asked, (chosen["context"], chosen["mechanism"]), reported, SHOWN)
    cells = _cells(asked, held, concepts)
    wanted = asked.values["kind"]
    place = {name: number for number, name in enumerate(KINDS)}
    listed = ((cells.kinds == place.get(wanted)) | (wanted == "any")).nonzero()[0]
    counts = {name: int((cells.kinds == number).sum()) for name, number in place.items()}
    unknown = counts["not_studied"] + counts["studied_not_reported"]
    some = len(cells.place) > 0
    body = {
        "contexts": _axis(held.contexts, concepts) if some else [],
        "mechanisms": _axis(held.mechanisms, concepts) if some else [],
        "known": len(cells.place) - unknown,
        "unknown": unknown,
        "kinds": {name: {"cells": counts[name], "meaning": meaning} for name, meaning in KINDS.items()},
        "cells": Later(len(listed), lambda: cells.made(listed)),
        "behind": _behind(asked, chosen),
        "next_studies": _next(asked, cells, listed),
    }
    notes = (_CAUTION, KINDS["implausible"], *((_BOUNDED.format(SHOWN),) if _cut(held) else ()))
    together = held.together.ravel()[cells.place[listed]]
    gaps = listed[(together <= most) | (cells.kinds[listed] != place["reported"])]
    return Measured(_COLUMNS, Later(len(gaps), lambda: tuple(map(_row, cells.made(gaps)))), body, notes)


def _next(asked: Asked, cells: Cells, listed: "Numbers") -> list[dict[str, Any]]:
    """Return what a next study could look at, of the cells of the listed ones in which nobody has looked."""
    from demireg.services.comparing.gap_map import NOT_STUDIED, NOT_TOGETHER, most_apart
    from demireg.services.comparing.next_studies import PROPOSED, next_studies

    found = cells.kinds[listed]
    nobody = listed[(found == NOT_STUDIED) | (found == NOT_TOGETHER)]
    best = nobody[most_apart(cells.held, cells.place[nobody], PROPOSED)]
    return next_studies(asked, list(cells.counts(best)), cells.concepts)


def _cells(asked: Asked, held: "GapMap", concepts: Mapping[int, Row]) -> Cells:
    """Return the cells in order, each with its kind, and what is known of pairs that nobody reports."""
    from demireg.services.comparing import numbered
    from demireg.services.comparing.gap_map import kinds, ordered, sought

    refuted: dict[Pair, list[Row]] = {}
    for row in asked.rows("gaps-refuted"):
        refuted.setdefault((row["context"], row["mechanism"]), []).append(row)
    absent = sought(asked)
    names = {number: str(row["concept"]) for number, row in concepts.items()}
    place = ordered(held, names)
    return Cells(
        held, place, kinds(held, refuted, absent.units)[place], concepts, absent, refuted, numbered.units(asked)
    )


def _axis(axis: "Axis", concepts: Mapping[int, Row]) -> list[dict[str, Any]]:
    """Return the concepts of one side with how many units report each, most first."""
    found = [
        {"concept": concepts[number]["concept"], "label": concepts[number]["label"], "n": n, "units": axis.units[place]}
        for place, (number, n) in enumerate(zip(axis.concepts.tolist(), axis.n.tolist(), strict=True))
    ]
    return sorted(found, key=lambda each: (-each["n"], each["concept"]))


def _behind(asked: Asked, chosen: Mapping[str, int]) -> dict[str, Any]:
    """Return all units and configurations with the context alone, the mechanism alone and both, of one asked pair."""
    if not all(chosen.values()):
        return {}
    found = {row["what"]: row for row in asked.rows("gaps-configurations", **chosen)}
    return {
        what: {name: found[what][name] if what in found else [] for name in ("units", "configurations")}
        for what in ("both", "context", "mechanism")
    }


def _cut(held: "GapMap") -> bool:
    counts = (held.contexts.n, held.mechanisms.n, held.together)
    return any(count.max(initial=0) > SHOWN for count in counts) and held.together.size > 0


def _row(cell: Mapping[str, Any]) -> tuple[Value, ...]:
    behind = dict.fromkeys((*cell["units"], *cell["absent_in"], *(u for c in cell["contradicted"] for u in c["by"])))
    return (*(cell[name] for name in _COLUMNS[:-1]), " ".join(behind))


MEASURE: Final = Measure(
    name="gaps",
    title="Which contexts has nobody seen together with which mechanisms, and why not?",
    summary=(
        "Contexts and mechanisms that enough programmes report, and how many have both in one configuration, the "
        "mechanism working or not; kinds of a concept count. What is empty is told apart: not studied, studied and "
        "not reported, sought and not found, refuted, implausible. The pairs most reported apart are proposed for a "
        "next study, where nobody has looked."
    ),
    run=run,
    params=(
        Param(
            "reported", "number", "2", "how many programmes report each of the two at least", within=(1, naming.MOST)
        ),
        Param(
            "together",
            "number",
            "0",
            "how many programmes have both in one configuration at most",
            within=(0, naming.MOST),
        ),
        Param("context", "optionalconcept", "", "this context only"),
        Param("mechanism", "optionalconcept", "", "this mechanism only"),
        Param("kind", "choice", "any", "only cells of this kind are listed; all are counted", ("any", *GAPS)),
    ),
    empty="Every pair that enough programmes report stands together somewhere. Ask for fewer.",
)
