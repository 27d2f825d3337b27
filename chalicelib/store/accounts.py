"""Accounts, as items under one partition key: they are few, and read through a cache."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from chalicelib.domain.account import Account
from chalicelib.errors import Conflict
from chalicelib.store import dynamo
from chalicelib.store.dynamo import Delete, Put, Query
from chalicelib.store.items import Item

_PARTITION: Final = "account"


def get(key: str) -> Account | None:
    """The account with a folded login."""
    item = dynamo.get((_PARTITION, key))
    return _read(item) if item else None


def all_accounts() -> Iterator[Account]:
    """Every account, by login."""
    return (_read(item) for item in dynamo.query(Query(_PARTITION)))


def put(account: Account, *, new: bool) -> None:
    """Write an account. `new`: raise Conflict when its login is in use."""
    item = {
        "pk": _PARTITION,
        "sk": account.key,
        "login": account.login,
        "label": account.name,
        "password": account.password,
        "roles": list(account.roles),
        "person": account.person,
        "language": account.language,
        "enabled": account.enabled,
    }
    in_use = Conflict(f"The login '{account.login}' is in use.")
    dynamo.put(Put(item, "attribute_not_exists(pk)" if new else None, otherwise=in_use))


def remove(key: str) -> None:
    """Remove an account for good."""
    dynamo.delete(Delete((_PARTITION, key)))


def _read(item: Item) -> Account:
    return Account(
        login=item["login"],
        name=item["label"],
        password=item.get("password"),
        roles=tuple(item["roles"]),
        person=item.get("person"),
        language=item.get("language"),
        enabled=item["enabled"],
    )
