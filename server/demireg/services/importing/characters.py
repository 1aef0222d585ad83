"""Which characters text may not hold: those that nobody sees and that break terminals, pages or other formats."""

import re
from typing import Final

#: Control characters but tab and newline, halves of characters, what XML cannot hold, and changes of direction.
_REFUSED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_RETURNS: Final = re.compile("\r\n?")

#: What no YAML text may hold as it stands.
_NOT_IN_YAML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return the text with one kind of line break and without the characters that are refused."""
    return _REFUSED.sub("", _RETURNS.sub("\n", text))


def refused(text: str) -> str:
    """Return the first refused character by its number (``U+202E``), empty when there is none."""
    found = _REFUSED.search(_RETURNS.sub("\n", text))
    return f"U+{ord(found[0]):04X}" if found else ""


def outside_yaml(text: str) -> int:
    """Return where the first character stands that YAML cannot hold, -1 when there is none."""
    found = _NOT_IN_YAML.search(text)
    return found.start() if found else -1


def shortened(value: object, most: int = 60) -> str:
    """Return a value as it may be shown in a sentence: plain, on one line and not long."""
    text = " ".join(plain(str(value)[: most * 4]).split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
