"""Pair parts whose wording says nothing, within configurations of one label and passage, and say on which ground.

First by place: the same number in the same role, where both coders have as many parts of each role. Then by concept:
one part of each is left that bears it. What was paired by an answer tells nothing of agreement on that
answer: a unit paired by place counts for concepts and not for roles, one paired by concept for roles and not for
concepts, until somebody has looked and said that the two are one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from demireg.services.agreeing.likeness import Match, Matched

if TYPE_CHECKING:
    from demireg.services.agreeing.align import Piece, Whole

WORDING: Final = "wording"
PLACE: Final = "place"
CONCEPT: Final = "concept"
SAID: Final = "said"
#: Grounds in the order in which they are shown.
GROUNDS: Final = (WORDING, PLACE, CONCEPT, SAID)


@dataclass(frozen=True, slots=True)
class Ground:
    """How far units agree that were paired on one ground.

    ground: ``wording``, ``place``, ``concept`` or ``said``; units; role: with one role; coded: to which both gave a
    concept; concept: with one.
    """

    ground: str
    units: int
    role: int
    coded: int
    concept: int


def ground_of(pair: "Match[Piece]") -> str:
    """Return on which ground two parts were paired."""
    return SAID if pair.said else pair.ground


def by_ground(pairs: "Iterable[Match[Piece]]") -> tuple[Ground, ...]:
    """Return how far the units of each ground agree."""
    every = list(pairs)
    return tuple(
        _ground(ground, of) for ground in GROUNDS if (of := [each for each in every if ground_of(each) == ground])
    )


def _ground(ground: str, pairs: "Sequence[Match[Piece]]") -> Ground:
    coded = [each for each in pairs if each.a.concept and each.b.concept]
    same = sum(each.a.role == each.b.role for each in pairs)
    return Ground(ground, len(pairs), same, len(coded), sum(each.a.concept == each.b.concept for each in coded))


def paired(both: "Match[Whole]", found: "Matched[Piece]", told: Mapping[str, str]) -> "Matched[Piece]":
    """Return what wording matched with what place and concept pair of the rest."""
    if both.a.label != both.b.label and not both.said:
        return found
    sizes = [Counter(piece.role for piece in whole.pieces) for whole in (both.a, both.b)]
    steps = (*([(PLACE, _place)] if sizes[0] == sizes[1] else []), (CONCEPT, _concept))
    for ground, key in steps:
        new = list(_pairs(found, key, told, ground))
        taken = {each.a.address for each in new}, {each.b.address for each in new}
        found = replace(
            found,
            matches=(*found.matches, *new),
            only_a=tuple(each for each in found.only_a if each.address not in taken[0]),
            only_b=tuple(each for each in found.only_b if each.address not in taken[1]),
        )
    return found


def _place(piece: "Piece") -> str:
    return piece.address.rpartition("/")[2]


def _concept(piece: "Piece") -> str:
    return piece.concept


def _pairs(
    found: "Matched[Piece]", key: "Callable[[Piece], str]", told: Mapping[str, str], ground: str
) -> "Iterator[Match[Piece]]":
    left = [each for each in found.only_a if each.address not in told]
    counts = [Counter(map(key, side)) for side in (left, found.only_b)]
    others = {key(each): each for each in found.only_b}
    for piece in left:
        name = key(piece)
        if name and counts[0][name] == counts[1][name] == 1:
            yield Match(piece, others[name], 0.0, ground=ground)
