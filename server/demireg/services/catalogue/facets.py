"""What is said of parts and passages beyond the bare configuration, and which part leads to which."""

from collections import defaultdict
from dataclasses import dataclass

from demireg.services.catalogue.rows import fetch, local, text, whole, word
from demireg.services.catalogue.stances import PropositionRef, unknown
from demireg.services.repository import Repository


@dataclass(frozen=True, slots=True)
class ConceptRef:
    """A concept as it is named elsewhere.

    iri: its identifier; local: its short name in URLs (``SocialIsolation``); label: its preferred name.
    """

    iri: str
    local: str
    label: str


@dataclass(frozen=True, slots=True)
class Passage:
    """How the words behind a configuration came about.

    elicited_by: propositions that the interviewer put to the speaker; phase: ``gleaning``, ``refining`` or
    ``consolidating``; view: ``observed``, ``anticipated`` or ``implied``; speaker: whose role, None where not told;
    quotation: the words themselves, kept only beside the licence that allows it; licence: that licence.
    """

    elicited_by: tuple[PropositionRef, ...]
    phase: str
    view: str
    speaker: ConceptRef | None
    quotation: str
    licence: str


@dataclass(frozen=True, slots=True)
class CausalLink:
    """One part that leads to another within a configuration.

    start, end: numbers of the parts (``m1``); kind: ``enables``, ``constrains``, ``triggers``, ``produces``,
    ``reinforces``, ``feeds_back`` or ``blocks``; basis: who says so; rationale: why; note: the coder's words.
    """

    start: str
    end: str
    kind: str
    basis: str
    rationale: str
    note: str


class Facets:
    """What is said of the parts and passages of one study, by node and property."""

    def __init__(self, repository: Repository, study: str) -> None:
        self._said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for row in fetch(repository, "study-facets", study=study):
            key = text(row, "node"), local(text(row, "property"))
            self._said[key].setdefault(text(row, "value"), text(row, "label"))

    def text(self, node: str, name: str) -> str:
        """Return the first value, empty where there is none."""
        return next(iter(self._said.get((node, name), ())), "")

    def word(self, node: str, name: str) -> str:
        """Return the first value as a word of ours."""
        return word(self.text(node, name))

    def label(self, node: str, name: str) -> str:
        """Return what the first value is called."""
        return next((called or local(value) for value, called in self._said.get((node, name), {}).items()), "")

    def concept(self, node: str, name: str) -> ConceptRef | None:
        """Return the concept that is the first value, None where there is none."""
        iri = self.text(node, name)
        return ConceptRef(iri, local(iri), self.label(node, name)) if iri else None

    def passage(self, configuration: str) -> Passage:
        """Return how the words behind a configuration came about."""
        node = f"{configuration}/excerpt"
        return Passage(
            elicited_by=tuple(unknown(iri) for iri in self._said.get((node, "elicitedBy"), ())),
            phase=self.word(node, "interviewPhase"),
            view=self.word(node, "viewStatus"),
            speaker=self.concept(node, "speakerRole"),
            quotation=self.text(node, "quotation"),
            licence=self.text(node, "quotationLicence"),
        )


def causal_links(repository: Repository, study: str) -> dict[str, tuple[CausalLink, ...]]:
    """Return the causal links of a study (its IRI) by configuration, in the sheet's order."""
    found: dict[str, dict[str, tuple[int, CausalLink]]] = defaultdict(dict)
    for row in fetch(repository, "study-causal-links", study=study):
        link = CausalLink(
            start=local(text(row, "from")),
            end=local(text(row, "to")),
            kind=word(text(row, "kind")),
            basis=word(text(row, "basis")),
            rationale=text(row, "rationale"),
            note=text(row, "note"),
        )
        found[text(row, "configuration")].setdefault(text(row, "link"), (whole(text(row, "order")) or 0, link))
    return {
        configuration: tuple(link for _, link in sorted(links.values(), key=lambda pair: pair[0]))
        for configuration, links in found.items()
    }
