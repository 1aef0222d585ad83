"""Unfold the parts of configurations: the property of an assignment says the role and how the part stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDFS, SKOS, URIRef

from demireg.domain.models import Role
from demireg.domain.names import REALIST
from demireg.services.importing.facets import INDIVIDUALS, PROPERTIES
from demireg.services.importing.triples_claims import ABSENT, AT_WORK, HYPOTHETICAL, KIND
from demireg.services.unfolding.node import (
    Block,
    Node,
    Row,
    block,
    code,
    kept,
    last,
    local,
    natural,
    snake,
    text,
    texts,
    whole,
    word,
)

#: Role → the list of a configuration that holds its parts, and the letter of their numbers and of its concepts' codes.
LISTS: Final = {
    Role.CONTEXT: ("contexts", "c"),
    Role.INTERVENTION: ("interventions", "i"),
    Role.MECHANISM: ("mechanisms", "m"),
    Role.OUTCOME: ("outcomes", "o"),
}
_PROPOSED: Final = "proposedAssignment"
#: Property of an assignment → role and what the sheet says besides.
_ASSIGNMENTS: Final[Mapping[str, tuple[Role, Block]]] = {
    **{name: (role, {"direction": "absent_or_deficient"}) for role, name in ABSENT.items()},
    **{name: (role, {"hypothetical": True}) for role, name in HYPOTHETICAL.items()},
    **{name: (Role.MECHANISM, {}) for name in KIND.values()},
    **{name: (role, {}) for role, name in AT_WORK.items()},
}
_WORDS: Final = {key: {individual: word for word, individual in INDIVIDUALS.get(key, {}).items()} for key in PROPERTIES}
_STARS: Final = {"modified_only": "modified_only", "both_theories": "both"}
_ROWS: Final[tuple[Row, ...]] = (
    ("accepted_by", REALIST.acceptedBy, last),
    ("rejected_by", REALIST.rejectedBy, last),
    ("dual_role", REALIST.dualRole, texts),
    ("by_reference", REALIST.byReference, local),
    ("role_as_printed", REALIST.sourceTag, text),
    ("star", REALIST.starred, lambda node, predicate: _STARS.get(word()(node, predicate) or "")),
    ("actor", REALIST.actorRole, code),
    ("valence_for", REALIST.valenceFor, text),
)
_MACHINE: Final = REALIST.MachineSuggested


@dataclass(frozen=True, slots=True)
class Assignment:
    """A part of a configuration: its node, its role, and what its property says of it."""

    node: Node
    role: Role
    said: Block
    proposed: bool = False

    @property
    def is_reading(self) -> bool:
        """Tell whether the part is the curator's reading."""
        return self.node.value(REALIST.codingBasis) == REALIST.CuratorInferred

    @property
    def element(self) -> URIRef:
        """Return the causal factor that the part is."""
        return URIRef(str(self.node.value(REALIST.element)))


def assignments(configuration: Node) -> list[Assignment]:
    """Return the parts of a configuration in the order of the sheet."""
    found: list[Assignment] = []
    for name, (role, said) in _ASSIGNMENTS.items():
        found += [Assignment(each, role, said) for each in configuration.nodes(REALIST[name])]
    roles = {f"{role.value}_role": role for role in Role}
    for node in configuration.nodes(REALIST[_PROPOSED]):
        role = roles.get(word()(node, REALIST.proposedRole) or "", Role.CONTEXT)
        found.append(Assignment(node, role, {}, proposed=True))
    return sorted(found, key=lambda part: (whole(part.node, REALIST.order) or 0, natural(str(part.node.iri))))


def shared_elements(parts: list[Assignment]) -> dict[URIRef, list[URIRef]]:
    """Return for each causal factor the parts that were coded with it, in order."""
    found: dict[URIRef, list[URIRef]] = {}
    for part in parts:
        if not part.proposed:
            found.setdefault(part.element, []).append(part.node.iri)
    return found


def part_block(part: Assignment, shared: Mapping[URIRef, list[URIRef]], *, supposed: bool) -> Block:
    """Return the block of a part, without what depends on the notes of its configuration.

    ``supposed`` says that the whole configuration is, so that no part has to say it.
    """
    node = part.node
    number = str(node.iri).rpartition("/")[2]
    named = node.words.local(str(part.element))
    element = named.removeprefix("element/") if named.startswith("element/") else None
    tag = last(node, REALIST.printedTag)
    kind = text(node, REALIST.mechanismKind) if part.role is Role.MECHANISM else None
    machine = "machine_suggested" if node.value(REALIST.codingBasis) == _MACHINE else None
    head = {"text": text(node, RDFS.label), "concept": _concept(part, shared), "kind": kind, "basis": machine}
    said = {} if supposed else part.said
    tail = {"element": element, "printed_tag": tag if tag != number else None}
    return kept({**head, **said, **block(node, _ROWS), **_facets(part), **tail}.items())


def _concept(part: Assignment, shared: Mapping[URIRef, list[URIRef]]) -> str | None:
    """Return the part's concept. Where parts that share a factor were coded differently, each gets one of the codes."""
    node, letter = part.node, LISTS[part.role][1]
    if part.proposed:
        found = node.values(REALIST.proposedConcept)
    else:
        found = node.at(part.element).values(REALIST.codedConcept)
    if not found:
        return None
    at = shared[part.element].index(node.iri) if len(found) > 1 and not part.proposed else 0
    return node.words.code(str(found[min(at, len(found) - 1)]), letter)


def _facets(part: Assignment) -> Block:
    said: Block = {}
    for key, name in PROPERTIES.items():
        values = [str(each).removeprefix(str(REALIST)) for each in part.node.values(REALIST[name])]
        words = [
            _WORDS[key].get(each) or snake(each.removesuffix("Level" if key == "level" else "")) for each in values
        ]
        if key == "horizon" and "intermediate" in words and (len(words) > 1 or part.role is not Role.OUTCOME):
            said["intermediate"] = True
            words.remove("intermediate")
        said[key] = next(iter(words), None)
    return said


def part_notes(part: Assignment) -> tuple[str, str]:
    """Return the note of a part and why it is a reading; each may be empty."""
    return text(part.node, SKOS.note) or "", text(part.node, REALIST.rationale) or ""
