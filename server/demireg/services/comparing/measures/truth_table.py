"""Truth table of crisp qualitative comparative analysis (measure 8.6 of the method; Ragin 1987).

A case is a unit (programme or study) in which every condition and the outcome are known. A row is positive when the
consistency of its cases reaches ``least``; the conservative solution is minimised over positive rows that were
observed, and assumes nothing of the remainders. Where every case has the outcome there is no solution.
Consistency of X ⇒ Y is Σmin(X, Y)/ΣX, coverage Σmin(X, Y)/ΣY.
"""

from collections.abc import Sequence
from typing import Any, Final

from demireg.domain.errors import BadParameter
from demireg.services.comparing.asking import Asked, Measure, Measured, Row, Value
from demireg.services.comparing.minimising import Term, minimise
from demireg.services.comparing.tabulating import Line, Table, tabulated
from demireg.services.comparing.truth_wording import contradicted, notes_on
from demireg.services.queries import Param

#: More conditions than these are refused.
MOST: Final = 20
_TOO_MANY: Final = (
    "{} conditions are too many: they make {:,} rows, and the studies there are could fill next to none of them. "
    "Name at most {}; three to six are usual."
)
_RULE: Final = (
    "Present where it or a kind of it is coded, in any role; absent where its opposite is coded, or it is coded as "
    "absent, unfired or unachieved; else unknown. Present counts where both are coded in one unit. The outcome is "
    "read from outcomes only. A unit is read as a whole: conditions and outcome may stand in different configurations "
    "of it."
)


def run(asked: Asked) -> Measured:
    """Return the rows, most cases first, and the conservative solutions. Raises BadParameter for no table at all."""
    from demireg.services.comparing.signatures import described, signatures  # NumPy is read only when it is needed

    conditions, outcome, least = _checked(asked)
    names = [*conditions, outcome]
    table = tabulated(signatures(asked, names), len(conditions))
    concepts = described(asked, names)
    positive = [line.values for line in table.lines if line.consistency >= least]
    found = minimise(positive if table.reached < table.cases else [], table.k)
    solutions = [_solution(table, terms, conditions) for terms in found.solutions]
    body = {
        "conditions": [_condition(table, place, concepts[name]) for place, name in enumerate(conditions)],
        "outcome": concepts[outcome] | {"unknown": table.unknown(table.k), "both": len(table.both.get(table.k, ()))},
        "least": least,
        "calibration": _RULE,
        "known": table.cases,
        "unknown": table.omitted,
        "rows": [_line(line, conditions, least, table.joined) for line in table.lines],
        "remainders": 2**table.k - len(table.lines),
        "left_out": _left_out(table, names),
        "solutions": solutions,
        "exact": found.exact,
        "complete": found.complete,
    }
    columns = (*conditions, "n", "with_outcome", "consistency", "positive", "contradictory", "units")
    rows = tuple(_row(line, table.k, least) for line in table.lines)
    notes = (*notes_on(table, names, concepts[outcome], found, solutions), *contradicted(table, least))
    return Measured(columns, rows, body, notes)


def _checked(asked: Asked) -> tuple[tuple[str, ...], str, float]:
    conditions, outcome, least = asked.many("conditions"), asked.values["outcome"], asked.number("least")
    if len(conditions) > MOST:
        raise BadParameter(_TOO_MANY.format(len(conditions), 2 ** min(len(conditions), 64), MOST))
    if outcome in conditions:
        raise BadParameter(f"{outcome} is the outcome and cannot be a condition of itself. Leave it out of either.")
    if not 0 < least <= 1:
        raise BadParameter(f"'least' is a share above 0 and at most 1, not {least:g}.")
    return conditions, outcome, least


def _condition(table: Table, place: int, concept: Row) -> dict[str, Any]:
    """Return how a condition was read, how often it is known, and how it alone goes with the outcome."""
    present = sum(line.n for line in table.lines if line.values >> place & 1)
    return {
        **concept,
        "present": present,
        "absent": table.cases - present,
        "unknown": table.unknown(place),
        "both": len(table.both.get(place, ())),
        **{name: table.figures([Term(1 << place, 1 << place)])[name] for name in ("consistency", "coverage")},
    }


def _left_out(table: Table, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the units left out, by what is unknown in them."""
    return [
        {"unknown": [name for place, name in enumerate(names) if bits >> place & 1], "n": len(units), "units": units}
        for bits, units in table.left_out.items()
    ]


def _line(line: Line, conditions: Sequence[str], least: float, joined: Sequence[str]) -> dict[str, Any]:
    among = {*line.reached, *line.missed}
    return {
        "values": {name: line.values >> place & 1 for place, name in enumerate(conditions)},
        "n": line.n,
        "with_outcome": len(line.reached),
        "consistency": line.consistency,
        "positive": line.consistency >= least,
        "contradictory": line.contradictory,
        "reached_by": line.reached,
        "missed_by": line.missed,
        "joined": [unit for unit in joined if unit in among],
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
