"""The figures of agreement on one question, each beside what it rests on and how far it may be trusted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from demireg.services.agreeing.alpha import Codings, alpha
from demireg.services.agreeing.kappa import Pair, expected, kappa, observed, without_one

#: Below this many units a figure is said to rest on few.
FEW: Final = 30
#: From this share of all codings in one category, and this gap between percent agreement and kappa, we explain why.
_LOPSIDED: Final = 0.8
_GAP: Final = 0.2


@dataclass(frozen=True, slots=True)
class Figures:
    """How far two coders agree on one question.

    of: what was asked, such as ``role``; units: coded by both; agreed: of these, alike; missing: units to which one of
    them, or neither, gave an answer, which count in no figure; observed: share agreed; expected: share by chance;
    kappa, alpha: None where undefined; low, high: the least and greatest kappa when any one unit is left out, None
    where there is none; confusion: how often the first coder gave one category and the second another; cautions: what
    a reader has to know.
    """

    of: str
    units: int
    agreed: int
    missing: int
    observed: float | None
    expected: float | None
    kappa: float | None
    alpha: float | None
    low: float | None
    high: float | None
    confusion: tuple[tuple[str, str, int], ...]
    cautions: tuple[str, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """Return every category that either coder gave, in order."""
        return tuple(sorted({each for one, other, _ in self.confusion for each in (one, other)}))


def figures(of: str, units: Iterable[Codings]) -> Figures:
    """Return the figures of two coders over units; a unit holds what each gave, None where one gave nothing."""
    every = list(units)
    pairs: list[Pair] = [(one, other) for one, other in every if one is not None and other is not None]
    low, high = without_one(pairs)
    share, value = observed(pairs), kappa(pairs)
    return Figures(
        of=of,
        units=len(pairs),
        agreed=sum(one == other for one, other in pairs),
        missing=len(every) - len(pairs),
        observed=share,
        expected=expected(pairs),
        kappa=value,
        alpha=alpha(every),
        low=low,
        high=high,
        confusion=tuple((*pair, count) for pair, count in sorted(Counter(pairs).items())),
        cautions=tuple(_cautions(pairs, share, value)),
    )


def against_rest(category: str, units: Iterable[Codings]) -> Figures:
    """Return the figures of one category against all others together."""
    return figures(category, [[None if each is None else _sided(each, category) for each in unit] for unit in units])


def _sided(given: str, category: str) -> str:
    return category if given == category else f"not {category}"


def _cautions(pairs: Sequence[Pair], share: float | None, value: float | None) -> Iterable[str]:
    if not pairs:
        yield "No unit was coded by both, so nothing can be said of agreement. That is not the same as none."
        return
    if len(pairs) < FEW:
        yield (
            f"This rests on {len(pairs)} {'units' if len(pairs) != 1 else 'unit'}, which is few: one coding more or "
            "less moves kappa and alpha a good deal. Read the disagreements rather than the figures."
        )
    category, count = Counter(each for pair in pairs for each in pair).most_common(1)[0]
    if value is None:
        yield (
            f"Both coders gave “{category}” throughout, so kappa and alpha are undefined: with one category there is "
            "no chance agreement to set aside. That is not 0."
        )
    elif share is not None and count / (2 * len(pairs)) >= _LOPSIDED and share - value >= _GAP:
        yield (
            f"{count} of {2 * len(pairs)} codings are “{category}”. Where one category is so common, much agreement is "
            "to be expected by chance, and kappa is low though the coders agree on most units. The table of who gave "
            "what shows it."
        )
