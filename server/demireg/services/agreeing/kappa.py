"""Cohen's kappa: how far two coders agree beyond what their own habits would give by chance.

Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960),
37-46. With ``p_o`` the share of units on which both gave one category, and ``p_e`` the sum over all categories of the
product of the two coders' own shares, kappa is ``(p_o - p_e) / (1 - p_e)``.
"""

from collections import Counter
from collections.abc import Sequence

#: What the first and the second coder gave to one unit.
Pair = tuple[str, str]


def observed(pairs: Sequence[Pair]) -> float | None:
    """Return the share of units on which both coders agree, None when there is no unit."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def expected(pairs: Sequence[Pair]) -> float | None:
    """Return the share on which they would agree by chance, None when there is no unit."""
    return _by_chance(pairs) / len(pairs) ** 2 if pairs else None


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Return Cohen's kappa over units that both coded.

    None where it is undefined: there is no unit, or both gave one and the same category throughout.
    """
    return _kappa(len(pairs), sum(one == other for one, other in pairs), _by_chance(pairs))


def without_one(pairs: Sequence[Pair]) -> tuple[float | None, float | None]:
    """Return the least and the greatest kappa when any one unit is left out, None where none is defined."""
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    agreed, chance = sum(one == other for one, other in pairs), _by_chance(pairs)
    values = [
        _kappa(len(pairs) - 1, agreed - (one == other), chance - second[one] - first[other] + (one == other))
        for one, other in set(pairs)
    ]
    found = [each for each in values if each is not None]
    return (min(found), max(found)) if found else (None, None)


def _kappa(total: int, agreed: int, chance: int) -> float | None:
    """Return kappa from counts; ``chance`` is the sum of the products of the coders' counts of each category."""
    return None if total**2 == chance else (total * agreed - chance) / (total**2 - chance)


def _by_chance(pairs: Sequence[Pair]) -> int:
    """Return the sum of the products of the two coders' counts of each category."""
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    return sum(count * second[category] for category, count in first.items())
