"""Made-up studies in the form in which the store keeps real ones, for measuring only.

They are drawn from the concepts that the store holds, with a seed: the same seed gives the same triples. They go into
stores that the bench makes and throws away, never beside real studies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS

from demireg.domain.names import AUTHORS_ONLY, BEYOND_AUTHORS, INFERRED, PROFILES, REALIST, Names
from demireg.services.versions import Current
from demireg.store.base import Triple

CONFIGURATIONS: Final = 4
#: How many parts of each role a configuration has, and the letter in their identifiers.
PARTS: Final = {"context": ("c", 2), "intervention": ("i", 1), "resource": ("m", 2), "outcome": ("o", 2)}
#: The short way from a configuration to an element, by role.
SHORT: Final = {
    "context": REALIST.hasContext,
    "intervention": REALIST.hasIntervention,
    "resource": REALIST.hasMechanism,
    "outcome": REALIST.hasOutcome,
}
BASES: Final = (REALIST.AuthorTagged, REALIST.AuthorStated, REALIST.CuratorInferred)


@dataclass(frozen=True, slots=True)
class Material:
    """What made-up studies are made of: concepts with all that they are a kind of, and propositions.

    ``background`` is the fingerprint of what they count as read against, so that nothing reads them again.
    """

    kinds: dict[URIRef, tuple[URIRef, ...]]
    propositions: tuple[URIRef, ...]
    background: str = "0" * 64

    @property
    def version(self) -> Current:
        """Return the version that all made-up studies are kept at."""
        return Current(1, content="0" * 64, source="0" * 64, background=self.background)


def name(number: int) -> str:
    """Return the identifier of one made-up study, counted from 0."""
    return f"synthetic-{number:05}"


def studies(count: int, seed: int, material: Material, names: Names) -> Iterator[dict[str, list[Triple]]]:
    """Yield the graphs of made-up studies, one mapping of graph name to triples for each study."""
    for number in range(count):
        yield _Study(name(number), Random(f"{seed}-{number}"), material, names).graphs()  # noqa: S311


class _Study:
    def __init__(self, name: str, draw: Random, material: Material, names: Names) -> None:
        self._name = name
        self._draw = draw
        self._material = material
        self._names = names
        self._asserted: list[Triple] = []
        self._inferred: dict[str, list[Triple]] = {part: [] for part in INFERRED}

    def graphs(self) -> dict[str, list[Triple]]:
        """Return what is asserted and what is inferred, each under its graph's name."""
        self._head()
        for number in range(1, CONFIGURATIONS + 1):
            self._configuration(number)
        study = URIRef(self._names.study(self._name))
        graphs = {self._names.graph("study", self._name): self._asserted}
        for part, profiles in INFERRED.items():
            graph = URIRef(self._names.inferred(part, self._name))
            own: list[Triple] = [(graph, REALIST.codingProfile, URIRef(PROFILES[profile])) for profile in profiles]
            own.append((graph, REALIST.inferredFrom, study))
            graphs[str(graph)] = own + self._inferred[part]
        graphs[self._names.graph("history", self._name)] = self._history()
        return graphs

    def _history(self) -> list[Triple]:
        study, version, made = self._iri(), self._iri("version", "1"), self._material.version
        return [
            (study, REALIST.currentVersion, version),
            (version, RDF.type, REALIST.StudyVersion),
            (version, DCTERMS.isVersionOf, study),
            (version, DCTERMS.identifier, Literal(self._name)),
            (version, REALIST.versionNumber, Literal(made.number)),
            (version, REALIST.contentHash, Literal(made.content)),
            (version, REALIST.sourceHash, Literal(made.source)),
            (version, REALIST.backgroundVersion, Literal(made.background)),
            (version, REALIST.shipped, Literal(made.shipped)),
            (version, REALIST.sourceText, Literal(made.text)),
            (version, REALIST.sourceName, Literal(made.name)),
            (version, REALIST.reportKey, Literal(f"10.0000/{self._name}")),
        ]

    def _iri(self, *path: str) -> URIRef:
        return URIRef(self._names.within(self._name, *path))

    def _say(self, subject: URIRef, **values: URIRef | Literal) -> None:
        self._asserted += [(subject, REALIST[name], value) for name, value in values.items()]

    def _head(self) -> None:
        study, programme = self._iri(), URIRef(self._names.programme(self._name))
        self._asserted += [
            (study, RDF.type, REALIST.Study),
            (study, DCTERMS.identifier, Literal(self._name)),
            (study, RDFS.label, Literal(f"Made up {self._name}")),
            (programme, RDF.type, REALIST.Programme),
            (programme, DCTERMS.identifier, Literal(self._name)),
        ]
        year = Literal(self._draw.randint(2010, 2026))
        self._say(study, year=year, partOfProgramme=programme, atSite=self._iri("site"), textSeen=REALIST.FullText)
        self._say(self._iri("site"), country=Literal(self._draw.choice(("England", "Scotland", "Wales"))))
        stance = self._iri("stance", "1")
        self._asserted.append((stance, RDF.type, REALIST.StanceAssessment))
        self._say(
            stance,
            assesses=self._draw.choice(self._material.propositions),
            ofStudy=study,
            stance=self._draw.choice((REALIST.Corroborates, REALIST.Refines, REALIST.Contradicts)),
            onBasisOf=self._iri("k01"),
            codingBasis=REALIST.CuratorInferred,
        )

    def _configuration(self, number: int) -> None:
        label = f"k{number:02}"
        configuration = self._iri(label)
        self._say(self._iri(), hasConfiguration=configuration)
        self._asserted += [
            (configuration, RDF.type, REALIST.Configuration),
            (configuration, DCTERMS.identifier, Literal(label)),
            (configuration, RDFS.label, Literal(f"Configuration {label} of {self._name}")),
        ]
        self._say(configuration, order=Literal(number), evidencedBy=self._iri(label, "excerpt"))
        self._say(self._iri(label, "excerpt"), locator=Literal("Results"))
        for role, (letter, count) in PARTS.items():
            for place in range(1, count + 1):
                self._part(label, role, f"{letter}{place}")
        match = (configuration, REALIST.instantiates, self._draw.choice(self._material.propositions))
        self._inferred[BEYOND_AUTHORS].append(match)

    def _part(self, label: str, role: str, place: str) -> None:
        configuration, part = self._iri(label), self._iri(label, place)
        element = self._iri(label, place, "element")
        concept = self._draw.choice(tuple(self._material.kinds))
        basis = self._draw.choice(BASES)
        self._asserted += [
            (configuration, REALIST[f"{role}Assignment"], part),
            (part, RDF.type, REALIST.RoleAssignment),
            (element, RDF.type, REALIST.Element),
            (element, RDFS.label, Literal(f"{role} {place} of {label}")),
        ]
        self._say(part, element=element, codingBasis=basis, order=Literal(int(place[1:])), partNumber=Literal(place))
        self._say(element, codedConcept=concept)
        triples = self._inferred[BEYOND_AUTHORS if basis == REALIST.CuratorInferred else AUTHORS_ONLY]
        triples.append((configuration, SHORT[role], element))
        triples += [(element, REALIST.concept, kind) for kind in (concept, *self._material.kinds[concept])]
