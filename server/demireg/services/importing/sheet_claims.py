"""The blocks of a sheet that make claims: parts, configurations, stances."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, field_validator

from demireg.services.importing import sheet_values
from demireg.services.importing.sheet_block import Block, Confidence, Label, RoleName, Slug, Star, TagOrigin, Text

Proposition = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[A-Za-z0-9]+$")]
Level = Literal["individual", "interpersonal", "institutional", "infrastructural", "service", "system"]


class Part(Block):
    """One context, intervention, mechanism or outcome as the study describes it."""

    text: Text
    concept: Text | None = None
    inferred: bool = False
    basis: Literal["machine_suggested"] | None = None
    accepted_by: Slug | None = None
    rejected_by: Slug | None = None
    direction: Literal["absent_or_deficient"] | None = None
    hypothetical: bool = False
    intermediate: bool = False
    dual_role: tuple[RoleName, ...] = ()
    by_reference: Label | None = None
    role_as_printed: Text | None = None
    printed_tag: Label | None = None
    element: Label | None = None
    star: Star | None = None
    tag_origin: TagOrigin | None = None
    level: Level | None = None
    actor: Text | None = None
    note: Text | None = None
    source: Text | None = None

    _printed = field_validator("role_as_printed")(sheet_values.if_given(sheet_values.printed_role))


class Context(Part):
    """A context; ``context_narrative`` says whether it is told as a feature or as a process."""

    context_narrative: Literal["observable", "relational"] | None = None


class Mechanism(Part):
    """A mechanism; ``kind`` says whether it is a resource offered or people's reasoning."""

    kind: Literal["resource", "reasoning", "unspecified"] = "unspecified"
    activation: Literal["none", "weak", "partial", "full"] | None = None


class Outcome(Part):
    """An outcome; ``valence`` says whether it is for better or worse, and ``valence_for`` for whom."""

    valence: Literal["positive", "negative", "neutral", "mixed"] | None = None
    valence_for: Text | None = None
    intention: Literal["intended", "unintended"] | None = None
    horizon: Literal["proximal", "intermediate", "distal"] | None = None


class CausalLink(Block):
    """A claim that one part bears on another; parts are numbered in their lists, as in ``m1`` or ``o2``."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: Text = Field(alias="from")
    to: Text
    kind: Literal["enables", "constrains", "triggers", "produces", "reinforces", "feeds_back", "blocks"]
    inferred: bool = False
    rationale: Text | None = None
    note: Text | None = None


class Link(Block):
    """A way on from this configuration into another (``study:label`` when it is in another study)."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    to: Text
    as_: Literal["context", "mechanism", "supports", "elaborates", "competes"] = Field(alias="as")
    via: Text | None = None
    inferred: bool = False
    note: Text | None = None

    _to = field_validator("to")(sheet_values.link_target)


class Evidence(Block):
    """Where in the source a configuration stands, and whose words it rests on."""

    section: Text
    participant: Text | None = None
    kind: Text | None = None
    speaker: Text | None = None
    elicited_by: tuple[Proposition, ...] = ()
    interview_phase: Literal["gleaning", "refining", "consolidating"] | None = None
    view: Literal["observed", "anticipated", "implied"] | None = None
    quotation: Text | None = None
    quotation_licence: Text | None = None


class Configuration(Block):
    """One context-mechanism-outcome configuration."""

    label: Label
    title: Text
    stage: Text | None = None
    contexts: tuple[Context, ...] = ()
    interventions: tuple[Part, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    causal_links: tuple[CausalLink, ...] = ()
    links: tuple[Link, ...] = ()
    perspective: tuple[Text, ...] = ()
    evidence: Evidence
    confidence: Confidence
    inferred: bool = False
    incomplete: bool = False
    note: Text | None = None
    rival_explanation: Text | None = None
    tag_origin: TagOrigin | None = None
    theory: Text | None = None

    _label = field_validator("label")(sheet_values.free_label)


class Hypothesised(Configuration):
    """A configuration that the study set out to test; it is not a finding."""

    title: Text = "what the study set out to test"
    status: Literal["untested", "supported", "refuted"]


class TheoryEvidence(Block):
    """How one configuration bears on a theory as a whole."""

    configuration: Label
    theory: Text
    relation: Text
    inferred: bool = False
    basis: Text | None = None


class Stance(Block):
    """How the study bears on one proposition (``theory/P1``), who says so, and on what basis."""

    proposition: Proposition
    stance: Literal["corroborates", "refines", "extends", "qualifies", "contradicts", "inconclusive", "silent"]
    strength: Literal["weak", "moderate", "strong"] | None = None
    configurations: tuple[Label, ...] = ()
    rationale: Text
    basis: Literal["author_tagged", "author_stated", "curator_inferred", "machine_suggested"]
    agent: Slug
    date: date
    review: Literal["draft", "curator_checked", "author_checked"] = "draft"
