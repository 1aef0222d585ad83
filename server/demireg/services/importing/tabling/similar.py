"""Which of some names somebody may have meant, by spelling and by the words they share."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from rapidfuzz import fuzz, process

from demireg.services.importing.characters import shortened
from demireg.services.importing.nearest import offered
from demireg.services.importing.tabling.layout import plainly

#: From how like, of 100, a name is offered.
LEAST_ALIKE: Final = 72
_MOST_COMPARED: Final = 100


def alike(word: str, names: Sequence[str], most: int = 3, least: int = LEAST_ALIKE) -> list[str]:
    """Return up to ``most`` names like a word, the likeliest first."""
    found = process.extract(
        shortened(word, 200), names, scorer=fuzz.WRatio, processor=plainly, limit=most, score_cutoff=least
    )
    return [name for name, *_ in found]


def offered_first(word: str, names: Iterable[str], what: str) -> str:
    """Return sentences that offer the names nearest to a word, of as many as may be compared in good time."""
    return offered(word, islice(names, _MOST_COMPARED), what)
