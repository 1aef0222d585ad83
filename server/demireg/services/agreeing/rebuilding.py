"""Write one configuration anew from what was settled about its parts."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.agreeing.align import LISTS

Block = dict[str, Any]

#: Role → the list that holds its parts, and keys that only a part of some role may have.
LIST_OF: Final = {role: key for key, (role, _) in LISTS.items()}
_OWN: Final = {
    "context": ("context_narrative",),
    "intervention": (),
    "mechanism": ("kind", "activation"),
    "outcome": ("valence", "valence_for", "intention", "horizon"),
}
_ROLE_KEYS: Final = frozenset(key for keys in _OWN.values() for key in keys)


@dataclass(slots=True)
class Slot:
    """One part as it will stand. number: what it was called, empty for one of the second version; role; block."""

    number: str
    role: str
    block: Block


def as_role(block: Block, role: str, like: Mapping[str, Any]) -> Block:
    """Return a part that takes a role: what only its former role had is dropped, what ``like`` says of this one taken.

    ``like`` is the other coder's part where that has the role, or empty.
    """
    kept = {key: value for key, value in block.items() if key not in _ROLE_KEYS or key in _OWN[role]}
    return {**kept, **{key: deepcopy(like[key]) for key in _OWN[role] if key in like}}


def rebuilt(block: Mapping[str, Any], slots: Sequence[Slot]) -> tuple[Block, list[str]]:
    """Return a configuration that holds these parts, and the causal links that lost an end.

    Parts keep their order within a role; causal links follow their parts to new numbers.
    """
    made = {key: deepcopy(value) for key, value in block.items() if key not in LISTS}
    numbers: dict[str, str] = {}
    for key, (role, letter) in LISTS.items():
        found = [slot for slot in slots if slot.role == role]
        if found or key in block:
            made[key] = [slot.block for slot in found]
        numbers |= {slot.number: f"{letter}{index}" for index, slot in enumerate(found, 1) if slot.number}
    links = made.pop("causal_links", None) or []
    ends = [[numbers.get(str(link.get(end))) for end in ("from", "to")] for link in links]
    whole = [{**link, "from": a, "to": b} for link, (a, b) in zip(links, ends, strict=True) if a and b]
    if whole:
        made["causal_links"] = whole
    lost = [
        f"{link.get('from')} to {link.get('to')}" for link, (a, b) in zip(links, ends, strict=True) if not a or not b
    ]
    return made, lost
