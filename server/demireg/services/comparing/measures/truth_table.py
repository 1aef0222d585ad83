"""Truth table of crisp qualitative comparative analysis (measure 8.6 of the method; Ragin 1987).

A case is a unit (programme or study) in which every condition and the outcome are known. A row is positive when the
consistency of its cases reaches ``least``; the conservative solution is minimised over positive rows that were
observed, and assumes nothing of the remainders. Consistency of X ⇒ Y is Σmin(X, Y)/ΣX, coverage Σmin(X, Y)/ΣY.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.comparing.minimising import Minimised, Term, minimise
from demireg.services.queries import Param

#: More conditions than these are refused.
MOST: Final = 20
_TOO_MANY: Final = (
    "{} conditions are too many: they make {:,} rows, and the studies there are could fill next to none of them. "
    "Name at most {}; three to six are usual."
)
_CAUTION: Final = (
    "A truth table shows what occurs together, without the generative process. It is no explanation, and the "
    "conservative solution assumes nothing of rows that nobody observed."
)
_RULE: Final = (
    "Present where it or a kind of it is coded, in any role; absent where its opposite is coded, or it is coded as "
    "absent, unfired or unachieved; else unknown. Present counts where both are coded in one unit. The outcome is "
    "read from outcomes only."
)
_ALWAYS: Final = (
    "Every case has the same outcome ({}), so each condition is as consistent as any other and none explains. {}"
)
_NEVER_DENIED: Final = "{} has no opposite in the vocabulary: only units that say it was not achieved can be without."


@dataclass(frozen=True, slots=True)
class Line:
    """One row: ``values`` as bits of the conditions, the cases with the outcome and without, what is behind them."""

    values: int
    reached: tuple[str, ...]
    missed: tuple[str, ...]
    configurations: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many cases there are."""
        return len(self.reached) + len(self.missed)

    @property
    def consistency(self) -> float:
        """The share of cases with the outcome."""
        return len(self.reached) / self.n

    @property
    def contradictory(self) -> bool:
        """Whether cases of the same conditions differ in the outcome."""
        return 0 < self.consistency < 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of ``k`` conditions, and the units left out by the bits of what is unknown in them (bit k: outcome)."""

    k: int
    lines: tuple[Line, ...]
    left_out: Mapping[int, tuple[str, ...]]
    both: Mapping[int, int]

    @property
    def cases(self) -> int:
        """How many units are in the table."""
        return sum(line.n for line in self.lines)

    @property
    def omitted(self) -> int:
        """How many units are not."""
        return sum(map(len, self.left_out.values()))

    def unknown(self, place: int) -> int:
        """In how many units one condition, or the outcome, is unknown."""
        return sum(len(units) for bits, units in self.left_out.items() if bits >> place & 1)

    def figures(self, terms: Sequence[Term]) -> dict[str, Any]:
        """Return how far the outcome follows where any of the terms holds; what is undefined is None."""
        held = [line for line in self.lines if any(term.holds(line.values) for term in terms)]
        both, there = sum(len(line.reached) for line in held), sum(line.n for line in held)
        reached = sum(len(line.reached) for line in self.lines)
        return {
            "n": there,
            "with_outcome": both,
            "consistency": both / there if there else None,
            "coverage": both / reached if reached else None,
            "units": sorted(unit for line in held for unit in (*line.reached, *line.missed)),
        }


def run(asked: Asked) -> Measured:
    """Return the rows, most cases first, and the conservative solutions. Raises BadParameter for no table at all."""
    from demireg.services.comparing.signatures import described, signatures  # NumPy is read only when it is needed

    conditions, outcome, least = _checked(asked)
    names = [*conditions, outcome]
    table = tabulated(signatures(asked, names), len(conditions))
    concepts = described(asked, names)
    positive = [line.values for line in table.lines if line.consistency >= least]
    found = minimise(positive, table.k)
    body = {
        "conditions": [_condition(table, place, concepts[name]) for place, name in enumerate(conditions)],
        "outcome": concepts[outcome] | {"unknown": table.unknown(table.k), "both": table.both.get(table.k, 0)},
        "least": least,
        "calibration": _RULE,
        "known": table.cases,
        "unknown": table.omitted,
        "rows": [_line(line, conditions, least) for line in table.lines],
        "remainders": 2**table.k - len(table.lines),
        "left_out": [
            {
                "unknown": [name for place, name in enumerate(names) if bits >> place & 1],
                "n": len(units),
                "units": units,
            }
            for bits, units in table.left_out.items()
        ],
        "solutions": [_solution(table, terms, conditions) for terms in found.solutions],
        "exact": found.exact,
        "complete": found.complete,
    }
    columns = (*conditions, "n", "with_outcome", "consistency", "positive", "contradictory", "units")
    rows = tuple(_row(line, table.k, least) for line in table.lines)
    return Measured(columns, rows, body, tuple(_notes(table, names, concepts[outcome], found, least)))


def _checked(asked: Asked) -> tuple[tuple[str, ...], str, float]:
    conditions, outcome, least = asked.many("conditions"), asked.values["outcome"], asked.number("least")
    if len(conditions) > MOST:
        raise BadParameter(_TOO_MANY.format(len(conditions), 2 ** min(len(conditions), 64), MOST))
    if outcome in conditions:
        raise BadParameter(f"{outcome} is the outcome and cannot be a condition of itself. Leave it out of either.")
    if not 0 < least <= 1:
        raise BadParameter(f"'least' is a share above 0 and at most 1, not {least:g}.")
    return conditions, outcome, least


def tabulated(rows: Sequence[Row], k: int) -> Table:
    """Return the table of signatures: what is present and absent, the units with that, and configurations behind."""
    lines: dict[int, tuple[list[str], list[str], list[str]]] = {}
    left_out: dict[int, list[str]] = {}
    both: dict[int, int] = {}
    for row in rows:
        present, absent, units = row["present"], row["absent"], row["units"]
        for place in range(k + 1):
            if present & absent & 1 << place:
                both[place] = both.get(place, 0) + len(units)
        unknown = ~(present | absent) & (1 << k + 1) - 1
        if unknown:
            left_out.setdefault(unknown, []).extend(units)
            continue
        reached, missed, configurations = lines.setdefault(present & (1 << k) - 1, ([], [], []))
        (reached if present >> k & 1 else missed).extend(units)
        configurations += row["configurations"]
    found = [Line(bits, *(tuple(sorted(each)) for each in three)) for bits, three in lines.items()]
    found.sort(key=lambda line: (-line.n, -line.values))
    omitted = {bits: tuple(sorted(units)) for bits, units in sorted(left_out.items())}
    return Table(k, tuple(found), omitted, both)


def _condition(table: Table, place: int, concept: Row) -> dict[str, Any]:
    """Return how a condition was read, how often it is known, and how it alone goes with the outcome."""
    present = sum(line.n for line in table.lines if line.values >> place & 1)
    return {
        **concept,
        "present": present,
        "absent": table.cases - present,
        "unknown": table.unknown(place),
        "both": table.both.get(place, 0),
        **{name: table.figures([Term(1 << place, 1 << place)])[name] for name in ("consistency", "coverage")},
    }


def _line(line: Line, conditions: Sequence[str], least: float) -> dict[str, Any]:
    return {
        "values": {name: line.values >> place & 1 for place, name in enumerate(conditions)},
        "n": line.n,
        "with_outcome": len(line.reached),
        "consistency": line.consistency,
        "positive": line.consistency >= least,
        "contradictory": line.contradictory,
        "reached_by": line.reached,
        "missed_by": line.missed,
        "configurations": line.configurations,
    }


def _row(line: Line, k: int, least: float) -> tuple[Value, ...]:
    values = tuple(line.values >> place & 1 for place in range(k))
    figures = (line.n, len(line.reached), line.consistency, line.consistency >= least, line.contradictory)
    return (*values, *figures, " ".join((*line.reached, *line.missed)))


def written(term: Term, conditions: Sequence[str]) -> str:
    """Return a term as it is written in the field: ``Trust*~Stigma``; 1 where it names no condition."""
    named = [(place, name) for place, name in enumerate(conditions) if term.mask >> place & 1]
    return "*".join(name if term.value >> place & 1 else f"~{name}" for place, name in named) or "1"


def _solution(table: Table, terms: Sequence[Term], conditions: Sequence[str]) -> dict[str, Any]:
    """Return a solution and its terms; a term's unique coverage is what would be lost without it."""
    whole = table.figures(terms)
    each = []
    for term in terms:
        rest = table.figures([other for other in terms if other != term])
        unique = None if whole["coverage"] is None else whole["coverage"] - rest["coverage"]
        each.append({"term": written(term, conditions), **table.figures([term]), "unique_coverage": unique})
    return {"expression": " + ".join(term["term"] for term in each), **whole, "terms": each}


