"""Fill the contexts of the ontology's documentation, for the served pages and for the written ones alike."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from rdflib import SKOS, Literal, URIRef

from demireg.domain.errors import NotFound, Unreadable
from demireg.services.catalogue.concepts import hierarchy
from demireg.services.documenting.changes import releases
from demireg.services.documenting.schemes import scheme_list, scheme_view
from demireg.services.documenting.terms import CLASS, PROPERTY, VALUE, Ontology, Term, ontology
from demireg.services.documenting.uses import uses
from demireg.services.repository import Repository
from demireg.web import anatomy, diagrams, marked, tree
from demireg.web.contexts import Frame
from demireg.web.contexts_ontology import (
    ClassBranch,
    DiagramPage,
    DiagramsPage,
    Group,
    History,
    OntologyPage,
    SchemePage,
    TermPage,
)

_SECTION = "ontology"
#: The configuration whose anatomy the list of diagrams offers; any other is drawn by its address.
SHOWN = ("wood-2021", "w12")


@lru_cache(maxsize=2)
def ontology_page(held: Ontology) -> OntologyPage:
    """Return the page of the whole metamodel."""
    lists = diagrams.lists(held)
    return OntologyPage(
        frame=Frame(held.title, _SECTION),
        held=held,
        classes=tuple(_branch(held, term) for term in _roots(held) if term.name.local not in lists),
        groups=_groups(held),
        lists=tuple(_branch(held, term) for term in held.of(CLASS) if term.name.local in lists),
        core=diagrams.overview(held),
        drawn=frozenset(diagrams.modules_drawn(held)),
        history=tuple(
            History(each.version, each.day, tuple(marked.line(change) for change in each.changes))
            for each in releases()
        ),
        counts=tuple((kind, len(held.of(kind))) for kind in (CLASS, PROPERTY, VALUE)),
    )


def _roots(held: Ontology) -> Iterator[Term]:
    return (term for term in held.of(CLASS) if not any(above.local in held.terms for above in term.above))


def _branch(held: Ontology, term: Term) -> ClassBranch:
    kinds = tuple(_branch(held, held.terms[below.local]) for below in term.below if below.local in held.terms)
    return ClassBranch(term, kinds, held.values(term.name.local))


def _groups(held: Ontology) -> tuple[Group, ...]:
    by_class: dict[tuple[str, str], list[Term]] = {}
    for term in held.of(PROPERTY):
        for each in term.used_on or (None,):
            key = (each.label, each.local) if each is not None else ("any term", "")
            by_class.setdefault(key, []).append(term)
    return tuple(Group(*key, tuple(terms)) for key, terms in sorted(by_class.items()))


def term_page(repository: Repository, local: str) -> TermPage:
    """Return the page of a class, property or value. Raises NotFound when there is none of that name."""
    held = ontology(repository.background)
    if local not in held.terms:
        raise NotFound(f"The ontology has no term '{local}'. Its page lists those it has: /ns/core.html")
    term = held.terms[local]
    found = held.axioms.get(local, ())
    return TermPage(
        frame=Frame(term.name.label, _SECTION),
        term=term,
        module=next(module for module in held.modules if module.name == term.module),
        axioms=found,
        stated=tuple(sorted({axiom.module for axiom in found if axiom.subject.local == local} - {term.module})),
        checks=held.checks.get(local, ()),
        rules=held.rules.get(local, ()),
        generated=held.generated.get(local, 0),
        uses=uses(repository, local, term.kind),
        own=held.using(local) if term.kind == CLASS else (),
        taking=held.taking(local) if term.kind == CLASS else (),
        members=held.values(local),
        version=held.version,
        names=repository.names,
    )


def scheme_page(repository: Repository, name: str) -> SchemePage | None:
    """Return the page of a scheme of the vocabulary, or None when there is none of that name."""
    scheme = scheme_view(repository, name)
    if scheme is None:
        return None
    roots = tree.grow(scheme.lines, scheme.held)
    return SchemePage(Frame(scheme.scheme.label, "vocabulary"), scheme, roots, diagrams.concepts(scheme))


def diagrams_page(repository: Repository) -> DiagramsPage:
    """Return the list of diagrams."""
    held = ontology(repository.background)
    modules = tuple((each.name, each.title) for each in held.modules if each.name in diagrams.modules_drawn(held))
    schemes = tuple((f"scheme-{each.name}", each.label) for each in scheme_list(repository) if each.drawn)
    study, label = SHOWN
    return DiagramsPage(
        Frame("Diagrams", _SECTION),
        (
            ("The model", (("core", "The core of the model"), ("metamodel", "The whole metamodel"))),
            ("One configuration", ((f"configuration/{study}/{label}", f"The anatomy of {label} in {study}"),)),
            ("Modules", (("modules", "The modules and their imports"), *modules)),
            ("Kinds of concepts", schemes),
        ),
    )


def diagram_page(repository: Repository, name: str) -> DiagramPage:
    """Return one diagram by its name. Raises NotFound when there is nothing to draw under it."""
    found = _drawn(repository, name)
    if found is None:
        raise NotFound(f"There is no diagram '{name}'. The list is at /diagrams.")
    return DiagramPage(Frame(found.title, _SECTION), found)


def _drawn(repository: Repository, name: str) -> diagrams.Diagram | None:
    held = ontology(repository.background)
    makers: dict[str, Callable[[Ontology], diagrams.Diagram]] = {
        "core": diagrams.overview,
        "metamodel": diagrams.metamodel,
        "modules": diagrams.imports,
    }
    if name in makers:
        return makers[name](held)
    if name.startswith("scheme-"):
        scheme = scheme_view(repository, name.removeprefix("scheme-"))
        return diagrams.concepts(scheme) if scheme is not None else None
    if name.startswith("configuration/"):
        return _anatomy(repository, held, name.removeprefix("configuration/"))
    return diagrams.of_module(held, name) if any(each.name == name for each in held.modules) else None


def _anatomy(repository: Repository, held: Ontology, name: str) -> diagrams.Diagram | None:
    study, _, label = name.partition("/")
    try:
        graph = repository.store.get(repository.names.graph("study", study))
    except Unreadable:  # a name that no graph can have
        return None
    if (URIRef(repository.names.configuration(study, label)), None, None) not in graph:
        return None
    for iri, words in hierarchy(repository).labels.items():
        graph.add((URIRef(iri), SKOS.prefLabel, Literal(words)))
    return anatomy.anatomy(graph, repository.names, held, study, label)
