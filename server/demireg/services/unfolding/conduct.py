"""Unfold how a study was done and told: statements, methods, checklists, documents, judgements, coded segments."""

from collections.abc import Iterator
from typing import Final

from rdflib import RDF, RDFS
from rdflib.namespace import DCTERMS, PROV

from demireg.domain.names import REALIST, VOCAB
from demireg.services.importing.described import STATEMENTS
from demireg.services.importing.sheet_conduct import Reporting
from demireg.services.importing.triples_conduct import FLOW, JUDGEMENTS
from demireg.services.unfolding.node import (
    Block,
    Node,
    Plain,
    Row,
    block,
    code,
    day,
    flag,
    inferred,
    kept,
    last,
    references,
    snake,
    text,
    whole,
    word,
)

_STATEMENT: Final[tuple[Row, ...]] = (
    ("text", RDFS.label, text),
    ("locator", REALIST.locator, text),
    ("inferred", REALIST.codingBasis, inferred),
)
_GATHERED: Final[tuple[Row, ...]] = (
    ("kind", REALIST.collectionKind, text),
    ("period", REALIST.period, text),
    ("detail", REALIST.detail, text),
    ("locator", REALIST.locator, text),
)
_ANALYSIS: Final[tuple[Row, ...]] = (
    ("kind", REALIST.analysisKind, text),
    ("configurations", REALIST.configurationMaking, text),
    ("moves", REALIST.analyticMove, lambda node, predicate: [snake(each) for each in references(node, predicate)]),
    ("detail", REALIST.detail, text),
    ("locator", REALIST.locator, text),
)
_RESPONSE: Final[tuple[Row, ...]] = (
    ("item", REALIST.answersItem, last),
    ("answer", REALIST.answer, lambda node, predicate: (word()(node, predicate) or "").removeprefix("item_")),
    ("rationale", REALIST.rationale, text),
    ("locator", REALIST.locator, text),
    ("agent", PROV.wasAttributedTo, last),
    ("date", PROV.generatedAtTime, day),
)
_DOCUMENT: Final[tuple[Row, ...]] = (
    ("id", DCTERMS.identifier, text),
    ("title", DCTERMS.title, text),
    ("authors", REALIST.authorList, text),
    ("year", REALIST.year, whole),
    ("doi", REALIST.doi, text),
    ("kind", REALIST.documentKind, text),
    ("characteristics", REALIST.characteristics, text),
    ("contribution", REALIST.contribution, text),
    ("study", REALIST.reportsStudy, last),
)
_SEARCH: Final[tuple[Row, ...]] = (
    ("source", REALIST.searchedSource, text),
    ("terms", REALIST.searchTerms, text),
    ("period", REALIST.period, text),
    ("found", REALIST["count"], whole),
)
_QUALITY: Final[tuple[Row, ...]] = (
    ("rating", REALIST.rating, word("Rating")),
    ("rationale", REALIST.rationale, text),
    ("basis", REALIST.codingBasis, word()),
    ("agent", PROV.wasAttributedTo, last),
    ("date", PROV.generatedAtTime, day),
)
_SETTLED: Final[tuple[Row, ...]] = (
    ("role", REALIST.roleGiven, word("Role")),
    ("concept", REALIST.conceptGiven, code),
    ("reason", REALIST.rationale, text),
    ("agent", PROV.wasAttributedTo, last),
    ("date", PROV.generatedAtTime, day),
)
_SEGMENT: Final[tuple[Row, ...]] = (("id", DCTERMS.identifier, text), ("locator", REALIST.locator, text))

#: Class of a judgement → its word, and stage of the flow of documents → its key.
_JUDGED: Final = {str(REALIST[kind]): name for name, kind in JUDGEMENTS.items()}
_STAGES: Final = {str(REALIST[stage]): key for key, stage in FLOW.items()}


def reporting(study: Node) -> Block:
    """Return what the report tells of the work, key by key as a sheet has them."""
    said: dict[str, list[Block]] = {}
    for node in study.nodes(REALIST.hasStatement):
        said.setdefault(text(node, REALIST.statementKind) or "", []).append(block(node, _STATEMENT))
    others: Block = {
        "focus": references(study, REALIST.focusesOn),
        "data_collection": [block(each, _GATHERED) for each in study.nodes(REALIST.hasDataCollection)],
        "analysis": [block(each, _ANALYSIS) for each in study.nodes(REALIST.hasAnalysis)],
        "structured_abstract": flag(study, REALIST.structuredAbstract),
        "read_for": [each.removeprefix(str(VOCAB)) for each in references(study, REALIST.readForStandard)],
        "checklist": [block(each, _RESPONSE) for each in study.nodes(REALIST.hasChecklistResponse)],
    }
    pairs = ((key, _statements(key, said) if key in STATEMENTS else others[key]) for key in Reporting.model_fields)
    return kept(pairs)


def _statements(key: str, said: dict[str, list[Block]]) -> Plain:
    found = said.get(STATEMENTS[key], [])
    several = Reporting.model_fields[key].default == ()
    return found if several else next(iter(found), None)


def synthesis(study: Node) -> Iterator[tuple[str, Plain]]:
    """Yield what a synthesis drew on: documents, searches, and how many records stood at each point."""
    yield "documents", [block(each, _DOCUMENT) for each in study.nodes(REALIST.hasDocument)]
    yield "searches", [block(each, _SEARCH) for each in study.nodes(REALIST.hasSearch)]
    counted = study.nodes(REALIST.hasFlowCount)
    flow = ((_STAGES.get(str(each.value(REALIST.flowStage)), ""), whole(each, REALIST["count"])) for each in counted)
    yield "document_flow", kept((key, count) for key, count in flow if key)


def quality(study: Node) -> list[Block]:
    """Return judgements of what passages, documents and the report are worth."""
    return [_quality(each) for each in study.nodes(REALIST.hasQualityAssessment)]


def _quality(node: Node) -> Block:
    kinds = [_JUDGED[str(each)] for each in node.values(RDF.type) if str(each) in _JUDGED]
    about = references(node, REALIST.about)
    labels = [each.removesuffix("/excerpt") for each in about if each.endswith("/excerpt")]
    documents = [each.removeprefix("document/") for each in about if each.startswith("document/")]
    said = {"judgement": kinds, "configuration": labels, "document": documents}
    return {**{key: found[0] for key, found in said.items() if found}, **block(node, _QUALITY)}


def segments(study: Node) -> list[Block]:
    """Return passages that several people coded, with what each gave, and what was settled."""
    return [_segment(each) for each in study.nodes(REALIST.hasSegment)]


def _segment(node: Node) -> Block:
    codings = {last(each, PROV.wasAttributedTo) or "": each for each in node.nodes(REALIST.hasSegmentCoding)}
    settled = (block(each, _SETTLED) for each in node.nodes(REALIST.hasSettlement))
    given: Block = {
        "roles": kept((coder, word("Role")(each, REALIST.roleGiven)) for coder, each in codings.items()),
        "concepts": kept((coder, code(each, REALIST.conceptGiven)) for coder, each in codings.items()),
        "settled": next(settled, None),
    }
    return kept({**block(node, _SEGMENT), **given}.items())
