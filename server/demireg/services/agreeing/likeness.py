"""How like two wordings are, and which of two lists belong together without a guess."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from rapidfuzz import fuzz

from demireg.domain.errors import TooLarge

#: From how like, of 100, two things may be the same, from how like they are taken for it, and by how much the likeliest
#: must then lead any other. Between the first two somebody is asked.
POSSIBLE: Final = 62.0
LIKELY: Final = 75.0
LEAD: Final = 10.0
#: So like is what nobody needs to look at.
SURE: Final = 100.0

#: So many comparisons are made for one study, of so many letters each; a study of 30 configurations takes some 3,000.
MOST_COMPARED: Final = 100_000
_MOST_LETTERS: Final = 300

_APART: Final = re.compile(r"\W+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Two things taken for one. like: how like, of 100; said: a person said so; ground: on which it was paired."""

    a: T
    b: T
    like: float
    said: bool = False
    ground: str = "wording"


@dataclass(frozen=True, slots=True)
class Doubt(Generic[T]):
    """One thing of the first list that may be any of some of the second, likeliest first; nobody has said which."""

    a: T
    candidates: tuple[tuple[T, float], ...]


@dataclass(frozen=True, slots=True)
class Matched(Generic[T]):
    """How two lists belong together: what matches, what is in doubt, what stands in one alone."""

    matches: tuple[Match[T], ...]
    doubts: tuple[Doubt[T], ...]
    only_a: tuple[T, ...]
    only_b: tuple[T, ...]


def plain(text: str) -> str:
    """Return a wording as wordings are compared: small letters, single spaces, no marks."""
    return _APART.sub(" ", text.casefold()).strip()


def alike(one: str, other: str) -> float:
    """Return how like two plain wordings are, of 100; only the same wording is 100."""
    if one == other:
        return SURE
    one, other = one[:_MOST_LETTERS], other[:_MOST_LETTERS]
    return min(max(fuzz.token_sort_ratio(one, other), fuzz.ratio(one, other)), 99.0)


@dataclass(slots=True)
class Effort:
    """How many comparisons of wordings are still to be had, so that no file keeps a processor for minutes."""

    left: int = MOST_COMPARED

    def spend(self, comparisons: int) -> None:
        """Take so many. Raises TooLarge when there are not so many left."""
        self.left -= comparisons
        if self.left < 0:
            raise TooLarge(
                "The two versions have too many parts or configurations of differing wording to match them one by one. "
                "Give configurations the same labels and passages in both, or compare the study in pieces."
            )


@dataclass(frozen=True, slots=True)
class Likeness(Generic[T]):
    """How two things are compared. like: how like they are, of 100; key: what is the same in both if they are SURE."""

    like: Callable[[T, T], float]
    key: Callable[[T], Hashable]


def match(
    left: Sequence[T], right: Sequence[T], by: Likeness[T], said: Mapping[T, T | None], effort: Effort
) -> Matched[T]:
    """Match two lists. ``said`` holds what people decided, None for what matches nothing.

    Two belong together when they are alike enough and each is the other's likeliest by a clear lead; what is matched is
    taken out, and the rest looked at again. Whatever could be several is a doubt, with all that it could be.
    """
    found = [Match(one, other, by.like(one, other), said=True) for one, other in said.items() if other is not None]
    taken = {each.b for each in found}
    lonely = {one for one, other in said.items() if other is None}
    a = [each for each in left if each not in said]
    b = [each for each in right if each not in taken]
    sure = _sure(a, b, by)
    found += sure
    sure_a, sure_b = {each.a for each in sure}, {each.b for each in sure}
    a = [each for each in a if each not in sure_a]
    b = [each for each in b if each not in sure_b]
    effort.spend(len(a) * len(b))
    scores = {(i, j): by.like(one, other) for i, one in enumerate(a) for j, other in enumerate(b)}
    scores = {key: score for key, score in scores.items() if score >= POSSIBLE}
    while clear := _clear(scores):
        for i, j in clear:
            found.append(Match(a[i], b[j], scores[i, j]))
        rows, columns = {i for i, _ in clear}, {j for _, j in clear}
        scores = {(i, j): score for (i, j), score in scores.items() if i not in rows and j not in columns}
    matched_a, matched_b = {each.a for each in found}, {each.b for each in found}
    doubts = [
        Doubt(a[i], tuple((b[j], score) for (_, j), score in _row(scores, i))) for i in sorted({i for i, _ in scores})
    ]
    unsure_a = {each.a for each in doubts}
    unsure_b = {other for each in doubts for other, _ in each.candidates}
    return Matched(
        matches=tuple(found),
        doubts=tuple(doubts),
        only_a=tuple(each for each in left if each in lonely or each not in matched_a | unsure_a),
        only_b=tuple(each for each in right if each not in matched_b | unsure_b),
    )


def _sure(a: Sequence[T], b: Sequence[T], by: Likeness[T]) -> list[Match[T]]:
    """Return the pairs that share a key which each list has once, and are as like as can be."""
    first, second = _grouped(a, by), _grouped(b, by)
    pairs = ((first[key][0], second[key][0]) for key in first if len(first[key]) == len(second.get(key, ())) == 1)
    return [Match(one, other, SURE) for one, other in pairs if by.like(one, other) >= SURE]


def _grouped(side: Sequence[T], by: Likeness[T]) -> dict[Hashable, list[T]]:
    found: dict[Hashable, list[T]] = {}
    for each in side:
        found.setdefault(by.key(each), []).append(each)
    return found


def _row(scores: Mapping[tuple[int, int], float], wanted: int) -> list[tuple[tuple[int, int], float]]:
    return sorted(((key, score) for key, score in scores.items() if key[0] == wanted), key=lambda each: -each[1])


def _clear(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Return the pairs that lead every other pair of either side clearly."""
    rows, columns = _best(scores, 0), _best(scores, 1)
    return [
        (i, j)
        for (i, j), score in scores.items()
        if score >= LIKELY
        and all(
            score == best and score - (second or 0) >= (LEAD if score < SURE or second == SURE else 0.1)
            for best, second in (rows[i], columns[j])
        )
    ]


def _best(scores: Mapping[tuple[int, int], float], side: int) -> dict[int, tuple[float, float]]:
    """Return the two highest scores of each row or column."""
    found: dict[int, tuple[float, float]] = {}
    for key, score in scores.items():
        best, second = found.get(key[side], (0.0, 0.0))
        found[key[side]] = (score, best) if score > best else (best, max(second, score))
    return found
