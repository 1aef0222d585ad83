"""The blocks of a sheet on how a study was done and told, and on what its pieces are worth."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator

from demireg.services.importing import sheet_values
from demireg.services.importing.sheet_block import Block, Count, Label, RoleName, Slug, Text
from demireg.services.importing.sheet_claims import Proposition


class Statement(Block):
    """What a report says on one point, and where; ``inferred`` when it is your reading and not said there."""

    text: Text
    locator: Text | None = None
    inferred: bool = False


class DataCollection(Block):
    """One way in which data were gathered."""

    kind: Text
    period: Text | None = None
    detail: Text | None = None
    locator: Text | None = None


class Analysis(Block):
    """What was done with the data; ``configurations`` says how configurations were made."""

    kind: Text
    configurations: Text | None = None
    moves: tuple[
        Literal["abduction", "retroduction", "juxtaposing", "adjudicating", "reconciling", "situating"], ...
    ] = ()
    detail: Text | None = None
    locator: Text | None = None


class ChecklistResponse(Block):
    """How far the report meets one item of a reporting standard, and who says so."""

    item: Text
    answer: Literal["met", "partly_met", "not_met", "not_seen", "not_applicable"]
    rationale: Text
    locator: Text | None = None
    agent: Slug
    date: date


class Reporting(Block):
    """What the report tells of the work. Leave out what it does not tell: nobody takes silence for a no."""

    questions: tuple[Statement, ...] = ()
    focus: tuple[Proposition, ...] = ()
    evaluation_rationale: Statement | None = None
    design_rationale: Statement | None = None
    method_rationale: Statement | None = None
    adaptations: tuple[Statement, ...] = ()
    deviations: tuple[Statement, ...] = ()
    environment: Statement | None = None
    recruitment: tuple[Statement, ...] = ()
    ethics_exemption: Statement | None = None
    scoping: Statement | None = None
    selection: Statement | None = None
    extraction: Statement | None = None
    data_collection: tuple[DataCollection, ...] = ()
    analysis: tuple[Analysis, ...] = ()
    summary: tuple[Statement, ...] = ()
    strengths: tuple[Statement, ...] = ()
    future_research: tuple[Statement, ...] = ()
    literature: tuple[Statement, ...] = ()
    conclusions: tuple[Statement, ...] = ()
    funding: Statement | None = None
    interests: Statement | None = None
    structured_abstract: bool | None = None
    read_for: tuple[Slug, ...] = ()
    checklist: tuple[ChecklistResponse, ...] = ()


class Quality(Block):
    """What a passage, a document or the report is worth for a theory, in somebody's judgement."""

    judgement: Literal["relevance", "richness", "rigour"]
    configuration: Label | None = None
    document: Label | None = None
    rating: Literal["low", "moderate", "high"]
    rationale: Text
    basis: Literal["author_stated", "curator_inferred"]
    agent: Slug
    date: date


class Settled(Block):
    """What the coders of a passage agreed on afterwards, or somebody for them; without a role, that it is no part."""

    role: RoleName | None = None
    concept: Text | None = None
    reason: Text
    agent: Slug
    date: date


class Segment(Block):
    """A passage that several people coded, with the role and concept that each gave, and what was settled."""

    id: Label
    locator: Text
    roles: Annotated[dict[Slug, RoleName], Field(min_length=1)]
    concepts: dict[Slug, Text] = Field(default_factory=dict)
    settled: Settled | None = None


class Document(Block):
    """A source among the data of a synthesis; ``study`` is its study, where that is held here."""

    id: Label
    title: Text
    authors: Text | None = None
    year: int | None = Field(default=None, ge=1800, le=2100)
    doi: Text | None = None
    kind: Text | None = None
    characteristics: Text | None = None
    contribution: Text | None = None
    study: Slug | None = None

    _doi = field_validator("doi")(sheet_values.if_given(sheet_values.doi))


class Search(Block):
    """One search of one source; ``found`` is left out where no number is given."""

    source: Text
    terms: Text | None = None
    period: Text | None = None
    found: Count | None = None


class DocumentFlow(Block):
    """How many records stood at each point from search to synthesis."""

    identified: Count | None = None
    duplicates: Count | None = None
    screened: Count | None = None
    excluded: Count | None = None
    assessed: Count | None = None
    excluded_in_full: Count | None = None
    included: Count | None = None
