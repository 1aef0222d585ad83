"""What follows from a term: each axiom of the modules that goes beyond a declaration, ready to be put into words."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from demireg.domain.names import PREFIXES, REALIST


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a term is related to. iri: its identifier or the text itself; local: ours, else empty; label."""

    iri: str
    local: str
    label: str


@dataclass(frozen=True, slots=True)
class Axiom:
    """One statement that something follows from.

    kind: sub, chain, inverse, transitive, symmetric, disjoint, closed, equivalent or other; subject: of what it is
    said; others: what else it names, in order; module: where it stands; profile: which reasoners read it.
    """

    kind: str
    subject: Named
    others: tuple[Named, ...]
    module: str
    profile: str


_SIMPLE: Final = {
    RDFS.subClassOf: "sub",
    RDFS.subPropertyOf: "sub",
    OWL.inverseOf: "inverse",
    OWL.disjointWith: "disjoint",
    OWL.propertyDisjointWith: "disjoint",
}
_GROUPS: Final = {
    OWL.AllDisjointClasses: OWL.members,
    OWL.AllDisjointProperties: OWL.members,
    OWL.AllDifferent: OWL.distinctMembers,
}
_TYPES: Final = {OWL.TransitiveProperty: "transitive", OWL.SymmetricProperty: "symmetric"}


def named(graph: Graph, node: Node) -> Named:
    """Return how a node is shown: by its label, its short name, or its text."""
    text = str(node)
    if isinstance(node, Literal):
        return Named(text, "", text)
    local = text.removeprefix(str(REALIST)) if text.startswith(str(REALIST)) else ""
    label = str(graph.value(node, RDFS.label) or graph.value(node, SKOS.prefLabel) or "") if local else ""
    return Named(text, local, label or local or _short(text))


def axioms(modules: Mapping[str, Graph], union: Graph, profile: Callable[[str], str]) -> dict[str, tuple[Axiom, ...]]:
    """Return, by the local name of a term, every axiom that names it; ``profile`` gives the profile of a module."""
    found: dict[str, list[Axiom]] = defaultdict(list)
    for module, graph in modules.items():
        for kind, subject, others in _stated(graph):
            known = tuple(named(union, each) for each in others)
            axiom = Axiom(kind, named(union, subject), known, module, profile(module))
            for local in dict.fromkeys(each.local for each in (axiom.subject, *axiom.others) if each.local):
                found[local].append(axiom)
    return {local: tuple(sorted(set(each), key=_order)) for local, each in found.items()}


def _order(axiom: Axiom) -> tuple[str, ...]:
    return axiom.kind, axiom.subject.label, *(each.label for each in axiom.others)


def _stated(graph: Graph) -> Iterator[tuple[str, Node, list[Node]]]:
    yield from _simple(graph)
    for kind_of, kind in _TYPES.items():
        for subject in graph.subjects(RDF.type, kind_of):
            yield kind, subject, []
    for subject, steps in graph.subject_objects(OWL.propertyChainAxiom):
        yield "chain", subject, list(Collection(graph, steps))
    for subject, value in graph.subject_objects(OWL.equivalentClass):
        members = graph.value(value, OWL.oneOf)
        if members is not None:
            yield "closed", subject, list(Collection(graph, members))
        else:
            yield "equivalent", subject, _inside(graph, value)
    for kind_of, members_of in _GROUPS.items():
        for group in graph.subjects(RDF.type, kind_of):
            for members in graph.objects(group, members_of):
                first, *rest = Collection(graph, members)
                yield "disjoint", first, rest


def _simple(graph: Graph) -> Iterator[tuple[str, Node, list[Node]]]:
    for predicate, kind in _SIMPLE.items():
        for subject, value in graph.subject_objects(predicate):
            if isinstance(subject, URIRef) and isinstance(value, URIRef):
                yield kind, subject, [value]
            elif isinstance(subject, URIRef):
                yield "other", subject, _inside(graph, value)


def _inside(graph: Graph, node: Node) -> list[Node]:
    """Return what an expression names, each once, in a steady order."""
    names: set[Node] = {node} if isinstance(node, URIRef) else set()
    waiting, seen = [node] if not names else [], {node}
    while waiting:
        for value in graph.objects(waiting.pop()):
            if isinstance(value, URIRef) and str(value).startswith(str(REALIST)):
                names.add(value)
            elif not isinstance(value, URIRef | Literal) and value not in seen:
                seen.add(value)
                waiting.append(value)
    return sorted(names, key=str)


def _short(iri: str) -> str:
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri
