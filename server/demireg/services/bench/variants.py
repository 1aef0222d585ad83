"""Variants of real studies: each keeps how one was built, while a share of what it says is drawn anew.

Kept are the number of configurations, the parts in each role, whether they fired, links, claims, excerpts and stances.
Drawn anew, each value with the same chance and as often as the real studies have it in the same place, are concepts
(by role), bases, valences, stages, voices, confidences, years, countries, models, designs, how much of the text was
seen, and which proposition a stance is on and what it says. What follows from a variant is inferred by the real rules.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, cast

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS
from rdflib.term import Node

from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, BEYOND_AUTHORS, INFERRED, PROFILES, REALIST, Names
from demireg.services.reasoning import Rulebook
from demireg.services.repository import Repository
from demireg.services.versions import Current, all_current, content_hash
from demireg.store.base import Triple

#: The chance that a value is drawn anew.
ANEW: Final = 0.3
#: How many quads a study has on average. Those read in full have many more than those of which an abstract was seen;
#: so that many come out, larger studies are drawn more often than smaller ones.
QUADS: Final = 750
#: How many variants are inferred from in one go.
BATCH: Final = 50
_DRAWN: Final = frozenset(
    REALIST[name]
    for name in (
        *("codingBasis", "valence", "pathwayStage", "voice", "confidence", "year", "country", "serviceModel"),
        *("designConcept", "textSeen", "stance", "assesses", "siteContext"),
    )
)
_ROLES: Final = ("context", "intervention", "resource", "response", "mechanism", "outcome")
_ASSIGNMENTS: Final = frozenset(
    REALIST[f"{name}Assignment"] for name in (*_ROLES, "absentContext", "unfiredMechanism", "unachievedOutcome")
)
#: What says which report a study is; a variant is of no report.
_OF_REPORT: Final = frozenset((REALIST.doi, REALIST.url))

Place = tuple[Node, Node | None]


@dataclass(frozen=True, slots=True)
class Variant:
    """A made-up study to be copied: its identifier, its graphs by name, and the version of its content."""

    study: str
    graphs: Mapping[str, Sequence[Triple]]
    version: Current


class Sources:
    """The real studies that variants are made of, and how often they say what."""

    def __init__(self, repository: Repository) -> None:
        """Read all studies in force. Raises StoreDown when the store cannot be read."""
        store, self.names = repository.store, repository.names
        self.background = repository.background.fingerprint
        self.rulebook: Rulebook = repository.background.rulebook
        held = sorted(all_current(store))
        self._graphs = [(study, store.get(self.names.graph("study", study))) for study in held]
        inferred = [sum(len(store.get(self.names.inferred(part, study))) for part in INFERRED) for study in held]
        self._weights = tilted([len(graph) + more for (_, graph), more in zip(self._graphs, inferred, strict=True)])
        self._values: defaultdict[Place, list[Node]] = defaultdict(list)
        for _, graph in self._graphs:
            for place, value in _values(graph):
                self._values[place].append(value)
        programmes = {value for _, graph in self._graphs for value in graph.objects(None, REALIST.partOfProgramme)}
        #: The chance that a study is the companion of another one.
        self.companions = 1 - len(programmes) / max(1, len(held))

    def variants(self, count: int, seed: int) -> Iterator[Variant]:
        """Yield variants, called ``synthetic-v00000`` and so on; the same seed gives the same ones."""
        for first in range(0, count, BATCH):
            made: dict[str, list[Triple]] = {}
            for number in range(first, min(count, first + BATCH)):
                draw = Random(f"{seed}-variant-{number}")  # noqa: S311 - measuring only
                ((source, graph),) = draw.choices(self._graphs, self._weights)
                name = f"synthetic-v{number:05}"
                made[name] = [self._renamed(each, source, name) for each in self._anew(graph, draw)]
            yield from self._inferred(made)

    def _anew(self, graph: Graph, draw: Random) -> Iterator[Triple]:
        places = dict(_placed(graph))
        for triple in sorted(cast("Iterator[Triple]", iter(graph))):
            if triple[1] in _OF_REPORT or (triple[1] == DCTERMS.identifier and ":" in str(triple[2])):
                continue
            place = places.get((triple[0], triple[1]))
            if place is None or draw.random() >= ANEW:
                yield triple
            else:
                yield triple[0], triple[1], cast("URIRef | Literal", draw.choice(self._values[place]))

    def _renamed(self, triple: Triple, source: str, name: str) -> Triple:
        subject, predicate, value = triple
        if predicate == RDFS.label and subject == URIRef(self.names.study(source)):
            value = Literal(f"Made up {name}")
        elif predicate == DCTERMS.title:
            value = Literal(f"A made-up study called {name}")
        elif value == Literal(source):
            value = Literal(name)
        return cast("Triple", (self._iri(subject, source, name), predicate, self._iri(value, source, name)))

    def _iri(self, term: Node, source: str, name: str) -> Node:
        own = self.names.study(source)
        if isinstance(term, URIRef) and (term == URIRef(own) or term.startswith(f"{own}/")):
            return URIRef(self.names.study(name) + term.removeprefix(own))
        if isinstance(term, URIRef) and term.startswith(self.names.programme("")):
            return URIRef(self.names.programme(programme_of(name)))
        return term

    def _inferred(self, made: Mapping[str, list[Triple]]) -> Iterator[Variant]:
        """Infer from many at once, for no rule joins two studies, and give each its own again."""
        union = Graph()
        for triples in made.values():
            for triple in triples:
                union.add(triple)
        authors = self.rulebook.infer(union, AUTHORS_ONLY)
        follows = {AUTHORS_ONLY: authors, BEYOND_AUTHORS: self.rulebook.infer(union, ALL_ACCEPTED) - authors}
        own: dict[tuple[str, str], list[Triple]] = defaultdict(list)
        for part, found in follows.items():
            for triple in sorted(found):
                own[part, self.names.local(triple[0]).partition("/")[0]].append(triple)
        for name, asserted in made.items():
            yield self._variant(name, asserted, {part: own[part, name] for part in INFERRED})

    def _variant(self, name: str, asserted: list[Triple], follows: Mapping[str, list[Triple]]) -> Variant:
        names, study = self.names, URIRef(self.names.study(name))
        graph = Graph()
        for triple in (asserted := _of_programme(asserted, names, name)):
            graph.add(triple)
        version = Current(1, content_hash(graph), "0" * 64, self.background)
        graphs: dict[str, Sequence[Triple]] = {names.graph("study", name): asserted}
        for part, profiles in INFERRED.items():
            about = URIRef(names.inferred(part, name))
            said: list[Triple] = [(about, REALIST.codingProfile, URIRef(PROFILES[each])) for each in profiles]
            graphs[str(about)] = [*said, (about, REALIST.inferredFrom, study), *follows[part]]
        graphs[names.graph("history", name)] = _history(names, name, version)
        return Variant(name, graphs, version)


def programme_of(variant: str) -> str:
    """Return the programme that a variant stands in, to be replaced by that of each copy."""
    return variant.replace("-v", "-p")


def tilted(sizes: Sequence[int]) -> list[float]:
    """Return how often studies of these sizes are drawn, so that ``QUADS`` come out on average, or as near as can be.

    A study of size s has the weight s^a, with a between -2 and 2 found by halving.
    """
    low, high = -2.0, 2.0
    for _ in range(40):
        middle = (low + high) / 2
        weights = [size**middle for size in sizes]
        mean = sum(size * weight for size, weight in zip(sizes, weights, strict=True)) / sum(weights)
        low, high = (middle, high) if mean < QUADS else (low, middle)
    return [size**low for size in sizes]


def _values(graph: Graph) -> Iterator[tuple[Place, Node]]:
    """Yield each value that may be drawn anew, with its place: predicate, and role where there is one."""
    places = dict(_placed(graph))
    for subject, predicate, value in graph:
        if (place := places.get((subject, predicate))) is not None:
            yield place, value


def _placed(graph: Graph) -> Iterator[tuple[tuple[Node, Node], Place]]:
    for assignment in _ASSIGNMENTS:
        for part in graph.objects(None, assignment):
            for element in graph.objects(part, REALIST.element):
                yield (element, REALIST.codedConcept), (REALIST.codedConcept, assignment)
    for predicate in _DRAWN:
        for subject in graph.subjects(predicate):
            yield (subject, predicate), (predicate, None)


def _of_programme(asserted: list[Triple], names: Names, name: str) -> list[Triple]:
    """Return the triples with the programme's own identifier in the place of the study's."""
    node, programme = URIRef(names.programme(programme_of(name))), Literal(programme_of(name))
    return [
        (node, predicate, programme) if subject == node and predicate in {DCTERMS.identifier, RDFS.label} else triple
        for triple in asserted
        for subject, predicate, _ in (triple,)
    ]


def _history(names: Names, name: str, made: Current) -> list[Triple]:
    study, version = URIRef(names.study(name)), URIRef(names.within(name, "version", "1"))
    return [
        (study, REALIST.currentVersion, version),
        (version, RDF.type, REALIST.StudyVersion),
        (version, DCTERMS.isVersionOf, study),
        (version, DCTERMS.identifier, Literal(name)),
        (version, REALIST.versionNumber, Literal(made.number)),
        (version, REALIST.contentHash, Literal(made.content)),
        (version, REALIST.sourceHash, Literal(made.source)),
        (version, REALIST.backgroundVersion, Literal(made.background)),
        (version, REALIST.shipped, Literal(made.shipped)),
        (version, REALIST.sourceText, Literal(made.text)),
        (version, REALIST.sourceName, Literal(made.name)),
        (version, REALIST.reportKey, Literal(f"10.0000/{name}")),
    ]
