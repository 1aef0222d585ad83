"""Write the settled version of a study from two coders' versions and the decisions on where they differ.

What both gave stands; what was decided stands as decided; everything that is not compared (citation, setting, titles,
evidence, notes, and the words of a stance on which both agree) is the first version's. The trail is in ``segments``:
each unit with both codings, so that agreement can be counted again from the settled sheet, and what was settled, by
whom and why.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal

from demireg.domain.errors import BadParameter
from demireg.services.agreeing.align import ROLES, SECOND, align
from demireg.services.agreeing.decisions import Decision
from demireg.services.agreeing.items import UNCODED, Item, items
from demireg.services.agreeing.settling import Making
from demireg.services.agreeing.version import Version, same_study
from demireg.services.importing.characters import shortened
from demireg.services.importing.codes import Codes
from demireg.services.importing.tabling.layout import plainly
from demireg.services.importing.yaml_sheet import sheet_yaml

#: Keys that the settling itself writes, so that they are not counted among what differs.
_WRITTEN: Final = frozenset(
    ("cmo_configurations", "hypothesised_configurations", "segments", "coded_by", "note", "stances")
)
_SHOWN: Final = 5
_AGENT: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")


@dataclass(frozen=True, slots=True)
class Signed:
    """Who answers for a settled version, since when, and whose reading stands where nothing was decided.

    rest: ``a``, ``b``, or empty for nobody's.
    """

    agent: str
    on: date
    rest: Literal["", "a", "b"] = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A settled version.

    tree: of its sheet; text: the same as YAML; decided: how many differences were; elsewhere: keys of the sheet that
    differ and were not compared, of which the first version's stand; lost: causal links that lost an end.
    """

    tree: Mapping[str, Any]
    text: str
    decided: int
    elsewhere: tuple[str, ...]
    lost: tuple[str, ...] = field(default=())


def matches_of(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return what was said of matches, in the form that ``align`` takes."""
    return {each.unit: each.value if each.decision == "same" else "" for each in decisions if each.what == "match"}


def with_rest(found: Sequence[Item], decisions: Sequence[Decision], signed: Signed) -> list[Decision]:
    """Return the decisions, and for whatever is undecided that one coder's version stands.

    What may match several things is never decided so.
    """
    rest = signed.rest
    made = {each.key for each in decisions}
    more = [item for item in found if item.key not in made and item.what != "match"]
    reason = f"Whatever was not decided singly is as the {'first' if rest == 'a' else 'second'} coder has it."
    return [
        *decisions,
        *(Decision(each.unit, each.what, _standing(each, rest), "", reason, signed.agent) for each in more),
    ]


def settle(first: Version, second: Version, codes: Codes, decisions: Sequence[Decision], signed: Signed) -> Settled:
    """Write the settled version.

    Raises BadParameter for two studies or one coder twice, while anything is undecided, and for a decision on what is
    no difference.
    """
    same_study(first, second)
    for agent in (signed.agent, *(each.agent for each in decisions if each.agent)):
        if not _AGENT.fullmatch(agent):
            raise BadParameter(
                f"'{shortened(agent)}' is no name of a person here: small letters, digits, dots and hyphens."
            )
    found = align(first, second, codes, matches_of(decisions))
    decisions = [_coded(each, codes) for each in decisions]
    open_ = items(found)
    if signed.rest:
        decisions = with_rest(open_, decisions, signed)
    _fit(open_, decisions, codes)
    making = Making(first, second, found, {each.key: each for each in decisions}, signed.agent, signed.on.isoformat())
    tree = making.tree()
    return Settled(
        tree=tree,
        text=sheet_yaml(tree),
        decided=len(decisions),
        elsewhere=_elsewhere(first.tree, second.tree),
        lost=tuple(making.lost),
    )


def _coded(said: Decision, codes: Codes) -> Decision:
    """Return a decision with the code of a concept in place of its label."""
    place = codes.called.get(plainly(said.value))
    if said.what != "concept" or said.value in codes.concepts or place is None:
        return said
    return replace(said, value=codes.entries[place].codes[0])


def _standing(item: Item, rest: str) -> str:
    if item.what in {"role", "concept", "stance"}:
        return rest
    return "keep" if item.unit.startswith(SECOND) == (rest == "b") else "leave"


def _fit(found: Sequence[Item], decisions: Iterable[Decision], codes: Codes) -> None:
    """Raise BadParameter unless each difference has its decision, and each decision its difference."""
    known = {each.key for each in found}
    made = {each.key: each for each in decisions}
    for each in made.values():
        if each.key not in known and each.what != "match":
            raise BadParameter(
                f"'{each.unit}' has no difference in {each.what} to settle. Take the table of differences anew: what "
                "was matched may have changed."
            )
        if each.decision == "other" and each.what == "role" and each.value not in ROLES:
            raise BadParameter(f"'{each.unit}': a role is one of {', '.join(ROLES)}, not '{shortened(each.value)}'.")
        if each.decision == "other" and each.what == "concept" and each.value not in {*codes.concepts, UNCODED}:
            mend = codes.nearest(each.value)
            raise BadParameter(
                f"'{each.unit}': '{shortened(each.value)}' is no concept of ours. {mend} "
                f"'{UNCODED}' settles that it has none."
            )
    undecided = [each for each in found if each.key not in made]
    if undecided:
        first = ", ".join(f"{each.unit} ({each.what})" for each in undecided[:_SHOWN])
        raise BadParameter(
            f"{len(undecided)} of {len(found)} differences are not settled yet: {first}"
            f"{' …' if len(undecided) > _SHOWN else ''}. Decide each of them."
        )


def _elsewhere(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys((*one, *other)) if key not in _WRITTEN and one.get(key) != other.get(key))
