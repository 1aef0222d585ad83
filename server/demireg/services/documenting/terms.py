"""The terms of the ontology as its modules state them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from demireg.domain.names import PREFIXES, REALIST
from demireg.services.background import Background
from demireg.services.catalogue.concepts import MATCHES
from demireg.services.documenting.axioms import Axiom, Named, axioms, named
from demireg.services.documenting.checks import Check, Rule, checks, rules

CORE: Final = "https://w3id.org/realist/core"
CLASS, PROPERTY, VALUE = "class", "property", "value"
_KINDS: Final = {
    OWL.Class: (CLASS, "class"),
    OWL.ObjectProperty: (PROPERTY, "property to a thing"),
    OWL.DatatypeProperty: (PROPERTY, "property to a value"),
    OWL.AnnotationProperty: (PROPERTY, "note"),
    OWL.NamedIndividual: (VALUE, "value"),
}
#: The OWL profiles that a module keeps to, where they are not both; the tests hold each to its profile's grammar.
_PROFILES: Final = {"rl": "RL", "dl": "RL", "dl-lists": "DL", "theory-dl": "DL"}
_BOTH: Final = "EL and RL"
_NEGATIVE: Final = "Negative example: "


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the ontology.

    name: the end of its identifier, core for the entry; iri, title, description, version: as it says of itself;
    profile: the OWL profiles that it keeps to; imports: the names of the modules that it imports; terms: how many it
    declares.
    """

    name: str
    iri: str
    title: str
    description: str
    version: str
    profile: str
    imports: tuple[str, ...]
    terms: int


