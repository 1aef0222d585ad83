"""Write ``docs/reference/*.md`` from the code itself; ``make docs`` runs this, and a test holds the pages to it."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import typer
from rdflib import OWL, RDF, RDFS, SKOS, Graph
from rdflib.term import Node

from demireg import assets
from demireg.app import create_app
from demireg.cli import app as command_line
from demireg.domain.names import REALIST
from demireg.edge.limits import MOST_BYTES
from demireg.edge.places import MOST_CHECKS
from demireg.services.importing.read import MAX_RDF_BYTES, MAX_WORKBOOK_BYTES
from demireg.services.importing.schema import schema_text
from demireg.services.importing.sheet_file import MAX_SHEET_BYTES
from demireg.services.opening import open_repository
from demireg.services.questions import catalogue
from demireg.services.sparql_counting import LIMITS
from demireg.settings import Settings
from demireg.store import capped
from demireg.store.bounded import MOST_AT_ONCE
from docs import codes_reference, compare_reference, rules_reference, sheet_reference

FOLDER: Final = Path(__file__).parent / "reference"
#: The JSON Schema of the sheet, for editors; the service answers with the same at ``/schema/sheet.json``.
SCHEMA: Final = assets.folder("data") / "forms" / "sheet.schema.json"
NOTE: Final = "Written by `make docs` from the code; do not edit.\n"

ABOUT_COMMANDS: Final = """\
Exit status: 0 for yes, 1 for checked and found wanting, 2 for wrong usage: an unknown name, a value that does not fit,
a query that does not parse or is refused, a store that cannot be opened.

