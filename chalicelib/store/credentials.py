"""Credentials, found by the digest of their secret."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from chalicelib.domain.account import Credential
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import Conflict
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Action, Delete, Put, Update
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.items import Item
from chalicelib.store.walks import Query

_AT_ONCE: Final = dynamo.TRANSACTION - 1


def get(digest: str) -> Credential | None:
    """The credential whose secret has this digest."""
    item = dynamo.get((keys.CREDENTIALS, digest))
    return _read(item) if item else None


def all_credentials() -> Iterator[Credential]:
    """Every credential, in no order that means anything."""
    return (_read(item) for item in dynamo.query(Query(keys.CREDENTIALS)))


def put(credential: Credential, *, new: bool = False) -> None:
    """Write a credential. `new`: raise Conflict when its secret is in use."""
    dynamo.transact([_put(credential, new=new)])  # not `put`: a new one must not meet itself after a lost answer


def replace(credential: Credential, former: Sequence[Credential]) -> None:
    """Write a credential and remove those that it takes the place of, in one moment.

    Raises Conflict when its secret is another account's already.
    """
    gone: list[Action] = [
        Delete((keys.CREDENTIALS, each.digest)) for each in former if each.digest != credential.digest
    ]
    ours = "attribute_not_exists(pk) OR account = :account"
    made = dataclasses.replace(_put(credential, new=False), condition=ours, values={":account": credential.account})
    dynamo.transact([made, *gone[:_AT_ONCE]])
    for removal in gone[_AT_ONCE:]:
        dynamo.transact([removal])


def note_use(credential: Credential) -> None:
    """Note when a credential was used, if it is still there."""
    used = {":used": credential.used_at.isoformat() if credential.used_at else ""}
    noted = Update((keys.CREDENTIALS, credential.digest), "SET used = :used", used, "attribute_exists(pk)")
    with suppress(ConditionFailed):
        dynamo.update(noted)


def remove(credential: Credential) -> None:
    """Remove a credential for good."""
    dynamo.delete(Delete((keys.CREDENTIALS, credential.digest)))


def _put(credential: Credential, *, new: bool) -> Put:
    item = {
        "pk": keys.CREDENTIALS,
        "sk": credential.digest,
        "id": credential.id,
        "kind": credential.kind.value,
        "account": credential.account,
        "label": credential.name,
        "enabled": credential.enabled,
        "trashed": credential.trashed or None,
        "read_only": credential.read_only or None,
        "roots": list(credential.roots) or None,
        "made": credential.created_at and credential.created_at.isoformat(),
        "ends": credential.expires_at and credential.expires_at.isoformat(),
        "used": credential.used_at and credential.used_at.isoformat(),
    }
    return Put(item, "attribute_not_exists(pk)" if new else None, otherwise=Conflict("This secret is in use."))


def _read(item: Item) -> Credential:
    return Credential(
        id=item["id"],
        kind=CredentialKind(item["kind"]),
        digest=item["sk"],
        account=item.get("account"),
        name=item["label"],
        enabled=item["enabled"],
        trashed=item.get("trashed", False),
        read_only=item.get("read_only", False),
        roots=tuple(item.get("roots", ())),
        created_at=_moment(item.get("made")),
        expires_at=_moment(item.get("ends")),
        used_at=_moment(item.get("used")),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
