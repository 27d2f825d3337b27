"""`polydesk limits`: how many calls a minute an account has in each dialect, and how many it has made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from chalicelib.domain.limit import HIGHEST
from chalicelib.services import accounts, limits
from infra.cli import throttle
from infra.cli.desk import Desk, at_desk, mounts
from infra.cli.refusals import Refusal
from infra.cli.screen import Column

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect


@click.group("limits")
def command() -> None:
    """Calls per minute of each account: limits and usage."""


@command.command("show")
@at_desk
def show_limits(desk: Desk) -> None:
    """The limit of each dialect: the vendor's, and the one in force. 0 is none."""
    _show(desk)


@command.command("set")
@click.argument("number", type=click.IntRange(0, HIGHEST))
@click.option(
    "--dialect", metavar="NAME", help="Only for this dialect; else for all, also those set one by one before."
)
@at_desk
def set_limit(desk: Desk, number: int, dialect: str | None) -> None:
    """Set the calls a minute; 0 for no limit. Every minute begins anew."""
    if dialect is not None and dialect not in mounts():
        raise Refusal(f"There is no dialect {dialect}. There are: {', '.join(mounts())}.")
    limits.override(requests_per_minute=number, dialect=dialect)
    _show(desk)
    for name, mount in mounts().items():
        if dialect in (None, name):
            _advise(desk, mount.dialect, number)
    throttle.follow_limits(desk)


@command.command("usage")
@click.argument("login", required=False)
@at_desk
def show_usage(desk: Desk, login: str | None) -> None:
    """The calls of this minute, by dialect and account; dialects without a limit do not count."""
    found = accounts.every() if login is None else [accounts.named(login=login)]
    logins = {account.key: account.login for account in found}
    calls = limits.usage(dialects=mounts(), accounts=logins)
    rows = [
        (dialect, logins[key], counted, limits.in_force(dialect=dialect, default=_default(dialect)))
        for (dialect, key), counted in sorted(calls.items())
    ]
    columns = (Column("dialect", whole=True), "login", Column("calls", right=True), Column("limit", right=True))
    desk.screen.table(columns, rows, none="Nobody has made a call in this minute that counts against a limit.")
    desk.screen.document(
        [{"dialect": name, "login": who, "calls": calls, "limit": limit} for name, who, calls, limit in rows]
    )


def _show(desk: Desk) -> None:
    rows = [(name, _default(name), limits.in_force(dialect=name, default=_default(name))) for name in mounts()]
    columns = (Column("dialect", whole=True), Column("default", right=True), Column("in force", right=True))
    desk.screen.table(columns, rows, none="There are no dialects.")
    desk.screen.document([{"dialect": name, "default": default, "in_force": now} for name, default, now in rows])


def _advise(desk: Desk, dialect: Dialect, number: int) -> None:
    """What is told to whoever sets the same number among the dialect's settings."""
    for setting in dialect.settings.values():
        advice = setting.advise(number) if setting.is_limit else None
        if advice:
            desk.screen.say(f"{dialect.name}: {advice}")


def _default(dialect: str) -> int:
    return mounts()[dialect].dialect.requests_per_minute