In a checkout a command is typed `.venv/bin/demireg`, or plain `demireg` after `. .venv/bin/activate`. Tables say values
in words, but for names that are typed, such as those of concepts, which stand as they are typed; `--format json` and
`--format csv` print names and values as they are stored.
"""


def commands() -> Iterator[str]:
    """Describe each command with its arguments and options."""
    yield "# Commands\n"
    yield NOTE
    yield ABOUT_COMMANDS
    group = typer.main.get_group(command_line)
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        yield f"## demireg {name}\n"
        yield f"{_paragraphs(command.help or '')}\n"
        rows = [_parameter(parameter) for parameter in command.params if parameter.name != "help"]
        if rows:
            yield "| Takes | Meaning | Unless given |\n|---|---|---|"
            yield "\n".join(rows) + "\n"


def _parameter(parameter: Any) -> str:  # noqa: ANN401 (typer keeps its parameter classes to itself)
    argument = parameter.param_type_name == "argument"
    names = (
        f"`{parameter.metavar or parameter.name}`" if argument else ", ".join(f"`{name}`" for name in parameter.opts)
    )
    text = getattr(parameter, "help", "") or ""
    default = parameter.default
    shown = "" if default in (None, "", False, [], ()) or callable(default) else f"`{default}`"
    return f"| {names} | {_cell(text)} | {shown} |"


def routes() -> Iterator[str]:
    """Describe each route of the API with its parameters."""
    yield "# HTTP\n"
    yield NOTE
    yield "Faults are `application/problem+json` with a sentence to act on. OpenAPI is at `/openapi.json`.\n"
    for path, methods in sorted(_openapi()["paths"].items()):
        for method, route in sorted(methods.items()):
            yield f"## {method.upper()} {path}\n"
            yield f"{_paragraphs(route.get('description') or route.get('summary') or '')}\n"
            rows = [_query(each) for each in route.get("parameters", [])]
            if rows:
                yield "| Parameter | In | Meaning | Unless given |\n|---|---|---|---|"
                yield "\n".join(rows) + "\n"


def _openapi() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(store=str(Path(folder) / "store"))
        repository = open_repository(settings)
        try:
            return create_app(settings, repository).openapi()
        finally:
            repository.close()


def _query(parameter: dict[str, Any]) -> str:
    schema = parameter.get("schema", {})
    default = schema.get("default")
    shown = f"`{default}`" if default not in (None, "") else ("needed" if parameter.get("required") else "")
    return f"| `{parameter['name']}` | {parameter['in']} | {_cell(parameter.get('description', ''))} | {shown} |"


def settings() -> Iterator[str]:
    """Describe each setting with its variable."""
    yield "# Settings\n"
    yield NOTE
    yield "Each is a variable of the environment; the commands that use it have an option of the same name.\n"
    yield "| Variable | Meaning | Unless given |\n|---|---|---|"
    for name, field in Settings.model_fields.items():
        yield f"| `DEMIREG_{name.upper()}` | {_cell(field.description or '')} | `{field.default}` |"


#: What each limit of a foreign query counts.
LIMIT_WORDS: Final = {
    "length": "bytes of the text",
    "depth": "brackets open at once",
    "patterns": "triple patterns, path steps and value blocks",
    "clauses": "clauses: OPTIONAL, UNION, GRAPH, FILTER, BIND, MINUS, EXISTS, VALUES, sub-SELECT",
    "operators": "operators, function calls, bracketed expressions and things to describe",
    "columns": "variables and expressions in SELECT, GROUP BY and ORDER BY",
    "terms": "terms in VALUES, IN, calls, expressions and CONSTRUCT templates",
    "literal": "characters of one literal",
    "growth": "times as long as CONCAT, REPLACE and their like could make a text",
}


def limits() -> Iterator[str]:
    """Describe how large queries, answers and files may be."""
    yield "# Limits\n"
    yield NOTE
    yield "What is over a limit is refused with a sentence that names the limit; nothing is cut off."
    yield "A query may read and nothing else: updates, `SERVICE` and `LOAD` are refused.\n"
    yield "| Of a query | At most |\n|---|---|"
    for field in fields(LIMITS):
        yield f"| {LIMIT_WORDS[field.name]} | {getattr(LIMITS, field.name):,} |"
    yield "\n| Of anything else | At most |\n|---|---|"
    yield f"| an answer to a query | {capped.MOST_BYTES // 1_000_000} MB |"
    yield f"| a study sheet | {MAX_SHEET_BYTES // 1_000_000} MB |"
    yield f"| a study as a workbook, or as packed CSV files | {MAX_WORKBOOK_BYTES // 1_000_000} MB |"
    yield f"| a study as RDF | {MAX_RDF_BYTES // 1_000_000} MB |"
    yield f"| the body of a request | {MOST_BYTES // 1_000_000} MB |"
    yield f"| queries answered at one time | {MOST_AT_ONCE} |"
    yield f"| studies checked at one time | {MOST_CHECKS} |"
    memory = Settings.model_fields["memory_limit"].default
    yield f"| memory of the service, on Linux (`DEMIREG_MEMORY_LIMIT`) | {memory:,} MB |"
    yield "\n**One heavy query can end the service** until foreign queries run in processes of their own."
    yield "Nothing stops a query that passes the limits above: all triples times all triples is fifty characters long."
    yield "The limit of memory then ends the service, with `memory allocation failed`, and spares the machine."
    yield "Start it again, and let only people ask whom you trust."


def questions() -> Iterator[str]:
    """Describe each question with what it takes."""
    yield "# Questions\n"
    yield NOTE
    yield "Ask with `.venv/bin/demireg ask NAME --param name=value`, or at `/api/questions/NAME?name=value`.\n"
    folder = ""
    for query in catalogue():
        here, _, name = query.name.rpartition("/")
        if here != folder:
            folder = here
            yield f"## {folder.capitalize()}\n"
        yield f"### {name}\n"
        yield f"**{query.title}**{_competency(query.competency)}\n\n{query.summary}\n"
        if query.params:
            yield "| Takes | Kind | Meaning | Unless given |\n|---|---|---|---|"
            for param in query.params:
                default = f"`{param.default}`" if param.default else "needed"
                takes = ", ".join(param.choices) or param.kind
                yield f"| `{param.name}` | {takes} | {_cell(param.text)} | {default} |"
            yield ""


def _competency(numbers: tuple[int, ...]) -> str:
    return f" (competency question {', '.join(map(str, numbers))})" if numbers else ""


def terms() -> Iterator[str]:
    """Describe each class, property and named value of the ontology."""
    graph = Graph()
    for path in sorted(assets.folder("ontology").glob("modules/*.ttl")):
        graph.parse(path, format="turtle")
    yield "# Terms of the ontology\n"
    yield NOTE
    yield f"All below `{REALIST}`.\n"
    for title, kinds in (
        ("Classes", (OWL.Class,)),
        ("Properties", (OWL.ObjectProperty, OWL.DatatypeProperty)),
        ("Values", (OWL.NamedIndividual,)),
    ):
        found = {subject for kind in kinds for subject in graph.subjects(RDF.type, kind)}
        yield f"## {title}\n"
        yield "| Term | Meaning |\n|---|---|"
        for term in sorted(found, key=str):
            if str(term).startswith(str(REALIST)):
                yield f"| `realist:{str(term).removeprefix(str(REALIST))}` | {_meaning(graph, term)} |"
        yield ""


def _meaning(graph: Graph, term: Node) -> str:
    definition = graph.value(term, SKOS.definition) or graph.value(term, RDFS.comment) or ""
    notes = sorted(str(note) for note in graph.objects(term, SKOS.scopeNote))
    return _cell(" ".join([str(definition), *notes]))


def _paragraphs(text: str) -> str:
    return text.replace("\f", "").strip()


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def sheet() -> Iterator[str]:
    """Describe each key of a study sheet."""
    yield "# The study sheet\n"
    yield NOTE
    yield from sheet_reference.sheet()


def rules() -> Iterator[str]:
    """Describe each rule that a check applies."""
    yield "# Rules\n"
    yield NOTE
    yield from rules_reference.rules()


def codes() -> Iterator[str]:
    """Describe each code of the sheets with the concept that it names."""
    yield "# Codes of the sheets\n"
    yield NOTE
    yield from codes_reference.codes()


PAGES: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "commands.md": commands,
    "api.md": routes,
    "settings.md": settings,
    "limits.md": limits,
    "questions.md": questions,
    "compare.md": compare_reference.measures,
    "sheet.md": sheet,
    "terms.md": terms,
    "codes.md": codes,
    "rules.md": rules,
}


def page(name: str) -> str:
    """Return the text of one page."""
    return "\n".join(PAGES[name]()).rstrip() + "\n"


if __name__ == "__main__":
    for each in PAGES:
        (FOLDER / each).write_text(page(each), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
