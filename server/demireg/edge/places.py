"""A few places for work that keeps a processor busy, so that it cannot take every thread from the pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from demireg.domain.errors import StoreBusy

#: How many studies are checked, and large answers worked out, side by side; for how many seconds the next one waits.
MOST_CHECKS: Final = 2
MOST_HEAVY: Final = 2
PATIENCE: Final = 2.0


class Places:
    """So many may work at a time; the others wait a moment and are then sent away. work: what they do, in words."""

    def __init__(
        self, most: int = MOST_CHECKS, patience: float = PATIENCE, work: str = "studies are being checked"
    ) -> None:
        self._work = work
        self._most = most
        self._patience = patience
        self._free = threading.BoundedSemaphore(most)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold a place while the caller works. Raises StoreBusy when none comes free in time."""
        if not self._free.acquire(timeout=self._patience):
            raise StoreBusy(f"{self._most} {self._work} already, the most at one time. Try again soon.")
        try:
            yield
        finally:
            self._free.release()
