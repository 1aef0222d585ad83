"""The vocabulary: concepts, what they are kinds of, what they oppose, and where they are used."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Final

from demireg.domain.errors import NotFound
from demireg.domain.names import VOCAB
from demireg.services.catalogue.facets import ConceptRef
from demireg.services.catalogue.rows import Facts, each, fetch, local, number, text
from demireg.services.repository import Repository
from demireg.store.base import Row

#: Alignments with terms of others, from the closest to the loosest.
MATCHES: Final = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


@dataclass(frozen=True, slots=True)
class ConceptSummary:
    """One line of the vocabulary.

    concept: the concept; definition: its meaning in a sentence; schemes: the vocabularies that list it;
    codes: what sheets write for it; parts: how many factors of studies are coded with it.
    """

    concept: ConceptRef
    definition: str
    schemes: tuple[str, ...]
    codes: tuple[str, ...]
    parts: int


@dataclass(frozen=True, slots=True)
class ConceptUse:
    """One place where a concept is used.

    study, study_label: where; label, title: the configuration; role: C, I, M or O; status: fired, absent or
    hypothetical; text: the study's factor; coded: the concept itself or the kind of it that was coded.
    """

    study: str
    study_label: str
    label: str
    title: str
    role: str
    status: str
    text: str
    coded: ConceptRef


@dataclass(frozen=True, slots=True)
class PatternUse:
    """A proposition that asks for a concept.

    theory, theory_label: its theory; proposition: its short name; statement: its sentence; role: C, I, M or O.
    """

    theory: str
    theory_label: str
    proposition: str
    statement: str
    role: str


@dataclass(frozen=True, slots=True)
class ConceptView:
    """Everything a page says of one concept.

    concept: itself; definition, alternatives, codes (of the sheets), sources, notes: as stored;
    schemes: the vocabularies that list it; paths: each way up to a root, nearest kind first; narrower: its
    kinds; opposites: what it opposes; uses: where it or a kind of it is used; asked_by: patterns that need it;
    examples, negatives: what it covers and what it does not; matches: alignments, as relation and identifier;
    deprecated: it is kept for old data only; replaced: by what.
    """

    concept: ConceptRef
    definition: str
    alternatives: tuple[str, ...]
    codes: tuple[str, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    schemes: tuple[str, ...]
    paths: tuple[tuple[ConceptRef, ...], ...]
    narrower: tuple[ConceptRef, ...]
    opposites: tuple[ConceptRef, ...]
    uses: tuple[ConceptUse, ...]
    asked_by: tuple[PatternUse, ...]
    examples: tuple[str, ...]
    negatives: tuple[str, ...]
    matches: tuple[tuple[str, str], ...]
    deprecated: bool
    replaced: tuple[ConceptRef, ...]


@dataclass(slots=True)
class Hierarchy:
    """The vocabulary in memory for one answer, by IRI: labels; broader and narrower kinds; opposites."""

    labels: dict[str, str] = field(default_factory=dict)
    broader: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    narrower: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    opposites: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def ref(self, iri: str) -> ConceptRef:
        """Return a concept's name for showing; its IRI's end where it has no label."""
        return ConceptRef(iri, local(iri), self.labels.get(iri) or local(iri))

    def path(self, start: str, goal: str) -> tuple[ConceptRef, ...]:
        """Return the shortest way from a concept up to another, both ends included; empty when there is none."""
        came: dict[str, str] = {start: ""}
        queue = deque([start])
        while queue and goal not in came:
            here = queue.popleft()
            for above in self.broader.get(here, ()):
                if above not in came:
                    came[above] = here
                    queue.append(above)
        if goal not in came:
            return ()
        steps = [goal]
        while came[steps[-1]]:
            steps.append(came[steps[-1]])
        return tuple(self.ref(step) for step in reversed(steps))

    def ways_up(self, start: str) -> tuple[tuple[ConceptRef, ...], ...]:
        """Return each way from a concept's direct kinds to a root; a cycle ends the way it is on."""

        def climb(here: str, seen: tuple[str, ...]) -> list[tuple[str, ...]]:
            above = [kind for kind in self.broader.get(here, ()) if kind not in seen]
            return [way for kind in above for way in climb(kind, (*seen, kind))] if above else [seen]

        ways = [way[1:] for way in climb(start, (start,))]
        return tuple(tuple(self.ref(step) for step in way) for way in ways if way)


