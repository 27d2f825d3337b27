"""Credentials that are secrets of ours: issued once, found by digest, switched off, replaced."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Final

from chalicelib import config
from chalicelib.domain import clock, secret
from chalicelib.domain.account import Credential
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import NotFound
from chalicelib.services.caches import Cache
from chalicelib.store import credentials as store

_credentials: Final[Cache[Credential | None]] = Cache(seconds=config.CACHE_SECONDS, size=10_000)
_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


def find(*, presented: str) -> Credential | None:
    """The credential of a secret that somebody presents, at most five seconds old."""
    found = by_digest(digest=secret.digest(presented))
    return found if found is not None and secret.matches(presented, found.digest) else None


def find_now(*, presented: str) -> Credential | None:
    """The same as it is now, wherever it was changed."""
    _credentials.forget(secret.digest(presented))
    return find(presented=presented)


def by_digest(*, digest: str) -> Credential | None:
    """The credential with a digest, at most five seconds old."""
    return _credentials.get(digest, lambda: store.get(digest))


def every() -> list[Credential]:
    """All credentials, the oldest first."""
    return sorted(store.all_credentials(), key=lambda each: (each.created_at or _LONG_AGO, each.id))


def named(*, id: str) -> Credential:  # noqa: A002  its name everywhere
    """The credential of an id, as it is now; NotFound when there is none."""
    found = next((each for each in store.all_credentials() if each.id == id), None)
    if found is None:
        raise NotFound(f"There is no credential {id}.")
    return found


def issue(
    *,
    kind: CredentialKind,
    account: str | None,
    name: str = "",
    presented: str | None = None,
    roots: tuple[int, ...] = (),
    read_only: bool = False,
    enabled: bool = True,
    expires_at: datetime | None = None,
) -> tuple[Credential, str]:
    """A new credential and its secret, which is shown this once. `presented`: the secret, if it is not to be minted."""
    shown = presented if presented is not None else secret.mint()
    made = Credential(
        id=f"{kind.value}:{secrets.token_hex(6)}",
        kind=kind,
        digest=secret.digest(shown),
        account=account,
        name=name,
        enabled=enabled,
        read_only=read_only,
        roots=roots,
        created_at=clock.now(),
        expires_at=expires_at,
    )
    store.put(made, new=True)
    _credentials.forget(made.digest)
    return made, shown


def save(*, credential: Credential) -> None:
    """Write a credential as it is given (enabled, trashed, renamed …)."""
    store.put(credential)
    _credentials.forget(credential.digest)


def note_use(*, credential: Credential) -> None:
    """Note when a credential was used; it may have been removed meanwhile."""
    store.note_use(credential)
    _credentials.forget(credential.digest)


def remove(*, credential: Credential) -> None:
    """Remove a credential for good."""
    store.remove(credential)
    _credentials.forget(credential.digest)


def replace_key(*, account: str, presented: str) -> Credential:
    """Give an account a key in place of all keys it has; they die within five seconds everywhere, here at once."""
    former = [each for each in store.all_credentials() if each.account == account and each.kind is CredentialKind.KEY]
    made = Credential(
        id=f"key:{secrets.token_hex(6)}",
        kind=CredentialKind.KEY,
        digest=secret.digest(presented),
        account=account,
        created_at=clock.now(),
    )
    store.replace(made, former)
    _credentials.clear()
    return made
