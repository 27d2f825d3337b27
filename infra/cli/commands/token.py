"""`polydesk token`: the bearer tokens of the asset management API, as its manager's screens have them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import click

from chalicelib.domain.caller import CredentialKind
from chalicelib.domain.reference import HIGHEST
from chalicelib.services.tree import places
from infra.cli.credentials import NOBODY, Noun, removal, showing, state, switches, user
from infra.cli.desk import Desk, at_desk
from infra.cli.refusals import WRONG_USAGE, Refusal
from infra.cli.screen import Column

TOKEN: Final = Noun("token", "user", CredentialKind.BEARER)
NUMBER: Final = click.IntRange(1, HIGHEST)


@click.group("token")
def command() -> None:
    """Bearer tokens of the asset management API: whose they are, and what they are confined to."""


@command.command("list")
@at_desk
def list_tokens(desk: Desk) -> None:
    """All tokens, the oldest first, those in the trash included."""
    found = TOKEN.every()
    columns = (Column("id", whole=True), "user", "name", "root nodes", "state")
    rows = (
        (
            each.id,
            each.account or NOBODY,
            each.name,
            each.roots,
            state(each) + (", read only" if each.read_only else ""),
        )
        for each in found
    )
    desk.screen.table(columns, rows, none="There are no tokens.")
    desk.screen.document([TOKEN.document(each) for each in found])


command.add_command(showing(TOKEN))


@command.command("create")
@click.option(
    "--user", "login", metavar="LOGIN", help="The account in whose name it acts; there is a person behind it."
)
@click.option("--no-user", is_flag=True, help="It has no user, so it lets nobody in until it has one.")
@click.option("--name", default="", help="What people call it.")
@click.option(
    "--root", "roots", multiple=True, type=NUMBER, metavar="NUMBER", help="A root node; may be given several times."
)
@click.option("--read-only", is_flag=True, help="Only for reading.")
@click.option("--disabled", is_flag=True, help="It lets nobody in until it is enabled.")
@at_desk
def create_token(
    desk: Desk, login: str | None, no_user: bool, name: str, roots: tuple[int, ...], read_only: bool, disabled: bool
) -> None:
    """A new token, which is shown this once. With root nodes it is good for these and what is beneath them."""
    if (login is None) != no_user:
        raise Refusal("Say either --user LOGIN or --no-user.", status=WRONG_USAGE)
    TOKEN.issue(
        desk,
        CredentialKind.BEARER,
        "Token",
        account=user(desk, login).key if login is not None else None,
        name=name,
        roots=_roots(roots),
        read_only=read_only,
        enabled=not disabled,
    )


@command.command("rename")
@click.argument("id")
@click.argument("name")
@at_desk
def rename_token(desk: Desk, id: str, name: str) -> None:  # noqa: A002  its name everywhere
    """Call a token something else."""
    TOKEN.change(desk, id, f"is called {name}" if name else "has no name", name=name)


@command.command("user")
@click.argument("id")
@click.argument("login", required=False)
@click.option("--none", "nobody", is_flag=True, help="Nobody: it lets nobody in then.")
@at_desk
def set_user(desk: Desk, id: str, login: str | None, nobody: bool) -> None:  # noqa: A002  its name everywhere
    """Give a token another user, or none."""
    if (login is None) != nobody:
        raise Refusal("Say either a login or --none.", status=WRONG_USAGE)
    TOKEN.find(id)
    account = user(desk, login).key if login is not None else None
    TOKEN.change(desk, id, f"acts for {account}" if account else "has no user", account=account)


@command.command("roots")
@click.argument("id")
@click.argument("numbers", nargs=-1, type=NUMBER, metavar="[NUMBER]…")
@click.option("--none", "everywhere", is_flag=True, help="None: the permissions of its user alone decide.")
@at_desk
def set_roots(desk: Desk, id: str, numbers: tuple[int, ...], everywhere: bool) -> None:  # noqa: A002  its name everywhere
    """Confine a token to root nodes and what is beneath them, in place of those it had."""
    if bool(numbers) == everywhere:
        raise Refusal("Say either numbers of assets or --none.", status=WRONG_USAGE)
    TOKEN.find(id)
    roots = _roots(numbers)
    TOKEN.change(desk, id, f"is confined to {_listed(roots)}" if roots else "is not confined", roots=roots)


@command.command("read-only")
@click.argument("id")
@at_desk
def read_only(desk: Desk, id: str) -> None:  # noqa: A002  its name everywhere
    """Let a token read and nothing else."""
    TOKEN.change(desk, id, "is only for reading", read_only=True)


@command.command("read-write")
@click.argument("id")
@at_desk
def read_write(desk: Desk, id: str) -> None:  # noqa: A002  its name everywhere
    """Let a token write, too."""
    TOKEN.change(desk, id, "is for reading and writing", read_only=False)


for each in (*switches(TOKEN), removal(TOKEN)):
    command.add_command(each)


def _roots(numbers: Iterable[int]) -> tuple[int, ...]:
    """Assets that are there, each once. Raises `Refusal`."""
    wanted = tuple(dict.fromkeys(numbers))
    there = places.find_all(numbers=wanted) if wanted else {}
    missing = [number for number in wanted if number not in there]
    if missing:
        raise Refusal(f"There is no asset {_listed(missing)}: a root node is one that is there.")
    return wanted


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
