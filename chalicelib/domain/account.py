"""Accounts and their credentials, as they are kept: never with a secret in clear."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.caller import CredentialKind


def fold(login: str) -> str:
    """Logins are the same whatever their letter case; this is the form that keys use."""
    return login.strip().casefold()


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody or something that calls.

    `password`: a scrypt hash (see `password`), None for accounts that have none or whose passwords live elsewhere.
    `roles`: names. `person`: number of the person behind it.
    """

    login: str
    name: str = ""
    password: str | None = field(default=None, repr=False)
    roles: tuple[str, ...] = ()
    person: int | None = None
    language: str | None = None
    enabled: bool = True

    @property
    def key(self) -> str:
        """The folded login."""
        return fold(self.login)


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret that we handed out, known by its digest.

    `id`: names it in lists and in history. `digest`: see `secret`. `account`: key of the account behind it, None for one
    without a user. `roots`: numbers of the assets it is confined to; empty = not confined. `trashed`: set aside, can be
    brought back. `used_at`: about when it was used last, where that is noted.
    """

    id: str
    kind: CredentialKind
    digest: str = field(repr=False)
    account: str | None
    name: str = ""
    enabled: bool = True
    trashed: bool = False
    read_only: bool = False
    roots: tuple[int, ...] = ()
    created_at: datetime | None = None
    expires_at: datetime | None = None
    used_at: datetime | None = None
