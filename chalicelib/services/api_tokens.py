"""API tokens: signed, long-lived, named, good for nothing but an exchange for short-lived access tokens.

Of a token its digest is kept, by which it is found again: so it can be switched off, and outlives the keys that sign.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from chalicelib.domain import clock, secret
from chalicelib.domain.account import Account, Credential
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import Conflict, Fault, Invalid
from chalicelib.services import accounts, credentials, tokens

ISSUER: Final = "polydesk"
MIN_LENGTH: Final = 300
"""Characters of a token: clients check that."""
MAX_NAME: Final = 255
_NOTED: Final = timedelta(minutes=1)  # a use that soon after another is not noted


def issue(
    *, account: Account, name: str, claims: Mapping[str, Any], expires_at: datetime | None = None
) -> tuple[Credential, str]:
    """A new token, which is shown this once. `claims`: what clients read in it. Raises Conflict for a name that is in use."""
    called = name.strip()
    if not 0 < len(called) <= MAX_NAME:
        raise Invalid([Fault(("name",), "too_long", f"A token has a name of 1 to {MAX_NAME} characters.")])
    if any(each.name.casefold() == called.casefold() for each in every()):
        raise Conflict(f"There is a token called {called} already.")
    said = {
        "iss": ISSUER,
        "sub": account.login,
        "jti": str(uuid.uuid4()),
        "name": called,
        "iat": int(clock.now().timestamp()),
        "kind": "api",
        **claims,
    }
    if expires_at is not None:
        said["exp"] = int(expires_at.timestamp())
    token = tokens.issue(claims=said)
    if len(token) < MIN_LENGTH:
        token = tokens.issue(claims={**said, "pad": secret.mint(MIN_LENGTH)})
    made, _ = credentials.issue(
        kind=CredentialKind.API_TOKEN, account=account.key, name=called, presented=token, expires_at=expires_at
    )
    return made, token


def every() -> list[Credential]:
    """All API tokens, the oldest first."""
    return [each for each in credentials.every() if each.kind is CredentialKind.API_TOKEN]


def exchange(
    *, presented: str, lifetime: timedelta, claims: Callable[[Account], Mapping[str, Any]]
) -> tuple[str, datetime] | None:
    """An access token for an API token, and when it ends; None for what is none, or no longer good as of now.

    `claims`: what clients read in it, given the account that it is for.
    """
    found = credentials.find_now(presented=presented)
    if found is None or not _is_good(found):
        return None
    account = accounts.get(key=found.account) if found.account else None
    if account is None or not account.enabled:
        return None
    at = clock.now()
    _note_use(found, at)
    ends = (at + lifetime).replace(microsecond=0)
    said = {
        "iss": ISSUER,
        "sub": account.login,
        "jti": tokens.claimed(presented).get("jti", found.id),
        "iat": int(at.timestamp()),
        "exp": int(ends.timestamp()),
        "kind": "access",
        **claims(account),
    }
    return tokens.issue(claims=said), ends


def _is_good(credential: Credential) -> bool:
    if credential.kind is not CredentialKind.API_TOKEN or credential.trashed or not credential.enabled:
        return False
    return not tokens.expired(credential.expires_at)


def _note_use(credential: Credential, at: datetime) -> None:
    if credential.used_at is None or at - credential.used_at >= _NOTED:
        credentials.note_use(credential=replace(credential, used_at=at))
