"""Every question has an expected answer on the shipped studies; one over several studies has one on the toy as well.

The lines above an answer are kept when it is written anew: ``# with: name=value …`` are the values that the question is
asked with, ``# see:`` says where a reader checks the answer, ``# why:`` explains what a reader may not expect.
"""

from pathlib import Path

import pytest
from rdflib import Dataset as Quads
from rdflib import Literal, URIRef, Variable
from rdflib.term import Identifier

from demireg.services.naming import given
from demireg.services.queries import Query
from demireg.services.questions import Value, ask, catalogue, plain, question
from demireg.services.repository import Repository
from demireg.services.tables import as_csv

GOLDEN = Path(__file__).with_name("golden")
TOY = GOLDEN / "toy"
NOTES = ("# with:", "# see:", "# why:")
QUESTIONS = catalogue()
NUMBERS = set(range(1, 41))
#: Competency questions that compare studies; what else does says so by an answer in ``golden/toy``.
SEVERAL_STUDIES = set(range(19, 35))
#: Competency questions that nobody has written yet.
TO_COME = {25, 26, 29, 30, 32, 33, 34, 35, 37, 38, 39, 40}


def toy_questions() -> list[Query]:
    needed = [query for query in QUESTIONS if SEVERAL_STUDIES & set(query.competency)]
    present = [question(path.relative_to(TOY).with_suffix("").as_posix()) for path in sorted(TOY.rglob("*.csv"))]
    return sorted({*needed, *present}, key=lambda query: query.name)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, found in (("asked", QUESTIONS), ("on_toy", toy_questions())):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, found, ids=lambda each: each.name)


def notes(expected: Path) -> str:
    """Return the lines that stand above an expected answer."""
    before = expected.read_text(encoding="utf-8") if expected.is_file() else ""
    return "".join(line for line in before.splitlines(keepends=True) if line.startswith(NOTES))


def values(expected: Path) -> dict[str, str]:
    """Return the values that an expected answer says its question is asked with."""
    lines = [line.removeprefix("# with:") for line in notes(expected).splitlines() if line.startswith("# with:")]
    return dict(pair.split("=", 1) for line in lines for pair in line.split())


def holds(query: Query, repository: Repository, expected: Path, *, update: bool) -> bool:
    """Tell whether a question gives its expected answer; ``update`` makes the answer the expected one."""
    answer = ask(repository, query.name, values(expected))
    written = notes(expected) + as_csv(answer.columns, answer.rows)
    if update:
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(written, encoding="utf-8")
    assert expected.is_file(), "run `make golden` and read the answer"
    return expected.read_text(encoding="utf-8") == written


def test_a_question_gives_its_expected_answer(asked: Query, seeded: Repository, request: pytest.FixtureRequest) -> None:
    update = request.config.getoption("--update-golden", default=False)
    assert holds(asked, seeded, GOLDEN / f"{asked.name}.csv", update=update)


def test_a_question_over_several_studies_gives_its_expected_answer_on_the_worked_example(
    on_toy: Query, toy: Repository, request: pytest.FixtureRequest
) -> None:
    update = request.config.getoption("--update-golden", default=False)
    assert holds(on_toy, toy, TOY / f"{on_toy.name}.csv", update=update)


@pytest.fixture(scope="session")
def quads(toy: Repository) -> Quads:
    """Give the worked example as rdflib holds it."""
    everything = Quads(default_union=True)
    for name in toy.store.graphs():
        graph = everything.graph(URIRef(name))
        for triple in toy.store.get(name):
            graph.add(triple)
    return everything


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_another_engine_gives_the_same_answer_on_the_worked_example(
    on_toy: Query, toy: Repository, quads: Quads
) -> None:
    asked_with = values(TOY / f"{on_toy.name}.csv")
    answer = ask(toy, on_toy.name, asked_with)
    found = quads.query(on_toy.bind(given(toy, on_toy, asked_with))).bindings
    assert [tuple(shown(row.get(Variable(name)), toy) for name in answer.columns) for row in found] == [*answer.rows]


def shown(term: Identifier | None, repository: Repository) -> Value:
    assert term is None or isinstance(term, URIRef | Literal)
    return plain(term, repository.names)


def test_no_expected_answer_is_left_without_its_question() -> None:
    shipped = {path.relative_to(GOLDEN) for path in GOLDEN.rglob("*.csv") if TOY not in path.parents}
    toy = {path.relative_to(TOY) for path in TOY.rglob("*.csv")}
    names = {path.with_suffix("").as_posix() for path in shipped | toy}
    assert names == {query.name for query in QUESTIONS}


def test_every_competency_question_has_a_question_and_so_an_expected_answer() -> None:
    answered = {number for query in QUESTIONS for number in query.competency}
    assert answered | TO_COME == NUMBERS
