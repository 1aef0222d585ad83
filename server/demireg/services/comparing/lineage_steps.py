"""Work out one step of a lineage: what became of each element, on what evidence, and how the authors' marks agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from demireg.services.comparing.likeness import Kinds
from demireg.services.comparing.lineage_evidence import Event, Star, Step, plain
from demireg.services.comparing.tracing import CHANGES, Element, Trace, holds, traces

#: Where an element that the authors mark stands in our patterns: of the earlier and of the later theory.
_STANDS: Final = {
    (True, True): "in both theories' patterns",
    (True, False): "in the earlier theory's patterns only",
    (False, True): "in the later theory's patterns only",
    (False, False): "in neither theory's patterns",
}
#: What is shown of an event beside an element.
_SHOWN: Final = ("said", "proposition", "element", "configurations", "basis", "who", "rationale")
_UNCODED: Final = "not coded, so it cannot be held against the patterns"


@dataclass(frozen=True, slots=True)
class Material:
    """What a step is worked out from.

    earlier, later: each element with the propositions that require it; events: what the studies that use both theories
    make of them; carriers: each element with the configurations of those studies in which it was at work; marks: what
    the authors mark as new.
    """

    step: Step
    earlier: Mapping[Element, list[str]]
    later: Mapping[Element, list[str]]
    kinds: Kinds
    events: Sequence[Event]
    carriers: Mapping[Element, list[str]]
    marks: Sequence[Star]


def line(theory: str, steps: Sequence[Step]) -> list[Step]:
    """Return the steps that lead to a theory and those that go on from it, the first ones first."""
    before, after = _reached(theory, steps, back=True), _reached(theory, steps, back=False)
    found = [each for each in steps if each.later in before or each.earlier in after]
    depth = {name: len(_reached(name, steps, back=True)) for each in found for name in (each.earlier, each.later)}
    return sorted(found, key=lambda each: (depth[each.earlier], depth[each.later], each.earlier, each.later))


def told(material: Material) -> list[dict[str, Any]]:
    """Return what became of each element, kept ones first, with what caused it and what it rests on."""
    new = [star for star in material.marks if star.only]
    found = [_told(trace, material, new) for trace in traces(material.earlier, material.later, material.kinds)]
    return sorted(found, key=lambda each: (CHANGES.index(each["change"]), each["role"], each["concept"]))


def held_against(material: Material) -> list[dict[str, Any]]:
    """Return the authors' marks with where their elements stand in our patterns; agrees is None where none is coded."""
    earlier, later = (
        _of_marks(material.marks, required, material.kinds) for required in (material.earlier, material.later)
    )
    found = []
    for star in material.marks:
        stands = [(each in earlier, each in later) for each in star.coded]
        says = (not star.only, True)
        of_ours = {
            "marked": "modified only" if star.only else "both theories",
            "agrees": says in stands if stands else None,
            "ours": "; ".join(dict.fromkeys(_STANDS[each] for each in stands)) or _UNCODED,
            "earlier": material.step.earlier,
            "later": material.step.later,
        }
        found.append(plain(star) | of_ours)
    return found


def _of_marks(marks: Sequence[Star], required: Mapping[Element, object], kinds: Kinds) -> set[Element]:
    """Return the elements of marks that are required; many marks are of the same few elements."""
    return {each for each in {own for star in marks for own in star.coded} if holds(required, each, kinds)}


def _told(trace: Trace, material: Material, new: Sequence[Star]) -> dict[str, Any]:
    role, concept = trace.element
    before = sorted({name for each in trace.before for name in material.earlier[each]})
    after = sorted({name for each in trace.after for name in material.later[each]})
    about = {*before, *after}
    events = [each for each in material.events if each.proposition in about]
    change = trace.change
    if change == "dropped" and set(before) <= {each.proposition for each in events if each.refutes}:
        change = "refuted"
    at_work = {name for each in trace.after for name in material.carriers.get(each, ())}
    of_it = _of_marks(new, dict.fromkeys(trace.after or trace.before), material.kinds)
    return {
        "change": change,
        "role": role,
        "concept": concept,
        "before": list(trace.before),
        "after": list(trace.after),
        "propositions": {"earlier": before, "later": after},
        "evidence": [{name: getattr(each, name) for name in ("study", "event", *_SHOWN)} for each in events],
        "configurations": sorted(at_work | {name for each in events for name in each.configurations}),
        "stars": [
            {"configuration": star.configuration, "phrase": star.phrase}
            for star in new
            if not of_it.isdisjoint(star.coded)
        ],
    }


def _reached(theory: str, steps: Sequence[Step], *, back: bool) -> set[str]:
    """Return a theory with all from which it came (back), or all that came of it."""
    found, todo = {theory}, [theory]
    while todo:
        name = todo.pop()
        near = {
            each.earlier if back else each.later for each in steps if (each.later if back else each.earlier) == name
        }
        todo += near - found
        found |= near
    return found
