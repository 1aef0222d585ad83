"""Where two coders say differently how a study bears on a proposition: it is settled, and counts in no figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from demireg.services.agreeing.version import Version

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stand:
    """What two coders say of one proposition. a, b: stance and strength, empty where there is none; why_a, why_b."""

    proposition: str
    a: str
    b: str
    why_a: str
    why_b: str


def stands(first: Version, second: Version) -> tuple[Stand, ...]:
    """Return the propositions on which two versions differ."""
    sides = [_grouped(each.tree) for each in (first, second)]
    found = (
        Stand(name, *(_said(side.get(name, [])) for side in sides), *(_why(side.get(name, [])) for side in sides))
        for name in dict.fromkeys((*sides[0], *sides[1]))
    )
    return tuple(each for each in found if each.a != each.b)


def chosen(
    first: Version, second: Version, taken: Mapping[str, str], named: Mapping[str, str], there: set[str]
) -> Iterator[Block]:
    """Yield the stances that stand.

    taken: whose, ``a`` or ``b``, by proposition, the first coder's where both say the same; named: labels of the
    second version's configurations in the settled one; there: labels of configurations that stand.
    """
    sides = [_grouped(each.tree) for each in (first, second)]
    for name in dict.fromkeys((*sides[0], *sides[1])):
        second_stands = taken.get(name) == "b"
        for block in sides[second_stands].get(name, []):
            labels = [str(each) for each in block.get("configurations") or []]
            kept = [label for each in labels if (label := named.get(each, each) if second_stands else each) in there]
            made = {key: value for key, value in block.items() if key != "configurations"}
            yield made | ({"configurations": list(dict.fromkeys(kept))} if kept else {})


def _grouped(tree: Mapping[str, Any]) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for each in tree.get("stances") or []:
        found.setdefault(str(each.get("proposition")), []).append(dict(each))
    return found


def _said(blocks: list[Block]) -> str:
    told = (", ".join(filter(None, (str(each.get("stance")), each.get("strength")))) for each in blocks)
    return "; ".join(sorted(told))


def _why(blocks: list[Block]) -> str:
    return " ".join(str(each.get("rationale") or "") for each in blocks)
