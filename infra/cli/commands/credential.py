"""`polydesk credential`: keys, and whatever else is a secret of its own. `polydesk token` and `apitoken` make theirs."""

from __future__ import annotations

from typing import Final

import click

from chalicelib.domain.account import fold
from chalicelib.domain.caller import CredentialKind
from chalicelib.services import accounts
from infra.cli.credentials import NOBODY, Noun, removal, showing, state, switches
from infra.cli.desk import Desk, at_desk
from infra.cli.moments import coming
from infra.cli.refusals import WRONG_USAGE, Refusal
from infra.cli.screen import Column

CREDENTIAL: Final = Noun("credential", "account")
KINDS: Final = (CredentialKind.KEY.value,)
"""What is issued here. Passwords belong to accounts; JSON Web Tokens are made by the dialects that take them."""


@click.group("credential")
def command() -> None:
    """Keys of accounts, and all other credentials, bearer tokens included."""


@command.command("list")
@click.option("--account", "login", metavar="LOGIN", help="Only those of this account.")
@click.option("--kind", type=click.Choice([kind.value for kind in CredentialKind]), help="Only those of this kind.")
@at_desk
def list_credentials(desk: Desk, login: str | None, kind: str | None) -> None:
    """All credentials, the oldest first, those in the trash included."""
    found = [
        each
        for each in CREDENTIAL.every()
        if (login is None or each.account == fold(login)) and (kind is None or each.kind == kind)
    ]
    columns = (Column("id", whole=True), "account", "name", "state", "ends")
    rows = ((each.id, each.account or NOBODY, each.name, state(each), each.expires_at) for each in found)
    desk.screen.table(columns, rows, none="There are no such credentials.")
    desk.screen.document([CREDENTIAL.document(each) for each in found])


command.add_command(showing(CREDENTIAL))


@command.command("issue")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--account", "login", metavar="LOGIN", help="Whose it is.")
@click.option("--no-account", is_flag=True, help="It is nobody's, so it lets nobody in until it is somebody's.")
@click.option("--name", default="", help="What people call it.")
@click.option("--expires", metavar="DATE|DAYS", help="When it ends: 2027-12-31, or a number of days from now.")
@at_desk
def issue_credential(
    desk: Desk, kind: str, login: str | None, no_account: bool, name: str, expires: str | None
) -> None:
    """A new key; its secret is shown this once."""
    if (login is None) != no_account:
        raise Refusal("Say either --account LOGIN or --no-account.", status=WRONG_USAGE)
    account = accounts.named(login=login).key if login is not None else None
    ends = coming(expires) if expires is not None else None
    CREDENTIAL.issue(desk, CredentialKind(kind), "Secret", account=account, name=name, expires_at=ends)


for each in (*switches(CREDENTIAL), removal(CREDENTIAL)):
    command.add_command(each)
