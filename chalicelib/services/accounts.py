"""Accounts: who may call, with what password, in what roles."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import replace
from typing import Any, Final

from chalicelib import config
from chalicelib.domain import password as passwords
from chalicelib.domain.account import Account, fold
from chalicelib.errors import Fault, Invalid, NotFound
from chalicelib.services import credentials
from chalicelib.services.caches import Cache
from chalicelib.store import accounts as store
from chalicelib.store.dynamo import Put

_accounts: Final[Cache[Account | None]] = Cache(seconds=config.CACHE_SECONDS)
# Verdicts on passwords, so that Basic costs a scrypt a minute and not one a request. Keyed by a digest under a key of this
# process and by the stored hash: neither a password nor anything that could be tried elsewhere is remembered.
_verdicts: Final[Cache[bool]] = Cache(seconds=60, size=10_000)
_process_key: Final = secrets.token_bytes(32)


def get(*, key: str) -> Account | None:
    """The account with a folded login, at most five seconds old."""
    if not store.is_possible(key):
        return None  # nor is it remembered: what callers send may be megabytes
    return _accounts.get(key, lambda: store.get(key))


def every() -> list[Account]:
    """All accounts, by login."""
    return list(store.all_accounts())


def named(*, login: str) -> Account:
    """The account of a login, as it is now; NotFound when there is none."""
    found = store.get(fold(login))
    if found is None:
        raise NotFound(f"There is no account '{login}'.")
    return found


def of_person(*, person: int) -> list[Account]:
    """The accounts of the person with a number, by login, as they are now."""
    return store.of_person(person)


def create(*, account: Account, password: str | None = None) -> Account:
    """A new account; Taken when its login is in use, Invalid when it can't be one.

    `password`: in place of the hash that the account brings.
    """
    check(account=account)
    made = replace(account, password=passwords.hash_password(password)) if password is not None else account
    store.put(made, new=True)
    _accounts.forget(made.key)
    return made


def check(*, account: Account) -> None:
    """Raise Invalid for an account that can't be one."""
    if not store.is_possible(account.key):
        raise Invalid([Fault(("login",), "format", "The login is empty or too long.")])
    if ":" in account.login:
        raise Invalid([Fault(("login",), "format", "The login holds a colon, which ends it where HTTP sends it.")])


def puts(*, account: Account) -> list[Put]:
    """The writes of a new account, for a transaction that somebody else puts together; Taken when its login is in use.

    Afterwards `forget` what was known of it.
    """
    return store.puts(account)


def forget(*, key: str) -> None:
    """Read the account with a folded login anew next time."""
    _accounts.forget(key)


def save(*, account: Account) -> None:
    """Write an account as it is given, its password hash included."""
    store.put(account, new=False)
    _accounts.forget(account.key)


def change(*, login: str, **values: Any) -> Account:
    """Set members of an account, by their names in `Account`, and answer it as it is then; NotFound when there is none."""
    made = replace(named(login=login), **values)
    store.change(made)
    _accounts.forget(made.key)
    return made


def remove(*, login: str) -> None:
    """Remove an account for good, its credentials first: they must not come to life with the next account of that login."""
    gone = named(login=login)
    for credential in credentials.every():
        if credential.account == gone.key:
            credentials.remove(credential=credential)
    store.remove(gone.key)
    _accounts.forget(gone.key)


def set_password(*, key: str, password: str) -> None:
    """Give an account a new password; NotFound when there is no such account."""
    change(login=key, password=passwords.hash_password(password))


def authenticate(*, login: str, password: str) -> Account | None:
    """The account of a login if the password is right, else None; a login that does not exist takes as long to refuse."""
    account = get(key=fold(login))
    stored = account.password if account else None
    given = f"{stored}\0{fold(login)}\0{password}".encode("utf-8", "surrogatepass")
    verdict = _verdicts.get(
        hmac.new(_process_key, given, hashlib.sha256).hexdigest(), lambda: passwords.verify(password, stored)
    )
    return account if verdict else None
