"""When a release changes or drops the file of a theory, what it said before can still be looked up."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV

from demireg.domain.names import REALIST
from demireg.services.background import Background
from demireg.services.opening import open_repository
from demireg.services.repository import Repository
from demireg.services.seeding import seed
from demireg.settings import Settings
from tests.ontology.graphs import files

pytestmark = pytest.mark.proof  # each seeds stores of its own

THEORY = next(path for path in files("data/theories/*.ttl") if path.stem == "salutogenesis")
SAYS = "Salutogenesis"


class Release(Background):
    """A background with a fingerprint of its own choice, as a later release has."""

    name = "later"

    @cached_property
    def fingerprint(self) -> str:
        return self.name


def release(name: str, path: Path | None) -> Background:
    """The shipped background with another file for salutogenesis, or with none."""
    shipped = Background.shipped()
    changed = {key: each for key, each in shipped._files.items() if key != "theory/salutogenesis"}
    later = Release(changed | ({"theory/salutogenesis": (path,)} if path else {}))
    later.name = name
    return later


@pytest.fixture
def repository() -> Iterator[Repository]:
    opened = open_repository(Settings(store="memory:"), Background.shipped())
    seed(opened, files=[])
    yield opened
    opened.close()


@pytest.fixture
def reworded(tmp_path: Path) -> Path:
    path = tmp_path / "salutogenesis.ttl"
    text = THEORY.read_text(encoding="utf-8")
    assert f'rdfs:label "{SAYS}"' in text
    path.write_text(text.replace(f'rdfs:label "{SAYS}"', 'rdfs:label "Salutogenesis, reworded"'), encoding="utf-8")
    return path


def history(repository: Repository) -> Graph:
    return repository.store.get(repository.names.graph("history", "theory-salutogenesis"))


def state(repository: Repository, number: int) -> Graph:
    """What the history keeps under a number."""
    node = URIRef(repository.names.theory_version("salutogenesis", number))
    text = history(repository).value(node, REALIST.archivedGraph)
    return Graph().parse(data=str(text), format="turtle")


def test_a_first_seeding_and_an_unchanged_theory_archive_nothing(repository: Repository) -> None:
    assert not history(repository)
    seed(replace(repository, background=release("same words", THEORY)), files=[])
    assert not [each for each in repository.store.graphs() if "/history/theory-" in each]


def test_the_earlier_state_of_a_changed_theory_is_kept_as_a_document(repository: Repository, reworded: Path) -> None:
    before = repository.store.get(repository.names.graph("theory", "salutogenesis"))
    fingerprint = repository.background.fingerprint
    seed(replace(repository, background=release("second", reworded)), files=[])
    kept = history(repository)
    node = URIRef(repository.names.theory_version("salutogenesis", 1))
    assert (node, RDF.type, REALIST.TheoryVersion) in kept
    assert (node, DCTERMS.isVersionOf, URIRef(repository.names.theory("salutogenesis"))) in kept
    assert (node, REALIST.versionNumber, Literal(1)) in kept
    assert (node, REALIST.backgroundVersion, Literal(fingerprint)) in kept
    assert (node, PROV.invalidatedAtTime, None) in kept
    assert isomorphic(state(repository, 1), before)
    assert not [
        each for each in repository.store.graphs() if "/history/theory-" in each and "salutogenesis" not in each
    ]


def test_the_words_of_an_earlier_state_stand_in_no_graph_but_the_history(
    repository: Repository, reworded: Path
) -> None:
    seed(replace(repository, background=release("second", reworded)), files=[])
    theory = URIRef(repository.names.theory("salutogenesis"))
    now = repository.store.get(repository.names.graph("theory", "salutogenesis"))
    assert "Salutogenesis, reworded" in {str(each) for each in now.objects(theory)}
    assert set(history(repository).subjects(SKOS.definition)) == set()
    assert (theory, None, None) not in history(repository)


def test_several_states_are_numbered_and_a_dropped_theory_is_kept_too(repository: Repository, reworded: Path) -> None:
    seed(replace(repository, background=release("second", reworded)), files=[])
    seed(replace(repository, background=release("third", None)), files=[])
    kept = history(repository)
    first, second = (URIRef(repository.names.theory_version("salutogenesis", number)) for number in (1, 2))
    assert (second, PROV.wasRevisionOf, first) in kept
    assert "Salutogenesis, reworded" in str(kept.value(second, REALIST.archivedGraph))
    assert repository.names.graph("theory", "salutogenesis") not in repository.store.graphs()
