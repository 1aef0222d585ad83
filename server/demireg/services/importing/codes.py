"""What a sheet may refer to: concepts by their codes, theories and propositions by their names."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, SKOS, Graph

from demireg.domain.names import REALIST, THEORY, VOCAB


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes and names known to the vocabularies and theories in use.

    ``concepts`` maps a sheet code or a concept's local name to its IRI; ``theories`` maps a name to a theory's slug;
    ``propositions`` holds references such as ``salutogenesis/P1``.
    """

    concepts: Mapping[str, str] = field(default_factory=dict)
    theories: Mapping[str, str] = field(default_factory=dict)
    propositions: frozenset[str] = frozenset()

    @classmethod
    def of(cls, background: Graph) -> "Codes":
        """Collect codes and names from the vocabularies and theories."""
        concepts: dict[str, str] = {}
        for concept in background.subjects(RDF.type, SKOS.Concept):
            concepts[str(concept).removeprefix(str(VOCAB))] = str(concept)
            for notation in background.objects(concept, SKOS.notation):
                concepts[str(notation)] = str(concept)
        theories: dict[str, str] = {}
        for kind in (REALIST.Theory, REALIST.FormalTheory, REALIST.ProgrammeTheory):
            for theory in background.subjects(RDF.type, kind):
                slug = str(theory).removeprefix(str(THEORY))
                theories[slug] = slug
                for label in (RDFS.label, SKOS.prefLabel, SKOS.altLabel):
                    theories.update({str(name): slug for name in background.objects(theory, label)})
        propositions = background.subjects(RDF.type, REALIST.Proposition)
        return cls(concepts, theories, frozenset(str(each).removeprefix(str(THEORY)) for each in propositions))

    def nearest(self, code: str) -> str:
        """Return a sentence that offers the nearest known code, or says where codes are listed."""
        near = difflib.get_close_matches(code, [each for each in self.concepts if "." in each], 1, 0.5)
        near = near or difflib.get_close_matches(code, list(self.concepts), 1, 0.5)
        return f"Did you mean '{near[0]}'?" if near else "Leave 'concept' out to keep the wording uncoded."
