"""From configurations and stances to triples. The property of an assignment says the role and how it stands."""

from collections.abc import Sequence

from rdflib import RDF, RDFS, SKOS, URIRef
from rdflib.namespace import DCTERMS, PROV

from demireg.domain.models import Basis, CausalLink, Configuration, Link, Part, Role, Standing
from demireg.domain.names import OA, REALIST, Names
from demireg.services.importing.sheet_claims import Stance
from demireg.services.importing.writer import Pen, camel

#: Role → the property of a part that is at work, is missing, or is only supposed; a mechanism's kind goes before.
AT_WORK = {
    Role.CONTEXT: "contextAssignment",
    Role.INTERVENTION: "interventionAssignment",
    Role.MECHANISM: "mechanismAssignment",
    Role.OUTCOME: "outcomeAssignment",
}
KIND = {"resource": "resourceAssignment", "reasoning": "responseAssignment"}
ABSENT = {
    Role.CONTEXT: "absentContextAssignment",
    Role.MECHANISM: "unfiredMechanismAssignment",
    Role.OUTCOME: "unachievedOutcomeAssignment",
    Role.INTERVENTION: "hypotheticalInterventionAssignment",
}
HYPOTHETICAL = {role: f"hypothetical{role.value.capitalize()}Assignment" for role in Role}
_LINK = {
    "context": "ripplesAsContext",
    "mechanism": "ripplesAsMechanism",
    "supports": "supportsConfiguration",
    "elaborates": "elaborates",
    "competes": "competesWith",
}


def write_configuration(pen: Pen, configuration: Configuration, study: str, names: Names) -> None:
    """Write one configuration with its parts, excerpt and links into the study's graph."""
    kinds = ["HypothesisedConfiguration"] if configuration.hypothesis else ["Configuration"]
    if configuration.partial and not configuration.hypothesis:
        kinds.append("PartialConfiguration")
    node = pen.node(names.configuration(study, configuration.label), *kinds)
    owner = REALIST.hypothesises if configuration.hypothesis else REALIST.hasConfiguration
    pen.put(URIRef(names.study(study)), owner, node)
    pen.put(node, DCTERMS.identifier, configuration.label)
    pen.put(node, RDFS.label, configuration.title)
    pen.put(node, REALIST.theme, configuration.passage.section)
    pen.put(node, REALIST.order, configuration.order)
    pen.put(node, REALIST.confidence, configuration.confidence)
    pen.put(node, SKOS.note, configuration.note)
    pen.put(node, REALIST.incomplete, configuration.incomplete or None)
    pen.put(node, REALIST.hypothesisStatus, configuration.hypothesis)
    pen.put(node, REALIST.pathwayStage, URIRef(configuration.stage) if configuration.stage else None)
    if configuration.theory:
        pen.put(node, REALIST.ofTheory, URIRef(names.theory(configuration.theory)))
    if configuration.tag_origin:
        pen.put(node, REALIST.tagOrigin, REALIST[camel(configuration.tag_origin)])
    pen.each(node, REALIST.voice, configuration.voices)
    _write_excerpt(pen, node, configuration, study, names)
    for part in configuration.parts:
        _write_part(pen, node, part, study, names)
    for number, link in enumerate(configuration.links, 1):
        _write_link(pen, node, link, number)
    for number, causal in enumerate(configuration.causal_links, 1):
        _write_causal_link(pen, node, causal, number)


