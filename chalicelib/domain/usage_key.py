"""Usage keys: by which a gateway in front tells accounts apart when it counts their calls.

A usage key is no credential: nobody sends it. The authorizer names it, so it need not be kept secret, and knowing one opens
nothing. What an account has is noted only when the gateway has it, and the note goes before the key does; who has none
shares one key with all others that have none. So an account is let in whatever becomes of its key.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

GRACE: Final = timedelta(minutes=2)
"""How long a key stays that was replaced (gateway and processes go on naming it for about a minute), or that is so new that
somebody may be about to note it."""
_BYTES: Final = 20  # API Gateway takes 20 to 128 characters; these are 40


@dataclass(frozen=True, slots=True)
class Note:
    """The key that an account has: the gateway's `id` of it, its `value`, and since when the account has it.

    `gateway`: which one knows the key. Tables outlive it: a stage that is made anew has another.
    """

    account: str
    id: str
    value: str
    since: datetime
    gateway: str


@dataclass(frozen=True, slots=True)
class Found:
    """A key as the gateway has it. `counts`: it is in the plan of accounts; the gateway refuses one that is in none."""

    id: str
    name: str
    value: str
    counts: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is to be done so that every account has its key, and nobody else has one; in this order.

    `forget`: accounts whose note goes. `delete`: keys. `attach`: keys that are in no plan, though noted. `adopt`: keys that
    are there for an account without a note. `make`: accounts. Beside: `waiting`, keys that go later.
    """

    forget: tuple[str, ...] = ()
    delete: tuple[Found, ...] = ()
    attach: tuple[Found, ...] = ()
    adopt: Mapping[str, Found] = field(default_factory=dict)
    make: tuple[str, ...] = ()
    waiting: tuple[Found, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether all is well."""
        return not (self.forget or self.delete or self.attach or self.adopt or self.make)


def mint() -> str:
    """The value of a new key."""
    return secrets.token_hex(_BYTES)


def prefix(stage: str) -> str:
    """How the names of all keys of a stage's accounts begin, and of no other stage's."""
    return f"polydesk.{stage}."


def name(stage: str, account: str) -> str:
    """What the key of an account is called: not by its login, which is nobody's business there."""
    return prefix(stage) + _digest(account)


def shared(stage: str) -> str:
    """The value of the key of all accounts that have none of their own."""
    return _digest(f"shared by the accounts of {stage}")


def settle(
    *,
    wanted: Collection[str],
    notes: Mapping[str, Note],
    found: Iterable[Found],
    stage: str,
    gateway: str,
    at: datetime,
) -> Settlement:
    """What is to be done. `wanted`: accounts that shall have a key; `notes` by account; `found`: the stage's keys.

    A note of another gateway is none.

    Right also while others make keys, if `notes` were read before `found`, and both before `wanted`.
    """
    keys_by_name: dict[str, list[Found]] = defaultdict(list)
    for key in found:
        keys_by_name[key.name].append(key)
    forget = [account for account in notes if account not in wanted]
    surplus: list[tuple[Found, datetime]] = []  # with the moment since when it is
    attach: list[Found] = []
    adopt: dict[str, Found] = {}
    make: list[str] = []
    for account in wanted:
        its = keys_by_name.pop(name(stage, account), [])
        note = notes.get(account)
        current = _noted(note, its) if note is not None and note.gateway == gateway else None
        if note is not None and current is None:
            forget.append(account)
        if current is None and its:
            current = adopt[account] = its[0]
        elif current is None:
            make.append(account)
        elif not current.counts:
            attach.append(current)
        since = note.since if note and account not in adopt else at
        surplus += ((key, max(since, key.created_at)) for key in its if key is not current)
    surplus += ((key, key.created_at) for keys in keys_by_name.values() for key in keys)
    delete = tuple(key for key, since in surplus if at - since >= GRACE)
    waiting = tuple(key for key, since in surplus if at - since < GRACE)
    return Settlement(tuple(forget), delete, tuple(attach), adopt, tuple(make), waiting)


def _noted(note: Note, keys: Iterable[Found]) -> Found | None:
    return next((key for key in keys if (key.id, key.value) == (note.id, note.value)), None)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[: 2 * _BYTES]
