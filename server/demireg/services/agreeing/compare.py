"""The whole account of two coders' agreement: figures with what they rest on, and what is left to settle."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from demireg.services.agreeing.align import ROLES, Alignment, Piece, align
from demireg.services.agreeing.figures import Figures, against_rest, figures
from demireg.services.agreeing.grounds import CONCEPT, PLACE, WORDING, Ground, by_ground, ground_of
from demireg.services.agreeing.items import Item, items
from demireg.services.agreeing.likeness import SURE, Match
from demireg.services.agreeing.version import Version, same_study
from demireg.services.importing.codes import Codes
from demireg.services.tables import Value

#: What each of two coders gave to one unit, None where one gave nothing.
Given = tuple[str | None, str | None]
COLUMNS: Final = ("of", "units", "agreed", "missing", "observed", "expected", "kappa", "alpha", "low", "high")


@dataclass(frozen=True, slots=True)
class Published:
    """What the report itself says of its own double coding, which is not ours. statistic: empty where not reported."""

    unit: str
    coded: int
    out_of: int
    statistic: str
    locator: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many units there are. matched: by both; alike: of these, not word for word; doubts: may be several.

    only_a, only_b: parts that one coder left out, those of whole configurations included; passages: of ``segments``;
    moved: passages that stand at two places in the two sheets, which do not count; configurations: in both, in doubt,
    in the first and in the second alone.
    """

    matched: int
    alike: int
    doubts: int
    only_a: int
    only_b: int
    passages: int
    moved: tuple[str, ...]
    configurations: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two parts taken for one that are not of the same wording. a, b: addresses; like: of 100; ground: for pairing."""

    a: str
    b: str
    text_a: str
    text_b: str
    like: float
    ground: str = WORDING


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders of one study agree.

    study: its identifier; coders: the two, as the sheets name them; versions: the files; role: all roles together;
    roles: each against the rest; concept: of units that both gave one; published: what the report says of its own
    double coding, None where nothing; counted: units; items: to settle; cautions: on the whole; alike: parts
    matched that are not of the same wording; grounds: how far the units of each ground for pairing agree.
    """

    study: str
    coders: tuple[str, str]
    versions: tuple[str, str]
    role: Figures
    roles: tuple[Figures, ...]
    concept: Figures
    published: Published | None
    counted: Counted | None
    items: tuple[Item, ...]
    cautions: tuple[str, ...]
    alike: tuple[Alike, ...] = ()
    grounds: tuple[Ground, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object; what is undefined is null."""
        body = asdict(self)
        for each in (body["role"], body["concept"], *body["roles"]):
            each["confusion"] = [dict(zip(("a", "b", "units"), cell, strict=True)) for cell in each["confusion"]]
        body["items"] = [
            {**each, "choices": [dict(zip(("value", "words"), choice, strict=True)) for choice in each["choices"]]}
            for each in body["items"]
        ]
        return body

    @property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """Return one row for each figure, in the order of ``COLUMNS``."""
        return tuple(tuple(getattr(each, name) for name in COLUMNS) for each in (self.role, *self.roles, self.concept))


def agreement(first: Version, second: Version, codes: Codes, said: Mapping[str, str] | None = None) -> Agreement:
    """Compare two coders' versions of one study; ``said`` as for ``align``.

    Raises BadParameter for versions of two studies, for one coder twice, and for a match that cannot be.
    """
    same_study(first, second)
    return account(first, second, align(first, second, codes, said))


def account(first: Version, second: Version, found: Alignment) -> Agreement:
    """Return the account of two versions that are aligned already."""
    roles: list[Given] = [(each.a.role, each.b.role) for each in found.pairs if ground_of(each) != PLACE]
    roles += [(each.roles[0] or None, each.roles[1] or None) for each in found.segments]
    coded = [each for each in found.pairs if ground_of(each) != CONCEPT]
    concepts: list[Given] = [(each.a.concept or None, each.b.concept or None) for each in coded]
    concepts += [(each.concepts[0] or None, each.concepts[1] or None) for each in found.segments if any(each.concepts)]
    counted = _counted(found)
    return Agreement(
        study=first.sheet.id,
        coders=(first.coder, second.coder),
        versions=(first.name, second.name),
        role=figures("role", roles),
        roles=each_role(roles),
        concept=figures("concept", concepts),
        published=published(first.tree) or published(second.tree),
        counted=counted,
        items=tuple(items(found)),
        cautions=(*_cautions(counted), *_by_ground(found)),
        alike=tuple(
            Alike(each.a.address, each.b.address, each.a.text, each.b.text, round(each.like, 1), each.ground)
            for each in found.pairs
            if _unlike(each)
        ),
        grounds=by_ground(found.pairs),
    )


def _unlike(pair: Match[Piece]) -> bool:
    return pair.like < SURE and not pair.said


def each_role(given: Iterable[Given]) -> tuple[Figures, ...]:
    """Return the figures of each role against the rest, of those that either coder gave."""
    every = list(given)
    used = {each for unit in every if None not in unit for each in unit}
    return tuple(against_rest(role, every) for role in ROLES if role in used)


def published(tree: Mapping[str, Any]) -> Published | None:
    """Return what a sheet keeps of the report's own double coding, None when it keeps nothing."""
    block = tree.get("double_coding")
    if not isinstance(block, Mapping):
        return None
    texts = {key: str(block.get(key) or "") for key in ("unit", "statistic", "locator")}
    return Published(coded=int(block.get("coded") or 0), out_of=int(block.get("out_of") or 0), **texts)


def _counted(found: Alignment) -> Counted:
    outer = found.wholes
    return Counted(
        matched=len(found.pairs),
        alike=sum(_unlike(each) for each in found.pairs if each.ground == WORDING),
        doubts=len(found.doubts),
        only_a=len(found.only_a),
        only_b=len(found.only_b),
        passages=len(found.segments),
        moved=found.moved,
        configurations=(len(outer.matches), len(outer.doubts), len(outer.only_a), len(outer.only_b)),
    )


def _cautions(counted: Counted) -> Iterable[str]:
    alone = counted.only_a + counted.only_b
    if alone:
        every = alone + counted.matched
        yield (
            f"{alone} of {every} parts stand in one version only. The figures are of parts that both coders found, and "
            "say nothing of how far they agree on what there is to find."
        )
    unsure = counted.doubts + counted.configurations[1]
    if unsure:
        yield (
            f"{unsure} {'entries' if unsure != 1 else 'entry'} of the first version may match several of the second. "
            "They count in no figure until you say which."
        )
    if counted.alike:
        yield (
            f"{counted.alike} {'parts were' if counted.alike != 1 else 'part was'} matched by wording that is alike "
            "and not the same. Look at them: a wrong match counts as a disagreement, or as none."
        )
    if counted.moved:
        named = ", ".join(counted.moved)
        yield f"Passages of one name and two places ({named}) do not count. Give each the same place in both sheets."


def _by_ground(found: Alignment) -> Iterable[str]:
    units = {each.ground: each.units for each in by_ground(found.pairs)}
    for ground, how, counts, not_ in (
        (PLACE, "by role and order", "concepts", "roles"),
        (CONCEPT, "by concept", "roles", "concepts"),
    ):
        if ground in units:
            count = f"{units[ground]} {'units were' if units[ground] != 1 else 'unit was'}"
            yield (
                f"{count} paired {how}, in configurations of one label, since the wordings have little in common. That "
                f"counts for agreement on {counts} and not on {not_}, which pairing so makes the same, until you say "
                "that they are one."
            )
