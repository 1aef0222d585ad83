"""The same project again: configurations are recognised by their GUIDs, and what somebody wrote since stays."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.importing.started import Tree
from demireg.services.qda.candidates import Candidate
from demireg.services.qda.configurations import LISTS, label_of

_GUID: Final = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.I)
_OURS: Final = "Candidate from a REFI-QDA project"


@dataclass(frozen=True, slots=True)
class Change:
    """What a later export did to a configuration: ``state`` is new, changed, unchanged or gone; ``what`` says more."""

    label: str
    state: str
    what: str = ""


def labels(candidates: Sequence[Candidate], before: Mapping[str, Any] | None) -> list[str]:
    """Return a label for each candidate: the one it had, else one made of its GUIDs; each label stands once."""
    held = {each["label"]: _guids(each.get("note")) for each in _configurations(before)}
    own = [label_of(candidate) for candidate in candidates]
    taken: set[str] = set(own) & held.keys()
    named = []
    for candidate, label in zip(candidates, own, strict=True):
        best = label
        if label not in held:
            about = {each.guid for each in candidate.segments} | {
                each.attributes.get("guid", "") for each in candidate.links
            }
            shared = {each: len(guids & about) for each, guids in held.items() if each not in taken}
            likeliest = max(shared, key=lambda each: shared[each], default="")
            best = likeliest if likeliest and shared[likeliest] else label
        taken.add(best)
        named.append(best)
    return named


def join(before: Mapping[str, Any], fresh: Tree) -> tuple[Tree, list[Change]]:
    """Return the earlier sheet with what is new in the project, and what that is.

    Nothing that stands in the earlier sheet is changed or removed: parts and configurations are only added.
    """
    joined: Tree = deepcopy(dict(before))
    entries = list(_configurations(joined))
    joined["cmo_configurations"] = entries
    held = {each["label"]: each for each in entries}
    changes: list[Change] = []
    met: set[str] = set()
    for made in fresh["cmo_configurations"]:
        label = made["label"]
        met.add(label)
        if label not in held:
            entries.append(made)
            changes.append(Change(label, "new", made["title"]))
            continue
        added = list(_added(held[label], made))
        changes.append(Change(label, "changed" if added else "unchanged", "; ".join(added)))
    for label, each in held.items():
        if label not in met and str(each.get("note") or "").startswith(_OURS):
            changes.append(Change(label, "gone", "the project gives no reason for it any more; it stays in the sheet"))
    return joined, changes


def _added(held: dict[str, Any], made: Mapping[str, Any]) -> Iterator[str]:
    """Add to a configuration the parts and passages that it does not know yet, and give what was added."""
    known = {guid for key in LISTS.values() for part in held.get(key) or () for guid in _guids(part.get("note"))}
    for key in LISTS.values():
        for part in made.get(key, ()):
            guids = _guids(part["note"])
            texts = [each.get("text") for each in held.get(key) or ()]
            if guids and not guids & known and part["text"] not in texts:
                held[key] = [*(held.get(key) or ()), part]
                yield f"{key}: '{part['text']}'"
    fresh = sorted(_guids(_passages(made["note"])) - _guids(held.get("note")))
    if fresh:
        held["note"] = f"{held.get('note') or _OURS}\n\nPassages since: {', '.join(fresh)}."
        yield f"{len(fresh)} passage{'s' * (len(fresh) > 1)}: {made['evidence']['section']}"


def _passages(note: str) -> str:
    return next((line for line in note.split("\n\n") if line.startswith("Passages: ")), "")


def _configurations(tree: Mapping[str, Any] | None) -> Iterator[dict[str, Any]]:
    found = (tree or {}).get("cmo_configurations")
    return (each for each in found or () if isinstance(each, dict) and isinstance(each.get("label"), str))


def _guids(note: object) -> set[str]:
    return {found.lower() for found in _GUID.findall(note)} if isinstance(note, str) else set()