@dataclass(frozen=True, slots=True)
class Term:
    """One class, property or value.

    name: itself, with its label; kind: class, property or value; said: the kind in words; definition, notes,
    examples, negatives: as stated, negatives being examples of what it does not cover; history: notes on changes;
    module: the name of the one that declares it; above, below: more general and more special terms; used_on,
    value_is: of a property, what it is used on and what it takes; types: of a value, the lists it belongs to;
    matches: alignments, as relation and identifier; deprecated: it is kept only for old data; replaced: by what.
    """

    name: Named
    kind: str
    said: str
    definition: str
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    negatives: tuple[str, ...]
    history: tuple[str, ...]
    module: str
    above: tuple[Named, ...]
    below: tuple[Named, ...]
    used_on: tuple[Named, ...]
    value_is: tuple[Named, ...]
    types: tuple[Named, ...]
    matches: tuple[tuple[str, str], ...]
    deprecated: bool
    replaced: tuple[Named, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ontology:
    """The whole metamodel.

    title, description, version, licence: of the ontology; modules: its files, the entry first; terms: by local
    name; axioms, checks, rules: by local name, what follows from a term, which shapes look at it, and which rules of
    inference read or write it; generated: how often the axioms made from theories name a term.
    """

    title: str
    description: str
    version: str
    licence: str
    modules: tuple[Module, ...]
    terms: Mapping[str, Term]
    axioms: Mapping[str, tuple[Axiom, ...]]
    checks: Mapping[str, tuple[Check, ...]]
    rules: Mapping[str, tuple[Rule, ...]]
    generated: Mapping[str, int]

    def of(self, kind: str) -> tuple[Term, ...]:
        """Return all terms of one kind, by label."""
        found = (term for term in self.terms.values() if term.kind == kind)
        return tuple(sorted(found, key=lambda term: (term.name.label.casefold(), term.name.local)))

    def values(self, local: str) -> tuple[Term, ...]:
        """Return the values that belong to a list, in the order of their labels."""
        return tuple(term for term in self.of(VALUE) if any(kind.local == local for kind in term.types))

    def using(self, local: str) -> tuple[Term, ...]:
        """Return the properties used on a class."""
        return tuple(term for term in self.of(PROPERTY) if any(each.local == local for each in term.used_on))

    def taking(self, local: str) -> tuple[Term, ...]:
        """Return the properties whose value is a class."""
        return tuple(term for term in self.of(PROPERTY) if any(each.local == local for each in term.value_is))


@lru_cache(maxsize=2)
def ontology(background: Background) -> Ontology:
    """Return the ontology of a background, read once."""
    return read(background.modules, background.generated_names)


def read(files: Mapping[str, Graph], generated: Mapping[str, int] | None = None) -> Ontology:
    """Return the ontology that modules state, given by the names of their files; the entry names the version."""
    modules = {module_name(file, graph): graph for file, graph in files.items()}
    union = Graph(bind_namespaces="none")
    for graph in modules.values():
        for triple in graph:
            union.add(triple)
    core = URIRef(CORE)
    declared = _declared(modules)
    shapes, inference = checks(), rules()
    return Ontology(
        title=_one(union, core, DCTERMS.title),
        description=_one(union, core, DCTERMS.description),
        version=_one(union, core, OWL.versionInfo),
        licence=_one(union, core, DCTERMS.license),
        modules=_modules(modules, declared),
        terms={str(local): _term(union, local, declared[local]) for local in sorted(declared)},
        axioms=axioms(modules, union, profile),
        checks=shapes,
        rules=inference,
        generated=generated or {},
    )


def profile(module: str) -> str:
    """Return the OWL profiles that a module keeps to, by its name."""
    return _PROFILES.get(module, _BOTH)


def module_name(file: str, graph: Graph) -> str:
    """Return a module's name: the end of its identifier, or that of its file when it has none of ours."""
    for iri in graph.subjects(RDF.type, OWL.Ontology):
        if str(iri) == CORE:
            return "core"
        if str(iri).startswith(f"{CORE}/"):
            return str(iri).removeprefix(f"{CORE}/")
    return file


def _declared(modules: Mapping[str, Graph]) -> dict[str, str]:
    """Return the local name of each term of ours, with the module that defines it or else first declares it."""
    found: dict[str, str] = {}
    for name, graph in modules.items():
        for kind in _KINDS:
            for subject in graph.subjects(RDF.type, kind):
                local = str(subject).removeprefix(str(REALIST))
                if local != str(subject) and (local not in found or (subject, SKOS.definition, None) in graph):
                    found[local] = name
    return found


def _modules(modules: Mapping[str, Graph], declared: Mapping[str, str]) -> tuple[Module, ...]:
    iris = {str(iri): name for name, graph in modules.items() for iri in graph.subjects(RDF.type, OWL.Ontology)}
    made = [
        Module(
            name=name,
            iri=iri,
            title=_one(modules[name], URIRef(iri), DCTERMS.title) or name,
            description=_one(modules[name], URIRef(iri), DCTERMS.description),
            version=_one(modules[name], URIRef(iri), OWL.versionIRI),
            profile=profile(name),
            imports=tuple(
                sorted(iris[each] for each in map(str, modules[name].objects(URIRef(iri), OWL.imports)) if each in iris)
            ),
            terms=sum(home == name for home in declared.values()),
        )
        for iri, name in iris.items()
    ]
    return tuple(sorted(made, key=lambda module: (module.iri != CORE, module.title)))


def _term(graph: Graph, local: str, module: str) -> Term:
    subject = REALIST[local]
    kinds = [said for kind, said in _KINDS.items() if (subject, RDF.type, kind) in graph]
    kind, said = kinds[0] if kinds else (CLASS, "class")
    upward = RDFS.subClassOf if kind == CLASS else RDFS.subPropertyOf
    told = _texts(graph, subject, SKOS.example)
    return Term(
        name=named(graph, subject),
        kind=kind,
        said=said,
        definition=_one(graph, subject, SKOS.definition),
        notes=(*_texts(graph, subject, SKOS.scopeNote), *_texts(graph, subject, SKOS.editorialNote)),
        examples=tuple(text for text in told if not text.startswith(_NEGATIVE)),
        negatives=(
            *(text.removeprefix(_NEGATIVE) for text in told if text.startswith(_NEGATIVE)),
            *_texts(graph, subject, REALIST.negativeExample),
        ),
        history=(*_texts(graph, subject, SKOS.changeNote), *_texts(graph, subject, SKOS.historyNote)),
        module=module,
        above=_all(graph, graph.objects(subject, upward)),
        below=_all(graph, graph.subjects(upward, subject)),
        used_on=_all(graph, graph.objects(subject, REALIST.usedOn)),
        value_is=_all(graph, graph.objects(subject, REALIST.valueIs)),
        types=tuple(each for each in _all(graph, graph.objects(subject, RDF.type)) if each.local and kind == VALUE),
        matches=_matches(graph, subject),
        deprecated=(subject, OWL.deprecated, Literal(True)) in graph,
        replaced=_all(graph, graph.objects(subject, DCTERMS.isReplacedBy)),
    )


def _matches(graph: Graph, subject: URIRef) -> tuple[tuple[str, str], ...]:
    found = [(relation, str(other)) for relation in MATCHES for other in graph.objects(subject, SKOS[relation])]
    return tuple(sorted(found, key=lambda match: (MATCHES.index(match[0]), match[1])))


def _all(graph: Graph, nodes: Iterable[Node]) -> tuple[Named, ...]:
    found = {named(graph, node) for node in nodes if isinstance(node, URIRef | Literal)}
    return tuple(sorted(found, key=lambda each: (each.label.casefold(), each.iri)))


def _texts(graph: Graph, subject: URIRef, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(value) for value in graph.objects(subject, predicate)))


def _one(graph: Graph, subject: URIRef, predicate: URIRef) -> str:
    return next(iter(_texts(graph, subject, predicate)), "")


def shortened(iri: str) -> str:
    """Return an identifier with one of our prefixes where one fits, else as it is."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri


def by_module(held: Ontology) -> dict[str, list[Term]]:
    """Return the terms of each module, in the order of their labels."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(held.terms.values(), key=lambda term: term.name.label.casefold()):
        found[term.module].append(term)
    return found
