"""What moved in each role from one pattern to another: whether concepts were kept, changed, added or dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demireg.services.comparing.likeness import Kinds
from demireg.services.comparing.theories_read import ROLES


@dataclass(frozen=True, slots=True)
class Move:
    """A role in two patterns. before, after: its concepts; change: what ``change`` returns; similarity: how alike."""

    role: str
    change: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    similarity: float | None = None

    @property
    def words(self) -> str:
        """Return the move in words, such as ``mechanism broadened: Peer → Support``; empty where nothing moved."""
        if self.change == "same":
            return ""
        sides = [", ".join(names) for names in (self.before, self.after) if names]
        return f"{self.role} {self.change}: {' → '.join(sides)}"


def moves(one: Mapping[str, Sequence[str]], other: Mapping[str, Sequence[str]], kinds: Kinds) -> list[Move]:
    """Return every role that either pattern requires, with what became of it from the first to the second."""
    found = []
    for role in ROLES:
        before, after = tuple(one.get(role, ())), tuple(other.get(role, ()))
        if before or after:
            found.append(Move(role, change(before, after, kinds), before, after))
    return found


def change(before: Sequence[str], after: Sequence[str], kinds: Kinds) -> str:
    """Return what became of a role's concepts.

    same; added or dropped: the role was, or was left, without any; broadened: each former concept is a kind of one of
    the later ones, and each of those has such a one; narrowed: the other way round; replaced: anything else.
    """
    if set(before) == set(after):
        return "same"
    if not before or not after:
        return "added" if after else "dropped"
    if _within(before, after, kinds):
        return "broadened"
    return "narrowed" if _within(after, before, kinds) else "replaced"


def is_kind(one: str, other: str, kinds: Kinds) -> bool:
    """Tell whether a concept is a kind of another, or that one itself."""
    return one == other or other in kinds.get(one, frozenset())


def _within(narrow: Sequence[str], broad: Sequence[str], kinds: Kinds) -> bool:
    """Tell whether every concept of one side is a kind of one of the other's, and each of those has such a one."""
    return all(any(is_kind(one, other, kinds) for other in broad) for one in narrow) and all(
        any(is_kind(one, other, kinds) for one in narrow) for other in broad
    )
