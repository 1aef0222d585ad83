"""A buffer that stops an answer before it fills the memory."""

from io import BytesIO
from typing import Final

from demireg.domain.errors import TooLarge

#: How many bytes one answer may have.
MOST_BYTES: Final = 100_000_000


class CappedBuffer(BytesIO):
    """Takes bytes up to a limit. Raises TooLarge, naming the limit, with the first byte over it."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        """Append the bytes. Raises TooLarge over the limit."""
        if self.tell() + len(data) > self._most:
            raise TooLarge(
                f"The answer is over {self._most / 1e6:g} MB, the most that one query may return. "
                "Ask for less with LIMIT, or take the whole repository from /dump.trig.gz."
            )
        return super().write(data)
