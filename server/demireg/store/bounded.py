"""A reader that answers only so many foreign queries at a time, so that slow ones cannot take the whole service."""

import threading
from collections.abc import Sequence
from typing import Final

from demireg.domain.errors import StoreBusy
from demireg.store.base import Dataset, Reader, Serialised

#: How many foreign queries are evaluated side by side, and for how many seconds the next one waits for a place.
MOST_AT_ONCE: Final = 8
PATIENCE: Final = 5.0


class BoundedReader:
    """Passes queries on to another reader, a few at a time."""

    def __init__(self, reader: Reader, most: int = MOST_AT_ONCE, patience: float = PATIENCE) -> None:
        self._reader = reader
        self._places = threading.BoundedSemaphore(most)
        self._most = most
        self._patience = patience

    def answer(self, query: str, accept: Sequence[str], dataset: Dataset) -> Serialised:
        """Answer as the reader beneath does. Raises StoreBusy when no place comes free in time."""
        if not self._places.acquire(timeout=self._patience):
            raise StoreBusy(
                f"{self._most} queries are being answered already, the most at one time. Try again in a moment, "
                "or take the whole repository from /dump.trig.gz."
            )
        try:
            return self._reader.answer(query, accept, dataset)
        finally:
            self._places.release()
