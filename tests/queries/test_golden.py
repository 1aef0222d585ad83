"""Every question has an expected answer on the shipped studies; one over several studies has one on the toy as well.

The lines above an answer are kept when it is written anew: ``# with: name=value …`` are the values that the question is
asked with, ``# on: extended`` asks it of the worked example with what stands in ``tests/toy/extended``, ``# see:`` says
where a reader checks the answer, ``# why:`` explains what a reader may not expect.
"""

from collections.abc import Callable
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
NOTES = ("# with:", "# on:", "# see:", "# why:")
QUESTIONS = catalogue()
NUMBERS = set(range(1, 41))
#: Competency questions that compare studies; what else does says so by an answer in ``golden/toy``.
SEVERAL_STUDIES = set(range(19, 35))


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


def worked(expected: Path, request: pytest.FixtureRequest) -> Repository:
    """Return the worked example that an expected answer is about: the six studies, or those and what extends them."""
    repository = request.getfixturevalue("extended" if "# on: extended\n" in notes(expected) else "toy")
    assert isinstance(repository, Repository)
    return repository


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
    assert holds(asked, seeded, GOLDEN / f"{asked.name}.csv", update=update), (
        f"the answer is no longer tests/queries/golden/{asked.name}.csv: run `make golden` and read the difference"
    )


def test_a_question_over_several_studies_gives_its_expected_answer_on_the_worked_example(
    on_toy: Query, request: pytest.FixtureRequest
) -> None:
    update = request.config.getoption("--update-golden", default=False)
    expected = TOY / f"{on_toy.name}.csv"
    assert holds(on_toy, worked(expected, request), expected, update=update)


@pytest.fixture(scope="session")
def quads() -> Callable[[Repository], Quads]:
    """Give a repository's graphs as rdflib holds them."""
    held: dict[int, Quads] = {}

    def of(repository: Repository) -> Quads:
        if id(repository) not in held:
            everything = held[id(repository)] = Quads(default_union=True)
            for name in repository.store.graphs():
                graph = everything.graph(URIRef(name))
                for triple in repository.store.get(name):
                    graph.add(triple)
        return held[id(repository)]

    return of


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_another_engine_gives_the_same_answer_on_the_worked_example(
    on_toy: Query, quads: Callable[[Repository], Quads], request: pytest.FixtureRequest
) -> None:
    expected = TOY / f"{on_toy.name}.csv"
    asked_with, asked_of = values(expected), worked(expected, request)
    answer = ask(asked_of, on_toy.name, asked_with)
    found = quads(asked_of).query(on_toy.bind(given(asked_of, on_toy, asked_with))).bindings
    rows = [tuple(shown(row.get(Variable(name)), asked_of) for name in answer.columns) for row in found]
    assert rows == [*answer.rows]


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
    assert answered == NUMBERS
