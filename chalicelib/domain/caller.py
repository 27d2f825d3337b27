"""Who asks: the account behind a request, how it proved itself, and what it may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Permissions


class CredentialKind(StrEnum):
    """How a caller proves itself. A dialect lists the kinds that it takes."""

    BASIC = "basic"  # login and password in each request
    ACCESS_TOKEN = "access_token"  # noqa: S105  a JWT that we issued, short-lived
    API_TOKEN = "api_token"  # noqa: S105  a long-lived JWT that is only good for an exchange
    BEARER = "bearer"  # an opaque token in the Authorization header
    KEY = "key"  # an opaque key in the query


@dataclass(frozen=True, slots=True)
class Caller:
    """An identified caller.

    `account`: the folded login, which is the account's key. `credential`: what history names as the means (`basic`,
    `key:3f…`), never a secret. `person`: the person behind the account. `expires_at`: end of the credential, if it ends.
    `roots`: numbers of the assets it is confined to, with what is beneath them; empty = not confined. `read_only`: it is good
    for reading alone.
    """

    account: str
    login: str
    credential: str
    kind: CredentialKind
    dialect: str
    permissions: Permissions
    person: Ref | None = None
    language: str | None = None
    expires_at: datetime | None = None
    roots: tuple[int, ...] = ()
    read_only: bool = False
