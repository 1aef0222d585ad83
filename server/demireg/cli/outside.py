"""Commands for what reviewers already have: references and projects of qualitative analysis."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from demireg.cli.files import reason, text_of
from demireg.cli.shipped import shipped
from demireg.cli.terminal import STORE, Format, FormatOption, StoreOption, ready, say, show
from demireg.domain.errors import BadParameter

if TYPE_CHECKING:
    from demireg.services.importing.started import Tree
    from demireg.services.qda.drafting import Drafted
    from demireg.services.qda.mapping_file import Decided
    from demireg.services.qda.project import Project
    from demireg.services.references.matching import Match
    from demireg.services.references.starting import Begun


class Choice(StrEnum):
    """What else may be chosen for a draft from a project."""

    NO_MEMOS = "no-memos"
    SYNTHESIS = "synthesis"


_STATES = ("state", "reference", "title", "doi", "of", "why", "place")


def references(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="References: .ris, .bib, .json (CSL) or .xml (PubMed).")],
    into: Annotated[
        Path | None, typer.Option("--into", metavar="FOLDER", help="Begin a sheet in this folder for each new one.")
    ] = None,
    perhaps: Annotated[
        bool, typer.Option("--perhaps", help="Begin sheets also for those that are perhaps held already.")
    ] = False,
    store: StoreOption = STORE,
    form: FormatOption = Format.TABLE,
) -> None:
    """Read references, and begin a sheet for each report that is not here yet.

    Each is compared by DOI, then by PubMed number, then by title and year, with the others in the file and with the
    studies in the store. Nothing is looked up elsewhere. A sheet that is begun says what is to be filled in, and
    `demireg check` refuses it until that is done. A file that is there already is left as it is.
    """
    from demireg.services.importing.yaml_sheet import sheet_yaml
    from demireg.services.references.matching import held_reports, match
    from demireg.services.references.reading import read_references
    from demireg.services.references.starting import begin

    listed = read_references(_read(file), file.name)
    with ready(store) as repository:
        held = held_reports(repository)
    matches = list(match(listed.references, held))
    for finding in listed.findings:
        say(finding.sentence())
    show(_STATES, [_cells(each) for each in matches], form)
    if into is not None:
        for begun in begin(matches, {each.id for each in held}, datetime.now(UTC).date(), perhaps=perhaps):
            path = into / f"{begun.id}.yaml"
            written = _write(path, sheet_yaml(begun.tree).encode(), again=False)
            say(f"{path}: {_begun(begun) if written else 'is there already; left as is'}")


def _cells(found: "Match") -> tuple[str, str, str, str, str, str, str]:
    reference = found.reference
    return (found.state, reference.short, reference.title, reference.doi, found.of, found.why, reference.place)


def _begun(begun: "Begun") -> str:
    left = begun.match.reference.left
    return f"begun for {begun.match.reference.short}{', without its ' if left else ''}{', '.join(left)}"


def qda(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A project (.qdpx) or a codebook (.qdc).")],
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="The mapping of codes as CSV: read if it is there, else written as proposed."),
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="SHEET", help="Write the draft study here: .yaml or .xlsx.")
    ] = None,
    account: Annotated[
        Path | None, typer.Option("--report", metavar="CSV", help="Write the whole loss report here.")
    ] = None,
    quotations: Annotated[
        str, typer.Option("--quotations", metavar="LICENCE", help="Quote passages, under this open licence.")
    ] = "",
    choose: Annotated[
        list[Choice] | None,
        typer.Option("--choose", help="no-memos leaves memos out; synthesis makes sources documents of a review."),
    ] = None,
) -> None:
    """Make a draft study from a project of NVivo, ATLAS.ti, MAXQDA, QualCoder or Taguette (REFI-QDA).

    Without --into, the mapping of codes to roles and concepts is printed: edit it as CSV and name it with --mapping.
    With --into, candidate configurations are made from passages, links and sets, and the loss report is printed: each
    thing in the project is in the draft, or the report says why not. A sheet that is there is added to, and nothing
    in it is changed. The words of sources are never copied unless --quotations names the licence that allows it.
    """
    from demireg.services.qda.mapping_file import COLUMNS, cells

    if into is not None and into.suffix.lower() not in {".yaml", ".yml", ".xlsx"}:
        raise BadParameter(f"--into {into}: a draft is written as .yaml or .xlsx.")
    project = _project(file)
    decided = _decided(project, mapping)
    for finding in decided.findings:
        say(finding.sentence())
    if into is None:
        show(COLUMNS, cells(decided.rows), Format.TABLE)
        return
    found = _drafted(project, decided, into, choose or [], quotations)
    _account(found, into, account)


def _project(file: Path) -> "Project":
    from demireg.services.qda.project import read_project

    try:
        with file.open("rb") as source:
            return read_project(source, file.name)
    except OSError as fault:
        raise BadParameter(f"'{file}' cannot be read: {reason(fault)}.") from fault


def _decided(project: "Project", mapping: Path | None) -> "Decided":
    from demireg.services.qda.mapping_file import COLUMNS, Decided, cells, read_mapping
    from demireg.services.qda.roles import concepts_of, propose
    from demireg.services.tables import WRITERS

    concepts = concepts_of(shipped())
    proposed = propose(project, concepts)
    if mapping is None:
        return Decided(tuple(proposed))
    if _write(mapping, WRITERS["csv"](COLUMNS, cells(proposed)).encode(), again=False):
        say(f"{mapping}: the proposed mapping; edit it and run this again")
    return read_mapping(_read(mapping), mapping.name, proposed, concepts)


def _drafted(project: "Project", decided: "Decided", into: Path, chosen: list[Choice], licence: str) -> "Drafted":
    from demireg.services.qda.drafting import Options, draft

    memos, synthesis = Choice.NO_MEMOS not in chosen, Choice.SYNTHESIS in chosen
    options = Options(datetime.now(UTC).date(), memos=memos, synthesis=synthesis, licence=licence)
    found = draft(project, decided.rows, options, _tree_at(into))
    _write(into, _sheet(found.tree, into), again=True)
    return found


def _tree_at(path: Path) -> "Tree | None":
    """Return the sheet that is there already, None where there is none."""
    from demireg.services.importing.sheet_file import composed

    if not path.exists():
        return None
    if path.suffix.lower() == ".xlsx":
        raise BadParameter(f"{path} is there already. Only a sheet in YAML is added to; name another file.")
    tree = composed(text_of(path.name, _read(path)), path.name).data
    if not isinstance(tree, dict):
        raise BadParameter(f"{path} is there already and is no sheet. Name another file.")
    return tree


def _sheet(tree: "Tree", path: Path) -> bytes:
    if path.suffix.lower() == ".xlsx":
        from demireg.services.templating.workbook import write_workbook

        return write_workbook(tree, shipped())
    from demireg.services.importing.yaml_sheet import sheet_yaml

    return sheet_yaml(tree).encode()


def _account(found: "Drafted", into: Path, account: Path | None) -> None:
    from demireg.services.qda import ledger
    from demireg.services.tables import WRITERS

    for change in found.changes:
        say(f"{change.label}: {change.state}{f' ({change.what})' if change.what else ''}")
    if account is not None:
        _write(account, WRITERS["csv"](ledger.COLUMNS, ledger.rows(found.lines)).encode(), again=True)
    show(("outcome", "kind", "count", "why", "which"), ledger.summary(found.lines), Format.TABLE)
    count = len(found.tree["cmo_configurations"])
    say(f"{into}: a draft of {count} configuration{'s' * (count != 1)}; `demireg check {into}` says what to fill in")
    say("Names of sources and cases, names of codes, and memos are in the draft: look whether they identify anybody.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BadParameter(f"'{path}' cannot be read: {reason(fault)}.") from fault


def _write(path: Path, content: bytes, *, again: bool) -> bool:
    """Write a file, and return False where one is there that is not to be written again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb" if again else "xb") as target:
            target.write(content)
    except FileExistsError:
        return False
    except OSError as fault:
        raise BadParameter(f"{path} cannot be written: {reason(fault)}.") from fault
    return True
