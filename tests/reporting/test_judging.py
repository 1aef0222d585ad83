"""How far an item is met follows from the data and from how the study was read; a person's answer comes first."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS

from demireg.domain.errors import NotFound
from demireg.domain.names import REALIST, VOCAB
from demireg.services.catalogue.studies import study_list
from demireg.services.questions import ask
from demireg.services.reporting.judging import judge, standard_report
from demireg.services.reporting.rows import COLUMNS, evidence, rows, summary
from demireg.services.reporting.standards import Answer, Found, Item, Lack, Reading, ReportedItem, StandardReport
from demireg.services.repository import Repository
from demireg.store.base import Triple
from tests.shipping import without_studies

HERE = Path(__file__).parent
ITEM = Item(str(VOCAB["rameses-2-05"]), 5, "Introduction", "questions", "State them.", "A question.", "", False, False)
TITLE = Item(str(VOCAB["rameses-2-01"]), 1, "Title", "title", "Say so.", "The word.", "", cited=True, realist=True)
DATUM = (Found("question", "For whom?", "", "Methods"),)
LACK = (Lack("rameses-2-05-focus-is-stated", "warning", "No focus.", "Add it."),)
WHOLE = ("full_text", ("rameses-2",))


def read(seen: str, read_for: tuple[str, ...] = (), *, realist: bool = True) -> Reading:
    return Reading("s", "S", False, seen, "", realist, "an evaluation", read_for)


@pytest.mark.parametrize(
    ("reading", "found", "lacking", "answer"),
    [
        (read("abstract_only"), DATUM, (), Answer.MET),
        (read("abstract_only"), DATUM, LACK, Answer.PARTLY_MET),
        (read("abstract_only"), (), LACK, Answer.NOT_SEEN),
        (read("abstract_only", ("rameses-2",)), (), LACK, Answer.NOT_SEEN),
        (read("full_text"), (), LACK, Answer.NOT_SEEN),
        (read("full_text", ("rameses-1",)), (), LACK, Answer.NOT_SEEN),
        (read(*WHOLE), (), LACK, Answer.NOT_MET),
        (read(""), (), LACK, Answer.NOT_SEEN),
    ],
)
def test_silence_is_a_no_only_where_the_whole_report_was_read_for_the_standard(
    reading: Reading, found: tuple[Found, ...], lacking: tuple[Lack, ...], answer: Answer
) -> None:
    assert judge(reading, ITEM, found, lacking, None).answer is answer


def test_a_title_can_be_judged_without_the_text_and_only_of_realist_work() -> None:
    title = (Found("title", "An evaluation", "", ""),)
    lack = (Lack("rameses-2-01-title-says-realist", "info", "No.", "Nothing."),)
    assert judge(read("abstract_only"), TITLE, title, lack, None).answer is Answer.NOT_MET
    assert judge(read("abstract_only", realist=False), TITLE, title, lack, None).answer is Answer.NOT_APPLICABLE


def triples(graph: Graph) -> Iterator[Triple]:
    return cast("Iterator[Triple]", iter(graph))


@pytest.fixture
def home() -> Iterator[Repository]:
    """Give a repository with all vocabularies and theories and no study."""
    repository = without_studies()
    yield repository
    repository.close()


def study(name: str) -> tuple[Graph, URIRef]:
    graph, node = Graph().parse(HERE / name), URIRef("https://w3id.org/realist/id/study/example")
    graph.add((node, RDF.type, REALIST.Study))
    graph.add((node, DCTERMS.identifier, Literal("example")))
    graph.add((node, RDFS.label, Literal("Example 2020")))
    return graph, node


def reported(home: Repository, graph: Graph) -> StandardReport:
    home.store.replace({home.names.graph("study", "example"): triples(graph)})
    return standard_report(home, "example")


def item(report: StandardReport, number: int) -> ReportedItem:
    return report.items[number - 1]


@pytest.mark.parametrize(
    ("name", "standard", "count"), [("evaluation.ttl", "RAMESES II", 20), ("synthesis.ttl", "RAMESES I", 19)]
)
def test_a_report_that_tells_all_meets_every_item(home: Repository, name: str, standard: str, count: int) -> None:
    found = reported(home, study(name)[0])
    assert found.standard == standard
    assert [(each.number, each.answer.value) for each in found.items] == [(n, "met") for n in range(1, count + 1)]
    assert found.counts["met"] == count


def test_a_persons_answer_comes_before_the_computed_one_and_is_shown_with_name_and_day(home: Repository) -> None:
    graph, node = study("evaluation.ttl")
    answer, ann = URIRef(f"{node}/checklist/rameses-2-04"), URIRef(home.names.agent("ann"))
    for triple in (
        (node, REALIST.hasChecklistResponse, answer),
        (answer, REALIST.answersItem, VOCAB["rameses-2-04"]),
        (answer, REALIST.answer, REALIST.ItemPartlyMet),
        (answer, REALIST.rationale, Literal("It is named and not spelt out.")),
        (answer, REALIST.locator, Literal("Introduction, para 3")),
        (answer, PROV.wasAttributedTo, ann),
        (answer, PROV.generatedAtTime, Literal(datetime(2026, 11, 22, tzinfo=UTC))),
        (ann, RDFS.label, Literal("Ann")),
    ):
        graph.add(triple)
    found = item(reported(home, graph), 4)
    assert (found.answer, found.computed) == (Answer.PARTLY_MET, Answer.MET)
    assert found.response is not None
    assert (found.response.agent, found.response.date) == ("Ann", "2026-11-22")
    assert "answered by Ann, 2026-11-22" in found.reason
    assert "The data alone say “met”." in found.reason


def test_a_study_read_whole_for_the_standard_can_fail_an_item(home: Repository) -> None:
    graph, node = study("evaluation.ttl")
    graph.remove((node, REALIST.fundingStatement, None))
    graph.remove((node, REALIST.interestsStatement, None))
    assert item(reported(home, graph), 20).answer is Answer.NOT_SEEN
    graph.add((node, REALIST.textSeen, REALIST.FullText))
    graph.add((node, REALIST.readForStandard, VOCAB["rameses-2"]))
    found = item(reported(home, graph), 20)
    assert found.answer is Answer.NOT_MET
    assert [lack.rule for lack in found.lacking] == [
        "rameses-2-20-funding-is-told",
        "rameses-2-20-interests-are-told",
    ]


FINDINGS = {"evaluation.ttl": 15, "synthesis.ttl": 14}


@pytest.mark.parametrize("name", FINDINGS)
@pytest.mark.parametrize("basis", ["CuratorInferred", "MachineSuggested"])
def test_what_only_curators_or_machines_found_is_shown_and_meets_nothing(
    home: Repository, name: str, basis: str
) -> None:
    graph, _ = study(name)
    for node in set(graph.subjects(REALIST.codingBasis)):
        graph.set((node, REALIST.codingBasis, REALIST[basis]))
    found = item(reported(home, graph), FINDINGS[name])
    assert found.answer is Answer.NOT_SEEN
    assert {each.counted for each in found.found} == {False}
    assert "found by curators, not counted" in evidence(found)
    assert "not counted" in found.reason


@pytest.mark.parametrize("name", FINDINGS)
def test_findings_of_the_authors_meet_their_item_beside_readings_of_curators(home: Repository, name: str) -> None:
    graph, node = study(name)
    other = URIRef(f"{node}/stance-2")
    graph.add((other, REALIST.ofStudy, node))
    graph.add((other, REALIST.codingBasis, REALIST.CuratorInferred))
    graph.add((other, RDF.type, REALIST.StanceAssessment))
    found = item(reported(home, graph), FINDINGS[name])
    assert found.answer is Answer.MET
    assert [each.iri for each in found.found if not each.counted] == [str(other)]


def test_a_statement_that_a_curator_read_into_a_report_meets_nothing(home: Repository) -> None:
    graph, node = study("evaluation.ttl")
    said, words = URIRef(f"{node}/statement/1"), Literal("Friends bring people back.")
    graph.add((node, REALIST.hasStatement, said))
    graph.add((said, REALIST.statementKind, Literal("summaryOfFindings")))
    graph.add((said, RDFS.label, words))
    graph.add((said, REALIST.codingBasis, REALIST.CuratorInferred))
    found = item(reported(home, graph), 16)
    assert found.answer is Answer.NOT_SEEN
    assert [each.counted for each in found.found] == [False]


@pytest.mark.parametrize(
    ("identifier", "number", "answer"),
    [
        ("husk-2020", 14, "met"),
        ("hanlon-2021", 15, "not applicable"),
        ("hanlon-2021", 16, "not applicable"),
        ("knowles-2015", 15, "not applicable"),
        ("wood-2021", 15, "met"),
        ("wood-2021", 16, "met"),
    ],
)
def test_findings_of_shipped_studies_are_judged_by_what_their_authors_say(
    seeded: Repository, identifier: str, number: int, answer: str
) -> None:
    assert item(standard_report(seeded, identifier), number).answer.value == answer


def test_no_shipped_study_that_was_not_read_for_a_standard_is_said_to_fail_it(seeded: Repository) -> None:
    for each in study_list(seeded)[::6]:
        found = standard_report(seeded, each.id)
        assert len(found.items) == (19 if found.reading.synthesis else 20)
        if each.text_seen != "full_text":
            failed = [item.number for item in found.items if item.answer is Answer.NOT_MET]
            assert failed in ([], [1])


def test_the_report_and_the_question_find_the_same(seeded: Repository) -> None:
    for each in study_list(seeded)[::6]:
        answer = ask(seeded, "rameses-coverage", {"study": each.id})
        places = [answer.columns.index(name) for name in ("number", "found")]
        asked = {tuple(row[place] for place in places) for row in answer.rows}
        assert asked == {(item.number, len(item.found)) for item in standard_report(seeded, each.id).items}


def test_evidence_has_its_place_in_the_report(seeded: Repository) -> None:
    found = standard_report(seeded, "wood-2021")
    assert "14 of 35 interviews (Methods > Analysis; Results > Participants)" in evidence(item(found, 13))
    assert "Methods > Realist evaluation (initial programme theory)" in evidence(item(found, 4))


def test_a_table_has_a_row_for_each_item_and_a_summary_counts_them(seeded: Repository) -> None:
    found = standard_report(seeded, "tierney-2020")
    assert {len(row) for row in rows(found)} == {len(COLUMNS)}
    assert summary(found).startswith("Tierney 2020 against RAMESES I: ")
    assert summary(found).endswith("of 19 items.")


def test_a_study_that_is_not_held_is_not_reported_on(seeded: Repository) -> None:
    with pytest.raises(NotFound, match="Did you mean wood-2021"):
        standard_report(seeded, "wod-2021")
    with pytest.raises(NotFound, match="holds no study"):
        standard_report(seeded, "wood-2021/w12")