def _write_excerpt(pen: Pen, node: URIRef, configuration: Configuration, study: str, names: Names) -> None:
    passage = configuration.passage
    excerpt = pen.node(f"{node}/excerpt", "Excerpt")
    pen.put(node, REALIST.evidencedBy, excerpt)
    pen.put(excerpt, OA.hasSource, URIRef(names.within(study, "report")))
    pen.put(excerpt, REALIST.locator, passage.section)
    pen.put(excerpt, REALIST.participant, passage.participant)
    pen.put(excerpt, REALIST.evidenceKind, URIRef(passage.kind) if passage.kind else None)
    pen.put(excerpt, REALIST.speakerRole, URIRef(passage.speaker) if passage.speaker else None)
    pen.each(excerpt, REALIST.elicitedBy, (URIRef(names.proposition(each)) for each in passage.propositions))
    pen.put(excerpt, REALIST.interviewPhase, REALIST[passage.phase] if passage.phase else None)
    pen.put(excerpt, REALIST.viewStatus, REALIST[passage.view] if passage.view else None)
    pen.put(excerpt, REALIST.quotation, passage.quotation)
    pen.put(excerpt, REALIST.quotationLicence, passage.licence)


def _write_part(pen: Pen, configuration: URIRef, part: Part, study: str, names: Names) -> None:
    node = pen.node(f"{configuration}/{part.number}", "RoleAssignment")
    pen.put(configuration, REALIST[_property(part)], node)
    named = names.within(study, "element", part.element) if part.element else f"{node}/element"
    element = pen.node(named, "Element")
    pen.put(node, REALIST.element, element)
    pen.put(node, RDFS.label, part.text)
    if (element, RDFS.label, None) not in pen.graph:
        pen.put(element, RDFS.label, part.text)
    _write_concept(pen, node, element, part)
    pen.put(node, REALIST.codingBasis, REALIST[part.basis.value])
    pen.put(node, REALIST.partNumber, part.number)
    pen.put(node, REALIST.order, part.order)
    pen.put(node, REALIST.sourceTag, part.letters)
    pen.put(node, REALIST.starred, REALIST[_star(part.star)] if part.star else None)
    for facet, value in part.facets:
        pen.put(node, REALIST[facet], REALIST[value])
    pen.put(node, REALIST.valenceFor, part.valence_for)
    pen.put(node, REALIST.actorRole, URIRef(part.actor) if part.actor else None)
    for agent, predicate in ((part.accepted_by, REALIST.acceptedBy), (part.rejected_by, REALIST.rejectedBy)):
        pen.put(node, predicate, write_agent(pen, agent, names) if agent else None)
    pen.put(node, REALIST.mechanismKind, part.kind)
    pen.each(node, REALIST.dualRole, part.dual_roles)
    pen.put(node, REALIST.rationale, part.rationale)
    pen.put(node, SKOS.note, part.note)
    if part.by_reference:
        pen.put(node, REALIST.byReference, URIRef(names.configuration(study, part.by_reference)))
    if part.tag:
        _write_tag(pen, configuration, node, part)


def _write_concept(pen: Pen, node: URIRef, element: URIRef, part: Part) -> None:
    """Write what an element was coded as; for a part that nobody accepted, only what was suggested and as what."""
    concept = URIRef(part.concept) if part.concept else None
    if part.standing is Standing.PROPOSED:
        pen.put(node, REALIST.proposedRole, REALIST[f"{part.role.value.capitalize()}Role"])
        pen.put(node, REALIST.proposedConcept, concept)
    else:
        pen.put(element, REALIST.codedConcept, concept)


def _write_tag(pen: Pen, configuration: URIRef, node: URIRef, part: Part) -> None:
    tag = pen.node(f"{configuration}/tag/{part.tag}", "PrintedTag")
    pen.put(configuration, REALIST.printedTag, tag)
    pen.put(node, REALIST.printedTag, tag)
    pen.put(tag, REALIST.letters, part.letters)
    pen.put(tag, REALIST.starred, REALIST[_star(part.star)] if part.star else None)


def _property(part: Part) -> str:
    if part.standing is Standing.PROPOSED:
        return "proposedAssignment"
    if part.standing is Standing.HYPOTHETICAL:
        return HYPOTHETICAL[part.role]
    if part.standing is Standing.ABSENT:
        return ABSENT[part.role]
    return KIND.get(part.kind, AT_WORK[part.role]) if part.role is Role.MECHANISM else AT_WORK[part.role]


