"""The rows of a truth table: which combinations of conditions units show, and what is left out (Ragin 1987)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from demireg.services.comparing.asking import Row
from demireg.services.comparing.minimising import Term


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
    """Rows of ``k`` conditions, and the units left out by the bits of what is unknown in them (bit k: outcome).

    both: units that report a condition (or, at k, the outcome) and its opposite or absence, by its bit; joined: units
    in which no one configuration says all that the row says, so that it is put together from several.
    """

    k: int
    lines: tuple[Line, ...]
    left_out: Mapping[int, tuple[str, ...]]
    both: Mapping[int, tuple[str, ...]]
    joined: tuple[str, ...] = ()

    @property
    def cases(self) -> int:
        """How many units are in the table."""
        return sum(line.n for line in self.lines)

    @property
    def reached(self) -> int:
        """How many units have the outcome."""
        return sum(len(line.reached) for line in self.lines)

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


def tabulated(rows: Sequence[Row], k: int) -> Table:
    """Return the table of signatures: what is present and absent, the units with that, and configurations behind."""
    lines: dict[int, tuple[list[str], list[str], list[str]]] = {}
    left_out: dict[int, list[str]] = {}
    both: dict[int, list[str]] = {}
    joined: list[str] = []
    for row in rows:
        present, absent, units = row["present"], row["absent"], row["units"]
        for place in range(k + 1):
            if present & absent & 1 << place:
                both.setdefault(place, []).extend(units)
        unknown = ~(present | absent) & (1 << k + 1) - 1
        if unknown:
            left_out.setdefault(unknown, []).extend(units)
            continue
        reached, missed, configurations = lines.setdefault(present & (1 << k) - 1, ([], [], []))
        (reached if present >> k & 1 else missed).extend(units)
        configurations += row["configurations"]
        joined += row["joined"]
    found = [Line(bits, *(tuple(sorted(each)) for each in three)) for bits, three in lines.items()]
    found.sort(key=lambda line: (-line.n, -line.values))
    omitted = {bits: tuple(sorted(units)) for bits, units in sorted(left_out.items())}
    twice = {place: tuple(sorted(units)) for place, units in both.items()}
    return Table(k, tuple(found), omitted, twice, tuple(sorted(joined)))
