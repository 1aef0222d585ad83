"""What would shift in the support of every proposition if one study said something else, or came, or went.

The figures before and after are made by the same function that a comparison uses, on the rows of the comparison table
with those of one study exchanged; nothing is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demireg.services.comparing.rows import Block, StudyRow
from demireg.services.comparing.stances import study_stance
from demireg.services.comparing.statements import statement
from demireg.services.comparing.support import Support, support
from demireg.services.comparing.table import ComparisonTable

#: What every study says on each proposition: proposition → study → its distinct stances.
_Said = dict[str, dict[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Shift:
    """One proposition, ``salutogenesis/P1``: what the study says on it, and its figures, before and after."""

    proposition: str
    text: str
    stance_before: str
    stance_after: str
    before: Support
    after: Support

    @property
    def flips(self) -> bool:
        """Whether the label of the proposition would be another one."""
        return self.before.label != self.after.label

    @property
    def counts(self) -> bool:
        """Whether any figure would be another one, beside that of programmes which nobody assessed."""
        return _figures(self.before) != _figures(self.after)


def shifts(table: ComparisonTable, study: str, block: Block | None) -> tuple[Shift, ...]:
    """Return every proposition on which the study's stance or the figures would change.

    ``block`` holds the rows that the study would have, None for a study that would go.
    """
    rows = {row.study: row for row in (StudyRow(*each) for each in table.rows(statement("studies")))}
    said: _Said = {}
    for proposition, other, stances in table.rows(statement("said")):
        said.setdefault(proposition, {})[other] = frozenset(stances)
    new = _stances(block)
    later = {name: row for name, row in rows.items() if name != study}
    if block is not None:
        later[study] = block.study
    moved = _counted(rows.get(study)) != _counted(later.get(study))
    found = []
    for proposition, text in table.rows(statement("all-propositions")):
        then = said.get(proposition, {})
        old, now = then.get(study, frozenset()), new.get(proposition, frozenset())
        if old == now and not (moved and then):
            continue
        after = {other: stances for other, stances in then.items() if other != study} | ({study: now} if now else {})
        shift = Shift(
            proposition,
            text,
            study_stance(old),
            study_stance(now),
            support(proposition, then, rows),
            support(proposition, after, later),
        )
        found += [shift] if old != now or shift.counts else []
    return tuple(found)


def _stances(block: Block | None) -> Mapping[str, frozenset[str]]:
    if block is None:
        return {}
    _, propositions, stances, *_ = block.stances
    found: dict[str, set[str]] = {}
    for proposition, stance in zip(propositions, stances, strict=True):
        found.setdefault(str(proposition), set()).add(str(stance))
    return {proposition: frozenset(each) for proposition, each in found.items()}


def _counted(row: StudyRow | None) -> tuple[str, Sequence[str]] | None:
    """Return what of a study's own row the counting looks at."""
    return None if row is None else (row.programme, sorted(row.synthesises))


def _figures(found: Support) -> tuple[object, ...]:
    return (
        found.label,
        found.supporting,
        found.corroborating,
        found.contradicting,
        found.addressed,
        found.inconclusive,
        found.silent,
    )
