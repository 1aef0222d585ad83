"""Commands that give an account: explain (why a configuration matches), report (what a study reports)."""

from dataclasses import asdict
from typing import Annotated

import typer

from demireg.cli.terminal import STORE, Format, FormatOption, StoreOption, ready, show, show_json
from demireg.domain.errors import BadParameter


def explain(
    configuration: Annotated[str, typer.Argument(help="The configuration, as in wood-2021/w12.")],
    proposition: Annotated[str, typer.Argument(help="The proposition, as in salutogenesis/P1.")],
    profile: Annotated[
        str, typer.Option("--profile", help="Whose codings count: all-accepted or authors-only.")
    ] = "all-accepted",
    store: StoreOption = STORE,
    form: FormatOption = Format.TABLE,
) -> None:
    """Explain why a configuration does or does not match a proposition.

    Each slot of each pattern is shown with the part that fills it, the concept it was coded with, the way from there
    to the concept asked for, and who coded it; for a slot that is not met, what comes near and in what it falls short.
    """
    from demireg.services.explaining import lines
    from demireg.services.explaining.explain import explain as explained

    with ready(store) as repository:
        found = explained(repository, configuration, proposition, profile)
    if form is Format.JSON:
        show_json(asdict(found))
    elif form is Format.TABLE:
        typer.echo("\n".join(lines.tree(found)))
    else:
        show(lines.COLUMNS, lines.rows(found), form)


def report(
    standard: Annotated[str, typer.Argument(help="The standard: rameses.")],
    study: Annotated[str, typer.Argument(help="The study's identifier, as in wood-2021.")],
    store: StoreOption = STORE,
    form: FormatOption = Format.TABLE,
) -> None:
    """Hold what a study reports against its reporting standard, item by item.

    An evaluation is held against RAMESES II, a synthesis against RAMESES I. Each item is met, partly met, not met, not
    seen or not applicable; what was not read is never taken for a no, and a person's answer comes before the computed
    one. Formats csv and markdown have all columns, for a paper's supplement.
    """
    from demireg.services.reporting import rows
    from demireg.services.reporting.judging import standard_report

    if standard != "rameses":
        raise BadParameter(f"There is no report '{standard}'; there is rameses, as in `demireg report rameses STUDY`.")
    with ready(store) as repository:
        found = standard_report(repository, study)
    if form is Format.JSON:
        show_json(asdict(found))
    elif form is Format.TABLE:
        show([name.replace("_", " ") for name in rows.SHORT], rows.short(found), form)
        typer.echo("\n".join(("", rows.summary(found), *found.remarks)))
    else:
        show(rows.COLUMNS, rows.rows(found), form)
