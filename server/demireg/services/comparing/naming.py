"""Turn the words that a caller gives a measure into values: by the kind of each parameter, with the nearest names."""

from collections.abc import Callable, Mapping
from typing import Final

from rapidfuzz import fuzz, process, utils

from demireg.domain.errors import BadParameter, NotFound
from demireg.services.comparing.table import ComparisonTable
from demireg.services.queries import Param

_SHOWN: Final = 80
#: How like a name must be to be offered, of 100; and how many are.
_LIKE: Final = 60
_OFFERED: Final = 3
#: Kind of parameter → where the identifiers that it takes stand.
_HELD: Final = {
    "theory": "SELECT theory, theory FROM theory UNION SELECT theory, label FROM theory",
    "proposition": "SELECT proposition, proposition FROM proposition",
    "study": "SELECT study, study FROM study UNION SELECT study, label FROM study",
    "programme": "SELECT programme, programme FROM study",
    "configuration": "SELECT configuration, configuration FROM configuration",
    "concept": (
        "SELECT concept, concept FROM concept "
        "UNION SELECT c.concept, a.alias FROM alias a JOIN concept c ON c.id = a.concept"
    ),
}
#: Parameters that say how many rows are listed: the least and the most, whatever the measure.
_LISTED: Final = {"top": (1, 1000)}
#: What a parameter that counts programmes or studies may be at most, more than any repository holds.
MOST: Final = 1_000_000
#: What lists the things of a kind, for whoever has no idea of them.
_LISTS: Final = {
    "theory": "`demireg ask theories` lists what it holds.",
    "study": "`demireg ask studies` lists what it holds.",
    "concept": "`demireg ask concepts` lists what it holds.",
}


def value(table: ComparisonTable, param: Param, text: str) -> str:
    """Return what a caller's text stands for, checked; a concept may be given by its code or label.

    Raises BadParameter for a text that the kind cannot take or that is missing, NotFound, with the nearest names, for
    a thing that the repository does not hold.
    """
    text = text.strip()
    if not text and param.default:
        text = param.default
    if not text:
        if param.kind.startswith("optional"):
            return ""
        raise BadParameter(f"'{param.name}' is missing: {param.text}.")
    kind = param.kind.removeprefix("optional")
    if kind == "concepts":
        found = [held(table, "concept", each) for each in _words(text)]
        return " ".join(dict.fromkeys(found))
    return _READERS[kind](table, param, text) if kind in _READERS else held(table, kind, text)


def held(table: ComparisonTable, kind: str, text: str) -> str:
    """Return the identifier of the thing of a kind that a text names. Raises NotFound with the nearest names."""
    identifiers, names = table.kept(("naming", kind), lambda: _names(table, kind))
    if text in identifiers:
        return text
    if text.casefold() in names:
        return names[text.casefold()]
    shown = "".join(letter if letter.isprintable() else "?" for letter in text[:_SHOWN])
    long = [name for name in names if 2 * len(name) >= len(shown)]  # "men" stands in "engagement" and means nothing
    near = process.extract(
        shown, long, scorer=fuzz.WRatio, processor=utils.default_process, limit=12, score_cutoff=_LIKE
    )
    offered = list(dict.fromkeys(names[name] for name, _, _ in near))[:_OFFERED]
    hint = f"Did you mean {' or '.join(offered)}?" if offered else _LISTS.get(kind, "")
    raise NotFound(f"The repository holds no {kind} '{shown}'. {hint}".strip())


def _names(table: ComparisonTable, kind: str) -> tuple[frozenset[str], dict[str, str]]:
    """Return the identifiers of the things of a kind, and them by all their names, which are folded."""
    rows = [(str(identifier), str(name)) for identifier, name in table.rows(_HELD[kind])]
    names: dict[str, str] = {}
    for identifier, name in rows:
        names.setdefault(name.casefold(), identifier)
    return frozenset(identifier for identifier, _ in rows), names


def bounds(param: Param) -> tuple[int, int] | None:
    """Return the least and the most of a parameter that counts something, None for one that does not."""
    return _LISTED.get(param.name, param.within)


def _words(text: str) -> list[str]:
    """Return several names: separated by commas, or by spaces where there is no comma."""
    return [word.strip() for word in (text.split(",") if "," in text else text.split()) if word.strip()]


def _number(_: ComparisonTable, param: Param, text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not abs(number) < float("inf"):
        raise BadParameter(f"'{param.name}' should be a number, and is '{text[:_SHOWN]}'.")
    within = bounds(param)
    if within is None:
        return text
    least, most = within
    if not least <= number <= most or number % 1:
        raise BadParameter(f"'{param.name}' is a whole number from {least} to {most}, not '{text[:_SHOWN]}'.")
    return str(int(number))


def _choice(_: ComparisonTable, param: Param, text: str) -> str:
    if text not in param.choices:
        raise BadParameter(f"'{param.name}' is one of {', '.join(param.choices)}, not '{text[:_SHOWN]}'.")
    return text


def _text(_: ComparisonTable, __: Param, text: str) -> str:
    return text


_READERS: Final[Mapping[str, Callable[[ComparisonTable, Param, str], str]]] = {
    "number": _number,
    "choice": _choice,
    "text": _text,
}
