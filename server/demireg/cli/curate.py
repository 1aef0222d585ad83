"""Commands for those who add evidence and theories: import, tidy, axioms; ``check`` is in ``checking``."""

from pathlib import Path
from typing import Annotated

import typer

from demireg.cli.checking import print_findings
from demireg.cli.files import reason
from demireg.cli.terminal import STORE, StoreOption, ready, say
from demireg.domain.errors import BadParameter, DemiregError, Invalid, StoreDown

FilesArgument = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Study files: YAML, JSON or RDF.")]


def accept(
    files: FilesArgument,
    store: StoreOption = STORE,
    alone: Annotated[bool, typer.Option("--alone", help="Leave the shipped studies out of an empty store.")] = False,
) -> None:
    """Accept study files into the repository, each whole or not at all.

    A study that is there already is replaced and its earlier version kept. An empty store is seeded first with what
    ships. The status is 1 when a file is not accepted. Only one process may use a folder: stop the server first.
    """
    from demireg.services.importing.batch import once
    from demireg.services.importing.read import read_file
    from demireg.services.studies import accept as accept_draft

    refused, seen = False, dict[str, str]()
    with ready(store, alone=alone) as repository:
        for path in files:
            try:
                accepted = accept_draft(repository, once(read_file(path), seen))
            except Invalid as fault:
                refused = True
                print_findings(fault.report)
                say(f"{path}: not accepted")
            except StoreDown:
                raise
            except DemiregError as fault:
                refused = True
                typer.echo(str(fault))
                say(f"{path}: not accepted")
            else:
                print_findings(accepted.report)
                state = "accepted" if accepted.changed else "unchanged"
                say(f"{path}: {accepted.study} {state}, version {accepted.version}")
    if refused:
        raise typer.Exit(1)


def tidy(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE...]", help="Turtle files; all of the checkout's if none.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; the status is 1 when a file is untidy.")
    ] = False,
) -> None:
    """Put Turtle files into their canonical form, so that a change in a file is a change in meaning."""
    from demireg import assets
    from demireg.services.turtle import tidy as tidy_file

    folders = ("ontology", "shapes", "data")
    found = files or sorted(path for folder in folders for path in assets.folder(folder).rglob("*.ttl"))
    untidy = []
    for path in found:
        try:
            untidy += [path] if tidy_file(path, write=not check) else []
        except OSError as fault:
            raise BadParameter(f"{path} cannot be tidied: {reason(fault)}. Name Turtle files.") from fault
    for path in untidy:
        typer.echo(f"{path}: {'not in canonical form; run `demireg tidy`' if check else 'tidied'}")
    if check and untidy:
        raise typer.Exit(1)


def axioms() -> None:
    """Write what is generated anew: OWL axioms from the theories' patterns, and the module of alignments."""
    from demireg import assets
    from demireg.services import alignments
    from demireg.services.axioms import write

    for path in (*write(assets.root()), alignments.write(assets.root())):
        typer.echo(str(path))
