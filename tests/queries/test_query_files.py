"""Every query file is documented, portable and steady."""

import re
from collections import Counter

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from demireg import assets
from demireg.services import queries
from demireg.services.queries import Query
from demireg.services.questions import FOLDERS, ask, catalogue, selected, stem
from demireg.services.repository import Repository

FOLDERS_HERE = (*FOLDERS, "lineage", "matrix", "table")
ALL = [queries.load(name) for folder in FOLDERS_HERE for name in queries.names(folder)]
QUESTIONS = catalogue()


def body(query: Query) -> str:
    return "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, found in (("query", ALL), ("question", QUESTIONS)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, found, ids=lambda each: each.name)


def test_a_query_has_a_title_a_summary_and_explained_parameters(query: Query) -> None:
    assert query.title
    assert query.summary.endswith(".")
    given = set(re.findall(r"\$(\w+)", body(query)))
    assert given == {param.name for param in query.params}
    assert all(param.text for param in query.params)


def test_a_query_parses_in_rdflib_and_in_oxigraph(query: Query) -> None:
    text = query.text.replace("{ $studies }", "{ <https://example.org/one> <https://example.org/two> }")
    assert prepareQuery(text)
    assert ox.Store().query(text) is not None


def test_a_query_orders_its_rows_and_leaves_paging_to_the_caller(query: Query) -> None:
    of_many = any(param.kind == "studies" for param in query.params)  # whoever reads puts these in order
    assert ("ORDER BY" in body(query)) is not of_many
    assert not re.search(r"\b(LIMIT|OFFSET)\b", body(query))


def test_no_name_is_both_given_and_found(query: Query) -> None:
    assert not set(re.findall(r"\$(\w+)", body(query))) & set(re.findall(r"\?(\w+)", body(query)))


def test_a_query_fits_on_a_screen(query: Query) -> None:
    assert len(query.text.splitlines()) <= 40


def test_a_question_is_a_question_that_can_be_asked_as_it_is(question: Query) -> None:
    assert question.title.endswith("?")
    needed = [param.name for param in question.params if not param.default]
    assert needed == [], f"give a default, as in 'NAME KIND = DEFAULT - TEXT', so that {question.name} can be tested"


def test_the_columns_are_those_that_rdflib_sees(question: Query) -> None:
    assert selected(question) == tuple(map(str, prepareQuery(question.text).algebra.PV))


def test_no_two_questions_share_a_name() -> None:
    assert len({stem(question) for question in QUESTIONS}) == len(QUESTIONS)


def test_a_question_never_gives_the_same_row_twice(question: Query, seeded: Repository) -> None:
    answer = ask(seeded, question.name, {})
    rows = Counter(zip(answer.rows, answer.iris, strict=True))
    twice = [row for row, count in rows.items() if count > 1]
    assert twice == [], "write SELECT DISTINCT, or show what tells the rows apart"


def test_every_folder_of_queries_is_explained() -> None:
    readme = (assets.folder("queries") / "README.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in assets.folder("queries").rglob("*.rq")}
    assert [folder for folder in sorted(folders) if f"`{folder}/`" not in readme] == []
