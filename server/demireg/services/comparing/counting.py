"""Support of all propositions of a theory from the comparison table: the figures of ``support``, in one sweep."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from demireg.services.comparing.filters import Filters
from demireg.services.comparing.rows import StudyRow
from demireg.services.comparing.stances import NOT_ASSESSED, contradicts, supports
from demireg.services.comparing.support import Programmes, Support, figures
from demireg.services.comparing.table import ComparisonTable
from demireg.services.comparing.unit_stances import EMPTIED, unit_stances

#: With more supporting programmes than this, one less leaves every label as it is.
_FEW: Final = 2
#: With more programmes than this, those that nobody judged are not named.
NAMED: Final = 500


def counted(
    table: ComparisonTable, theory: str, filters: Filters, propositions: list[str], units: int
) -> tuple[Support, ...]:
    """Return the figures of each proposition, given by its whole name (``salutogenesis/P1``).

    ``units`` is how many programmes, or studies, count in all. Those that nobody judged are named too, unless there are
    more than ``NAMED`` in all: then they are counted only.
    """
    values: dict[str, Any] = {**filters.values, "theory": theory}
    there, excluded = unit_stances(table, theory, filters)
    stances = {each: there.get(each, {}) for each in propositions}
    pivots = _pivots(table, values, [each for each in propositions if _may_turn(stances[each], excluded.get(each))])
    every = {str(unit) for _, unit in table.named("measures/chosen", values)} if units <= NAMED else set()
    found = []
    for proposition in propositions:
        by_stance = stances[proposition]
        rest = every.difference(*by_stance.values()) if every else every
        if rest:
            by_stance[NOT_ASSESSED] = sorted({*by_stance.get(NOT_ASSESSED, ()), *rest})
        emptied = len(by_stance.pop(EMPTIED, ()))
        known = sum(len(names) for stance, names in by_stance.items() if stance != NOT_ASSESSED)
        found.append(
            figures(
                proposition.rpartition("/")[2],
                by_stance,
                units - known - emptied,
                pivots.get(proposition, ()),
                excluded.get(proposition, ()),
            )
        )
    return tuple(found)


def _may_turn(by_stance: Mapping[str, Sequence[str]], excluded: tuple[str, ...] | None) -> bool:
    """Tell whether leaving out one study could change the label: one programme decides a side, or a synthesis waits."""
    supporting = sum(len(names) for stance, names in by_stance.items() if supports(stance))
    contradicting = sum(len(names) for stance, names in by_stance.items() if contradicts(stance))
    return bool(excluded) or supporting <= _FEW or contradicting == 1


def _pivots(table: ComparisonTable, values: dict[str, Any], propositions: list[str]) -> dict[str, tuple[str, ...]]:
    if not propositions:
        return {}
    said: dict[str, dict[str, frozenset[str]]] = {each: {} for each in propositions}
    rows: dict[str, dict[str, StudyRow]] = {each: {} for each in propositions}
    asked = values | {"propositions": propositions}
    for proposition, study, unit, sources, stances in table.named("measures/support-said", asked):
        said[proposition][study] = frozenset(stances)
        rows[proposition][study] = StudyRow(study, study, None, unit, None, None, list(sources))
    return {each: Programmes(rows[each]).support(each, said[each]).pivots for each in propositions}
