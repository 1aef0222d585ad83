"""Configurations as lines of coded parts, C → I → M → O, for lists that set many of them beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from demireg.services.comparing.table import ComparisonTable

#: Role in the table → its letter, in the order in which a configuration is read.
LETTERS: Final = {"context": "C", "intervention": "I", "mechanism": "M", "outcome": "O"}


@dataclass(frozen=True, slots=True)
class CodedPart:
    """A coded part of a configuration.

    letter: of its role; concept, label: what it is coded with, empty for nothing; there: False where the context was
    absent, the mechanism unfired or the outcome not reached.
    """

    letter: str
    concept: str
    label: str
    there: bool


@dataclass(frozen=True, slots=True)
class CodedLine:
    """A configuration. configuration: ``wood-2021/w12``; title; study: its label; parts: in reading order."""

    configuration: str
    title: str
    study: str
    parts: tuple[CodedPart, ...]


def lines(table: ComparisonTable, configurations: Iterable[str]) -> dict[str, CodedLine]:
    """Return each of these configurations that there is, by its identifier; concepts named twice stand once."""
    heads: dict[str, tuple[str, str]] = {}
    parts: dict[str, dict[CodedPart, None]] = {}
    for name, title, study, role, concept, label, there in table.named(
        "offers/lines", {"configurations": sorted(set(configurations))}
    ):
        heads[name] = (str(title or ""), str(study or ""))
        if role is not None:
            part = CodedPart(LETTERS[role], str(concept or ""), str(label or concept or ""), bool(there))
            parts.setdefault(name, {})[part] = None
    order = list(LETTERS.values())
    return {
        name: CodedLine(name, *head, tuple(sorted(parts.get(name, {}), key=lambda part: order.index(part.letter))))
        for name, head in heads.items()
    }
