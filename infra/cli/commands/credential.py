"""`polydesk credential`: keys and bearer tokens. Their secrets are shown once, when they are issued, and never again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import click

from chalicelib.domain import clock
from chalicelib.domain.account import Credential, fold
from chalicelib.domain.caller import CredentialKind
from chalicelib.services import accounts, credentials
from infra.cli.desk import Desk, at_desk
from infra.cli.moments import coming
from infra.cli.refusals import WRONG_USAGE, Refusal
from infra.cli.screen import Column

KINDS: Final = (CredentialKind.KEY.value, CredentialKind.BEARER.value)
"""What is a secret of its own. Passwords belong to accounts; JSON Web Tokens are made by the dialects that take them."""


@click.group("credential")
def command() -> None:
    """Keys and bearer tokens of accounts."""


@command.command("list")
@click.option("--account", "login", metavar="LOGIN", help="Only those of this account.")
@click.option("--kind", type=click.Choice([kind.value for kind in CredentialKind]), help="Only those of this kind.")
@at_desk
def list_credentials(desk: Desk, login: str | None, kind: str | None) -> None:
    """All credentials, the oldest first, those in the trash included."""
    found = [
        each
        for each in credentials.every()
        if (login is None or each.account == fold(login)) and (kind is None or each.kind == kind)
    ]
    columns = (Column("id", whole=True), "account", "name", "state", "ends")
    rows = ((each.id, each.account or "(none)", each.name, state(each), each.expires_at) for each in found)
    desk.screen.table(columns, rows, none="There are no such credentials.")
    desk.screen.document([_document(each) for each in found])


@command.command("show")
@click.argument("id")
@at_desk
def show_credential(desk: Desk, id: str) -> None:  # noqa: A002  its name everywhere
    """One credential; never its secret."""
    found = _document(credentials.named(id=id))
    desk.screen.thing(found)
    desk.screen.document(found)


@command.command("issue")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--account", "login", metavar="LOGIN", help="Whose it is.")
@click.option("--no-account", is_flag=True, help="It is nobody's, so it lets nobody in until it is somebody's.")
@click.option("--name", default="", help="What people call it.")
@click.option("--root", "roots", multiple=True, type=click.IntRange(1), metavar="NUMBER", help="Only for this asset and what is beneath it; may be given several times.")  # fmt: skip  # noqa: E501
@click.option("--read-only", is_flag=True, help="Only for reading.")
@click.option("--expires", metavar="DATE|DAYS", help="When it ends: 2027-12-31, or a number of days from now.")
@at_desk
def issue_credential(
    desk: Desk,
    kind: str,
    login: str | None,
    no_account: bool,
    name: str,
    roots: tuple[int, ...],
    read_only: bool,
    expires: str | None,
) -> None:
    """A new key or bearer token; its secret is shown this once."""
    if (login is None) != no_account:
        raise Refusal("Say either --account LOGIN or --no-account.", status=WRONG_USAGE)
    account = accounts.named(login=login).key if login is not None else None
    ends = coming(expires) if expires is not None else None
    made, secret = credentials.issue(
        kind=CredentialKind(kind),
        account=account,
        name=name,
        roots=tuple(dict.fromkeys(roots)),
        read_only=read_only,
        expires_at=ends,
    )
    desk.screen.say(f"The credential {made.id} was issued.")
    desk.screen.secret("Secret", secret)
    desk.screen.document(_document(made) | {"secret": secret})


def _changing(verb: str, done: str, **values: Any) -> Callable[..., None]:
    """A command that sets members of a credential. All of them act within five seconds everywhere."""

    @click.argument("id")
    @at_desk
    def change(desk: Desk, id: str) -> None:  # noqa: A002  its name everywhere
        made = replace(credentials.named(id=id), **values)
        credentials.save(credential=made)
        desk.screen.say(f"The credential {id} {done}.")
        desk.screen.document(_document(made))

    change.__name__ = f"{verb}_credential"
    return change


command.command("disable", help="Let nobody in with it; within five seconds everywhere.")(
    _changing("disable", "is disabled", enabled=False)
)
command.command("enable", help="Take a disabled one again.")(_changing("enable", "is enabled", enabled=True))
command.command("trash", help="Set it aside; it lets nobody in there.")(
    _changing("trash", "is in the trash", trashed=True)
)
command.command("restore", help="Take it out of the trash.")(_changing("restore", "is restored", trashed=False))


@command.command("remove")
@click.argument("id")
@click.option("--yes", is_flag=True, help="Do not ask.")
@at_desk
def remove_credential(desk: Desk, id: str, yes: bool) -> None:  # noqa: A002  its name everywhere
    """Remove a credential for good."""
    gone = credentials.named(id=id)
    desk.confirm(f"Remove the credential {id} for good?", yes=yes)
    credentials.remove(credential=gone)
    desk.screen.say(f"The credential {id} is gone.")
    desk.screen.document(_document(gone))


def state(credential: Credential) -> str:
    """In one word, why a credential lets somebody in or does not."""
    if credential.trashed:
        return "trash"
    if not credential.enabled:
        return "disabled"
    if credential.expires_at is not None and credential.expires_at <= clock.now():
        return "expired"
    return "enabled"


def _document(credential: Credential) -> dict[str, Any]:
    return {
        "id": credential.id,
        "kind": credential.kind,
        "account": credential.account,
        "name": credential.name,
        "state": state(credential),
        "read_only": credential.read_only,
        "roots": credential.roots,
        "created_at": credential.created_at,
        "expires_at": credential.expires_at,
    }
