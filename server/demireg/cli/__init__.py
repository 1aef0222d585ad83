"""The command line: thin over the services, errors in one line, exit status 0, 1 or 2.

``checking`` holds the command that checks, ``agreeing`` the one that compares two coders, ``curate`` and ``outside``
those that add evidence, ``explore`` those that ask, ``comparing`` the one that compares studies, ``account`` those
that explain and report, ``people`` those about accounts, ``operate`` those that run a repository; ``terminal``,
``asked`` and ``answers`` what they share.
Commands import what they need when they run, so that help is quick.
"""

import errno
import gc
import logging
import sys
import tempfile
import traceback
from types import TracebackType
from typing import Final

import typer

from demireg import __version__
from demireg.cli import account, agreeing, benching, checking, comparing, curate, explore, operate, outside, people
from demireg.cli.files import give_up_output, reason
from demireg.domain.errors import DemiregError, Invalid, Unreadable

#: Faults of what was checked; every other fault is one of usage, a query that cannot or may not be run included.
FOUND_WANTING: Final = (Invalid, Unreadable)
#: What the system says when nothing more goes into the standard output.
_NO_OUTPUT: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EPIPE))
#: After how many new objects Python looks for unreachable ones. Graphs are many small objects that stay: walking them
#: after every 700, as Python does by itself, took a fifth of the time of a check.
_OBJECTS_BETWEEN_COLLECTIONS: Final = 20_000

app = typer.Typer(
    name="demireg",
    help="A theory repository for realist evaluation. Exit status: 0 yes, 1 found wanting, 2 wrong usage.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(operate.serve)
app.command()(operate.seed)
app.command()(checking.check)
app.command()(curate.template)
app.command("import")(curate.accept)
app.command()(operate.export)
app.command()(outside.references)
app.command()(outside.qda)
app.command()(agreeing.agree)
app.command(context_settings=explore.OPEN)(explore.ask)
app.command(context_settings=comparing.OPEN, add_help_option=False)(comparing.compare)
app.command()(account.explain)
app.command()(account.report)
app.command()(explore.sparql)
app.command("what-if")(explore.what_if)
app.command()(curate.tidy)
app.command()(curate.axioms)
app.command()(people.retract)
app.add_typer(people.users, name="user")
app.command()(operate.document)
app.add_typer(benching.bench, name="bench")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"demireg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Take the options that stand before a command."""


def main() -> None:
    """Run the command line; every fault that demireg explains ends in one line and an exit status."""
    sys.excepthook = _apologise
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # it warns of odd IRIs, which our own findings name
    try:
        try:
            typer.main.get_command(app)()
        finally:
            sys.stdout.flush()
    except DemiregError as fault:
        typer.echo(f"demireg: {fault}", err=True)
        sys.exit(1 if isinstance(fault, FOUND_WANTING) else 2)
    except OSError as fault:
        if fault.filename is not None or fault.errno not in _NO_OUTPUT:
            raise
        give_up_output()
        typer.echo(f"demireg: The output cannot be written: {reason(fault)}. Send it where there is room.", err=True)
        sys.exit(2)


def _apologise(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Say in one line that demireg itself failed, and where the details are."""
    with tempfile.NamedTemporaryFile("w", prefix="demireg-", suffix=".txt", delete=False, encoding="utf-8") as details:
        traceback.print_exception(kind, fault, trace, file=details)
    typer.echo(f"demireg: a fault of demireg's own ({kind.__name__}). Please report it with {details.name}", err=True)
