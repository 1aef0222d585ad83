"""The blocks of a sheet that describe a study: report, setting, people, theories used, and what does not agree."""

from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from demireg.services.importing import sheet_values
from demireg.services.importing.sheet_block import Block, Count, Label, Slug, Text


class Dates(Block):
    """When a report was received, accepted and published."""

    received: date | None = None
    accepted: date | None = None
    published: date | None = None
    published_online: date | None = None


class Citation(Block):
    """The report in which the study was read; ``year`` is null where none was seen."""

    authors: tuple[Text, ...] = Field(min_length=1)
    year: int | None = Field(default=None, ge=1900, le=2100)
    title: Text
    journal: Text
    volume: Text | None = None
    issue: Text | None = None
    pages: Text | None = None
    doi: Text | None = None
    pmid: Text | None = None
    pmcid: Text | None = None
    dates: Dates | None = None
    author_note: Text | None = None

    _doi = field_validator("doi")(sheet_values.if_given(sheet_values.doi))


class Licence(Block):
    """What licence was seen, and where; null where none was."""

    name: Text | None = None
    version_seen: Text | None = None
    seen_at: Text | None = None


class TextSeen(Block):
    """How much of the study was read by whoever made the sheet."""

    extent: Text
    detail: Text | None = None

    _extent = field_validator("extent")(sheet_values.extent)


class Design(Block):
    """How the study was done."""

    type: Text
    concept: Text | None = None
    detail: Text | None = None
    data_collection: Text | None = None
    ethics: Text | None = None
    synthesis: bool = False


class ReferralSource(Block):
    """How many referrals came from one source."""

    source: Text
    n: Count


class ReferralProgramme(Block):
    """How many people joined one programme of the service."""

    programme: Text
    n: Count


class Referrals(Block):
    """Referral figures of one year."""

    year: int
    total: Count | None = None
    sources: tuple[ReferralSource, ...] = ()
    programmes: tuple[ReferralProgramme, ...] = ()
    locator: Text | None = None


class Setting(Block):
    """Where the study took place and what service was there."""

    country: Text
    region: Text | None = None
    site: Text
    organisation_type: Text
    service_model: Text
    population: Text
    maturity: Text | None = None
    staff_team: Text | None = None
    contexts: tuple[Text, ...] = ()
    referrals: Referrals | None = None


class Participants(Block):
    """One group of participants or documents; ``n`` is null where the number was not seen."""

    group: Text
    n: Count | None = None
    n_alternative: Count | None = None
    discrepancy: Label | None = None
    detail: Text | None = None
    note: Text | None = None
    activity: Text | None = None
    role: Text | None = None
    sampling: Text | None = None
    total: bool = False


class Construct(Block):
    """A part of a theory that the study names."""

    name: Text
    facet: Text | None = None
    concept: Text | None = None
    locator: Text | None = None


class TheoryElement(Block):
    """One element of a theory and the verdict of the study (or its reader) on it."""

    name: Text
    verdict: Text
    inferred: bool = False
    basis: Text | None = None
    proposition: Text | None = None

    _proposition = field_validator("proposition")(sheet_values.if_given(sheet_values.proposition))


class TheoryUse(Block):
    """What the study does with one theory."""

    name: Text
    theory: Slug | None = None
    level: Literal["programme_theory", "mid_range", "formal"]
    relation: Literal["tests", "refines", "refutes", "adopts", "proposes", "supports", "mentions"]
    note: Text | None = None
    role: Text | None = None
    evidence: Text | None = None
    inferred: bool = False
    study: Slug | None = None
    related: Text | None = None
    relevance: Text | None = None
    constructs: tuple[Text | Construct, ...] = ()
    elements: tuple[TheoryElement, ...] = ()


class DiscrepantValue(Block):
    """One of the values that do not agree, and where it stands."""

    value: Text
    where: Text


class Discrepancy(Block):
    """A place where a study does not agree with itself."""

    id: Label
    kind: Text
    item: Text
    values: tuple[DiscrepantValue, ...] = Field(min_length=2)
    note: Text | None = None


class Check(Block):
    """A sum done over again, and whether it holds."""

    item: Text
    ok: bool
    note: Text | None = None


class DoubleCoding(Block):
    """How much was coded twice; ``statistic`` is null where the study gives none."""

    unit: Text
    coded: Count
    out_of: Count
    statistic: Text | None = None
    locator: Text | None = None


class Recommendation(Block):
    """For whom the study says the intervention is, and where it may stop working."""

    kind: Literal["prioritise", "boundary", "other"]
    text: Text
    configuration: Label | None = None
    locator: Text | None = None


class Programme(Block):
    """Sheets that share a programme are not independent: programmes are counted before sheets."""

    id: Slug
    basis: Text
    inferred: bool = False


class CodedBy(Block):
    """Who coded the sheet, and when."""

    agent: Slug
    date: date
