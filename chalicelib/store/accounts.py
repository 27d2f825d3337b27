"""Accounts, as items under one partition key: they are few, and read through a cache."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.domain.account import Account
from chalicelib.errors import Conflict, NotFound
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Delete, Put
from chalicelib.store.items import Item
from chalicelib.store.walks import Query


def get(key: str) -> Account | None:
    """The account with a folded login."""
    item = dynamo.get((keys.ACCOUNTS, key))
    return _read(item) if item else None


def is_possible(key: str) -> bool:
    """Whether there can be an account of this key at all."""
    return keys.is_key((keys.ACCOUNTS, key))


def all_accounts() -> Iterator[Account]:
    """Every account, by login."""
    return (_read(item) for item in dynamo.query(Query(keys.ACCOUNTS)))


def put(account: Account, *, new: bool) -> None:
    """Write an account. `new`: raise Conflict when its login is in use."""
    in_use = Conflict(f"The login '{account.login}' is in use.")
    # A transaction, because a new one must not meet itself after a lost answer.
    dynamo.transact([Put(_item(account), "attribute_not_exists(pk)" if new else None, otherwise=in_use)])


def change(account: Account) -> None:
    """Write an account that is there; NotFound when it is not."""
    gone = NotFound(f"There is no account '{account.login}'.")
    dynamo.transact([Put(_item(account), "attribute_exists(pk)", otherwise=gone)])


def remove(key: str) -> None:
    """Remove an account for good."""
    dynamo.delete(Delete((keys.ACCOUNTS, key)))


def _item(account: Account) -> Item:
    return {
        "pk": keys.ACCOUNTS,
        "sk": account.key,
        "login": account.login,
        "label": account.name,
        "password": account.password,
        "roles": list(account.roles),
        "person": account.person,
        "language": account.language,
        "enabled": account.enabled,
    }


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
