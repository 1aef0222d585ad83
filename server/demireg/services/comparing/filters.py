"""Which studies, codings and configurations a comparison counts: filters with the same names at every door."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from demireg.domain.errors import BadParameter
from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, PROFILES
from demireg.services.comparing.table import ComparisonTable
from demireg.services.importing.characters import shortened

#: What is counted: independent programmes, or studies.
UNITS: Final = ("programme", "study")
_SHOWN: Final = 60
#: So many values are told to whoever gives another one.
_NAMED: Final = 5
_YEAR: Final = range(1900, 2101)
_FOUR: Final = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter. name: in addresses and commands; text: what it does; column: the values that the studies have."""

    name: str
    text: str
    column: str = ""


#: All filters; those with a column take several values, separated by commas or given again.
FILTERS: Final = (
    Filter("profile", "Whose codings count: all-accepted or authors-only."),
    Filter("unit", "What is counted: programme (independent ones) or study."),
    Filter("seen", "How much of the text was read, such as full_text.", "text_seen"),
    Filter("country", "In which country.", "unnest(countries)"),
    Filter("programme", "Of which programme.", "programme"),
    Filter("model", "With which service model, as the study words it.", "unnest(models)"),
    Filter("design", "Of which design, such as RealistEvaluation.", "unnest(designs)"),
    Filter("stage", "In configurations of which stage of a client's pathway.", "stage"),
    Filter("study", "These studies only.", "study"),
    Filter("without", "Without these studies.", "study"),
    Filter("since", "Published in this year or later."),
    Filter("until", "Published in this year or earlier."),
)
NAMES: Final = tuple(each.name for each in FILTERS)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is counted; an empty tuple or None leaves nothing out. Each field is a filter of its name."""

    profile: str = ALL_ACCEPTED
    unit: str = "programme"
    seen: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    design: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    study: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """Return what the shared SQL (``chosen``, ``facts``) takes, by name."""
        lists = {
            "seen": self.seen,
            "countries": self.country,
            "programmes": self.programme,
            "models": self.model,
            "designs": self.design,
            "stages": self.stage,
            "studies": self.study,
            "without": self.without,
        }
        given: dict[str, Any] = {name: list(values) or None for name, values in lists.items()}
        plain = {"unit": self.unit, "since": self.since, "until": self.until}
        return given | plain | {"profile": self.profile, "authors_only": self.profile == AUTHORS_ONLY}

    @property
    def everything(self) -> bool:
        """Whether no study and no configuration is left out."""
        return self == Filters(profile=self.profile, unit=self.unit)

    def query(self) -> dict[str, str]:
        """Return the filters that differ from the rest state, by their names in addresses; lists joined by commas."""
        rest = Filters()
        found: dict[str, str] = {}
        for name in NAMES:
            value = getattr(self, name)
            if value != getattr(rest, name):
                found[name] = ",".join(value) if isinstance(value, tuple) else str(value)
        return found


def read(table: ComparisonTable, given: Mapping[str, str]) -> Filters:
    """Return the filters that a caller's words stand for; empty words are none.

    Raises BadParameter for a value that no study has, with the nearest, and for filters that contradict each other.
    """
    words = {name: value.strip() for name, value in given.items() if value.strip()}
    found: dict[str, Any] = {}
    for each in FILTERS:
        if each.name not in words:
            continue
        if each.column:
            found[each.name] = _several(table, each, words[each.name])
        elif each.name in {"since", "until"}:
            found[each.name] = _year(each.name, words[each.name])
        else:
            allowed = tuple(PROFILES) if each.name == "profile" else UNITS
            found[each.name] = _one_of(each.name, words[each.name], allowed)
    filters = Filters(**found)
    _check(filters)
    return filters


def values(table: ComparisonTable, each: Filter) -> tuple[str, ...]:
    """Return the values of a filter that the studies have, sorted; none for a filter of another kind."""
    if not each.column:
        return ()
    if each.column == "stage":
        rows = table.rows("SELECT DISTINCT unnest(stages) AS value FROM configuration ORDER BY value")
    else:
        rows = table.rows(f"SELECT DISTINCT {each.column} AS value FROM study ORDER BY value")  # noqa: S608 - ours
    return tuple(str(value) for (value,) in rows if value is not None)


def _several(table: ComparisonTable, each: Filter, text: str) -> tuple[str, ...]:
    there, folded = table.kept(("filter", each.name), lambda: _folded(values(table, each)))
    if text in there:  # a value of its own with a comma in it
        return (text,)
    found = tuple(dict.fromkeys(_held(each.name, word.strip(), folded) for word in text.split(",") if word.strip()))
    if not found:
        raise BadParameter(f"'{each.name}' is '{text[:_SHOWN]}', which names nothing. Give a value, or leave it out.")
    return found


def _folded(there: Iterable[str]) -> tuple[frozenset[str], dict[str, str]]:
    """Return values as they are, and by how they read without capitals."""
    held = tuple(there)
    return frozenset(held), {value.casefold(): value for value in held}


def _held(name: str, word: str, folded: Mapping[str, str]) -> str:
    if word.casefold() in folded:
        return folded[word.casefold()]
    if not folded:
        raise BadParameter(f"No study states what '{name}' asks for, so it cannot be filtered by. Leave it out.")
    near = get_close_matches(word.casefold(), folded, n=3, cutoff=0.5)
    nearest = " or ".join(shortened(folded[each]) for each in near)
    hint = f"Did you mean {nearest}?" if near else f"There is {_some(folded)}."
    raise BadParameter(f"No study has '{word[:_SHOWN]}' for '{name}'. {hint}")


def _some(folded: Mapping[str, str]) -> str:
    first = sorted(folded.values())[:_NAMED]
    return ", ".join(map(shortened, first)) + (" and others" if len(folded) > len(first) else "")


def _one_of(name: str, word: str, allowed: tuple[str, ...]) -> str:
    if word not in allowed:
        raise BadParameter(f"'{name}' is one of {', '.join(allowed)}, not '{word[:_SHOWN]}'.")
    return word


def _year(name: str, word: str) -> int:
    if not _FOUR.fullmatch(word) or int(word) not in _YEAR:
        raise BadParameter(f"'{name}' takes a year, such as 2021, not '{word[:_SHOWN]}'.")
    return int(word)


def _check(filters: Filters) -> None:
    if filters.since is not None and filters.until is not None and filters.since > filters.until:
        raise BadParameter(f"No year is both since {filters.since} and until {filters.until}: swap the two.")
    both = sorted(set(filters.study) & set(filters.without))
    if both:
        raise BadParameter(f"{', '.join(both)} cannot both be asked for (study) and left out (without).")
