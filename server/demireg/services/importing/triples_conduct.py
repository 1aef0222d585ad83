"""From the blocks on conduct, appraisal and double coding to triples."""

from collections.abc import Iterator
from typing import Final

from rdflib import RDFS, URIRef
from rdflib.namespace import DCTERMS, PROV

from demireg.domain.names import REALIST, VOCAB, Names
from demireg.services.importing.codes import Codes
from demireg.services.importing.described import statements
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_conduct import Document, DocumentFlow, Reporting, Settled
from demireg.services.importing.triples_claims import write_agent
from demireg.services.importing.writer import Pen, camel

#: Word of a sheet → the class of a judgement.
JUDGEMENTS: Final = {
    "relevance": "RelevanceJudgement",
    "richness": "RichnessJudgement",
    "rigour": "RigourJudgement",
}
#: Key of a flow of documents → the stage that it counts, in order.
FLOW: Final = {
    "identified": "RecordsIdentified",
    "duplicates": "DuplicatesRemoved",
    "screened": "RecordsScreened",
    "excluded": "RecordsExcluded",
    "assessed": "TextsAssessed",
    "excluded_in_full": "TextsExcluded",
    "included": "DocumentsIncluded",
}


def write_conduct(pen: Pen, sheet: Sheet, codes: Codes, names: Names) -> None:
    """Write what the report tells of the work, the documents of a synthesis, judgements, and segments coded twice."""
    study = URIRef(names.study(sheet.id))
    _write_statements(pen, study, sheet, names)
    _write_methods(pen, study, sheet.reporting)
    _write_checklist(pen, study, sheet.reporting, names)
    for document in sheet.documents:
        _write_document(pen, study, document, names)
    _write_searches(pen, study, sheet)
    if sheet.document_flow:
        _write_flow(pen, study, sheet.document_flow)
    _write_quality(pen, study, sheet, names)
    _write_segments(pen, study, sheet, codes, names)


def _write_statements(pen: Pen, study: URIRef, sheet: Sheet, names: Names) -> None:
    """Write each statement on the study, and a node beside it that says where it stands and whose it is."""
    for number, (name, said, _) in enumerate(statements(sheet), 1):
        pen.put(study, REALIST[name], said.text)
        node = pen.node(f"{study}/statement/{number}", "ReportedStatement")
        pen.put(study, REALIST.hasStatement, node)
        pen.put(node, REALIST.statementKind, name)
        pen.put(node, RDFS.label, said.text)
        pen.put(node, REALIST.locator, said.locator)
        pen.put(node, REALIST.codingBasis, REALIST.CuratorInferred if said.inferred else REALIST.AuthorStated)
        pen.put(node, REALIST.order, number)
    pen.put(study, REALIST.structuredAbstract, sheet.reporting.structured_abstract)
    pen.each(study, REALIST.focusesOn, (URIRef(names.proposition(each)) for each in sheet.reporting.focus))


def _write_methods(pen: Pen, study: URIRef, reporting: Reporting) -> None:
    for number, gathered in enumerate(reporting.data_collection, 1):
        node = pen.node(f"{study}/data-collection/{number}", "DataCollection")
        pen.put(study, REALIST.hasDataCollection, node)
        pen.put(node, REALIST.collectionKind, gathered.kind)
        pen.put(node, REALIST.period, gathered.period)
        pen.put(node, REALIST.detail, gathered.detail)
        pen.put(node, REALIST.locator, gathered.locator)
        pen.put(node, REALIST.order, number)
    for number, analysis in enumerate(reporting.analysis, 1):
        node = pen.node(f"{study}/analysis/{number}", "AnalysisActivity")
        pen.put(study, REALIST.hasAnalysis, node)
        pen.put(node, REALIST.analysisKind, analysis.kind)
        pen.put(node, REALIST.configurationMaking, analysis.configurations)
        pen.each(node, REALIST.analyticMove, (REALIST[camel(move)] for move in analysis.moves))
        pen.put(node, REALIST.detail, analysis.detail)
        pen.put(node, REALIST.locator, analysis.locator)
        pen.put(node, REALIST.order, number)


def _write_checklist(pen: Pen, study: URIRef, reporting: Reporting, names: Names) -> None:
    pen.each(study, REALIST.readForStandard, (VOCAB[name] for name in reporting.read_for))
    for response in reporting.checklist:
        node = pen.node(f"{study}/checklist/{response.item}", "ChecklistResponse")
        pen.put(study, REALIST.hasChecklistResponse, node)
        pen.put(node, REALIST.answersItem, VOCAB[response.item])
        pen.put(node, REALIST.answer, REALIST[f"Item{camel(response.answer)}"])
        pen.put(node, REALIST.rationale, response.rationale)
        pen.put(node, REALIST.locator, response.locator)
        pen.put(node, PROV.wasAttributedTo, write_agent(pen, response.agent, names))
        pen.put(node, PROV.generatedAtTime, response.date)


