"""The trail of a settled sheet: a segment for each unit with both codings, and what was settled by whom and why."""

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.agreeing.decisions import Decision

Block = dict[str, Any]
_MOST_NAME: Final = 80
_MOST_LOCATOR: Final = 200
_ODD: Final = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True)
class Coded:
    """One unit as it was coded and settled.

    unit: its address; locator; roles, concepts: by coder, without those who gave none; role, concept: what stands, no
    role where it is no part; decided: what was decided about it, empty where both agreed.
    """

    unit: str
    locator: str
    roles: Mapping[str, str]
    concepts: Mapping[str, str]
    role: str
    concept: str
    decided: tuple[Decision, ...]


def segment(coded: Coded, taken: set[str], agent: str, on: str) -> Block:
    """Return the segment of a unit under a name that is free yet."""
    name = free_name(coded.unit, taken)
    made: Block = {
        "id": name,
        "locator": textwrap.shorten(coded.locator, _MOST_LOCATOR, placeholder=" …"),
        "roles": dict(coded.roles),
    }
    if coded.concepts:
        made["concepts"] = dict(coded.concepts)
    if coded.decided:
        made["settled"] = settled(coded.role, coded.concept, coded.decided, agent, on)
    return made


def settled(role: str, concept: str, decided: Sequence[Decision], agent: str, on: str) -> Block:
    """Return what stands, why, by whom and since when."""
    stands = {key: value for key, value in (("role", role), ("concept", concept)) if value}
    who = next((each.agent for each in decided if each.agent), agent)
    return {**stands, "reason": reasons(decided), "agent": who, "date": on}


def reasons(decided: Iterable[Decision]) -> str:
    """Return the reasons of decisions in one text; a decision without one says that none was given."""
    told = dict.fromkeys(f"{each.what.capitalize()}: {each.reason or _without(each)}" for each in decided)
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in told)


def _without(said: Decision) -> str:
    words = {
        "a": "the first coder's reading stands",
        "b": "the second coder's reading stands",
        "keep": "it stands",
        "leave": "it is left out",
        "same": f"taken for one with {said.value}",
        "none": "it has no match",
    }
    return f"{words.get(said.decision, said.value)}, and no reason was given"


def free_name(unit: str, taken: set[str]) -> str:
    """Return a label for a unit that no other segment has, and take it."""
    stem = _ODD.sub(".", unit).lstrip("._-")[: _MOST_NAME - 5]
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name
