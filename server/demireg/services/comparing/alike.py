"""Types of configurations that are alike but for one condition and end in opposed outcomes.

Configurations with the same coded conditions and outcomes are one type; types are paired, never configurations. A
signature is the exclusive or of the hashes of the conditions, so that what is left without one of them meets by
equality.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demireg.services.comparing import codings, numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.codings import INTERVENTION, OUTCOME, Codings
from demireg.services.comparing.in_order import in_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demireg.services.comparing.numbered import Numbers

    Hashes = NDArray[np.uint64]

#: A condition or outcome: its role, its concept, and whether it was there, worked or came.
Condition = tuple[int, int, bool]
_MIX, _HALF = np.uint64(0xD6E8FEB86659FD93), np.uint64(32)
_ENDING, _VAGUE = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True, slots=True)
class Type:
    """Configurations of the same conditions and outcomes.

    signature, ending: of the conditions and of the outcomes; vague: a part has no concept; conditions: by hash;
    outcomes: what came or did not; numbers, units: of the configurations, the lowest number first.
    """

    signature: int
    ending: int
    vague: bool
    conditions: Mapping[int, Condition]
    outcomes: tuple[Condition, ...]
    numbers: "Numbers"
    units: "Numbers"


@dataclass(frozen=True, slots=True)
class Alike:
    """Two types that differ in one condition; other: what stands in its place there, None where nothing is said.

    outcomes: which concepts oppose each other, of the one and the other.
    """

    one: Type
    two: Type
    condition: Condition
    other: Condition | None
    outcomes: tuple[tuple[int, int], ...]

    @property
    def strict(self) -> bool:
        """Whether the difference is found, not unknown."""
        return self.other is not None and not self.one.vague and not self.two.vague


class _Denials:
    """Which condition denies which: its opposite, or the stated absence of it or of what it is a kind of."""

    def __init__(self, asked: Asked) -> None:
        concepts = np.array(sorted(numbered.concepts(asked)), dtype=np.int64)
        narrower, opposites = numbered.narrower(asked), numbered.opposites(asked)
        place, opposed = opposites.follow(concepts)
        sides = concepts[place], opposed
        first, ones = narrower.follow(sides[0])
        second, others = narrower.follow(sides[1][first])
        self._opposed = set(zip(ones[second].tolist(), others.tolist(), strict=True))
        place, kinds = narrower.follow(concepts)
        self._kinds = set(zip(kinds.tolist(), concepts[place].tolist(), strict=True))

    def __call__(self, one: Condition, other: Condition) -> bool:
        """Tell whether the two cannot both hold; their roles are not looked at."""
        if one[2] and other[2]:
            return (one[1], other[1]) in self._opposed
        if one[2]:
            return (one[1], other[1]) in self._kinds
        return other[2] and (other[1], one[1]) in self._kinds


@dataclass(frozen=True, slots=True)
class Found:
    """Two types that are alike, and how many pairs of their configurations are of different units."""

    alike: Alike
    pairs: int


def found(asked: Asked, interventions: bool) -> list[Found]:
    """Return all pairs of types that have any pair, strict ones and those of most pairs first; kept in memory.

    Others stand in the order of the names of their configurations.
    """

    def read() -> list[Found]:
        names = numbered.configurations(asked)
        every = (Found(each, pairs(each.one.units, each.two.units)) for each in alike(asked, interventions))

        def order(each: Found) -> tuple[bool, int, int, int]:
            first = (int(names.places(side.numbers).min()) for side in (each.alike.one, each.alike.two))
            one, two = first
            return not each.alike.strict, -each.pairs, one, two

        return sorted((each for each in every if each.pairs), key=order)

    return asked.repository.table.kept(("alike", asked.filters, interventions), read)


def pairs(units: "Numbers", others: "Numbers") -> int:
    """Return how many pairs of one configuration of each side are of different units, given the unit of each."""
    there = Counter(others.tolist())
    return len(units) * len(others) - sum(n * there[unit] for unit, n in Counter(units.tolist()).items())


def alike(asked: Asked, interventions: bool) -> list[Alike]:
    """Return all pairs of types; of two that deny each other, the one first by name stands first."""
    types = _types(asked, interventions)
    denies = asked.repository.table.kept("denials", lambda: _Denials(asked))
    of: dict[int, list[Type]] = {}
    for each in types:
        of.setdefault(each.signature, []).append(each)
    turned: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
    found = []
    samples = {each: held[0] for each, held in of.items()}
    for signature, other_signature, condition, other in _met(samples, denies, _by_name(asked)):
        for one in of[signature]:
            for two in of[other_signature]:
                endings = one.ending, two.ending
                if one.ending != two.ending and endings not in turned:
                    turned[endings] = _turned(one, two, denies)
                if one.ending != two.ending and turned[endings]:
                    found.append(Alike(one, two, condition, other, turned[endings]))
    return found


def _by_name(asked: Asked) -> list[int]:
    """Return the place of each concept by name, given by number."""
    found: list[int] = in_order(asked).concepts(np.arange(max(numbered.concepts(asked), default=0) + 1)).tolist()
    return found


def _met(
    samples: Mapping[int, Type], denies: _Denials, by_name: Sequence[int]
) -> Iterator[tuple[int, int, Condition, Condition | None]]:
    """Yield two signatures that differ in one condition, that condition, and what stands in its place."""
    left: dict[int, list[tuple[int, int, Condition]]] = {}
    for signature, sample in samples.items():
        if len(sample.conditions) == 1:
            continue
        for code, condition in sample.conditions.items():
            rest = signature ^ code
            order = by_name[condition[1]] * 2 + (not condition[2])
            left.setdefault(rest, []).append((signature, order, condition))
            if rest in samples and len(samples[rest].conditions) == len(sample.conditions) - 1:
                yield signature, rest, condition, None
    for several in left.values():
        for signature, order, condition in several:
            for other_signature, other_order, other in several:
                if order < other_order and condition[0] == other[0] and denies(condition, other):
                    yield signature, other_signature, condition, other


def _turned(one: Type, two: Type, denies: _Denials) -> tuple[tuple[int, int], ...]:
    return tuple(
        sorted({(mine[1], theirs[1]) for mine in one.outcomes for theirs in two.outcomes if denies(mine, theirs)})
    )


def _types(asked: Asked, interventions: bool) -> list[Type]:
    """Return the types of configurations with a condition and an outcome."""
    said, codes = _coded(asked, interventions)
    if not len(codes):
        return []
    starts = np.flatnonzero(np.append(True, said.place[1:] != said.place[:-1]))
    of_outcome = said.role == OUTCOME
    nothing = np.uint64(0)
    signature = np.bitwise_xor.reduceat(np.where(of_outcome, nothing, codes), starts)
    ending = np.bitwise_xor.reduceat(np.where(of_outcome, codes, nothing), starts)
    outcomes = np.add.reduceat(of_outcome.astype(np.int64), starts)
    ends = np.append(starts[1:], len(codes))
    whole = np.flatnonzero((outcomes > 0) & (ends - starts > outcomes))
    numbers, units = said.configuration[starts], said.unit[starts]
    vague = np.isin(
        numbers, numbered.plain(asked.arrays("vague-configurations", interventions=interventions)["configuration"])
    )
    key = signature + _ENDING * ending + _VAGUE * vague.astype(np.uint64)
    whole = whole[np.argsort(key[whole], kind="stable")]
    changed = np.append(True, key[whole][1:] != key[whole][:-1]) if len(whole) else np.zeros(0, dtype=bool)
    groups = np.split(whole, np.flatnonzero(changed)[1:]) if len(whole) else []
    first = np.array([group[0] for group in groups], dtype=np.int64)
    parts = _parts(said, codes, starts[first], ends[first])
    signatures, endings, unsure = (column[first].tolist() for column in (signature, ending, vague))
    return [
        Type(own, end, unclear, conditions, came, numbers[group], units[group])
        for own, end, unclear, (conditions, came), group in zip(signatures, endings, unsure, parts, groups, strict=True)
    ]


def _parts(
    said: Codings, codes: "Hashes", starts: "Numbers", ends: "Numbers"
) -> Iterator[tuple[dict[int, Condition], tuple[Condition, ...]]]:
    """Yield the conditions, by hash, and the outcomes of what stands between each start and end."""
    sizes = ends - starts
    edges = np.cumsum(sizes)
    rows = np.arange(int(sizes.sum())) + np.repeat(starts - edges + sizes, sizes)
    conditions = list(zip(*(each[rows].tolist() for each in (said.role, said.concept, said.fired)), strict=True))
    hashes = codes[rows].tolist()
    for end, size in zip(edges.tolist(), sizes.tolist(), strict=True):
        each = range(end - size, end)
        came = tuple(conditions[row] for row in each if conditions[row][0] == OUTCOME)
        yield {hashes[row]: conditions[row] for row in each if conditions[row][0] != OUTCOME}, came


def _coded(asked: Asked, interventions: bool) -> tuple[Codings, "Hashes"]:
    """Return what is coded itself, each once in a configuration, and the hash of each."""
    roles = [role for role in codings.ROLES if interventions or role != INTERVENTION]
    parts = [codings.of_role(asked, role) for role in roles]
    said = codings.together([part.only(np.flatnonzero(~part.ancestor)) for part in parts])
    code = said.concept * 8 + said.role.astype(np.int64) * 2 - 2 + said.fired
    key = said.place * (8 * codings.CONCEPTS) + code
    order = np.argsort(key, kind="stable")
    order = order[np.append(True, key[order][1:] != key[order][:-1])[: len(order)]]
    return said.only(order), _hashed(code[order])


def _hashed(codes: "Numbers") -> "Hashes":
    """Return what spreads numbers over all of 64 bits: the finaliser of MurmurHash3, with other constants."""
    found: Hashes = codes.astype(np.uint64)
    for _ in range(2):
        found = (found ^ (found >> _HALF)) * _MIX
    return found ^ (found >> _HALF)
