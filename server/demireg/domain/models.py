"""The claims of a study with everything resolved: concepts are identifiers, bases are decided, labels are known."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a part does in a configuration. Roles belong to the configuration, never to a concept."""

    CONTEXT = "context"
    INTERVENTION = "intervention"
    MECHANISM = "mechanism"
    OUTCOME = "outcome"


class Standing(StrEnum):
    """Whether a part is claimed to be at work, claimed to be missing, only supposed, or suggested and not accepted."""

    AT_WORK = "at work"
    ABSENT = "absent"
    HYPOTHETICAL = "hypothetical"
    PROPOSED = "proposed"


class Basis(StrEnum):
    """Who says that the part plays its role: values are the ontology's local names."""

    AUTHOR_TAGGED = "AuthorTagged"
    AUTHOR_STATED = "AuthorStated"
    CURATOR_INFERRED = "CuratorInferred"
    MACHINE_SUGGESTED = "MachineSuggested"


@dataclass(frozen=True, slots=True)
class Part:
    """One role assignment: ``number`` is unique in its configuration (c1, i1, m1, o1 …).

    ``element`` names a causal factor shared by several parts of the study, ``tag`` the printed tag that parts share;
    both are empty when the part stands alone. ``letters`` are the authors' printed tag. ``facets`` are pairs of a
    property and a value, both local names of the ontology. ``accepted_by`` and ``rejected_by`` are agents, of a part
    that a program suggested; ``actor`` is a concept's identifier.
    """

    number: str
    order: int
    role: Role
    standing: Standing
    basis: Basis
    text: str
    concept: str = ""
    kind: str = ""
    letters: str = ""
    tag: str = ""
    element: str = ""
    star: str = ""
    dual_roles: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    valence_for: str = ""
    actor: str = ""
    accepted_by: str = ""
    rejected_by: str = ""
    by_reference: str = ""
    rationale: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A way on into another configuration; ``target`` is its IRI, or empty where it is not in the repository."""

    kind: str
    target: str
    wording: str
    via: str = ""
    inferred: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CausalLink:
    """A claim that one part of a configuration bears on another; ``start`` and ``end`` are their numbers."""

    start: str
    end: str
    kind: str
    inferred: bool = False
    rationale: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a configuration stands and how that was elicited.

    ``kind`` and ``speaker`` are concepts' identifiers, ``propositions`` references such as ``salutogenesis/P1``;
    ``phase`` and ``view`` are local names of the ontology.
    """

    section: str
    participant: str = ""
    kind: str = ""
    speaker: str = ""
    propositions: tuple[str, ...] = ()
    phase: str = ""
    view: str = ""
    quotation: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Configuration:
    """One configuration with its parts.

    ``hypothesis`` is its status when it was only set out to be tested; ``incomplete``: the source leaves a part open.
    """

    label: str
    title: str
    order: int
    passage: Passage
    tag_origin: str
    confidence: str
    voices: tuple[str, ...]
    parts: tuple[Part, ...]
    links: tuple[Link, ...] = ()
    causal_links: tuple[CausalLink, ...] = ()
    stage: str = ""
    note: str = ""
    hypothesis: str = ""
    theory: str = ""
    incomplete: bool = False

    @property
    def partial(self) -> bool:
        """True when context, mechanism or outcome has no part that counts; a mere suggestion does not."""
        roles = {part.role for part in self.parts if part.standing is not Standing.PROPOSED}
        return {Role.CONTEXT, Role.MECHANISM, Role.OUTCOME} - roles != set()