def hierarchy(repository: Repository) -> Hierarchy:
    """Read the whole vocabulary's kinds and opposites."""
    held = Hierarchy()
    for row in fetch(repository, "concept-edges"):
        concept, relation, other = text(row, "concept"), text(row, "relation"), text(row, "other")
        held.labels[concept] = text(row, "label")
        if relation == "kind-of" and concept != other:
            held.broader[concept].append(other)
            held.narrower[other].append(concept)
        elif relation == "opposes":
            held.opposites[concept].append(other)
    return held


def concept_list(repository: Repository) -> tuple[ConceptSummary, ...]:
    """Return every concept, by label."""
    by_concept: dict[str, list[Row]] = {}
    for row in fetch(repository, "concept-list"):
        by_concept.setdefault(text(row, "concept"), []).append(row)
    lines = [
        ConceptSummary(
            concept=ConceptRef(iri, local(iri), text(rows[0], "label")),
            definition=text(rows[0], "definition"),
            schemes=tuple(
                dict.fromkeys(text(row, "schemeLabel") or local(text(row, "scheme")) for row in rows if "scheme" in row)
            ),
            codes=each(rows, "code"),
            parts=number(rows[0], "parts"),
        )
        for iri, rows in by_concept.items()
    ]
    return tuple(sorted(lines, key=lambda line: line.concept.label.casefold()))


def concept_view(repository: Repository, name: str, known: Hierarchy | None = None) -> ConceptView:
    """Return one concept by its local name, with its place in the vocabulary and its uses.

    ``known`` is the vocabulary's kinds where the caller has read them already. Raises NotFound when the vocabulary
    has no such concept.
    """
    iri = str(VOCAB[name])
    rows = fetch(repository, "concept-facts", concept=iri)
    if not rows:
        raise NotFound(f"The vocabulary has no concept '{name}'. The vocabulary page lists those it has.")
    facts = Facts([{**row, "node": VOCAB[name]} for row in rows])
    held = known or hierarchy(repository)
    return ConceptView(
        concept=held.ref(iri),
        definition=facts.one(iri, "definition"),
        alternatives=facts.all(iri, "altLabel"),
        codes=facts.all(iri, "notation"),
        sources=facts.all(iri, "source"),
        notes=(*facts.all(iri, "scopeNote"), *facts.all(iri, "editorialNote"), *facts.all(iri, "note")),
        schemes=tuple(local(scheme) for scheme in facts.all(iri, "inScheme")),
        paths=held.ways_up(iri),
        narrower=tuple(held.ref(kind) for kind in held.narrower.get(iri, ())),
        opposites=tuple(held.ref(other) for other in held.opposites.get(iri, ())),
        uses=_uses(repository, iri, held),
        asked_by=_asked_by(repository, iri),
        examples=facts.all(iri, "example"),
        negatives=facts.all(iri, "negativeExample"),
        matches=tuple((relation, other) for relation in MATCHES for other in facts.all(iri, relation)),
        deprecated=facts.flag(iri, "deprecated"),
        replaced=tuple(held.ref(other) for other in facts.all(iri, "isReplacedBy")),
    )


def _uses(repository: Repository, iri: str, held: Hierarchy) -> tuple[ConceptUse, ...]:
    return tuple(
        ConceptUse(
            study=text(row, "study"),
            study_label=text(row, "studyLabel"),
            label=text(row, "id"),
            title=text(row, "title"),
            role=text(row, "role"),
            status=text(row, "status"),
            text=text(row, "text"),
            coded=held.ref(text(row, "coded")),
        )
        for row in sorted(
            fetch(repository, "concept-uses", concept=iri), key=lambda row: "CIMO".index(text(row, "role"))
        )
    )


def _asked_by(repository: Repository, iri: str) -> tuple[PatternUse, ...]:
    return tuple(
        PatternUse(
            theory=text(row, "theory"),
            theory_label=text(row, "theoryLabel"),
            proposition=text(row, "id"),
            statement=text(row, "statement"),
            role=text(row, "role"),
        )
        for row in fetch(repository, "concept-patterns", concept=iri)
    )
