"""Commands for who may hand in and decide: user add, list, remove; and retract."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from demireg.cli.terminal import STORE, Format, FormatOption, StoreOption, ready, say, settings_for, show

if TYPE_CHECKING:
    from demireg.services.reviewing.desk import Desk

users = typer.Typer(help="Accounts of those who hand in studies and decide on them.", no_args_is_help=True)
NameArgument = Annotated[str, typer.Argument(help="A short name in small letters, as in anna-b; histories show it.")]
RoleOption = Annotated[str, typer.Option("--role", help="reader, contributor (hands in) or curator (decides).")]


@users.command()
def add(name: NameArgument, role: RoleOption = "contributor", store: StoreOption = STORE) -> None:
    """Add somebody, and print the token that signs them in. It is shown this once and kept only as a hash."""
    from demireg.domain.errors import BadParameter
    from demireg.services.reviewing.accounts import Role

    if role not in {each.value for each in Role}:
        raise BadParameter(f"A role is one of {', '.join(Role)}, not '{role}'.")
    with _desk(store) as desk:
        token = desk.accounts.add(name, Role(role))
    typer.echo(token)
    say(f"This signs {name} in as {role}, at /sign-in or as `Authorization: Bearer`. It is not shown again.")


@users.command("list")
def list_users(store: StoreOption = STORE, form: FormatOption = Format.TABLE) -> None:
    """List everybody who has an account."""
    with _desk(store) as desk:
        rows = [(person.name, person.role.value, person.made[:10]) for person in desk.accounts.people()]
    show(("name", "role", "since"), rows, form)


@users.command()
def remove(name: NameArgument, store: StoreOption = STORE) -> None:
    """End somebody's account, token and sessions. What they did stays in the histories under their name."""
    with _desk(store) as desk:
        desk.accounts.remove(name)
    say(f"{name} can no longer sign in.")


def retract(
    study: Annotated[str, typer.Argument(help="The study's identifier, as in wood-2021.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; every reader sees it.")],
    agent: Annotated[str, typer.Option("--as", help="Who retracts it, as the history will name them.")],
    successor: Annotated[str, typer.Option("--superseded-by", help="Identifier of a study that is here.")] = "",
    store: StoreOption = STORE,
) -> None:
    """Take a study out of every comparison, question and dump, for a reason that stands in its place.

    Its versions stay in its history; importing the study again ends the retraction. Stop the server first.
    """
    from demireg.services.retracting import retract as retract_study
    from demireg.services.reviewing.accounts import agent_name

    agent_name(agent)
    with ready(store) as repository:
        made = retract_study(repository, study, reason, agent, successor)
    say(made.sentence())


@contextmanager
def _desk(store: str) -> "Iterator[Desk]":
    """Open the desk of a store; it need not be stopped for that, since a running server sees changes at once."""
    from demireg.domain.errors import BadParameter
    from demireg.services.reviewing.desk import Desk
    from demireg.services.reviewing.desk_file import place_of

    where = place_of(settings_for(store).store)
    if where is None:
        raise BadParameter("A store in memory keeps no accounts; name a folder or an endpoint with --store.")
    desk = Desk.open(where)
    try:
        yield desk
    finally:
        desk.close()
