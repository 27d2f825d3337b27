"""People with accounts: both are made in one moment, so that neither is ever there without the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record, Value
from chalicelib.services import accounts, records


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
