"""Lineage: what became of a theory from its initial to its mid-range form, with the evidence that caused it.

An element, a concept in a role, is kept, narrowed, broadened, re-roled, dropped, refuted or added from one theory to
the next. It is refuted where it was dropped and each proposition that required it is refuted by a verdict (refuted, not
supported, contradicted) or a stance (contradicts) of a study that uses both theories. Where the authors mark what is
new in the modified theory, their marks stand beside, and each is held against our patterns.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from demireg.services.comparing import lineage_evidence as evidence
from demireg.services.comparing.asking import Asked, Measure, Measured, Value
from demireg.services.comparing.filters import NAMES
from demireg.services.comparing.lineage_evidence import Event, Star, Step
from demireg.services.comparing.lineage_steps import Material, held_against, line, told
from demireg.services.comparing.measures.diff import compared
from demireg.services.comparing.theories_read import Theory, kinds, theories
from demireg.services.comparing.tracing import CHANGES, Element, elements
from demireg.services.queries import Param

COLUMNS: Final = (
    *("earlier", "later", "change", "role", "concept", "became", "propositions", "stars", "agrees", "configurations"),
    *("said", "who", "rationale"),
)
#: So near a proposition of the later theory must come to be matched.
_TAU: Final = 0.8
_NO_LINE: Final = (
    "No theory states that it revises or abstracts {0}, nor {0} that it does another. Ask diff of any two."
)
_APART: Final = (
    "{} of {} marks of the authors stand otherwise in our patterns than they say; each such row says how. "
    "The patterns are a curator's reading of the statements, the marks are the authors' own."
)
#: The events of so many studies are told at most.
MOST: Final = 12
_CUT: Final = "What the first {} of {} studies that use two of these theories say is told; choose others by `study`."
_UNSEEN: Final = "No chosen study uses both {} and {}, so nothing is known of what caused this step."


def run(asked: Asked) -> Measured:
    """Return each step of the line on which a theory stands, element by element, then the authors' marks."""
    theory = asked.values["theory"]
    steps = line(theory, evidence.steps(asked.repository))
    names = list(dict.fromkeys(name for step in steps for name in (step.earlier, step.later)))
    held = theories(asked, names)
    materials, left_out = _materials(asked, steps, held)
    found = [_step(material, held) for material in materials]
    marks = [star for each in found for star in each["stars"]]
    apart = sum(star["agrees"] is False for star in marks)
    notes = [] if steps else [_NO_LINE.format(theory)]
    notes += [_UNSEEN.format(each["earlier"], each["later"]) for each in found if not each["studies"]]
    notes += [_CUT.format(MOST, left_out + MOST)] if left_out else []
    notes += [_APART.format(apart, len(marks))] if apart else []
    body = {
        "theory": theory,
        "line": names,
        "known": sum(each["known"] for each in found),
        "unknown": sum(each["unknown"] for each in found),
        "starred": dict(Counter(star["configuration"] for star in marks if star["only"])),
        "steps": found,
    }
    rows = [
        row for each in found for row in (*(_row(one, each) for one in each["elements"]), *map(_mark, each["stars"]))
    ]
    return Measured(COLUMNS, tuple(rows), body, tuple(notes))


def _materials(asked: Asked, steps: Sequence[Step], held: Mapping[str, Theory]) -> tuple[list[Material], int]:
    """Return what each step is worked out from, and how many of the studies that use its theories are left out."""
    if not steps:
        return [], 0
    users = [
        evidence.users(asked.repository, step.earlier) & evidence.users(asked.repository, step.later) for step in steps
    ]
    among = sorted(frozenset().union(*users))
    if not asked.filters.everything:
        among = [row["study"] for row in asked.rows("lineage-studies", among=among)]
    chosen = among[:MOST]
    every = [
        evidence.events(asked.repository, step.earlier, step.later, [study for study in chosen if study in own])
        for step, own in zip(steps, users, strict=True)
    ]
    own = {name: elements(theory) for name, theory in held.items()}
    concepts = sorted({concept for found in own.values() for _, concept in found})
    carriers = asked.rows("lineage-carriers", among=chosen, concepts=concepts)
    known = kinds(asked)
    found = []
    for step, events in zip(steps, every, strict=True):
        studies = {each.study for each in events}
        at_work: dict[Element, list[str]] = {}
        for row in carriers:
            if row["study"] in studies:
                at_work.setdefault((row["role"], row["concept"]), []).extend(row["configurations"])
        marks = _marks(asked, step, events)
        found.append(Material(step, own[step.earlier], own[step.later], known, events, at_work, marks))
    return found, len(among) - len(chosen)


