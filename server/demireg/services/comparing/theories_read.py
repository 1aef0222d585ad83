"""Read theories out of the comparison table as they are compared: their propositions, and what each pattern requires.

A theory is compared by its patterns. A proposition none of whose patterns requires a context, mechanism or outcome
cannot be compared; it is kept apart and named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from demireg.services.comparing.asking import Asked, Row

#: Roles whose likeness is averaged, and all that a pattern may require.
COUNTED: Final = ("context", "mechanism", "outcome")
ROLES: Final = ("context", "intervention", "mechanism", "outcome")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern: its name, that of its proposition, and by role the concepts that it requires."""

    pattern: str
    proposition: str
    requires: Mapping[str, tuple[str, ...]]

    @property
    def comparable(self) -> bool:
        """Whether it requires a context, a mechanism or an outcome."""
        return any(self.requires.get(role) for role in COUNTED)


@dataclass(frozen=True, slots=True)
class Proposition:
    """A proposition: its name, what it says, and those of its patterns that can be compared."""

    proposition: str
    text: str
    patterns: tuple[Pattern, ...]


@dataclass(slots=True)
class Theory:
    """A theory: its identifier and label, the propositions that can be compared, and the names of those that cannot."""

    theory: str
    label: str
    propositions: list[Proposition] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def theories(asked: Asked, which: Sequence[str] | None) -> dict[str, Theory]:
    """Return theories by identifier, all of them where ``which`` is None; propositions in their theory's order."""
    wanted = None if which is None else list(which)
    patterns: dict[tuple[str, str], list[Pattern]] = {}
    for pattern in _patterns(asked.rows("theory-patterns", theories=wanted)):
        theory, own = pattern
        patterns.setdefault((theory, own.proposition), []).append(own)
    found: dict[str, Theory] = {}
    for row in asked.rows("theory-propositions", theories=wanted):
        held = found.setdefault(row["theory"], Theory(row["theory"], row["label"] or row["theory"]))
        name = row["proposition"]
        if name is None:
            continue
        if own_patterns := patterns.get((held.theory, name)):
            held.propositions.append(Proposition(name, row["text"] or "", tuple(own_patterns)))
        else:
            held.left_out.append(name)
    return found


def kinds(asked: Asked) -> dict[str, frozenset[str]]:
    """Return what each concept of a pattern is a kind of, itself among them."""
    return {row["concept"]: frozenset({row["concept"], *row["ancestors"]}) for row in asked.rows("theory-kinds")}


def _patterns(rows: Sequence[Row]) -> list[tuple[str, Pattern]]:
    """Return the patterns that can be compared, each with its theory, in the order of the rows."""
    required: dict[tuple[str, str, str], dict[str, tuple[str, ...]]] = {}
    for row in rows:
        key = (row["theory"], row["proposition"], row["pattern"])
        required.setdefault(key, {})[row["role"]] = tuple(row["concepts"])
    every = [(theory, Pattern(name, proposition, needs)) for (theory, proposition, name), needs in required.items()]
    return [(theory, pattern) for theory, pattern in every if pattern.comparable]
