"""The grammars of the OWL 2 profiles, as far as an ontology without data ranges needs them.

After "OWL 2 Web Ontology Language Profiles" (W3C Recommendation, 11 December 2012), sections 2.2 (EL) and 4.2 (RL), and
for what every profile shares the global restrictions of "Structural Specification", section 11.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

CONNECTIVES = (OWL.intersectionOf, OWL.unionOf, OWL.complementOf, OWL.oneOf)
RESTRICTIONS = (OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue, OWL.hasSelf)
COUNTS = (
    *(OWL.minCardinality, OWL.maxCardinality, OWL.cardinality),
    *(OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality, OWL.qualifiedCardinality),
)
#: What is said of classes in places of their own, checked apart from the other axioms.
BETWEEN_CLASSES = {RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith}
#: Parts of expressions and axioms, and annotations about the ontology, which say nothing by themselves.
PARTS = {*CONNECTIVES, *RESTRICTIONS, *COUNTS, OWL.onProperty, OWL.onClass, OWL.members, OWL.distinctMembers}
NOTES = {OWL.versionIRI, OWL.versionInfo, OWL.imports, OWL.deprecated, OWL.priorVersion}
DECLARED = {OWL.Class, OWL.Restriction, OWL.Ontology, OWL.NamedIndividual}
DECLARED |= {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile allows: kinds of class expression by their place, and kinds of axiom."""

    name: str
    below: frozenset[Node]  #: in a subclass
    above: frozenset[Node]  #: in a superclass
    both: frozenset[Node]  #: in an equivalence, where an expression stands on both sides
    axioms: frozenset[Node]  #: types and predicates beyond those between classes


#: A list of one individual is in EL too, but says no more than hasValue does.
_EL = frozenset({OWL.intersectionOf, OWL.someValuesFrom, OWL.hasValue, OWL.hasSelf})
_SHARED = {OWL.TransitiveProperty, OWL.propertyChainAxiom, OWL.equivalentProperty, OWL.AllDisjointClasses}
_SHARED |= {OWL.sameAs, OWL.differentFrom, OWL.AllDifferent, OWL.hasKey}
_RL_ONLY = {OWL.SymmetricProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty, OWL.inverseOf}
_RL_ONLY |= {OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AllDisjointProperties, OWL.propertyDisjointWith}
EL = Profile("EL", _EL, _EL, _EL, frozenset({*_SHARED, OWL.ReflexiveProperty}))
RL = Profile(
    "RL",
    frozenset({OWL.intersectionOf, OWL.unionOf, OWL.oneOf, OWL.someValuesFrom, OWL.hasValue}),
    frozenset({OWL.intersectionOf, OWL.complementOf, OWL.allValuesFrom, OWL.hasValue, OWL.maxCardinality}),
    frozenset({OWL.intersectionOf, OWL.hasValue}),
    frozenset({*_SHARED, *_RL_ONLY}),
)


def faults(graph: Graph, profile: Profile) -> list[str]:
    """Return what a module uses that a profile does not allow, each in a few words."""
    return sorted({*_class_faults(graph, profile), *_axiom_faults(graph, profile)})


def _class_faults(graph: Graph, profile: Profile) -> Iterator[str]:
    places = [(below, profile.below, "subclass") for below in graph.subjects(RDFS.subClassOf)]
    places += [(above, profile.above, "superclass") for above in graph.objects(None, RDFS.subClassOf)]
    for one, other in graph.subject_objects(OWL.equivalentClass):
        places += [(one, profile.both, "equivalence"), (other, profile.both, "equivalence")]
    for one, other in graph.subject_objects(OWL.disjointWith):
        places += [(one, profile.below, "disjointness"), (other, profile.below, "disjointness")]
    for place, allowed, where in places:
        for kind in expressions(graph, place):
            if kind not in allowed:
                yield f"{str(kind).rpartition('#')[2]} in a {where}"


def expressions(graph: Graph, node: Node) -> Iterator[Node]:
    """Yield every kind of expression in a class expression, from the outside in."""
    for kind in CONNECTIVES:
        for value in graph.objects(node, kind):
            yield kind
            if kind != OWL.oneOf:
                members = [value] if kind == OWL.complementOf else Collection(graph, value)
                for member in members:
                    yield from expressions(graph, member)
    for kind in (*RESTRICTIONS, *COUNTS):
        for value in graph.objects(node, kind):
            yield kind
            if kind in (OWL.someValuesFrom, OWL.allValuesFrom):
                yield from expressions(graph, value)


def _axiom_faults(graph: Graph, profile: Profile) -> Iterator[str]:
    for kind in graph.objects(None, RDF.type):
        if _is_owl(kind) and kind not in DECLARED | profile.axioms:
            yield f"{str(kind).rpartition('#')[2]} is no axiom of {profile.name}"
    for predicate in graph.predicates():
        if _is_owl(predicate) and predicate not in PARTS | NOTES | BETWEEN_CLASSES | profile.axioms:
            yield f"{str(predicate).rpartition('#')[2]} is no axiom of {profile.name}"


def _is_owl(term: Node) -> bool:
    return str(term).startswith(str(OWL))


_ROLES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_ONLY_SIMPLE = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty)


def dl_faults(graph: Graph) -> list[str]:
    """Return what breaks the restrictions under which description logic is decidable, over a whole ontology."""
    return sorted({*_simplicity_faults(graph), *_declaration_faults(graph)})


def composite(graph: Graph) -> set[Node]:
    """Return the properties that are not simple: transitive, given by a chain, or above or beside such a one."""
    found: set[Node] = {*graph.subjects(OWL.propertyChainAxiom), *graph.subjects(RDF.type, OWL.TransitiveProperty)}
    while True:
        more = {above for each in found for above in graph.objects(each, RDFS.subPropertyOf)}
        more |= {other for each in found for other in graph.objects(each, OWL.inverseOf)}
        more |= {other for each in found for other in graph.subjects(OWL.inverseOf, each)}
        if more <= found:
            return found
        found |= more


def _simplicity_faults(graph: Graph) -> Iterator[str]:
    needed = {each for kind in _ONLY_SIMPLE for each in graph.subjects(RDF.type, kind)}
    for group in graph.subjects(RDF.type, OWL.AllDisjointProperties):
        for members in graph.objects(group, OWL.members):
            needed |= set(Collection(graph, members))
    for kind in (*COUNTS, OWL.hasSelf):
        for restriction in graph.subjects(kind):
            needed |= set(graph.objects(restriction, OWL.onProperty))
    for each in needed & composite(graph):
        yield f"{each} is not simple and stands where only a simple property may"


def _declaration_faults(graph: Graph) -> Iterator[str]:
    properties = [{*graph.subjects(RDF.type, kind)} for kind in _ROLES]
    declared = set().union(*properties)
    for term in declared:
        if sum(term in group for group in properties) > 1 or (term, RDF.type, OWL.Class) in graph:
            yield f"{term} is two kinds of term"
    for chain in graph.objects(None, OWL.propertyChainAxiom):
        for each in set(Collection(graph, chain)) - declared:
            yield f"{each} stands in a chain and is not declared"
    for subject, value in graph.subject_objects(RDF.type):
        if isinstance(value, URIRef) and not _is_owl(value) and (value, RDF.type, OWL.Class) not in graph:
            yield f"{subject} is of {value}, which is declared nowhere"
