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

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.queries import Param

if TYPE_CHECKING:
    from demireg.services.comparing.gap_map import Axis, GapMap, Sought

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
_CAUTION: Final = (
    "A gap is a place to look, not a finding that nothing is there: what no sheet codes may stand in the papers."
)
_BOUNDED: Final = (
    "Of units behind one count, {} are named at most; name a context and a mechanism, and all are. Counts are exact."
)


@dataclass(frozen=True, slots=True)
class Cells:
    """What the cells are made of: concepts by number, and what is known of pairs that nobody reports."""

    concepts: Mapping[int, Row]
    sought: "Sought"
    refuted: Mapping[Pair, Sequence[Row]]
    #: More than there are concepts: pairs of ``sought`` are one number.
    many: int

    def cell(self, row: Row) -> dict[str, Any]:
        """Return one cell with its kind and what that rests on."""
        pair = row["context"], row["mechanism"]
        against = self.refuted.get(pair, ())
        absent = self.sought.units.get(pair[0] * self.many + pair[1], [])
        return {
            "context": self.concepts[pair[0]]["concept"],
            "mechanism": self.concepts[pair[1]]["concept"],
            "kind": kind(row, bool(against), bool(absent)),
            "together": row["together"],
            "unfired": row["unfired"],
            "within": row["within"],
            "context_in": row["context_n"],
            "mechanism_in": row["mechanism_n"],
            "units": row["units"],
            "absent_in": absent,
            "absent_configurations": self.sought.configurations.get(pair[0] * self.many + pair[1], []),
            "contradicted": [{"proposition": each["proposition"], "by": each["names"]} for each in against],
        }


def kind(row: Row, refuted: bool, absent: bool) -> str:
    """Return the kind of a cell, a key of ``KINDS``."""
    if row["together"] > row["unfired"]:
        return "reported"
    if refuted:
        return "refuted"
    if absent or row["unfired"]:
        return "sought_not_found"
    return "studied_not_reported" if row["within"] else "not_studied"


def run(asked: Asked) -> Measured:
    """Return the cells of the map, and as rows those that few or no units report, the most reported apart first."""
    from demireg.services.comparing.gap_map import gap_map  # NumPy is read only when something is compared
    from demireg.services.comparing.next_studies import next_studies

    most, reported = asked.number("together"), asked.number("reported")
    if reported < 1 or most < 0:
        raise BadParameter("'reported' is 1 or more and 'together' is 0 or more: both count programmes or studies.")
    concepts = {row["id"]: row for row in asked.rows("concepts")}
    numbers = {row["concept"]: number for number, row in concepts.items()}
    chosen = {name: numbers.get(asked.values[name], 0) for name in ("context", "mechanism")}
    held = gap_map(asked, (chosen["context"], chosen["mechanism"]), reported, SHOWN)
    rows = sorted(_rows(held), key=lambda row: _order(row, concepts))
    cells = _cells(asked, concepts)
    found = [cells.cell(row) for row in rows]
    wanted = asked.values["kind"]
    listed = [each for each in found if wanted in {"any", each["kind"]}]
    counts = Counter(each["kind"] for each in found)
    unknown = counts["not_studied"] + counts["studied_not_reported"]
    body = {
        "contexts": _axis(held.contexts, concepts) if found else [],
        "mechanisms": _axis(held.mechanisms, concepts) if found else [],
        "known": len(found) - unknown,
        "unknown": unknown,
        "kinds": {name: {"cells": counts[name], "meaning": meaning} for name, meaning in KINDS.items()},
        "cells": listed,
        "behind": _behind(asked, chosen),
        "next_studies": next_studies(
            asked, [row for row, each in zip(rows, found, strict=True) if _open(each, wanted)], concepts
        ),
    }
    notes = (_CAUTION, KINDS["implausible"], *((_BOUNDED.format(SHOWN),) if _cut(held) else ()))
    gaps = (each for each in listed if each["together"] <= most or each["kind"] != "reported")
    return Measured(_COLUMNS, tuple(map(_row, gaps)), body, notes)


def _open(cell: Mapping[str, Any], wanted: str) -> bool:
    """Return whether a cell is a place where nobody has looked, of the kind that is wanted."""
    return cell["kind"] in {"not_studied", "studied_not_reported"} and wanted in {"any", cell["kind"]}


def _order(row: Row, concepts: Mapping[int, Row]) -> tuple[int, str, str]:
    one, other = (str(concepts[row[name]]["concept"]) for name in ("context", "mechanism"))
    return -row["context_n"] - row["mechanism_n"], one, other


def _rows(held: "GapMap") -> Iterator[Row]:
    """Yield the cells, each with its counts."""
    counts = zip(held.together.tolist(), held.unfired.tolist(), held.within.tolist(), strict=True)
    sides = [zip(axis.concepts.tolist(), axis.n.tolist(), strict=True) for axis in (held.contexts, held.mechanisms)]
    for place, (((context, n), (mechanism, other)), count) in enumerate(zip(product(*sides), counts, strict=True)):
        yield {
            "context": context,
            "mechanism": mechanism,
            "context_n": n,
            "mechanism_n": other,
            "together": count[0],
            "unfired": count[1],
            "within": count[2],
            "units": held.units.get(place, []),
        }


def _cells(asked: Asked, concepts: Mapping[int, Row]) -> Cells:
    from demireg.services.comparing.codings import CONCEPTS
    from demireg.services.comparing.gap_map import sought

    refuted: dict[Pair, list[Row]] = {}
    for row in asked.rows("gaps-refuted"):
        refuted.setdefault((row["context"], row["mechanism"]), []).append(row)
    return Cells(concepts, sought(asked), refuted, CONCEPTS)


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
    return any(count.max(initial=0) > SHOWN for count in counts) and len(held.together) > 0


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
        Param("reported", "number", "2", "how many programmes report each of the two at least"),
        Param("together", "number", "0", "how many programmes have both in one configuration at most"),
        Param("context", "optionalconcept", "", "this context only"),
        Param("mechanism", "optionalconcept", "", "this mechanism only"),
        Param("kind", "choice", "any", "only cells of this kind are listed; all are counted", ("any", *GAPS)),
    ),
    empty="Every pair that enough programmes report stands together somewhere. Ask for fewer.",
)
