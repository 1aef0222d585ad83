"""How long an act takes."""

import time
from collections.abc import Callable


def since(act: Callable[[], object]) -> float:
    """Return the seconds that one run of an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def timed(act: Callable[[], object], rounds: int) -> list[float]:
    """Return the seconds of each round of an act."""
    return [since(act) for _ in range(rounds)]
