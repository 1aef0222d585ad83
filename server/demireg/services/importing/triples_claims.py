"""From configurations and stances to triples. The property of an assignment says the role and how it stands."""

from collections.abc import Sequence

from rdflib import RDF, RDFS, SKOS, URIRef
from rdflib.namespace import DCTERMS, PROV

from demireg.domain.models import Basis, Configuration, Link, Part, Role, Standing
from demireg.domain.names import OA, REALIST, VOCAB, Names
from demireg.services.importing.sheet_claims import Stance
from demireg.services.importing.writer import Pen, camel

_AT_WORK = {
    Role.CONTEXT: "contextAssignment",
    Role.INTERVENTION: "interventionAssignment",
    Role.MECHANISM: "mechanismAssignment",
    Role.OUTCOME: "outcomeAssignment",
}
_KIND = {"resource": "resourceAssignment", "reasoning": "responseAssignment"}
_ABSENT = {
    Role.CONTEXT: "absentContextAssignment",
    Role.MECHANISM: "unfiredMechanismAssignment",
    Role.OUTCOME: "unachievedOutcomeAssignment",
    Role.INTERVENTION: "hypotheticalInterventionAssignment",
}
_HYPOTHETICAL = {role: f"hypothetical{role.value.capitalize()}Assignment" for role in Role}
_VALENCE = {"positive": "Beneficial", "negative": "Harmful", "neutral": "Neutral", "mixed": "Mixed"}
_LINK = {"context": "ripplesAsContext", "mechanism": "ripplesAsMechanism", "supports": "supportsConfiguration"}


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
    pen.put(node, REALIST.theme, configuration.section)
    pen.put(node, REALIST.order, configuration.order)
    pen.put(node, REALIST.confidence, configuration.confidence)
    pen.put(node, SKOS.note, configuration.note)
    pen.put(node, REALIST.hypothesisStatus, configuration.hypothesis)
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


def _write_excerpt(pen: Pen, node: URIRef, configuration: Configuration, study: str, names: Names) -> None:
    excerpt = pen.node(f"{node}/excerpt", "Excerpt")
    pen.put(node, REALIST.evidencedBy, excerpt)
    pen.put(excerpt, OA.hasSource, URIRef(names.within(study, "report")))
    pen.put(excerpt, REALIST.locator, configuration.section)
    pen.put(excerpt, REALIST.participant, configuration.participant)
    kind = "InterviewExcerpt" if configuration.participant else "AuthorSynthesis"
    pen.put(excerpt, REALIST.evidenceKind, VOCAB[kind])


def _write_part(pen: Pen, configuration: URIRef, part: Part, study: str, names: Names) -> None:
    node = pen.node(f"{configuration}/{part.number}", "RoleAssignment")
    pen.put(configuration, REALIST[_property(part)], node)
    named = names.within(study, "element", part.element) if part.element else f"{node}/element"
    element = pen.node(named, "Element")
    pen.put(node, REALIST.element, element)
    pen.put(node, RDFS.label, part.text)
    if (element, RDFS.label, None) not in pen.graph:
        pen.put(element, RDFS.label, part.text)
    pen.put(element, REALIST.codedConcept, URIRef(part.concept) if part.concept else None)
    pen.put(node, REALIST.codingBasis, REALIST[part.basis.value])
    pen.put(node, REALIST.partNumber, part.number)
    pen.put(node, REALIST.order, part.order)
    pen.put(node, REALIST.sourceTag, part.letters)
    pen.put(node, REALIST.starred, REALIST[_star(part.star)] if part.star else None)
    pen.put(node, REALIST.valence, REALIST[_VALENCE[part.valence]] if part.valence else None)
    pen.put(node, REALIST.level, REALIST[f"{camel(part.level)}Level"] if part.level else None)
    pen.put(node, REALIST.horizon, REALIST.Intermediate if part.intermediate else None)
    pen.put(node, REALIST.mechanismKind, part.kind)
    pen.each(node, REALIST.dualRole, part.dual_roles)
    pen.put(node, REALIST.rationale, part.rationale)
    pen.put(node, SKOS.note, part.note)
    if part.by_reference:
        pen.put(node, REALIST.byReference, URIRef(names.configuration(study, part.by_reference)))
    if part.tag:
        tag = pen.node(f"{configuration}/tag/{part.tag}", "PrintedTag")
        pen.put(configuration, REALIST.printedTag, tag)
        pen.put(node, REALIST.printedTag, tag)
        pen.put(tag, REALIST.letters, part.letters)
        pen.put(tag, REALIST.starred, REALIST[_star(part.star)] if part.star else None)


def _property(part: Part) -> str:
    if part.standing is Standing.HYPOTHETICAL:
        return _HYPOTHETICAL[part.role]
    if part.standing is Standing.ABSENT:
        return _ABSENT[part.role]
    return _KIND.get(part.kind, _AT_WORK[part.role]) if part.role is Role.MECHANISM else _AT_WORK[part.role]


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
