"""What two coders have to settle: every place where their versions differ, with both readings and the choices."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from demireg.services.agreeing.align import ROLES, SECOND, Alignment, Piece, Whole
from demireg.services.agreeing.likeness import Doubt, Match

#: The value that settles that a part has no concept.
UNCODED: Final = "uncoded"
#: What a difference is about → the decisions that settle it.
DECISIONS: Final = {
    "match": ("same", "none"),
    "configuration": ("keep", "leave"),
    "part": ("keep", "leave"),
    "role": ("a", "b", "other"),
    "concept": ("a", "b", "other"),
    "stance": ("a", "b"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One difference to settle.

    unit: its address, that of the second version with ``b:`` before it, or a proposition; what: ``role``, ``concept``,
    ``part`` or ``configuration`` (which one coder left out), ``stance``, or ``match`` (which may be several); a, b: the
    two readings, empty where one gave none; text_a, text_b: the two wordings; passage: where it stands; like: how like
    the wordings are, of 100; choices: values that settle it otherwise, or what it may match.
    """

    unit: str
    what: str
    a: str
    b: str
    text_a: str
    text_b: str
    passage: str
    like: float | None = None
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Return what names the difference among all others."""
        return self.unit, self.what


def items(found: Alignment) -> list[Item]:
    """Return every difference, what is in doubt first."""
    return [*_doubts(found), *_wholes(found), *_codings(found), *_passages(found), *_left_out(found), *_stands(found)]


def _doubts(found: Alignment) -> Iterator[Item]:
    for each in found.wholes.doubts:
        yield _doubtful(each.a.label, each.a.title, each, tuple((w.label, w.title) for w, _ in each.candidates))
    for doubt in found.doubts:
        choices = tuple((piece.address, f"{piece.role}: {piece.text}") for piece, _ in doubt.candidates)
        yield _doubtful(doubt.a.address, doubt.a.text, doubt, choices)


def _doubtful(unit: str, text: str, doubt: "Doubt[Whole] | Doubt[Piece]", choices: tuple[tuple[str, str], ...]) -> Item:
    said = f"{doubt.a.role}: {text}" if isinstance(doubt.a, Piece) else text
    several = " / ".join(address for address, _ in choices)
    return Item(unit, "match", said, several, text, "", doubt.a.passage, doubt.candidates[0][1], choices)


def _wholes(found: Alignment) -> Iterator[Item]:
    choices = tuple((each.label, each.title) for each in found.wholes.only_b)
    for whole in found.wholes.only_a:
        yield Item(whole.label, "configuration", whole.title, "", whole.title, "", whole.passage, None, choices)
    for whole in found.wholes.only_b:
        yield Item(f"{SECOND}{whole.label}", "configuration", "", whole.title, "", whole.title, whole.passage)


def _codings(found: Alignment) -> Iterator[Item]:
    for pair in found.pairs:
        one, other = pair.a, pair.b
        if one.role != other.role:
            yield _coding(pair, "role", one.role, other.role, tuple((role, role) for role in ROLES))
        if one.concept != other.concept:
            yield _coding(pair, "concept", one.concept, other.concept, ())


def _coding(pair: Match[Piece], what: str, a: str, b: str, choices: tuple[tuple[str, str], ...]) -> Item:
    return Item(pair.a.address, what, a, b, pair.a.text, pair.b.text, pair.a.passage, pair.like, choices)


def _passages(found: Alignment) -> Iterator[Item]:
    for each in found.segments:
        if all(each.roles) and each.roles[0] != each.roles[1]:
            roles = tuple((role, role) for role in ROLES)
            yield Item(each.id, "role", *each.roles, each.locator, each.locator, each.locator, None, roles)
        if each.concepts[0] != each.concepts[1] and all(each.roles):
            yield Item(each.id, "concept", *each.concepts, each.locator, each.locator, each.locator)


def _left_out(found: Alignment) -> Iterator[Item]:
    for _, matched in found.parts:
        choices = tuple((each.address, f"{each.role}: {each.text}") for each in matched.only_b)
        for piece in matched.only_a:
            yield Item(piece.address, "part", _said(piece), "", piece.text, "", piece.passage, None, choices)
        for piece in matched.only_b:
            yield Item(f"{SECOND}{piece.address}", "part", "", _said(piece), "", piece.text, piece.passage)


def _stands(found: Alignment) -> Iterator[Item]:
    for each in found.stands:
        yield Item(each.proposition, "stance", each.a, each.b, each.why_a, each.why_b, each.proposition)


def _said(piece: Piece) -> str:
    return f"{piece.role}, {piece.concept}" if piece.concept else f"{piece.role}, uncoded"
