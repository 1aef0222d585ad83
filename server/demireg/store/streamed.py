"""Pieces of text as a file that is read once from its beginning to its end, never held as a whole."""

from collections.abc import Iterable
from io import BufferedReader, RawIOBase


def streamed(pieces: Iterable[bytes]) -> BufferedReader:
    """Return the pieces, which are asked for one by one, as a readable file."""
    return BufferedReader(_Pieces(pieces), 1 << 20)


class _Pieces(RawIOBase):
    """A readable file made of pieces; what is left of one waits for the next reading."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """Take the pieces, which are asked for one by one."""
        self._pieces = iter(pieces)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill a buffer, as far as the present piece goes, and return how many bytes came; 0 at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count
