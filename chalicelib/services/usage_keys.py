"""By which key the gateway counts the calls of an account. The authorizer asks; `usage_plans` makes and ends them."""

from __future__ import annotations

from typing import Final

from chalicelib import config
from chalicelib.domain import usage_key
from chalicelib.services.caches import Cache
from chalicelib.store import usage_keys as store

_values: Final[Cache[str]] = Cache(seconds=config.CACHE_SECONDS, size=10_000)


def value(*, account: str | None) -> str:
    """The key of an account, at most five seconds old; the shared one for who has none, and for no account."""
    if account is None:
        return usage_key.shared(config.STAGE)
    return _values.get(account, lambda: _value(account))


def forget(*, account: str) -> None:
    """Read the key of an account anew next time."""
    _values.forget(account)


def _value(account: str) -> str:
    note = store.get(account)
    return note.value if note and note.gateway == config.GATEWAY else usage_key.shared(config.STAGE)
