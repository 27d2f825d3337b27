"""People with accounts: both are made in one moment, so that neither is ever there without the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from chalicelib import config
from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record, Value
from chalicelib.services import accounts, records
from chalicelib.services.caches import Cache
from chalicelib.store import records as store

_people: Final[Cache[Record | None]] = Cache(seconds=config.CACHE_SECONDS)


def create(
    *,
    values: Mapping[str, Value | None],
    account: Account,
    caller: Caller,
    extras: Mapping[str, Mapping[str, Any]] | None = None,
    guid: UUID | None = None,
) -> Record:
    """A new person, and the account behind it.

    The account's `person` is set here; it has the password hash that it brings. `guid`: that of an import.
    Raises Invalid, and Taken: of kind `person` for one of its unique fields, of kind `account` for the login.
    """
    number = next(iter(records.reserve(kind=PERSON, count=1)))
    owned = replace(account, person=number)
    accounts.check(account=owned)
    person = records.create(
        kind=PERSON,
        values=values,
        extras=extras,
        caller=caller,
        reserved=number,
        guid=guid,
        beside=accounts.puts(account=owned),
    )
    accounts.forget(key=owned.key)
    return person


def known(*, number: int) -> Record | None:
    """The person of a number, at most five seconds old and without long texts; None for nobody, and in the trash."""
    return _people.get(str(number), lambda: store.get(PERSON, number))


def is_active(*, number: int) -> bool:
    """Whether there is a person of a number, neither in the trash nor switched off; at most five seconds old."""
    person = known(number=number)
    return person is not None and person.get("active") is not False


def language(*, number: int) -> str | None:
    """The language of a person, at most five seconds old."""
    person = known(number=number)
    return None if person is None else person.get("language")


def groups(*, number: int) -> frozenset[int]:
    """The groups of a person, by number, at most five seconds old."""
    person = known(number=number)
    return frozenset() if person is None else frozenset(ref.number for ref in person.many("groups"))
