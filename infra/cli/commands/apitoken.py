"""`polydesk apitoken`: the API tokens of the Matrix42 dialect, which clients exchange for access tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import click

from chalicelib.domain import clock
from chalicelib.domain.caller import CredentialKind
from infra.cli import api_tokens
from infra.cli.credentials import NOBODY, Noun, removal, showing, state, switches, user
from infra.cli.desk import Desk, at_desk
from infra.cli.moments import FURTHEST
from infra.cli.refusals import WRONG_USAGE, Refusal
from infra.cli.screen import Column

API_TOKEN: Final = Noun("API token", "user", CredentialKind.API_TOKEN, by_name=True)
NEVER: Final = "never"


@click.group("apitoken")
def command() -> None:
    """API tokens of the Matrix42 dialect: good for nothing but an exchange for access tokens. NAME may be an id, too."""


@command.command("list")
@at_desk
def list_tokens(desk: Desk) -> None:
    """All API tokens, the oldest first."""
    found = API_TOKEN.every()
    columns = ("name", "user", Column("expires", whole=True), Column("last used", whole=True), "state")
    rows = (
        (each.name, each.account or NOBODY, each.expires_at or NEVER, each.used_at or NEVER, state(each))
        for each in found
    )
    desk.screen.table(columns, rows, none="There are no API tokens.")
    desk.screen.document([API_TOKEN.document(each) for each in found])


command.add_command(showing(API_TOKEN))


@command.command("create")
@click.argument("name")
@click.option("--user", "login", required=True, metavar="LOGIN", help="The account whose permissions apply.")
@click.option("--days", type=click.IntRange(1, FURTHEST), metavar="NUMBER", help="It ends so many days from now.")
@click.option("--never", is_flag=True, help="It never ends.")
@at_desk
def create_token(desk: Desk, name: str, login: str, days: int | None, never: bool) -> None:
    """A new API token, which is shown this once. There is a person behind the account; a name is there once."""
    if (days is None) != never:
        raise Refusal("Say either --days NUMBER or --never.", status=WRONG_USAGE)
    account = user(desk, login)
    ends = clock.now() + timedelta(days=days) if days is not None else None
    made, presented = api_tokens.issue(account=account, name=name, expires_at=ends)
    API_TOKEN.hand_out(desk, "API token", made, presented)


for each in (*switches(API_TOKEN, "disable", "enable"), removal(API_TOKEN, "delete")):
    command.add_command(each)
