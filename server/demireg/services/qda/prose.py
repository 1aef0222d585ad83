"""Text of a sheet that is put together from pieces: each fits as a whole or stays out."""

from dataclasses import dataclass, field
from typing import Final

from demireg.services.importing.characters import plain
from demireg.services.importing.sheet_values import PLACEHOLDER

#: As many characters as a text of a sheet may have.
MOST: Final = 20_000
FULL: Final = f"the note is full at {MOST:,} characters"


@dataclass(slots=True)
class Prose:
    """Pieces of one text, and how many characters they may have together."""

    most: int = MOST
    joint: str = "\n\n"
    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, piece: str) -> bool:
        """Add a piece and return whether there was room for it."""
        if self.size >= self.most:
            return False
        piece = clean(piece)
        size = self.size + len(self.joint) * bool(self.pieces) + len(piece)
        if not piece or size > self.most:
            return False
        self.pieces.append(piece)
        self.size = size
        return True

    @property
    def text(self) -> str:
        """Return all pieces."""
        return self.joint.join(self.pieces)


def clean(text: str) -> str:
    """Return a text as a sheet may hold it; nothing that comes in is mistaken for a placeholder of ours."""
    lines = (" ".join(line.split()) for line in plain(text).split("\n"))
    found = "\n".join(lines).strip()
    return f"'{found}'" if found.startswith(PLACEHOLDER) else found
