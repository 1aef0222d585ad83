"""Keep a study's text to its own ground: what RDF about one study may never say, whatever the shapes allow.

A study may describe itself and what lies below its own address, and name its programme and agents. It may not write
into another study, a vocabulary, a theory or the ontology, claim another study's parts, define concepts, state logic,
or assert what only the repository works out.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from demireg import assets
from demireg.domain.findings import Finding, Severity
from demireg.domain.names import REALIST, THEORY, VOCAB, Names
from demireg.services.importing.characters import refused
from demireg.services.importing.sheet_values import is_taken

#: What the rules infer or the repository notes, and therefore nobody may state.
INFERRED: Final = frozenset(
    (
        REALIST.codingProfile,
        REALIST.concept,
        REALIST.contextOf,
        REALIST.counterInstantiates,
        REALIST.currentVersion,
        REALIST.hasAbsentContext,
        REALIST.hasContext,
        REALIST.hasIntervention,
        REALIST.hasMechanism,
        REALIST.hasOutcome,
        REALIST.hasUnachieved,
        REALIST.hasUnfired,
        REALIST.inferredFrom,
        REALIST.instantiates,
        REALIST.mechanismOf,
        REALIST.partlyInstantiates,
        REALIST.ripplesInto,
    )
)

#: What may lead from one study into another.
_ACROSS: Final = frozenset(
    (
        REALIST.comparesWith,
        REALIST.competesWith,
        REALIST.elaborates,
        REALIST.linkTo,
        REALIST.reportsStudy,
        REALIST.ripplesAsContext,
        REALIST.ripplesAsMechanism,
        REALIST.supportsConfiguration,
        REALIST.synthesises,
    )
)

#: What makes a concept, proposition or theory, and has no business in a study.
_DEFINES: Final = frozenset(
    (
        REALIST.carriedOverFrom,
        REALIST.drawsOn,
        REALIST.extendsTheory,
        REALIST.kindOf,
        REALIST.mergesTheory,
        REALIST.narrowsTheory,
        REALIST.opposes,
        REALIST.pattern,
        REALIST.refinesTheory,
        REALIST.rejectsTheory,
        REALIST.rivalOf,
    )
)
_DEFINED: Final = frozenset(
    (
        SKOS.Concept,
        SKOS.ConceptScheme,
        REALIST.CERQualAssessment,
        REALIST.ChecklistItem,
        REALIST.FormalTheory,
        REALIST.Pattern,
        REALIST.ProgrammeTheory,
        REALIST.Proposition,
        REALIST.Theory,
    )
)

#: What takes a whole number; rules calculate with these.
_NUMBERS: Final = frozenset(
    (REALIST.alternativeCount, REALIST.coded, REALIST["count"], REALIST.order, REALIST.outOf, REALIST.year)
)

_AXIOMS: Final = frozenset((RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range))
_PROTECTED: Final = (str(REALIST), str(VOCAB), str(THEORY))
_CLAIMS: Final = (REALIST.Configuration, REALIST.HypothesisedConfiguration)
_DOTS: Final = re.compile(r"/(?:\.|%2e){1,2}(?:[/?#]|$)|%2f|%5c|\\", re.IGNORECASE)
_DECLARATIONS: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_PATH: Final = re.compile(r"(/[\w~%-][\w.~%-]*)*")

#: Rule → message and mend; ``{}`` is what was found.
SENTENCES: Final = {
    "foreign-subject": (
        "The text says something about {}, which is not part of this study.",
        "Describe only this study and what lies below its address.",
    ),
    "protected-subject": (
        "The text says something about {}, which belongs to the ontology, a vocabulary or a theory.",
        "Propose the change there; a study may only refer to it.",
    ),
    "shared-subject": (
        "The text says of {} what one study may not say of a programme or agent that others share.",
        "Give the study's own programme its type (realist:Programme), its identifier (the end of its address) and one "
        "label; give an agent its type (prov:Agent) and one label.",
    ),
    "blank-node": (
        "The text holds a node without an address ({}).",
        "Give every node an address below the study's own.",
    ),
    "axiom-in-study": (
        "The text states logic with {}, which would change what other studies mean.",
        "Leave the statement out; two things are never declared the same here.",
    ),
    "undeclared-predicate": (
        "The text uses the property {}, which the ontology does not declare.",
        "Check its spelling, or propose the property to the ontology.",
    ),
    "inferred-statement": (
        "The text states {}, which only the repository itself works out.",
        "Leave it out; it is added where the coding supports it.",
    ),
    "definition-in-study": (
        "The text defines something of the background with {}.",
        "Put concepts into a vocabulary and propositions into a theory; a study refers to them.",
    ),
    "value-of-another-kind": (
        "The text gives {} where another kind of value is meant.",
        "Write counts, orders and years as whole numbers, and dates as year, month, day and time.",
    ),
    "climbing-address": (
        "The address {} holds a segment that climbs out of its place.",
        "Write addresses without dots, slashes and backslashes as segments, plain or percent-encoded.",
    ),
    "text-is-plain": (
        "A text of the study holds a character that cannot be seen ({}).",
        "Delete it; text needs no control characters and no marks of writing direction.",
    ),
    "label-is-free": (
        "{} cannot be a configuration, for its address is taken by another part or page of the study.",
        "Give the configuration another label.",
    ),
    "borrowed-value": (
        "The text makes {} part of this study, and it belongs to another.",
        "Describe the part here, or link the two configurations.",
    ),
}


def guard(
    study_graph: Graph, study_id: str, names: Names, predicates: Collection[URIRef] | None = None
) -> list[Finding]:
    """Return a violation for everything that the text of one study may not say, ordered by node and rule.

    ``predicates`` are the properties that the ontology declares; left out, the ontology that ships is read.
    """
    known = shipped_predicates() if predicates is None else predicates
    stated = {predicate: _predicate_fault(predicate, known) for predicate in set(study_graph.predicates())}
    found = {(_shown(node), rule, what) for node, rule, what in _value_faults(study_graph, study_id, names)}
    for subject in set(study_graph.subjects()):
        used = set(study_graph.predicates(subject))
        rule = _subject_fault(subject, study_graph, study_id, names)
        if rule:
            found.add((_shown(subject), rule, _shown(subject)))
        found.update((_shown(subject), stated[each], str(each)) for each in used if stated[each])
    return [_finding(focus, rule, names.local(what)) for focus, rule, what in sorted(found)]


def is_sound(predicate: Node, value: Node) -> bool:
    """Whether a value has an address or a form that rules can calculate with."""
    if isinstance(value, Literal):
        return not value.ill_typed and (predicate not in _NUMBERS or value.datatype == XSD.integer)
    return isinstance(value, URIRef) and predicate not in _NUMBERS


def declared_predicates(ontology: Graph) -> frozenset[URIRef]:
    """Return every property of the ontology's own namespace that the graph declares."""
    return frozenset(
        term
        for kind in _DECLARATIONS
        for term in ontology.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term in REALIST
    )


