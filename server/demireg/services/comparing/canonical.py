"""One JSON text for one answer: keys in order, figures to twelve places, so that equal answers are equal bytes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any, Final

from demireg.services.comparing.later import LISTS

_PLACES: Final = 12
#: Kinds of values that JSON has; checked first, since nearly every value of a long answer is of one of them.
_AS_THEY_ARE: Final = frozenset({str, int, bool, type(None)})
_SETS: Final = (frozenset, set)


def document(value: object) -> str:
    """Return a value as JSON for reading; what is undefined is null."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n"


def canonical(value: object) -> str:
    """Return the one JSON text of a value: no blanks, keys sorted, figures to twelve places."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: object) -> Any:  # noqa: ANN401 (whatever JSON can hold)
    """Return a value made of what JSON has: sets are sorted, figures rounded, what is no number is null."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, _SETS):
        value = sorted(value)
    if isinstance(value, LISTS):  # long answers are mostly lists of texts, which are told without a call each
        return [each if type(each) is str else plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    return _simple(value.item() if hasattr(value, "item") else value)  # a number of NumPy is one of Python


def _simple(value: object) -> Any:  # noqa: ANN401 (whatever JSON can hold)
    if isinstance(value, float):
        return round(value, _PLACES) if abs(value) < float("inf") else None
    return value if value is None or isinstance(value, str | int) else str(value)
