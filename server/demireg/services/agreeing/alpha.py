"""Krippendorff's alpha for categories without an order, with any number of coders and with codings missing.

Source: K. Krippendorff, *Content Analysis: An Introduction to Its Methodology*, chapter on reliability; the same
arithmetic is in A. F. Hayes and K. Krippendorff, "Answering the call for a standard reliability measure for coding
data", Communication Methods and Measures 1 (2007), 77-89. Each ordered pair of codings of one unit with ``m`` codings
counts ``1 / (m - 1)`` in the table of coincidences; a unit with fewer than two codings counts nothing. With ``n`` the
sum of that table, ``n_c`` its margins and ``D`` the sum of what stands off its diagonal, alpha is
``1 - (n - 1) * D / (n² - Σ n_c²)``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations

#: What each coder gave to one unit; None where a coder gave nothing.
Codings = Sequence[str | None]


def alpha(units: Iterable[Codings]) -> float | None:
    """Return Krippendorff's alpha (nominal).

    None where it is undefined: no unit has two codings, or only one category was ever given in those that have.
    """
    weights: dict[tuple[str, str], Fraction] = {}
    for unit in units:
        given = [each for each in unit if each is not None]
        for pair, count in Counter(permutations(given, 2)).items():
            weights[pair] = weights.get(pair, Fraction()) + Fraction(count, len(given) - 1)
    margins: dict[str, Fraction] = {}
    for (one, _), weight in weights.items():
        margins[one] = margins.get(one, Fraction()) + weight
    total = sum(margins.values(), Fraction())
    by_chance = total**2 - sum(each**2 for each in margins.values())
    if not by_chance:
        return None
    apart = sum((weight for (one, other), weight in weights.items() if one != other), Fraction())
    return float(1 - (total - 1) * apart / by_chance)
