"""What was uploaded and not yet handed in: kept in memory for an hour, under a key that nobody can guess.

So a report has an address that can be opened again, and the marked-up copy, the form and the submission need no second
upload. Nothing here outlives the process.
"""

import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from fastapi import FastAPI, Request

from demireg.domain.errors import NotFound
from demireg.services.importing.draft import Draft
from demireg.services.looking import Looked
from demireg.services.references.reading import Listed

#: Seconds that an upload is kept, how many, and how many bytes all together.
KEPT: Final = 3600
MOST: Final = 200
MOST_BYTES: Final = 80_000_000
#: Of so many, what was made of them is kept as well: it takes a hundred times the bytes, and can be made again.
MOST_MADE: Final = 8


@dataclass(slots=True)
class Kept:
    """One upload.

    name: of the file; content: its bytes; until: when it is let go. What was made of it is forgotten when others are
    asked for: draft, what it was read as, where that came from the form; looked: what a look gave; of: at which
    generation; listed: the references in it.
    """

    name: str
    content: bytes
    until: float
    draft: Draft | None = None
    looked: Looked | None = None
    of: int = -1
    listed: Listed | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def forget(self) -> None:
        """Let go of what can be made of the content again."""
        self.draft = self.looked = self.listed = None


class Tray:
    """Uploads by their keys; the oldest go when there are too many. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held: OrderedDict[str, Kept] = OrderedDict()
        self._lately: deque[str] = deque(maxlen=MOST_MADE)

    def put(self, name: str, content: bytes, draft: Draft | None = None) -> str:
        """Keep an upload and return its key; ``draft`` is what the form made of it."""
        key = secrets.token_urlsafe(18)
        with self._lock:
            self._held[key] = Kept(name, content, self._clock() + KEPT, draft)
            while len(self._held) > 1 and (len(self._held) > MOST or self._size() > MOST_BYTES):
                self._held.popitem(last=False)
            self._asked(key)
        return key

    def get(self, key: str) -> Kept:
        """Return an upload. Raises NotFound when it was let go, or never was here."""
        with self._lock:
            for gone in [each for each, kept in self._held.items() if kept.until <= self._clock()]:
                del self._held[gone]
            if key not in self._held:
                raise NotFound("This upload is kept no more: it is let go after an hour. Upload the file again.")
            self._asked(key)
            return self._held[key]

    def _asked(self, key: str) -> None:
        """Note that an upload was asked for, and forget what was made of those that were not for longest."""
        if key in self._lately:
            self._lately.remove(key)
        self._lately.append(key)
        for each, kept in self._held.items():
            if each not in self._lately:
                kept.forget()

    def _size(self) -> int:
        return sum(len(kept.content) for kept in self._held.values())


def install(app: FastAPI) -> None:
    """Give this app a tray of its own."""
    app.state.tray = Tray()


def tray(request: Request) -> Tray:
    """Return this app's tray."""
    held: Tray = request.app.state.tray
    return held
