"""Follow ripples from configuration to configuration: what came about in one is what the next begins with.

A link is stated, from configurations of some studies to others of theirs with the same codes, or goes by a concept,
from all configurations with that outcome to all with that context. A path is a row of links in which each ends where
the next begins.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import numpy as np

from demireg.services.comparing.grouping import Numbers, both, distinct

#: A configuration's number here is its study's times two to this power, and its own: both places among names in order,
#: so that what stands first does not rest on the order in which studies were written.
PLACES: Final = 28
_NONE: Final[Numbers] = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Link:
    """A link. concept: by which it goes, None for one that is stated; ripples_as: how the source says that it goes on.

    sources, targets: configurations, sorted; studies: those with two configurations, one at either end.
    """

    concept: int | None
    ripples_as: str
    sources: Numbers
    targets: Numbers
    studies: Numbers


@dataclass(frozen=True, slots=True)
class Path:
    """A path: links, between them steps of configurations, and the studies that report all of it, each step and link.

    loop: its last configurations may be its first ones.
    """

    links: tuple[Link, ...]
    steps: tuple[Numbers, ...]
    studies: Numbers
    loop: bool

    @property
    def splice(self) -> bool:
        """Whether no single study reports the whole path."""
        return not len(self.studies)


def by_concept(rows: Mapping[str, Any]) -> list[Link]:
    """Return the links by concept from rows of concept, configuration and whether that is a source.

    A link has a configuration at either end, and not one and the same alone.
    """
    concept, source = np.asarray(rows["concept"], dtype=np.int64), np.asarray(rows["source"], dtype=np.bool_)
    configuration = np.asarray(rows["configuration"], dtype=np.int64)
    width = int(configuration.max(initial=0)).bit_length()
    key = distinct(np.sort((concept << 1 | source) << width | configuration))
    ends = {int(key[own.start] >> width): key[own] & ((1 << width) - 1) for own in _parts(key >> width)}
    found = []
    for each in dict.fromkeys(side >> 1 for side in ends):
        sources, targets = ends.get(each << 1 | 1, _NONE), ends.get(each << 1, _NONE)
        every = distinct(np.sort(np.concatenate((sources, targets)))) >> PLACES
        several = every[:-1][every[:-1] == every[1:]]
        studies = both(both(distinct(sources >> PLACES), distinct(targets >> PLACES)), distinct(several))
        if len(sources) and len(targets) and len(every) > 1:
            found.append(Link(each, "context", sources, targets, studies))
    return found


def stated(rows: Mapping[str, Any]) -> list[Link]:
    """Return the links that are stated, ripples between like configurations as one, in the order of the first of each.

    ``rows`` hold configuration, target, ripples_as, and ``alike``, which is the same for those with the same codes.
    """
    source, target = (np.asarray(rows[name], dtype=np.int64) for name in ("configuration", "target"))
    alike = np.asarray(rows["alike"], dtype=np.int64)
    order = np.lexsort((target, source, alike))
    found = []
    groups = (order[part] for part in _parts(alike[order]))
    for own in sorted(groups, key=lambda each: (int(source[each[0]]), int(target[each[0]]))):
        one, other = source[own], target[own]
        studies = distinct(np.sort((one >> PLACES)[one >> PLACES == other >> PLACES]))
        ends = distinct(np.sort(one)), distinct(np.sort(other))
        found.append(Link(None, str(rows["ripples_as"][own[0]]), *ends, studies))
    return found


def _parts(ordered: Numbers) -> list[slice]:
    """Return where each number stands in an array in order."""
    begins = [*np.flatnonzero(np.diff(ordered, prepend=-1)).tolist(), len(ordered)]
    return [slice(*edges) for edges in pairwise(begins)]


def alone(step: Numbers, after: Numbers) -> Numbers:
    """Return the studies that have one configuration before and after a link, and the same: they report no link."""
    studies = distinct(both(step, after) >> PLACES)
    single = np.ones(len(studies), dtype=np.bool_)
    for side in (step, after) if len(studies) else ():
        first, end = (np.searchsorted(side, edge << PLACES) for edge in (studies, studies + 1))
        single &= end - first == 1
    return studies[single]


def _is_one(link: Link, step: Numbers, after: Numbers) -> bool:
    """Tell whether a link by concept would lead from one configuration to itself alone."""
    return link.concept is not None and len(step) == len(after) == 1 and bool(step[0] == after[0])


def _reporting(studies: Numbers, links: Sequence[Link], steps: Sequence[Numbers]) -> Numbers:
    """Return those of some studies that have two configurations at the ends of each link by concept."""
    for link, step, after in zip(links, steps[:-1], steps[1:], strict=True):
        if len(studies) and link.concept is not None:
            studies = np.setdiff1d(studies, alone(step, after), assume_unique=True)
    return studies


@dataclass(slots=True)
class Search:
    """A search for paths of at most ``longest`` configurations through links; at most ``most`` are found.

    first, last: the configurations with which a path may begin and end, None for any; whole: only paths that one study
    reports; cut: set when there are more.
    """

    links: Sequence[Link]
    longest: int
    most: int
    first: Numbers | None = None
    last: Numbers | None = None
    whole: bool = False
    cut: bool = False
    _next: dict[int, list[tuple[int, Numbers, Numbers]]] = field(default_factory=dict)
    _sources: Numbers = field(default_factory=lambda: _NONE)
    _of: Numbers = field(default_factory=lambda: _NONE)

    def paths(self) -> list[Path]:
        """Return the paths, in the order of their links; a loop is found once, unless it has to begin somewhere."""
        sources = np.concatenate([link.sources for link in self.links]) if self.links else _NONE
        of = np.repeat(np.arange(len(self.links)), [len(link.sources) for link in self.links])
        order = np.argsort(sources, kind="stable")
        self._sources, self._of = sources[order], of[order]
        found: list[Path] = []
        for place, link in enumerate(self.links):
            step = link.sources if self.first is None else both(link.sources, self.first)
            if len(step):
                studies = both(link.studies, distinct(step >> PLACES))
                for path in self._on((place,), (step,), studies):
                    if len(found) == self.most:
                        self.cut = True
                        return found
                    found.append(path)
        return found

    def _on(self, places: tuple[int, ...], steps: tuple[Numbers, ...], studies: Numbers) -> Iterator[Path]:
        """Yield the path of some links, if it may end there, and those that go on from it."""
        if self.whole and not len(studies):
            return
        last = self.links[places[-1]]
        end = last.targets if self.last is None else both(last.targets, self.last)
        loop = len(places) > 1 and len(both(end, steps[0])) > 0
        if len(end) and not (loop and self._found_elsewhere(places)) and not _is_one(last, steps[-1], end):
            links = tuple(self.links[place] for place in places)
            ended = _reporting(both(studies, distinct(end >> PLACES)), links, (*steps, end))
            if len(ended) or not self.whole:
                yield Path(links, (*steps, end), ended, loop)
        if loop or len(places) + 1 >= self.longest:
            return
        for place, step, reporting in self._after(places[-1]):
            if place not in places and not _is_one(last, steps[-1], step):
                yield from self._on((*places, place), (*steps, step), both(studies, reporting))

    def _found_elsewhere(self, places: tuple[int, ...]) -> bool:
        """Tell whether a loop is the same as one that begins with an earlier link."""
        return self.first is None and self.last is None and places[0] != min(places)

    def _after(self, place: int) -> list[tuple[int, Numbers, Numbers]]:
        """Return the links that begin where one ends, the configurations between, and the studies with both."""
        if place not in self._next:
            targets = self.links[place].targets
            begin, end = (np.searchsorted(self._sources, targets, side) for side in ("left", "right"))
            many = end - begin
            at = np.repeat(begin - np.cumsum(many) + many, many) + np.arange(int(many.sum()))
            others, steps = self._of[at], self._sources[at]
            found = []
            for other in np.unique(others).tolist():
                step = steps[others == other]
                if other != place:
                    found.append((other, step, both(self.links[other].studies, distinct(step >> PLACES))))
            self._next[place] = found
        return self._next[place]
