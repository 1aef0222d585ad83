"""The places of a theory's matrix of which anything is said or inferred, where there are very many studies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demireg.services.comparing import against_theory, numbered
from demireg.services.comparing.against_theory import STANCES, Bases, Judged, Matches
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.later import Later
from demireg.services.comparing.stances import NOT_ASSESSED

if TYPE_CHECKING:
    from demireg.services.comparing.against_theory import Table
    from demireg.services.comparing.numbered import Named, Numbers

#: proposition, study, stance, basis, matches, counter, partly: names, sorted where several.
Cell = tuple[str, str, str, list[str], list[str], list[str], list[str]]
_SHOWN: Final = ("id", "label", "year", "programme", "country", "text_seen", "synthesises")
_WORDS: Final = (*STANCES, NOT_ASSESSED)


@dataclass(frozen=True, slots=True)
class Cells:
    """The places by proposition and name of the study, what is shown of their studies, and how many are judged."""

    cells: Sequence[Cell]
    studies: Sequence[Mapping[str, Any]]
    known: int


@dataclass(frozen=True, slots=True)
class _Read:
    """What the places are made of, of all studies. every: the numbers of the places, in order.

    units: of each chosen study, else -1. A place's number is its proposition's times their length, and its study's.
    """

    every: "Numbers"
    units: "Numbers"
    said: Judged
    found: Matches
    rest: Bases
    studies: "Named"
    configurations: "Named"

    def cells(self) -> list[Cell]:
        """Return the places with all names."""
        wide = len(self.units)
        proposition, study = self.every // wide, self.studies.places(self.every % wide)
        order = np.lexsort((study, proposition))
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        stance = np.full(len(order), len(_WORDS) - 1)
        at, judged = self._places(rank, self.said.proposition, self.said.study)
        stance[at] = self.said.stance[judged]
        columns = (
            [self.said.names[each] for each in proposition[order].tolist()],
            self.studies.at(study[order]),
            [_WORDS[each] for each in stance.tolist()],
        )
        return list(zip(*columns, self._bases(rank), *self._matches(rank), strict=True))

    def _places(self, rank: "Numbers", proposition: "Numbers", study: "Numbers") -> "tuple[Numbers, Table]":
        """Return the place of each row that is of a chosen study, and which rows are."""
        kept = against_theory.units_of(self.units, study) >= 0
        return rank[np.searchsorted(self.every, (proposition * len(self.units) + study)[kept])], kept

    def _bases(self, rank: "Numbers") -> list[list[str]]:
        """Return the configurations on which the stance at each place rests."""
        at, kept = self._places(rank, self.rest.proposition, self.rest.study)
        many = len(self.rest.names) + 1
        both = numbered.distinct(at * many + self.rest.configuration[kept])
        return numbered.held(len(rank), both // many, self.rest.names[both % many].tolist())

    def _matches(self, rank: "Numbers") -> list[list[list[str]]]:
        """Return the configurations that match in full, counter and partly, at each place."""
        found, lists = self.found, []
        at, kept = self._places(rank, found.proposition, found.configuration >> numbered.PLACES)
        names = self.configurations.places(found.configuration[kept])
        many = int(names.max(initial=0)) + 1
        for kind in (found.in_full, found.counter, found.partly & ~found.in_full):
            both = np.sort((at * many + names)[kind[kept]])
            lists.append(numbered.held(len(rank), both // many, self.configurations.at(both % many)))
        return lists


def cells(asked: Asked, theory: str) -> Cells:
    """Return the places of chosen studies of which anything is said or inferred."""
    units, said = against_theory.chosen_units(asked), against_theory.judged(asked, theory)
    found = against_theory.matches(asked, theory)
    there = np.zeros((len(said.names), len(units)), dtype=np.bool_)
    judged = against_theory.units_of(units, said.study) >= 0
    there[said.proposition[judged], said.study[judged]] = True
    study = found.configuration >> numbered.PLACES
    matched = against_theory.units_of(units, study) >= 0
    there[found.proposition[matched], study[matched]] = True
    names = against_theory.studies(asked), numbered.configurations(asked)
    read = _Read(np.flatnonzero(there), units, said, found, against_theory.bases(asked, theory), *names)
    needed: Table = np.logical_or.reduce(there, axis=0)
    return Cells(Later(len(read.every), read.cells), _studies(asked, needed), int(np.count_nonzero(judged)))


def _studies(asked: Asked, needed: "Table") -> Sequence[Mapping[str, Any]]:
    """Return what is shown of the needed studies, by their names."""
    heads = asked.arrays("matrix-heads")
    wanted = np.flatnonzero(needed[heads["number"]])

    def read() -> list[dict[str, Any]]:
        columns = [heads[name][wanted].tolist() for name in _SHOWN[:-1]]
        synthesised = ([str(each) for each in names] for names in heads[_SHOWN[-1]][wanted])
        return [dict(zip(_SHOWN, row, strict=True)) for row in zip(*columns, synthesised, strict=True)]

    return Later(len(wanted), read)
