"""Commands for those who ask: ask, sparql, what-if."""

import sys
import time
from pathlib import Path
from typing import Annotated, Final

import typer

from demireg.cli.asked import read_words
from demireg.cli.comparing import takes
from demireg.cli.files import read_text, text_of
from demireg.cli.terminal import STORE, Format, FormatOption, StoreOption, progress_bar, ready, say, show, show_json
from demireg.domain.errors import BadParameter

#: The format for people.
TABLE: Final = "table"
#: Seconds after which a command says how far it has come.
_PATIENCE: Final = 1.0
#: What no row means where the question itself does not say.
NOTHING: Final = "Nothing found is not the same as nothing there: it may not have been coded yet."
#: Lets a question's own parameters be given as options: ``demireg ask evidence-base --study wood-2021``.
OPEN = {"allow_extra_args": True, "ignore_unknown_options": True}


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question's name; without one, all are listed.")] = "",
    param: Annotated[
        list[str] | None, typer.Option("--param", help="A value of the question: NAME=VALUE, or just --NAME VALUE.")
    ] = None,
    store: StoreOption = STORE,
    form: FormatOption = Format.TABLE,
) -> None:
    """Ask the repository a question by its name, or list the questions.

    A value that a question takes is given as --NAME VALUE or as --param NAME=VALUE.
    """
    from demireg.cli.wording import heads, worded
    from demireg.services import questions

    words = read_words([question, *context.args] if question else context.args)
    name, values = words.name, _pairs(param or []) | words.values
    if not name:
        if values:
            raise BadParameter("Name a question before giving it values; `demireg ask` lists them.")
        rows = [(questions.stem(query), query.title, takes(query.params)) for query in questions.catalogue()]
        show(("question", "asks", "takes"), rows, form)
        return
    query = questions.question(name)
    with ready(store) as repository:
        answer = questions.ask(repository, query.name, values)
    if form is Format.JSON:
        show_json(answer.as_dict())
    elif form is Format.TABLE:
        show(heads(answer.columns), worded(answer.rows, answer.iris), form)
        if not answer.rows:
            typer.echo(f"No row answers it. {query.empty or NOTHING}")
    else:
        show(answer.columns, answer.rows, form)


def _pairs(given: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise BadParameter(f"'--param {pair}' should read --param NAME=VALUE.")
        values[name] = value
    return values


def sparql(
    query: Annotated[str, typer.Argument(help="The query, a file that ends in .rq, or - to read it from the input.")],
    store: StoreOption = STORE,
    form: Annotated[str, typer.Option("--format", help="table, json, xml, csv, tsv, turtle, ntriples or jsonld.")] = "",
) -> None:
    """Run a read-only SPARQL query; the default graph is the union of all graphs.

    Rows come as table, json, xml, csv or tsv, a yes or no as table, json or xml, and triples as table, turtle,
    ntriples, jsonld, json or xml.
    """
    from demireg.cli.answers import media_type, print_answer
    from demireg.services.sparql import answer, screen
    from demireg.store.base import Dataset

    text = _query_text(query)
    wanted = media_type(form or TABLE, screen(text))
    with ready(store) as repository:
        found = answer(repository, text, [wanted], Dataset())
    print_answer(found, as_table=form in {"", TABLE})


def what_if(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Another version of a vocabulary or theory, in Turtle.")],
    profile: Annotated[
        str, typer.Option("--profile", help="Whose codings the matches count: all-accepted or authors-only.")
    ] = "all-accepted",
    store: StoreOption = STORE,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show which matches would come and go if a file took the place of the vocabulary or theory of its name.

    A vocabulary is known by its concept scheme, a theory by its address; a theory that is not here yet counts as an
    addition. Every study is inferred from anew beside the store, and the store stays as it is. `demireg check` says
    whether the file is sound.
    """
    from demireg.cli.wording import heads
    from demireg.services.supposing import suppose

    with ready(store) as repository, progress_bar("Inferring") as step:
        start = time.monotonic()
        answer = suppose(
            repository,
            file,
            profile,
            lambda study, done, total: step(study, done, total) if time.monotonic() - start > _PATIENCE else None,
        )
    if form is Format.JSON:
        show_json(answer.as_dict())
    elif answer.rows or form is not Format.TABLE:
        show(heads(answer.columns) if form is Format.TABLE else answer.columns, answer.rows, form)
    changes = [row[0] for row in answer.rows]
    say(f"{changes.count('added')} added, {changes.count('removed')} removed; the store is as it was.")


def _query_text(query: str) -> str:
    if query == "-":
        return text_of("The input", sys.stdin.buffer.read())
    return read_text(query) if query.endswith(".rq") and "\n" not in query else query
