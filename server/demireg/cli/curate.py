"""Commands for those who add evidence and theories: template, import, tidy, axioms; ``check`` is in ``checking``."""

from pathlib import Path
from typing import Annotated

import typer

from demireg.cli.checking import print_findings
from demireg.cli.files import reason, write_new
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


def template(
    output: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The workbook to write; study.xlsx if none.")
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="Fill it in with a shipped study, to look at.")] = False,
) -> None:
    """Write the workbook in which a reviewer writes down a study, with drop-downs from the current vocabularies.

    Its first sheet says in plain words what goes where. A file that is there already is never overwritten.
    """
    from demireg.services.background import Background
    from demireg.services.templating.example import EXAMPLE, example_tree
    from demireg.services.templating.workbook import write_workbook

    path = output or Path(f"{EXAMPLE}.xlsx" if example else "study.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise BadParameter(f"{path} should end in .xlsx, as workbooks do.")
    write_new(path, lambda: write_workbook(example_tree() if example else None, Background.shipped()))
    say(f"{path}: written. Begin with its first sheet; then: demireg check {path}")


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
