"""What differs between two versions of a study, field by field: added, changed or gone, each at its place."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

from demireg.services.importing.codes import Codes
from demireg.services.importing.concept_names import with_concepts
from demireg.services.importing.draft import Draft
from demireg.services.importing.places import Path
from demireg.services.repository import Repository
from demireg.services.reviewing.change_words import ONE, Name, heading, place, same, text
from demireg.services.unfolding.study import sheet_of

#: How many differences are told one by one.
MOST: Final = 400
#: Longer lists are compared position by position: to align them would take too long.
MOST_ALIGNED: Final = 2000
#: What a part of a list is called by, where it has it.
_KEYS: Final = ("label", "id", "proposition")


class Kind(StrEnum):
    """How a field differs."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. kind; place: where, in words; before, after: its values, empty where it has none."""

    kind: Kind
    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Section:
    """What differs in one part of a study. heading: which part; kind: of the part as a whole; changes: field by field.

    ``kind`` is added or gone where the whole part is, and changed otherwise.
    """

    heading: str
    kind: Kind
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two versions. sections: by part of the study; more: how many differences are left out."""

    sections: tuple[Section, ...]
    more: int

    @property
    def counts(self) -> dict[str, int]:
        """Return how many fields of each kind are told."""
        kinds = [change.kind for section in self.sections for change in section.changes]
        return {kind.value: kinds.count(kind) for kind in Kind}


def tree_of(repository: Repository, draft: Draft) -> Mapping[str, Any]:
    """Return a study as the tree of its sheet; one that came as RDF is unfolded into it. Empty for what is no study.

    Names of concepts are read as their codes, so that what is written in another way is no difference.
    """
    draft = with_concepts(draft, repository.background.codes) if draft.graph is None else draft
    if draft.sheet is not None:
        return draft.sheet.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if draft.graph is not None:
        return sheet_of(draft.graph, repository.names, repository.background.codes)
    return {}


def difference(before: Mapping[str, Any], after: Mapping[str, Any], codes: Codes | None = None) -> Difference:
    """Return what differs between two trees of a sheet; an empty one is a study that is not there.

    With ``codes`` two codes of one concept are the same, and concepts are told by their labels.
    """
    apart = (each for each in _compared((), before, after) if each[0][0] != "schema" and not same(*each, codes))
    found = list(apart)
    sections: dict[str, list[Change]] = {}
    for path, old, new in found[:MOST]:
        kind = Kind.ADDED if old is None else Kind.GONE if new is None else Kind.CHANGED
        change = Change(kind, place(path), text(path, old, codes), text(path, new, codes))
        sections.setdefault(heading(path), []).append(change)
    had, has = _headings(before), _headings(after)
    return Difference(
        tuple(Section(name, _kind(name, had, has), tuple(changes)) for name, changes in sections.items()),
        max(0, len(found) - MOST),
    )


def _compared(path: Path, old: Any, new: Any) -> Iterator[tuple[Path, Any, Any]]:  # noqa: ANN401 (any value of a tree)
    """Yield each field that differs, with None for a value that is not there."""
    if isinstance(old, Mapping) or isinstance(new, Mapping):
        left, right = (each if isinstance(each, Mapping) else {} for each in (old, new))
        for key in dict.fromkeys((*right, *left)):
            yield from _compared((*path, str(key)), left.get(key), right.get(key))
    elif _is_list(old) or _is_list(new):
        yield from _listed(path, *(list(each) if _is_list(each) else [] for each in (old, new)))
    elif old != new:
        yield path, old, new


def _listed(path: Path, old: list[Any], new: list[Any]) -> Iterator[tuple[Path, Any, Any]]:
    """Yield what differs in a list: parts with a name are held together by it, others by their order."""
    key = next((name for name in _KEYS if all(isinstance(each, Mapping) and name in each for each in (*old, *new))), "")
    names_old, names_new = ([str(each[key]) for each in side] if key else [] for side in (old, new))
    if key and len(set(names_old)) == len(old) and len(set(names_new)) == len(new):
        left, right = dict(zip(names_old, old, strict=True)), dict(zip(names_new, new, strict=True))
        for name in dict.fromkeys((*right, *left)):
            yield from _compared((*path, Name(name)), left.get(name), right.get(name))
        return
    if len(old) + len(new) > MOST_ALIGNED:
        for step in range(max(len(old), len(new))):
            one, two = (side[step] if step < len(side) else None for side in (old, new))
            yield from _compared((*path, step), one, two)
        return
    one_way, other_way = ([json.dumps(each, sort_keys=True) for each in side] for side in (old, new))
    same = SequenceMatcher(a=one_way, b=other_way, autojunk=False)
    for _, a, b, c, d in (each for each in same.get_opcodes() if each[0] != "equal"):
        for step in range(max(b - a, d - c)):
            one = old[a + step] if a + step < b else None
            two = new[c + step] if c + step < d else None
            yield from _compared((*path, (c if two is not None else a) + step), one, two)


def _is_list(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, Sequence) and not isinstance(value, str)


def _kind(heading: str, had: set[str], has: set[str]) -> Kind:
    if heading in had and heading in has:
        return Kind.CHANGED
    return Kind.ADDED if heading in has else Kind.GONE


def _headings(tree: Mapping[str, Any]) -> set[str]:
    found = {heading((str(key),)) for key in tree}
    for top in ONE:
        parts = tree.get(top)
        for number, part in enumerate(parts if isinstance(parts, list | tuple) else ()):
            name = next((str(part[key]) for key in _KEYS if isinstance(part, Mapping) and key in part), "")
            found.add(heading((top, Name(name) if name else number)))
    return found
