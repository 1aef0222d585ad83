"""Offer what somebody may have meant: by spelling, and for concepts also by the words that name and define them."""

import difflib
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from demireg.services.importing.characters import shortened

MOST_OFFERED: Final = 3
LEAST_SCORE: Final = 0.25
MOST_LISTED: Final = 12
MOST_SHOWN: Final = 240

_WORD: Final = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{3,}")
_STEM: Final = 5
_COMMON: Final = frozenset(
    ("and", "are", "for", "from", "has", "not", "other", "that", "the", "their", "they", "this", "through", "with")
)
_DIGITS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as it may be offered: its codes, its name, and how much each stem of a word says about it."""

    codes: tuple[str, ...]
    label: str
    weights: Mapping[str, float]

    def code(self, role: str) -> str:
        """Return the code to offer, one of the wanted role (``c``, ``i``, ``m``, ``o``) if there is one."""
        return next((code for code in self.codes if code.startswith(f"{role}.")), self.codes[0])


def stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text that carry meaning."""
    words = {word.lower() for word in _WORD.findall(text)}
    return {word[:_STEM] for word in words - _COMMON}


def weighed(*texts: tuple[float, Iterable[str]]) -> dict[str, float]:
    """Return the stems of texts with the weight of the weightiest text that holds each."""
    weights: dict[str, float] = {}
    for weight, group in texts:
        for stem in {stem for text in group for stem in stems(text)}:
            weights[stem] = max(weight, weights.get(stem, 0))
    return weights


def concepts_like(code: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return up to three concepts that a code may have meant, the likeliest first."""
    code = shortened(code)
    role, _, rest = code.rpartition(".") if "." in code else ("", "", code)
    wanted = stems(rest or code)
    common = Counter(stem for entry in entries for stem in wanted & entry.weights.keys())
    spelt = difflib.get_close_matches(code, [each for entry in entries for each in entry.codes], MOST_OFFERED, 0.8)
    ranked: list[tuple[float, str, Entry]] = []
    for entry in entries:
        score = sum(entry.weights[stem] / (1 + math.log(common[stem])) for stem in wanted & entry.weights.keys())
        score += 10 * any(each in spelt for each in entry.codes)
        if score >= LEAST_SCORE:
            score += 0.5 * any(each.startswith(f"{role}.") for each in entry.codes)
            ranked.append((-score, entry.codes[0], entry))
    ranked.sort(key=lambda item: item[:2])
    best = -ranked[0][0] if ranked else 0
    return [entry for score, _, entry in ranked[:MOST_OFFERED] if -score >= best / 3]


def offered(word: str, known: Iterable[str], what: str) -> str:
    """Return sentences that offer the names nearest to a word, and list all where they are few."""
    names = sorted(set(known), key=_natural)
    near = difflib.get_close_matches(shortened(word), names, MOST_OFFERED, 0.6)
    near = [name for name in near if not _differs_by_number(word, name)]
    asked = f"Did you mean {either(near)}? " if near else ""
    listed = ", ".join(names)
    if not names:
        listed = f"There are no {what[0].lower()}{what[1:]}."
    elif len(names) <= MOST_LISTED and len(listed) < MOST_SHOWN:
        listed = f"{what} are {listed}."
    else:
        listed = f"{what} are {', '.join(shortened(name) for name in names[:3])} … ({len(names)} in all)."
    return f"{asked}{listed}"


def _differs_by_number(word: str, name: str) -> bool:
    """Whether two names are alike but for their numbers, as P9 and P6 are: the one was hardly meant by the other."""
    return bool(_DIGITS.search(word)) and _DIGITS.sub("#", word.casefold()) == _DIGITS.sub("#", name.casefold())


def either(names: Sequence[str]) -> str:
    """Return names in quotes with "or" before the last."""
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(piece), "") if piece.isdecimal() else (-1, piece) for piece in _DIGITS.split(text))
