"""How a study uses theories: its verdicts on their elements, its constructs, and the evidence it brings."""

from dataclasses import dataclass

from demireg.services.catalogue.rows import Facts, local, natural
from demireg.services.catalogue.study_reading import ends


@dataclass(frozen=True, slots=True)
class ElementVerdict:
    """What a study says of one element of a theory. element: itself; verdict; basis: who says so; rationale: why."""

    element: str
    verdict: str
    basis: str
    rationale: str


@dataclass(frozen=True, slots=True)
class Construct:
    """A construct that a study names. name: itself; facet: internal, external or empty."""

    name: str
    facet: str


@dataclass(frozen=True, slots=True)
class TheoryEvidence:
    """A configuration brought for or against a theory. configuration: its label; relation; rationale: why."""

    configuration: str
    relation: str
    rationale: str


@dataclass(frozen=True, slots=True)
class TheoryUse:
    """How a study uses a theory.

    name: as the study names it; theory: slug when we hold it, else empty; level: programme_theory, mid_range or
    formal; relation: tests, refines, refutes, adopts, proposes, supports or mentions; role: in the study's
    argument; note; compares_with: id of the study whose theory it is; locator: where; elements: verdicts on its
    elements; constructs: those named; evidence: configurations brought for or against it.
    """

    name: str
    theory: str
    level: str
    relation: str
    role: str
    note: str
    compares_with: str
    locator: str
    elements: tuple[ElementVerdict, ...]
    constructs: tuple[Construct, ...]
    evidence: tuple[TheoryEvidence, ...]


def theory_uses(facts: Facts) -> tuple[TheoryUse, ...]:
    """Read how the study uses theories, in the sheet's order."""
    return tuple(_theory_use(facts, node) for node in facts.nodes("theory-use"))


def _theory_use(facts: Facts, node: str) -> TheoryUse:
    theory = facts.one(node, "theory")

    def parts(name: str) -> list[str]:
        return sorted(facts.all(node, name), key=natural)

    return TheoryUse(
        name=facts.one(node, "theoryName"),
        theory=local(theory) if theory else "",
        level=facts.one(node, "theoryLevel"),
        relation=facts.word(node, "theoryRelation").removesuffix("_theory"),
        role=facts.one(node, "theoryRole"),
        note=" ".join(facts.all(node, "note")),
        compares_with=facts.one(node, "comparedStudyId"),
        locator=facts.one(node, "locator"),
        elements=tuple(_verdict(facts, part) for part in parts("hasTheoryElement")),
        constructs=tuple(
            Construct(facts.one(part, "label"), facts.one(part, "facet")) for part in parts("hasConstruct")
        ),
        evidence=tuple(_evidence(facts, part) for part in parts("hasTheoryEvidence")),
    )


def _verdict(facts: Facts, part: str) -> ElementVerdict:
    return ElementVerdict(
        facts.one(part, "label"),
        facts.one(part, "verdict"),
        facts.word(part, "codingBasis"),
        facts.one(part, "rationale"),
    )


def _evidence(facts: Facts, part: str) -> TheoryEvidence:
    label = next(iter(ends(facts.all(part, "configuration"))), "")
    return TheoryEvidence(label, facts.one(part, "evidenceRelation"), facts.one(part, "rationale"))