def _write_document(pen: Pen, study: URIRef, document: Document, names: Names) -> None:
    node = pen.node(f"{study}/document/{document.id}", "Document")
    pen.put(study, REALIST.hasDocument, node)
    pen.put(node, DCTERMS.identifier, document.id)
    pen.put(node, DCTERMS.title, document.title)
    pen.put(node, REALIST.authorList, document.authors)
    pen.put(node, REALIST.year, document.year)
    pen.put(node, REALIST.doi, document.doi)
    pen.put(node, REALIST.documentKind, document.kind)
    pen.put(node, REALIST.characteristics, document.characteristics)
    pen.put(node, REALIST.contribution, document.contribution)
    pen.put(node, REALIST.reportsStudy, URIRef(names.study(document.study)) if document.study else None)


def _write_searches(pen: Pen, study: URIRef, sheet: Sheet) -> None:
    for number, search in enumerate(sheet.searches, 1):
        node = pen.node(f"{study}/search/{number}", "SearchRun")
        pen.put(study, REALIST.hasSearch, node)
        pen.put(node, REALIST.searchedSource, search.source)
        pen.put(node, REALIST.searchTerms, search.terms)
        pen.put(node, REALIST.period, search.period)
        pen.put(node, REALIST["count"], search.found)
        pen.put(node, REALIST.order, number)


def _write_flow(pen: Pen, study: URIRef, flow: DocumentFlow) -> None:
    for order, (key, stage) in enumerate(FLOW.items(), 1):
        count = getattr(flow, key)
        if count is not None:
            node = pen.node(f"{study}/document-flow/{order}", "FlowCount")
            pen.put(study, REALIST.hasFlowCount, node)
            pen.put(node, REALIST.flowStage, REALIST[stage])
            pen.put(node, REALIST["count"], count)
            pen.put(node, REALIST.order, order)


def _write_quality(pen: Pen, study: URIRef, sheet: Sheet, names: Names) -> None:
    for number, judged in enumerate(sheet.quality, 1):
        node = pen.node(f"{study}/quality/{number}", JUDGEMENTS[judged.judgement])
        pen.put(study, REALIST.hasQualityAssessment, node)
        pen.each(node, REALIST.about, _judged(study, judged.configuration, judged.document))
        pen.put(node, REALIST.rating, REALIST[f"{camel(judged.rating)}Rating"])
        pen.put(node, REALIST.rationale, judged.rationale)
        pen.put(node, REALIST.codingBasis, REALIST[camel(judged.basis)])
        pen.put(node, PROV.wasAttributedTo, write_agent(pen, judged.agent, names))
        pen.put(node, PROV.generatedAtTime, judged.date)
        pen.put(node, REALIST.order, number)


def _judged(study: URIRef, configuration: str | None, document: str | None) -> Iterator[URIRef]:
    """Yield what a judgement is about: a passage, a document, or else the report."""
    if configuration:
        yield URIRef(f"{study}/{configuration}/excerpt")
    if document:
        yield URIRef(f"{study}/document/{document}")
    if not configuration and not document:
        yield URIRef(f"{study}/report")


def _write_segments(pen: Pen, study: URIRef, sheet: Sheet, codes: Codes, names: Names) -> None:
    for segment in sheet.segments:
        node = pen.node(f"{study}/segment/{segment.id}", "CodedSegment")
        pen.put(study, REALIST.hasSegment, node)
        pen.put(node, DCTERMS.identifier, segment.id)
        pen.put(node, REALIST.locator, segment.locator)
        for agent, role in segment.roles.items():
            coding = pen.node(f"{node}/coding/{agent}", "SegmentCoding")
            pen.put(node, REALIST.hasSegmentCoding, coding)
            pen.put(coding, REALIST.roleGiven, REALIST[f"{camel(role)}Role"])
            pen.put(coding, REALIST.conceptGiven, _concept(codes, segment.concepts.get(agent)))
            pen.put(coding, PROV.wasAttributedTo, write_agent(pen, agent, names))
        if segment.settled:
            _write_settled(pen, node, segment.settled, codes, names)


def _write_settled(pen: Pen, segment: URIRef, settled: Settled, codes: Codes, names: Names) -> None:
    node = pen.node(f"{segment}/settlement", "Settlement")
    pen.put(segment, REALIST.hasSettlement, node)
    pen.put(node, REALIST.roleGiven, REALIST[f"{camel(settled.role)}Role"] if settled.role else None)
    pen.put(node, REALIST.conceptGiven, _concept(codes, settled.concept))
    pen.put(node, REALIST.rationale, settled.reason)
    pen.put(node, PROV.wasAttributedTo, write_agent(pen, settled.agent, names))
    pen.put(node, PROV.generatedAtTime, settled.date)


def _concept(codes: Codes, code: str | None) -> URIRef | None:
    iri = codes.concepts.get(code or "")
    return URIRef(iri) if iri else None
