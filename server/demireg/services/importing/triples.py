"""From a sheet and its configurations to the study's graph."""

from collections.abc import Sequence

from rdflib import RDFS, SKOS, Graph, URIRef
from rdflib.namespace import DCTERMS, PROV

from demireg.domain.models import Configuration
from demireg.domain.names import REALIST, Names
from demireg.services.importing.codes import Codes
from demireg.services.importing.sheet import Sheet
from demireg.services.importing.sheet_study import Construct, TheoryUse
from demireg.services.importing.sheet_values import EXTENTS
from demireg.services.importing.triples_claims import write_agent, write_configuration, write_stances
from demireg.services.importing.triples_conduct import write_conduct
from demireg.services.importing.triples_setting import write_counts, write_report, write_setting
from demireg.services.importing.writer import Pen


def study_graph(sheet: Sheet, configurations: Sequence[Configuration], codes: Codes, names: Names) -> Graph:
    """Return the whole asserted graph of a study. It has no blank node and names nothing outside the study."""
    pen = Pen()
    study = _write_study(pen, sheet, codes, names)
    write_report(pen, sheet, names)
    write_setting(pen, sheet, codes, names)
    write_counts(pen, sheet, names)
    for number, use in enumerate(sheet.theories, 1):
        _write_theory_use(pen, study, use, number, codes, names)
    _write_theory_evidence(pen, study, sheet, names)
    for configuration in configurations:
        write_configuration(pen, configuration, sheet.id, names)
    write_stances(pen, sheet.stances, sheet.id, names)
    write_conduct(pen, sheet, codes, names)
    return pen.graph


def short_name(sheet: Sheet) -> str:
    """Return the label by which a study is known in tables, for example ``Wood 2021``."""
    return known_as(sheet.citation.authors[0], sheet.citation.year, sheet.id)


def known_as(author: str, year: int | None, study: str) -> str:
    """Return the label of a study from its first author.

    An author in brackets is a remark that none was seen; the study is then called by its identifier.
    """
    if author.startswith("("):
        return study.replace("-", " ").capitalize()
    return f"{author.rsplit(' ', 1)[0]} {year or 'undated'}"


def _write_study(pen: Pen, sheet: Sheet, codes: Codes, names: Names) -> URIRef:
    study = pen.node(names.study(sheet.id), *(["Study", "Synthesis"] if sheet.design.synthesis else ["Study"]))
    pen.put(study, DCTERMS.identifier, sheet.id)
    pen.put(study, RDFS.label, short_name(sheet))
    pen.put(study, DCTERMS.title, sheet.citation.title)
    pen.put(study, REALIST.year, sheet.citation.year)
    pen.put(study, REALIST.studyDesign, sheet.design.type)
    design = codes.concepts.get(sheet.design.concept or "")
    pen.put(study, REALIST.designConcept, URIRef(design) if design else None)
    pen.put(study, REALIST.heuristic, sheet.heuristic)
    pen.put(study, REALIST.designDetail, sheet.design.detail)
    pen.put(study, REALIST.dataCollection, sheet.design.data_collection)
    pen.put(study, REALIST.ethicsReference, sheet.design.ethics)
    pen.put(study, REALIST.textSeen, REALIST[EXTENTS[sheet.text_seen.extent]])
    pen.put(study, REALIST.textSeenDetail, sheet.text_seen.detail)
    pen.put(study, REALIST.codedBy, write_agent(pen, sheet.coded_by.agent, names))
    pen.put(study, PROV.generatedAtTime, sheet.coded_by.date)
    programme = pen.node(names.programme(sheet.programme_cluster.id), "Programme")
    pen.put(study, REALIST.partOfProgramme, programme)
    pen.put(programme, DCTERMS.identifier, sheet.programme_cluster.id)
    pen.put(programme, RDFS.label, sheet.programme_cluster.id)
    pen.each(study, REALIST.limitation, sheet.limitations_stated)
    points = sheet.contradictory_or_negative_points
    pen.each(study, REALIST.contradictoryPoint, (URIRef(names.configuration(sheet.id, each)) for each in points))
    pen.each(study, REALIST.synthesises, (URIRef(names.study(each)) for each in sheet.synthesises))
    pen.each(study, SKOS.note, _notes(sheet))
    return study