def _star(star: str) -> str:
    return {"modified_only": "ModifiedOnly", "both": "BothTheories"}[star]


def _write_link(pen: Pen, configuration: URIRef, link: Link, number: int) -> None:
    node = pen.node(f"{configuration}/link/{number}", "ConfigurationLink")
    pen.put(configuration, REALIST.hasLink, node)
    pen.put(node, REALIST.order, number)
    pen.put(node, REALIST.linkAs, link.kind)
    basis = Basis.CURATOR_INFERRED if link.inferred else Basis.AUTHOR_STATED
    pen.put(node, REALIST.codingBasis, REALIST[basis.value])
    pen.put(node, REALIST.via, URIRef(link.via) if link.via else None)
    pen.put(node, SKOS.note, link.note)
    pen.put(node, REALIST.linkTarget, link.wording)
    if link.target:
        pen.put(node, REALIST.linkTo, URIRef(link.target))
        pen.put(configuration, REALIST[_LINK[link.kind]], URIRef(link.target))


def _write_causal_link(pen: Pen, configuration: URIRef, link: CausalLink, number: int) -> None:
    node = pen.node(f"{configuration}/causal-link/{number}", "CausalLink")
    pen.put(configuration, REALIST.hasCausalLink, node)
    pen.put(node, REALIST.order, number)
    pen.put(node, REALIST["from"], URIRef(f"{configuration}/{link.start}"))
    pen.put(node, REALIST.to, URIRef(f"{configuration}/{link.end}"))
    pen.put(node, REALIST.linkKind, REALIST[link.kind])
    basis = Basis.CURATOR_INFERRED if link.inferred else Basis.AUTHOR_STATED
    pen.put(node, REALIST.codingBasis, REALIST[basis.value])
    pen.put(node, REALIST.rationale, link.rationale)
    pen.put(node, REALIST.evidencedBy, URIRef(f"{configuration}/excerpt"))
    pen.put(node, SKOS.note, link.note)


def write_stances(pen: Pen, stances: Sequence[Stance], study: str, names: Names) -> None:
    """Write the stances of a study; a second one on the same proposition gets ``-2`` at its end."""
    seen: dict[str, int] = {}
    for stance in stances:
        seen[stance.proposition] = seen.get(stance.proposition, 0) + 1
        count = seen[stance.proposition]
        name = stance.proposition.replace("/", "-") + (f"-{count}" if count > 1 else "")
        node = pen.node(names.within(study, "stance", name), "StanceAssessment")
        agent = URIRef(names.agent(stance.agent))
        pen.put(node, REALIST.assesses, URIRef(names.proposition(stance.proposition)))
        pen.put(node, REALIST.ofStudy, URIRef(names.study(study)))
        pen.put(node, REALIST.stance, REALIST[camel(stance.stance)])
        pen.put(node, REALIST.strength, REALIST[f"{camel(stance.strength)}Strength"] if stance.strength else None)
        pen.each(node, REALIST.onBasisOf, (URIRef(names.configuration(study, each)) for each in stance.configurations))
        pen.put(node, REALIST.rationale, stance.rationale)
        pen.put(node, REALIST.codingBasis, REALIST[camel(stance.basis)])
        pen.put(node, PROV.wasAttributedTo, agent)
        pen.put(node, PROV.generatedAtTime, stance.date)
        pen.put(node, REALIST.reviewStatus, REALIST[camel(stance.review)])
        write_agent(pen, stance.agent, names)


def write_agent(pen: Pen, agent: str, names: Names) -> URIRef:
    """Write a coder or curator by name and return the identifier."""
    node = URIRef(names.agent(agent))
    pen.graph.add((node, RDF.type, PROV.Agent))
    pen.put(node, RDFS.label, agent.replace("-", " "))
    return node
