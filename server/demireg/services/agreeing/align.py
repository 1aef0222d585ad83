"""Find the units of two versions: which part of one is which part of the other, and what only one coder has.

Configurations belong together when they bear the same label, rest on the same passage and are alike in wording or have
as many parts of each role, else when their wording is clearly alike; parts within them by their wording, whatever role
each coder gave, and what is left by place, then by concept (see ``grounds``); passages of ``segments`` by ``id``.
What could be several things is listed as a doubt and counts in no figure until somebody says which it is; what nothing
matches is a unit that one coder left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from rapidfuzz import fuzz

from demireg.domain.errors import BadParameter
from demireg.services.agreeing.grounds import paired
from demireg.services.agreeing.likeness import (
    LIKELY,
    POSSIBLE,
    SURE,
    Doubt,
    Effort,
    Likeness,
    Match,
    Matched,
    alike,
    match,
    plain,
)
from demireg.services.agreeing.stances import Stand, stands
from demireg.services.agreeing.version import Version
from demireg.services.importing.codes import Codes
from demireg.services.importing.places import Path
from demireg.services.importing.sheet_claims import Configuration
from demireg.services.importing.sheet_conduct import Segment

T = TypeVar("T")
#: List of a configuration → role, and letter of its parts' numbers.
LISTS: Final = {
    "contexts": ("context", "c"),
    "interventions": ("intervention", "i"),
    "mechanisms": ("mechanism", "m"),
    "outcomes": ("outcome", "o"),
}
ROLES: Final = tuple(role for role, _ in LISTS.values())
#: Before the address of what only the second version has.
SECOND: Final = "b:"
#: Below this, of 100, two configurations of one label and passage are not taken for one without asking.
_LEAST_OF_SAME_LABEL: Final = 45.0
_SAME_PASSAGE: Final = 90.0
_NEARER: Final = 8.0
_MOST_WORDING: Final = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """One part in one version. address: ``w01/m1``; concept: a name, or empty where uncoded; path: in the sheet.

    wording: the text, plain.
    """

    address: str
    text: str
    wording: str
    role: str
    concept: str
    passage: str
    path: Path


@dataclass(frozen=True, slots=True)
class Whole:
    """One configuration in one version. path: in the sheet; wording: title and parts, plain; pieces: its parts."""

    label: str
    title: str
    passage: str
    path: Path
    wording: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of ``segments`` with what each of the two coders gave, empty where one gave nothing."""

    id: str
    locator: str
    roles: tuple[str, str]
    concepts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two versions belong together.

    wholes: configurations; parts: of configurations that belong together, matched one by one; segments: passages that
    both sheets name; moved: ids of passages that stand at two places, which count in no figure; stands: propositions on
    which the stances differ.
    """

    wholes: Matched[Whole]
    parts: tuple[tuple[Match[Whole], Matched[Piece]], ...]
    segments: tuple[Passage, ...]
    moved: tuple[str, ...]
    stands: tuple[Stand, ...] = ()

    @property
    def pairs(self) -> list[Match[Piece]]:
        """Return the parts that both coders have."""
        return [each for _, found in self.parts for each in found.matches]

    @property
    def only_a(self) -> list[Piece]:
        """Return the parts that only the first coder has, those of whole configurations included."""
        alone = [piece for whole in self.wholes.only_a for piece in whole.pieces]
        return [*(each for _, found in self.parts for each in found.only_a), *alone]

    @property
    def only_b(self) -> list[Piece]:
        """Return the parts that only the second coder has, those of whole configurations included."""
        alone = [piece for whole in self.wholes.only_b for piece in whole.pieces]
        return [*(each for _, found in self.parts for each in found.only_b), *alone]

    @property
    def doubts(self) -> list[Doubt[Piece]]:
        """Return the parts of which nobody has said what they match."""
        return [each for _, found in self.parts for each in found.doubts]


def align(first: Version, second: Version, codes: Codes, said: Mapping[str, str] | None = None) -> Alignment:
    """Match two versions of one study.

    ``said`` maps an address in the first version (``w01``, ``w01/m1``) to one in the second, or to nothing where it
    has no match there. Raises BadParameter when it names what is not there, or one thing twice.
    """
    told = dict(said or {})
    left, right = wholes(first, codes), wholes(second, codes)
    effort = Effort()
    outer = match(left, right, _WHOLES, _resolved(told, left, right), effort)
    parts = tuple((each, _parts(each, told, effort)) for each in outer.matches)
    known = {*(each.label for each in left), *(each.address for whole in left for each in whole.pieces)}
    for address in told:
        if address not in known:
            raise BadParameter(f"The first version has nothing called '{address}', so it cannot be matched.")
    segments, moved = _segments(first, second, codes)
    return Alignment(outer, parts, segments, moved, stands(first, second))


def wholes(version: Version, codes: Codes) -> list[Whole]:
    """Return the configurations of a version, those that were to be tested included."""
    return list(_wholes(version, codes))


def _wholes(version: Version, codes: Codes) -> Iterator[Whole]:
    sheet = version.sheet
    for key in ("cmo_configurations", "hypothesised_configurations"):
        blocks: Sequence[Configuration] = getattr(sheet, key)
        for index, block in enumerate(blocks):
            pieces = tuple(_pieces(block, (key, index), codes))
            passage = plain(f"{block.evidence.section} {block.evidence.participant or ''}")
            wording = plain(" ".join((block.title, *(piece.text for piece in pieces)))[:_MOST_WORDING])
            yield Whole(block.label, block.title, passage, (key, index), wording, pieces)


def _pieces(block: Configuration, path: Path, codes: Codes) -> Iterator[Piece]:
    for key, (role, letter) in LISTS.items():
        for index, part in enumerate(getattr(block, key)):
            concept = concept_name(part.concept, codes)
            address = f"{block.label}/{letter}{index + 1}"
            yield Piece(
                address, part.text, plain(part.text), role, concept, block.evidence.section, (*path, key, index)
            )


def concept_name(code: str | None, codes: Codes) -> str:
    """Return one name for all codes of a concept, the code itself where it is not known, empty for none."""
    iri = codes.concepts.get(code or "", code or "")
    return iri.rpartition("/")[2]


def _whole_likeness(one: Whole, other: Whole) -> float:
    near = fuzz.ratio(one.passage, other.passage) >= _SAME_PASSAGE
    worded = min(fuzz.token_set_ratio(one.wording, other.wording), 99.0)
    if one.label == other.label and near:
        return SURE if worded >= _LEAST_OF_SAME_LABEL or _shape(one) == _shape(other) else POSSIBLE
    nearer = _NEARER * (near + (one.label == other.label))
    return min(worded + nearer, 99.0) if worded >= LIKELY - _NEARER else worded


def _shape(whole: Whole) -> list[str]:
    return [piece.role for piece in whole.pieces]


_WHOLES: Final = Likeness(_whole_likeness, lambda whole: (whole.label, whole.passage))
_PIECES: Final[Likeness[Piece]] = Likeness(
    lambda one, other: alike(one.wording, other.wording), lambda piece: piece.wording
)


def _parts(both: Match[Whole], told: Mapping[str, str], effort: Effort) -> Matched[Piece]:
    left, right = both.a.pieces, both.b.pieces
    return paired(both, match(left, right, _PIECES, _said(told, left, right), effort), told)


def _resolved(told: Mapping[str, str], left: Sequence[Whole], right: Sequence[Whole]) -> dict[Whole, Whole | None]:
    return _named(told, {each.label: each for each in left}, {each.label: each for each in right})


def _said(told: Mapping[str, str], left: Sequence[Piece], right: Sequence[Piece]) -> dict[Piece, Piece | None]:
    return _named(told, {each.address: each for each in left}, {each.address: each for each in right})


def _named(told: Mapping[str, str], left: Mapping[str, T], right: Mapping[str, T]) -> dict[T, T | None]:
    found: dict[T, T | None] = {}
    for one, other in told.items():
        if one in left:
            if other and other not in right:
                raise BadParameter(
                    f"'{one}' cannot be matched with '{other}': the second version has no such thing there."
                )
            found[left[one]] = right[other] if other else None
    given = [each for each in found.values() if each is not None]
    if len(set(given)) < len(given):
        raise BadParameter("Two things of the first version are matched with one of the second. Keep one of them.")
    return found


def _segments(first: Version, second: Version, codes: Codes) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """Return the passages that either sheet names, and the ids of those that stand at two places."""
    left = {each.id: each for each in first.sheet.segments}
    right = {each.id: each for each in second.sheet.segments}
    moved = tuple(
        name for name, each in left.items() if name in right and plain(each.locator) != plain(right[name].locator)
    )
    names = [each for each in dict.fromkeys((*left, *right)) if each not in moved]
    found = [_passage(name, left.get(name), right.get(name), (first.coder, second.coder), codes) for name in names]
    return tuple(each for each in found if any(each.roles)), moved


def _passage(name: str, one: Segment | None, other: Segment | None, coders: tuple[str, str], codes: Codes) -> Passage:
    codings = tuple(zip((one, other), coders, strict=True))
    roles = [str(each.roles.get(coder, "")) if each else "" for each, coder in codings]
    concepts = [concept_name(each.concepts.get(coder), codes) if each else "" for each, coder in codings]
    locator = one.locator if one else other.locator if other else ""
    return Passage(name, locator, (roles[0], roles[1]), (concepts[0], concepts[1]))