def _notes(sheet: Sheet) -> list[str]:
    notes = [note for note in (sheet.note, sheet.role, sheet.role_letter_convention) if note]
    notes += [f"Not seen: {sheet.not_seen}"] if sheet.not_seen else []
    notes += [f"Definition of {key} given: {text}" for key, text in sheet.definitions_seen.items()]
    notes += [f"Marker convention, {key}: {text}" for key, text in sheet.marker_convention.items()]
    notes += [f"Programme: {sheet.programme_cluster.basis}"]
    return notes


def _write_theory_use(pen: Pen, study: URIRef, use: TheoryUse, number: int, codes: Codes, names: Names) -> None:
    node = pen.node(f"{study}/theory-use/{number}", "TheoryUse")
    pen.put(study, REALIST.usesTheory, node)
    slug = codes.held(use.theory, use.name)
    pen.put(node, REALIST.theory, URIRef(names.theory(slug)) if slug else None)
    pen.put(node, REALIST.theoryName, use.name)
    pen.put(node, REALIST.theoryLevel, use.level)
    pen.put(node, REALIST.theoryRelation, REALIST[f"{use.relation.capitalize()}Theory"])
    pen.put(node, REALIST.codingBasis, REALIST.CuratorInferred if use.inferred else REALIST.AuthorStated)
    pen.put(node, REALIST.theoryRole, use.role)
    pen.put(node, REALIST.locator, use.evidence)
    pen.put(node, REALIST.order, number)
    pen.each(node, SKOS.note, (use.note, use.relevance, f"Related: {use.related}" if use.related else None))
    if use.study:
        pen.put(node, REALIST.comparedStudyId, use.study)
        pen.put(node, REALIST.comparesWith, URIRef(names.study(use.study)))
    for index, element in enumerate(use.elements, 1):
        each = pen.node(f"{node}/element/{index}", "TheoryElement")
        pen.put(node, REALIST.hasTheoryElement, each)
        pen.put(each, RDFS.label, element.name)
        pen.put(each, REALIST.verdict, element.verdict)
        pen.put(each, REALIST.codingBasis, REALIST.CuratorInferred if element.inferred else REALIST.AuthorStated)
        pen.put(each, REALIST.rationale, element.basis)
        pen.put(each, REALIST.order, index)
        if element.proposition and f"{slug}/{element.proposition}" in codes.propositions:
            pen.put(each, REALIST.proposition, URIRef(names.proposition(f"{slug}/{element.proposition}")))
    for index, construct in enumerate(use.constructs, 1):
        _write_construct(pen, node, construct, index, codes)


def _write_construct(pen: Pen, use: URIRef, construct: str | Construct, number: int, codes: Codes) -> None:
    block = Construct(name=construct) if isinstance(construct, str) else construct
    node = pen.node(f"{use}/construct/{number}", "Construct")
    pen.put(use, REALIST.hasConstruct, node)
    pen.put(node, RDFS.label, block.name)
    pen.put(node, REALIST.facet, block.facet)
    concept = codes.concepts.get(block.concept or "")
    pen.put(node, REALIST.namesConcept, URIRef(concept) if concept else None)
    pen.put(node, REALIST.locator, block.locator)
    pen.put(node, REALIST.order, number)


def _write_theory_evidence(pen: Pen, study: URIRef, sheet: Sheet, names: Names) -> None:
    uses = {name: number for number, use in enumerate(sheet.theories, 1) for name in (use.name, use.theory)}
    for number, evidence in enumerate(sheet.theory_evidence, 1):
        node = pen.node(f"{study}/theory-evidence/{number}", "TheoryEvidence")
        owner = f"{study}/theory-use/{uses[evidence.theory]}" if evidence.theory in uses else str(study)
        pen.put(URIRef(owner), REALIST.hasTheoryEvidence, node)
        pen.put(node, REALIST.configuration, URIRef(names.configuration(sheet.id, evidence.configuration)))
        pen.put(node, REALIST.evidenceRelation, evidence.relation)
        pen.put(node, REALIST.rationale, evidence.basis)
        pen.put(node, REALIST.codingBasis, REALIST.CuratorInferred if evidence.inferred else REALIST.AuthorStated)
        pen.put(node, REALIST.order, number)
