"""Roles, and what several of them allow together."""

from __future__ import annotations

from typing import Final

from chalicelib import config
from chalicelib.domain.role import Permissions, Role
from chalicelib.services.caches import Cache
from chalicelib.store import roles as store

_permissions: Final[Cache[Permissions]] = Cache(seconds=config.CACHE_SECONDS)


def save(*, role: Role) -> None:
    """Write a role; in force within five seconds everywhere, here at once."""
    store.put(role)
    _permissions.clear()


def permissions(*, names: tuple[str, ...]) -> Permissions:
    """What these roles allow together; names without a role allow nothing."""
    if not names:
        return Permissions()
    return _permissions.get("\0".join(names), lambda: Permissions(tuple(store.fetch(names))))