@cache
def shipped_predicates() -> frozenset[URIRef]:
    """Return the properties declared by the ontology that ships with the code."""
    ontology = Graph()
    for path in sorted(assets.folder("ontology").rglob("*.ttl")):
        ontology.parse(path, format="turtle")
    return declared_predicates(ontology)


def _subject_fault(subject: Node, study_graph: Graph, study_id: str, names: Names) -> str:
    """Return the rule that a subject breaks by what is said of it here, empty for none."""
    iri = str(subject)
    if isinstance(subject, BNode):
        return "blank-node"
    if iri.startswith(_PROTECTED):
        return "protected-subject"
    if iri.startswith((names.programme(""), names.agent(""))):
        return "" if _may_share(subject, study_graph, study_id, names) else "shared-subject"
    if not _within(iri, names.study(study_id)):
        return "foreign-subject"
    claims = any((subject, RDF.type, kind) in study_graph for kind in _CLAIMS)
    return "label-is-free" if claims and is_taken(iri.removeprefix(f"{names.study(study_id)}/")) else ""


def _may_share(subject: Node, study_graph: Graph, study_id: str, names: Names) -> bool:
    """Whether all that is said of a programme or agent is what every study says of it."""
    iri = str(subject)
    own = (URIRef(names.study(study_id)), REALIST.partOfProgramme, subject) in study_graph
    space, kind = (names.programme(""), REALIST.Programme) if own else (names.agent(""), PROV.Agent)
    name = iri.removeprefix(space)
    said = list(study_graph.predicate_objects(subject))
    allowed: set[tuple[Node, Node]] = {(RDF.type, kind)} | ({(DCTERMS.identifier, Literal(name))} if own else set())
    fits = all(predicate == RDFS.label or (predicate, value) in allowed for predicate, value in said)
    labels = sum(predicate == RDFS.label for predicate, _ in said)
    return iri.startswith(space) and "/" not in name and fits and labels <= 1


def _predicate_fault(predicate: Node, known: Collection[URIRef]) -> str:
    """Return the rule that a property breaks wherever it is used, empty for none."""
    if predicate in _AXIOMS or str(predicate).startswith(str(OWL)):
        return "axiom-in-study"
    if predicate in INFERRED:
        return "inferred-statement"
    if predicate in _DEFINES:
        return "definition-in-study"
    return "undeclared-predicate" if str(predicate).startswith(str(REALIST)) and predicate not in known else ""


def _value_faults(study_graph: Graph, study_id: str, names: Names) -> Iterator[tuple[Node, str, str]]:
    """Yield node, rule and what was found for each value that the text may not give."""
    for subject, predicate, value in study_graph:
        yield from ((subject, rule, what) for rule, what in _form_faults(subject, value, names))
        if isinstance(value, BNode):
            yield subject, "blank-node", str(predicate)
        elif predicate == RDF.type:
            if str(value).startswith(str(THEORY)):
                yield subject, "inferred-statement", str(value)
            elif value in _DEFINED or str(value).startswith((str(OWL), str(RDFS))):
                yield subject, "definition-in-study", str(value)
        elif not is_sound(predicate, value):
            yield subject, "value-of-another-kind", f"“{value}”"
        elif predicate not in _ACROSS and _borrowed(value, study_id, names):
            yield subject, "borrowed-value", str(value)


def _form_faults(subject: Node, value: Node, names: Names) -> Iterator[tuple[str, str]]:
    """Yield rule and what was found for addresses and texts that could pass for others."""
    for each in (subject, value):
        if str(each).startswith((names.base, *_PROTECTED)) and isinstance(each, URIRef) and _DOTS.search(each):
            yield "climbing-address", str(each)
    if isinstance(value, Literal) and refused(value):
        yield "text-is-plain", refused(value)


def _shown(node: Node) -> str:
    return "_" if isinstance(node, BNode) else str(node)


def _borrowed(value: Node, study_id: str, names: Names) -> bool:
    """Whether a value is another study or a part of one."""
    if not isinstance(value, URIRef) or not value.startswith(names.study("")):
        return False
    return not _within(value, names.study(study_id))


def _within(iri: str, study: str) -> bool:
    """Whether an address is the study's own or lies below it, with no segment that climbs out again."""
    return iri.startswith(study) and _PATH.fullmatch(iri.removeprefix(study)) is not None


def _finding(focus: str, rule: str, what: str) -> Finding:
    message, mend = SENTENCES[rule]
    return Finding(Severity.VIOLATION, rule, message.format(what), mend, focus="" if focus == "_" else focus)
