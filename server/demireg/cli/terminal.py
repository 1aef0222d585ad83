"""What the commands share: the store they work on, progress, and how an answer or a fault is shown."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from demireg.domain.errors import BadParameter

if TYPE_CHECKING:
    from demireg.services.repository import Repository
    from demireg.services.tables import Columns, Rows
    from demireg.settings import Settings

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="DEMIREG_STORE",
        help="memory:, a folder, or a SPARQL endpoint.",
        metavar="STORE",
    ),
]
#: Where the commands look when nobody says otherwise.
STORE = ".demireg/store"


class Format(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the answer.")]


def settings_for(store: str, **values: Any) -> "Settings":  # noqa: ANN401 (one value of each setting's own type)
    """Return the settings of this host with the store that a command was given.

    Raises BadParameter for a variable of the environment that does not fit its setting.
    """
    from pydantic import ValidationError

    from demireg.settings import Settings

    try:
        return Settings(store=store, **values)
    except ValidationError as fault:
        first = fault.errors()[0]
        name = f"DEMIREG_{'_'.join(map(str, first['loc'])).upper()}"
        message = first["msg"].removeprefix("Value error, ")
        raise BadParameter(f"{name} does not fit: {message} (it is '{first['input']}').") from fault


@contextmanager
def ready(store: str, *, alone: bool = False) -> Iterator["Repository"]:
    """Open a repository; an empty one is seeded first, with a progress bar, ``alone`` without the shipped studies."""
    from demireg.services.opening import open_ready, open_seeded

    settings = settings_for(store)
    with progress_bar() as progress:
        repository = open_seeded(settings, progress, alone=True) if alone else open_ready(settings, progress)
    try:
        yield repository
    finally:
        repository.close()


def bring_in_step(repository: "Repository") -> None:
    """Bring the comparison table up to date with the store, with a progress bar where there is something to write."""
    from demireg.services.seeding import bring_table_up_to_date

    with progress_bar("Writing") as progress:
        bring_table_up_to_date(repository, progress)


@contextmanager
def progress_bar(verb: str = "Seeding") -> Iterator[Callable[[str, int, int], None]]:
    """Show how far something has come, on the error stream: a bar in a terminal, a line for each step elsewhere."""
    bars: list[Any] = []

    def step(name: str, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            say(f"{verb} {done}/{total}: {name}")
            return
        if not bars:
            bars.append(_started_bar(verb, total))
        bars[0].update(bars[0].task_ids[0], description=name, completed=done, total=total)

    try:
        yield step
    finally:
        for bar in bars:
            bar.stop()


def _started_bar(verb: str, total: int) -> Any:  # noqa: ANN401 (rich is loaded only when there is something to show)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(verb), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("", total=total)
    bar.start()
    return bar


def show(columns: "Columns", rows: "Rows", form: Format) -> None:
    """Print a table in a format; what is beside the answer goes to the error stream."""
    from demireg.services.tables import WRITERS

    typer.echo(WRITERS[form.value](columns, rows), nl=False)


def show_json(body: Any) -> None:  # noqa: ANN401 (anything that JSON can hold)
    """Print a JSON document."""
    import json

    typer.echo(json.dumps(body, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """Say something beside the answer, on the error stream."""
    typer.echo(text, err=True)
