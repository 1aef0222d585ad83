"""Prefixes, identifiers and graph names: the only place where an IRI of ours is put together.

Identifiers are minted once, below a base that the host sets, and stored; they never follow the host of a request.
"""

from dataclasses import dataclass
from typing import Final

from rdflib import Namespace
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

REALIST: Final = Namespace("https://w3id.org/realist/core#")
VOCAB: Final = Namespace("https://w3id.org/realist/vocab/")
THEORY: Final = Namespace("https://w3id.org/realist/theory/")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
DEFAULT_BASE: Final = "https://w3id.org/realist/id/"

#: Prefixes that every query, page and Turtle file of ours may use without declaring them again.
PREFIXES: Final[dict[str, str]] = {
    "realist": str(REALIST),
    "vocab": str(VOCAB),
    "theory": str(THEORY),
    "dcterms": str(DCTERMS),
    "oa": str(OA),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
}

ALL_ACCEPTED: Final = "all-accepted"
AUTHORS_ONLY: Final = "authors-only"

#: Coding-basis profiles: name in URLs and on the command line → individual in the ontology.
PROFILES: Final[dict[str, str]] = {
    ALL_ACCEPTED: str(REALIST.AllAccepted),
    AUTHORS_ONLY: str(REALIST.AuthorsOnly),
}


#: What is inferred from a study, in two graphs that share no triple: name of the graph → profiles it counts under.
#: All that follows under all codings is both together, so nothing stands twice in the union of all graphs.
BEYOND_AUTHORS: Final = "beyond-authors"
INFERRED: Final[dict[str, tuple[str, ...]]] = {
    AUTHORS_ONLY: (AUTHORS_ONLY, ALL_ACCEPTED),
    BEYOND_AUTHORS: (ALL_ACCEPTED,),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Mints identifiers and graph names below one base IRI."""

    base: str = DEFAULT_BASE

    def study(self, study: str) -> str:
        """Return the IRI of a study, for example ``…/study/wood-2021``."""
        return f"{self.base}study/{study}"

    def configuration(self, study: str, label: str) -> str:
        """Return the IRI of a configuration by its study and label."""
        return f"{self.base}study/{study}/{label}"

    def within(self, study: str, *path: str) -> str:
        """Return the IRI of anything that belongs to one study."""
        return "/".join((self.study(study), *path))

    def programme(self, programme: str) -> str:
        """Return the IRI of a programme."""
        return f"{self.base}programme/{programme}"

    def agent(self, agent: str) -> str:
        """Return the IRI of a coder or curator."""
        return f"{self.base}agent/{agent}"

    def theory(self, slug: str) -> str:
        """Return the IRI of a theory; theories do not live below the host's base."""
        return str(THEORY[slug])

    def theory_version(self, slug: str, number: int) -> str:
        """Return the IRI of an archived state of a theory's file, for example ``…/theory/salutogenesis/version/1``."""
        return f"{self.base}theory/{slug}/version/{number}"

    def comparison(self, name: str, number: int = 0) -> str:
        """Return the IRI of what is kept under a name, or of one version of it (``…/comparison/trust/version/1``)."""
        return f"{self.base}comparison/{name}" + (f"/version/{number}" if number else "")

    def proposition(self, reference: str) -> str:
        """Return the IRI of a proposition written as ``salutogenesis/P1``."""
        return str(THEORY[reference])

    def graph(self, kind: str, name: str = "") -> str:
        """Return a graph's name: kind is ontology, vocabulary, theory, study, history, comparison or meta."""
        return f"{self.base}graph/{kind}/{name}" if name else f"{self.base}graph/{kind}"

    def inferred(self, part: str, study: str) -> str:
        """Return the name of one of the two graphs (a key of ``INFERRED``) of what is inferred from a study."""
        return f"{self.base}graph/inferred/{part}/{study}"

    def local(self, iri: str) -> str:
        """Return what follows the base (or our other namespaces) in an IRI, or the IRI itself."""
        for space in (f"{self.base}study/", self.base, str(THEORY), str(VOCAB), str(REALIST)):
            if iri.startswith(space):
                return iri.removeprefix(space)
        return iri