def _notes(table: Table, names: Sequence[str], outcome: Row, found: Minimised, least: float) -> list[str]:
    if not table.cases:
        worst = max(range(table.k + 1), key=table.unknown)
        return [
            f"In none of {table.omitted} units is everything known. {names[worst]} is unknown most often, in "
            f"{table.unknown(worst)} of them: leave it out or choose another.",
            _CAUTION,
        ]
    notes = [_CAUTION]
    if table.omitted:
        worst = max(range(table.k + 1), key=table.unknown)
        notes.append(
            f"{table.cases} units are in the table and {table.omitted} are left out, because something is unknown in "
            f"them; {names[worst]} is unknown most often, in {table.unknown(worst)}."
        )
    if table.both.get(table.k):
        notes.append(
            f"{table.both[table.k]} units report {names[-1]} and its opposite or its absence; they count as having it."
        )
    notes += _sameness(table, names, outcome)
    contradictory = sum(line.contradictory for line in table.lines)
    if contradictory:
        counted = "count as positive where their consistency reaches it" if least < 1 else "do not count as positive"
        notes.append(f"Contradictory rows: {contradictory}. With 'least' at {least:g} they {counted}.")
    if not found.solutions:
        notes.append(f"No row is consistent enough ({least:g}) to be positive, so there is no solution.")
    if not found.exact:
        notes.append("The search for the shortest solution was stopped; what is shown holds, a shorter one may exist.")
    elif not found.complete:
        notes.append(f"There are more solutions as short as the {len(found.solutions)} shown.")
    return notes


