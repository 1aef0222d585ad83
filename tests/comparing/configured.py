"""Small repositories of configurations for tests of comparison, written straight as triples."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from demireg.domain.names import REALIST, VOCAB
from demireg.services.comparing.table import ComparisonTable
from demireg.services.repository import Repository
from demireg.store import open_store
from demireg.store.base import Triple
from tests.comparing.repositories import NAMES

#: Assignment of a part, what entails the short way, and what may stand there.
ROLES = {
    "contexts": ("contextAssignment", "hasContext"),
    "absent": ("absentContextAssignment", "hasAbsentContext"),
    "mechanisms": ("mechanismAssignment", "hasMechanism"),
    "unfired": ("unfiredMechanismAssignment", "hasUnfired"),
    "outcomes": ("outcomeAssignment", "hasOutcome"),
    "unachieved": ("unachievedOutcomeAssignment", "hasUnachieved"),
}
#: Concepts, what each is a kind of, and what each opposes.
KINDS: Mapping[str, str] = {"c2": "c1", "m2": "m1", "o2": "o1"}
OPPOSED = (("c1", "c3"), ("c2", "c4"), ("o1", "o3"), ("o2", "o4"))
CONTEXTS, MECHANISMS, OUTCOMES = ("c1", "c2", "c3", "c4", "c5"), ("m1", "m2", "m3"), ("o1", "o2", "o3", "o4")

Configured = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Reported:
    """A study of a test: its configurations, each with the concepts in each of ``ROLES``, and how it hangs together."""

    configurations: Sequence[Configured] = ()
    programme: str = ""
    synthesises: Sequence[str] = ()
    site: Sequence[str] = field(default=())


def configured(studies: Mapping[str, Reported]) -> Repository:
    """Return a repository in memory that holds these studies and the concepts above, its table written."""
    store = open_store("memory:")
    graphs: dict[str, list[Triple]] = {NAMES.graph("vocabulary", "test"): list(_concepts())}
    graphs |= {NAMES.graph("study", study): list(_study(study, told)) for study, told in studies.items()}
    store.replace(graphs)
    table = ComparisonTable.open(None)
    table.write_theories(store, NAMES, "1")
    for study in studies:
        table.write(study, store, NAMES, "1")
    return Repository(store, store, NAMES, table)


def _concepts() -> Iterable[Triple]:
    for name in (*CONTEXTS, *MECHANISMS, *OUTCOMES):
        yield VOCAB[name], RDF.type, SKOS.Concept
        yield VOCAB[name], SKOS.prefLabel, Literal(f"Concept {name}", lang="en")
    for name, broader in KINDS.items():
        yield VOCAB[name], REALIST.kindOf, VOCAB[broader]
    for one, other in OPPOSED:
        yield VOCAB[one], REALIST.opposes, VOCAB[other]


def _study(study: str, told: Reported) -> Iterable[Triple]:
    node, programme = URIRef(NAMES.study(study)), URIRef(NAMES.programme(told.programme or study))
    yield node, RDF.type, REALIST.Study
    yield node, RDFS.label, Literal(study.upper())
    yield node, REALIST.partOfProgramme, programme
    yield programme, DCTERMS.identifier, Literal(told.programme or study)
    for other in told.synthesises:
        yield node, REALIST.synthesises, URIRef(NAMES.study(other))
    for concept in told.site:
        yield node, REALIST.atSite, URIRef(NAMES.within(study, "site"))
        yield URIRef(NAMES.within(study, "site")), REALIST.siteContext, VOCAB[concept]
    for number, parts in enumerate(told.configurations, 1):
        configuration = URIRef(NAMES.configuration(study, f"k{number}"))
        yield node, REALIST.hasConfiguration, configuration
        for role, concepts in parts.items():
            for place, concept in enumerate(concepts):
                yield from _part(configuration, role, f"{role}{place}", concept)


def _part(configuration: URIRef, role: str, name: str, concept: str) -> Iterable[Triple]:
    assignment, short = ROLES[role]
    part, element = URIRef(f"{configuration}/{name}"), URIRef(f"{configuration}/{name}/element")
    yield configuration, REALIST[assignment], part
    yield part, REALIST.element, element
    yield part, REALIST.codingBasis, REALIST.AuthorStated
    yield configuration, REALIST[short], element
    yield element, REALIST.codedConcept, VOCAB[concept]
    yield element, REALIST.concept, VOCAB[concept]
    if concept in KINDS:
        yield element, REALIST.concept, VOCAB[KINDS[concept]]


def _some(concepts: Sequence[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(concepts), max_size=most, unique=True)


configurations = st.fixed_dictionaries(
    {
        "contexts": _some(CONTEXTS, 3),
        "absent": _some(CONTEXTS, 1),
        "mechanisms": _some(MECHANISMS, 2),
        "unfired": _some(MECHANISMS, 1),
        "outcomes": _some(OUTCOMES, 2),
        "unachieved": _some(OUTCOMES, 1),
    }
)


@st.composite
def reported(draw: st.DrawFn, most: int = 5) -> dict[str, Reported]:
    """Few studies of few programmes, some of them syntheses of others, with few configurations each."""
    names = [f"s{number}" for number in range(draw(st.integers(1, most)))]
    found = {}
    for name in names:
        others = [other for other in names if other != name]
        synthesis = bool(others) and draw(st.booleans())
        sources = draw(_some(others, 2)) if synthesis else []
        own = draw(st.lists(configurations, min_size=1, max_size=2))
        found[name] = Reported(own, draw(st.sampled_from(["p", name, name])), sources)
    return found
