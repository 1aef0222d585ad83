"""What the templates that give an account are given: why a configuration matches, what a study reports."""

from dataclasses import dataclass

from demireg.services.catalogue.stances import PropositionRef
from demireg.services.explaining.proofs import Explanation
from demireg.services.reporting.standards import ReportedItem, StandardReport
from demireg.web.contexts import Chip, Frame


@dataclass(frozen=True, slots=True)
class ExplainPage:
    """Why a configuration does or does not match a proposition (``explain.html``).

    frame; found: the explanation; heading: it in a few words; mark: the kind of match as it is drawn, or empty;
    states: by pattern's name, what follows by it; warning: where the store holds other inferences, or empty;
    profiles: coding profiles to choose from; others: propositions to hold the configuration against; data: as JSON.
    """

    frame: Frame
    found: Explanation
    heading: str
    mark: str
    states: dict[str, str]
    warning: str
    profiles: tuple[Chip, ...]
    others: tuple[PropositionRef, ...]
    data: str


@dataclass(frozen=True, slots=True)
class Section:
    """Items of one section of a standard. heading: the section; items: its items."""

    heading: str
    items: tuple[ReportedItem, ...]


@dataclass(frozen=True, slots=True)
class RamesesPage:
    """A study's report held against its standard (``rameses.html``).

    frame; report: the report; summary: how many items have each answer, in words; sections: its items by section;
    pages: by a thing's IRI, the page that shows it; most: how many values of an item are shown at once; csv, json: the
    same as data.
    """

    frame: Frame
    report: StandardReport
    summary: str
    sections: tuple[Section, ...]
    pages: dict[str, str]
    most: int
    csv: str
    json: str
