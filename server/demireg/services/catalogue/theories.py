"""Theories: their propositions, the patterns behind them, their descent and who uses them."""

from dataclasses import dataclass

from demireg.domain.errors import NotFound
from demireg.services.catalogue.concepts import Hierarchy, hierarchy
from demireg.services.catalogue.facets import ConceptRef
from demireg.services.catalogue.rows import Facts, fetch, flag, local, natural, number, text, word
from demireg.services.repository import Repository

_SLOTS = {
    "C": "requiresContext",
    "I": "requiresIntervention",
    "M": "requiresMechanism",
    "O": "requiresOutcome",
}


@dataclass(frozen=True, slots=True)
class TheorySummary:
    """One line of the theory list.

    slug, label, definition: its names and gist; stage: ``initial``, ``candidate``, ``modified``, ``mid_range``
    or empty; formal: True for a theory of a discipline, False for a programme theory; propositions: how many.
    """

    slug: str
    label: str
    definition: str
    stage: str
    formal: bool
    propositions: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a pattern asks for. role: C, I, M or O; concept: what must play it, or a kind of it."""

    role: str
    concept: ConceptRef


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a configuration must hold to match. slots: each of them must be filled; C, I, M, O."""

    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class PropositionView:
    """One proposition. id, iri: its names; statement: its sentence; patterns: any of them; note: what to mind."""

    id: str
    iri: str
    statement: str
    patterns: tuple[Pattern, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of descent between theories: source, relation (revises, abstracts, draws-on, rival-of), target.

    source, target: slugs, the source being the later or more abstract one; source_label, target_label: names.
    """

    source: str
    source_label: str
    relation: str
    target: str
    target_label: str


@dataclass(frozen=True, slots=True)
class StudyUse:
    """A study that uses the theory: study, label, relation, level, role in its argument, note and locator."""

    study: str
    label: str
    relation: str
    level: str
    role: str
    note: str
    locator: str


@dataclass(frozen=True, slots=True)
class TheoryView:
    """Everything a page says of one theory.

    iri, summary: the theory; alternatives: other names; sources: where the encoding rests; review: draft,
    curator_checked or author_checked; notes; propositions, in order; lineage: every edge of the family it
    belongs to; uses: how studies use it.
    """

    iri: str
    summary: TheorySummary
    alternatives: tuple[str, ...]
    sources: tuple[str, ...]
    review: str
    notes: tuple[str, ...]
    propositions: tuple[PropositionView, ...]
    lineage: tuple[Edge, ...]
    uses: tuple[StudyUse, ...]


def theory_list(repository: Repository) -> tuple[TheorySummary, ...]:
    """Return every theory, in its stored order and then by label."""
    found: dict[str, TheorySummary] = {}
    for row in fetch(repository, "theory-list"):
        slug = text(row, "slug")
        found[slug] = TheorySummary(
            slug=slug,
            label=text(row, "label"),
            definition=text(row, "definition"),
            stage=word(text(row, "stage")),
            formal=flag(row, "formal"),
            propositions=number(row, "propositions"),
        )
    return tuple(found.values())


def theory_view(repository: Repository, slug: str) -> TheoryView:
    """Return one theory by its slug. Raises NotFound when the repository does not hold it."""
    summary = next((theory for theory in theory_list(repository) if theory.slug == slug), None)
    if summary is None:
        known = ", ".join(theory.slug for theory in theory_list(repository)) or "none yet"
        raise NotFound(f"There is no theory '{slug}' here; there is {known}.")
    iri = repository.names.theory(slug)
    facts = Facts(fetch(repository, "theory-facts", theory=iri))
    held = hierarchy(repository)
    return TheoryView(
        iri=iri,
        summary=summary,
        alternatives=facts.all(iri, "altLabel"),
        sources=facts.all(iri, "source"),
        review=facts.word(iri, "reviewStatus"),
        notes=(*facts.all(iri, "scopeNote"), *facts.all(iri, "editorialNote")),
        propositions=tuple(_proposition(facts, node, held) for node in sorted(facts.nodes("proposition"), key=natural)),
        lineage=family(lineage(repository), slug),
        uses=_uses(repository, iri),
    )


def lineage(repository: Repository) -> tuple[Edge, ...]:
    """Return every edge of descent between the theories held."""
    return tuple(
        Edge(text(row, "from"), text(row, "fromLabel"), text(row, "relation"), text(row, "to"), text(row, "toLabel"))
        for row in fetch(repository, "theory-lineage")
    )


def family(edges: tuple[Edge, ...], slug: str) -> tuple[Edge, ...]:
    """Return the edges that are connected with one theory, directly or through others."""
    members = {slug}
    while True:
        grown = members | {
            end for edge in edges if {edge.source, edge.target} & members for end in (edge.source, edge.target)
        }
        if grown == members:
            return tuple(edge for edge in edges if edge.source in members)
        members = grown


def _proposition(facts: Facts, node: str, held: Hierarchy) -> PropositionView:
    patterns = tuple(
        Pattern(
            tuple(
                Slot(role, held.ref(concept)) for role, name in _SLOTS.items() for concept in facts.all(pattern, name)
            )
        )
        for pattern in sorted(facts.all(node, "pattern"), key=natural)
    )
    return PropositionView(
        id=facts.one(node, "identifier") or local(node),
        iri=node,
        statement=facts.one(node, "definition"),
        patterns=patterns,
        note=" ".join((*facts.all(node, "scopeNote"), *facts.all(node, "editorialNote"))),
    )


def _uses(repository: Repository, iri: str) -> tuple[StudyUse, ...]:
    return tuple(
        StudyUse(
            study=text(row, "study"),
            label=text(row, "label"),
            relation=word(text(row, "relation")).removesuffix("_theory"),
            level=text(row, "level"),
            role=text(row, "role"),
            note=text(row, "note"),
            locator=text(row, "locator"),
        )
        for row in fetch(repository, "theory-uses", theory=iri)
    )
