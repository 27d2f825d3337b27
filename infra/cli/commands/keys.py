"""`polydesk keys`: what signs access tokens and seals positions in lists. Names and ages only; the keys themselves stay."""

from __future__ import annotations

from typing import Any

import click

from chalicelib.domain import clock
from chalicelib.domain.keyring import Keyring
from chalicelib.services import keyrings
from infra.cli.desk import Desk, at_desk
from infra.cli.screen import Column


@click.group("keys")
def command() -> None:
    """The keys that sign access tokens."""


@command.command("show")
@at_desk
def show_keys(desk: Desk) -> None:
    """The keys that count, by name and age."""
    _show(desk, keyrings.current())


@command.command("rotate")
@click.option("--emergency", is_flag=True, help="Every token that was issued so far ends: for a key that got out.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@at_desk
def rotate_keys(desk: Desk, emergency: bool, yes: bool) -> None:
    """Sign with a new key from now on; the one before it still checks what it signed."""
    if emergency:
        desk.confirm("End every token that was issued so far, within a minute everywhere?", yes=yes)
    ring = keyrings.rotate(emergency=emergency)
    desk.screen.say(
        "Every token that was issued before ends within a minute."
        if emergency
        else "Tokens are signed with a new key; those signed with the former one stay good until they run out."
    )
    _show(desk, ring)


def _show(desk: Desk, ring: Keyring) -> None:
    found = [_document(ring, index) for index in range(len(ring.keys))]
    columns = (Column("kid", whole=True), "use", "made", Column("days", right=True))
    rows = ((each["kid"], each["use"], each["created_at"], each["days"]) for each in found)
    desk.screen.table(columns, rows, none="There are no keys.")
    desk.screen.document(found)


def _document(ring: Keyring, index: int) -> dict[str, Any]:
    key = ring.keys[index]
    age = clock.now() - key.created_at
    return {
        "kid": key.kid,
        "use": "checks" if index else "signs",
        "created_at": key.created_at,
        "days": max(age.days, 0),
    }
