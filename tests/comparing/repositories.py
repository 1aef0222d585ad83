"""Repositories for tests of comparison: the shipped studies, the worked example, and small ones with stances only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from demireg import assets
from demireg.domain.names import ALL_ACCEPTED, AUTHORS_ONLY, INFERRED, PROFILES, REALIST, Names
from demireg.services.background import Background
from demireg.services.comparing.table import ComparisonTable
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.seeding import seed
from demireg.settings import Settings
from demireg.store import open_store
from demireg.store.base import Triple
from tests.shipping import copy_of, filled_once

NAMES = Names()
TOY = Path(__file__).parents[1] / "toy"
EXTRA = TOY / "extended"


@dataclass(frozen=True)
class Judged:
    """A study of a test: pairs of proposition and stance, and how it hangs together with others."""

    stances: Sequence[tuple[str, str]] = ()
    programme: str = ""
    synthesises: Sequence[str] = ()
    matches: Mapping[str, Sequence[str]] = field(default_factory=dict)


def repository_of(studies: Mapping[str, Judged], propositions: Sequence[str] = ("t/P1", "t/P2")) -> Repository:
    """Return a repository in memory that holds the theory ``t`` and these studies, its table written."""
    store = open_store("memory:")
    graphs: dict[str, list[Triple]] = {NAMES.graph("theory", "t"): _theory(propositions)}
    for study, judged in studies.items():
        graphs[NAMES.graph("study", study)] = _study(study, judged)
        for part in INFERRED:
            graphs[NAMES.inferred(part, study)] = _inferred(study, part, judged)
    store.replace(graphs)
    table = ComparisonTable.open(None)
    table.write_theories(store, NAMES, "1")
    for study in studies:
        table.write(study, store, NAMES, "1")
    return Repository(store, store, NAMES, table)


def _theory(propositions: Sequence[str]) -> list[Triple]:
    theory = URIRef(NAMES.theory("t"))
    triples: list[Triple] = [
        (theory, RDF.type, REALIST.ProgrammeTheory),
        (theory, DCTERMS.identifier, Literal("t")),
        (theory, RDFS.label, Literal("A theory")),
    ]
    for place, reference in enumerate(propositions, start=1):
        proposition = URIRef(NAMES.proposition(reference))
        triples += [
            (theory, REALIST.proposition, proposition),
            (proposition, RDF.type, REALIST.Proposition),
            (proposition, REALIST.order, Literal(place)),
            (proposition, SKOS.definition, Literal(f"Sentence {place}", lang="en")),
        ]
    return triples


def _study(study: str, judged: Judged) -> list[Triple]:
    node = URIRef(NAMES.study(study))
    programme = URIRef(NAMES.programme(judged.programme or study))
    triples: list[Triple] = [
        (node, RDF.type, REALIST.Study),
        (node, RDFS.label, Literal(study.upper())),
        (node, REALIST.partOfProgramme, programme),
        (programme, DCTERMS.identifier, Literal(judged.programme or study)),
    ]
    triples += [(node, REALIST.synthesises, URIRef(NAMES.study(other))) for other in judged.synthesises]
    if judged.matches:
        triples.append((node, REALIST.hasConfiguration, URIRef(NAMES.configuration(study, "k1"))))
    for number, (proposition, stance) in enumerate(judged.stances, start=1):
        assessment = URIRef(NAMES.within(study, "stance", str(number)))
        triples += [
            (assessment, RDF.type, REALIST.StanceAssessment),
            (assessment, REALIST.ofStudy, node),
            (assessment, REALIST.assesses, URIRef(NAMES.proposition(proposition))),
            (assessment, REALIST.stance, REALIST[stance.capitalize()]),
        ]
        if stance != "silent":
            triples.append((assessment, REALIST.onBasisOf, URIRef(NAMES.configuration(study, f"k{number}"))))
    return triples


def _inferred(study: str, part: str, judged: Judged) -> list[Triple]:
    graph = URIRef(NAMES.inferred(part, study))
    triples: list[Triple] = [(graph, REALIST.inferredFrom, URIRef(NAMES.study(study)))]
    triples += [(graph, REALIST.codingProfile, URIRef(PROFILES[profile])) for profile in INFERRED[part]]
    authors = set(judged.matches.get(AUTHORS_ONLY, ()))
    matches = authors if part == AUTHORS_ONLY else set(judged.matches.get(ALL_ACCEPTED, ())) - authors
    for proposition in sorted(matches):
        configuration = URIRef(NAMES.configuration(study, "k1"))
        triples.append((configuration, REALIST.instantiates, URIRef(NAMES.proposition(proposition))))
    return triples


def worked_example(store: Path | None = None) -> Repository:
    """Return a repository of one's own with the worked example of ``tests/toy`` beside the shipped background.

    It is in a folder, a new one unless given. ``theory.ttl`` is the theory ``toy``; another one beside it is called
    ``theory-SLUG.ttl``.
    """
    folder = copy_of(filled_once("toy", _worked_example), store)
    return open_repository(Settings(store=folder), _toy_background())


def _worked_example(folder: str) -> Repository:
    repository = open_repository(Settings(store=folder), _toy_background())
    seed(repository, files=sorted((TOY / "studies").glob("*.yaml")))
    return repository


@cache
def _toy_background() -> Background:
    return Background.shipped(
        ("vocabulary/toy", TOY / "vocabulary.ttl"),
        ("theory/toy", TOY / "theory.ttl"),
        *((f"theory/{path.stem.removeprefix('theory-')}", path) for path in sorted(TOY.glob("theory-*.ttl"))),
    )


def extended_example() -> Repository:
    """Return the worked example with what ``tests/toy/extended`` adds, which would change the figures of the example.

    It holds kinds of concepts, the theories ``toy-a`` and ``toy-b``, a review, a companion and a study coded twice.
    No theory that ships is there, so that what is compared here is compared with nothing else.
    """
    folder = copy_of(filled_once("extended", _extended_example))
    return open_repository(Settings(store=folder), _extended_background())


def _extended_example(folder: str) -> Repository:
    repository = open_repository(Settings(store=folder), _extended_background())
    seed(repository, files=[*sorted((TOY / "studies").glob("*.yaml")), *sorted((EXTRA / "studies").glob("*.yaml"))])
    return repository


@cache
def _extended_background() -> Background:
    ontology = assets.folder("ontology")
    core = [ontology / "realist.ttl", *sorted((ontology / "modules").glob("*.ttl"))]
    files: dict[str, tuple[Path, ...]] = {"ontology": tuple(core)}
    files |= {f"vocabulary/{path.stem}": (path,) for path in sorted((ontology / "vocabularies").glob("*.ttl"))}
    files["vocabulary/toy"], files["theory/toy"] = (TOY / "vocabulary.ttl",), (TOY / "theory.ttl",)
    files["vocabulary/toy-kinds"] = (EXTRA / "vocabulary.ttl",)
    files |= {f"theory/{path.stem.removeprefix('theory-')}": (path,) for path in sorted(EXTRA.glob("theory-*.ttl"))}
    return Background(files)
