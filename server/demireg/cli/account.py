"""Commands that give an account: explain (why a configuration matches), report (what a study reports)."""

from dataclasses import asdict
from typing import Annotated

import typer

from demireg.cli.terminal import STORE, Format, FormatOption, StoreOption, ready, show, show_json


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
