"""The nouns of an explanation: the claim and its parts, patterns and their slots, fillings and misses."""

from dataclasses import dataclass

from demireg.services.catalogue.facets import ConceptRef
from demireg.services.catalogue.stances import PropositionRef

#: Standing of a part that plays its role in the world as the study found it; every other standing counts for nothing.
FIRED = "fired"

#: How a configuration can be related to a proposition, the weightiest first; each is a term of the ontology.
RELATIONS = ("instantiates", "counterInstantiates", "partlyInstantiates")


@dataclass(frozen=True, slots=True)
class Coding:
    """One part of a configuration and how it was coded.

    iri: the role assignment; number: its short name (``m1``); role: C, I, M or O; standing: ``fired``, ``absent``,
    ``hypothetical``, ``proposed`` or ``rejected``; wording: the factor as the sheet words it; element: the causal
    factor's IRI, empty where there is none; concepts: what the element is coded as, none where uncoded; codes: what
    sheets write for these concepts, those of this role first; bases: who puts it in this role (``author_tagged``,
    ``author_stated``, ``curator_inferred``, ``machine_suggested``); coder, coded_on: who coded it and on what day;
    rationale: the coder's reason, or empty.
    """

    iri: str
    number: str
    role: str
    standing: str
    wording: str
    element: str
    concepts: tuple[ConceptRef, ...]
    codes: tuple[str, ...]
    bases: tuple[str, ...]
    coder: str
    coded_on: str
    rationale: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A configuration with its parts.

    iri; study, study_label: where it was made; label, title: its names; found: False for one that was only
    hypothesised; locators: places in the source, with whose words they are; doi: of the report, or empty;
    coder, coded_on: who coded the study and on what day; parts: in reading order.
    """

    iri: str
    study: str
    study_label: str
    label: str
    title: str
    found: bool
    locators: tuple[str, ...]
    doi: str
    coder: str
    coded_on: str
    parts: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a pattern asks for. iri: itself; slots: role and IRI of the concept required, C I M O."""

    iri: str
    slots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """A part that fills a slot. part: itself; path: from its concept, each a kind of the next, to the goal."""

    part: Coding
    path: tuple[ConceptRef, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """One reason why a slot is not met.

    reason: ``excluded``, ``standing``, ``opposed``, ``other_role``, ``too_wide``, ``other_concept``, ``uncoded`` or
    ``no_part``; part: number of the part that comes near, empty where none does; steps: how many kind-of steps lie
    between its concept and the required one, None where none lead there; path: those that are shown, from the part's
    concept; said: the reason as a sentence.
    """

    reason: str
    part: str
    steps: int | None
    path: tuple[ConceptRef, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a pattern, held against a claim.

    role; required: the concept asked for; met: whether a part fills it; fillings: the parts that do; opposites: in an
    outcome's slot, parts whose concept leads to an opposite of the required one; misses: why it is not met, the
    most telling reason first, none where it is met.
    """

    role: str
    required: ConceptRef
    met: bool
    fillings: tuple[Filling, ...]
    opposites: tuple[Filling, ...]
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class PatternProof:
    """One pattern, held against a claim.

    iri; name: its last step (``pattern-2``); relations: what follows by this pattern alone; slots: C I M O; unmet: how
    many of them no part fills.
    """

    iri: str
    name: str
    relations: tuple[str, ...]
    slots: tuple[Slot, ...]
    unmet: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a configuration is, or is not, classed as instantiating a proposition, under a coding profile.

    claim; proposition; profile: ``all-accepted`` or ``authors-only``; relations: what follows, weightiest first;
    verdict: the first of them, or ``none``; said: the verdict in sentences; patterns: each held against the claim;
    nearest: name of the pattern that comes nearest, empty where the claim instantiates the proposition or there is no
    pattern; stored: the relations that the repository holds as inferred; agrees: True when these are the same.
    """

    claim: Claim
    proposition: PropositionRef
    profile: str
    relations: tuple[str, ...]
    verdict: str
    said: str
    patterns: tuple[PatternProof, ...]
    nearest: str
    stored: tuple[str, ...]
    agrees: bool
