"""The study sheet: which keys it has and what each takes.

This is the source form that people review and diff. The published JSON Schema comes from these classes; a key that is
not here is refused, so that nothing is lost without a word.
"""

from typing import Literal

from pydantic import ConfigDict, Field, field_validator

from demireg.services.importing import sheet_values
from demireg.services.importing.sheet_block import Address, Block, Label, Slug, Text
from demireg.services.importing.sheet_claims import Configuration, Hypothesised, Stance, TheoryEvidence
from demireg.services.importing.sheet_conduct import Document, DocumentFlow, Quality, Reporting, Search, Segment
from demireg.services.importing.sheet_study import (
    Check,
    Citation,
    CodedBy,
    Design,
    Discrepancy,
    DoubleCoding,
    Licence,
    Participants,
    Programme,
    Recommendation,
    Setting,
    TextSeen,
    TheoryUse,
)


class Sheet(Block):
    """One study as evidence."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, coerce_numbers_to_str=True)

    schema_: Literal["cmo-extraction-sheet/1"] = Field(alias="schema")
    id: Slug
    citation: Citation
    urls_seen: tuple[Address, ...] = ()
    licence: Licence = Licence()
    text_seen: TextSeen
    coded_by: CodedBy
    design: Design
    heuristic: Text | None = None
    setting: Setting
    participants: tuple[Participants, ...] = ()
    double_coding: DoubleCoding | None = None
    segments: tuple[Segment, ...] = ()
    theories: tuple[TheoryUse, ...] = ()
    cmo_configurations: tuple[Configuration, ...] = Field(min_length=1, max_length=500)
    hypothesised_configurations: tuple[Hypothesised, ...] = ()
    theory_evidence: tuple[TheoryEvidence, ...] = ()
    stances: tuple[Stance, ...] = ()
    quality: tuple[Quality, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    arithmetic_checks: tuple[Check, ...] = ()
    limitations_stated: tuple[Text, ...] = ()
    contradictory_or_negative_points: tuple[Label, ...] = ()
    synthesises: tuple[Slug, ...] = ()
    documents: tuple[Document, ...] = ()
    searches: tuple[Search, ...] = ()
    document_flow: DocumentFlow | None = None
    reporting: Reporting = Reporting()
    definitions_seen: dict[str, Text] = Field(default_factory=dict)
    marker_convention: dict[str, Text] = Field(default_factory=dict)
    role_letter_convention: Text | None = None
    programme_cluster: Programme
    note: Text | None = None
    role: Text | None = None
    not_seen: Text | None = None

    _id = field_validator("id")(sheet_values.addressable)
