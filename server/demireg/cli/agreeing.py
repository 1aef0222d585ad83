"""The command that compares two coders' versions of one study, and writes the one that they settle on."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Final

import typer

from demireg.cli.checking import print_findings
from demireg.cli.files import reason, write_new
from demireg.cli.shipped import shipped
from demireg.cli.terminal import STORE, Format, StoreOption, ready, say, show, show_json
from demireg.domain.errors import BadParameter

if TYPE_CHECKING:
    from demireg.domain.names import Names
    from demireg.services.agreeing.compare import Agreement
    from demireg.services.agreeing.decisions import Decision
    from demireg.services.agreeing.version import Version
    from demireg.services.background import Background

_TWO: Final = 2
_ENDINGS: Final = (".yaml", ".json", ".xlsx")


class AgreeForm(StrEnum):
    """How agreement is printed: ``csv`` holds the differences of two versions, to be decided on."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two versions, and what they are read against."""

    first: "Version"
    second: "Version"
    background: "Background"
    names: "Names"


VersionsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="VERSION...",
        help="Two coders' versions of one study, each a file of any format that is read, or the identifier of a held "
        "study; or one held study of which several people coded passages.",
    ),
]


def agree(
    versions: VersionsArgument,
    store: StoreOption = STORE,
    form: Annotated[
        AgreeForm, typer.Option("--format", help="How to print the answer; csv is the table of differences.")
    ] = AgreeForm.TABLE,
    settle: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Take decisions from the table of differences, filled in.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the settled version: .yaml, .json or .xlsx.")
    ] = None,
    agent: Annotated[str, typer.Option(help="Who answers for the settled version; needed with --into.")] = "",
) -> None:
    """Say how far two coders of one study agree, on role and concept, and where they differ.

    Parts are paired by configuration, passage and wording, else by role and order, then by concept, and counts of each
    ground are given; what may match several counts in no figure. Stances that differ are listed to be settled.
    Kappa and alpha that are undefined are shown as –, which is not 0. `--format csv` gives the differences; with
    'decision' filled in, --settle and --into write the settled version, which keeps both codings, and who settled why.
    """
    if len(versions) > _TWO:
        raise BadParameter(f"Agreement is between two versions, and {len(versions)} were named. Compare them in pairs.")
    if into is not None and (into.suffix.lower() not in _ENDINGS or not agent):
        raise BadParameter(f"--into takes a file that ends in {', '.join(_ENDINGS)}, and --agent says who settled it.")
    if len(versions) < _TWO:
        if settle or into:
            raise BadParameter("To settle something, name two versions.")
        _held(versions[0], store, form)
        return
    pair = _opened(versions, store)
    decisions = _decisions(settle)
    _compare(pair, decisions, form)
    if into is not None:
        _settle(pair, decisions, into, agent)


def _held(study: str, store: str, form: AgreeForm) -> None:
    from demireg.services.agreeing.held import measured

    if _is_file(study):
        raise BadParameter("Agreement is between two versions, and one file was named. Name the other coder's too.")
    with ready(store) as repository:
        found = measured(repository, study)
    if form is AgreeForm.JSON:
        show_json(found.body)
        return
    show(found.columns, found.rows, Format(form.value))
    if not found.rows:
        say(f"No passage of '{study}' is held with the codings of two people. That is not disagreement.")
    _published(found.body["published"])


def _opened(versions: list[str], store: str) -> _Pair:
    """Open both versions; the store is asked only when one of them is a held study."""
    from demireg.domain.names import Names
    from demireg.services.agreeing.version import held_version

    if all(map(_is_file, versions)):
        background, names = shipped(), Names()
        first, second = (_file(name, background, names) for name in versions)
        return _Pair(first, second, background, names)
    with ready(store) as repository:
        background, names = repository.background, repository.names
        first, second = (
            _file(name, background, names) if _is_file(name) else held_version(repository, name) for name in versions
        )
        return _Pair(first, second, background, names)


def _is_file(name: str) -> bool:
    from demireg.services.importing.read import IMPORTERS

    return PurePath(name).suffix.lower() in IMPORTERS or Path(name).exists() or "/" in name


def _file(name: str, background: "Background", names: "Names") -> "Version":
    from demireg.services.agreeing.version import version_of
    from demireg.services.importing.read import read_file

    return version_of(read_file(Path(name)), background, names)


def _decisions(path: Path | None) -> "list[Decision]":
    from demireg.services.agreeing.decisions import read_decisions

    if path is None:
        return []
    try:
        return read_decisions(path.read_bytes(), path.name)
    except OSError as fault:
        raise BadParameter(f"{path} cannot be read: {reason(fault)}. Name the table of decisions.") from fault


def _compare(pair: _Pair, decisions: "list[Decision]", form: AgreeForm) -> None:
    from demireg.services.agreeing.compare import agreement
    from demireg.services.agreeing.decisions import decisions_csv
    from demireg.services.agreeing.settle import matches_of

    found = agreement(pair.first, pair.second, pair.background.codes, matches_of(decisions))
    if form is AgreeForm.JSON:
        show_json(found.as_dict())
    elif form is AgreeForm.CSV:
        typer.echo(decisions_csv(found.items, decisions, found.coders), nl=False)
    else:
        _print(found)


def _print(found: "Agreement") -> None:
    from demireg.services.agreeing.compare import COLUMNS

    typer.echo(f"{found.study}: {found.coders[0]} (a) and {found.coders[1]} (b)")
    show(COLUMNS, found.rows, Format.TABLE)
    for caution in (*found.role.cautions, *found.cautions):
        typer.echo(f"! {caution}")
    if found.published is not None:
        _published({name: getattr(found.published, name) for name in ("unit", "coded", "out_of", "statistic")})
    for each in found.grounds:
        typer.echo(
            f"paired by {each.ground}: {each.units}, of one role {each.role}, "
            f"of one concept {each.concept} of {each.coded}"
        )
    typer.echo(f"{len(found.items)} differences to settle")
    if found.items:
        rows = [(each.unit, each.what, each.a, each.b, each.text_a or each.text_b) for each in found.items]
        show(("unit", "of", "a", "b", "wording"), rows, Format.TABLE)


def _published(told: "dict[str, str | int] | None") -> None:
    if told is not None:
        figure = told["statistic"] or "not reported"
        typer.echo(
            f"The report itself: {told['coded']} of {told['out_of']} {told['unit']} coded twice; agreement {figure}."
        )


def _settle(pair: _Pair, decisions: "list[Decision]", into: Path, agent: str) -> None:
    from demireg.services.agreeing.settle import Signed, settle
    from demireg.services.exporting.sheets import json_sheet, workbook
    from demireg.services.importing.read import read_bytes
    from demireg.services.preparing import prepare

    background = pair.background
    signed = Signed(agent, datetime.now(UTC).date())
    made = settle(pair.first, pair.second, background.codes, decisions, signed)
    write = {
        ".yaml": made.text.encode,
        ".json": lambda: json_sheet(made.tree),
        ".xlsx": lambda: workbook(made.tree, background),
    }
    write_new(into, write[into.suffix.lower()])
    report = prepare(background, pair.names, read_bytes(made.text.encode(), f"{into.stem}.yaml")).report
    print_findings(report)
    say(f"{into}: settled, {made.decided} decisions; 'segments' keep both codings")
    for link in made.lost:
        say(f"  left out: the causal link {link}, which lost an end")
    if made.elsewhere:
        say(f"  not compared, and as in {pair.first.name}: {', '.join(made.elsewhere)}")
    if not report.conforms:
        raise typer.Exit(1)
