"""Unfold configurations: passage, parts, links, and which words were a note, a source or a rival explanation."""

from collections.abc import Mapping
from typing import Final

from rdflib import RDFS, SKOS, URIRef
from rdflib.namespace import DCTERMS

from demireg.domain.names import REALIST
from demireg.services.importing.assemble import READING
from demireg.services.unfolding.node import (
    Block,
    Node,
    Row,
    block,
    code,
    inferred,
    kept,
    last,
    local,
    mark,
    references,
    text,
    texts,
    word,
)
from demireg.services.unfolding.parts import LISTS, Assignment, assignments, part_block, part_notes, shared_elements

_HEAD: Final[tuple[Row, ...]] = (
    ("label", DCTERMS.identifier, text),
    ("title", RDFS.label, text),
    ("stage", REALIST.pathwayStage, code),
)
_PASSAGE: Final[tuple[Row, ...]] = (
    ("section", REALIST.locator, text),
    ("participant", REALIST.participant, text),
    ("kind", REALIST.evidenceKind, code),
    ("speaker", REALIST.speakerRole, code),
    ("elicited_by", REALIST.elicitedBy, references),
    ("interview_phase", REALIST.interviewPhase, word()),
    ("view", REALIST.viewStatus, word()),
    ("quotation", REALIST.quotation, text),
    ("quotation_licence", REALIST.quotationLicence, text),
)
_LINK: Final[tuple[Row, ...]] = (
    ("to", REALIST.linkTarget, text),
    ("as", REALIST.linkAs, text),
    ("via", REALIST.via, code),
    ("inferred", REALIST.codingBasis, inferred),
    ("note", SKOS.note, text),
)
_CAUSAL: Final[tuple[Row, ...]] = (
    ("from", REALIST["from"], last),
    ("to", REALIST.to, last),
    ("kind", REALIST.linkKind, word()),
    ("inferred", REALIST.codingBasis, inferred),
    ("rationale", REALIST.rationale, text),
    ("note", SKOS.note, text),
)
_TAIL: Final[tuple[Row, ...]] = (
    ("tag_origin", REALIST.tagOrigin, word()),
    ("theory", REALIST.ofTheory, local),
    ("status", REALIST.hypothesisStatus, text),
)


def configurations(study: Node) -> tuple[list[Block], list[Block]]:
    """Return what the study found, and what it set out to test."""
    groups = study.nodes(REALIST.hasConfiguration), study.nodes(REALIST.hypothesises)
    parts = {each.iri: assignments(each) for group in groups for each in group}
    shared = shared_elements([part for group in parts.values() for part in group])
    found, supposed = ([_configuration(each, parts[each.iri], shared) for each in group] for group in groups)
    return found, supposed


def _configuration(node: Node, parts: list[Assignment], shared: Mapping[URIRef, list[URIRef]]) -> Block:
    supposed = node.is_a("HypothesisedConfiguration")
    note, rival = _notes(text(node, SKOS.note) or "", [part for part in parts if part.is_reading])
    countable = [part for part in parts if not part.proposed]
    wholly = bool(countable) and all(part.is_reading for part in countable)
    lists: dict[str, list[Block]] = {key: [] for key, _ in LISTS.values()}
    for part in parts:
        said = {"inferred": True} if part.is_reading and not wholly else {}
        made = {**part_block(part, shared, supposed=supposed), **said, **_part_notes(part, note)}
        lists[LISTS[part.role][0]].append(made)
    links = {
        "causal_links": [block(each, _CAUSAL) for each in node.nodes(REALIST.hasCausalLink)],
        "links": [block(each, _LINK) for each in node.nodes(REALIST.hasLink)],
        "perspective": texts(node, REALIST.voice),
    }
    tail = {
        "evidence": _passage(node),
        "confidence": text(node, REALIST.confidence),
        "inferred": wholly or None,
        "incomplete": mark(node, REALIST.incomplete),
        "note": note,
        "rival_explanation": rival,
    }
    return {**block(node, _HEAD), **kept({**lists, **links, **tail}.items()), **block(node, _TAIL)}


def _passage(configuration: Node) -> Block:
    excerpt = next(iter(configuration.nodes(REALIST.evidencedBy)), configuration)
    return block(excerpt, _PASSAGE)


def _notes(joined: str, readings: list[Assignment]) -> tuple[str, str]:
    """Split the note of a configuration from a rival explanation, so that each reading has the reason that it has."""
    reasons = [reason for part in readings for reason in part_notes(part)[1:]]
    splits = [(joined, "")]
    splits += [(each, joined[len(each) + 1 :]) for each in reasons if joined.startswith(f"{each} ")]
    splits.append(("", joined))
    return next((split for split in splits if all(_explained(part, split[0]) for part in readings)), splits[0])


def _explained(part: Assignment, note: str) -> bool:
    said, reason = part_notes(part)
    own = said == reason or said.startswith(f"{reason} ")
    return own or reason == (note or READING) or part.node.value(REALIST.byReference) is not None


def _part_notes(part: Assignment, of_configuration: str) -> Block:
    """Return a part's words as its note, as its source, or as both, so that a reading has the reason that it has."""
    said, reason = part_notes(part)
    if part.is_reading and part.node.value(REALIST.byReference) is None and said != reason:
        if said.startswith(f"{reason} "):
            return {"note": reason, "source": said[len(reason) + 1 :]}
        if reason == (of_configuration or READING):
            return kept([("source", said)])
    return kept([("note", said)])
