"""What `polydesk credential` and `polydesk token` share: finding one of theirs, showing, switching and removing it.

A secret is shown once, when it is issued, and never again. What is changed acts within five seconds everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import click

from chalicelib.domain import clock
from chalicelib.domain.account import Credential
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import NotFound
from chalicelib.services import credentials
from infra.cli.desk import Desk, at_desk

NOBODY: Final = "(none)"
_SWITCHES: Final[tuple[tuple[str, str, dict[str, bool], str], ...]] = (
    ("disable", "is disabled", {"enabled": False}, "Let nobody in with it; within five seconds everywhere."),
    ("enable", "is enabled", {"enabled": True}, "Take a disabled one again."),
    ("trash", "is in the trash", {"trashed": True}, "Set it aside; it lets nobody in there."),
    ("restore", "is restored", {"trashed": False}, "Take it out of the trash."),
)


@dataclass(frozen=True, slots=True)
class Noun:
    """What a group of commands calls credentials. `owner`: the account behind one; `kind`: the only one that it knows."""

    name: str
    owner: str
    kind: CredentialKind | None = None

    def every(self) -> list[Credential]:
        """All of them, the oldest first, those in the trash included."""
        return [each for each in credentials.every() if self._knows(each)]

    def find(self, id: str) -> Credential:  # noqa: A002  its name everywhere
        """The one of an id. Raises NotFound."""
        try:
            found = credentials.named(id=id)
        except NotFound:
            found = None
        if found is None or not self._knows(found):
            raise NotFound(f"There is no {self.name} {id}.")
        return found

    def document(self, credential: Credential) -> dict[str, Any]:
        """One of them for programs; what only bearer tokens have is shown of those."""
        confined = {"read_only": credential.read_only, "roots": credential.roots}
        return {
            "id": credential.id,
            "kind": credential.kind,
            self.owner: credential.account,
            "name": credential.name,
            "state": state(credential),
            **(confined if credential.kind is CredentialKind.BEARER else {}),
            "created_at": credential.created_at,
            "expires_at": credential.expires_at,
        }

    def issue(
        self,
        desk: Desk,
        kind: CredentialKind,
        title: str,
        *,
        account: str | None,
        name: str,
        expires_at: datetime | None = None,
        **values: Any,
    ) -> None:
        """Make a new one and show its secret under a title, this once. `values`: as in `credentials.issue`."""
        made, secret = credentials.issue(kind=kind, account=account, name=name, expires_at=expires_at, **values)
        desk.screen.say(f"The {self.name} {made.id} was issued.")
        desk.screen.secret(title, secret)
        desk.screen.document(self.document(made) | {"secret": secret})

    def change(self, desk: Desk, id: str, done: str, **values: Any) -> None:  # noqa: A002  its name everywhere
        """Set members of one, and say what was done."""
        made = replace(self.find(id), **values)
        credentials.save(credential=made)
        desk.screen.say(f"The {self.name} {id} {done}.")
        desk.screen.document(self.document(made))

    def _knows(self, credential: Credential) -> bool:
        return self.kind is None or credential.kind is self.kind


def state(credential: Credential) -> str:
    """In one word, why a credential lets somebody in or does not."""
    if credential.trashed:
        return "trash"
    if not credential.enabled:
        return "disabled"
    if credential.expires_at is not None and credential.expires_at <= clock.now():
        return "expired"
    return "enabled"


def showing(noun: Noun) -> click.Command:
    """The command `show`."""

    @click.command("show", help=f"One {noun.name}; never its secret.")
    @click.argument("id")
    @at_desk
    def show(desk: Desk, id: str) -> None:  # noqa: A002  its name everywhere
        found = noun.document(noun.find(id))
        desk.screen.thing(found)
        desk.screen.document(found)

    return show


def switches(noun: Noun) -> Iterator[click.Command]:
    """The commands `disable`, `enable`, `trash` and `restore`."""
    for verb, done, values, said in _SWITCHES:
        yield _switch(noun, verb, done, values, said)


def removal(noun: Noun) -> click.Command:
    """The command `remove`."""

    @click.command("remove", help=f"Remove a {noun.name} for good.")
    @click.argument("id")
    @click.option("--yes", is_flag=True, help="Do not ask.")
    @at_desk
    def remove(desk: Desk, id: str, yes: bool) -> None:  # noqa: A002  its name everywhere
        gone = noun.find(id)
        desk.confirm(f"Remove the {noun.name} {id} for good?", yes=yes)
        credentials.remove(credential=gone)
        desk.screen.say(f"The {noun.name} {id} is gone.")
        desk.screen.document(noun.document(gone))

    return remove


def _switch(noun: Noun, verb: str, done: str, values: dict[str, bool], said: str) -> click.Command:
    @click.command(verb, help=said)
    @click.argument("id")
    @at_desk
    def change(desk: Desk, id: str) -> None:  # noqa: A002  its name everywhere
        noun.change(desk, id, done, **values)

    return change
