"""What a sheet may refer to: concepts by their codes, theories and propositions by their names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, SKOS, Graph
from rdflib.term import Node

from demireg.domain.names import REALIST, THEORY, VOCAB
from demireg.services.importing.nearest import Entry, concepts_like, weighed


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes and names known to the vocabularies and theories in use.

    ``concepts`` maps a sheet code or a concept's local name to its IRI; ``theories`` maps a name to a theory's slug;
    ``propositions`` holds references such as ``salutogenesis/P1``. ``entries`` are the concepts as they are offered,
    and ``towards_ease`` and ``towards_disease`` the outcomes that are for better and for worse by what they mean.
    ``items`` are the names of checklist items.
    """

    concepts: Mapping[str, str] = field(default_factory=dict)
    theories: Mapping[str, str] = field(default_factory=dict)
    propositions: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()
    towards_ease: frozenset[str] = frozenset()
    towards_disease: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()

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
        ordered = sorted(background.subjects(RDF.type, SKOS.Concept), key=str)
        return cls(
            concepts,
            theories,
            frozenset(str(each).removeprefix(str(THEORY)) for each in propositions),
            tuple(_entry(background, concept) for concept in ordered),
            _below(background, VOCAB.MovementTowardsEase),
            _below(background, VOCAB.MovementTowardsDisEase),
            frozenset(_local(item) for item in background.subjects(RDF.type, REALIST.ChecklistItem)),
        )

    def held(self, slug: str | None, name: str | None = None) -> str:
        """Return the slug of a theory by its slug or else its name, empty when it is not held."""
        return self.theories.get(slug or name or "", "")

    def nearest(self, code: str) -> str:
        """Return sentences that offer up to three concepts that a code may have meant, and say where all are."""
        role = code.partition(".")[0]
        near = [f"'{entry.code(role)}' ({entry.label})" for entry in concepts_like(code, self.entries)]
        asked = f"Did you mean {', '.join(near[:-1])}{' or ' if near[1:] else ''}{near[-1]}? " if near else ""
        return f"{asked}All concepts are on the page /vocabulary; leave 'concept' out to keep the wording uncoded."


def _local(node: Node) -> str:
    return str(node).removeprefix(str(VOCAB))


def _entry(background: Graph, concept: Node) -> Entry:
    def texts(predicate: Node) -> list[str]:
        return sorted(str(value) for value in background.objects(concept, predicate))

    local = str(concept).removeprefix(str(VOCAB))
    codes = (*texts(SKOS.notation), local)
    labels = texts(SKOS.prefLabel)
    weights = weighed((4, (*labels, *codes)), (3, texts(SKOS.altLabel)), (1, texts(SKOS.definition)))
    return Entry(codes, labels[0] if labels else local, weights)


def _below(background: Graph, top: Node) -> frozenset[str]:
    return frozenset(str(each) for each in background.transitive_subjects(REALIST.kindOf, top))
