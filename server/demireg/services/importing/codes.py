"""What a sheet may refer to: concepts by their codes, theories and propositions by their names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib import RDF, RDFS, SKOS, Graph
from rdflib.term import Node

from demireg.domain.names import REALIST, THEORY, VOCAB
from demireg.services.importing.nearest import Entry, concepts_like, weighed
from demireg.services.importing.tabling.layout import plainly

_SHOWN: Final = re.compile(r"\(([A-Za-z][\w.-]*)\)\s*$")


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes and names known to the vocabularies and theories in use.

    ``concepts`` maps a sheet code or a concept's local name to its IRI; ``theories`` maps a name to a theory's slug;
    ``propositions`` holds references such as ``salutogenesis/P1``. ``entries`` are the concepts as they are offered,
    and ``towards_ease`` and ``towards_disease`` the outcomes that are for better and for worse by what they mean.
    ``items`` are the names of checklist items. ``called`` maps each label, other label and code of a concept to the
    place of its entry, and ``spoken`` the same names in the form in which they are compared to all such places.
    """

    concepts: Mapping[str, str] = field(default_factory=dict)
    theories: Mapping[str, str] = field(default_factory=dict)
    propositions: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()
    towards_ease: frozenset[str] = frozenset()
    towards_disease: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    called: Mapping[str, int] = field(default_factory=dict)
    spoken: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

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
        called, spoken = _names(background, ordered)
        return cls(
            concepts,
            theories,
            frozenset(str(each).removeprefix(str(THEORY)) for each in propositions),
            tuple(_entry(background, concept) for concept in ordered),
            _below(background, VOCAB.MovementTowardsEase),
            _below(background, VOCAB.MovementTowardsDisEase),
            frozenset(_local(item) for item in background.subjects(RDF.type, REALIST.ChecklistItem)),
            called,
            spoken,
        )

    def code_of(self, name: str, role: str) -> str:
        """Return the code, of a role (``c``, ``i``, ``m``, ``o``) if there is one, of the only concept of a name.

        Capitals, spaces and punctuation do not matter; the answer is empty for no concept or several. A drop-down
        shows the code behind the label, as in ``peer support (m.peer-support)``: that code is the answer then.
        """
        label, _, code = name.strip().removesuffix(")").rpartition(" (")
        if name.strip().endswith(")") and code in self.concepts and ("." in code or self._is(code, label)):
            return code
        found = self.spoken.get(_key(name), ())
        return self.entries[found[0]].code(role) if len(found) == 1 else ""

    def _is(self, code: str, name: str) -> bool:
        return self.called.get(code) in self.spoken.get(_key(name), ())

    def held(self, slug: str | None, name: str | None = None) -> str:
        """Return the slug of a theory by its slug or else its name, empty when it is not held."""
        return self.theories.get(slug or name or "", "")

    def nearest(self, code: str) -> str:
        """Return sentences that offer up to three concepts that a code may have meant, and say where all are."""
        role = code.partition(".")[0]
        near = [f"'{entry.code(role)}' ({entry.label})" for entry in concepts_like(code, self.entries)]
        asked = f"Did you mean {', '.join(near[:-1])}{' or ' if near[1:] else ''}{near[-1]}? " if near else ""
        return f"{asked}All concepts are on the page /vocabulary; leave 'concept' out to keep the wording uncoded."


def _key(name: str) -> str:
    """Return the name of a concept as names are compared: its letters and digits."""
    return plainly(name).replace(" ", "")


def _names(background: Graph, concepts: list[Node]) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    """Return the names of concepts, as printed and as compared; a label goes before another label."""
    called: dict[str, int] = {}
    spoken: dict[str, tuple[int, ...]] = {}
    for group in ((SKOS.prefLabel, SKOS.notation), (SKOS.altLabel,)):
        found: dict[str, dict[int, None]] = {}
        for index, concept in enumerate(concepts):
            names = sorted(str(name) for predicate in group for name in background.objects(concept, predicate))
            for name in (*names, *([_local(concept)] if SKOS.notation in group else [])):
                called.setdefault(name, index)
                found.setdefault(_key(name), {})[index] = None
        spoken = {name: tuple(indexes) for name, indexes in found.items() if name} | spoken
    return called, spoken


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
