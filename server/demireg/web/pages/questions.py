"""Questions with their forms and answers, and the SPARQL workbench."""

import json
import time
from collections.abc import Iterable, Mapping
from itertools import groupby

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from demireg.domain.errors import BadParameter, DemiregError
from demireg.domain.names import PREFIXES
from demireg.edge.problems import status_of
from demireg.edge.state import repository as held_repository
from demireg.services import questions as asking
from demireg.services import sparql
from demireg.services.queries import Query, load
from demireg.services.repository import Repository
from demireg.store.base import Dataset
from demireg.web import answers, urls
from demireg.web.contexts import Frame
from demireg.web.contexts_asking import Folders, Outcome, QuestionPage, QuestionsPage, WorkbenchPage
from demireg.web.rendering import render

router = APIRouter(include_in_schema=False)

_GRAPH, _ROWS = "text/turtle", "application/sparql-results+json"


@router.get("/questions", response_class=HTMLResponse)
def questions() -> HTMLResponse:
    """List the questions by folder."""
    held = asking.catalogue()
    numbers = sorted({number for query in held for number in query.competency})
    competency = tuple((number, tuple(query for query in held if number in query.competency)) for number in numbers)
    return render("questions.html", QuestionsPage(Frame("Questions", "questions"), _by_folder(held), competency))


@router.get("/questions/{name}", response_class=HTMLResponse)
def question(name: str, request: Request, repository: Repository = Depends(held_repository)) -> HTMLResponse:
    """Show one question with its form, answered when every value is there."""
    asked = asking.question(name)
    values = {key: value for key, value in request.query_params.items() if value}
    missing = any(not (values.get(param.name) or param.default) for param in asked.params)
    answer, problem = None, ""
    try:
        bound = asked.text if missing else asked.bind(asked.terms(values, repository.names))
        answer = None if missing else answers.of_question(asking.ask(repository, name, values), repository.names)
    except BadParameter as error:
        bound, problem = asked.text, str(error)
    page = QuestionPage(
        frame=Frame(asked.title, "questions"),
        name=asking.stem(asked),
        question=asked,
        fields=answers.fields(asked, values, repository),
        answer=answer,
        problem=problem,
        csv=urls.question_data(name, "csv", **values),
        json=urls.question_data(name, "json", **values),
        sparql=urls.sparql(bound),
        bound=bound,
    )
    return render("question.html", page, 422 if problem else 200)


def workbench(request: Request) -> HTMLResponse:
    """Show the SPARQL workbench, with the answer to a query when there is one."""
    started = time.perf_counter()
    repository = held_repository(request)
    query = _asked(repository, request.query_params)
    status, problem, outcome = 200, "", Outcome()
    if query.strip():
        try:
            outcome = _answer(repository, query)
        except DemiregError as error:
            status, problem = status_of(error), str(error)
    page = WorkbenchPage(
        frame=Frame("SPARQL", "sparql", robots=not query),
        query=query or load("pages/example").text,
        outcome=outcome,
        problem=problem,
        csv=urls.sparql(query, "csv"),
        json=urls.sparql(query, "json"),
        examples=_by_folder(query for query in asking.catalogue() if all(param.default for param in query.params)),
        took=f"{(time.perf_counter() - started) * 1000:.0f} ms" if query else "",
        prefixes=tuple(PREFIXES.items()),
    )
    return render("sparql.html", page, status)


def _answer(repository: Repository, query: str) -> Outcome:
    answer = sparql.answer(repository, query, (_ROWS, _GRAPH), Dataset())
    if answer.media_type.startswith(_GRAPH):
        return Outcome(graph=answer.body.decode("utf-8", "replace")[: answers.MOST_TEXT])
    result = json.loads(answer.body)
    if "boolean" in result:
        return Outcome(verdict="Yes." if result["boolean"] else "No.")
    return Outcome(answers.of_results(result, repository.names))


def _asked(repository: Repository, given: Mapping[str, str]) -> str:
    """Return the query of an address, written out or by the name of a question and its values; empty for none."""
    written = given.get("query", "")
    if written.strip() or not given.get("question"):
        return answers.with_prefixes(written)
    asked = asking.question(given["question"])
    values = {param.name: given[param.name] for param in asked.params if given.get(param.name)}
    return asked.bind(asked.terms(values, repository.names))


def _by_folder(found: Iterable[Query]) -> Folders:
    """Return questions under the heading of their folder, in order."""
    by_folder = groupby(found, key=lambda query: query.name.partition("/")[0])
    return tuple((folder, tuple(queries)) for folder, queries in by_folder)
