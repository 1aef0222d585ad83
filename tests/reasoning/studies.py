"""Study graphs for the tests: the shipped ones, and small ones written down in a line or two."""

from collections.abc import Mapping, Sequence
from functools import cache

from rdflib import RDF, Graph, URIRef

from demireg import assets
from demireg.domain.names import REALIST, VOCAB, Names
from demireg.services.importing.assemble import assemble
from demireg.services.importing.codes import Codes
from demireg.services.importing.read import read_file
from demireg.services.importing.triples import study_graph
from demireg.services.reasoning import Rulebook
from demireg.services.seeding import shipped_studies
from demireg.services.turtle import parse
from demireg.store.base import Triple

NAMES = Names()
EVERY = tuple(path.stem for path in shipped_studies())
#: For what needs seconds for each study: the founding study, and two compared with it.
SOME = ("hanlon-2021", "tierney-2020", "wood-2021")

#: A part in brief: its assignment's name without the ending, its concept, and if need be its basis and element.
Part = tuple[str, ...]


@cache
def everything() -> Graph:
    """Return ontology, vocabularies and theories as they ship."""
    union = Graph()
    for name in ("ontology", "data/theories"):
        for path in sorted((assets.root() / name).rglob("*.ttl")):
            union += parse(path)
    return union


@cache
def rulebook() -> Rulebook:
    """Return the rules over all that ships."""
    return Rulebook(everything())


@cache
def shipped(study: str) -> Graph:
    """Return the asserted graph of a shipped study."""
    draft = read_file(assets.folder("data") / "studies" / f"{study}.yaml")
    assert draft.sheet is not None, draft.findings
    codes = Codes.of(everything())
    assembled = assemble(draft, draft.sheet, codes, NAMES)
    assert assembled.findings == []
    return study_graph(draft.sheet, assembled.configurations, codes, NAMES)


@cache
def together(studies: tuple[str, ...]) -> Graph:
    """Return shipped studies in one graph."""
    union = Graph()
    for study in studies:
        union += shipped(study)
    return union


def configuration(label: str, study: str = "small") -> URIRef:
    """Return the IRI of a configuration."""
    return URIRef(NAMES.configuration(study, label))


def small(configurations: Mapping[str, Sequence[Part]], study: str = "small") -> Graph:
    """Build a study from parts such as ``("resource", "PeerSupport", "CuratorInferred", "shared-element")``."""
    graph = Graph()
    for label, parts in configurations.items():
        node = configuration(label, study)
        graph.add((node, RDF.type, REALIST.Configuration))
        for number, (role, concept, *rest) in enumerate(parts, 1):
            basis = rest[0] if rest else "AuthorTagged"
            part = URIRef(f"{node}/{number}")
            element = URIRef(NAMES.within(study, "element", rest[1]) if len(rest) > 1 else f"{part}/element")
            graph.add((node, REALIST[f"{role}Assignment"], part))
            graph.add((part, RDF.type, REALIST.RoleAssignment))
            graph.add((part, REALIST.codingBasis, REALIST[basis]))
            graph.add((part, REALIST.element, element))
            graph.add((element, RDF.type, REALIST.Element))
            graph.add((element, REALIST.codedConcept, VOCAB[concept]))
    return graph


def matches(triples: set[Triple], label: str, predicate: str, study: str = "small") -> set[str]:
    """Return what a configuration is related to, as ``salutogenesis/P1``."""
    found = {value for s, p, value in triples if s == configuration(label, study) and p == REALIST[predicate]}
    return {NAMES.local(str(each)) for each in found}
