"""Credentials, found by the digest of their secret."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from chalicelib.domain.account import Credential
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import Conflict
from chalicelib.store import dynamo
from chalicelib.store.dynamo import Action, Delete, Put, Query
from chalicelib.store.items import Item

_PARTITION: Final = "credential"


def get(digest: str) -> Credential | None:
    """The credential whose secret has this digest."""
    item = dynamo.get((_PARTITION, digest))
    return _read(item) if item else None


def all_credentials() -> Iterator[Credential]:
    """Every credential, in no order that means anything."""
    return (_read(item) for item in dynamo.query(Query(_PARTITION)))


def put(credential: Credential, *, new: bool = False) -> None:
    """Write a credential. `new`: raise Conflict when its secret is in use."""
    dynamo.put(_put(credential, new=new))


def replace(credential: Credential, former: Sequence[Credential]) -> None:
    """Write a credential and remove those that it takes the place of, in one moment."""
    gone: list[Action] = [Delete((_PARTITION, each.digest)) for each in former if each.digest != credential.digest]
    dynamo.transact([_put(credential, new=False), *gone])


def remove(credential: Credential) -> None:
    """Remove a credential for good."""
    dynamo.delete(Delete((_PARTITION, credential.digest)))


def _put(credential: Credential, *, new: bool) -> Put:
    item = {
        "pk": _PARTITION,
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
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
