"""``/api/questions``: every question of the repository, asked by its name."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from demireg.api.tables import respond
from demireg.edge.caching import tagged
from demireg.edge.parameters import once
from demireg.edge.state import repository
from demireg.services import questions as asking
from demireg.services.queries import Param, Query
from demireg.services.repository import Repository

router = APIRouter(prefix="/api/questions", tags=["Questions"], dependencies=[Depends(tagged)])


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name, title, meaning, the folder it belongs to and the values it takes."""

    name: str
    title: str
    summary: str
    folder: str
    params: tuple[Param, ...]


@router.get("")
def questions() -> list[Question]:
    """List the questions and the values that each takes."""
    return [_question(query) for query in asking.catalogue()]


@router.get("/{name}")
def question(name: str, request: Request, held: Annotated[Repository, Depends(repository)]) -> Response:
    """Answer a question; its values are given by name, and ``format`` is json or csv."""
    given = once(request)
    answer = asking.ask(held, name, {key: value for key, value in given.items() if key != "format"})
    return respond(request, answer.columns, answer.rows, answer.as_dict())


def _question(query: Query) -> Question:
    folder = query.name.rpartition("/")[0]
    return Question(asking.stem(query), query.title, query.summary, folder, query.params)
