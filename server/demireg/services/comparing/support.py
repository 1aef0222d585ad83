"""Support for a proposition, counted by independent programmes, and the studies on which its label turns.

Companion studies of one programme count once. A synthesis is left out where a study it synthesises addresses the
proposition itself, so that no evidence is counted twice. What is undefined is None, never 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from demireg.services.comparing.rows import StudyRow
from demireg.services.comparing.stances import ADDRESSING, NOT_ASSESSED, contradicts, label, study_stance, supports

#: With more supporting programmes than this, one less leaves the label as it is.
_FEW: Final = 2
#: Distinct current stances of each study on one proposition; a study without any is not assessed.
Said = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Support:
    """The figures of one proposition.

    All counts are of independent programmes: ``addressed`` ones take a side, ``known`` ones were assessed at all,
    ``unknown`` ones were not. ``programmes`` names them by stance. ``pivots`` are studies, each of which alone changes
    the label if it is removed; ``excluded`` are syntheses left out because their own sources are counted.
    """

    proposition: str
    addressed: int
    supporting: int
    corroborating: int
    contradicting: int
    support: float | None
    strict: float | None
    contest: float | None
    label: str
    pivots: tuple[str, ...]
    silent: int
    inconclusive: int
    known: int
    unknown: int
    programmes: dict[str, Sequence[str]]
    excluded: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the figures by name, not copied."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def support(proposition: str, said: Said, studies: Mapping[str, StudyRow]) -> Support:
    """Return the figures of one proposition from what each study says on it."""
    return Programmes(studies).support(proposition, said)


class Programmes:
    """Studies by programme, sorted once for all propositions of a theory.

    ``total`` is how many programmes count, where only some of the studies are at hand; those that are not say nothing.
    """

    def __init__(self, studies: Mapping[str, StudyRow], total: int | None = None) -> None:
        self.studies = studies
        self.members: dict[str, list[str]] = {}
        self.syntheses: dict[str, set[str]] = {}
        for study, row in studies.items():
            self.members.setdefault(row.programme, []).append(study)
            for source in row.synthesises:
                self.syntheses.setdefault(source, set()).add(study)
        self.total = len(self.members) if total is None else total

    def support(self, proposition: str, said: Said) -> Support:
        """Return the figures of one proposition; who is not in ``said`` was not assessed."""
        count = _Count(said, self)
        by_stance: dict[str, list[str]] = {}
        for programme, stance in sorted(count.stances.items()):
            by_stance.setdefault(stance, []).append(programme)
        silent_on_all = self.total - len(count.stances) - count.emptied
        if silent_on_all and self.total == len(self.members):
            rest = self.members.keys() - count.looked_at
            by_stance[NOT_ASSESSED] = sorted({*by_stance.get(NOT_ASSESSED, ()), *rest})
        unknown = list(count.stances.values()).count(NOT_ASSESSED) + silent_on_all
        return figures(proposition, by_stance, unknown, count.pivots(), tuple(sorted(count.excluded)))


def figures(
    proposition: str,
    by_stance: Mapping[str, Sequence[str]],
    unknown: int,
    pivots: tuple[str, ...],
    excluded: tuple[str, ...],
) -> Support:
    """Return the figures that follow from the programmes of each stance (measure 8.2 of the method)."""
    tally = {stance: len(programmes) for stance, programmes in by_stance.items() if stance != NOT_ASSESSED}
    addressed = sum(tally.get(stance, 0) for stance in ADDRESSING)
    supporting = sum(count for stance, count in tally.items() if supports(stance))
    contradicting = sum(count for stance, count in tally.items() if contradicts(stance))
    corroborating = tally.get("corroborates", 0)
    sides = supporting + contradicting
    return Support(
        proposition=proposition,
        addressed=addressed,
        supporting=supporting,
        corroborating=corroborating,
        contradicting=contradicting,
        support=supporting / addressed if addressed else None,
        strict=corroborating / addressed if addressed else None,
        contest=1 - abs(supporting - contradicting) / sides if sides else None,
        label=label(supporting, contradicting),
        pivots=pivots,
        silent=tally.get("silent", 0),
        inconclusive=tally.get("inconclusive", 0),
        known=sum(tally.values()),
        unknown=unknown,
        programmes=dict(sorted(by_stance.items())),
        excluded=excluded,
    )


class _Count:
    """One proposition's programmes; answers what a removal changes without counting everything again."""

    def __init__(self, said: Said, programmes: Programmes) -> None:
        self._said = said
        self._studies = programmes.studies
        self._members = programmes.members
        self._syntheses = programmes.syntheses
        self._addressing = {study for study, stances in said.items() if study_stance(stances) in ADDRESSING}
        self.looked_at = {self._studies[study].programme for study in said}
        self.excluded = {study for study in self._addressing if self._repeats(study, removed="")}
        found = {programme: self._stance(programme, removed="") for programme in self.looked_at}
        self.stances = {programme: stance for programme, stance in found.items() if stance is not None}
        self.emptied = len(found) - len(self.stances)
        self._sides = self.sides(self.stances.values())

    def pivots(self) -> tuple[str, ...]:
        """Return the studies, each of which alone changes the label if it is removed."""
        return tuple(study for study in sorted(self._addressing) if self._may_turn(study) and self.turns_on(study))

    def _may_turn(self, study: str) -> bool:
        """Tell whether a removal could matter: on a side that one programme more or less decides, or by a synthesis."""
        if study in self._syntheses:
            return True
        supporting, contradicting = self._sides
        stance = self.stances.get(self._studies[study].programme, NOT_ASSESSED)
        return (supporting <= _FEW and supports(stance)) or (contradicting <= 1 and contradicts(stance))

    def sides(self, stances: Iterable[str | None]) -> tuple[int, int]:
        """Return how many of these stances support and how many contradict."""
        given = [stance for stance in stances if stance is not None]
        return sum(map(supports, given)), sum(map(contradicts, given))

    def turns_on(self, study: str) -> bool:
        """Tell whether the label changes when one study is removed."""
        if study not in self._addressing:
            return False
        touched = {self._studies[study].programme}
        touched |= {self._studies[synthesis].programme for synthesis in self._syntheses.get(study, ())}
        before = self.sides(self.stances.get(programme) for programme in touched)
        after = self.sides(self._stance(programme, removed=study) for programme in touched)
        rest = [whole - old + new for whole, old, new in zip(self._sides, before, after, strict=True)]
        return label(*rest) != label(*self._sides)

    def _repeats(self, study: str, removed: str) -> bool:
        sources = self._studies[study].synthesises
        return any(source in self._addressing and source not in {removed, study} for source in sources)

    def _stance(self, programme: str, removed: str) -> str | None:
        """Return a programme's stance, or None when nothing of it is left to count."""
        members = [
            study for study in self._members[programme] if study != removed and not self._left_out(study, removed)
        ]
        if not members:
            return None
        return study_stance(stance for study in members for stance in self._said.get(study, ()))

    def _left_out(self, study: str, removed: str) -> bool:
        return study in self._addressing and self._repeats(study, removed)
