"""What is said beside a truth table: the solution in words, what does not vary, and what is put together."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from demireg.services.comparing.asking import Row
from demireg.services.comparing.minimising import Minimised
from demireg.services.comparing.tabulating import Table
from demireg.services.tables import figure

#: So many units are named in a sentence; the body has all.
NAMED: Final = 12
_CAUTION: Final = (
    "A truth table shows what occurs together, without the generative process. It is no explanation, and the "
    "conservative solution assumes nothing of rows that nobody observed."
)
_ALWAYS: Final = (
    "Every case has the same outcome ({}), so each condition is as consistent as any other and none explains. {}"
)
_JOINED: Final = (
    "Cases put together from several configurations: {} of {} ({}). In none of these does one configuration have the "
    "conditions and the outcome as the row says; a contrast counts only what stands in one, so it may count fewer."
)
_BOTH: Final = "Units that report {1} and its opposite or its absence, and count as having it: {0} ({2})."
_NO_NEGATIVE: Final = "No solution: every case has the outcome, so that nothing tells the combinations apart."
_NEVER_DENIED: Final = "{} has no opposite in the vocabulary: only units that say it was not achieved can be without."


def notes_on(
    table: Table, names: Sequence[str], outcome: Row, found: Minimised, solutions: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Return the sentences on a table of conditions and, last, the outcome, the solutions first.

    ``outcome`` is what is known of the outcome, ``found`` what was minimised, ``solutions`` as the body has them.
    """
    if not table.cases:
        worst = max(range(table.k + 1), key=table.unknown)
        return [
            f"In none of {table.omitted} units is everything known. {names[worst]} is unknown most often, in "
            f"{table.unknown(worst)} of them: leave it out or choose another.",
            _CAUTION,
        ]
    notes = [*_solved(table, names[-1], solutions), _CAUTION]
    if table.omitted:
        worst = max(range(table.k + 1), key=table.unknown)
        notes.append(
            f"{table.cases} units are in the table and {table.omitted} are left out, because something is unknown in "
            f"them; {names[worst]} is unknown most often, in {table.unknown(worst)}."
        )
    notes += _put_together(table, names)
    notes += _sameness(table, names, outcome)
    if not solutions:
        return notes
    if not found.exact:
        notes.append("The search for the shortest solution was stopped; what is shown holds, a shorter one may exist.")
    elif not found.complete:
        notes.append(f"There are more solutions as short as the {len(found.solutions)} shown.")
    return notes


def _sameness(table: Table, names: Sequence[str], outcome: Row) -> list[str]:
    """Return a sentence for the outcome and for each condition that does not vary among the cases."""
    reached = table.reached
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


def contradicted(table: Table, least: float) -> list[str]:
    """Return a sentence on rows whose cases differ in the outcome, if there are any."""
    contradictory = sum(line.contradictory for line in table.lines)
    if not contradictory:
        return []
    counted = "count as positive where their consistency reaches it" if least < 1 else "do not count as positive"
    return [f"Contradictory rows: {contradictory}. With 'least' at {least:g} they {counted}."]


def _solved(table: Table, outcome: str, solutions: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return each solution as a sentence, or why there is none."""
    if table.reached == table.cases:
        return [_NO_NEGATIVE]
    if not solutions:
        return ["No solution: no row is consistent enough to be positive."]
    return [
        f"Conservative solution for {outcome}: {each['expression']} (consistency {each['consistency']:.2f} over "
        f"{each['n']} cases, coverage {figure(each['coverage'])})."
        for each in solutions
    ]


def _put_together(table: Table, names: Sequence[str]) -> list[str]:
    """Return sentences on the units whose row no one configuration says, and on those that report two opposites."""
    notes = []
    if table.joined:
        notes.append(_JOINED.format(len(table.joined), table.cases, listed(table.joined)))
    both = table.both.get(table.k)
    if both:
        notes.append(_BOTH.format(len(both), names[-1], listed(both)))
    return notes


def listed(units: Sequence[str]) -> str:
    """Return units by name, as many as a sentence holds, and how many more there are."""
    more = f" and {len(units) - NAMED} more" if len(units) > NAMED else ""
    return ", ".join(units[:NAMED]) + more
