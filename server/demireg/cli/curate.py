"""Commands for those who add evidence and theories: check, import, tidy, axioms."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from demireg.cli.files import reason
from demireg.cli.terminal import STORE, StoreOption, ready, say, settings_for
from demireg.domain.errors import BadParameter, DemiregError, Invalid, StoreDown

if TYPE_CHECKING:
    from demireg.domain.findings import Report
    from demireg.services.repository import Repository

FilesArgument = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Study files: YAML, JSON or RDF.")]
CheckedArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", help="Study files: YAML, JSON or RDF; vocabularies, theories and modules: Turtle."
    ),
]


class ReportForm(StrEnum):
    """How a report is printed: ``lines`` for people, ``sarif`` for code hosts, ``junit`` for test runners."""

    LINES = "lines"
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    JUNIT = "junit"


ReportFormOption = Annotated[
    ReportForm, typer.Option("--format", help="How to print the report; table is the same as lines.")
]


def check(files: CheckedArgument, store: StoreOption = "memory:", form: ReportFormOption = ReportForm.LINES) -> None:
    """Check files of studies, vocabularies, theories or the ontology and change nothing.

    One line per finding, with its place. The status is 1 when a file has a violation or cannot be read. With a store,
    identifiers are compared with those it holds. A vocabulary, theory or module is checked as if it took the place of
    the shipped file of its name, with everything that uses it, or else as an addition; several are one change.
    """
    from demireg.services.opening import open_repository
    from demireg.services.report_forms.forms import FORMS
    from demireg.services.report_forms.plain import Checked

    repository = open_repository(settings_for(store))
    try:
        reports = _checked(repository, files)
    finally:
        repository.close()
    if form in {ReportForm.LINES, ReportForm.TABLE}:
        for path, report in zip(files, reports, strict=True):
            _print_findings(report)
            say(f"{path}: {_verdict(report)}")
    else:
        checked = [Checked(str(path), report) for path, report in zip(files, reports, strict=True)]
        typer.echo(FORMS[form.value].write(checked), nl=False)
    if not all(report.conforms for report in reports):
        raise typer.Exit(1)


def _checked(repository: "Repository", paths: list[Path]) -> "list[Report]":
    """Return a report for each file. Those of the background are one change, whatever stands between them."""
    from demireg.services.checking.background_file import check_background_files
    from demireg.services.checking.background_files import is_background

    ours = [path for path in paths if is_background(path)]
    reports = dict(zip(ours, check_background_files(ours), strict=True))
    seen: dict[str, str] = {}
    return [reports.get(path) or _checked_study(repository, path, seen) for path in paths]


def _checked_study(repository: "Repository", path: Path, seen: dict[str, str]) -> "Report":
    from demireg.services.importing.batch import once
    from demireg.services.importing.read import read_file
    from demireg.services.report_forms.plain import unread
    from demireg.services.studies import check as check_draft

    try:
        return check_draft(repository, once(read_file(path), seen))
    except StoreDown:
        raise
    except DemiregError as fault:
        return unread(fault, str(path))


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
                _print_findings(fault.report)
                say(f"{path}: not accepted")
            except StoreDown:
                raise
            except DemiregError as fault:
                refused = True
                typer.echo(str(fault))
                say(f"{path}: not accepted")
            else:
                _print_findings(accepted.report)
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


def _print_findings(report: "Report") -> None:
    for finding in report.findings:
        typer.echo(finding.sentence())


def _verdict(report: "Report") -> str:
    from demireg.domain.findings import Severity

    counts = {severity: report.count(severity) for severity in Severity}
    listed = ", ".join(f"{count} {severity.value}{'s' * (count != 1)}" for severity, count in counts.items() if count)
    return f"{'conforms' if report.conforms else 'does not conform'}{f' ({listed})' if listed else ''}"
