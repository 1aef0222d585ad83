"""What the templates of questions, SPARQL, search, help and faults are given; see ``contexts``."""

from dataclasses import dataclass

from demireg.services.catalogue.search import Found
from demireg.services.catalogue.thin import Thin
from demireg.services.queries import Query
from demireg.web.contexts import Frame

#: Headings, each with its questions, in order.
Folders = tuple[tuple[str, tuple[Query, ...]], ...]


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """The list of questions (``questions.html``).

    frame; folders: heading and its questions, in order; competency: each competency question's number with the
    questions that answer it, alone or together.
    """

    frame: Frame
    folders: Folders
    competency: tuple[tuple[int, tuple[Query, ...]], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a question as a form shows it: name, kind, text, value, choices (value, label)."""

    name: str
    kind: str
    text: str
    value: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of an answer: text, and href of the page that shows what it names, empty where none does."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a table.

    columns: their names; rows: their cells; total: how many rows there are in all; numeric: the columns that hold
    numbers; empty: what to say when there is no row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    total: int
    numeric: frozenset[str] = frozenset()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question (``question.html``).

    frame; name: in addresses; question: its header and text; fields: its form; answer: None until asked;
    problem: what was wrong with the values, or empty; csv, json: the answer as data; sparql: the workbench with
    the same text; bound: the SPARQL text with the values in it, or as written.
    """

    frame: Frame
    name: str
    question: Query
    fields: tuple[Field, ...]
    answer: Table | None
    problem: str
    csv: str
    json: str
    sparql: str
    bound: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a query gave. answer: rows; graph: Turtle; verdict: yes or no; what does not apply is empty."""

    answer: Table | None = None
    graph: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class WorkbenchPage:
    """The SPARQL workbench (``sparql.html``).

    frame; query: the text in the editor; outcome: what it gave; problem: what was wrong, or empty; csv, json:
    the same answer as data; examples: questions to start from, by heading; took: how long it took, in words;
    prefixes: of ours.
    """

    frame: Frame
    query: str
    outcome: Outcome
    problem: str
    csv: str
    json: str
    examples: Folders
    took: str
    prefixes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """About and legend (``about.html``). frame; studies, theories, concepts: how many of each; base: of IRIs."""

    frame: Frame
    studies: int
    theories: int
    concepts: int
    base: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Search results (``search.html``). frame; found: what was found; groups: a heading and its hits each."""

    frame: Frame
    found: Found
    groups: tuple[tuple[str, tuple["HitView", ...]], ...]


@dataclass(frozen=True, slots=True)
class HitView:
    """One result. label: its name; owner: where it belongs; matched: the text that holds the words; href: its page."""

    label: str
    owner: str
    matched: str
    href: str


@dataclass(frozen=True, slots=True)
class DocsPage:
    """The documentation of the API (``docs.html``). frame; openapi: its description; built: front end there."""

    frame: Frame
    openapi: str
    built: bool


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A fault, explained (``error.html``). frame; status: the HTTP status; heading; detail: what, where, mend."""

    frame: Frame
    status: int
    heading: str
    detail: str


@dataclass(frozen=True, slots=True)
class ThinPage:
    """What is thin in the evidence (``thin.html``).

    frame; thin: every list; downloads: the same as data, each with its label, as address.
    """

    frame: Frame
    thin: Thin
    downloads: tuple[tuple[str, str], ...]
