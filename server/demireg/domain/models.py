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
    """Whether a part is claimed to be at work, claimed to be missing, or only supposed."""

    AT_WORK = "at work"
    ABSENT = "absent"
    HYPOTHETICAL = "hypothetical"


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
    both are empty when the part stands alone. ``letters`` are the authors' printed tag.
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
    valence: str = ""
    level: str = ""
    intermediate: bool = False
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
class Configuration:
    """One configuration with its parts; ``hypothesis`` is its status when it was only set out to be tested."""

    label: str
    title: str
    order: int
    section: str
    participant: str
    tag_origin: str
    confidence: str
    voices: tuple[str, ...]
    parts: tuple[Part, ...]
    links: tuple[Link, ...] = ()
    note: str = ""
    hypothesis: str = ""
    theory: str = ""

    @property
    def partial(self) -> bool:
        """True when context, mechanism or outcome has no part."""
        return {Role.CONTEXT, Role.MECHANISM, Role.OUTCOME} - {part.role for part in self.parts} != set()
