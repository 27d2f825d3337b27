"""What `polydesk credential`, `token` and `apitoken` share: finding one of theirs, showing, switching and removing it.

A secret is shown once, when it is issued, and never again. What is changed acts within five seconds everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import click

from chalicelib.domain import clock
from chalicelib.domain.account import Account, Credential
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import NotFound
from chalicelib.services import accounts, credentials, profiles
from infra.cli import throttle
from infra.cli.desk import Desk, at_desk
from infra.cli.refusals import Refusal

NOBODY: Final = "(none)"
_SWITCHES: Final[dict[str, tuple[str, dict[str, bool], str]]] = {
    "disable": ("is disabled", {"enabled": False}, "Let nobody in with it; within five seconds everywhere."),
    "enable": ("is enabled", {"enabled": True}, "Take a disabled one again."),
    "trash": ("is in the trash", {"trashed": True}, "Set it aside; it lets nobody in there."),
    "restore": ("is restored", {"trashed": False}, "Take it out of the trash."),
}


@dataclass(frozen=True, slots=True)
class Noun:
    """What a group of commands calls credentials.

    `owner`: the account behind one; `kind`: the only one that it knows; `by_name`: names are unique, and as good as ids.
    """

    name: str
    owner: str
    kind: CredentialKind | None = None
    by_name: bool = False

    def every(self) -> list[Credential]:
        """All of them, the oldest first, those in the trash included."""
        return [each for each in credentials.every() if self._knows(each)]

    def find(self, id: str) -> Credential:  # noqa: A002  its name everywhere
        """The one of an id, or of a name where these are unique. Raises NotFound."""
        known = self.every()
        found = next((each for each in known if each.id == id), None)
        if found is None and self.by_name:
            found = next((each for each in known if each.name.casefold() == id.strip().casefold()), None)
        if found is None:
            raise NotFound(f"There is no {self.name} {id}.")
        return found

    def document(self, credential: Credential) -> dict[str, Any]:
        """One of them for programs; what only some kinds have is shown of those."""
        own: dict[str, Any] = {}
        if credential.kind is CredentialKind.BEARER:
            own = {"read_only": credential.read_only, "roots": credential.roots}
        elif credential.kind is CredentialKind.API_TOKEN:
            own = {"used_at": credential.used_at}
        return {
            "id": credential.id,
            "kind": credential.kind,
            self.owner: credential.account,
            "name": credential.name,
            "state": state(credential),
            **own,
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
        self.hand_out(desk, title, made, secret)

    def hand_out(self, desk: Desk, title: str, made: Credential, secret: str) -> None:
        """Show a new one and its secret under a title, this once."""
        desk.screen.say(f"The {self.name} {made.id} was issued.")
        desk.screen.secret(title, secret)
        desk.screen.document(self.document(made) | {"secret": secret})
        throttle.provide(desk, made.account)

    def change(self, desk: Desk, id: str, done: str, **values: Any) -> None:  # noqa: A002  its name everywhere
        """Set members of one, and say what was done."""
        made = replace(self.find(id), **values)
        credentials.save(credential=made)
        desk.screen.say(f"The {self.name} {self.called(made)} {done}.")
        desk.screen.document(self.document(made))
        if "account" in values:
            throttle.provide(desk, made.account)

    def called(self, credential: Credential) -> str:
        """What sentences call one."""
        return credential.name if self.by_name else credential.id

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


def switches(noun: Noun, *verbs: str) -> Iterator[click.Command]:
    """The commands `disable`, `enable`, `trash` and `restore`, or those of them that are named."""
    for verb in verbs or _SWITCHES:
        yield _switch(noun, verb, *_SWITCHES[verb])


def removal(noun: Noun, verb: str = "remove") -> click.Command:
    """The command `remove`, or what else it is called."""

    @click.command(verb, help=f"{verb.capitalize()} a {noun.name} for good.")
    @click.argument("id")
    @click.option("--yes", is_flag=True, help="Do not ask.")
    @at_desk
    def remove(desk: Desk, id: str, yes: bool) -> None:  # noqa: A002  its name everywhere
        gone = noun.find(id)
        called = noun.called(gone)
        desk.confirm(f"{verb.capitalize()} the {noun.name} {called} for good?", yes=yes)
        credentials.remove(credential=gone)
        desk.screen.say(f"The {noun.name} {called} is gone.")
        desk.screen.document(noun.document(gone))

    return remove


def user(desk: Desk, login: str) -> Account:
    """An account that a token can act for: there is a person behind it. Raises NotFound, `Refusal`."""
    account = accounts.named(login=login)
    if account.person is None:
        advice = f"polydesk account change {account.login} --person NUMBER"
        raise Refusal(
            f"There is no person behind the account {account.login}, so it is no user. Say who it is: {advice}"
        )
    if not profiles.is_active(number=account.person):
        raise Refusal(f"The person behind the account {account.login} ({account.person}) is gone, so it is no user.")
    if not account.enabled:
        desk.screen.say(f"The account {account.login} is disabled: the token lets nobody in until it is enabled.")
    return account


def _switch(noun: Noun, verb: str, done: str, values: dict[str, bool], said: str) -> click.Command:
    @click.command(verb, help=said)
    @click.argument("id")
    @at_desk
    def change(desk: Desk, id: str) -> None:  # noqa: A002  its name everywhere
        noun.change(desk, id, done, **values)

    return change
