"""Unfold what a study does with theories, and how it bears on them and on their propositions."""

from typing import Final

from rdflib import RDFS, SKOS, URIRef
from rdflib.namespace import PROV
from rdflib.term import Node as Term

from demireg.domain.names import REALIST
from demireg.services.unfolding.node import (
    Block,
    Node,
    Plain,
    Row,
    block,
    code,
    day,
    inferred,
    kept,
    last,
    local,
    natural,
    references,
    text,
    texts,
    word,
)

_USE: Final[tuple[Row, ...]] = (
    ("name", REALIST.theoryName, text),
    ("theory", REALIST.theory, local),
    ("level", REALIST.theoryLevel, text),
    ("relation", REALIST.theoryRelation, word("Theory")),
    ("role", REALIST.theoryRole, text),
    ("evidence", REALIST.locator, text),
    ("inferred", REALIST.codingBasis, inferred),
    ("study", REALIST.comparedStudyId, text),
)
_ELEMENT: Final[tuple[Row, ...]] = (
    ("name", RDFS.label, text),
    ("verdict", REALIST.verdict, text),
    ("inferred", REALIST.codingBasis, inferred),
    ("basis", REALIST.rationale, text),
    ("proposition", REALIST.proposition, last),
)
_CONSTRUCT: Final[tuple[Row, ...]] = (
    ("name", RDFS.label, text),
    ("facet", REALIST.facet, text),
    ("concept", REALIST.namesConcept, code),
    ("locator", REALIST.locator, text),
)
_EVIDENCE: Final[tuple[Row, ...]] = (
    ("relation", REALIST.evidenceRelation, text),
    ("inferred", REALIST.codingBasis, inferred),
    ("basis", REALIST.rationale, text),
)
_STANCE: Final[tuple[Row, ...]] = (
    ("proposition", REALIST.assesses, local),
    ("stance", REALIST.stance, word()),
    ("strength", REALIST.strength, word("Strength")),
    ("configurations", REALIST.onBasisOf, references),
    ("rationale", REALIST.rationale, text),
    ("basis", REALIST.codingBasis, word()),
    ("agent", PROV.wasAttributedTo, last),
    ("date", PROV.generatedAtTime, day),
    ("review", REALIST.reviewStatus, word()),
)
_RELATED: Final = "Related: "


def theories(study: Node) -> list[Block]:
    """Return each theory with what the study does with it."""
    return [_use(each) for each in study.nodes(REALIST.usesTheory)]


def _use(node: Node) -> Block:
    notes = texts(node, SKOS.note)
    related = next((each for each in notes if each.startswith(_RELATED)), "")
    free = [each for each in notes if each != related]
    lists = (
        ("constructs", [_construct(each) for each in node.nodes(REALIST.hasConstruct)]),
        ("elements", [block(each, _ELEMENT) for each in node.nodes(REALIST.hasTheoryElement)]),
    )
    said = dict(zip(("note", "relevance"), free, strict=False))
    return {**block(node, _USE), **said, **kept([("related", related.removeprefix(_RELATED)), *lists])}


def _construct(node: Node) -> Plain:
    said = block(node, _CONSTRUCT)
    return said["name"] if said.keys() == {"name"} else said


def theory_evidence(study: Node, uses: list[Block]) -> list[Block]:
    """Return how single configurations bear on a theory as a whole; the theory is named so that it is found again."""
    owners = {name: number for number, use in enumerate(uses) for name in (use.get("name"), use.get("theory"))}
    found: list[tuple[Node, Plain]] = [(each, None) for each in study.nodes(REALIST.hasTheoryEvidence)]
    for number, (node, use) in enumerate(zip(study.nodes(REALIST.usesTheory), uses, strict=True)):
        names = [name for name in (use.get("name"), use.get("theory")) if name and owners[name] == number]
        found += [(each, names[0] if names else use.get("name")) for each in node.nodes(REALIST.hasTheoryEvidence)]
    found.sort(key=lambda pair: natural(str(pair[0].iri)))
    return [
        kept(
            (("configuration", local(node, REALIST.configuration)), ("theory", theory), *block(node, _EVIDENCE).items())
        )
        for node, theory in found
    ]


def stances(study: Node) -> list[Block]:
    """Return the stances of a study. A second one on the same proposition is told by the number in its identifier."""
    found = set(study.graph.subjects(REALIST.ofStudy, study.iri))
    return [block(study.at(URIRef(str(each))), _STANCE) for each in sorted(found, key=_place)]


def _place(node: Term) -> list[tuple[int, int | str]]:
    return natural(str(node).rpartition("/")[2])
