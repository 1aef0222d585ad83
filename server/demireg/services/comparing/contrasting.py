"""The arithmetic of context contrast (measure 8.5 of the method), from the comparison table or by SPARQL.

Presence of a context is three-valued for each unit and side: yes where it, or a kind of it, is coded; no where its
opposite is coded or it is said to be absent; else unknown. Yes in one configuration outweighs no in another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.domain.names import ALL_ACCEPTED
from demireg.services import queries
from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.rows import Readings

if TYPE_CHECKING:
    from demireg.services.comparing.numbered import Numbers

#: So many known on each side, at least, make a context that discriminates.
ENOUGH: Final = 2
_YES, _NO = 2, 1
_REFERENCE: Final = "compare/context-contrast"
_WORDS: Final = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a context: the units in which it was there, was not, or is unknown, with the configurations."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    configurations: tuple[str, ...] = ()

    @property
    def known(self) -> int:
        """How many units say anything."""
        return len(self.yes) + len(self.no)

    @property
    def share(self) -> float | None:
        """The share of yes among the known, None where nothing is known."""
        return len(self.yes) / self.known if self.known else None


@dataclass(frozen=True, slots=True)
class Contrast:
    """One context. delta: from -1 to 1, None where undefined; discriminates: 1 or -1 with two known on each side."""

    context: str
    label: str
    reached: Side
    opposed: Side

    @property
    def delta(self) -> float | None:
        """The difference of the shares."""
        one, other = self.reached.share, self.opposed.share
        return None if one is None or other is None else one - other

    @property
    def discriminates(self) -> bool:
        """Whether the context separates the two sides in all that is known, with enough known."""
        return _separates(len(self.reached.yes), len(self.reached.no), len(self.opposed.yes), len(self.opposed.no))

    @property
    def turns_on(self) -> tuple[str, ...]:
        """The units each of which alone, left out, makes ``discriminates`` another; all else counts as it does."""
        parts = (self.reached.yes, self.reached.no, self.opposed.yes, self.opposed.no)
        counts = [len(part) for part in parts]
        held = [frozenset(part) for part in parts]
        both = (held[0] | held[1]) & (held[2] | held[3])
        # A unit of one side alone changes one count: what holds of one such unit holds of all in its part.
        turning = {
            place
            for place in range(len(parts))
            if _separates(*(count - (other == place) for other, count in enumerate(counts))) != self.discriminates
        }
        found = {unit for place in turning for unit in held[place] if unit not in both}
        for unit in both:
            left = [count - (unit in part) for count, part in zip(counts, held, strict=True)]
            if _separates(*left) != self.discriminates:
                found.add(unit)
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Found:
    """All units on each side, and the contrast of every context of which anything is known, the clearest first."""

    reached_by: tuple[str, ...]
    opposed_by: tuple[str, ...]
    contrasts: tuple[Contrast, ...]


def _separates(yes: int, no: int, opposed_yes: int, opposed_no: int) -> bool:
    if min(yes + no, opposed_yes + opposed_no) < ENOUGH:
        return False
    return (not no and not opposed_yes) or (not yes and not opposed_no)


def by_table(asked: Asked) -> Found:
    """Return the contrasts of a mechanism and an outcome from the comparison table."""
    rows = asked.arrays("contrast")
    side, unit = numbered.flags(rows["side"]), numbered.plain(rows["unit"])
    units = numbered.units(asked)
    names = numbered.configurations(asked)
    sides = {each: numbered.distinct(unit[side == each]) for each in (True, False)}
    labels = numbered.concepts(asked)
    gathered: dict[int, dict[bool, Side]] = {}
    said = _said(asked, rows)
    order = np.lexsort((-said[3], said[2], said[1], said[0]))
    concept, of, who, rank, where = (column[order] for column in said)
    for (context, came), part in numbered.runs(concept, of):
        known, first = np.unique(who[part], return_index=True)
        yes = rank[part][first] == _YES
        unknown = np.setdiff1d(sides[bool(came)], known, assume_unique=True)
        behind = names(numbered.distinct(where[part]))
        own = Side(units(known[yes]), units(known[~yes]), units(unknown), behind)
        gathered.setdefault(context, {})[bool(came)] = own
    nothing = {each: Side(unknown=units(numbers)) for each, numbers in sides.items()}
    found = (
        Contrast(*labels[context], both.get(True, nothing[True]), both.get(False, nothing[False]))
        for context, both in gathered.items()
    )
    return Found(nothing[True].unknown, nothing[False].unknown, _sorted(found))


def _said(asked: Asked, rows: dict[str, Any]) -> tuple["Numbers", ...]:
    """Return what is said of contexts: columns of concept, side, unit, rank (yes or no) and configuration."""
    side, unit = numbered.flags(rows["side"]).astype(np.int64), numbered.plain(rows["unit"])
    configuration, concept = numbered.plain(rows["configuration"]), numbered.plain(rows["concept"])
    there = np.flatnonzero(numbered.flags(rows["fired"]))
    absent = np.flatnonzero((concept >= 0) & ~numbered.flags(rows["fired"]) & ~numbered.flags(rows["ancestor"]))
    opposites = numbered.opposites(asked)
    site = asked.values["site"] == "yes"
    if site:
        found = asked.arrays("site-contexts")
        of_site = numbered.Pairs(numbered.plain(found["study"]), numbered.plain(found["concept"]))
        places, concepts = of_site.follow(numbered.plain(rows["study"]))
    else:
        places, concepts = there[:0], concept[:0]
    where = np.concatenate((there, places))
    what = np.concatenate((concept[there], concepts))
    against, opposed = opposites.follow(what)
    without, kinds = numbered.narrower(asked).follow(concept[absent])
    row = np.concatenate((where, where[against], absent[without]))
    named = np.concatenate((what, opposed, kinds))
    rank = np.full(len(row), _NO)
    rank[: len(where)] = _YES
    coded = np.isin(named, numbered.plain(asked.arrays("coded-contexts", site=site)["concept"]))
    row, named, rank = row[coded], named[coded], rank[coded]
    return named, side[row], unit[row], rank, configuration[row]


def by_sparql(asked: Asked) -> Found:
    """Return the same from the store by ``queries/compare/context-contrast.rq``, without the configurations.

    Of units on a side it knows those of contexts of which anything is known. It takes no filters: see ``can``.
    """
    read = Readings(asked.repository.store, asked.repository.names)
    query = queries.load(_REFERENCE)
    given = {name: asked.values[name] for name in ("mechanism", "outcome")}
    labels = dict(numbered.concepts(asked).values())
    found = []
    for row in read.store.select(query.bind(query.terms(given, read.names))):
        context = read.text(row["context"])
        sides = [_marked(read.text(row.get(name))) for name in ("reached_by", "opposed_by")]
        found.append(Contrast(context, labels.get(context, context), *sides))
    everyone = [
        sorted(
            {unit for each in found for side in (getattr(each, name),) for unit in side.yes + side.no + side.unknown}
        )
        for name in ("reached", "opposed")
    ]
    return Found(tuple(everyone[0]), tuple(everyone[1]), _sorted(found))


def _marked(text: str) -> Side:
    """Read ``wood-2021 yes; husk-2020 unknown``."""
    marks = [mark.rsplit(" ", 1) for mark in text.split("; ") if mark]
    return Side(*(tuple(sorted(unit for unit, word in marks if word == each)) for each in _WORDS))


def can(asked: Asked) -> bool:
    """Tell whether the reference can answer: it counts all programmes under all accepted codings, without sites."""
    plain = asked.filters.everything and asked.filters.profile == ALL_ACCEPTED and asked.filters.unit == "programme"
    return plain and asked.values["site"] == "no"


def _sorted(found: Iterable[Contrast]) -> tuple[Contrast, ...]:
    def place(each: Contrast) -> tuple[float, str]:
        return (1.0 if each.delta is None else -abs(each.delta), each.context)

    return tuple(sorted(found, key=place))
