"""Accounts, as items under one partition key: they are few, and read through a cache.

Beside an account that has a person lies a signpost from that person to it. One that is out of date harms nobody: whoever
follows it looks at the account.
"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.domain.account import Account
from chalicelib.errors import NotFound, Taken
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


def of_person(person: int) -> list[Account]:
    """The accounts of a person, by login, as they are now."""
    signposts = dynamo.query(Query(keys.accounts_of(person)))
    found = dynamo.batch_get((keys.ACCOUNTS, signpost["sk"]) for signpost in signposts)
    accounts = map(_read, found.values())
    return sorted((each for each in accounts if each.person == person), key=lambda each: each.key)


def put(account: Account, *, new: bool) -> None:
    """Write an account. `new`: raise Taken when its login is in use."""
    # A transaction, because a new one must not meet itself after a lost answer.
    dynamo.transact(puts(account) if new else [Put(_item(account)), *_signposts(account)])


def puts(account: Account) -> list[Put]:
    """The writes of a new account; Taken when its login is in use."""
    in_use = Taken("account", "login", account.login)
    return [Put(_item(account), "attribute_not_exists(pk)", otherwise=in_use), *_signposts(account)]


def change(account: Account) -> None:
    """Write an account that is there; NotFound when it is not."""
    gone = NotFound(f"There is no account '{account.login}'.")
    dynamo.transact([Put(_item(account), "attribute_exists(pk)", otherwise=gone), *_signposts(account)])


def remove(key: str) -> None:
    """Remove an account for good."""
    dynamo.delete(Delete((keys.ACCOUNTS, key)))


def _signposts(account: Account) -> list[Put]:
    if account.person is None:
        return []
    return [Put({"pk": keys.accounts_of(account.person), "sk": account.key})]


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
