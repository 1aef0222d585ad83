"""A retracted study counts nowhere, says why, keeps its history, and comes back when it is accepted again."""

import gzip
import io

import pytest
from rdflib import URIRef
from rdflib.namespace import PROV

from demireg.domain.errors import BadParameter, Conflict, NotFound, Retracted
from demireg.services import studies, versions
from demireg.services.catalogue.configurations import configuration_view
from demireg.services.catalogue.studies import study_list, study_view
from demireg.services.comparing.matrix import matrix
from demireg.services.dumping import dump_trig_gz
from demireg.services.history import history
from demireg.services.questions import ask
from demireg.services.repository import Repository
from demireg.services.retracting import retract, standing
from demireg.services.seeding import seed
from tests.reviewing import made

REASON = "The journal withdrew the paper."


@pytest.fixture
def held(repository: Repository) -> Repository:
    for study in ("toy-s1", "toy-s2"):
        studies.accept(repository, made.draft(study=study))
    return repository


def dumped(held: Repository) -> str:
    target = io.BytesIO()
    dump_trig_gz(held, target)
    return gzip.decompress(target.getvalue()).decode()


def test_a_retracted_study_counts_nowhere_and_says_why(held: Repository) -> None:
    retract(held, "toy-s1", REASON, "cora")
    assert [study.id for study in study_list(held)] == ["toy-s2"]
    assert held.table.versions().keys() == {"toy-s2"}
    for view in (study_view, lambda at, study: configuration_view(at, study, "k1")):
        with pytest.raises(Retracted, match=REASON.rstrip(".")):
            view(held, "toy-s1")
    with pytest.raises(Retracted, match="retracted on"):
        ask(held, "configurations-by-theme", {"study": "toy-s1"})
    graphs = held.store.graphs()
    assert [graph for graph in graphs if "toy-s1" in graph] == [held.names.graph("history", "toy-s1")]
    blocks = dumped(held).split("GRAPH ")
    assert [block for block in blocks if "/study/toy-s1" in block and "graph/history/toy-s1" not in block] == []


def test_a_retracted_study_leaves_the_matrix(held: Repository) -> None:
    seed(held, files=())
    assert {study.id for study in matrix(held, "toy").studies} == {"toy-s1", "toy-s2"}
    retract(held, "toy-s1", REASON, "cora")
    for by in ("table", "sparql"):
        assert {study.id for study in matrix(held, "toy", by=by).studies} == {"toy-s2"}


def test_its_history_says_who_retracted_it_when_and_why(held: Repository) -> None:
    before = versions.current(held.store, held.names, "toy-s1")
    retract(held, "toy-s1", REASON, "cora", successor="toy-s2")
    told = history(held, "toy-s1")
    assert told.retraction is not None
    assert (told.retraction.reason, told.retraction.agent, told.retraction.successor) == (REASON, "cora", "toy-s2")
    (version,) = told.versions
    assert not version.current
    assert version.retraction == told.retraction
    assert before is not None
    assert version.text == before.text
    graph = held.store.get(held.names.graph("history", "toy-s1"))
    assert (URIRef(version.iri), PROV.wasInvalidatedBy, None) in graph


def test_accepting_it_again_ends_the_retraction_and_keeps_it_written_down(held: Repository) -> None:
    retract(held, "toy-s1", REASON, "cora")
    report = studies.check(held, made.draft())
    assert [each.rule for each in report.findings if REASON in each.message] == ["study-is-in-force"]
    assert studies.accept(held, made.draft()).version == 2
    assert standing(held.store, held.names, "toy-s1") is None
    assert study_view(held, "toy-s1").summary.id == "toy-s1"
    assert held.table.versions().keys() == {"toy-s1", "toy-s2"}
    told = history(held, "toy-s1")
    assert [version.number for version in told.versions] == [2, 1]
    assert told.retraction is None
    assert told.versions[1].retraction is not None
    graph = held.store.get(held.names.graph("history", "toy-s1"))
    assert (URIRef(told.versions[0].iri), PROV.wasRevisionOf, URIRef(told.versions[1].iri)) in graph
    retract(held, "toy-s1", "For another reason.", "cora")
    assert [each.retraction and each.retraction.reason for each in history(held, "toy-s1").versions] == [
        "For another reason.",
        REASON,
    ]


def test_seeding_does_not_bring_a_retracted_study_back(held: Repository) -> None:
    retract(held, "toy-s1", REASON, "cora")
    seed(held, files=sorted((made.TOY / "studies").glob("toy-s[12].yaml")))
    assert [study.id for study in study_list(held)] == ["toy-s2"]


def test_another_study_cannot_take_the_identifier_of_a_retracted_one(held: Repository) -> None:
    retract(held, "toy-s1", REASON, "cora")
    report = studies.check(held, made.draft("Worked example, study S1", "Another paper altogether"))
    assert "study-identifier-is-free" in {finding.rule for finding in report.findings}
    assert not report.conforms


def test_what_cannot_be_retracted_is_refused_and_changes_nothing(held: Repository) -> None:
    before = dumped(held)
    with pytest.raises(BadParameter, match="why"):
        retract(held, "toy-s1", " ", "cora")
    with pytest.raises(BadParameter, match="superseded"):
        retract(held, "toy-s1", REASON, "cora", successor="toy-s1")
    with pytest.raises(NotFound):
        retract(held, "never-here", REASON, "cora")
    assert dumped(held) == before
    retract(held, "toy-s1", REASON, "cora")
    with pytest.raises(Conflict, match="already"):
        retract(held, "toy-s1", REASON, "cora")
    with pytest.raises(NotFound):
        history(held, "never-here")
