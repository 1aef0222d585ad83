"""Numbers in the order of names, for whatever is put in order or cut short.

The comparison table numbers studies and concepts as they come, so that an order of its numbers tells of the past of the
repository. The places of their names among all tell of what it holds and of nothing else.
"""

from typing import TYPE_CHECKING, Final

import numpy as np

from demireg.services.comparing import numbered
from demireg.services.comparing.asking import Asked
from demireg.services.comparing.numbered import PLACES

if TYPE_CHECKING:
    from demireg.services.comparing.numbered import Numbers

_WITHIN: Final = (1 << PLACES) - 1


class InOrder:
    """Places of studies and concepts by name, from 1, and of configurations: that of the study with their own below it.

    Made with ``in_order``. What has number 0, as a part without a code, has place 0.
    """

    def __init__(self, studies: "Numbers", names: list[str], concepts: "Numbers") -> None:
        self._numbers = np.append(0, studies)
        self._names = names
        self._study = _turned(studies)
        self._concept = _turned(concepts)

    def studies(self, numbers: "Numbers") -> "Numbers":
        """Return the place of each study, given by number."""
        found: Numbers = self._study[numbers]
        return found

    def concepts(self, numbers: "Numbers") -> "Numbers":
        """Return the place of each concept, given by number."""
        found: Numbers = self._concept[numbers]
        return found

    def configurations(self, numbers: "Numbers") -> "Numbers":
        """Return the place of each configuration, given by number."""
        found: Numbers = self._study[numbers >> PLACES] << PLACES | numbers & _WITHIN
        return found

    def numbers(self, configurations: "Numbers") -> "Numbers":
        """Return the number of each configuration, given by place."""
        found: Numbers = self._numbers[configurations >> PLACES] << PLACES | configurations & _WITHIN
        return found

    def names(self, studies: "Numbers") -> list[str]:
        """Return the name of each study, given by place."""
        return [self._names[place - 1] for place in studies.tolist()]


def in_order(asked: Asked) -> InOrder:
    """Return the places of all studies and concepts by name, kept between questions."""

    def read() -> InOrder:
        studies, concepts = asked.rows("places-of-studies"), asked.arrays("places-of-concepts")
        numbers = np.array([row["id"] for row in studies], dtype=np.int64)
        return InOrder(numbers, [str(row["name"]) for row in studies], numbered.plain(concepts["id"]))

    return asked.repository.table.kept("places by name", read)


def _turned(numbers: "Numbers") -> "Numbers":
    """Return by number the place of each, from 1."""
    places = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.int64)
    places[numbers] = np.arange(1, len(numbers) + 1)
    return places
