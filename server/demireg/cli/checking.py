"""The command that checks files: what is wrong in them, where, how to mend it, and what a study would change."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from demireg.cli.files import write_new
from demireg.cli.terminal import StoreOption, say, settings_for, show_json
from demireg.domain.errors import BadParameter, DemiregError, StoreDown

if TYPE_CHECKING:
    from demireg.domain.findings import Report
    from demireg.services.effects import Effects
    from demireg.services.looking import Looked
    from demireg.services.repository import Repository

CheckedArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="Study files of any format that is read; vocabularies, theories and modules: Turtle.",
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


_FOR_PEOPLE = {ReportForm.LINES, ReportForm.TABLE}
ReportFormOption = Annotated[
    ReportForm, typer.Option("--format", help="How to print the report; table is the same as lines.")
]
EffectsOption = Annotated[
    bool,
    typer.Option("--effects", help="Say what each study would change in the store, which is then to be named."),
]
AnnotateOption = Annotated[
    Path | None,
    typer.Option("--annotate", metavar="FILE", help="Write a copy of the one workbook with the findings at its cells."),
]


def check(
    files: CheckedArgument,
    store: StoreOption = "memory:",
    form: ReportFormOption = ReportForm.LINES,
    effects: EffectsOption = False,
    annotate: AnnotateOption = None,
) -> None:
    """Check files of studies, vocabularies, theories or the ontology and change nothing.

    One line per finding, with its place. The status is 1 when a file has a violation or cannot be read. With a store,
    identifiers are compared with those it holds. A vocabulary, theory or module is checked as if it took the place of
    the shipped file of its name, with everything that uses it, or else as an addition; several are one change.
    """
    from demireg.services.opening import open_repository
    from demireg.services.report_forms.forms import FORMS
    from demireg.services.report_forms.plain import Checked

    if effects and (store == "memory:" or form not in {*_FOR_PEOPLE, ReportForm.JSON}):
        raise BadParameter("What a study would change is said of a --store, and as lines or json.")
    if annotate is not None:
        _to_mark(files, annotate)
    repository = open_repository(settings_for(store))
    try:
        looked = _checked(repository, files, effects=effects)
    finally:
        repository.close()
    if form in _FOR_PEOPLE:
        for path, each in zip(files, looked, strict=True):
            _print(path, each)
    elif effects:
        show_json([_as_dict(path, each) for path, each in zip(files, looked, strict=True)])
    else:
        checked = [Checked(str(path), each.report) for path, each in zip(files, looked, strict=True)]
        typer.echo(FORMS[form.value].write(checked), nl=False)
    if annotate is not None:
        _mark(files[0], looked[0], annotate)
    if not all(each.report.conforms for each in looked):
        raise typer.Exit(1)


def _to_mark(files: list[Path], marked: Path) -> None:
    """Raise BadParameter where no marked copy can be written, before anything is read."""
    if len(files) != 1 or files[0].suffix.lower() != ".xlsx" or marked.suffix.lower() != ".xlsx":
        raise BadParameter("--annotate marks one workbook: name one file that ends in .xlsx, and another to write.")
    if marked.exists():
        raise BadParameter(f"{marked} is there already and may hold somebody's work. Name a file that is not there.")


def _mark(path: Path, looked: "Looked", marked: Path) -> None:
    from demireg.services.templating.annotate import annotate

    if looked.draft is None:
        say(f"{marked}: not written, because {path} cannot be read")
        return
    write_new(marked, lambda: annotate(path.read_bytes(), looked.report, str(path)))
    say(f"{marked}: a copy with every finding at its cell")


def _checked(repository: "Repository", paths: list[Path], *, effects: bool) -> "list[Looked]":
    """Look at each file. Those of the background are one change, whatever stands between them."""
    from demireg.services.checking.background_file import check_background_files
    from demireg.services.checking.background_files import is_background
    from demireg.services.looking import Looked

    ours = [path for path in paths if is_background(path)]
    reports = dict(zip(ours, check_background_files(ours), strict=True)) if ours else {}
    seen: dict[str, str] = {}
    return [
        Looked(str(path), None, reports[path]) if path in reports else _study(repository, path, seen, effects=effects)
        for path in paths
    ]


def _study(repository: "Repository", path: Path, seen: dict[str, str], *, effects: bool) -> "Looked":
    from demireg.services.importing.batch import once
    from demireg.services.importing.read import read_file
    from demireg.services.looking import Looked, look_at
    from demireg.services.report_forms.plain import unread

    try:
        return look_at(repository, once(read_file(path), seen), effects=effects)
    except StoreDown:
        raise
    except DemiregError as fault:
        return Looked(str(path), None, unread(fault, str(path)))


def _print(path: Path, looked: "Looked") -> None:
    print_findings(looked.report)
    say(f"{path}: {_verdict(looked.report)}")
    if looked.effects is not None:
        _print_effects(looked.effects)


def _print_effects(found: "Effects") -> None:
    from demireg.services.effects_wording import sentences

    for sentence in sentences(found):
        typer.echo(f"  {sentence}")


def _as_dict(path: Path, looked: "Looked") -> Mapping[str, object]:
    from demireg.services.looking import as_dict

    return {"file": str(path), **as_dict(looked)}


def print_findings(report: "Report") -> None:
    """Print one line for each finding."""
    for finding in report.findings:
        typer.echo(finding.sentence())


def _verdict(report: "Report") -> str:
    from demireg.domain.findings import Severity

    counts = {severity: report.count(severity) for severity in Severity}
    listed = ", ".join(f"{count} {severity.value}{'s' * (count != 1)}" for severity, count in counts.items() if count)
    return f"{'conforms' if report.conforms else 'does not conform'}{f' ({listed})' if listed else ''}"
