"""A sheet that cannot be taken as it is, with stand-ins where something is to mend, so that the rest can be checked.

What is found in a block that holds a stand-in is of no use; ``clear_of`` says whether a path leads elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from demireg.domain.errors import Unreadable
from demireg.services.importing.draft import Draft
from demireg.services.importing.places import Path, Plain
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_faults import path_of
from demireg.services.importing.sheet_file import composed

#: How often faults are looked for again; each round mends one level of what a stand-in itself lacks.
_ROUNDS: Final = 12
_WORD: Final = "stand-in"
#: What stands in for a value that must be there, by the fault of what stood there before; a word for any other.
_STANDS: Final[dict[str, Callable[[ErrorDetails], Plain]]] = {
    "int_type": lambda _: 1,
    "int_parsing": lambda _: 1,
    "greater_than_equal": lambda _: 1,
    "model_type": lambda _: {},
    "dict_type": lambda _: {},
    "tuple_type": lambda _: [],
    "bool_type": lambda _: False,
    "bool_parsing": lambda _: False,
    "literal_error": lambda detail: str(detail.get("ctx", {}).get("expected", "")).partition("'")[2].partition("'")[0],
    "too_short": lambda _: [_WORD],
}
#: The same for what the sheet's own checks refuse, by their rules.
_RULED: Final = {"date-is-well-formed": "2000-01-01", "value-is-a-choice": "abstract_only"}
#: Rule on a reference → the lists to which it leads.
_CONFIGURATIONS: Final = ("cmo_configurations", "hypothesised_configurations")
_REFERRING: Final[dict[str, tuple[str, ...]]] = {
    "label-is-known": _CONFIGURATIONS,
    "link-leads-somewhere": _CONFIGURATIONS,
    "theory-is-known": ("theories",),
    "discrepancy-is-there": ("discrepancies",),
}


@dataclass(frozen=True, slots=True)
class StoodIn:
    """A sheet with stand-ins, and the paths at which they are, or at which something was left out."""

    sheet: Sheet
    paths: frozenset[Path]

    def clear_of(self, path: Path, rule: str) -> bool:
        """Whether a path leads into an entry of a list in which nothing was changed, nor anything it refers to."""
        entry = path[:2]
        if len(entry) < 2 or any(each[:2] == entry or entry[: len(each)] == each for each in self.paths):  # noqa: PLR2004
            return False
        return not any(_named(each, _REFERRING.get(rule, ())) for each in self.paths)


def stood_in(draft: Draft) -> StoodIn | None:
    """Return the sheet of a draft with stand-ins, None where it holds too little to be one."""
    try:
        tree = composed(draft.source, draft.kept_as or draft.name).data
    except Unreadable:
        return None
    changed: set[Path] = set()
    needed: set[Path] = set()
    for _ in range(_ROUNDS if isinstance(tree, dict) else 0):
        try:
            return StoodIn(Sheet.model_validate(tree), frozenset(changed))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                path = path_of(detail)
                if detail["type"] == "missing":
                    needed.add(path)
                changed.add(path)
                _mend(tree, path, detail, needed=path in needed)
    return None


def _named(path: Path, lists: tuple[str, ...]) -> bool:
    """Whether a path is that of one of some lists, of an entry, or of what an entry is called by."""
    return bool(path) and path[0] in lists and (len(path) <= 2 or path[-1] in {"label", "name", "theory", "id"})  # noqa: PLR2004


def _mend(tree: Plain, path: Path, detail: ErrorDetails, *, needed: bool) -> None:
    """Put a stand-in at a path where something must be, or else take out what is there."""
    for step in path[:-1]:
        if isinstance(tree, dict) and step in tree:
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return
    key = path[-1] if path else ""
    if isinstance(tree, list) and isinstance(key, int) and key < len(tree):
        tree[key] = _stand_in(detail)
    elif isinstance(tree, dict) and needed:
        tree[str(key)] = _stand_in(detail)
    elif isinstance(tree, dict):
        tree.pop(str(key), None)


def _stand_in(detail: ErrorDetails) -> Plain:
    ruled = _RULED.get(str(detail.get("ctx", {}).get("rule", "")))
    numbered = "-".join([_WORD, *(str(step) for step in path_of(detail) if isinstance(step, int))])
    stand = _STANDS.get(detail["type"])
    return ruled or (stand(detail) if stand else numbered)
