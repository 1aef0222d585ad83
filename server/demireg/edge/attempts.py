"""Bound how often somebody may fail to sign in: so many times in a while, by address and by all together.

Only who fails is told to wait: whoever has the right token or link signs in, however often others failed.
"""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

from demireg.domain.errors import TooOften

#: Seconds over which failures count, and how many one address, and all addresses, may have.
WHILE: Final = 60.0
MOST_OF_ONE: Final = 10
MOST_OF_ALL: Final = 200
#: How many addresses are remembered.
MOST_ADDRESSES: Final = 2000


class Attempts:
    """Failures to sign in. Memory is bounded: the address that failed longest ago is forgotten first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._of: OrderedDict[str, deque[float]] = OrderedDict()
        self._all: deque[float] = deque(maxlen=MOST_OF_ALL)

    def allow(self, address: str) -> None:
        """Let an address fail once more. Raises TooOften when it, or everybody together, failed too often."""
        since = self._clock() - WHILE
        with self._lock:
            failed = self._of.get(address, deque())
            if _recent(failed, since) >= MOST_OF_ONE or _recent(self._all, since) >= MOST_OF_ALL:
                raise TooOften(f"Too many tries to sign in have failed. Wait {WHILE:g} seconds, then try again.")

    def failed(self, address: str) -> None:
        """Note that an address failed."""
        with self._lock:
            self._of.setdefault(address, deque(maxlen=MOST_OF_ONE)).append(self._clock())
            self._of.move_to_end(address)
            while len(self._of) > MOST_ADDRESSES:
                self._of.popitem(last=False)
            self._all.append(self._clock())


def _recent(times: deque[float], since: float) -> int:
    return sum(each > since for each in times)
