"""The commands that measure: ``bench``, ``bench generate`` and ``bench compare``."""

from pathlib import Path
from typing import Annotated

import typer

from demireg.cli.terminal import Format, progress_bar, say, settings_for, show

Rounds = Annotated[int, typer.Option("--rounds", min=1, help="How often each measure is taken.")]
Printed = Annotated[Format, typer.Option("--format", help="How to print the tables.")]
Seed = Annotated[int, typer.Option("--seed", help="The same seed makes the same studies.")]

bench = typer.Typer(invoke_without_command=True, help="Measure speed and memory on this machine.")


@bench.callback()
def everything(
    context: typer.Context,
    studies: Annotated[int, typer.Option("--studies", min=0, help="Made-up studies in the large store.")] = 2000,
    rounds: Rounds = 5,
    form: Printed = Format.TABLE,
) -> None:
    """Measure speed and memory on this machine, in stores of its own, and print a table."""
    if context.invoked_subcommand:
        return
    from demireg.services.bench.measures import Plan, run

    for table in run(Plan(studies, rounds), say):
        say(table.title)
        show(table.columns, table.rows, form)


@bench.command()
def generate(
    studies: Annotated[int, typer.Option("--studies", min=1, max=1_000_000, help="How many to make up.")] = 2000,
    seed: Seed = 7,
    store: Annotated[str, typer.Option("--store", metavar="FOLDER", help="Where they go.")] = ".demireg/bench",
) -> None:
    """Make a repository for measuring: what ships, and made-up studies with its statistics beside it.

    It never adds to a store that holds a study of somebody's own.
    """
    import time

    from demireg.services.bench.comparing import built
    from demireg.services.bench.synthetic import generate as make
    from demireg.services.opening import open_seeded

    start = time.perf_counter()
    with progress_bar("Making") as progress:
        repository = open_seeded(settings_for(store), progress)
        try:
            make(repository, studies, seed, progress)
            quads = repository.store.size()
        finally:
            repository.close()
    seconds = time.perf_counter() - start
    built(Path(store), studies, seed, seconds)
    say(f"{studies} studies made up in {seconds:.0f} s; {quads:,} quads in {store}")


@bench.command()
def compare(
    studies: Annotated[int, typer.Option("--studies", min=10, help="Made-up studies, where --store is none.")] = 2000,
    store: Annotated[str, typer.Option("--store", metavar="FOLDER", help="What `bench generate` made.")] = "",
    virtuoso: Annotated[
        str, typer.Option("--virtuoso", metavar="URL", help="A SPARQL endpoint that holds the same quads.")
    ] = "",
    rounds: Rounds = 5,
    patience: Annotated[float, typer.Option("--patience", min=1, help="Seconds that a query may take.")] = 120,
    form: Printed = Format.TABLE,
) -> None:
    """Ask every measure three ways on the same data, and print medians, ratios, and where each target stands."""
    from demireg.services.bench.comparing import Comparison
    from demireg.services.bench.comparing import compare as measured

    for table in measured(Comparison(studies, store, virtuoso, rounds, patience), say):
        say(table.title)
        show(table.columns, table.rows, form)