def _sameness(table: Table, names: Sequence[str], outcome: Row) -> list[str]:
    """Return a sentence for the outcome and for each condition that does not vary among the cases."""
    reached = sum(len(line.reached) for line in table.lines)
    notes = []
    if reached in {0, table.cases}:
        why = "" if outcome["opposites"] else _NEVER_DENIED.format(outcome["concept"])
        notes.append(_ALWAYS.format("reached" if reached else "not reached", why).strip())
    for place in range(table.k):
        present = sum(line.n for line in table.lines if line.values >> place & 1)
        if present in {0, table.cases}:
            how = "present" if present else "absent"
            notes.append(f"{names[place]} does not vary: it is {how} in all {table.cases} cases and separates nothing.")
    return notes


MEASURE: Final = Measure(
    name="truth-table",
    title="Which combinations of conditions go with an outcome?",
    summary=(
        "Crisp qualitative comparative analysis over units in which every condition and the outcome are known; the "
        "others are listed with what is unknown. Each observed combination has its cases and their consistency; rows "
        "from 'least' count as positive, and 1 makes only rows without contradiction so. The conservative solution is "
        "the shortest that holds in the positive rows observed and in no other. It shows what occurs together, "
        "without the generative process."
    ),
    run=run,
    params=(
        Param("conditions", "concepts", "", f"the conditions, at most {MOST}, of any role"),
        Param("outcome", "concept", "", "the outcome"),
        Param("least", "number", "1", "from which consistency a row counts as positive"),
        Param("site", "choice", "no", "whether contexts of the whole site count too", ("yes", "no")),
    ),
    empty="In no unit are all conditions and the outcome known. Choose fewer conditions, or others.",
    example={"conditions": "Trust,LinkWorkerSupport", "outcome": "Engagement"},
)
