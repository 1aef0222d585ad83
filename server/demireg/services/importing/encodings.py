"""Text of unknown encoding: UTF-8 and UTF-16 are recognised, and what is neither is taken for Windows-1252."""

import re
from typing import Final

#: What UTF-8 looks like when it was read as Windows-1252 and saved again.
_GARBLED: Final = re.compile("[ÃÂâ][\u0080-\u00bf€™œ“”–—‚„…†‡ˆ‰Š‹ŒŽ‘’•˜š›žŸ]")


def decoded(content: bytes) -> tuple[str, bool]:
    """Return the text, and whether it had to be taken for Windows-1252."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace"), False
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), True


def garbled(text: str) -> str:
    """Return the first letters of a text that look as if they were read in another encoding, or nothing."""
    found = _GARBLED.search(text)
    return found[0] if found else ""
