"""Roles, and what several of them allow together."""

from __future__ import annotations

from typing import Final

from chalicelib import config
from chalicelib.domain.role import Permissions, Role
from chalicelib.errors import NotFound
from chalicelib.services.caches import Cache
from chalicelib.store import roles as store

_permissions: Final[Cache[Permissions]] = Cache(seconds=config.CACHE_SECONDS)


def every() -> list[Role]:
    """All roles, by name."""
    return list(store.all_roles())


def named(*, name: str) -> Role:
    """The role of a name; NotFound when there is none."""
    found = store.fetch((name,))
    if not found:
        raise NotFound(f"There is no role '{name}'.")
    return found[0]


def remove(*, name: str) -> None:
    """Remove a role; NotFound when there is none. Accounts that name it are allowed nothing by it from then on."""
    named(name=name)
    store.remove(name)
    _permissions.clear()


def save(*, role: Role) -> None:
    """Write a role; in force within five seconds everywhere, here at once."""
    store.put(role)
    _permissions.clear()


def permissions(*, names: tuple[str, ...]) -> Permissions:
    """What these roles allow together; names without a role allow nothing."""
    if not names:
        return Permissions()
    return _permissions.get("\0".join(names), lambda: Permissions(tuple(store.fetch(names))))
