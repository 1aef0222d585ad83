"""Trace the elements of a theory into the theory that came of it: an element is a concept in a role.

kept: the same concept in the same role; re-roled: the same concept newly in another role, whether or not it keeps the
former one; narrowed: the later theory requires a kind of it there; broadened: it requires what the concept is a kind
of; dropped: none of these; added: what no former element accounts for. Whether a dropped element was refuted is said by
evidence and not seen here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from demireg.services.comparing.likeness import Kinds
from demireg.services.comparing.moving import is_kind
from demireg.services.comparing.theories_read import Theory

Element = tuple[str, str]  # role, concept
CHANGES: Final = ("kept", "narrowed", "broadened", "re-roled", "dropped", "refuted", "added")


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of an element: ``change``, one of the changes; before, after: the elements on either side."""

    change: str
    before: tuple[Element, ...]
    after: tuple[Element, ...]

    @property
    def element(self) -> Element:
        """Return the element that it is about: the former one, or what was added."""
        return (self.before or self.after)[0]


def elements(theory: Theory) -> dict[Element, list[str]]:
    """Return the elements of a theory's patterns, each with the propositions that require it."""
    found: dict[Element, list[str]] = {}
    for proposition in theory.propositions:
        for pattern in proposition.patterns:
            for role, concepts in pattern.requires.items():
                for concept in concepts:
                    own = found.setdefault((role, concept), [])
                    own += [proposition.proposition] if proposition.proposition not in own else []
    return found


def traces(earlier: Collection[Element], later: Collection[Element], kinds: Kinds) -> list[Trace]:
    """Return what became of each element of the earlier theory, and what the later one added."""
    new = [each for each in sorted(later) if each not in earlier]
    found = [
        Trace("kept", (each,), (each,)) if each in later else _gone(each, new, kinds) for each in sorted(set(earlier))
    ]
    accounted = {each for trace in found for each in trace.after}
    for each in new:
        former = tuple(own for own in sorted(earlier) if own[1] == each[1])
        if each not in accounted:
            found.append(Trace("re-roled" if former else "added", former, (each,)))
    return found


def holds(required: Mapping[Element, object], element: Element, kinds: Kinds) -> bool:
    """Tell whether a theory requires an element, or what its concept is a kind of, in that role."""
    role, concept = element
    return any(own == role and is_kind(concept, broad, kinds) for own, broad in required)


def _gone(element: Element, new: Collection[Element], kinds: Kinds) -> Trace:
    """Return what became of an element that the later theory does not require as it was."""
    role, concept = element
    moved = tuple(each for each in new if each[1] == concept)
    if moved:
        return Trace("re-roled", (element,), moved)
    narrower = tuple(each for each in new if each[0] == role and is_kind(each[1], concept, kinds))
    if narrower:
        return Trace("narrowed", (element,), narrower)
    broader = tuple(each for each in new if each[0] == role and is_kind(concept, each[1], kinds))
    return Trace("broadened", (element,), broader) if broader else Trace("dropped", (element,), ())