def _marks(asked: Asked, step: Step, events: Sequence[Event]) -> list[Star]:
    """Return the marks of the studies that propose the later theory as a revision of the earlier one."""
    if step.relation != "revises":
        return []
    proposing = ("use", step.later, "proposes")
    by = dict.fromkeys(each.study for each in events if (each.event, each.theory, each.said) == proposing)
    return evidence.stars(asked.repository, list(by))


def _step(material: Material, held: Mapping[str, Theory]) -> dict[str, Any]:
    """Return a step: its elements, propositions, events, and the authors' marks."""
    step, found = material.step, told(material)
    difference = compared(held[step.earlier], held[step.later], material.kinds, _TAU)
    known = sum(bool(each["evidence"] or each["configurations"]) for each in found)
    return asdict(step) | {
        "studies": sorted({each.study for each in material.events}),
        "known": known,
        "unknown": len(found) - known,
        "counts": {change: sum(each["change"] == change for each in found) for change in CHANGES},
        "elements": found,
        "propositions": difference["propositions"],
        "overlap": difference["overlap"],
        "events": [evidence.plain(each) for each in material.events],
        "stars": held_against(material),
    }


def _row(each: Mapping[str, Any], step: Mapping[str, Any]) -> tuple[Value, ...]:
    """Return the row of an element, with the reasons that refuted it, else the first; all are in the body."""
    became = ", ".join(f"{role} {concept}" for role, concept in each["after"])
    propositions = " ".join((*each["propositions"]["earlier"], *each["propositions"]["later"]))
    said = "; ".join(f"{one['proposition']} {one['said']}" for one in each["evidence"])
    who = "; ".join(dict.fromkeys(one["who"] or one["basis"] for one in each["evidence"]))
    reasons = [one["rationale"] for one in each["evidence"] if one["rationale"]]
    decisive = [one["rationale"] for one in each["evidence"] if one["said"] in evidence.REFUTING and one["rationale"]]
    why = " ".join(decisive if each["change"] == "refuted" else reasons[:1])
    head = (step["earlier"], step["later"], each["change"], each["role"], each["concept"], became)
    return (*head, propositions, len(each["stars"]), None, " ".join(each["configurations"]), said, who, why)


def _mark(star: Mapping[str, Any]) -> tuple[Value, ...]:
    """Return the row of an authors' mark."""
    coded = ", ".join(f"{role} {concept}" for role, concept in star["coded"])
    head = (star["earlier"], star["later"], f"marked: {star['marked']}", star["letters"], star["phrase"], coded)
    return (*head, "", int(star["only"]), star["agrees"], star["configuration"], star["ours"], "authors", "")


MEASURE: Final = Measure(
    name="lineage",
    title="What became of a theory, from its initial to its mid-range form, and on what evidence?",
    summary=(
        "Each concept in a role is kept, narrowed, broadened, re-roled, dropped, refuted or added from one theory to "
        "the next, with the verdicts, stances and configurations of the studies that use both. Then the phrases that "
        "the authors mark as new or as of both theories, each held against our patterns: where the two disagree, it "
        "shows."
    ),
    run=run,
    params=(Param("theory", "theory", "salutogenesis", "a theory on the line, such as the last"),),
    filters=tuple(name for name in NAMES if name != "unit"),
    empty="No theory states that it revises or abstracts this one, nor this one another. Ask diff of any two.",
    example={"theory": "salutogenesis"},
)
